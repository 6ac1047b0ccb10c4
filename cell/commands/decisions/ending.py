"""What becomes of a decision: looked at again, replaced, revoked. Nothing of it ever goes."""

from typing import Literal

from cell import rights
from cell.board import Decision
from cell.commands import fields
from cell.commands.decisions import finding
from cell.commands.registry import Args, command
from cell.commands.tasks.giving import DIRECTION
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import decisions, tasks
from cell.titles import of_review

OVER = ("done", "dropped")


class SupersedeDecision(Args, frozen=True, kw_only=True):
    decision: fields.Number
    by: fields.Number


@command
def supersede_decision(pen: Pen, args: SupersedeDecision) -> str:
    """Put another decision, which holds, in the place of one."""
    decision = finding.decision(pen, args.decision, "in_force")
    successor = pen.board.decisions.get(args.by)
    if successor is None or successor.id == decision.id or successor.status != "in_force":
        raise Refused("not_found", "by")
    if successor.clearance != "cell" and not pen.is_cleared:
        raise Refused("not_found", "by")
    if finding.narrower(successor, decision):
        raise Refused("bad_value", "by")
    said = decisions.DecisionSuperseded(decision=decision.id, successor=args.by)
    return finding.write(pen, decision, said)


class RevokeDecision(Args, frozen=True, kw_only=True):
    decision: fields.Number
    reason: fields.Text


@command
def revoke_decision(pen: Pen, args: RevokeDecision) -> str:
    """Say that a decision holds no more, and why."""
    decision = finding.decision(pen, args.decision, "in_force")
    reason = fields.text(args.reason, "reason")
    return finding.write(pen, decision, decisions.DecisionRevoked(decision=decision.id, reason=reason))


class ReviewDecision(Args, frozen=True, kw_only=True):
    decision: fields.Number
    verdict: Literal["keep", "replace", "revoke"]
    text: fields.Text
    review_at: fields.Instant | None = None


@command
def review_decision(pen: Pen, args: ReviewDecision) -> str:
    """Say what came of a decision and whether it still holds; the task that called for it is done by this."""
    decision = finding.decision(pen, args.decision, "in_force")
    me = pen.me
    decider = decision.taken.decider if decision.taken is not None else None
    if me is not None and me.id != decider and not rights.may(me.role, "revoke_decision"):
        raise Refused("not_allowed", role=me.role)
    text = fields.text(args.text, "text")
    finding.check_size(decision, text, "text")
    review_at = finding.to_come(args.review_at, pen.at) if args.verdict != "revoke" else None
    said = decisions.DecisionReviewed(decision=decision.id, verdict=args.verdict, text=text, review_at=review_at)
    finding.write(pen, decision, said)
    _finish(pen, decision)
    if args.verdict == "revoke":
        finding.write(pen, decision, decisions.DecisionRevoked(decision=decision.id, reason=text))
    return f"decision:{decision.id}"


def _finish(pen: Pen, decision: Decision) -> None:
    """The task of the review is done; what came of it stands with the decision, and in no second place."""
    task = pen.board.tasks.get(decision.review_task or 0)
    if task is not None and task.status not in OVER:
        pen.write(tasks.TaskCompleted(task=task.id))


class RecallDecision(Args, frozen=True, kw_only=True):
    decision: fields.Number
    review_at: fields.Instant


@command
def recall_decision(pen: Pen, args: RecallDecision) -> str:
    """The time of a review has come: its decider gets a task. Only the clock says this, and once for each time.

    A task tells everybody that the decision is there: where that is restricted there is none, and `mine` alone says it.
    """
    decision = finding.decision(pen, args.decision, "in_force")
    is_due = decision.review_at is not None and decision.review_at <= pen.at
    if pen.board.cell.state != "open" or not is_due or args.review_at != decision.review_at:
        raise Refused("wrong_state", "decision", status=decision.status)
    if decision.recalled_at == decision.review_at:
        raise Refused("already_there", "decision")
    department, number = _desk_of(pen, decision) if decision.clearance == "cell" else None, None
    if department is not None:
        number = len(pen.board.tasks) + 1
    recalled = decisions.DecisionRecalled(decision=decision.id, review_at=args.review_at, task=number)
    finding.write(pen, decision, recalled)
    if number is not None and department is not None:
        _give(pen, decision, number, department)
    return f"decision:{decision.id}"


def _give(pen: Pen, decision: Decision, number: int, department: str) -> None:
    """The task is named by the number alone: nothing of ours is stored, and no copy of words that may be redacted."""
    decider = decision.taken.decider if decision.taken is not None else None
    owner = pen.board.members.get(decider or 0)
    is_here = owner is not None and owner.removed_at is None
    pen.write(
        tasks.TaskAdded(
            task=number,
            title=of_review(decision.number),
            department=department,
            owner=decider if is_here else None,
            priority=1,
            decision=decision.id,
        )
    )


def _desk_of(pen: Pen, decision: Decision) -> str | None:
    """Where the decider sits; else the direction, else the first seat."""
    seats = pen.board.departments
    decider = pen.board.members.get(decision.taken.decider or 0) if decision.taken is not None else None
    mine = decider.department if decider is not None and decider.removed_at is None else None
    return next((slug for slug in (mine, DIRECTION, *seats) if slug in seats), None)
