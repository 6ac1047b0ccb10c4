"""The brief of a late joiner, made from the board alone."""

from typing import Any

import pytest

from cell.board import Approval, Arbitration, Board, Decision, Handoff, Information, Member, Side, Statement, Task
from cell.board.decision_rows import Taken
from cell.board.passing_rows import Wording
from cell.board.rows import Cell, Department, Objective, Waiting
from cell.brief import Brief, brief_of
from cell.kinds.cells import Named
from cell.kinds.tasks import On

NOW = "2026-11-18T14:00:00.000Z"


def at(hour: int) -> str:
    return f"2026-11-18T{hour:02}:00:00.000Z"


def task(number: int, department: str, **more: Any) -> Task:
    fields = {"owner": None, "requester": 1, "added_at": at(9), "since": at(9), "changed_at": at(9)}
    return Task(id=number, title=f"t{number}", department=department, changed_by=1, changed_seq=1, **{**fields, **more})


def waiting(number: int, department: str, hour: int = 10, /, **on: Any) -> Task:
    return task(number, department, status="waiting", waiting=Waiting(On(**on), "why", at(hour)))


def decision(number: int, **more: Any) -> Decision:
    fields: dict[str, Any] = {"asked_at": at(9), "asked_by": 1, "decider": None, "needed_by": None, "consulted": ()}
    return Decision(id=number, number=f"D-{number:04}", question=f"q{number}", changed_seq=1, **{**fields, **more})


def ruled(number: int, hour: int, informed: dict[str, str | None], **more: Any) -> Decision:
    empty = dict.fromkeys(("effective_at", "rejected", "assumptions", "effect", "authority", "review_at"))
    taken = Taken("yes", "because", 1, 1, at(hour), at(hour), known=1, **empty)
    return decision(number, status="in_force", taken=taken, informed=informed, **more)


def information(number: int, hour: int, state: str = "verified", **more: Any) -> Information:
    fields: dict[str, Any] = {"source": None, "channel": None, "happened_at": None, "precision": None, "by": 1}
    said = {"standing": "fact", "state": state, "departments": (), "changed_seq": 1}
    return Information(id=number, text=f"i{number}", recorded_at=at(hour), **fields, **said, **more)


def seat(slug: str) -> Department:
    return Department(id=slug, name=Named(slug, slug), code=Named("X", "X"), tint=1)


def member(number: int, role: str, department: str | None, **more: Any) -> Member:
    return Member(id=number, name=f"m{number}", role=role, department=department, added_at=at(8), **more)


@pytest.fixture
def board() -> Board:
    cell = Cell(id="c", title="Fire", level=3, type=None, exercise=False, t0=at(7), opened_at=at(8), opened_by=1)
    made = Board(seq=9, at=at(13))
    made.cells[""] = cell
    made.departments |= {slug: seat(slug) for slug in ("direction", "legal", "finance")}
    people = [member(1, "director", "direction"), member(2, "member", "legal"), member(3, "member", "finance")]
    made.members |= {one.id: one for one in people}
    return made


def brief(board: Board, reader: int = 2, cleared: bool = False, **empty: str) -> Brief:
    return brief_of(board, board.members[reader], cleared, empty, NOW, "en")


def asked(told: Brief) -> list[tuple[str, str]]:
    return [(one.asked, one.number) for one in told.asks]


def test_what_waits_on_my_department_comes_first_due_first(board: Board):
    board.tasks |= {
        1: waiting(1, "finance", department="legal"),
        2: task(2, "legal", status="to_acknowledge", due_at=at(15)),
        3: task(3, "finance", status="to_acknowledge"),
        4: waiting(4, "finance", 8, task=5),
        5: task(5, "legal", status="in_progress"),
        6: task(6, "finance", status="to_validate", requester=2),
        7: task(7, "finance", status="to_validate", requester=1),
    }
    board.decisions |= {
        1: decision(1, decider=2, needed_by=at(16)),
        2: decision(2, consulted=("legal",)),
        3: decision(3, decider=1),
        4: ruled(4, 11, {"legal": None, "finance": at(12)}),
        5: ruled(5, 11, {"legal": at(12)}),
    }
    told = brief(board)
    due = [("take", "A-2"), ("decide", "D-0001")]
    assert asked(told)[:2] == due, "what has an hour comes before what has none"
    assert sorted(asked(told)[2:]) == sorted(
        [("free", "A-1"), ("free", "A-4"), ("validate", "A-6"), ("position", "D-0002"), ("know", "D-0004")]
    )
    assert {one.number: one.waiting for one in told.asks}["A-1"] == "finance"


def test_what_is_restricted_is_there_for_the_cleared_alone(board: Board):
    board.tasks[1] = task(1, "legal", status="to_acknowledge", clearance="restricted")
    board.decisions[1] = ruled(1, 11, {"legal": None}, clearance="restricted")
    board.informations[1] = information(1, 9, clearance="restricted")
    board.objectives[1] = Objective(id=1, text="o", unit="%", target="9", clearance="restricted")
    told = brief(board)
    assert (told.asks, told.decisions, told.facts, told.objectives, told.open) == ((), (), (), (), 0)
    cleared = brief(board, cleared=True)
    assert asked(cleared) == [("take", "A-1"), ("know", "D-0001")]
    assert cleared.decisions and cleared.facts and cleared.objectives and cleared.open == 1


def test_what_passes_between_departments_is_there_too(board: Board):
    sent: dict[str, Any] = {
        "means": None,
        "needed_by": None,
        "task": None,
        "decision": None,
        "asked_at": at(9),
        "changed_at": at(9),
    }
    sent |= {"offered_at": at(9), "offered_by": 3, "text": "list", "changed_seq": 1}
    board.handoffs |= {
        1: Handoff(id=1, number="H-0001", department="finance", to="legal", **sent),
        2: Handoff(id=2, number="H-0002", department="legal", to="finance", status="returned", **sent),
        3: Handoff(id=3, number="H-0003", department="finance", to="legal", clearance="restricted", **sent),
    }
    said = {"wordings": (Wording(1, "We know.", at(9), 1, 1),), "drafted_at": at(9), "drafted_by": 1, "approvers": ()}
    board.statements |= {
        number: Statement(id=number, number=f"S-{number}", audience="media", status=status, changed_seq=1, **said)
        for number, status in enumerate(("published", "draft"), 1)
    }
    asks = {"object": "statement:2", "wording": 1, "asked_at": at(9), "asked_by": 3, "changed_seq": 1}
    board.approvals[1] = Approval(id=1, number="V-0001", department="legal", **asks)
    sides = {"first": Side("legal", "a", None), "second": Side("finance", "b", None), "asked_by": 3}
    board.arbitrations[1] = Arbitration(id=1, number="AR-1", question="?", asked_at=at(9), changed_seq=1, **sides)
    told = brief(board)
    assert sorted(asked(told)) == [("accept", "H-0001"), ("approve", "V-0001"), ("renew", "H-0002")]
    assert {one.number: one.text for one in told.asks}["V-0001"] == "We know."
    assert [row.number for row in told.said] == ["S-1"] and [row.number for row in told.clashes] == ["AR-1"]
    assert asked(brief(board, 1)) == [("arbitrate", "AR-1")], "the director's department rules"


def test_the_last_five_decisions_and_facts_newest_first_without_what_is_false(board: Board):
    board.decisions |= {number: ruled(number, number, {}) for number in range(1, 8)}
    board.informations |= {number: information(number, number) for number in range(1, 8)}
    board.informations[9] = information(9, 12, "false")
    board.objectives |= {1: Objective(id=1, text="a", unit=None, target=None, retired_at=at(9))}
    told = brief(board)
    assert [row.id for row in told.decisions] == [7, 6, 5, 4, 3] == [row.id for row in told.facts]
    assert told.objectives == ()


def test_who_is_who_with_the_roles_nobody_holds_and_without_who_left(board: Board):
    board.members[4] = member(4, "loggist", None, removed_at=at(12))
    told = brief(board)
    assert {role: row.id if row else None for role, row in told.roles.items()} == {
        "director": 1,
        "coordinator": None,
        "loggist": None,
        "communications": None,
    }


def test_an_empty_chair_is_a_gap_once_somebody_waits_on_it_or_where_nobody_ever_sat(board: Board):
    board.tasks[1] = waiting(1, "legal", department="finance")
    board.departments["quality"] = seat("quality")
    told = brief(board, finance=at(13), legal=at(13), direction=at(13))
    seats = {one.department.id: one for one in told.seats}
    assert {slug: one.is_gap for slug, one in seats.items()} == {
        "direction": False,
        "legal": False,
        "finance": True,
        "quality": True,
    }
    assert seats["legal"].empty_at is None, "who reads sits there"
    assert seats["finance"].waited_by == ("legal",)
    just_left = brief(board, finance="2026-11-18T13:55:00.000Z")
    assert {one.department.id: one.is_gap for one in just_left.seats}["finance"] is False


def test_late_tasks_are_counted_and_done_ones_are_not(board: Board):
    board.tasks |= {
        1: task(1, "legal", due_at=at(13)),
        2: task(2, "legal", due_at=at(15)),
        3: task(3, "legal", due_at=at(13), status="done"),
    }
    told = brief(board, reader=1)
    assert (told.open, told.late, told.asks) == (2, 1, ())


def test_who_sits_in_no_department_is_asked_nothing(board: Board):
    board.members[4] = member(4, "loggist", None)
    board.tasks[1] = task(1, "legal", status="to_acknowledge")
    told = brief(board, reader=4)
    assert told.department is None and told.asks == ()
