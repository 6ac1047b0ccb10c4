"""What waits on one person in a cell."""

from collections.abc import Iterator

import msgspec

from cell import rights
from cell.board import Approval, Board, Decision, Member, Task, asked_about, unknowing, words_of
from cell.brief import is_unread
from cell.dues import Running, after, running, told_of
from cell.mine.passing import of_passing
from cell.mine.thing import Thing, unheard
from cell.mine.thing import department_of as _department_of
from cell.mine.thing import target_of as _target
from cell.waits import seconds_between

URGENCY = ("late", "soon", "ok", "none")
OVER = ("done", "dropped")


def things_of(board: Board, account: int, now: str) -> list[Thing]:
    """What waits on a person in ONE cell, the most pressing first. Nothing where they are not in it.

    Of a closed cell, only its lessons come back, once they are due.

    Restricted rows count for the cleared alone.
    """
    me = board.members.get(account)
    if me is None or me.removed_at is not None:
        return []
    lessons = [_timed(thing, 0, now) for thing in _of_lessons(board, me, now)]
    if board.cell.state == "closed":
        return sorted(lessons, key=pressing)
    found = [*_of_people(board, me)]
    if me.role != "observer":
        found += [*_of_tasks(board, me, now), *_of_decisions(board, me), *_of_informations(board, me)]
        found += of_passing(board, me)
        found += _stepping_in(board, me, {(thing.ref, thing.asked) for thing in found})
    return sorted([*lessons, *(_timed(thing, board.cell.level, now) for thing in found)], key=pressing)


def pressing(thing: Thing) -> tuple[int, float, int, str]:
    """How to sort things, of several cells too: the highest level, then the latest, the next due, the oldest."""
    return -thing.level, -thing.late_s, URGENCY.index(thing.urgency), thing.since


def _timed(thing: Thing, level: int, now: str) -> Thing:
    """The same with its clock: what was promised and what was agreed, whichever is over first."""
    promised = after(thing.since, thing.target_s) if thing.target_s is not None else None
    by = [one for one in (thing.due, promised) if one is not None]
    due = min(by, default=None)
    late_s = max(0.0, (seconds_between(due, now) or 0.0)) if due else 0.0
    return msgspec.structs.replace(
        thing, due=due, urgency=urgency_of(thing.since, due, now), late_s=late_s, level=level
    )


def urgency_of(since: str, due: str | None, now: str) -> str:
    """late, soon (the last quarter of its time), ok, or none where nothing says by when."""
    if due is None:
        return "none"
    left, whole = seconds_between(now, due) or 0.0, seconds_between(since, due) or 0.0
    return "late" if left <= 0 else "soon" if left <= whole / 4 else "ok"


def _of_people(board: Board, me: Member) -> Iterator[Thing]:
    if me.offered is not None:
        yield Thing(
            asked="take_role",
            ref=f"member:{me.id}",
            text=me.offered,
            waiting=_department_of(board, me.offered_by),
            by=me.offered_by,
            since=me.offered_at or me.added_at,
            target_s=_target(board, "acknowledge_s"),
        )
    if me.answer is None and me.role != "observer" and me.id != board.cell.opened_by:
        yield Thing(
            asked="answer_call",
            ref=f"member:{me.id}",
            department=me.department,
            by=board.cell.opened_by,
            since=me.added_at,
            target_s=_target(board, "mobilise_s"),
        )


def _of_tasks(board: Board, me: Member, now: str) -> Iterator[Thing]:
    for task in board.tasks.values():
        if task.status not in OVER and task.past is None:
            yield from _of_task(board, me, task, now)


def _of_task(board: Board, me: Member, task: Task, now: str) -> Iterator[Thing]:
    by = task.requester if task.requester != me.id else None  # nobody waits for themselves
    asker = _department_of(board, by)
    mine, ours = task.owner == me.id, task.department == me.department
    if task.status == "to_acknowledge" and (mine or (task.owner is None and ours)):
        yield _task(task, "acknowledge", asker, by, task.since, _target(board, "acknowledge_s"))
    elif mine and (task.status == "in_progress" or (task.status == "waiting" and _is_late(task, now))):
        yield _task(task, "do", asker, by, task.acknowledged_at or task.added_at)
    elif task.status == "to_validate" and _validates(board, me, task):
        yield _task(task, "validate", task.department, task.owner, task.since, _target(board, "approve_s"))
    waiting = task.waiting
    if waiting is not None and me.department is not None and waiting.on.department == me.department:
        held = _task(task, "free", task.department, task.owner, waiting.since, _target(board, "handoff_s"))
        yield msgspec.structs.replace(held, due=None, reason=waiting.reason)


def _task(
    task: Task, asked: str, waiting: str | None, by: int | None, since: str, target_s: int | None = None
) -> Thing:
    return Thing(
        asked=asked,
        ref=f"task:{task.id}",
        text=task.title,
        department=task.department,
        waiting=waiting,
        by=by,
        since=since,
        due=task.due_at,
        target_s=target_s,
    )


def _is_late(task: Task, now: str) -> bool:
    return task.due_at is not None and task.due_at < now


def _validates(board: Board, me: Member, task: Task) -> bool:
    """Who asked for the work finds it good; where they are gone, the director does."""
    asker = board.members.get(task.requester) if task.requester is not None else None
    if asker is None or asker.removed_at is not None:
        return me.role == "director"
    return asker.id == me.id


def _of_decisions(board: Board, me: Member) -> Iterator[Thing]:
    cleared = rights.cleared(me.role, me.department)
    for decision in board.decisions.values():
        if decision.past is None and (cleared or decision.clearance == "cell"):
            yield from _of_decision(board, me, decision)
            if not _decides(me, decision) and me.department in unheard(board, decision):
                yield _position(board, me, decision)
            if _reviews(board, me, decision):
                yield _review(decision)


def _of_decision(board: Board, me: Member, decision: Decision) -> Iterator[Thing]:
    ref, taken = f"decision:{decision.id}", decision.taken
    if decision.status == "asked" and _decides(me, decision):
        yield Thing(
            asked="decide",
            ref=ref,
            text=decision.question,
            department=_department_of(board, decision.asked_by),
            waiting=_department_of(board, decision.asked_by),
            by=decision.asked_by,
            since=decision.asked_at,
            due=decision.needed_by,
            target_s=_target(board, "decide_s"),
        )
    if decision.status == "in_force" and taken is not None and decision.informed.get(me.department or "", "") is None:
        yield Thing(
            asked="know",
            ref=ref,
            text=taken.choice,
            department=me.department,
            waiting=_department_of(board, taken.decider),
            by=taken.decider,
            since=decision.told_at.get(me.department or "", taken.recorded_at),
            target_s=_target(board, "know_s"),
        )


def _decides(me: Member, decision: Decision) -> bool:
    return decision.decider == me.id or (decision.decider is None and me.role == "director")


def _position(board: Board, me: Member, decision: Decision) -> Thing:
    """What my department thinks of an open question; no time is promised for it but that of the question."""
    return Thing(
        asked="position",
        ref=f"decision:{decision.id}",
        text=decision.question,
        department=me.department,
        waiting=_department_of(board, decision.asked_by),
        by=decision.asked_by,
        since=decision.asked_at,
        due=decision.needed_by,
    )


def _reviews(board: Board, me: Member, decision: Decision) -> bool:
    """Whether the review of a decision, which has come and which no task stands for, is this person's.

    It is the decider's; where they are gone, or may not read it any more, the director's.
    """
    has_come = decision.recalled_at is not None and decision.recalled_at == decision.review_at
    if decision.status != "in_force" or not has_come or decision.review_task is not None:
        return False
    decider = board.members.get(decision.taken.decider or 0) if decision.taken is not None else None
    is_here = decider is not None and decider.removed_at is None and decider.role != "observer"
    if decider is None or not is_here:
        return me.role == "director"
    reads = decision.clearance == "cell" or rights.cleared(decider.role, decider.department)
    return decider.id == me.id if reads else me.role == "director"


def _review(decision: Decision) -> Thing:
    taken = decision.taken
    return Thing(
        asked="review",
        ref=f"decision:{decision.id}",
        text=taken.choice if taken is not None else None,
        since=decision.recalled_at or decision.asked_at,
    )


def _of_informations(board: Board, me: Member) -> Iterator[Thing]:
    """What was sent to my department, or found of it since, and nobody of it has said to know; no time is promised."""
    cleared, mine = rights.cleared(me.role, me.department), me.department or ""
    for row in board.informations.values():
        if is_unread(row, me) and (cleared or row.clearance == "cell"):
            by = row.checked_by if mine in row.told_at else row.by
            yield Thing(
                asked=asked_about(row, mine),
                ref=f"information:{row.id}",
                text=row.text,
                department=me.department,
                waiting=_department_of(board, by),
                by=by,
                since=unknowing(row)[mine],
            )


# What somebody would be asked as the one who owes it: then being called as well says nothing new.
_OWED = {
    **{"acknowledge": ("acknowledge",), "decide": ("decide",), "know": ("know",)},
    **{"approve": ("validate", "approve"), "handoff": ("free",), "accept": ("accept",)},
    "contribute": ("contribute",),
}


def _stepping_in(board: Board, me: Member, asked: set[tuple[str, str]]) -> Iterator[Thing]:
    """What silence sent up to this person, as long as it lasts."""
    cleared = rights.cleared(me.role, me.department)
    for clock in running(board):
        called = [one for one in told_of(clock) if one.to == me.id]
        known = any((clock.object, code) in asked for code in _OWED.get(clock.measure, ()))
        if called and not known and (cleared or clock.clearance == "cell"):
            yield _called(board, clock)


def _called(board: Board, clock: Running) -> Thing:
    row = board.row(clock.object)
    text: str | None = getattr(row, "title", None) or getattr(row, "question", None) or getattr(row, "text", None)
    if isinstance(row, Approval):
        text = words_of(board, row)
    if clock.measure == "mobilise":
        text = ""
    return Thing(
        asked="bring_in" if clock.measure == "mobilise" else "step_in",
        ref=clock.object,
        text=text,
        department=clock.on,
        waiting=clock.on,
        since=clock.since,
        due=clock.due_at,
    )


# A lesson comes back to its owner this long before it is due, and until it is closed.
LESSON_AHEAD_S = 7 * 24 * 3600


def _of_lessons(board: Board, me: Member, now: str) -> Iterator[Thing]:
    cleared = rights.cleared(me.role, me.department)
    for row in board.lessons.values():
        is_near = (seconds_between(now, row.due_at) or 0.0) <= LESSON_AHEAD_S
        if row.owner == me.id and row.closed_at is None and is_near and (cleared or row.clearance == "cell"):
            yield Thing(
                asked="lesson",
                ref=f"lesson:{row.id}",
                text=row.text,
                department=row.department,
                by=row.added_by if row.added_by != me.id else None,
                since=row.added_at,
                due=row.due_at,
            )
