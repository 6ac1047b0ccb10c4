"""What was taken in hand and then left is to be taken in hand again: once, by the clock, and never while it lives."""

from typing import Any

import msgspec
import pytest

from cell import clock
from cell.alerts import Alerts
from cell.mine import inbox_of, things_of, told, waits_on
from cell.stalls import stall_of, stalls_of
from cell.waits import waits_of
from tests.cast import World
from tests.recording import entries_of, recording

LEFT = 4 * 60 + 1  # minutes: a level 3 promises four hours


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Put the machine's clock ahead by minutes."""
    real = clock.now
    return lambda minutes: monkeypatch.setattr(clock, "now", lambda: clock.after(real(), 60 * minutes))


@pytest.fixture
def taken(world: World) -> World:
    """Alice gave logistics task 1, and Chloé has it in hand."""
    world.act("alice", "add_task", title="Compter", department="logistics")
    world.act("chloe", "acknowledge_task", task=1)
    return world


def look(world: World) -> None:
    Alerts(world.house.store, world.house.desk).look()


def stalled(world: World) -> list[int]:
    return [one.seq for one in entries_of(world) if one.kind in ("task.stalled", "handoff.stalled")]


def statuses(world: World) -> list[str]:
    return [row.status for row in world.board.tasks.values()]


def test_a_task_that_was_taken_and_left_is_to_acknowledge_again_once(taken: World, later: Any):
    touched_at = taken.board.tasks[1].changed_at
    later(LEFT - 2)
    look(taken)
    assert statuses(taken) == ["in_progress"]
    later(LEFT)
    with recording(taken, "task.stalled") as said:
        clocks = [Alerts(taken.house.store, taken.house.desk) for _process in range(2)]
        for one in clocks * 2:
            one.look()
    row = taken.board.tasks[1]
    assert (row.status, row.stalled_since, row.acknowledged_at) == ("to_acknowledge", touched_at, None)
    assert row.owner == taken.ids["chloe"], "whose it is stays: they are asked first"
    assert (said[0].by, said[0].facts.owner) == (None, taken.ids["chloe"])
    [mine] = [one for one in things_of(taken.board, taken.ids["chloe"], clock.now()) if one.ref == "task:1"]
    assert mine.asked == "acknowledge" and mine.since == row.since
    assert [told(mine, taken.board, tongue)[1][:5] for tongue in ("fr", "en")] == ["pris ", "taken"]
    [one] = inbox_of(waits_on(taken.board, False, clock.now()), "logistics")
    assert (one.asked, one.stalled_since) == ("acknowledge", touched_at)


def test_the_wait_to_take_it_in_hand_begins_anew_and_goes_up_like_the_first(taken: World, later: Any):
    later(LEFT)
    look(taken)
    later(LEFT + 16)
    look(taken)
    assert [(one.measure, one.step) for one in taken.board.tasks[1].reminded][-1] == ("acknowledge", "passed")
    taken.act("chloe", "acknowledge_task", task=1)
    assert taken.board.tasks[1].stalled_since is None
    waits = [one for one in waits_of(entries_of(taken), clock.now()) if one.object == "task:1"]
    assert [(one.about, one.outcome, one.on) for one in waits] == [
        ("task", "stalled", "logistics"),
        ("task", None, "logistics"),
    ]
    first, second = waits
    assert second.asked == first.ended == stalled(taken)[0]
    assert (second.acknowledged_s or 0) >= 15 * 60, "counted from when it was asked anew"
    later(2 * LEFT + 17)
    look(taken)
    assert len(stalled(taken)) == 2, "who leaves it again is asked again"


def test_who_takes_back_their_yes_finds_it_as_the_clock_left_it(taken: World, later: Any):
    later(LEFT)
    look(taken)
    since = taken.board.tasks[1].stalled_since
    answer = taken.act("chloe", "acknowledge_task", task=1)
    taken.act("chloe", "undo_task", task=1, entry=answer.seq)
    assert (taken.board.tasks[1].status, taken.board.tasks[1].stalled_since) == ("to_acknowledge", since)


def test_whatever_is_done_about_a_task_keeps_it_from_being_left(taken: World, later: Any):
    said: dict[str, dict[str, Any]] = {
        "comment_task": {"text": "encore deux palettes"},
        "edit_task": {"priority": 1},
        "join_task": {"member": taken.ids["bruno"]},
    }
    for turn, (name, args) in enumerate(said.items(), 1):
        later(turn * (LEFT - 60))
        taken.act("chloe", name, task=1, **args)
        look(taken)
    assert not stalled(taken)


def test_what_waits_is_handed_in_or_over_is_not_left(taken: World, later: Any):
    for number in (2, 3):
        taken.act("alice", "add_task", title=f"Compter {number}", department="logistics")
    taken.act("chloe", "wait_task", task=1, reason="pas de chariot", on={"department": "legal"})
    taken.act("chloe", "submit_task", task=2)
    taken.act("chloe", "complete_task", task=3)
    later(10 * LEFT)
    look(taken)
    assert statuses(taken) == ["waiting", "to_validate", "done"] and not stalled(taken)


def test_work_with_a_due_time_is_not_left_before_that_comes_near(world: World, later: Any):
    for hours in (40, 1):
        due_at = clock.after(clock.now(), 3600 * hours)
        world.act("alice", "add_task", title=f"Dû dans {hours} h", department="logistics", due_at=due_at)
        world.act("chloe", "acknowledge_task", task=len(world.board.tasks))
    later(LEFT)
    look(world)
    assert statuses(world) == ["in_progress", "to_acknowledge"], "what is overdue has its four hours as well"
    later(29 * 60)
    look(world)
    assert statuses(world)[0] == "in_progress"
    later(30 * 60 + 1)
    look(world)
    assert statuses(world)[0] == "to_acknowledge"


def test_who_waits_for_another_departments_answer_has_left_nothing(taken: World, later: Any):
    taken.act("alice", "add_task", title="Livrer", department="logistics")
    taken.act("chloe", "acknowledge_task", task=2)
    taken.act("chloe", "ask_approval", object="task:1", departments=["legal"])
    taken.act("chloe", "offer_handoff", to="production", text="Les palettes", task=2)
    later(LEFT)
    look(taken)
    assert not stalled(taken)
    taken.act("alice", "refuse_approval", approval=1, reason="non")
    taken.act("chloe", "withdraw_handoff", handoff=1, reason="nous le gardons")
    look(taken)
    assert not stalled(taken), "the answer, and the end of the offer, are signs of life"
    later(2 * LEFT)
    look(taken)
    assert len(stalled(taken)) == 2


def test_a_hand_off_that_was_accepted_and_left_is_to_accept_again(world: World, later: Any):
    needed_by = clock.after(clock.now(), 3600)
    world.act("chloe", "offer_handoff", to="legal", text="Le contrat", needed_by=needed_by)
    world.act("alice", "accept_handoff", handoff=1)
    accepted_at = world.board.handoffs[1].accepted_at
    later(LEFT - 2)
    look(world)
    later(LEFT)
    with recording(world, "handoff.stalled"):
        look(world)
        look(world)
    row = world.board.handoffs[1]
    assert (row.status, row.stalled_since, row.accepted_at) == ("seen", accepted_at, None)
    assert row.offered_at < row.asked_at
    assert not [one for one in row.reminded if one.at >= row.asked_at], "its hour had passed: it has the level's time"
    later(LEFT + 21)
    look(world)
    assert [one.step for one in world.board.handoffs[1].reminded if one.at >= row.asked_at][0] == "passed"
    world.act("alice", "accept_handoff", handoff=1)
    world.act("alice", "complete_handoff", handoff=1)
    assert world.board.handoffs[1].stalled_since is None
    waits = [one for one in waits_of(entries_of(world), clock.now()) if one.about == "handoff"]
    assert [one.outcome for one in waits] == ["stalled", "usable"]
    later(9 * LEFT)
    look(world)
    assert len(stalled(world)) == 1


def test_a_hand_off_that_brought_a_task_is_followed_by_that_task(taken: World, later: Any):
    taken.act("chloe", "offer_handoff", to="legal", text="Le contrat", task=1)
    taken.act("alice", "accept_handoff", handoff=1)
    later(LEFT)
    look(taken)
    assert statuses(taken) == ["to_acknowledge"] and taken.board.handoffs[1].status == "accepted"
    taken.act("alice", "complete_task", task=1)
    look(taken)
    assert taken.board.handoffs[1].status == "accepted"
    later(2 * LEFT + 1)
    look(taken)
    assert taken.board.handoffs[1].status == "seen", "the work is done, and nobody says that it is usable"


def test_a_closed_cell_and_one_that_was_promised_nothing_are_left_alone(taken: World, later: Any):
    board = taken.board.copy()
    assert [one.args["object"] for one in stalls_of(board)] == ["task:1"]
    silent = msgspec.structs.replace(board.cell.targets, stall_s=None)
    board.put("cell", msgspec.structs.replace(board.cell, targets=silent))
    assert not [*stalls_of(board)] and stall_of(board, "task:1") is None
    taken.act("alice", "close_cell", reason="fini")
    before = taken.seq
    later(LEFT)
    look(taken)
    assert taken.seq == before


def test_no_person_says_that_something_was_left_and_the_clock_not_too_early(taken: World, later: Any):
    said = {"object": "task:1", "touched_at": taken.board.tasks[1].changed_at}
    before = taken.seq
    taken.act(None, "tell_stall", **said)
    later(LEFT)
    assert taken.refused("chloe", "tell_stall", **said).code == "not_allowed"
    taken.act(None, "tell_stall", **{**said, "touched_at": clock.now()})
    taken.act(None, "tell_stall", **{**said, "object": "task:9"})
    assert taken.seq == before
    taken.act("chloe", "comment_task", task=1, text="j'y suis")
    taken.act(None, "tell_stall", **said)
    assert not stalled(taken), "who was quicker has it in hand"


def test_a_level_that_promises_more_and_a_cell_open_again_give_the_whole_time_from_then(taken: World, later: Any):
    """Else everything in hand would be asked for anew at the instant when it gets worse."""
    later(130)
    taken.act("alice", "change_level", level=4, reason="Cela empire")  # two hours from now on
    look(taken)
    assert statuses(taken) == ["in_progress"]
    later(130 + 119)
    look(taken)
    assert statuses(taken) == ["in_progress"]
    taken.act("alice", "close_cell", reason="Fini ?")
    later(3 * 24 * 60)
    taken.act("alice", "reopen_cell", reason="Non")
    look(taken)
    assert statuses(taken) == ["in_progress"]
    later(3 * 24 * 60 + 121)
    look(taken)
    assert statuses(taken) == ["to_acknowledge"]
