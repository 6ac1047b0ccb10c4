"""Who may call: a token's person, with that person's rights, until the token ends."""

import itertools

import pytest

from cell import people, rights
from cell.api.openapi import commands
from cell.journal.orders import Job
from tests.api.caller import Caller, described, is_said, refusal, state
from tests.cast import World

CALLS = [
    (method.upper(), path) for path, one in described()["paths"].items() for method in one if path != "/openapi.json"
]
GARBAGE = [
    *("", "Bearer", "Bearer ", "Bearer\t", "Basic YWxpY2U6eA==", "bearer nobody", "Bearer " + "x" * 5_000),
    *("Bearer cell_", "Token cell_x", "Bearer é", "Bearer \x01", "cell_x", "Bearer null", "Bearer undefined"),
]


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_nothing_answers_without_a_token(shared: World, method: str, path: str):
    before = state(shared)
    answer = Caller(shared, None)(method, path.replace("{cell}", shared.cell), json={})
    assert refusal(answer, 401, "signed_out")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert state(shared) == before


@pytest.mark.parametrize("given", GARBAGE)
def test_garbage_is_no_token(shared: World, given: str):
    answer = Caller(shared, None, Authorization=given)("GET", "/me")
    refusal(answer, 401, "signed_out")


def test_the_cookie_of_a_sign_in_is_no_token(shared: World):
    secret = shared.house.desk.ask(Job(lambda c: people.begin_sign_in(c, shared.ids["alice"], None, None)))
    caller = Caller(shared, None, Cookie=f"cell_sign_in={secret}")
    refusal(caller("GET", "/me"), 401, "signed_out")
    refusal(Caller(shared, None, Authorization=f"Bearer {secret}")("GET", "/me"), 401, "signed_out")


def test_a_token_that_ended_is_refused_at_once(world: World):
    caller = Caller(world, "alice")
    caller.get("/me")
    with world.house.store.reading() as connection:
        [token] = people.open_tokens(connection, world.ids["alice"])
    world.house.desk.ask(Job(lambda c: people.end_token(c, world.ids["alice"], token.id)))
    refusal(caller("GET", "/me"), 401, "signed_out")
    refusal(caller.act("set_aim", text="Tenir"), 401, "signed_out")


def test_a_disabled_person_is_refused_at_once_everywhere(world: World):
    caller = Caller(world, "chloe")
    caller.done("add_task", title="avant", department="legal")
    world.house.desk.ask(Job(lambda c: people.disable_account(c, world.ids["chloe"])))
    before = state(world)
    for method, path in (("GET", "/me"), ("GET", f"/cells/{world.cell}/board"), ("POST", "/cells")):
        refusal(caller(method, path, json={} if method == "POST" else None), 401, "signed_out")
    refusal(caller.act("add_task", title="après", department="legal"), 401, "signed_out")
    assert state(world) == before


@pytest.mark.parametrize(("method", "path"), [call for call in CALLS if "{cell}" in call[1]])
def test_a_cell_i_am_not_in_and_a_cell_that_is_not_are_refused_with_the_same_bytes(
    shared: World, method: str, path: str
):
    eve, before = Caller(shared, "eve"), state(shared)
    answers = [eve(method, path.replace("{cell}", cell), json={}) for cell in (shared.cell, "cnowhere")]
    for answer in answers:
        refusal(answer, 404, "not_found", "cell")
    assert answers[0].data == answers[1].data
    assert state(shared) == before


def test_who_was_taken_out_sees_nothing_more(world: World):
    chloe = Caller(world, "chloe")
    chloe.get(f"/cells/{world.cell}/board")
    world.act("alice", "remove_member", member=world.ids["chloe"])
    for page in ("", "/board", "/entries", "/waits", "/measures", "/exports/csv", "/exports/json"):
        refusal(chloe("GET", f"/cells/{world.cell}{page}"), 404, "not_found", "cell")
    assert chloe.get("/cells") == {"cells": []}


@pytest.mark.parametrize("who", ["bruno", "chloe", "dan"])
def test_a_command_beyond_ones_role_is_refused_before_its_arguments_are_read(shared: World, who: str):
    role = shared.board.members[shared.ids[who]].role
    caller, before = Caller(shared, who), state(shared)
    beyond = [name for name, _ in commands() if not rights.may(role, name)]
    assert beyond
    for name in beyond:
        refusal(caller.act(name, nonsense=1), 403, "not_allowed")
    assert state(shared) == before


@pytest.mark.parametrize(
    ("who", "accepted"), [*itertools.product(("alice", "dan"), ("fr", "en", "de", "*", "x;q=y", ""))]
)
def test_the_account_says_the_language_whatever_the_request_accepts(shared: World, who: str, accepted: str):
    tongue = {"alice": "fr", "dan": "en"}[who]
    caller = Caller(shared, who, Accept_Language=accepted)
    assert is_said(refusal(caller("GET", "/cells/cnowhere"), 404, "not_found", "cell"), "not_found", tongue)


@pytest.mark.parametrize(
    ("accepted", "tongue"), [("fr", "fr"), ("en", "en"), ("en-GB,fr;q=0.5", "en"), ("de", "fr"), ("fr-CA", "fr")]
)
def test_who_is_nobody_is_refused_in_the_language_they_accept(shared: World, accepted: str, tongue: str):
    said = refusal(Caller(shared, None, Accept_Language=accepted)("GET", "/me"), 401, "signed_out")
    assert is_said(said, "signed_out", tongue)
