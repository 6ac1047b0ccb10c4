"""What a wall shows of a cell: numbers, codes and titles that every member may read; of people, last names at most.

Nothing else of a cell reaches a wall: what is not named here cannot leak to whoever walks past it. Instants, not
ages: a wall counts by the server's clock. `due_at` is None where nothing promises a time.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from cell import clock, titles
from cell.board import (
    Approval,
    Arbitration,
    Board,
    Contribution,
    Decision,
    Handoff,
    Statement,
    Task,
    is_awaited,
    missing_of,
)
from cell.board.rows import Department
from cell.brief import waited_on
from cell.dues import director_of, running

WAITS = 4
LISTED = 3
SAID = 2
HEAD = 120  # characters of a statement: what is read in passing
_Passing = TypeVar("_Passing", Handoff, Approval, Arbitration, Contribution, Statement)


def picture(board: Board, here: set[int], empty: dict[str, str]) -> dict[str, Any]:
    """The whole wall. `here` are the accounts that look at the cell, `empty` the empty chairs (cell.live.presence)."""
    row = board.cell
    waited = {
        waited_on(board, task) for task in _shown(board.tasks.values()) if waited_on(board, task) != task.department
    }
    waits, settle, take, said = _waits(board), _settle(board), _take(board), _said(board)
    return {
        "title": row.title,
        "level": row.level,
        "exercise": row.exercise,
        "state": row.state,
        "closed_at": row.closed_at,
        "t0": row.t0,
        "next_point_at": row.next_point_at,
        "aim": row.aim,
        "objectives": _objectives(board),
        "waits": waits[:WAITS],
        "settle": settle[:LISTED],
        "take": take[:LISTED],
        "said": said[:SAID],
        "more": {
            **{"waits": len(waits[WAITS:]), "settle": len(settle[LISTED:])},
            **{"take": len(take[LISTED:]), "said": len(said[SAID:])},
        },
        "seats": [_seat(board, seat, here, empty, seat.id in waited) for seat in board.departments.values()],
    }


def _objectives(board: Board) -> list[dict[str, Any]]:
    fields = ("id", "text", "unit", "sense", "start", "target", "value")
    return [
        {name: getattr(row, name) for name in fields}
        for row in board.objectives.values()
        if row.retired_at is None and row.clearance == "cell"
    ][:4]


def _waits(board: Board) -> list[dict[str, Any]]:
    """Who waits on whom, the oldest first: tasks by pair of departments, all else one by one."""
    pairs: dict[tuple[str, str], list[Task]] = {}
    for task in _shown(board.tasks.values()):
        on = waited_on(board, task)
        if on is not None and on != task.department:
            pairs.setdefault((task.department, on), []).append(task)
    found = [_pair(board, pair, tasks) for pair, tasks in pairs.items()]
    for decision in _asked(board):
        pair = (_department_of(board, decision.asked_by), _department_of(board, decision.decider))
        if None not in pair and pair[0] != pair[1]:
            since, due = decision.asked_at, _needed_by(board, decision)
            found.append(_wait(pair, "decision", since, due, number=decision.number, count=1))
    found += _passing(board)
    return sorted(found, key=lambda wait: wait["since"])


def _passing(board: Board) -> Iterator[dict[str, Any]]:
    """Hand-offs nobody has answered, approvals and parts that are waited for, rulings two departments wait for."""
    dues = {one.object: one.due_at for one in running(board) if one.measure in ("accept", "approve")}
    for one in _open(board.handoffs.values(), "offered", "seen"):
        due = dues.get(f"handoff:{one.id}")
        yield _wait((one.department, one.to), "handoff", one.asked_at, due, number=one.number, count=1)
    for one in _open(board.approvals.values(), "asked"):
        asker = _department_of(board, one.asked_by)
        if asker not in (None, one.department) and is_awaited(board, one):
            due = dues.get(f"approval:{one.id}")
            yield _wait((asker, one.department), "approval", one.asked_at, due, number=one.number, count=1)
    for one in _open(board.contributions.values(), "asked"):
        asker = _department_of(board, one.asked_by)
        for slug in missing_of(one):
            if asker not in (None, slug):
                pair, due = (asker, slug), one.needed_by
                yield _wait(pair, "contribution", one.asked_at, due, number=one.number, count=1)
    leads = director_of(board)
    for one in _open(board.arbitrations.values(), "asked"):
        for side in (one.first.department, one.second.department):
            if leads is not None and leads.department not in (None, side):
                yield _wait((side, leads.department), "arbitration", one.asked_at, None, number=one.number, count=1)


def _open(rows: Iterable[_Passing], *states: str) -> list[_Passing]:
    return [row for row in rows if row.status in states and row.clearance == "cell"]


def _said(board: Board) -> list[dict[str, Any]]:
    """What is said to each audience now, in its first words; the last published first."""
    last = _open(board.statements.values(), "published")[::-1]  # two in one instant: the later first
    rows = sorted(last, key=lambda row: row.published_at or "", reverse=True)
    return [{"number": one.number, "audience": one.audience, "text": _head(one)} for one in rows]


def _head(one: Statement) -> str | None:
    text = one.wordings[-1].text
    return titles.cut(text.partition("\n")[0], HEAD) if text else None


def _pair(board: Board, pair: tuple[str, str], tasks: list[Task]) -> dict[str, Any]:
    since = min(task.waiting.since for task in tasks if task.waiting is not None)
    due = _promised(board, since, "handoff_s")
    return _wait(pair, "task", since, due, number=f"A-{tasks[0].id}", count=len(tasks))


def _wait(pair: tuple[Any, Any], about: str, since: str, due: str | None, **more: Any) -> dict[str, Any]:
    return {"from": pair[0], "on": pair[1], "about": about, "since": since, "due_at": due, **more}


def _settle(board: Board) -> list[dict[str, Any]]:
    """Questions nobody has answered, then decisions that somebody does not know yet; the most pressing first."""
    asked = [
        {"number": row.number, "text": row.question, "since": row.asked_at, "due_at": _needed_by(board, row)}
        for row in _asked(board)
    ]
    unknown: list[dict[str, Any]] = []
    for row in board.decisions.values():
        taken, informed = row.taken, row.informed
        if row.clearance != "cell" or row.status != "in_force" or taken is None or None not in informed.values():
            continue
        known = {"known": sum(at is not None for at in informed.values()), "of": len(informed)}
        since = min(row.told_at.get(slug, taken.recorded_at) for slug, at in informed.items() if at is None)
        due = _promised(board, since, "know_s")
        unknown.append({"number": row.number, **known, "since": since, "due_at": due})
    return sorted([*asked, *unknown], key=lambda one: one["due_at"] or "~")


def _take(board: Board) -> list[dict[str, Any]]:
    """Tasks nobody has taken in hand, the oldest first."""
    return [
        {
            "number": f"A-{task.id}",
            "department": task.department,
            "text": task.title,
            "decision": task.decision,
            "since": task.since,
            "due_at": _promised(board, task.since, "acknowledge_s"),
        }
        for task in sorted(_shown(board.tasks.values()), key=lambda task: task.since)
        if task.status == "to_acknowledge"
    ]


def _seat(board: Board, seat: Department, here: set[int], empty: dict[str, str], waited: bool) -> dict[str, Any]:
    """A chair; `waited` says whether another department waits on it."""
    members = [row for row in board.members.values() if row.department == seat.id and row.removed_at is None]
    able = [row for row in members if row.role != "observer"]
    first = seat.holder.id if seat.holder is not None else None
    able.sort(key=lambda row: (row.id not in here, row.id != first, row.name or ""))
    is_here = bool(able) and able[0].id in here
    return {
        "id": seat.id,
        "name": seat.name,
        "code": seat.code,
        "tint": seat.tint,
        "who": _last_name(able[0].name) if able else None,
        "here": is_here,
        "empty_at": None if is_here else empty.get(seat.id),
        "missed": waited or not able,
    }


def _last_name(name: str | None) -> str | None:
    return None if not name else name.split(maxsplit=1)[-1]


def _shown(tasks: Iterable[Task]) -> list[Task]:
    return [task for task in tasks if task.clearance == "cell" and task.past is None]


def _asked(board: Board) -> list[Decision]:
    return [row for row in board.decisions.values() if row.clearance == "cell" and row.status == "asked"]


def _needed_by(board: Board, decision: Decision) -> str | None:
    return decision.needed_by or _promised(board, decision.asked_at, "decide_s")


def _promised(board: Board, since: str, target: str) -> str | None:
    targets = board.cell.targets
    return clock.after(since, getattr(targets, target)) if targets is not None and "T" in since else None


def _department_of(board: Board, member: int | None) -> str | None:
    row = board.members.get(member) if member is not None else None
    return row.department if row is not None else None
