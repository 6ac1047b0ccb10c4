"""The two doors of the database: many that read, one that writes.

On SQLite only the writer's connection writes and checkpoints: the library that Python 3.11 links (3.40.1) can
corrupt a WAL when two connections do so at the same instant (fixed in 3.51.3), and a reader that cannot write
cannot hurt. An authoriser keeps the append-only triggers from being dropped through the product.
"""

import fcntl
import logging
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.pool import NullPool

from cell.prepared import Prepared

SOUND = (3, 51, 3)
WAIT_MS = 5_000
# What never changes once written, and what never goes: facts go by a redaction, which a trigger checks.
FIXED = frozenset({"entries", "facts", "deeds"})
KEPT = frozenset({"entries", "deeds"})
# What a connection may do once it is set up: ask, and write rows. Everything else is a migration's, or an attack.
DEEDS = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_RECURSIVE,
        sqlite3.SQLITE_INSERT,
        sqlite3.SQLITE_UPDATE,
        sqlite3.SQLITE_DELETE,
        sqlite3.SQLITE_TRANSACTION,
        sqlite3.SQLITE_SAVEPOINT,
        sqlite3.SQLITE_PRAGMA,
    }
)
# Pragmas that take an argument and only answer, and those that act without one.
ASKING = frozenset({"table_info", "table_xinfo", "index_list", "index_info", "integrity_check", "quick_check"})
ACTING = frozenset({"wal_checkpoint", "optimize", "incremental_vacuum", "shrink_memory"})
_BEGIN = Prepared(text("BEGIN IMMEDIATE"))
_diary = logging.getLogger(__name__)


class Store:
    """The database of one process. `writer` is the only engine that may write; it holds one connection."""

    def __init__(self, url: str | URL):
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        # Connections move between greenlets and the writer's thread, one user at a time.
        args = {"check_same_thread": False} if self.is_sqlite else {}
        self.reader: Engine = create_engine(self.url, pool_size=8, max_overflow=64, connect_args=args)
        still = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        self._apart: Engine = create_engine(self.url, poolclass=NullPool, connect_args=args, **still)
        self.writer: Engine = create_engine(self.url, poolclass=NullPool, connect_args=args)
        if self.is_sqlite:
            event.listen(self.reader, "connect", _on_reader)
            event.listen(self._apart, "connect", _on_reader)
            event.listen(self._apart, "begin", begin_still)
            event.listen(self.writer, "connect", _on_writer)
            event.listen(self.writer, "begin", _begin_immediate)

    @contextmanager
    def reading_apart(self) -> Generator[Connection, None, None]:
        """A connection for one long reading: it shares nothing with those of the loop, and sees one instant throughout.

        What is written meanwhile is not in it: a reading in several steps would else be of a state that never was.
        """
        with self._apart.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Generator[None, None, None]:
        """Hold the gate through which every write and checkpoint of the file goes, in whatever process.

        The operator's commands may write while a server runs: two connections at once is what the WAL bug needs.
        """
        if self.path is None:
            yield
            return
        with open(f"{self.path}.gate", "a") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            yield

    def bring_home(self, connection: Connection) -> bool:
        """Bring the WAL home and empty it, so that what was redacted is not readable there either.

        False while somebody reads what is older: nobody waits for them, it is to be tried again.
        """
        if not self.is_sqlite:
            return True
        raw: Any = connection.connection.driver_connection
        raw.set_authorizer(None)  # nobody else may ask for this
        try:
            raw.execute("PRAGMA busy_timeout=0")
            [(is_busy, _pages, _home)] = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            raw.execute(f"PRAGMA busy_timeout={WAIT_MS}")
            raw.set_authorizer(_guard)
        return not is_busy

    @cached_property
    def path(self) -> Path | None:
        """The SQLite file, or None for a server or a database in memory."""
        name = self.url.database
        return Path(name) if self.is_sqlite and name and name != ":memory:" else None

    @contextmanager
    def reading(self) -> Generator[Connection, None, None]:
        """A connection that cannot write, given back at the end of the block. Never wait for others inside it."""
        with self.reader.connect() as connection:
            yield connection

    def close(self) -> None:
        """Give every connection back."""
        self.reader.dispose()
        self.writer.dispose()


def warn_if_unsound() -> None:
    """Say which SQLite this is, and warn where its WAL bug is not mended."""
    if sqlite3.sqlite_version_info < SOUND:
        _diary.warning(
            "SQLite %s can corrupt a WAL that two connections write at once (mended in 3.51.3); "
            "only one connection writes here",
            sqlite3.sqlite_version,
        )


def _on_reader(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    _settings(connection)
    connection.execute("PRAGMA wal_autocheckpoint=0")
    connection.execute("PRAGMA query_only=ON")
    connection.set_authorizer(_guard)


def _on_writer(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # BEGIN is ours, see _begin_immediate
    _settings(connection)
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("PRAGMA recursive_triggers=ON")  # without it INSERT OR REPLACE walks past the delete trigger
    connection.set_authorizer(_guard)


def _settings(connection: sqlite3.Connection) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={WAIT_MS}"):
        connection.execute(f"PRAGMA {pragma}")


def begin_still(connection: Connection) -> None:
    """Begin a reading of several steps on SQLite: all of them see what the first of them sees."""
    connection.exec_driver_sql("BEGIN")


def _begin_immediate(connection: Connection) -> None:
    _BEGIN.rows(connection, {})


def _guard(deed: int, first: str | None, second: str | None, _schema: str | None, _source: str | None) -> int:
    """Ask the authoriser of SQLite: called once for each statement that is prepared, not for each that runs."""
    if deed not in DEEDS:
        return sqlite3.SQLITE_DENY
    if deed == sqlite3.SQLITE_PRAGMA:  # SQLite hands the name on as it was written
        name = (first or "").lower()
        if name in ACTING or (second is not None and name not in ASKING):
            return sqlite3.SQLITE_DENY
    if deed == sqlite3.SQLITE_UPDATE and first in FIXED:
        return sqlite3.SQLITE_DENY
    if deed == sqlite3.SQLITE_DELETE and first in KEPT:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK
