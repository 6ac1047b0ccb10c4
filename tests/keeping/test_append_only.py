"""The journal cannot be changed through either of the app's connections: not one statement succeeds."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from cell.journal.verify import verify
from tests.cast import World

ENTRY = "cell, seq, at, by, kind, key, clearance, sum, digest"
COPY = f"SELECT {ENTRY.replace('digest', repr('x'))} FROM entries WHERE seq = 3"
CHANGES = [
    "UPDATE entries SET kind = 'aim.set' WHERE seq = 3",
    "UPDATE entries SET seq = seq + 100",
    "UPDATE OR REPLACE entries SET seq = 3 WHERE seq = 4",
    "UPDATE facts SET body = '{}' WHERE seq = 3",
    "UPDATE facts SET seq = 99 WHERE seq = 3",
    "UPDATE OR REPLACE facts SET seq = 3 WHERE seq = 4",
    "DELETE FROM entries",
    "DELETE FROM entries WHERE seq = 5",
    "DELETE FROM facts",
    "DELETE FROM facts WHERE seq = 3",
    f"INSERT OR REPLACE INTO entries {COPY}",
    f"REPLACE INTO entries ({ENTRY}) {COPY}",
    f"INSERT INTO entries {COPY} ON CONFLICT (cell, seq) DO UPDATE SET digest = excluded.digest",
    f"INSERT INTO entries {COPY.replace('seq,', '9 AS seq,', 1)}",
    "INSERT OR REPLACE INTO facts SELECT cell, seq, 'salt', '{}', NULL FROM facts WHERE seq = 3",
    "REPLACE INTO facts SELECT cell, seq, 'salt', '{}', NULL FROM facts",
    "INSERT INTO facts SELECT cell, seq, salt, '{}', NULL FROM facts WHERE seq = 3"
    " ON CONFLICT (cell, seq) DO UPDATE SET body = excluded.body",
    "INSERT INTO facts SELECT cell, 9, salt, '{}', NULL FROM facts WHERE seq = 3",
]
SCHEMES = [
    *(f"DROP TABLE {table}" for table in ("entries", "facts", "touches")),
    *(f"DROP TRIGGER {name}" for name in ("entries_no_update", "entries_no_delete", "entries_no_gap")),
    *(f"DROP TRIGGER {name}" for name in ("facts_no_update", "facts_no_delete", "facts_no_return")),
    "ALTER TABLE entries RENAME TO old",
    "ALTER TABLE entries ADD COLUMN note TEXT",
    "ALTER TABLE facts DROP COLUMN salt",
    "ALTER TABLE facts RENAME COLUMN body TO words",
    "CREATE TABLE more (a)",
    "CREATE TEMP TABLE entries (a)",
    "CREATE TEMP VIEW facts AS SELECT 1",
    "CREATE TRIGGER more BEFORE INSERT ON entries BEGIN SELECT RAISE(IGNORE); END",
    "CREATE TEMP TRIGGER more BEFORE INSERT ON main.entries BEGIN SELECT RAISE(IGNORE); END",
    "CREATE VIRTUAL TABLE more USING fts5(a)",
    "DELETE FROM sqlite_master",
    "UPDATE sqlite_master SET sql = '' WHERE name = 'entries_no_update'",
    "ATTACH ':memory:' AS other",
    "VACUUM INTO 'elsewhere.db'",
]
PRAGMAS = [
    "writable_schema = ON",
    "Writable_Schema = 1",
    "main.writable_schema = ON",
    "recursive_triggers = OFF",
    "RECURSIVE_TRIGGERS(0)",
    "trusted_schema = ON",
    "query_only = OFF",
    "Query_Only = OFF",
    "foreign_keys = OFF",
    "ignore_check_constraints = ON",
    "journal_mode = OFF",
    "synchronous = OFF",
    "secure_delete = OFF",
    "locking_mode = EXCLUSIVE",
    "legacy_alter_table = ON",
    "schema_version = 99",
    "mmap_size = 1000000",
]
# What a test tells apart: the writer's door and the readers'.
DOORS = ("writer", "reader")


@contextmanager
def door(world: World, which: str) -> Iterator[Connection]:
    """One of the app's own connections, as the app opens it."""
    engine = world.house.store.writer if which == "writer" else world.house.store.reader
    with engine.connect() as connection:
        yield connection


def journal_of(world: World) -> str:
    """A digest of every value of the journal, its salts and its triggers."""
    statements = ("SELECT * FROM entries", "SELECT * FROM facts", "SELECT type, name, sql FROM sqlite_master")
    with world.house.store.reading() as connection:
        rows = [list(map(tuple, connection.execute(text(f"{one} ORDER BY 1, 2")))) for one in statements]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def attempt(connection: Connection, statement: str) -> None:
    """Carry a statement out and commit, past the ORM."""
    raw: Any = connection.connection.dbapi_connection
    try:
        raw.execute(statement)
    finally:
        if raw.in_transaction:
            raw.execute("COMMIT")


@pytest.mark.parametrize("which", DOORS)
@pytest.mark.parametrize("statement", [*CHANGES, *SCHEMES])
def test_no_statement_changes_the_journal_or_its_guards(world: World, which: str, statement: str):
    before = journal_of(world)
    with door(world, which) as connection, pytest.raises(Exception, match="authoriz|only|never|gap|may not"):
        attempt(connection, statement)
    assert journal_of(world) == before
    with world.house.store.reading() as connection:
        assert verify(connection, world.cell).seq == world.seq


@pytest.mark.parametrize("which", DOORS)
@pytest.mark.parametrize("pragma", PRAGMAS)
def test_no_pragma_opens_a_way_round(world: World, which: str, pragma: str):
    with door(world, which) as connection, pytest.raises(DatabaseError, match="not authorized"):
        connection.exec_driver_sql(f"PRAGMA {pragma}")


def test_a_reader_never_brings_the_wal_home(world: World):
    with door(world, "reader") as connection, pytest.raises(DatabaseError, match="not authorized"):
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


@pytest.mark.parametrize("which", DOORS)
def test_a_pragma_that_only_asks_is_answered(world: World, which: str):
    with door(world, which) as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "secure_delete")
        }
        connection.rollback()
    assert told["journal_mode"] == "wal"
    assert (told["synchronous"], told["foreign_keys"]) == (2, 1)
    if which == "writer":
        assert (told["recursive_triggers"], told["secure_delete"]) == (1, 1)


def test_facts_go_only_with_their_redaction_and_never_come_back(world: World):
    seq = world.act("alice", "set_aim", text="mot de passe de Paul").seq
    with door(world, "writer") as connection:
        [salt, body] = connection.execute(text("SELECT salt, body FROM facts WHERE seq = :seq"), {"seq": seq}).one()
        connection.rollback()
    world.act("alice", "redact_entry", entry=seq, reason="secret")
    before = journal_of(world)
    values = {"cell": world.cell, "seq": seq, "salt": salt, "body": body}
    with door(world, "writer") as connection, pytest.raises(DatabaseError, match="end"), connection.begin():
        connection.execute(text("INSERT INTO facts VALUES (:cell, :seq, :salt, :body, NULL)"), values)
    # The redaction speaks of one entry only: no other loses its facts by it, nor does the redaction itself.
    for other in (seq - 1, seq + 1):
        with door(world, "writer") as connection, pytest.raises(DatabaseError, match="redaction"), connection.begin():
            connection.execute(text("DELETE FROM facts WHERE seq = :seq"), {"seq": other})
    assert journal_of(world) == before
