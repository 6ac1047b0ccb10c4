"""The decision: asked, weighed, taken, known, and what became of it."""

from typing import Any

import pytest

from tests.cast import World
from tests.recording import recording


@pytest.fixture
def asked(world: World) -> World:
    """Decision 1 is asked, and has one option."""
    world.act("chloe", "ask_decision", question="Chartrer un avion ?")
    world.act("chloe", "add_option", decision=1, text="Un gros porteur")
    return world


def take(world: World, number: int = 1, who: str = "bruno", **args: Any) -> None:
    """Take a decision as the loggist writes it down."""
    said = {"choice": "Oui", "rationale": "délais", "decider": world.ids["alice"], **args}
    world.act(who, "take_decision", decision=number, **said)


def test_a_question_has_a_number_a_decider_and_a_time(world: World):
    with recording(world, "decision.asked"):
        answer = world.act(
            "chloe",
            "ask_decision",
            question=" Arrêter la ligne ? ",
            decider=world.ids["alice"],
            needed_by="2096-03-01T12:00Z",
            consulted=["legal", "production", "legal"],
        )
    row: Any = answer.row
    assert (row.number, row.question, row.status) == ("D-0001", "Arrêter la ligne ?", "asked")
    assert (row.decider, row.needed_by) == (world.ids["alice"], "2096-03-01T12:00:00.000Z")
    assert row.consulted == ("legal", "production")


def test_options_and_positions_are_kept_with_who_said_them(asked: World):
    with recording(asked, "option.added", "position.given"):
        asked.act("bruno", "add_option", decision=1, text="Deux petits")
        args = {"department": "legal", "stance": "against", "reason": "assurance", "strong": True}
        asked.act("chloe", "give_position", decision=1, option=2, **args)
    row = asked.board.decisions[1]
    assert [(option.id, option.text) for option in row.options] == [(1, "Un gros porteur"), (2, "Deux petits")]
    [position] = row.positions
    assert (position.option, position.stance, position.strong, position.seq) == (2, "against", True, asked.seq)


def test_what_was_decided_is_apart_from_who_wrote_it_and_from_what_was_not_known(asked: World):
    with recording(asked, "decision.taken"):
        take(asked, inform=["legal", "logistics"], rejected="aucune", review_at="2030-01-01T00:00Z")
    row = asked.board.decisions[1]
    taken: Any = row.taken
    assert (row.status, taken.decider, taken.recorder) == ("in_force", asked.ids["alice"], asked.ids["bruno"])
    assert (taken.known, taken.recorded_at) == (asked.seq - 1, asked.board.at)
    assert row.informed == {"legal": None, "logistics": None}
    with recording(asked, "decision.acknowledged"):
        asked.act("chloe", "acknowledge_decision", decision=1, department="logistics")
    again = asked.refused("chloe", "acknowledge_decision", decision=1, department="logistics")
    assert (again.code, again.about["at"]) == ("already_there", asked.board.decisions[1].informed["logistics"])
    with recording(asked, "decision.acknowledged"):  # one that nobody had thought of
        asked.act("chloe", "acknowledge_decision", decision=1, department="production")


def test_one_decision_gives_way_to_another_that_holds(asked: World):
    take(asked)
    asked.act("chloe", "ask_decision", question="Plutôt le train ?")
    assert asked.refused("bruno", "supersede_decision", decision=1, by=2).code == "not_found"
    take(asked, 2)
    for wrong in (1, 3):
        assert asked.refused("bruno", "supersede_decision", decision=1, by=wrong).field == "by"
    with recording(asked, "decision.superseded"):
        asked.act("bruno", "supersede_decision", decision=1, by=2)
    assert (asked.board.decisions[1].status, asked.board.decisions[1].successor) == ("superseded", 2)
    assert asked.refused("bruno", "revoke_decision", decision=1, reason="x").code == "wrong_state"
    with recording(asked, "decision.revoked"):
        asked.act("bruno", "revoke_decision", decision=2, reason="grève")
    assert (asked.board.decisions[2].status, asked.board.decisions[2].reason) == ("revoked", "grève")


REFUSALS: list[tuple[str, dict[str, Any], str, str]] = [
    ("ask_decision", {"question": " "}, "missing", "question"),
    ("ask_decision", {"question": "x", "decider": 99}, "not_found", "decider"),
    ("ask_decision", {"question": "x", "consulted": ["nowhere"]}, "not_found", "consulted"),
    ("ask_decision", {"question": "x", "needed_by": "soon"}, "bad_value", "needed_by"),
    ("ask_decision", {"question": "x", "needed_by": "2020-01-01T08:00Z"}, "past", "needed_by"),
    ("add_option", {"decision": 9, "text": "x"}, "not_found", "decision"),
    ("give_position", {"option": 2}, "not_found", "option"),
    ("give_position", {"stance": "maybe"}, "bad_value", "stance"),
    ("give_position", {"department": "nowhere"}, "not_found", "department"),
    ("give_position", {"reason": ""}, "missing", "reason"),
    ("take_decision", {"choice": " "}, "missing", "choice"),
    ("take_decision", {"rationale": ""}, "missing", "rationale"),
    ("take_decision", {"decider": 99}, "not_found", "decider"),
    ("take_decision", {"decided_at": "2199-01-01T00:00Z"}, "bad_value", "decided_at"),
    ("take_decision", {"inform": ["nowhere"]}, "not_found", "inform"),
    ("acknowledge_decision", {"department": "legal"}, "wrong_state", "decision"),
    ("revoke_decision", {"reason": "x"}, "wrong_state", "decision"),
]
COMPLETE: dict[str, dict[str, Any]] = {
    "ask_decision": {},
    "give_position": {"decision": 1, "department": "legal", "stance": "for", "reason": "x"},
    "take_decision": {"decision": 1, "choice": "x", "rationale": "x", "decider": 1},
}


@pytest.mark.parametrize(("name", "args", "code", "field"), REFUSALS)
def test_what_is_incomplete_or_too_early_is_refused(asked: World, name: str, args: dict, code: str, field: str):
    refused = asked.refused("bruno", name, **{**COMPLETE.get(name, {"decision": 1}), **args})
    assert (refused.code, refused.field) == (code, field)


@pytest.mark.parametrize("name", ["add_option", "give_position", "take_decision"])
def test_a_question_that_is_settled_is_closed_to_more(asked: World, name: str):
    take(asked)
    args = {"add_option": {"decision": 1, "text": "x"}}.get(name, COMPLETE.get(name, {}))
    refused = asked.refused("bruno", name, **args)
    assert (refused.code, refused.about["status"]) == ("wrong_state", "in_force")


@pytest.mark.parametrize("name", ["take_decision", "supersede_decision", "revoke_decision"])
def test_a_member_asks_and_argues_but_does_not_settle(asked: World, name: str):
    args = {"supersede_decision": {"by": 1}, "revoke_decision": {"reason": "x"}}.get(name, {})
    assert asked.refused("chloe", name, **{"decision": 1, **COMPLETE.get(name, {}), **args}).code == "not_allowed"
    assert asked.refused("dan", "give_position", **COMPLETE["give_position"]).code == "not_allowed"
    assert asked.refused("eve", name, decision=1).code == "not_found"
