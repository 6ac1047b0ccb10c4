"""What somebody who holds the file could do to it: each tampering changes the entry of a number in a bare copy."""

import json
import sqlite3
from collections.abc import Callable
from typing import Any

from cell.journal.chain import canonical, digest_of, sum_of
from cell.kinds import facts_of, kept_of

CELL = "ctest"
HEADER = ("cell", "seq", "at", "by", "kind", "key", "clearance", "sum")
Tamper = Callable[[sqlite3.Connection, int], Any]


def set_to(table: str, column: str, value: str) -> Tamper:
    """Change one column of one row, by an SQL expression that gives another value."""
    statement = f"UPDATE {table} SET {column} = {value} WHERE cell = ? AND seq = ?"
    return lambda connection, seq: connection.execute(statement, (CELL, seq))


def swapped(connection: sqlite3.Connection, seq: int) -> None:
    """Two neighbours change places, in the journal and in the facts."""
    for table in ("entries", "facts"):
        for old, new in ((seq, -1), (seq + 1, seq), (-1, seq + 1)):
            connection.execute(f"UPDATE {table} SET seq = ? WHERE cell = ? AND seq = ?", (new, CELL, old))


def deleted(connection: sqlite3.Connection, seq: int) -> None:
    for table in ("entries", "facts"):
        connection.execute(f"DELETE FROM {table} WHERE cell = ? AND seq = ?", (CELL, seq))


def closed_up(connection: sqlite3.Connection, seq: int) -> None:
    """An entry is taken out and those after it move up, so that no number is missing."""
    deleted(connection, seq)
    for table in ("entries", "facts"):
        for [other] in list(connection.execute(f"SELECT seq FROM {table} WHERE cell = ? AND seq > ?", (CELL, seq))):
            connection.execute(f"UPDATE {table} SET seq = ? WHERE cell = ? AND seq = ?", (other - 1, CELL, other))


def doubled(connection: sqlite3.Connection, seq: int) -> None:
    """An entry is written once more, at the end."""
    last = connection.execute("SELECT max(seq) FROM entries WHERE cell = ?", (CELL,)).fetchone()[0]
    connection.execute(
        "INSERT INTO entries SELECT cell, ?, at, by, kind, NULL, clearance, sum, digest FROM entries"
        " WHERE cell = ? AND seq = ?",
        (last + 1, CELL, seq),
    )
    connection.execute(
        "INSERT INTO facts SELECT cell, ?, salt, body, asked FROM facts WHERE cell = ? AND seq = ?",
        (last + 1, CELL, seq),
    )


def cut(connection: sqlite3.Connection, seq: int) -> None:
    """Everything from an entry on is gone, and what was only counted from it."""
    for table in ("entries", "facts", "touches", "words"):
        connection.execute(f"DELETE FROM {table} WHERE cell = ? AND seq >= ?", (CELL, seq))


def moved(connection: sqlite3.Connection, seq: int) -> None:
    """An entry is put at the end of another cell."""
    last = connection.execute("SELECT max(seq) FROM entries WHERE cell = 'cother'").fetchone()[0]
    for table in ("entries", "facts"):
        connection.execute(
            f"UPDATE {table} SET cell = 'cother', seq = ? WHERE cell = ? AND seq = ?", (last + 1, CELL, seq)
        )


def chained(connection: sqlite3.Connection, cell: str) -> None:
    """The digests of a cell are made anew, from the first to the last."""
    connection.row_factory = sqlite3.Row
    former = "0" * 64
    for row in list(connection.execute("SELECT * FROM entries WHERE cell = ? ORDER BY seq", (cell,))):
        former = digest_of(former, **{name: row[name] for name in HEADER})
        connection.execute("UPDATE entries SET digest = ? WHERE cell = ? AND seq = ?", (former, cell, row["seq"]))


def rehashed(connection: sqlite3.Connection, seq: int) -> None:
    """An entry says something else, and its digest and all that follow are made anew; the register is not."""
    connection.row_factory = sqlite3.Row
    [salt, body] = connection.execute("SELECT salt, body FROM facts WHERE cell = ? AND seq = ?", (CELL, seq)).fetchone()
    said = json.loads(body)
    name = next((name for name, value in said.items() if isinstance(value, str)), next(iter(said)))
    said[name] = said[name] + ("x" if isinstance(said[name], str) else 1)
    body = canonical(said).decode()
    connection.execute("UPDATE facts SET body = ? WHERE cell = ? AND seq = ?", (body, CELL, seq))
    [kind] = connection.execute("SELECT kind FROM entries WHERE cell = ? AND seq = ?", (CELL, seq)).fetchone()
    total = sum_of(salt, body.encode(), canonical(kept_of(facts_of(kind, body))))
    connection.execute("UPDATE entries SET sum = ? WHERE cell = ? AND seq = ?", (total, CELL, seq))
    chained(connection, CELL)


def planted(connection: sqlite3.Connection, seq: int) -> None:
    """Facts are put where the journal has no entry."""
    connection.execute("INSERT INTO facts VALUES (?, ?, 'salt', '{}', NULL)", (CELL, seq + 1000))


FLIPPED = "substr({0}, 1, 20) || CASE substr({0}, 21, 1) WHEN '0' THEN '1' ELSE '0' END || substr({0}, 22)"
TAMPERINGS: dict[str, Tamper] = {
    "entries.cell": set_to("entries", "cell", "'cnobody'"),
    "entries.seq": set_to("entries", "seq", "seq + 1000"),
    "entries.at": set_to(
        "entries", "at", "substr(at, 1, 20) || CASE substr(at, 21, 1) WHEN '0' THEN '1Z' ELSE '0Z' END"
    ),
    "entries.by": set_to("entries", "by", "COALESCE(by, 0) + 1"),
    "entries.kind": set_to("entries", "kind", "CASE kind WHEN 'aim.set' THEN 'task.resumed' ELSE 'aim.set' END"),
    "entries.kind unknown": set_to("entries", "kind", "'task.vanished'"),
    "entries.key": set_to("entries", "key", "COALESCE(key, '') || 'x'"),
    "entries.clearance": set_to("entries", "clearance", "CASE clearance WHEN 'cell' THEN 'restricted' ELSE 'cell' END"),
    "entries.sum": set_to("entries", "sum", FLIPPED.format("sum")),
    "entries.digest": set_to("entries", "digest", FLIPPED.format("digest")),
    "entries.at as bytes": set_to("entries", "at", "CAST(at AS BLOB)"),
    "swapped": swapped,
    "deleted": deleted,
    "closed up": closed_up,
    "doubled": doubled,
    "cut": cut,
    "moved": moved,
    "planted": planted,
}
ON_FACTS: dict[str, Tamper] = {
    "facts.body": set_to("facts", "body", "replace(body, '\"', '\" ')"),
    "facts.body emptied": set_to("facts", "body", "'{}'"),
    "facts.body no JSON": set_to("facts", "body", "'words'"),
    "facts.body as bytes": set_to("facts", "body", "CAST(body AS BLOB)"),
    "facts.salt": set_to("facts", "salt", FLIPPED.format("salt")),
    "facts.seq": set_to("facts", "seq", "seq + 1000"),
    "facts.cell": set_to("facts", "cell", "'cthird'"),
    "facts gone": lambda connection, seq: connection.execute(
        "DELETE FROM facts WHERE cell = ? AND seq = ?", (CELL, seq)
    ),
    "rehashed": rehashed,
}
