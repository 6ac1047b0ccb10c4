"""Statements that every command asks: compiled once, then handed to the driver as they are.

SQLAlchemy spends five times as long on carrying out such a statement as SQLite does; it still writes them, for
whichever database, and still names their faults. Only what needs no translation goes this way: texts and numbers.
"""

from collections.abc import Iterable, Sequence
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
        cursor = _cursor(connection)
        try:
            return cursor.execute(sql, values if order is None else [values[name] for name in order]).fetchall()
        except connection.dialect.loaded_dbapi.Error as fault:
            raise _named(sql, fault, connection.dialect) from fault
        finally:
            cursor.close()

    def write(self, connection: Connection, rows: Iterable[Values]) -> None:
        """Carry it out for each of some rows. Raises DBAPIError."""
        sql, order = self._for(connection.dialect)
        cursor = _cursor(connection)
        try:
            cursor.executemany(sql, rows if order is None else [[row[name] for name in order] for row in rows])
        except connection.dialect.loaded_dbapi.Error as fault:
            raise _named(sql, fault, connection.dialect) from fault
        finally:
            cursor.close()

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


def _cursor(connection: Connection) -> Any:
    return connection.connection.cursor()


def _named(sql: str, fault: Exception, dialect: Dialect) -> BaseException:
    """A fault of the driver as SQLAlchemy raises it; what was to be written is not repeated in it."""
    return DBAPIError.instance(sql, None, fault, dialect.loaded_dbapi.Error, hide_parameters=True, dialect=dialect)
