"""The task: what each command records, on what it insists, and who may give it."""

from typing import Any

import pytest

from tests.cast import World
from tests.recording import recording


@pytest.fixture
def given(world: World) -> World:
    """Task 1 in logistics, nobody's; task 2 in legal, Chloé's."""
    world.act("alice", "add_task", title="Appeler la préfecture", department="logistics")
    world.act("alice", "add_task", title="Lire le contrat", department="legal", owner=world.ids["chloe"])
    return world


def bring(world: World, task: int, status: str) -> None:
    """Bring a task to a status."""
    steps = {
        "to_acknowledge": [],
        "in_progress": [("acknowledge_task", {})],
        "waiting": [("wait_task", {"reason": "x", "on": {"department": "legal"}})],
        "to_validate": [("submit_task", {})],
        "done": [("complete_task", {})],
        "dropped": [("drop_task", {"reason": "x"})],
    }
    for name, args in steps[status]:
        world.act("alice", name, task=task, **args)
    assert world.board.tasks[task].status == status


def test_add_task_records_what_was_asked_and_by_whom(world: World):
    decision = world.act("alice", "ask_decision", question="Chartrer ?").row
    world.act("alice", "set_objective", text="Servis")
    with recording(world, "task.added") as added:
        answer = world.act(
            "chloe",
            "add_task",
            title="  Trouver\n deux\tavions ",
            department="production",
            owner=world.ids["bruno"],
            due_at="2031-03-01T13:00:00+01:00",
            priority=1,
            objective=1,
            decision=decision.id,  # type: ignore[union-attr]
        )
    row: Any = answer.row
    assert (row.title, row.department, row.owner) == ("Trouver deux avions", "production", world.ids["bruno"])
    assert (row.due_at, row.priority, row.status) == ("2031-03-01T12:00:00.000Z", 1, "to_acknowledge")
    assert (row.requester, added[0].by, row.added_at) == (world.ids["chloe"],) * 2 + (added[0].at,)
    assert answer.ref == "task:1"


@pytest.mark.parametrize(
    ("args", "code", "field"),
    [
        ({"title": " "}, "missing", "title"),
        ({"title": "x" * 201}, "too_long", "title"),
        ({"title": "a\u202eb"}, "bad_value", "title"),
        ({"title": 3}, "bad_value", "title"),
        ({"department": "nowhere"}, "not_found", "department"),
        ({"owner": 999}, "not_found", "owner"),
        ({"due_at": "tomorrow"}, "bad_value", "due_at"),
        ({"due_at": "2031-03-01T12:00:00"}, "bad_value", "due_at"),
        ({"due_at": "2026-03-01T12:00:00Z"}, "bad_value", "due_at"),
        ({"priority": 0}, "bad_value", "priority"),
        ({"priority": 4}, "bad_value", "priority"),
        ({"objective": 1}, "not_found", "objective"),
        ({"decision": 1}, "not_found", "decision"),
        ({"status": "done"}, "unknown_field", "status"),
    ],
)
def test_add_task_refuses_with_the_field_at_fault(world: World, args: dict[str, Any], code: str, field: str):
    refused = world.refused("chloe", "add_task", **{"title": "x", "department": "legal", **args})
    assert (refused.code, refused.field) == (code, field)


def test_who_left_cannot_be_made_an_owner(world: World):
    world.act("alice", "remove_member", member=world.ids["chloe"])
    refused = world.refused("alice", "add_task", title="x", department="legal", owner=world.ids["chloe"])
    assert (refused.code, refused.field) == ("not_found", "owner")


def test_the_first_to_acknowledge_becomes_the_owner_and_the_second_is_told_who(given: World):
    with recording(given, "task.acknowledged"):
        given.act("chloe", "acknowledge_task", task=1)
    row = given.board.tasks[1]
    assert (row.owner, row.status, row.acknowledged_by) == (given.ids["chloe"], "in_progress", given.ids["chloe"])
    refused = given.refused("bruno", "acknowledge_task", task=1)
    assert (refused.code, refused.about["who"], refused.about["at"]) == (
        "already_taken",
        given.ids["chloe"],
        row.acknowledged_at,
    )


def test_acknowledging_for_an_owner_leaves_it_theirs(given: World):
    given.act("bruno", "acknowledge_task", task=2)
    assert given.board.tasks[2].owner == given.ids["chloe"]


# From which statuses a command goes, what it records there, and where it leads.
MOVES: list[tuple[str, dict[str, Any], dict[str, tuple[str, ...]], str]] = [
    ("acknowledge_task", {}, {"to_acknowledge": ("task.acknowledged",)}, "in_progress"),
    (
        "wait_task",
        {"reason": "x", "on": {"outside": "le fournisseur"}},
        {
            "to_acknowledge": ("task.acknowledged", "task.waited"),
            **dict.fromkeys(("in_progress", "waiting", "to_validate"), ("task.waited",)),
        },
        "waiting",
    ),
    ("resume_task", {}, {"waiting": ("task.resumed",)}, "in_progress"),
    (
        "submit_task",
        {},
        {
            "to_acknowledge": ("task.acknowledged", "task.submitted"),
            **dict.fromkeys(("in_progress", "waiting"), ("task.submitted",)),
        },
        "to_validate",
    ),
    ("validate_task", {}, {"to_validate": ("task.validated",)}, "done"),
    ("return_task", {"reason": "x"}, {"to_validate": ("task.returned",)}, "in_progress"),
    (
        "complete_task",
        {"result": "fait"},
        {
            "to_acknowledge": ("task.acknowledged", "task.completed"),
            **dict.fromkeys(("in_progress", "waiting", "to_validate"), ("task.completed",)),
        },
        "done",
    ),
    (
        "drop_task",
        {"reason": "x"},
        dict.fromkeys(("to_acknowledge", "in_progress", "waiting", "to_validate"), ("task.dropped",)),
        "dropped",
    ),
    ("reopen_task", {}, dict.fromkeys(("done", "dropped"), ("task.reopened",)), "in_progress"),
]
STATUSES = ("to_acknowledge", "in_progress", "waiting", "to_validate", "done", "dropped")


@pytest.mark.parametrize("status", STATUSES)
def test_each_command_goes_from_its_statuses_and_from_no_other(given: World, status: str):
    for number, (name, args, ways, end) in enumerate(MOVES, 3):
        given.act("alice", "add_task", title="x", department="logistics")
        bring(given, number, status)
        if status in ways:
            with recording(given, *ways[status]):
                given.act("chloe", name, task=number, **args)
            assert given.board.tasks[number].status == end
        else:
            refused = given.refused("chloe", name, task=number, **args)
            assert refused.code in ("wrong_state", "already_taken") and refused.field == "task"
            assert refused.about["status"] == status
        assert given.refused("chloe", name, task=99, **args).code == "not_found"


def test_a_wait_is_on_exactly_one_thing_that_is_there(given: World):
    for on in ({}, {"department": "legal", "task": 2}, {"department": "nowhere"}, {"task": 9}, {"outside": " "}):
        refused = given.refused("chloe", "wait_task", task=1, reason="x", on=on)
        assert refused.field == "on", on
    assert given.refused("chloe", "wait_task", task=1, reason="x", on={"nobody": 1}).code == "unknown_field"
    given.act("alice", "complete_task", task=2)
    refused = given.refused("chloe", "wait_task", task=1, reason="x", on={"task": 2})
    assert (refused.code, refused.about["status"]) == ("wrong_state", "done")


def test_a_circle_of_waits_is_refused_by_name_and_a_freed_task_blocks_no_more(given: World):
    given.act("alice", "add_task", title="x", department="legal")
    given.act("alice", "wait_task", task=1, reason="x", on={"task": 2})
    given.act("alice", "wait_task", task=2, reason="x", on={"task": 3})
    refused = given.refused("alice", "wait_task", task=3, reason="x", on={"task": 1})
    assert (refused.code, refused.about["chain"]) == ("would_cycle", "A-3 → A-1 → A-2 → A-3")
    assert given.refused("alice", "wait_task", task=3, reason="x", on={"task": 3}).code == "would_cycle"
    assert given.board.tasks[2].blocks == (1,)
    with recording(given, "task.waited"):
        given.act("alice", "wait_task", task=1, reason="autre", on={"task": 3})
    assert (given.board.tasks[2].blocks, given.board.tasks[3].blocks) == ((), (1, 2))
    with recording(given, "task.dropped"):
        given.act("alice", "drop_task", task=1, reason="x")
    assert (given.board.tasks[3].blocks, given.board.tasks[1].waiting) == ((2,), None)


def test_edit_task_records_only_what_changes(given: World):
    with recording(given, "task.edited") as added:
        given.act("chloe", "edit_task", task=1, title="Rappeler", priority=2, owner=given.ids["bruno"], due_at=None)
    assert added[0].facts.fields == ("title", "owner")  # type: ignore[attr-defined]
    with recording(given):
        given.act("chloe", "edit_task", task=1, title=" Rappeler ")
    with recording(given, "task.edited"):
        given.act("chloe", "edit_task", task=1, owner=None)
    assert (given.board.tasks[1].owner, given.board.tasks[1].title) == (None, "Rappeler")
    assert given.refused("chloe", "edit_task", task=1).code == "missing"
    assert given.refused("chloe", "edit_task", task=1, department=None).field == "department"
    assert given.refused("chloe", "edit_task", task=1, status="done").code == "unknown_field"


def test_a_comment_is_counted_and_may_come_after_the_end(given: World):
    given.act("alice", "complete_task", task=1)
    with recording(given, "task.commented"):
        given.act("chloe", "comment_task", task=1, text="merci\r\nà tous")
    assert (given.board.tasks[1].comments, given.board.tasks[1].status) == (1, "done")
    assert given.refused("chloe", "comment_task", task=1, text="x" * 10_001).about["limit"] == 10_000


@pytest.mark.parametrize("name", ["add_task", "acknowledge_task", "edit_task", "comment_task", "drop_task"])
def test_observers_and_strangers_act_on_nothing(given: World, name: str):
    args = {"add_task": {"title": "x", "department": "legal"}}.get(name, {"task": 1})
    assert given.refused("dan", name, **args).code == "not_allowed"
    stranger = given.refused("eve", name, **args)
    assert (stranger.code, stranger.field) == ("not_found", "cell")
