"""Rules of the links into the cell."""

from cell.board.board import ref_of
from cell.board.fold import Step, rule
from cell.board.rows import Invitation, Wall
from cell.kinds import invitations


@rule
def invitation_made(step: Step) -> None:
    entry = step.entry
    facts: invitations.InvitationMade = step.facts
    step.put(
        ref_of("invitation", facts.invitation),
        Invitation(
            id=facts.invitation,
            department=facts.department,
            role=facts.role,
            digest=facts.digest,
            expires_at=facts.expires_at,
            uses=facts.uses,
            made_by=entry.by,
            made_at=entry.at,
        ),
    )


@rule
def invitation_revoked(step: Step) -> None:
    facts: invitations.InvitationRevoked = step.facts
    step.change("invitation", facts.invitation, revoked_at=step.entry.at)


@rule
def wall_made(step: Step) -> None:
    entry = step.entry
    facts: invitations.WallMade = step.facts
    step.put(ref_of("wall", facts.wall), Wall(id=facts.wall, digest=facts.digest, made_by=entry.by, made_at=entry.at))


@rule
def wall_revoked(step: Step) -> None:
    facts: invitations.WallRevoked = step.facts
    step.change("wall", facts.wall, revoked_at=step.entry.at)
