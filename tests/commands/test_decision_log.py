"""What becomes of a decision: who knows it, what it rested on, when it comes back, and that nothing of it goes."""

from typing import Any

import pytest

from cell import clock, dues
from cell.commands import COMMANDS
from cell.mine import things_of
from tests.cast import World
from tests.recording import recording

SOON = "2030-01-01T08:00:00.000Z"


@pytest.fixture
def asked(world: World) -> World:
    """Decision 1 is asked, with one option; one piece of information is known."""
    world.act("chloe", "record_information", text="Trois jours de stock", standing="fact", state="verified")
    world.act("chloe", "ask_decision", question="Chartrer un avion ?")
    world.act("chloe", "add_option", decision=1, text="Un gros porteur")
    return world


def take(world: World, number: int = 1, **args: Any) -> None:
    said = {"choice": "Oui", "rationale": "délais", "decider": world.ids["alice"], **args}
    world.act("bruno", "take_decision", decision=number, **said)


def test_the_ruling_keeps_what_it_rested_on(asked: World):
    with recording(asked, "decision.taken"):
        take(asked, pinned=[1, 1], option=1, scope="Roubaix", risk="la nuance", none_rejected=True)
    taken: Any = asked.board.decisions[1].taken
    assert (taken.pinned, taken.option, taken.scope, taken.risk) == ((1,), 1, "Roubaix", "la nuance")
    assert taken.none_rejected and taken.rejected is None


@pytest.mark.parametrize(
    ("args", "field"),
    [
        ({"pinned": [9]}, "pinned"),
        ({"option": 2}, "option"),
        ({"rejected": "le train", "none_rejected": True}, "none_rejected"),
        ({"decided_at": "2026-01-02T00:00Z", "review_at": "2026-01-01T00:00Z"}, "review_at"),
    ],
)
def test_what_does_not_hold_together_is_refused(asked: World, args: dict[str, Any], field: str):
    said = {"decision": 1, "choice": "Oui", "rationale": "délais", "decider": asked.ids["alice"], **args}
    assert asked.refused("bruno", "take_decision", **said).field == field


def test_who_does_not_know_is_told_again_and_counted(asked: World):
    take(asked, inform=["legal"])
    with recording(asked, "decision.informed"):
        asked.act("chloe", "inform_decision", decision=1, departments=["legal", "production"])
    asked.act("bruno", "inform_decision", decision=1, departments=["legal"])
    row: Any = asked.board.decisions[1]
    assert row.informed == {"legal": None, "production": None}
    assert (row.chased["legal"].times, row.chased["legal"].by) == (2, asked.ids["bruno"])
    asked.act("chloe", "acknowledge_decision", decision=1, department="legal")
    assert asked.board.decisions[1].known_by == {"legal": asked.ids["chloe"]}
    assert asked.refused("bruno", "inform_decision", decision=1, departments=["legal"]).code == "already_there"


def test_the_review_comes_back_once_as_a_task_of_the_decider(asked: World):
    take(asked, decided_at="2026-01-01T00:00Z", review_at="2026-01-02T00:00Z")
    [due] = dues.reviews_of(asked.board)
    assert (due.command, due.at) == ("recall_decision", "2026-01-02T00:00:00.000Z")
    with recording(asked, "decision.recalled", "task.added"):
        first = asked.act(None, due.command, key=due.key, **due.args)
    assert asked.act(None, due.command, key=due.key, **due.args).seq == first.seq  # a resend, from any process
    row: Any = asked.board.decisions[1]
    task: Any = asked.board.tasks[row.review_task]
    assert (task.owner, task.department, task.decision) == (asked.ids["alice"], "direction", 1)
    assert task.title == "\u21bb D-0001" and len(asked.board.tasks) == 1
    assert not list(dues.reviews_of(asked.board))
    assert asked.refused(None, due.command, **due.args).code == "already_there"


def test_a_review_that_is_not_due_or_of_what_holds_no_more_does_not_come(asked: World):
    take(asked, review_at=SOON)
    assert asked.refused(None, "recall_decision", decision=1, review_at=SOON).code == "wrong_state"
    asked.act("bruno", "revoke_decision", decision=1, reason="grève")
    assert not list(dues.reviews_of(asked.board))
    assert asked.refused(None, "recall_decision", decision=1, review_at=SOON).code == "wrong_state"


def test_only_the_clock_recalls(asked: World):
    take(asked, decided_at="2026-01-01T00:00Z", review_at="2026-01-02T00:00Z")
    args = {"decision": 1, "review_at": "2026-01-02T00:00Z"}
    assert asked.refused("alice", "recall_decision", **args).code == "not_allowed"


def test_a_review_ends_its_task_and_may_set_the_next_time(asked: World):
    take(asked, decided_at="2026-01-01T00:00Z", review_at="2026-01-02T00:00Z")
    [due] = dues.reviews_of(asked.board)
    asked.act(None, due.command, key=due.key, **due.args)
    with recording(asked, "decision.reviewed", "task.completed"):
        asked.act("alice", "review_decision", decision=1, verdict="keep", text="Deux jours gagnés", review_at=SOON)
    row: Any = asked.board.decisions[1]
    assert (row.status, row.review_at, row.reviews[0].verdict) == ("in_force", SOON, "keep")
    assert asked.board.tasks[1].status == "done"
    [again] = dues.reviews_of(asked.board)
    assert again.at == SOON and again.key != due.key
    with recording(asked, "decision.reviewed", "decision.revoked"):
        asked.act("bruno", "review_decision", decision=1, verdict="revoke", text="Plus besoin")
    assert asked.board.decisions[1].status == "revoked"


def test_who_decided_reviews_it_and_another_member_does_not(asked: World):
    take(asked, decider=asked.ids["chloe"])
    asked.act("chloe", "ask_decision", question="Et après ?")
    take(asked, 2)
    refused = asked.refused("chloe", "review_decision", decision=2, verdict="keep", text="oui")
    assert refused.code == "not_allowed"
    asked.act("chloe", "review_decision", decision=1, verdict="replace", text="Il faut mieux")
    late = {"decision": 2, "verdict": "keep", "text": "x", "review_at": "2020-01-01T00:00Z"}
    assert asked.refused("alice", "review_decision", **late).field == "review_at"


def test_a_restricted_review_comes_back_to_its_decider_and_to_nobody_else(world: World):
    world.act("alice", "ask_decision", question="Payer la rançon ?", restricted=True)
    take(world, decided_at="2026-01-01T00:00Z", review_at="2026-01-02T00:00Z")
    [due] = dues.reviews_of(world.board)
    world.act(None, due.command, key=due.key, **due.args)
    assert not world.board.tasks  # everybody sees a task
    assert not list(dues.reviews_of(world.board))

    def called() -> list[str]:
        everybody = world.ids.items()
        return [who for who, account in everybody if "review" in _asked(world, account)]

    assert called() == ["alice"]
    world.act("alice", "review_decision", decision=1, verdict="keep", text="On ne paie pas")
    assert called() == []


def _asked(world: World, account: int) -> set[str]:
    return {thing.asked for thing in things_of(world.board, account, clock.now())}


def test_nobody_has_a_command_that_takes_a_decision_away(asked: World):
    ours = [name for name in COMMANDS if name.endswith("_decision")]
    assert not [name for name in ours if name.startswith(("delete", "remove", "drop", "edit", "undo"))]
    take(asked)
    before = asked.board.decisions[1]
    asked.act("bruno", "revoke_decision", decision=1, reason="grève")
    after = asked.board.decisions[1]
    assert (after.taken, after.question, after.options) == (before.taken, before.question, before.options)
