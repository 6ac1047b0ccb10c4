"""What passes between departments and waits on one person: hand-offs, approvals, rulings, contributions."""

from collections.abc import Iterator
from typing import Any

from cell import rights
from cell.board import Approval, Board, Handoff, Member, is_awaited, missing_of, words_of
from cell.mine.thing import Thing, department_of, target_of


def of_passing(board: Board, me: Member) -> Iterator[Thing]:
    """What other departments wait for, in my department's name or in mine."""
    cleared = rights.cleared(me.role, me.department)
    for row in board.handoffs.values():
        if cleared or row.clearance == "cell":
            yield from _of_handoff(board, me, row)
    for asked in board.approvals.values():
        if (cleared or asked.clearance == "cell") and _answers(board, me, asked) and is_awaited(board, asked):
            yield _of_approval(board, asked)
    yield from _of_contributions(board, me, cleared)
    if me.role == "director":
        yield from _of_arbitrations(board, me, cleared)


def _of_contributions(board: Board, me: Member, cleared: bool) -> Iterator[Thing]:
    """The part of my department, as long as it is missing: whoever of it is there writes it."""
    for row in board.contributions.values():
        if me.department in missing_of(row) and (cleared or row.clearance == "cell"):
            about: dict[str, Any] = {"ref": f"contribution:{row.id}", "text": row.text, "department": me.department}
            waiting = department_of(board, row.asked_by)
            yield Thing(
                asked="contribute", since=row.asked_at, due=row.needed_by, waiting=waiting, by=row.asked_by, **about
            )


def _of_arbitrations(board: Board, me: Member, cleared: bool) -> Iterator[Thing]:
    """Between two departments, whoever leads both rules."""
    for row in board.arbitrations.values():
        if row.status == "asked" and (cleared or row.clearance == "cell"):
            about: dict[str, Any] = {"ref": f"arbitration:{row.id}", "text": row.question, "department": me.department}
            waiting = department_of(board, row.asked_by)
            yield Thing(asked="arbitrate", since=row.asked_at, waiting=waiting, by=row.asked_by, **about)


def _of_handoff(board: Board, me: Member, row: Handoff) -> Iterator[Thing]:
    about: dict[str, Any] = {"ref": f"handoff:{row.id}", "text": row.text, "department": me.department}
    given: dict[str, Any] = {**about, "waiting": row.department, "by": row.offered_by}
    if me.department == row.to and row.status in ("offered", "seen"):
        target_s = target_of(board, "handoff_s") if row.needed_by is None else None
        yield Thing(asked="accept", since=row.asked_at, due=row.needed_by, target_s=target_s, **given)
    elif me.department == row.to and row.status == "accepted":
        yield Thing(asked="use", since=row.accepted_at or row.offered_at, due=row.needed_by, **given)
    elif me.department == row.department and row.status == "returned":
        bounce = row.bounces[-1]
        yield Thing(asked="renew", since=bounce.at, waiting=row.to, by=bounce.by, reason=bounce.reason, **about)


def _answers(board: Board, me: Member, row: Approval) -> bool:
    """Whose answer is waited for: who was named; else everybody of the department."""
    approver = board.members.get(row.approver or 0)
    if approver is not None and approver.removed_at is None:
        return approver.id == me.id
    return me.department == row.department


def _of_approval(board: Board, row: Approval) -> Thing:
    return Thing(
        asked="approve",
        ref=f"approval:{row.id}",
        text=words_of(board, row),
        department=row.department,
        waiting=department_of(board, row.asked_by),
        by=row.asked_by,
        since=row.asked_at,
        due=row.needed_by,
        target_s=target_of(board, "approve_s") if row.needed_by is None else None,
    )
