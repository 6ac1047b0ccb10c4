"""Backing up, restoring and beginning anew a SQLite database: the whole of it, proved, or nothing."""

import fcntl
import os
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, create_engine, event, inspect, select, update
from sqlalchemy.pool import NullPool

from cell import outbox
from cell.db import begin_still
from cell.errors import Damaged
from cell.journal.verify import Proof, verify_all
from cell.tables import cells


class NotRestored(Exception):
    """Why a backup was not taken or not put back: one line."""


def back_up(source: Path, target: Path) -> list[Proof]:
    """Copy a live database with SQLite's own backup, check the copy, prove every journal in it, then name it.

    Holds everything that was acknowledged before it began. Raises NotRestored or Damaged; then there is no file.
    """
    if target.exists():
        raise NotRestored(f"{target} is already there")
    if not source.exists():
        raise NotRestored(f"{source} is not there")
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        _copy(source, part)
        proofs = prove_file(part)
        _sync(part)
        part.rename(target)
        _sync(target.parent)
    finally:
        for name in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
            name.unlink(missing_ok=True)
    return proofs


def _copy(source: Path, target: Path) -> None:
    live = _read_only(source)
    copy = sqlite3.connect(target)
    try:
        live.execute("PRAGMA query_only=ON")
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a WAL beside it
        copy.commit()
    finally:
        copy.close()
        live.close()


def _read_only(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, whatever signs the path has in it."""
    return sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True)


def prove_file(path: Path) -> list[Proof]:
    """Check a database file and prove every journal in it. Raises NotRestored or Damaged."""
    if not path.exists():
        raise NotRestored(f"{path} is not there")
    engine = create_engine("sqlite://", creator=lambda: _read_only(path), poolclass=NullPool)
    event.listen(engine, "begin", begin_still)  # a server may be writing in it
    try:
        with engine.connect() as connection:
            return _prove(connection, path)
    except Damaged:
        raise
    except Exception as fault:
        raise NotRestored(f"{path} is not a database of Crisis Cell ({type(fault).__name__})") from None
    finally:
        engine.dispose()


def _prove(connection: Connection, path: Path) -> list[Proof]:
    found = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    if found != "ok":
        raise NotRestored(f"{path} is damaged: {found}")
    return verify_all(connection)


def restore(source: Path, target: Path) -> tuple[list[Proof], Path | None]:
    """Put a backup in the place of the database. Refused while a server holds it, and for a file that does not hold.

    The former database is kept beside: its name is returned. Every cell gets a new stream: screens that lived on see
    that what they know is void.
    """
    proofs = prove_file(source)
    target.parent.mkdir(parents=True, exist_ok=True)
    with Path(f"{target}.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise NotRestored(f"a server works on {target}: stop it first") from None
        part = target.with_name(target.name + ".part")
        part.unlink(missing_ok=True)
        _copy(source, part)
        _new_streams(part)
        _keep_shut(part, target)
        _sync(part)
        aside = _set_aside(target)
        part.replace(target)  # at once: there is never a moment without a database
        _sync(target.parent)
    return proofs, aside


def _new_streams(path: Path) -> None:
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(path))
    with engine.begin() as connection:
        for cell in list(connection.scalars(select(cells.c.id))):
            connection.execute(update(cells).where(cells.c.id == cell).values(stream=secrets.token_urlsafe(12)[:16]))
        if inspect(connection).has_table("outbox"):
            outbox.settle(connection)
    engine.dispose()


SHUT = (("accounts", "email", "disabled_at"), ("sign_ins", "secret", "ended_at"), ("tokens", "secret", "ended_at"))


def _keep_shut(path: Path, former: Path) -> None:
    """Keep shut in a restored database the doors that were shut since it was copied, as the former one knows them."""
    if not former.exists():
        return
    with closing(sqlite3.connect(path)) as restored, closing(sqlite3.connect(former)) as known:
        for table, name, end in SHUT:
            try:
                shut = known.execute(f"SELECT {end}, {name} FROM {table} WHERE {end} IS NOT NULL").fetchall()
            except sqlite3.DatabaseError:
                continue  # it is no database any more: it cannot tell
            restored.executemany(f"UPDATE {table} SET {end} = COALESCE({end}, ?) WHERE {name} = ?", shut)
        restored.commit()


def _set_aside(target: Path) -> Path | None:
    """Give the former database a second name beside it, with all its entries; returns that name."""
    if not target.exists():
        return None
    try:
        # Bring the WAL home first: without it the file set aside would lack its last entries.
        connection = sqlite3.connect(target)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
    except sqlite3.DatabaseError:
        pass  # it is no database any more, which may be why a backup is put back
    names = (target.with_name(f"{target.name}.before-restore{ending}") for ending in ("", *range(2, 1000)))
    aside = next(name for name in names if not name.exists())
    os.link(target, aside)
    for ending in ("-wal", "-shm"):
        stale = Path(f"{target}{ending}")
        if stale.exists():
            stale.rename(f"{aside}{ending}")
    return aside


# What belongs to the organisation, and outlives the cells of a database. Everything else is a cell's.
CARRIED = (
    *("accounts", "sign_ins", "tokens", "factors", "recovery_codes", "guesses"),
    *("departments", "levels", "playbooks", "deeds", "settings", "outlets"),
)


def carry_over(former: Path, fresh: Path) -> None:
    """Bring the organisation into a fresh database of the same revision: people, departments, deeds… but no cell."""
    with closing(sqlite3.connect(f"file:{quote(str(fresh.resolve()))}", uri=True)) as connection:
        connection.execute("ATTACH ? AS former", (f"file:{quote(str(former.resolve()))}?mode=ro",))
        with connection:
            for table in CARRIED:
                names = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})"))
                if table != "deeds":  # those are nobody's to delete, and a fresh database has none
                    connection.execute(f"DELETE FROM main.{table}")
                connection.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM former.{table}")
        broken = connection.execute("PRAGMA main.foreign_key_check").fetchall()
    if broken:
        raise NotRestored(f"{former} names what it does not hold: {broken[0]}")


def take_place(part: Path, target: Path) -> list[Proof]:
    """Prove a database and put it in the place of another, which goes for good. Nobody may have either open."""
    for path in (part, target):
        _close_wal(path)
    proofs = prove_file(part)
    _sync(part)
    for ending in ("-wal", "-shm"):
        Path(f"{target}{ending}").unlink(missing_ok=True)  # all of it is in the file by now
    part.replace(target)
    _sync(target.parent)
    return proofs


def _close_wal(path: Path) -> None:
    """Have all of a database in its file. The WAL of one would be read into the other otherwise."""
    with closing(sqlite3.connect(path)) as connection:
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise NotRestored(f"somebody else has {path} open")


def _sync(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk itself."""
    descriptor = os.open(path, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
