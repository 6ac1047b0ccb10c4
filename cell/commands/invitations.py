"""Links into the cell: made, revoked, and joining by one. Whoever makes a link keeps its secret; here is its digest."""

from typing import Annotated, Literal, TypeVar

from msgspec import Meta

from cell import clock
from cell.board import Board, Invitation, Wall
from cell.commands import fields
from cell.commands.members import check_department, check_gift
from cell.commands.registry import Args, command
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import invitations, members

DAYS_MAX = 30
USES_MAX = 1_000
Link = TypeVar("Link", Invitation, Wall)
Digest = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]


class MakeInvitation(Args, frozen=True, kw_only=True):
    """`digest` is the SHA-256 of the link's secret; `expires_at` at most 30 days ahead; `uses` absent: any number."""

    department: fields.Slug
    role: Literal["member", "observer"] = "member"
    digest: Digest
    expires_at: fields.Instant
    uses: Annotated[int, Meta(ge=1, le=USES_MAX)] | None = None


@command
def make_invitation(pen: Pen, args: MakeInvitation) -> str:
    """Let whoever has a link join a department."""
    check_department(pen, args.department)
    check_gift(pen, args.role, args.department)
    expires_at = fields.instant(args.expires_at, "expires_at") or ""
    if not 0 < clock.seconds_between(pen.at, expires_at) <= DAYS_MAX * 24 * 3600:
        raise Refused("bad_value", "expires_at")
    _check_fresh(pen.board, args.digest)
    number = len(pen.board.invitations) + 1
    pen.write(
        invitations.InvitationMade(
            invitation=number,
            department=args.department,
            role=args.role,
            digest=args.digest,
            expires_at=expires_at,
            uses=args.uses,
        )
    )
    return f"invitation:{number}"


class RevokeInvitation(Args, frozen=True, kw_only=True):
    invitation: fields.Number


@command
def revoke_invitation(pen: Pen, args: RevokeInvitation) -> str:
    """Let nobody in by a link any more; who came by it stays."""
    row = _standing(pen.board.invitations.get(args.invitation), "invitation")
    pen.write(invitations.InvitationRevoked(invitation=row.id))
    return f"invitation:{row.id}"


class JoinCell(Args, frozen=True, kw_only=True):
    invitation_digest: Digest


@command
def join_cell(pen: Pen, args: JoinCell) -> str:
    """Come in by a link, as what it says; nothing for who is in already. Who was taken out needs more than a link."""
    name = pen.directory.name_of(pen.by) if pen.by is not None else None
    if pen.by is None or name is None:
        raise Refused("not_found", "member")
    if pen.me is not None and pen.me.removed_at is None:
        return f"member:{pen.by}"
    invitation = invited_by(pen.board, args.invitation_digest, pen.at)
    if pen.board.cell.state != "open":
        raise Refused("cell_closed")
    if pen.me is not None:
        raise Refused("was_removed")
    pen.write(
        members.MemberAdded(
            member=pen.by,
            name=name,
            role=invitation.role,
            department=invitation.department,
            invitation=invitation.id,
        )
    )
    return f"member:{pen.by}"


class MakeWall(Args, frozen=True, kw_only=True):
    """`digest` is the SHA-256 of the link's secret."""

    digest: Digest


@command
def make_wall(pen: Pen, args: MakeWall) -> str:
    """Let whoever has a link look at the wall view."""
    _check_fresh(pen.board, args.digest)
    number = len(pen.board.walls) + 1
    pen.write(invitations.WallMade(wall=number, digest=args.digest))
    return f"wall:{number}"


class RevokeWall(Args, frozen=True, kw_only=True):
    wall: fields.Number


@command
def revoke_wall(pen: Pen, args: RevokeWall) -> str:
    """Show nothing by a link any more."""
    row = _standing(pen.board.walls.get(args.wall), "wall")
    pen.write(invitations.WallRevoked(wall=row.id))
    return f"wall:{row.id}"


def invited_by(board: Board, digest: str, at: str) -> Invitation:
    """The invitation of a link at an instant. Refused alike whether it has expired, is used up or was revoked."""
    row = next((row for row in board.invitations.values() if row.digest == digest), None)
    if row is None:
        raise Refused("not_found", "invitation")
    is_used_up = row.uses is not None and row.used >= row.uses
    if row.revoked_at is not None or is_used_up or at >= row.expires_at:
        raise Refused("invitation_over")
    return row


def _standing(row: Link | None, field: str) -> Link:
    """A link that nobody revoked yet."""
    if row is None:
        raise Refused("not_found", field)
    if row.revoked_at is not None:
        raise Refused("already_there", field, at=row.revoked_at)
    return row


def _check_fresh(board: Board, digest: str) -> None:
    if any(row.digest == digest for row in (*board.invitations.values(), *board.walls.values())):
        raise Refused("already_there", "digest")
