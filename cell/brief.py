"""What somebody who comes late must know to be useful at once, made from the board: that is, from the journal alone."""

from collections.abc import Iterator

import msgspec

from cell.board import (
    Approval,
    Arbitration,
    Board,
    Contribution,
    Decision,
    Handoff,
    Information,
    Member,
    Row,
    Statement,
    Task,
    asked_about,
    is_awaited,
    missing_of,
    unknowing,
    words_of,
)
from cell.board.rows import Cell, Department, Objective
from cell.titles import task_title
from cell.waits import seconds_between

DECISIONS = 5
PARTS_ASKED = 5
FACTS = 5
RULINGS = 2
RULING = ("director", "coordinator", "loggist", "communications")
OVER = ("done", "dropped")
AWAY_S = 600  # away for less, a chair is not called empty: people walk to a printer


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that waits on a department.

    `asked`: free (somebody's task waits on it), take (a task nobody has taken in hand), validate (its result is
    handed in), decide, position (a question it is consulted on), know (a decision it has not said to know), read
    (information sent to it, likewise), verified, refuted or doubted (what was found of it since), accept, use or renew
    (a hand-off), approve, arbitrate, contribute. `ref` is the row it is about, `number` what people call it, `text` its
    words, None where they are gone. `waiting` is the department that waits, or None; `since` when it was asked,
    `due_at` until when, or None.
    """

    asked: str
    ref: str
    number: str
    text: str | None
    waiting: str | None
    since: str
    due_at: str | None = None


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """A department and its people in the cell, by name.

    `empty_at` is since when nobody of it looks, or None. `is_gap`: nobody was ever seated, or nobody has been there
    for a while and somebody waits on it.
    """

    department: Department
    members: tuple[Member, ...]
    empty_at: str | None
    waited_by: tuple[str, ...]
    is_gap: bool


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """The whole brief, for one reader.

    `said` is what is said to each audience now; `clashes` what is to be ruled between two departments, then the last
    rulings; `contributions` those that are asked for, then the last that is complete. `roles` maps each role only one
    person holds to who holds it, or None.
    """

    cell: Cell
    department: Department | None
    objectives: tuple[Objective, ...]
    asks: tuple[Ask, ...]
    decisions: tuple[Decision, ...]
    facts: tuple[Information, ...]
    said: tuple[Statement, ...]
    clashes: tuple[Arbitration, ...]
    contributions: tuple[Contribution, ...]
    roles: dict[str, Member | None]
    seats: tuple[Seat, ...]
    open: int
    late: int


def brief_of(board: Board, reader: Member, cleared: bool, empty: dict[str, str], now: str, tongue: str) -> Brief:
    """The brief of a cell for a member, in their language; `empty`: its empty chairs, `now` tells what is late."""
    tasks = [row for row in board.tasks.values() if _may(row, cleared)]
    decisions = [row for row in board.decisions.values() if _may(row, cleared)]
    told = [row for row in board.informations.values() if _may(row, cleared)]
    facts = [row for row in told if row.state != "false"]
    taken = sorted((row for row in decisions if row.taken is not None), key=_recorded_at, reverse=True)
    present = [row for row in board.members.values() if row.removed_at is None]
    still_open = [task for task in tasks if task.status not in OVER]
    mine = reader.department
    empty = {slug: at for slug, at in empty.items() if slug != mine}  # whoever reads this is there
    asks: list[Ask] = []
    if mine is not None:
        asks = [*_asks(board, mine, tasks, decisions, tongue), *_unread(reader, told)]
        asks += _passing(board, mine, cleared)
    waits: dict[str | None, list[Task]] = {}
    for task in still_open:
        waits.setdefault(waited_on(board, task), []).append(task)
    return Brief(
        cell=board.cell,
        department=board.departments.get(mine or ""),
        objectives=tuple(row for row in board.objectives.values() if row.retired_at is None and _may(row, cleared)),
        asks=tuple(sorted(asks, key=lambda one: (one.due_at or "~", one.since))),
        decisions=tuple(taken[:DECISIONS]),
        said=tuple(row for row in board.statements.values() if row.status == "published" and _may(row, cleared)),
        clashes=_clashes(board, cleared),
        contributions=_contributions(board, cleared),
        facts=tuple(sorted(facts, key=lambda row: (row.recorded_at, row.id), reverse=True)[:FACTS]),
        roles={role: next((row for row in present if row.role == role), None) for role in RULING},
        seats=tuple(
            _seat(row, present, waits.get(row.id, []), empty.get(row.id), now) for row in board.departments.values()
        ),
        open=len(still_open),
        late=sum(task.due_at is not None and task.due_at < now for task in still_open),
    )


def _may(row: Row, cleared: bool) -> bool:
    return cleared or row.clearance == "cell"


def _recorded_at(decision: Decision) -> str:
    return decision.taken.recorded_at if decision.taken is not None else ""


def waited_on(board: Board, task: Task) -> str | None:
    """The department that must act before a task can go on: the one it waits on, or that holds what it waits on."""
    if task.status != "waiting" or task.waiting is None:
        return None
    on = task.waiting.on
    if on.task is None:
        return on.department
    other = board.tasks.get(on.task)
    return other.department if other is not None and other.clearance == "cell" else None


def _seat(department: Department, present: list[Member], waits: list[Task], empty_at: str | None, now: str) -> Seat:
    """A chair; `waits` are the tasks that wait on its department."""
    slug = department.id
    members = sorted((row for row in present if row.department == slug), key=lambda row: row.name or "")
    waiting = (task for task in waits if task.department != slug)
    by = dict.fromkeys(task.department for task in sorted(waiting, key=_waits_since))
    is_long = (seconds_between(empty_at, now) or 0) >= AWAY_S
    return Seat(
        department=department,
        members=tuple(members),
        empty_at=empty_at,
        waited_by=tuple(by),
        is_gap=all(row.role == "observer" for row in members) or (bool(by) and is_long),
    )


def _waits_since(task: Task) -> str:
    return task.waiting.since if task.waiting is not None else ""


def _asks(board: Board, mine: str, tasks: list[Task], decisions: list[Decision], tongue: str) -> list[Ask]:
    found = [ask for task in tasks if (ask := _ask_of_task(board, mine, task, tongue)) is not None]
    return found + [ask for row in decisions if (ask := _ask_of_decision(board, mine, row)) is not None]


def _ask_of_task(board: Board, mine: str, task: Task, tongue: str) -> Ask | None:
    asked = waiting = None
    since = task.since
    if waited_on(board, task) == mine:
        asked, waiting, since = "free", task.department, _waits_since(task)
    elif task.department == mine and task.status == "to_acknowledge":
        asked, waiting = "take", _department_of(board, task.requester)
    elif task.status == "to_validate" and _department_of(board, task.requester) == mine:
        asked, waiting = "validate", task.department
    if asked is None:
        return None
    return Ask(
        asked=asked,
        ref=f"task:{task.id}",
        number=f"A-{task.id}",
        text=task_title(task, board, tongue),
        waiting=waiting if waiting != mine else None,
        since=since,
        due_at=task.due_at,
    )


def _ask_of_decision(board: Board, mine: str, row: Decision) -> Ask | None:
    asked, text, since, due_at = None, row.question, row.asked_at, row.needed_by
    if row.status == "asked" and _department_of(board, row.decider) == mine:
        asked = "decide"
    elif row.status == "asked" and mine in row.consulted and all(one.department != mine for one in row.positions):
        asked = "position"
    elif row.status == "in_force" and row.taken is not None and row.informed.get(mine, "") is None:
        asked, text = "know", row.taken.choice or text
        since, due_at = row.told_at.get(mine, row.taken.recorded_at), None
    if asked is None:
        return None
    waiting = _department_of(board, row.asked_by)
    return Ask(
        asked=asked,
        ref=f"decision:{row.id}",
        number=row.number,
        text=text,
        waiting=waiting if waiting != mine else None,
        since=since,
        due_at=due_at,
    )


def is_unread(row: Information, reader: Member) -> bool:
    """Whether a reader's department has yet to say it knows, or what was found since; who wrote it needs no telling."""
    slug = reader.department or ""
    return slug in unknowing(row) and reader.id != (row.checked_by if slug in row.told_at else row.by)


def _unread(reader: Member, facts: list[Information]) -> list[Ask]:
    slug = reader.department or ""
    return [
        Ask(
            asked=asked_about(row, slug),
            ref=f"information:{row.id}",
            number=f"I-{row.id}",
            text=row.text,
            waiting=None,
            since=unknowing(row)[slug],
        )
        for row in facts
        if is_unread(row, reader)
    ]


def _clashes(board: Board, cleared: bool) -> tuple[Arbitration, ...]:
    rows = [row for row in reversed(board.arbitrations.values()) if _may(row, cleared)]
    asked = [row for row in rows if row.status == "asked"]
    return (*asked, *[row for row in rows if row.status != "asked"][:RULINGS])


def _contributions(board: Board, cleared: bool) -> tuple[Contribution, ...]:
    rows = [row for row in board.contributions.values() if _may(row, cleared)]
    complete = sorted((row for row in rows if row.status == "complete"), key=lambda row: row.changed_seq)
    asked = sorted((row for row in rows if row.status == "asked"), key=lambda row: row.needed_by)
    return (*asked[:PARTS_ASKED], *complete[-1:])


def _passing(board: Board, mine: str, cleared: bool) -> Iterator[Ask]:
    """Hand-offs to answer or offer again, approvals and parts to give, what the director's department is to rule."""
    for row in board.handoffs.values():
        asked = _of_handoff(row, mine) if _may(row, cleared) else None
        if asked is not None:
            waiting = row.department if mine == row.to else row.to
            yield _ask(row, asked, row.text, waiting, row.asked_at, row.needed_by)
    for row in board.approvals.values():
        if row.department == mine and _may(row, cleared) and is_awaited(board, row):
            waiting = _department_of(board, row.asked_by)
            yield _ask(row, "approve", words_of(board, row), waiting, row.asked_at, row.needed_by)
    for row in board.contributions.values():
        if mine in missing_of(row) and _may(row, cleared):
            yield _ask(row, "contribute", row.text, _department_of(board, row.asked_by), row.asked_at, row.needed_by)
    leads = any(
        row.role == "director" and row.department == mine for row in board.members.values() if not row.removed_at
    )
    for row in board.arbitrations.values():
        if leads and row.status == "asked" and _may(row, cleared):
            yield _ask(row, "arbitrate", row.question, _department_of(board, row.asked_by), row.asked_at)


def _of_handoff(row: Handoff, mine: str) -> str | None:
    if mine == row.to:
        return {"offered": "accept", "seen": "accept", "accepted": "use"}.get(row.status)
    return "renew" if mine == row.department and row.status == "returned" else None


def _ask(
    row: Handoff | Approval | Arbitration | Contribution,
    asked: str,
    text: str | None,
    waiting: str | None,
    since: str,
    due_at: str | None = None,
) -> Ask:
    noun = type(row).__name__.lower()
    about = {"ref": f"{noun}:{row.id}", "number": row.number}
    return Ask(asked=asked, text=text, waiting=waiting, since=since, due_at=due_at, **about)


def _department_of(board: Board, member: int | None) -> str | None:
    row = board.members.get(member) if member is not None else None
    return row.department if row is not None else None
