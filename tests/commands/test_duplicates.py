"""Two tasks that are the same work: said in one act, seen from both sides, taken back; neither is changed by it."""

import msgspec
import pytest

from tests.cast import World
from tests.recording import recording


@pytest.fixture
def given(world: World) -> World:
    """Three tasks of three departments."""
    for department in ("logistics", "legal", "production"):
        world.act("chloe", "add_task", title=f"Appeler la préfecture, {department}", department=department)
    return world


def links(world: World) -> dict[int, tuple[int | None, tuple[int, ...]]]:
    return {number: (row.duplicate_of, row.duplicates) for number, row in world.board.tasks.items()}


def test_a_link_is_one_entry_and_is_seen_from_both_sides(given: World):
    was = given.board.tasks[3]
    with recording(given, "duplicate.linked") as added:
        answer = given.act("bruno", "link_duplicate", task=3, of=1)
    assert (added[0].facts.task, added[0].facts.of) == (3, 1)
    assert answer.ref == "task:3"
    assert links(given) == {1: (None, (3,)), 2: (None, ()), 3: (1, ())}
    same = ("title", "department", "owner", "status", "since", "due_at")
    now = given.board.tasks[3]
    assert all(getattr(now, name) == getattr(was, name) for name in same), "nothing is merged"


def test_the_same_link_again_is_no_change_and_another_one_takes_its_place(given: World):
    given.act("chloe", "link_duplicate", task=3, of=1)
    before = given.seq
    given.act("chloe", "link_duplicate", task=3, of=1)
    assert given.seq == before
    given.act("chloe", "link_duplicate", task=3, of=2)
    assert links(given) == {1: (None, ()), 2: (None, (3,)), 3: (2, ())}


def test_a_link_is_taken_off(given: World):
    given.act("chloe", "link_duplicate", task=3, of=1)
    with recording(given, "duplicate.unlinked") as added:
        given.act("bruno", "unlink_duplicate", task=3)
    assert (added[0].facts.task, added[0].facts.of) == (3, 1)
    assert links(given) == {1: (None, ()), 2: (None, ()), 3: (None, ())}
    assert given.refused("bruno", "unlink_duplicate", task=3).code == "not_found"


def test_a_task_done_or_dropped_may_be_doubled_and_may_double(given: World):
    given.act("chloe", "complete_task", task=1)
    given.act("chloe", "drop_task", task=2, reason="sans objet")
    given.act("chloe", "link_duplicate", task=2, of=1)
    given.act("chloe", "link_duplicate", task=3, of=1)
    assert links(given)[1] == (None, (2, 3))


def test_a_circle_is_refused_by_name(given: World):
    given.act("chloe", "link_duplicate", task=3, of=2)
    given.act("chloe", "link_duplicate", task=2, of=1)
    refused = given.refused("chloe", "link_duplicate", task=1, of=3)
    assert (refused.code, refused.field, refused.about["chain"]) == ("would_cycle", "of", "A-1 → A-3 → A-2 → A-1")
    assert given.refused("chloe", "link_duplicate", task=1, of=1).code == "would_cycle"


@pytest.mark.parametrize(
    ("who", "args", "code"),
    [
        ("chloe", {"task": 1, "of": 9}, "not_found"),
        ("chloe", {"task": 9, "of": 1}, "not_found"),
        ("chloe", {"task": 1}, "missing"),
        ("chloe", {"task": 1, "of": "task:2"}, "bad_value"),
        ("dan", {"task": 1, "of": 2}, "not_allowed"),
    ],
)
def test_what_cannot_be_linked_is_refused(given: World, who: str, args: dict[str, object], code: str):
    assert given.refused(who, "link_duplicate", **args).code == code


def test_a_task_may_be_added_as_a_duplicate_in_one_act(given: World):
    with recording(given, "task.added", "duplicate.linked"):
        made = given.act("chloe", "add_task", title="Appeler le préfet", duplicate_of=1)
    assert links(given)[4] == (1, ()) and links(given)[1] == (None, (4,))
    assert given.refused("chloe", "add_task", title="x", duplicate_of=9).field == "duplicate_of"
    with recording(given, "task.undone"):
        given.act("chloe", "undo_task", task=4, entry=made.seq)
    assert links(given)[4] == (None, ()) and links(given)[1] == (None, ())
    assert given.refused("chloe", "link_duplicate", task=1, of=4).code == "not_found", "taken back: nobody doubles it"


def test_a_task_that_another_one_doubles_is_not_taken_back(given: World):
    made = given.act("chloe", "add_task", title="Trouver un camion")
    given.act("bruno", "link_duplicate", task=1, of=4)
    assert given.refused("chloe", "undo_task", task=4, entry=made.seq).code == "changed_meanwhile"


def test_taking_back_may_not_close_a_circle_of_duplicates(given: World):
    given.act("chloe", "link_duplicate", key="a", task=1, of=2)
    slip = given.act("chloe", "unlink_duplicate", key="b", task=1)
    given.act("bruno", "link_duplicate", task=2, of=1)
    refused = given.refused("chloe", "undo_task", task=1, entry=slip.seq)
    assert refused.code in ("would_cycle", "changed_meanwhile")


def test_the_rows_say_it_to_screens(given: World):
    given.act("chloe", "link_duplicate", task=3, of=1)
    rows = msgspec.to_builtins(given.board.rows())
    assert rows["task:3"]["duplicate_of"] == 1
    assert rows["task:1"]["duplicates"] in ((3,), [3])
