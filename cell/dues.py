"""What is due when in a cell: the targets of its level, the reminder before each, and to whom silence goes after it.

Read from the board alone, so that asking costs no reading of the journal. What was told already stands on the row
it is about (`reminded`), so nothing is due twice.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import msgspec

from cell.board import (
    Approval,
    Board,
    Contribution,
    Decision,
    Department,
    Handoff,
    Member,
    Task,
    is_awaited,
    missing_of,
)
from cell.board.marks import Reminded
from cell.kinds.members import Person

# How far into its time each step comes: a reminder when a screen says "soon", then the target, then its ladder.
STEPS = {"neared": 0.75, "passed": 1.0, "deputy": 1.25, "director": 1.5}
LATER = {"neared": "passed", "deputy": "director"}  # what makes a step that was missed pointless
OVER = ("done", "dropped")


class Due(msgspec.Struct, frozen=True):
    """Something the clock must do at an instant: the command it gives then, and the key it gives it with.

    The key makes it once: no client may use it, since theirs are ASCII. The command looks again, inside the
    transaction, whether it still holds, and writes nothing where it does not.
    """

    at: str
    command: str
    args: dict[str, Any]
    key: str


class Running(msgspec.Struct, frozen=True, kw_only=True):
    """A clock that runs: a department owes something about a row, since an instant, until an instant.

    `measure` is mobilise, acknowledge, decide, know, approve, handoff, accept or contribute; `on` is the slug of who is
    waited on, None where that is not known; `due_at` is what the level promises, or the hour somebody set. `deputy` is
    who is called first, where it is not that of the department. `is_ruled` says that a rule on silence ends it then.
    """

    measure: str
    object: str
    on: str | None
    since: str
    due_at: str
    owed_by: int | None = None
    clearance: str = "cell"
    reminded: tuple[Reminded, ...] = ()
    deputy: Person | None = None
    is_ruled: bool = False


class Rung(msgspec.Struct, frozen=True):
    """One step of a running clock: when it comes, and to whom it goes, None where to the department itself."""

    clock: Running
    step: str
    at: str
    to: Person | None = None


def key_of(*parts: str | None) -> str:
    """The key of something due, of whatever makes it the only one of its sort."""
    return "·" + hashlib.sha256("\n".join(part or "" for part in parts).encode()).hexdigest()[:40]


def running(board: Board) -> list[Running]:
    """Every clock that runs in a cell. None where it is closed, or where no level promised anything."""
    if not _is_timed(board):
        return []
    found = [clock for row in board.departments.values() for clock in _of_department(board, row)]
    found += [clock for task in board.tasks.values() for clock in _of_task(board, task)]
    found += [clock for row in board.handoffs.values() for clock in _of_handoff(board, row)]
    found += [clock for row in board.approvals.values() for clock in _of_approval(board, row)]
    found += [clock for row in board.contributions.values() for clock in _of_contribution(row)]
    return found + [clock for row in board.decisions.values() for clock in _of_decision(board, row)]


def running_of(board: Board, ref: str) -> list[Running]:
    """The clocks that run about one row, without a look at the others."""
    row = board.row(ref) if _is_timed(board) else None
    if isinstance(row, Department):
        return list(_of_department(board, row))
    if isinstance(row, Task):
        return list(_of_task(board, row))
    if isinstance(row, Handoff):
        return list(_of_handoff(board, row))
    if isinstance(row, Approval):
        return list(_of_approval(board, row))
    if isinstance(row, Contribution):
        return list(_of_contribution(row))
    return list(_of_decision(board, row)) if isinstance(row, Decision) else []


def _is_timed(board: Board) -> bool:
    return bool(board.seq) and board.cell.state == "open" and board.cell.targets is not None


def rungs(board: Board) -> list[Rung]:
    """The steps of every running clock that are still to come, or that nobody has told."""
    return [rung for clock in running(board) for rung in _ladder(board, clock, None)]


def rungs_of(board: Board, ref: str, now: str) -> list[Rung]:
    """The steps of one row's clocks that are due now and that nobody has told."""
    return [rung for clock in running_of(board, ref) for rung in _ladder(board, clock, now)]


def dues_of(board: Board) -> Iterator[Due]:
    """The same as what the clock must do."""
    for rung in rungs(board):
        clock = rung.clock
        args = {"step": rung.step, "measure": clock.measure, "object": clock.object, "on": clock.on}
        key = key_of(rung.step, clock.measure, clock.object, clock.on, clock.since)
        yield Due(rung.at, "tell_target", args, key)


def told_of(clock: Running) -> list[Reminded]:
    """What was told of this very clock: not of one that ran on the same row before."""
    of = (clock.measure, clock.on)
    return [one for one in clock.reminded if (one.measure, one.on) == of and one.at >= clock.since]


def reviews_of(board: Board) -> Iterator[Due]:
    """The decisions in force that must be looked at again, each at its time; what came back already does not again."""
    if not board.seq or board.cell.state != "open":
        return
    for row in board.decisions.values():
        if row.status == "in_force" and row.review_at is not None and row.recalled_at != row.review_at:
            args = {"decision": row.id, "review_at": row.review_at}
            yield Due(row.review_at, "recall_decision", args, key_of("review", str(row.id), row.review_at))


def silences_of(board: Board) -> Iterator[Due]:
    """The requests for a yes whose rule on silence ends them at their hour."""
    if not board.seq or board.cell.state != "open":
        return
    for row in board.approvals.values():
        if row.needed_by is not None and row.silence != "escalate" and is_awaited(board, row):
            args = {"approval": row.id, "needed_by": row.needed_by}
            yield Due(row.needed_by, "end_approval", args, key_of("silence", str(row.id), row.needed_by))


def suspensions_of(board: Board) -> Iterator[Due]:
    """The indicators that were suspended by an arbitration, each at the time it counts again."""
    if not board.seq or board.cell.state != "open":
        return
    for row in board.arbitrations.values():
        until = row.rulings[-1].until if row.rulings else None
        if until is not None and row.recalled_at != until:
            args = {"arbitration": row.id, "until": until}
            yield Due(until, "recall_arbitration", args, key_of("suspension", str(row.id), until))


@lru_cache(maxsize=20_000)
def after(instant: str, seconds: float) -> str:
    """The instant so many seconds later."""
    moment = datetime.fromisoformat(instant) + timedelta(seconds=seconds)
    return moment.isoformat(timespec="milliseconds")[:23] + "Z"


def _ladder(board: Board, clock: Running, now: str | None) -> Iterator[Rung]:
    told = {one.step for one in told_of(clock)}
    whole = (datetime.fromisoformat(clock.due_at) - datetime.fromisoformat(clock.since)).total_seconds()
    steps = list(STEPS)
    last = max((steps.index(step) for step in told), default=-1)
    for place, step in enumerate(steps):
        at = after(clock.since, STEPS[step] * max(0.0, whole))
        if place <= last or (now is not None and at > now) or (clock.is_ruled and step != "neared"):
            continue
        later = LATER.get(step)
        if now is not None and later is not None and after(clock.since, STEPS[later] * max(0.0, whole)) <= now:
            if later == "passed" or _to(board, clock, later) is not None:
                continue
        to = _to(board, clock, step)
        if step in ("neared", "passed") or to is not None:
            yield Rung(clock, step, at, to)


def _to(board: Board, clock: Running, step: str) -> Person | None:
    """Who is called: the deputy of the department, then the director; never who owes it themselves."""
    found: Person | None = None
    if step == "deputy":
        seat = board.departments.get(clock.on or "")
        found = clock.deputy or (seat.deputy if seat is not None else None)
    elif step == "director":
        leads = director_of(board)
        found = Person(id=leads.id, name=leads.name) if leads is not None else None
    return found if found is None or found.id != clock.owed_by else None


def director_of(board: Board) -> Member | None:
    """Who leads the cell now."""
    here = (row for row in board.members.values() if row.removed_at is None and row.role == "director")
    return next(here, None)


def _of_department(board: Board, row: Department) -> Iterator[Running]:
    if row.mobilised_at is None and row.called_at:
        until = _until(board, row.called_at, "mobilise")
        about: dict[str, Any] = {"measure": "mobilise", "object": f"department:{row.id}", "on": row.id}
        yield Running(since=row.called_at, due_at=until, reminded=row.reminded, **about)


def _of_task(board: Board, task: Task) -> Iterator[Running]:
    if task.past is not None:
        return
    about: dict[str, Any] = {"object": f"task:{task.id}", "clearance": task.clearance, "reminded": task.reminded}
    if task.status == "to_acknowledge":
        # Moved to another department it is asked anew, of that one.
        about |= {"measure": "acknowledge", "on": task.department, "since": task.since, "owed_by": task.owner}
    elif task.status == "to_validate":
        asker = board.members.get(task.requester) if task.requester is not None else None
        on = asker.department if asker is not None else None
        about |= {"measure": "approve", "on": on, "since": task.since, "owed_by": task.requester}
    elif task.status == "waiting" and task.waiting is not None:
        on = task.waiting.on.department
        if task.waiting.on.task is not None:
            on = board.tasks[task.waiting.on.task].department
        if on is None or on == task.department:
            return
        about |= {"measure": "handoff", "on": on, "since": task.waiting.since}
    else:
        return
    yield Running(due_at=_until(board, about["since"], about["measure"]), **about)


def _of_decision(board: Board, row: Decision) -> Iterator[Running]:
    if row.past is not None:
        return
    about: dict[str, Any] = {"object": f"decision:{row.id}", "clearance": row.clearance, "reminded": row.reminded}
    if row.status == "asked":
        leads = director_of(board)
        decider = board.members.get(row.decider) if row.decider is not None else leads
        until = row.needed_by or _until(board, row.asked_at, "decide")
        about |= {"on": decider.department if decider else None, "owed_by": decider.id if decider else None}
        yield Running(measure="decide", since=row.asked_at, due_at=until, **about)
    elif row.status == "in_force" and row.taken is not None:
        for slug in (slug for slug, at in row.informed.items() if at is None):
            since = row.told_at.get(slug, row.taken.recorded_at)
            yield Running(measure="know", on=slug, since=since, due_at=_until(board, since, "know"), **about)


def _of_handoff(board: Board, row: Handoff) -> Iterator[Running]:
    if row.status in ("offered", "seen"):
        about: dict[str, Any] = {"object": f"handoff:{row.id}", "clearance": row.clearance, "reminded": row.reminded}
        # What the clock had accepted again may have been needed before that: then the level's promise counts.
        until = row.needed_by
        if until is None or until <= row.asked_at:
            until = _until(board, row.asked_at, "handoff")
        yield Running(measure="accept", on=row.to, since=row.asked_at, due_at=until, **about)


def _of_approval(board: Board, row: Approval) -> Iterator[Running]:
    if is_awaited(board, row):
        about: dict[str, Any] = {"object": f"approval:{row.id}", "clearance": row.clearance, "reminded": row.reminded}
        about |= {"on": row.department, "owed_by": row.approver, "deputy": row.deputy}
        until = row.needed_by or _until(board, row.asked_at, "approve")
        is_ruled = row.silence != "escalate"
        yield Running(measure="approve", since=row.asked_at, due_at=until, is_ruled=is_ruled, **about)


def _of_contribution(row: Contribution) -> Iterator[Running]:
    """One for each department whose part is missing; whoever asked set the hour."""
    about: dict[str, Any] = {"object": f"contribution:{row.id}", "clearance": row.clearance, "reminded": row.reminded}
    for slug in missing_of(row):
        yield Running(measure="contribute", on=slug, since=row.asked_at, due_at=row.needed_by, **about)


def _until(board: Board, since: str, measure: str) -> str:
    return after(since, getattr(board.cell.targets, f"{measure}_s"))
