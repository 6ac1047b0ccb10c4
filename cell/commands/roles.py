"""The roles that one person holds: handed over with both agreeing, or taken by the coordinator where nobody can ask."""

from typing import Literal

from cell import rights
from cell.board import Member
from cell.commands import fields
from cell.commands.members import check_direction, holders_of, present
from cell.commands.registry import Args, command
from cell.commands.tasks.giving import DIRECTION
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import members

Exclusive = Literal["director", "coordinator", "loggist", "communications"]
assert set(Exclusive.__args__) == rights.EXCLUSIVE  # pyright: ignore[reportAttributeAccessIssue]


class OfferRole(Args, frozen=True, kw_only=True):
    role: Exclusive
    member: fields.Number


@command
def offer_role(pen: Pen, args: OfferRole) -> str:
    """Ask a member to take a role over: by who holds it, or by the director. One offer at a time."""
    if pen.me is not None and pen.me.role not in ("director", args.role):
        raise Refused("not_allowed", "role", role=pen.me.role)
    asked = present(pen, args.member, "member")
    if asked.role == args.role:
        raise Refused("already_there", "member")
    check_direction(pen, asked, "member")
    _check_clearing(pen, asked, args.role, pen.me)
    for row in pen.board.members.values():
        if row.offered == args.role:
            raise Refused("already_offered", "role", who=row.id)
    if asked.offered is not None:
        raise Refused("already_offered", "member", who=asked.id)
    pen.write(members.RoleOffered(member=asked.id, role=args.role))
    return f"member:{asked.id}"


class TheRole(Args, frozen=True, kw_only=True):
    role: Exclusive


@command
def accept_role(pen: Pen, args: TheRole) -> str:
    """Take an offered role; who held it becomes a department member at the same instant, or an observer without one.

    Who gives the direction away and sat nowhere stays with it, where it has a seat: they may still work, and read on.
    """
    me = pen.me
    if me is None or me.offered != args.role:
        raise Refused("no_offer", "role")
    check_direction(pen, me, "role")
    _check_clearing(pen, me, args.role, pen.board.members.get(me.offered_by or 0))
    former = _former(pen, me, args.role)
    left, seat = _left_as(pen, former), None
    if left == "observer" and args.role == "director" and DIRECTION in pen.board.departments:
        left, seat = "member", DIRECTION
    pen.write(
        members.RoleAccepted(member=me.id, role=args.role, former=former, former_role=left, former_department=seat)
    )
    return f"member:{me.id}"


@command
def decline_role(pen: Pen, args: TheRole) -> str:
    """Say no to an offered role, or take one's own offer back."""
    asked = next((row for row in pen.board.members.values() if row.offered == args.role), None)
    if asked is None or pen.by not in (None, asked.id, asked.offered_by):
        raise Refused("no_offer", "role")
    pen.write(members.RoleDeclined(member=asked.id, role=args.role))
    return f"member:{asked.id}"


class TakeDirection(Args, frozen=True, kw_only=True):
    reason: fields.Text


@command
def take_direction(pen: Pen, args: TakeDirection) -> str:
    """Direct the cell in place of a director who is away; that they are is for people to judge, in the journal.

    A director who sat nowhere is an observer then: whoever takes it decides whether they get a seat again.
    """
    me = pen.me
    if me is None:
        raise Refused("not_found", "member")
    reason = fields.text(args.reason, "reason")
    former = _former(pen, me, "director")
    left = _left_as(pen, former)
    pen.write(members.RoleTaken(member=me.id, role="director", former=former, former_role=left, reason=reason))
    return f"member:{me.id}"


def _check_clearing(pen: Pen, asked: Member, role: str, giver: Member | None) -> None:
    """Who does not read what is restricted makes nobody read it."""
    gains = rights.cleared(role, asked.department) and not rights.cleared(asked.role, asked.department)
    if gains and giver is not None and not rights.cleared(giver.role, giver.department):
        raise Refused("not_allowed", "role", role=giver.role)


def _former(pen: Pen, me: Member, role: str) -> int | None:
    """Who gives the role up by this: who offers it if they hold it, else its holder, if any."""
    holders = [row.id for row in holders_of(pen.board, role) if row.id != me.id]
    return me.offered_by if me.offered_by in holders else next(iter(holders), None)


def _left_as(pen: Pen, former: int | None) -> str:
    """What somebody is who gave a role up: nobody is a member of no department."""
    row = pen.board.members.get(former) if former is not None else None
    return "observer" if row is not None and row.department is None else "member"
