"""Giving a task in one line, who works on it beside its owner, and whom a comment is meant for."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.cast import World
from tests.recording import recording


@pytest.fixture
def given(world: World) -> World:
    """Task 1 in logistics, Chloé's, in progress."""
    world.act("chloe", "add_task", title="Appeler la préfecture")
    world.act("chloe", "acknowledge_task", task=1)
    return world


def from_now(seconds: float) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()


def test_a_title_alone_gives_a_task_to_ones_own_department_else_to_the_direction(world: World):
    with recording(world, "task.added", "task.added"):
        world.act("chloe", "add_task", title="Compter le stock")
        world.act("bruno", "add_task", title="Prévenir l'assureur")
    assert [task.department for task in world.board.tasks.values()] == ["logistics", "direction"]
    assert [task.owner for task in world.board.tasks.values()] == [None, None]


@pytest.mark.parametrize(("seats", "expected"), [(["legal", "it"], "legal"), (["it", "direction"], "direction")])
def test_without_a_department_of_ones_own_the_direction_or_the_first_seat_takes_it(
    world: World, seats: list[str], expected: str
):
    world.open("cother", "alice", departments=seats)
    row: Any = world.act("alice", "add_task", cell="cother", title="Commencer").row
    assert row.department == expected


def test_a_cell_without_a_seat_has_nobody_to_give_work_to(world: World):
    world.open("cother", "alice", departments=[])
    world.cell = "cother"
    refused = world.refused("alice", "add_task", title="Commencer")
    assert (refused.code, refused.field) == ("missing", "department")


def test_a_task_is_due_from_now_on_and_a_minute_is_left_for_who_types(given: World):
    for late in (-90, -86_400):
        refused = given.refused("chloe", "add_task", title="x", due_at=from_now(late))
        assert (refused.code, refused.field) == ("bad_value", "due_at")
        assert given.refused("chloe", "edit_task", task=1, due_at=from_now(late)).field == "due_at"
    with recording(given, "task.added", "task.edited"):
        given.act("chloe", "add_task", title="x", due_at=from_now(-5))
        given.act("chloe", "edit_task", task=1, due_at=from_now(2700))


def test_a_due_time_that_has_passed_does_not_stop_other_changes(given: World):
    soon = from_now(-5)
    given.act("chloe", "edit_task", task=1, due_at=soon)
    with recording(given, "task.edited"):
        given.act("alice", "edit_task", task=1, title="Rappeler la préfecture", due_at=soon)
    assert given.board.tasks[1].title == "Rappeler la préfecture"


def test_helpers_join_and_leave_and_the_accountable_stays_one(given: World):
    ids = given.ids
    with recording(given, "helper.joined", "helper.joined") as joined:
        given.act("bruno", "join_task", task=1)
        given.act("chloe", "join_task", task=1, member=ids["alice"])
    assert [entry.facts.member for entry in joined] == [ids["bruno"], ids["alice"]]  # type: ignore[attr-defined]
    task = given.board.tasks[1]
    assert (task.owner, task.helpers, task.status) == (ids["chloe"], (ids["bruno"], ids["alice"]), "in_progress")
    with recording(given, "helper.left"):
        given.act("bruno", "leave_task", task=1)
    assert given.board.tasks[1].helpers == (ids["alice"],)


def test_who_becomes_accountable_helps_no_more(given: World):
    ids = given.ids
    given.act("bruno", "join_task", task=1)
    given.act("alice", "join_task", task=1)
    given.act("alice", "edit_task", task=1, owner=ids["bruno"])
    assert (given.board.tasks[1].owner, given.board.tasks[1].helpers) == (ids["bruno"], (ids["alice"],))
    helpers = [ids["alice"], ids["bruno"], ids["alice"]]
    row: Any = given.act("alice", "add_task", title="x", owner=ids["bruno"], helpers=helpers).row
    assert row.helpers == (ids["alice"],)
    given.act("alice", "add_task", title="x", helpers=[ids["chloe"]])
    row = given.act("chloe", "acknowledge_task", task=3).row
    assert (row.owner, row.helpers) == (ids["chloe"], ())


@pytest.mark.parametrize(
    ("who", "name", "member", "code"),
    [
        ("chloe", "join_task", None, "already_there"),
        ("alice", "join_task", "chloe", "already_there"),
        ("alice", "join_task", "eve", "not_found"),
        ("alice", "leave_task", None, "not_found"),
        ("dan", "join_task", None, "not_allowed"),
        ("dan", "leave_task", None, "not_allowed"),
    ],
)
def test_nobody_helps_who_is_not_there_or_twice(given: World, who: str, name: str, member: str | None, code: str):
    refused = given.refused(who, name, task=1, member=given.ids[member] if member else None)
    assert refused.code == code
    assert refused.field == (None if code == "not_allowed" else "member")


def test_a_task_that_is_over_takes_no_new_helper_but_lets_one_go(given: World):
    given.act("bruno", "join_task", task=1)
    given.act("chloe", "complete_task", task=1)
    assert given.refused("alice", "join_task", task=1).code == "wrong_state"
    given.act("bruno", "leave_task", task=1)
    assert given.board.tasks[1].helpers == ()


def test_a_comment_names_members_of_the_cell_each_once(given: World):
    ids = given.ids
    with recording(given, "task.commented") as added:
        mentions = [ids["alice"], ids["bruno"], ids["alice"]]
        given.act("chloe", "comment_task", task=1, text="@Alice, @Bruno : le pont est coupé", mentions=mentions)
    assert added[0].facts.mentions == (ids["alice"], ids["bruno"])  # type: ignore[attr-defined]
    refused = given.refused("chloe", "comment_task", task=1, text="@Eve", mentions=[ids["eve"]])
    assert (refused.code, refused.field) == ("not_found", "mentions")


def test_of_two_people_who_word_one_title_the_second_is_told_and_nothing_is_lost(given: World):
    seen = given.board.tasks[1].changed_seq
    given.act("bruno", "edit_task", task=1, title="Appeler le préfet")
    at = given.board.tasks[1].changed_at
    refused = given.refused("chloe", "edit_task", task=1, title="Appeler la mairie", seen=seen)
    assert (refused.code, refused.field) == ("changed_meanwhile", "title")
    assert (refused.about["who"], refused.about["at"], refused.about["ref"]) == (given.ids["bruno"], at, "task:1")
    with recording(given, "task.edited", "task.edited"):
        # Their own earlier change, another field, and what they have seen are no surprise.
        given.act("bruno", "edit_task", task=1, title="Appeler le préfet de région", seen=seen)
        given.act("chloe", "edit_task", task=1, priority=1, seen=seen)
    with recording(given, "task.edited"):
        given.act("chloe", "edit_task", task=1, title="Appeler la mairie", seen=given.board.tasks[1].changed_seq)
