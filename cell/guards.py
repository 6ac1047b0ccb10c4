"""The triggers that keep the journal append-only are looked for at every start, and put back where they are gone.

Nobody takes them away through the product. Somebody who has the file, or owns the tables, can; what they then changed
is for `cell verify` to find, and a server that starts does not work without them.
"""

import re
from typing import NamedTuple

from sqlalchemy import Connection, inspect, text

from cell.triggers import DEEDS_POSTGRESQL, DEEDS_SQLITE, POSTGRESQL, SQLITE

_NAMED = re.compile(r"CREATE TRIGGER (\w+) .*? ON (\w+) (?:BEGIN|WHEN|FOR|EXECUTE)", re.DOTALL)


class Guard(NamedTuple):
    """One trigger: its name, its table, the statement that makes it."""

    name: str
    table: str
    statement: str


def guards(connection: Connection) -> list[Guard]:
    """The triggers that the tables of a database must have."""
    is_sqlite = connection.dialect.name == "sqlite"
    statements = (*SQLITE, *DEEDS_SQLITE) if is_sqlite else (*POSTGRESQL, *DEEDS_POSTGRESQL)
    tables = set(inspect(connection).get_table_names())
    named = [(found, one) for one in statements if (found := _NAMED.match(one))]
    return [Guard(found[1], found[2], one) for found, one in named if found[2] in tables]


def missing(connection: Connection) -> list[Guard]:
    """Those that are gone, switched off or other than they were made."""
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        made = {name: sql for name, sql in rows}
        return [guard for guard in guards(connection) if made.get(guard.name) != guard.statement]
    rows = connection.execute(text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"))
    made = set(rows.scalars())
    return [guard for guard in guards(connection) if guard.name not in made]


def put_back(connection: Connection) -> list[str]:
    """Make again those that are missing; returns their names."""
    gone = missing(connection)
    for guard in gone:
        on = "" if connection.dialect.name == "sqlite" else f" ON {guard.table}"
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {guard.name}{on}")
        connection.exec_driver_sql(guard.statement)
    return [guard.name for guard in gone]
