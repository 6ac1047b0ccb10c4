"""Rules of the approval and of the fast lane."""

from cell.board.board import Board, ref_of
from cell.board.fold import Step, rule
from cell.board.numbers import number_of
from cell.board.passing_rows import Approval, Lane
from cell.kinds import approvals

HOLDING = ("asked", "in_force")


@rule
def approval_asked(step: Step) -> None:
    entry = step.entry
    facts: approvals.ApprovalAsked = step.facts
    step.put(
        ref_of("approval", facts.approval),
        Approval(
            clearance=entry.clearance,
            id=facts.approval,
            number=number_of(f"approval:{facts.approval}"),
            object=facts.object,
            wording=facts.wording,
            department=facts.department,
            approver=facts.approver,
            deputy=facts.deputy,
            needed_by=facts.needed_by,
            silence=facts.silence,
            text=facts.text,
            asked_at=entry.at,
            asked_by=entry.by,
            changed_seq=entry.seq,
        ),
    )


@rule
def approval_released(step: Step) -> None:
    """Nobody was asked: it is answered as it is made."""
    entry = step.entry
    facts: approvals.ApprovalReleased = step.facts
    step.put(
        ref_of("approval", facts.approval),
        Approval(
            clearance=entry.clearance,
            id=facts.approval,
            number=number_of(f"approval:{facts.approval}"),
            object=facts.object,
            wording=facts.wording,
            department=facts.department,
            lane=facts.lane,
            status="released",
            asked_at=entry.at,
            asked_by=entry.by,
            answered_at=entry.at,
            answered_by=entry.by,
            changed_seq=entry.seq,
        ),
    )


def is_awaited(board: Board, row: Approval) -> bool:
    """Whether an answer is still waited for: nobody needs a yes to a task or a decision that is over.

    Read, not written: a task that is reopened, or whose end is taken back, waits for its yes again.
    """
    noun, _, _ = row.object.partition(":")
    status = getattr(board.row(row.object), "status", None)
    is_over = status in ("done", "dropped") if noun == "task" else noun == "decision" and status not in HOLDING
    return row.status == "asked" and not is_over


def words_of(board: Board, row: Approval) -> str | None:
    """The own words of what is to be approved; None where they are gone."""
    about = board.row(row.object)
    wordings = {one.version: one.text for one in getattr(about, "wordings", ())}
    if row.wording is not None:
        return wordings.get(row.wording)
    taken = getattr(about, "taken", None)
    return getattr(taken, "choice", None) or getattr(about, "question", None) or getattr(about, "title", None)


def settle(step: Step, approval: int, status: str, words: str | None = None) -> None:
    """Bring an approval to its end."""
    entry = step.entry
    ended = {"status": status, "words": words, "answered_at": entry.at, "answered_by": entry.by}
    step.change("approval", approval, changed_seq=entry.seq, **ended)


@rule
def approval_given(step: Step) -> None:
    facts: approvals.ApprovalGiven = step.facts
    settle(step, facts.approval, "given", facts.text)


@rule
def approval_refused(step: Step) -> None:
    facts: approvals.ApprovalRefused = step.facts
    settle(step, facts.approval, "refused", facts.reason)


@rule
def approval_lapsed(step: Step) -> None:
    facts: approvals.ApprovalLapsed = step.facts
    settle(step, facts.approval, "lapsed")


@rule
def approval_presumed(step: Step) -> None:
    facts: approvals.ApprovalPresumed = step.facts
    settle(step, facts.approval, "presumed")


@rule
def approval_withdrawn(step: Step) -> None:
    facts: approvals.ApprovalWithdrawn = step.facts
    settle(step, facts.approval, "withdrawn", facts.reason)


@rule
def lane_opened(step: Step) -> None:
    entry = step.entry
    facts: approvals.LaneOpened = step.facts
    step.put(
        ref_of("lane", facts.lane),
        Lane(
            clearance=entry.clearance,
            id=facts.lane,
            department=facts.department,
            text=facts.text,
            audience=facts.audience,
            ends_at=facts.ends_at,
            opened_at=entry.at,
            opened_by=entry.by,
            changed_seq=entry.seq,
        ),
    )


@rule
def lane_closed(step: Step) -> None:
    entry = step.entry
    facts: approvals.LaneClosed = step.facts
    step.change("lane", facts.lane, changed_seq=entry.seq, closed_at=entry.at, reason=facts.reason)
