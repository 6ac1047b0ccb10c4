"""Whatever a command is given, by HTTP or straight at the desk: carried out, or refused well and nothing changed."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cell.api.openapi import commands
from cell.commands import COMMANDS
from cell.errors import STATUS, Refused
from cell.journal.orders import Command
from cell.language import refusal
from cell.rights import may
from tests.api.caller import Caller, is_said, state
from tests.api.strange import arguments
from tests.cast import World

NAMES = [name for name, _ in commands()]
lightly = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def busy(world: World) -> World:
    """The cell with something in it to act upon, so that right arguments go through."""
    for title in ("un", "deux", "trois"):
        world.act("alice", "add_task", title=title, department="legal")
    world.act("alice", "ask_decision", question="Arrêter la ligne ?")
    world.act("alice", "ask_decision", question="Secret ?", restricted=True)
    world.act("alice", "add_option", decision=1, text="Oui")
    world.act("alice", "record_information", text="La ligne fume")
    return world


def sent(callers: dict[str, Caller], name: str, args: Any, tongue: str) -> None:
    """Give a command by HTTP; it goes through, or is refused with a code, a field and a sentence for its reader."""
    world = callers["fr"].world
    before = state(world)
    path = f"/cells/{world.cell}/commands/{name}"
    answer = callers[tongue]("POST", path, data=json.dumps(args), content_type="application/json")
    told = answer.json
    assert told is not None
    if answer.status_code == 200:
        assert tongue == "fr" or may("observer", name)  # Dan observes: he answers for himself alone
        assert told["seq"] <= world.seq
        return
    assert state(world) == before
    assert STATUS[told["code"]] == answer.status_code
    assert is_said(told["detail"], told["code"], tongue), told
    if told["code"] in ("missing", "unknown_field", "bad_value", "too_long"):
        assert "field" in told


def given_at_the_desk(world: World, name: str, args: Any) -> None:
    """Give a command without HTTP, as the socket does; values that JSON has not come this way."""
    before = state(world)
    try:
        world.house.desk.ask(Command(world.cell, world.ids["alice"], name, args))
    except Refused as refused:
        assert state(world) == before
        assert refused.code not in ("broken", "cannot_write")
        assert refusal(refused, "fr", world.board)


@pytest.mark.parametrize("name", NAMES)
def test_a_command_goes_through_or_is_refused_well(busy: World, name: str):
    callers = {"fr": Caller(busy, "alice", Accept_Language="en"), "en": Caller(busy, "dan", Accept_Language="fr")}

    @lightly
    @given(args=arguments(COMMANDS[name].args), door=st.sampled_from(["fr", "fr", "en", "desk", "desk"]))
    def give(args: Any, door: str) -> None:
        if door == "desk":
            given_at_the_desk(busy, name, args)
        else:
            sent(callers, name, args, door)

    give()
