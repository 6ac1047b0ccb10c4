"""Statements that every command asks: compiled once, then handed to the driver as they are.

SQLAlchemy spends five times as long on carrying out such a statement as SQLite does; it still writes them, for
whichever database, and still names their faults. Only what needs no translation goes this way: texts and numbers.
"""

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Dialect, Executable
from sqlalchemy.exc import DBAPIError

Values = dict[str, Any]


class Prepared:
    """One statement, on any connection. Its parameters are given by name; every one of them, each time."""

    def __init__(self, statement: Executable):
        self._statement: Any = statement
        self._made: dict[str, tuple[str, Sequence[str] | None]] = {}

    def rows(self, connection: Connection, values: Values) -> list[tuple[Any, ...]]:
        """What it selects, as the driver gives it. Raises DBAPIError."""
        sql, order = self._for(connection.dialect)
        with _naming(connection, sql) as cursor:
            return cursor.execute(sql, values if order is None else [values[name] for name in order]).fetchall()

    def write(self, connection: Connection, rows: Iterable[Values]) -> None:
        """Carry it out for each of some rows. Raises DBAPIError."""
        sql, order = self._for(connection.dialect)
        with _naming(connection, sql) as cursor:
            cursor.executemany(sql, rows if order is None else [[row[name] for name in order] for row in rows])

    def _for(self, dialect: Dialect) -> tuple[str, Sequence[str] | None]:
        """The statement in the words of a database, and the order of its parameters where they have no names."""
        made = self._made.get(dialect.name)
        if made is None:
            compiled = self._statement.compile(dialect=dialect)
            for name, bound in compiled.binds.items():
                if bound.expanding or bound.type.dialect_impl(dialect).bind_processor(dialect) is not None:
                    raise TypeError(f"{name} must be translated for the driver: let SQLAlchemy carry this out")
            made = self._made[dialect.name] = (compiled.string, compiled.positiontup if compiled.positional else None)
        return made


@contextmanager
def _naming(connection: Connection, sql: str) -> Generator[Any, None, None]:
    """A cursor of the driver, whose faults are raised as SQLAlchemy's; what was to be written is not repeated in them.

    Where the connection is lost, the others of its pool are taken to be as well.
    """
    dialect, cursor = connection.dialect, None
    try:
        cursor = connection.connection.cursor()
        yield cursor
    except dialect.loaded_dbapi.Error as fault:
        held: Any = connection.connection.dbapi_connection
        is_lost = dialect.is_disconnect(fault, held, cursor)  # type: ignore[arg-type]
        if is_lost:
            connection.invalidate(fault)
            connection.engine.dispose()
        base = dialect.loaded_dbapi.Error
        raise DBAPIError.instance(
            sql, None, fault, base, hide_parameters=True, connection_invalidated=is_lost, dialect=dialect
        ) from fault
    finally:
        if cursor is not None:
            cursor.close()
