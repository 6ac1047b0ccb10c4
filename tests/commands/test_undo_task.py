"""Taking back a slip: the task is as it was, the journal has one entry more, and nobody else's work is touched."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
import time_machine

from cell.board import Task
from tests.cast import World
from tests.recording import command, entries_of, recording, together

CHANGED = {"changed_at": "", "changed_by": None, "changed_seq": 0}


@pytest.fixture
def clock() -> Iterator[Any]:
    """A clock that the test moves, ahead of what the world was made at."""
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=1), tick=True) as moved:
        yield moved


@pytest.fixture
def given(world: World) -> World:
    """Tasks 1 in logistics and 2 in legal, nobody's."""
    world.act("alice", "add_task", title="Appeler la préfecture", department="logistics")
    world.act("alice", "add_task", title="Lire le contrat", department="legal")
    return world


def told(task: Task) -> Task:
    """A task without what says who touched it last."""
    return msgspec.structs.replace(task, **CHANGED)


# What is done first, then the slip.
SLIPS: list[tuple[list[tuple[str, dict[str, Any]]], tuple[str, dict[str, Any]]]] = [
    ([], ("acknowledge_task", {})),
    ([], ("wait_task", {"reason": "occupé", "on": {"task": 2}})),
    ([], ("complete_task", {"result": "fait"})),
    ([("acknowledge_task", {})], ("wait_task", {"reason": "occupé", "on": {"outside": "le standard"}})),
    ([("wait_task", {"reason": "occupé", "on": {"task": 2}})], ("resume_task", {})),
    (
        [("wait_task", {"reason": "occupé", "on": {"outside": "le port"}, "unblocker": "M. Petit"})],
        ("drop_task", {"reason": "x"}),
    ),
    ([("submit_task", {})], ("return_task", {"reason": "incomplet"})),
    ([("submit_task", {})], ("validate_task", {})),
    ([("complete_task", {"result": "fait"})], ("reopen_task", {})),
    ([], ("edit_task", {"title": "Rappeler", "department": "legal", "priority": 1})),
    ([("edit_task", {"priority": 3})], ("edit_task", {"due_at": "2031-01-01T00:00Z", "priority": 2})),
    ([], ("join_task", {})),
    ([("join_task", {})], ("leave_task", {})),
    ([("join_task", {}), ("edit_task", {"owner": None, "priority": 1})], ("acknowledge_task", {})),
    ([], ("link_duplicate", {"of": 2})),
    ([("link_duplicate", {"of": 2})], ("unlink_duplicate", {})),
    ([("comment_task", {"text": "un"})], ("comment_task", {"text": "deux"})),
]


@pytest.mark.parametrize(("before", "slip"), SLIPS, ids=[f"{slip[0]} {len(before)}" for before, slip in SLIPS])
def test_a_slip_is_taken_back_and_the_task_is_as_it_was(
    given: World, before: list[tuple[str, dict[str, Any]]], slip: tuple[str, dict[str, Any]]
):
    for name, args in before:
        given.act("chloe", name, key=name, task=1, **args)
    was, others = given.board.tasks[1], given.board.tasks[2]
    made = given.act("chloe", slip[0], key="slip", task=1, **slip[1])
    with recording(given, "task.undone") as added:
        answer = given.act("chloe", "undo_task", task=1, entry=made.seq)
    task = given.board.tasks[1]
    assert answer.ref == "task:1" and answer.row == task
    assert told(task) == told(was)
    assert told(given.board.tasks[2]) == told(others)
    assert (task.changed_by, task.changed_seq) == (given.ids["chloe"], given.seq)
    assert added[0].facts.entry == made.seq  # type: ignore[attr-defined]


def test_a_task_that_was_added_by_mistake_is_dropped_and_says_so(given: World):
    made = given.act("chloe", "add_task", title="Doublon")
    with recording(given, "task.undone"):
        given.act("chloe", "undo_task", task=3, entry=made.seq)
    task = given.board.tasks[3]
    assert (task.status, task.undone, task.reason) == ("dropped", True, None)
    again = given.act("chloe", "reopen_task", task=3)
    assert (given.board.tasks[3].status, given.board.tasks[3].undone) == ("in_progress", False)
    given.act("chloe", "undo_task", task=3, entry=again.seq)
    assert (given.board.tasks[3].status, given.board.tasks[3].undone) == ("dropped", True)


def test_a_task_on_which_another_waits_already_is_not_taken_back(given: World):
    made = given.act("chloe", "add_task", title="Trouver un camion")
    given.act("bruno", "wait_task", task=1, reason="x", on={"task": 3})
    refused = given.refused("chloe", "undo_task", task=3, entry=made.seq)
    assert (refused.code, refused.field) == ("changed_meanwhile", "entry")


def test_only_ones_own_last_act_is_taken_back(given: World):
    first = given.act("chloe", "acknowledge_task", task=1)
    assert given.refused("bruno", "undo_task", task=1, entry=first.seq).code == "not_allowed"
    assert given.refused("dan", "undo_task", task=1, entry=first.seq).code == "not_allowed"
    for wrong in (first.seq - 1, first.seq + 1, 1):
        refused = given.refused("chloe", "undo_task", task=1, entry=wrong)
        assert (refused.code, refused.field) in (("not_found", "entry"), ("not_allowed", "entry"))
    assert given.refused("chloe", "undo_task", task=9, entry=first.seq).code == "not_found"
    given.act("bruno", "comment_task", task=1, text="je suis passé")
    refused = given.refused("chloe", "undo_task", task=1, entry=first.seq)
    assert (refused.code, refused.about["who"]) == ("changed_meanwhile", given.ids["bruno"])


def test_ones_own_later_act_stands_before_an_earlier_one(given: World, clock: Any):
    first = given.act("chloe", "acknowledge_task", key="a", task=1)
    clock.shift(1)
    second = given.act("chloe", "submit_task", key="b", task=1)
    assert given.refused("chloe", "undo_task", task=1, entry=first.seq).code == "changed_meanwhile"
    undone = given.act("chloe", "undo_task", task=1, entry=second.seq)
    for entry in (first.seq, second.seq):
        assert given.refused("chloe", "undo_task", task=1, entry=entry).code == "changed_meanwhile"
    assert given.refused("chloe", "undo_task", task=1, entry=undone.seq).code == "wrong_state"
    assert given.board.tasks[1].status == "in_progress"


def test_after_a_minute_it_is_too_late(given: World, clock: Any):
    given.act("bruno", "acknowledge_task", task=2)
    made = given.act("chloe", "acknowledge_task", task=1)
    clock.shift(58)
    other = given.act("chloe", "submit_task", task=2)
    clock.shift(5)
    refused = given.refused("chloe", "undo_task", task=1, entry=made.seq)
    assert (refused.code, refused.field, refused.about["limit"]) == ("too_late", "entry", 60)
    given.act("chloe", "undo_task", task=2, entry=other.seq)
    assert given.board.tasks[2].status == "in_progress"


def test_taking_back_may_not_close_a_circle_of_waits(given: World):
    given.act("chloe", "wait_task", key="a", task=1, reason="x", on={"task": 2})
    resumed = given.act("chloe", "resume_task", key="b", task=1)
    given.act("bruno", "wait_task", task=2, reason="x", on={"task": 1})
    refused = given.refused("chloe", "undo_task", task=1, entry=resumed.seq)
    assert (refused.code, refused.about["chain"]) == ("would_cycle", "A-1 → A-2 → A-1")


def test_those_who_wait_on_a_task_still_do_when_a_change_of_it_is_taken_back(given: World):
    made = given.act("chloe", "acknowledge_task", task=1)
    given.act("bruno", "wait_task", task=2, reason="x", on={"task": 1})
    with recording(given, "task.undone"):
        given.act("chloe", "undo_task", task=1, entry=made.seq)
    assert given.board.tasks[1].blocks == (2,)


def test_a_slip_and_its_taking_back_may_fall_into_one_batch(given: World):
    slip = command(given, "chloe", "acknowledge_task", task=1)
    back = command(given, "chloe", "undo_task", task=1, entry=given.seq + 1)
    answers = together(given, [slip, back])
    assert [answer.seq for answer in answers] == [given.seq - 1, given.seq]
    assert given.board.tasks[1].status == "to_acknowledge"
    assert given.act("chloe", "undo_task", key=back.key, task=1, entry=back.args["entry"]) == answers[1]


def test_of_several_points_settled_at_once_one_task_is_taken_back_alone(given: World):
    """Standing down passes several on in one command: each comes back by itself, as it was, by its own entry."""
    given.act("alice", "add_task", key="spare", title="Compter", department="legal")
    given.act("chloe", "wait_task", task=1, reason="à lire d'abord", on={"task": 2})
    given.act("chloe", "ask_approval", object="task:1", departments=["legal"])
    was = {number: told(task) for number, task in given.board.tasks.items()}
    made = given.act("alice", "pass_on_rest", objects=["task:1", "task:2", "task:3", "approval:1"], reason="fini")
    entry = {entry.facts.task: entry.seq for entry in entries_of(given, made.seq)}  # type: ignore[attr-defined]
    assert {task.status for task in given.board.tasks.values()} == {"dropped"} and len(entry) == 3
    for wrong in (made.seq, entry[2]):
        assert given.refused("alice", "undo_task", task=1, entry=wrong).code == "not_found", "not its own entry"
    assert given.refused("chloe", "undo_task", task=3, entry=entry[3]).code == "not_allowed"
    assert given.refused("alice", "undo_task", task=1, entry=entry[1]).field == "entry", "what it waited on is dropped"
    for task in (2, 1):
        with recording(given, "task.undone"):
            given.act("alice", "undo_task", key=f"back {task}", task=task, entry=entry[task])
    assert {number: told(given.board.tasks[number]) for number in (1, 2)} == {1: was[1], 2: was[2]}, "and waits anew"
    assert given.board.tasks[3].status == "dropped" and given.board.approvals[1].status == "withdrawn"
    refused = given.refused("alice", "undo_task", task=1, entry=entry[1])
    assert refused.code == "changed_meanwhile"


def test_words_that_are_redacted_do_not_come_back_with_a_slip_that_repeats_them(given: World):
    secret = "Camions par Marchandeau"
    given.act("chloe", "edit_task", task=1, title=secret)
    worded = given.seq
    slip = given.act("bruno", "edit_task", task=1, title="Camions")
    given.act("bruno", "undo_task", task=1, entry=slip.seq)
    assert given.board.tasks[1].title == secret
    with recording(given, "entry.redacted", "entry.redacted"):
        given.act("bruno", "redact_entry", entry=worded, reason="nom")
    assert given.board.tasks[1].title is None
    assert secret not in str(entries_of(given))
