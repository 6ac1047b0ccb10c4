"""Kinds about links into the cell: to join it, and to look at its wall view. The secrets themselves are nowhere."""

from cell.kinds.registry import Facts, always, kind


@kind("invitation.made")
class InvitationMade(Facts, frozen=True, kw_only=True):
    """A link lets people join.

    invitation: its number. department, role: what who joins by it becomes; role: member or observer. digest: SHA-256
    of the link's secret, in hex; screens and programs get none. expires_at: until when. uses: how many may join by
    it, or null for any number.
    """

    invitation: int
    department: str
    role: str
    digest: str = ""
    expires_at: str
    uses: int | None = always(None)


@kind("invitation.revoked")
class InvitationRevoked(Facts, frozen=True, kw_only=True):
    """A link lets nobody in any more. invitation: its number."""

    invitation: int


@kind("wall.made")
class WallMade(Facts, frozen=True, kw_only=True):
    """A link shows the cell's wall view to whoever has it. wall: its number. digest: as in invitation.made."""

    wall: int
    digest: str = ""


@kind("wall.revoked")
class WallRevoked(Facts, frozen=True, kw_only=True):
    """A link shows nothing any more. wall: its number."""

    wall: int
