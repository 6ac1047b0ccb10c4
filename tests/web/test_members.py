"""Who is in the cell: letting in, taking out, and what is refused."""

from typing import Any

import pytest

from cell import people
from cell.journal.orders import Job
from tests.cast import World
from tests.web.visitor import Page, Visitor

MEMBERS = "/cells/ctest/members"


def send(visitor: Visitor, **typed: Any) -> Any:
    """Fill in the form and send it."""
    return visitor.send(MEMBERS, MEMBERS, **typed)


def test_everybody_in_the_cell_sees_who_is_in_it(shared: World):
    for who in ("alice", "bruno", "chloe", "dan"):
        page = Visitor(shared, who).page(MEMBERS)
        assert all(name in page.text for name in ("Alice Martin", "Bruno Petit", "Chloé Durand", "Dan Brown"))
        assert ("email" in page.forms.get(MEMBERS, {})) is (who == "alice")


def test_somebody_is_let_in_by_their_address_under_their_own_name(world: World):
    answer = send(Visitor(world, "alice"), email=" EVE@example.org ", role="member", department="legal")
    assert answer.status_code == 303
    row = world.board.members[world.ids["eve"]]
    assert (row.name, row.role, row.department) == ("Eve Stone", "member", "legal")
    assert Visitor(world, "eve").get("/cells/ctest").status_code == 200


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"email": ""}, "email"),
        ({"email": "eve"}, "email"),
        ({"email": "eve@"}, "email"),
        ({"email": "nobody@example.org"}, "email"),
        ({"email": "alice@example.org"}, "email"),
        ({"email": "a\x00b@example.org"}, "email"),
        ({"email": "x" * 250 + "@example.org"}, "email"),
        ({"email": "eve@example.org", "role": "admin"}, "role"),
        ({"email": "eve@example.org", "role": ""}, "role"),
        ({"email": "eve@example.org", "department": "it"}, "department"),
        ({"email": "eve@example.org", "role": "member"}, "department"),
        ({"email": "eve@example.org", "role": "director"}, "role"),
    ],
)
def test_what_cannot_be_is_kept_and_said_beside_its_field(shared: World, typed: dict[str, str], field: str):
    before = shared.seq
    answer = send(Visitor(shared, "alice"), **{"role": "observer", **typed})
    page = Page(answer.text)
    assert answer.status_code == 422
    assert page.errors[field]
    assert page.forms[MEMBERS]["email"] == typed["email"].replace("\x00", page.forms[MEMBERS]["email"][1:2])
    assert shared.seq == before


def test_who_is_disabled_is_let_in_no_more_than_nobody(world: World):
    world.house.desk.ask(Job(lambda c: people.disable_account(c, world.ids["eve"])))
    alice = Visitor(world, "alice")
    errors = [Page(send(alice, email=f"{who}@example.org").text).errors["email"] for who in ("eve", "nobody")]
    assert errors[0] == errors[1]


@pytest.mark.parametrize("who", ["bruno", "chloe", "dan"])
def test_who_may_not_let_in_does_not_learn_who_has_an_account(shared: World, who: str):
    visitor, before = Visitor(shared, who), shared.seq
    page_token = visitor.token
    answers = [
        visitor.post(MEMBERS, {"csrf_token": page_token, "email": email, "role": "member"})
        for email in ("eve@example.org", "nobody@example.org")
    ]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert shared.seq == before


def test_who_is_outside_is_told_there_is_nothing(shared: World):
    eve = Visitor(shared, "eve")
    page_token = eve.token
    assert eve.get(MEMBERS).status_code == 404
    assert eve.post(MEMBERS, {"csrf_token": page_token, "email": "eve@example.org"}).status_code == 404
    assert eve.post(f"{MEMBERS}/1/remove", {"csrf_token": page_token}).status_code == 404


def test_somebody_taken_out_sees_the_cell_no_more(world: World):
    chloe = Visitor(world, "chloe")
    action = f"{MEMBERS}/{world.ids['chloe']}/remove"
    assert Visitor(world, "alice").send(MEMBERS, action).status_code == 303
    assert chloe.get("/cells/ctest").status_code == 404
    assert "Chloé" not in Visitor(world, "alice").page(MEMBERS).text


@pytest.mark.parametrize(("number", "status"), [("1", 409), ("999", 404), ("9" * 30, 422), ("0", 422), ("x", 404)])
def test_who_cannot_be_taken_out_stays(shared: World, number: str, status: int):
    alice, before = Visitor(shared, "alice"), shared.seq
    answer = alice.post(f"{MEMBERS}/{number}/remove", {"csrf_token": alice.token})
    assert (answer.status_code, answer.mimetype) == (status, "text/html")
    assert shared.seq == before


def test_who_takes_themselves_out_goes_to_the_lobby(world: World):
    world.act("alice", "offer_role", member=world.ids["bruno"], role="director")
    world.act("bruno", "accept_role", role="director")
    world.act("bruno", "give_role", member=world.ids["alice"], role="coordinator")
    alice = Visitor(world, "alice")
    assert alice.send(MEMBERS, f"{MEMBERS}/{world.ids['alice']}/remove").headers["Location"] == "/"


def test_the_only_director_is_not_offered_to_be_taken_out_and_is_told_why(world: World):
    alice, remove = Visitor(world, "alice"), f"{MEMBERS}/{world.ids['alice']}/remove"
    page = alice.page(MEMBERS)
    assert remove not in page.forms and f"{MEMBERS}/{world.ids['bruno']}/remove" in page.forms
    answer = alice.post(remove, {"csrf_token": alice.token})
    told = "Une cellule n’est jamais sans directeur"
    assert (answer.status_code, told in Page(answer.text).text) == (409, True)


def test_a_role_that_is_held_is_refused_with_the_name_of_who_holds_it(world: World):
    answer = send(Visitor(world, "alice"), email="eve@example.org", role="loggist", department="legal")
    assert "Bruno Petit" in Page(answer.text).errors["role"]


def test_nobody_is_let_into_a_closed_cell(world: World):
    alice = Visitor(world, "alice")
    world.act("alice", "close_cell", reason="Fini")
    answer = alice.post(MEMBERS, {"csrf_token": alice.token, "email": "eve@example.org", "role": "member"})
    assert answer.status_code == 409
    assert world.ids["eve"] not in world.board.members
