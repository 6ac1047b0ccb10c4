"""Who is in the cell."""

from typing import Literal

from cell import rights
from cell.board import Member
from cell.commands import fields
from cell.commands.registry import Args, command
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import members

Role = Literal["director", "coordinator", "loggist", "communications", "member", "observer"]


class AddMember(Args, frozen=True, kw_only=True):
    """The account, and what it does here."""

    member: fields.Number
    role: Role = "member"
    department: fields.Slug | None = None


@command
def add_member(pen: Pen, args: AddMember) -> str:
    """Let a person in, or back in."""
    former = pen.board.members.get(args.member)
    if former is not None and former.removed_at is None:
        raise Refused("already_there", "member")
    _check_department(pen, args.department)
    _check_gift(pen, args.role, args.department)
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
    _check_gift(pen, former.role, former.department)
    if former.role == "director" and _directors(pen) == 1:
        raise Refused("wrong_state", "member", status="director")
    pen.write(members.MemberRemoved(member=args.member, reason=fields.maybe_text(args.reason, "reason")))
    return f"member:{args.member}"


class GiveRole(Args, frozen=True, kw_only=True):
    member: fields.Number
    role: Role
    department: fields.Slug | None = None


@command
def give_role(pen: Pen, args: GiveRole) -> str:
    """Give a member another role or department; a cell is never without a director."""
    former = present(pen, args.member, "member")
    _check_department(pen, args.department)
    _check_gift(pen, former.role, former.department)
    _check_gift(pen, args.role, args.department)
    if former.role == "director" and args.role != "director" and _directors(pen) == 1:
        raise Refused("wrong_state", "role", status="director")
    pen.write(members.RoleGiven(member=args.member, role=args.role, department=args.department))
    return f"member:{args.member}"


def present(pen: Pen, member: int, field: str) -> Member:
    """A member who is in the cell now; refused otherwise."""
    row = pen.board.members.get(member)
    if row is None or row.removed_at is not None:
        raise Refused("not_found", field)
    return row


def _directors(pen: Pen) -> int:
    return sum(row.role == "director" and row.removed_at is None for row in pen.board.members.values())


def _check_gift(pen: Pen, role: str, department: str | None) -> None:
    if pen.me is not None and not rights.may_give(pen.me.role, role, department):
        raise Refused("not_allowed", "role", role=pen.me.role)


def _check_department(pen: Pen, department: str | None) -> None:
    if department is not None and department not in pen.board.departments:
        raise Refused("not_found", "department")
