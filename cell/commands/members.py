"""Who is in the cell, as what, and whether they come."""

from typing import Literal

from cell import clock, rights
from cell.board import Board, Member
from cell.commands import fields
from cell.commands.registry import Args, command
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import members

Role = Literal["director", "coordinator", "loggist", "communications", "member", "observer"]
COMING_MAX_S = 7 * 24 * 3600
SLACK_S = 60


class AddMember(Args, frozen=True, kw_only=True):
    """The account, and what it does here; who is a department's member needs one."""

    member: fields.Number
    role: Role = "member"
    department: fields.Slug | None = None


@command
def add_member(pen: Pen, args: AddMember) -> str:
    """Let a person in, or back in."""
    former = pen.board.members.get(args.member)
    if former is not None and former.removed_at is None:
        raise Refused("already_there", "member")
    _check_place(pen, args.role, args.department, args.member)
    name = pen.directory.name_of(args.member)
    if name is None:
        raise Refused("not_found", "member")
    pen.write(members.MemberAdded(member=args.member, name=name, role=args.role, department=args.department))
    return f"member:{args.member}"


class RemoveMember(Args, frozen=True, kw_only=True):
    member: fields.Number
    reason: fields.Text | None = None


@command
def remove_member(pen: Pen, args: RemoveMember) -> str:
    """Take a person out; the last director stays."""
    former = present(pen, args.member, "member")
    check_gift(pen, former.role, former.department)
    check_direction(pen, former, "member")
    pen.write(members.MemberRemoved(member=args.member, reason=fields.maybe_text(args.reason, "reason")))
    return f"member:{args.member}"


class GiveRole(Args, frozen=True, kw_only=True):
    member: fields.Number
    role: Role
    department: fields.Slug | None = None


@command
def give_role(pen: Pen, args: GiveRole) -> str:
    """Give a member another role or department; a cell is never without a director, and a held role is offered."""
    former = present(pen, args.member, "member")
    check_gift(pen, former.role, former.department)
    _check_place(pen, args.role, args.department, args.member)
    if args.role != "director":
        check_direction(pen, former, "role")
    pen.write(members.RoleGiven(member=args.member, role=args.role, department=args.department))
    return f"member:{args.member}"


class AnswerCall(Args, frozen=True, kw_only=True):
    """For oneself. `coming_at` goes with "coming" alone: within a week from now."""

    answer: Literal["here", "coming", "cannot"]
    coming_at: fields.Instant | None = None


@command
def answer_call(pen: Pen, args: AnswerCall) -> str:
    """Say whether one comes; the same answer again changes nothing."""
    me = pen.me
    if me is None:
        raise Refused("not_found", "member")
    coming_at = fields.instant(args.coming_at, "coming_at")
    if coming_at is not None:
        ahead_s = clock.seconds_between(pen.at, coming_at)
        if args.answer != "coming" or not -SLACK_S <= ahead_s <= COMING_MAX_S:
            raise Refused("bad_value", "coming_at")
    if (me.answer, me.coming_at) != (args.answer, coming_at):
        pen.write(members.MemberAnswered(member=me.id, answer=args.answer, coming_at=coming_at))
    return f"member:{me.id}"


def present(pen: Pen, member: int, field: str) -> Member:
    """A member who is in the cell now; refused otherwise."""
    row = pen.board.members.get(member)
    if row is None or row.removed_at is not None:
        raise Refused("not_found", field)
    return row


def holders_of(board: Board, role: str) -> list[Member]:
    """Who is in the cell now with a role, in the order they came; journals from before may have two of a kind."""
    return [row for row in board.members.values() if row.role == role and row.removed_at is None]


def is_last_director(board: Board, member: int) -> bool:
    """Whether somebody is the only director of the cell."""
    return [row.id for row in holders_of(board, "director")] == [member]


def check_direction(pen: Pen, member: Member, field: str) -> None:
    """Refuse to take the direction from its last holder."""
    if is_last_director(pen.board, member.id):
        raise Refused("last_director", field)


def check_gift(pen: Pen, role: str, department: str | None) -> None:
    """Refuse who may not put somebody in a place."""
    if pen.me is not None and not rights.may_give(pen.me.role, role, department):
        raise Refused("not_allowed", "role", role=pen.me.role)


def check_department(pen: Pen, department: str | None) -> None:
    """Refuse a department that has no seat here."""
    if department is not None and department not in pen.board.departments:
        raise Refused("not_found", "department")


def _check_place(pen: Pen, role: str, department: str | None, member: int) -> None:
    check_department(pen, department)
    if role == "member" and department is None:
        raise Refused("missing", "department")
    check_gift(pen, role, department)
    if role in rights.EXCLUSIVE:
        other = next((row for row in holders_of(pen.board, role) if row.id != member), None)
        if other is not None:
            raise Refused("role_taken", "role", who=other.id)
