"""The hand-off between two departments: offered, seen, accepted or returned with a reason, usable."""

from cell.board import Handoff
from cell.commands import fields
from cell.commands.registry import Args, command
from cell.commands.speaking import check_reader, check_seat, check_speaks, to_come
from cell.commands.tasks.finding import OVER, check_links
from cell.commands.tasks.giving import own_department
from cell.errors import Refused
from cell.journal.pen import CLEARANCE, Pen
from cell.kinds import Facts, handoffs, tasks

OFFERED = ("offered", "seen")
# The row goes to every screen each time it changes: an offer that comes back so often is not cleared by another.
BOUNCES_MOST = 20


class OfferHandoff(Args, frozen=True, kw_only=True):
    """Without a department it is one's own that hands over; a task goes over as it is accepted."""

    to: fields.Slug
    text: fields.Text
    department: fields.Slug | None = None
    means: fields.Text | None = None
    needed_by: fields.Instant | None = None
    task: fields.Number | None = None
    decision: fields.Number | None = None
    restricted: bool = False


@command
def offer_handoff(pen: Pen, args: OfferHandoff) -> str:
    """Hand something over to another department: work, information, or a task of the board."""
    department = args.department or own_department(pen)
    check_seat(pen, department, "department")
    check_seat(pen, args.to, "to")
    check_speaks(pen, department, "department")
    if department == args.to:
        raise Refused("same_department", "to")
    _check_about(pen, args, department)
    number = len(pen.board.handoffs) + 1
    pen.write(
        handoffs.HandoffOffered(
            handoff=number,
            department=department,
            to=args.to,
            text=fields.text(args.text, "text"),
            means=fields.maybe_text(args.means, "means"),
            needed_by=to_come(pen, args.needed_by, "needed_by"),
            task=args.task,
            decision=args.decision,
        ),
        CLEARANCE if args.restricted else "cell",
    )
    return f"handoff:{number}"


def _check_about(pen: Pen, args: OfferHandoff, department: str) -> None:
    """What it is about is there, and no more people learn of it than may."""
    if args.restricted and not pen.is_cleared:
        raise Refused("not_allowed", "restricted")
    if args.restricted:
        check_reader(args.to, "to")
    check_links(pen, None, args.decision)
    decision = pen.board.decisions.get(args.decision or 0)
    if decision is not None and decision.clearance != "cell" and not args.restricted:
        raise Refused("bad_value", "decision")
    if args.task is None:
        return
    task = pen.board.tasks.get(args.task)
    if task is None:
        raise Refused("not_found", "task")
    if task.status in OVER:
        raise Refused("wrong_state", "task", status=task.status, who=task.changed_by, at=task.changed_at)
    if task.department != department:
        raise Refused("not_yours", "task")


class OfHandoff(Args, frozen=True, kw_only=True):
    handoff: fields.Number


@command
def see_handoff(pen: Pen, args: OfHandoff) -> str:
    """Say that the receiving department has read the offer; its answer comes later."""
    row = _received(pen, args.handoff, "offered")
    return _write(pen, row, handoffs.HandoffSeen(handoff=row.id))


@command
def accept_handoff(pen: Pen, args: OfHandoff) -> str:
    """Take over, in the receiving department's name; its task comes along and is taken in hand."""
    row = _received(pen, args.handoff, *OFFERED)
    _write(pen, row, handoffs.HandoffAccepted(handoff=row.id))
    task = pen.board.tasks.get(row.task or 0)
    # What somebody else got meanwhile is not this department's to hand over any more.
    if task is not None and task.status not in OVER and task.department == row.department:
        pen.write(tasks.TaskEdited(task=task.id, fields=("department", "owner"), department=row.to, owner=None))
        pen.write(tasks.TaskAcknowledged(task=task.id))
    return f"handoff:{row.id}"


class EndHandoff(OfHandoff, frozen=True, kw_only=True):
    reason: fields.Text


@command
def return_handoff(pen: Pen, args: EndHandoff) -> str:
    """Give it back, and say what is missing; each return is counted."""
    row = _received(pen, args.handoff, *OFFERED, "accepted")
    reason = fields.text(args.reason, "reason")
    return _write(pen, row, handoffs.HandoffReturned(handoff=row.id, reason=reason))


class RenewHandoff(OfHandoff, frozen=True, kw_only=True):
    """How it reads from now on; what is left out stays as it was, but for the hour, which is set anew or not at all."""

    text: fields.Text | None = None
    means: fields.Text | None = None
    needed_by: fields.Instant | None = None


@command
def renew_handoff(pen: Pen, args: RenewHandoff) -> str:
    """Offer again what was returned."""
    row = _given(pen, args.handoff, "returned")
    if len(row.bounces) >= BOUNCES_MOST:
        raise Refused("bad_count", "handoff", limit=BOUNCES_MOST)
    said = handoffs.HandoffRenewed(
        handoff=row.id,
        text=fields.text(args.text if args.text is not None else row.text or "", "text"),
        means=fields.maybe_text(args.means, "means") if args.means is not None else row.means,
        needed_by=to_come(pen, args.needed_by, "needed_by"),
    )
    return _write(pen, row, said)


@command
def complete_handoff(pen: Pen, args: OfHandoff) -> str:
    """Say that the receiving department can use what was handed over."""
    row = _received(pen, args.handoff, "accepted")
    return _write(pen, row, handoffs.HandoffCompleted(handoff=row.id))


@command
def withdraw_handoff(pen: Pen, args: EndHandoff) -> str:
    """Take an offer back that nobody accepted."""
    row = _given(pen, args.handoff, *OFFERED, "returned")
    reason = fields.text(args.reason, "reason")
    return _write(pen, row, handoffs.HandoffWithdrawn(handoff=row.id, reason=reason))


def _find(pen: Pen, number: int, *states: str) -> Handoff:
    row = pen.board.handoffs.get(number)
    if row is None or (row.clearance != "cell" and not pen.is_cleared):
        raise Refused("not_found", "handoff")
    if row.status not in states:
        raise Refused("wrong_state", "handoff", status=row.status)
    return row


def _received(pen: Pen, number: int, *states: str) -> Handoff:
    """A hand-off, where who writes speaks for the department that receives it."""
    row = _find(pen, number, *states)
    check_speaks(pen, row.to)
    return row


def _given(pen: Pen, number: int, *states: str) -> Handoff:
    """The same for the department that hands over."""
    row = _find(pen, number, *states)
    check_speaks(pen, row.department)
    return row


def _write(pen: Pen, row: Handoff, said: Facts) -> str:
    pen.write(said, row.clearance)
    return f"handoff:{row.id}"
