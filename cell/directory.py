"""The organisation's directory as a command may consult it, inside the writer's transaction.

What enters the journal about a person or a department comes from here, never from what a client says of them.
"""

from sqlalchemy import Connection, select

from cell import organisation
from cell.kinds.cells import Named, Seat, Targets
from cell.kinds.members import Person
from cell.playbooks import Playbook
from cell.tables import accounts, departments

Staff = tuple[Person | None, Person | None, Person | None]


class Directory:
    """Looks up accounts and departments of the organisation."""

    def __init__(self, connection: Connection):
        self._connection = connection

    def name_of(self, account: int) -> str | None:
        """The name of an account that may sign in, or None."""
        statement = select(accounts.c.name).where(accounts.c.id == account, accounts.c.disabled_at.is_(None))
        return self._connection.scalar(statement)

    def seat_of(self, slug: str) -> Seat | None:
        """The seat of a department, or None where the organisation has no such department (any more)."""
        statement = select(departments).where(departments.c.slug == slug, departments.c.archived_at.is_(None))
        row = self._connection.execute(statement).one_or_none()
        if row is None:
            return None
        name, code = Named(en=row.name_en, fr=row.name_fr), Named(en=row.code_en, fr=row.code_fr)
        return Seat(id=slug, name=name, code=code, tint=row.tint)

    def staff(self, slug: str) -> Staff:
        """Holder, deputy and sponsor of a department; None for each whom the organisation has not named."""
        return organisation.staff_of(self._connection, slug)

    def targets(self, level: int) -> Targets | None:
        """What the organisation promises at a level, or None for a level it does not have."""
        found = [one.targets for one in organisation.levels_of(self._connection) if one.level == level]
        return found[0] if found else None

    def playbook(self, slug: str) -> Playbook | None:
        """A playbook as a cell may open with it today, or None where the organisation has none of this slug."""
        return organisation.ready(self._connection, slug)

    def language_of(self, account: int | None) -> str:
        """The language of an account, so that texts kept in both are written in the one of who writes them."""
        statement = select(accounts.c.language).where(accounts.c.id == account)
        return self._connection.scalar(statement) or "fr"
