"""The organisation's directory as a command may consult it, inside the writer's transaction.

What enters the journal about a person or a department comes from here, never from what a client says of them.
"""

from sqlalchemy import Connection, select

from cell.kinds.cells import Named, Seat
from cell.tables import accounts, departments


class Directory:
    """Looks up accounts and departments of the organisation."""

    def __init__(self, connection: Connection):
        self._connection = connection

    def name_of(self, account: int) -> str | None:
        """The name of an account that may sign in, or None."""
        statement = select(accounts.c.name).where(accounts.c.id == account, accounts.c.disabled_at.is_(None))
        return self._connection.scalar(statement)

    def seat_of(self, slug: str) -> Seat | None:
        """The seat of a department, or None where the organisation has no such department."""
        row = self._connection.execute(select(departments).where(departments.c.slug == slug)).one_or_none()
        if row is None:
            return None
        name, code = Named(en=row.name_en, fr=row.name_fr), Named(en=row.code_en, fr=row.code_fr)
        return Seat(id=slug, name=name, code=code, tint=row.tint)
