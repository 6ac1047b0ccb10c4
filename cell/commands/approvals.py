"""Approvals: a department's yes, asked for, given, refused, or settled by the rule on silence; and fast lanes."""

from typing import Annotated, Any, Literal

from msgspec import Meta

from cell import clock, rights
from cell.board import Approval, Board, Lane, Member, is_awaited
from cell.commands import fields
from cell.commands.members import present
from cell.commands.registry import Args, command
from cell.commands.speaking import FOR_ANY, check_reader, check_seat, check_speaks, to_come
from cell.errors import Refused
from cell.journal.pen import CLEARANCE, Pen
from cell.kinds import Facts, approvals
from cell.kinds.members import Person

Object = Annotated[str, Meta(pattern=r"\A(statement|decision|task):[1-9][0-9]{0,9}\Z")]
Departments = Annotated[tuple[fields.Slug, ...], Meta(min_length=1, max_length=60)]
Audience = Literal[
    "employees", "customers", "suppliers", "partners", "media", "public", "authorities", "unions", "shareholders"
]
# What may still be approved, by its noun: where it is over, nobody is asked.
OPEN = {"statement": ("draft",), "decision": ("asked", "in_force")}
ASKED_MOST = 200
# A rule on silence settles it: within less time nobody could have spoken, and a "yes" would be the asker's own.
ANSWERABLE_S = 600


class AskApproval(Args, frozen=True, kw_only=True):
    """Of one department or several, each its own request. Silence: escalate, lapse, or agree, which counts as a yes."""

    object: Object
    departments: Departments
    approver: fields.Number | None = None
    deputy: fields.Number | None = None
    needed_by: fields.Instant | None = None
    silence: Literal["escalate", "lapse", "agree"] = "escalate"
    text: fields.Text | None = None


@command
def ask_approval(pen: Pen, args: AskApproval) -> str:
    """Ask departments for their yes to a statement, a decision or a task; says what silence will mean."""
    clearance, wording = _object(pen, args.object)
    needed_by = to_come(pen, args.needed_by, "needed_by")
    if needed_by is None and args.silence != "escalate":
        raise Refused("missing", "needed_by")
    if needed_by is not None and args.silence != "escalate" and needed_by < clock.after(pen.at, ANSWERABLE_S):
        raise Refused("too_soon", "needed_by")
    slugs = tuple(dict.fromkeys(args.departments))
    for slug in slugs:
        _check_new(pen, args.object, wording, slug, clearance)
    people = _people(pen, args, clearance)
    first = len(pen.board.approvals) + 1
    for number, slug in enumerate(slugs, first):
        said: dict[str, Any] = {"approval": number, "object": args.object, "wording": wording, "department": slug}
        said |= {"needed_by": needed_by, "silence": args.silence, "text": fields.maybe_text(args.text, "text")}
        pen.write(approvals.ApprovalAsked(**said, **people), clearance)
    return f"approval:{first}"


def _object(pen: Pen, ref: str) -> tuple[str, int | None]:
    """The clearance of what is to be approved and, of a statement, its present wording."""
    noun, _, number = ref.partition(":")
    row: Any = pen.board.shelf(noun).get(int(number))
    if row is None or (row.clearance != "cell" and not pen.is_cleared):
        raise Refused("not_found", "object")
    over = ("done", "dropped")
    if (noun == "task" and row.status in over) or (noun != "task" and row.status not in OPEN[noun]):
        raise Refused("wrong_state", "object", status=row.status)
    if sum(one.object == ref for one in pen.board.approvals.values()) >= ASKED_MOST:
        raise Refused("bad_count", "object", limit=ASKED_MOST)
    return row.clearance, row.wordings[-1].version if noun == "statement" else None


def _people(pen: Pen, args: AskApproval, clearance: str) -> dict[str, Any]:
    """Whose word counts, and who is called in their stead; a name says for one department alone."""
    found: dict[str, Any] = {}
    if (args.approver is not None or args.deputy is not None) and len(set(args.departments)) > 1:
        raise Refused("bad_count", "departments", limit=1)
    if args.approver is not None:
        who = present(pen, args.approver, "approver")
        if who.role == "observer" or (clearance != "cell" and not rights.cleared(who.role, who.department)):
            raise Refused("bad_value", "approver")
        _check_named(pen, who, args.departments[0], "approver")
        found["approver"] = who.id
    if args.deputy is not None:
        stand_in = present(pen, args.deputy, "deputy")
        if stand_in.role == "observer" or stand_in.id == args.approver:
            raise Refused("bad_value", "deputy")
        _check_named(pen, stand_in, args.departments[0], "deputy")
        found["deputy"] = Person(id=stand_in.id, name=stand_in.name)
    return found


def _check_named(pen: Pen, who: Member, department: str, field: str) -> None:
    """Nobody gets a department's yes from whom they choose."""
    if not may_be_named(pen.board, who, department):
        raise Refused("not_yours", field)


def may_be_named(board: Board, who: Member, department: str) -> bool:
    """Whether somebody's word may be asked for in a department's name: they could speak for it anyhow."""
    seat = board.departments[department]
    seated = {one.id for one in (seat.holder, seat.deputy, seat.sponsor) if one is not None}
    return who.department == department or who.id in seated or who.role in ("director", "loggist")


def _check_new(pen: Pen, ref: str, wording: int | None, slug: str, clearance: str) -> None:
    """A department is asked once at a time, and never about what it may not read."""
    check_seat(pen, slug, "departments")
    if clearance != "cell":
        check_reader(slug, "departments")
    for row in pen.board.approvals.values():
        same = (row.object, row.wording, row.department) == (ref, wording, slug)
        if same and row.status in ("asked", "given", "presumed", "released"):
            raise Refused("already_there", "departments", at=row.asked_at)


class GiveApproval(Args, frozen=True, kw_only=True):
    approval: fields.Number
    text: fields.Text | None = None


@command
def give_approval(pen: Pen, args: GiveApproval) -> str:
    """Say yes in the department's name, maybe on a condition."""
    row = _answered(pen, args.approval)
    said = approvals.ApprovalGiven(approval=row.id, text=fields.maybe_text(args.text, "text"))
    return _write(pen, row, said)


class EndApproval(Args, frozen=True, kw_only=True):
    approval: fields.Number
    needed_by: fields.Instant


class RefuseApproval(Args, frozen=True, kw_only=True):
    approval: fields.Number
    reason: fields.Text


@command
def refuse_approval(pen: Pen, args: RefuseApproval) -> str:
    """Say no in the department's name, and why."""
    row = _answered(pen, args.approval)
    return _write(pen, row, approvals.ApprovalRefused(approval=row.id, reason=fields.text(args.reason, "reason")))


@command
def withdraw_approval(pen: Pen, args: RefuseApproval) -> str:
    """Ask no more, and say why."""
    row = _find(pen, args.approval)
    if pen.me is not None and not may_withdraw(pen.board, row, pen.me):
        raise Refused("not_yours", "approval")
    return _write(pen, row, approvals.ApprovalWithdrawn(approval=row.id, reason=fields.text(args.reason, "reason")))


@command
def end_approval(pen: Pen, args: EndApproval) -> str:
    """The hour of a request has come without an answer: what its rule says. Only the clock says this, and once."""
    row = _find(pen, args.approval)
    is_due = args.needed_by == row.needed_by and args.needed_by <= pen.at and is_awaited(pen.board, row)
    if pen.by is not None or pen.board.cell.state != "open" or not is_due or row.silence == "escalate":
        raise Refused("wrong_state", "approval", status=row.status)
    kind = approvals.ApprovalPresumed if row.silence == "agree" else approvals.ApprovalLapsed
    return _write(pen, row, kind(approval=row.id, needed_by=args.needed_by))


class ReleaseApproval(Args, frozen=True, kw_only=True):
    object: Object
    lane: fields.Number


@command
def release_approval(pen: Pen, args: ReleaseApproval) -> str:
    """Use a fast lane: what belongs to a class that a department cleared beforehand waits for nobody, and is logged."""
    clearance, wording = _object(pen, args.object)
    lane = _lane(pen, args.lane)
    statement = pen.board.statements.get(int(args.object.partition(":")[2])) if wording is not None else None
    if lane.audience is not None and (statement is None or statement.audience != lane.audience):
        raise Refused("bad_value", "lane")
    _check_new(pen, args.object, wording, lane.department, clearance)
    for row in pen.board.approvals.values():
        same = (row.object, row.wording, row.department) == (args.object, wording, lane.department)
        if same and row.status == "refused":  # it looked at these very words, and they were none of its class
            raise Refused("wrong_state", "lane", status=row.status, who=row.answered_by, at=row.answered_at)
    number = len(pen.board.approvals) + 1
    about: dict[str, Any] = {"object": args.object, "wording": wording, "department": lane.department}
    pen.write(approvals.ApprovalReleased(approval=number, lane=lane.id, **about), clearance)
    return f"approval:{number}"


class OpenLane(Args, frozen=True, kw_only=True):
    """Without a department it is one's own."""

    text: fields.Text
    department: fields.Slug | None = None
    audience: Audience | None = None
    ends_at: fields.Instant | None = None


@command
def open_lane(pen: Pen, args: OpenLane) -> str:
    """Clear a class of messages beforehand, in one's department's name."""
    department = args.department or (pen.me.department if pen.me is not None else None) or ""
    if not department:
        raise Refused("missing", "department")
    check_seat(pen, department, "department")
    check_speaks(pen, department, "department")
    number = len(pen.board.lanes) + 1
    ends_at = to_come(pen, args.ends_at, "ends_at")
    text = fields.text(args.text, "text")
    pen.write(
        approvals.LaneOpened(lane=number, department=department, text=text, audience=args.audience, ends_at=ends_at)
    )
    return f"lane:{number}"


class CloseLane(Args, frozen=True, kw_only=True):
    lane: fields.Number
    reason: fields.Text


@command
def close_lane(pen: Pen, args: CloseLane) -> str:
    """Clear the class no more; what was released stays."""
    row = pen.board.lanes.get(args.lane)
    if row is None:
        raise Refused("not_found", "lane")
    if row.closed_at is not None:
        raise Refused("already_there", "lane", at=row.closed_at)
    check_speaks(pen, row.department)
    pen.write(approvals.LaneClosed(lane=row.id, reason=fields.text(args.reason, "reason")))
    return f"lane:{row.id}"


def _lane(pen: Pen, number: int) -> Lane:
    row = pen.board.lanes.get(number)
    if row is None:
        raise Refused("not_found", "lane")
    if row.closed_at is not None or (row.ends_at is not None and row.ends_at <= pen.at):
        raise Refused("wrong_state", "lane", status="closed")
    return row


def _find(pen: Pen, number: int) -> Approval:
    """A request that still waits."""
    row = pen.board.approvals.get(number)
    if row is None or (row.clearance == CLEARANCE and not pen.is_cleared):
        raise Refused("not_found", "approval")
    if row.status != "asked":
        raise Refused("wrong_state", "approval", status=row.status, who=row.answered_by, at=row.answered_at)
    return row


def _answered(pen: Pen, number: int) -> Approval:
    """A request, where who writes may answer it: who was named, a deputy or the holder; else the department."""
    row = _find(pen, number)
    if pen.me is not None and not may_answer(pen.board, row, pen.me):
        raise Refused("not_yours", "approval")
    return row


def may_answer(board: Board, row: Approval, member: Member) -> bool:
    """Whether somebody's word is the department's: by name, by seat, or as who leads or writes it down."""
    seat = board.departments.get(row.department)
    named = {one.id for one in (row.deputy, *((seat.deputy, seat.holder) if seat is not None else ())) if one}
    if member.id == row.approver or member.id in named or member.role in ("director", "loggist"):
        return True
    return row.approver is None and member.department == row.department


def may_withdraw(board: Board, row: Approval, member: Member) -> bool:
    """Whether somebody asked, sits with who did, or keeps the record."""
    asker = board.members.get(row.asked_by or 0)
    ours = asker is not None and asker.department is not None and asker.department == member.department
    return ours or member.id == row.asked_by or member.role in FOR_ANY


def _write(pen: Pen, row: Approval, said: Facts) -> str:
    pen.write(said, row.clearance)
    return f"approval:{row.id}"
