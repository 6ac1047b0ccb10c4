"""Reading entries back. A redacted entry comes with what its redaction kept; its words are nowhere."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, and_, func, select

from cell.kinds import KINDS, Entry, Facts, facts_of
from cell.kinds.journal import EntryRedacted
from cell.tables import cells, entries, facts, touches

PAGE = 2_000


def select_entries(cell: str, after: int = 0, upto: int | None = None) -> Any:
    """The statement for a cell's entries after a number, up to another if given, with salt and body (or null)."""
    statement = (
        select(entries, facts.c.salt, facts.c.body)
        .join_from(entries, facts, and_(facts.c.cell == entries.c.cell, facts.c.seq == entries.c.seq), isouter=True)
        .where(entries.c.cell == cell, entries.c.seq > after)
        .order_by(entries.c.seq)
    )
    return statement if upto is None else statement.where(entries.c.seq <= upto)


def read_entries(
    connection: Connection, cell: str, after: int = 0, limit: int | None = None, upto: int | None = None
) -> list[Entry]:
    """Entries of ONE cell with after < seq (≤ upto), ascending and gapless, `limit` at most."""
    statement = select_entries(cell, after, upto)
    if limit is not None:
        statement = statement.limit(limit)
    rows = connection.execute(statement).all()
    return _entries(connection, cell, rows)


def walk_entries(connection: Connection, cell: str, after: int = 0, upto: int | None = None) -> Iterator[Entry]:
    """The same, a page at a time, for journals too long to hold."""
    while True:
        page = read_entries(connection, cell, after, PAGE, upto)
        yield from page
        if len(page) < PAGE:
            return
        after = page[-1].seq


def entries_about(connection: Connection, cell: str, ref: str, limit: int = 500) -> list[Entry]:
    """The last entries that touched a row, ascending."""
    numbers = (
        select(touches.c.seq)
        .where(touches.c.cell == cell, touches.c.ref == ref)
        .order_by(touches.c.seq.desc())
        .limit(limit)
    )
    statement = select_entries(cell).where(entries.c.seq.in_(numbers.scalar_subquery()))
    return _entries(connection, cell, connection.execute(statement).all())


def refs_touched(connection: Connection, cell: str, after: int, upto: int | None = None) -> list[str]:
    """The refs that entries after a number (up to another) touched, each once, in the order they were first touched."""
    statement = select(touches.c.ref).where(touches.c.cell == cell, touches.c.seq > after).group_by(touches.c.ref)
    if upto is not None:
        statement = statement.where(touches.c.seq <= upto)
    return list(connection.scalars(statement.order_by(func.min(touches.c.seq), touches.c.ref)))


def head_of(connection: Connection, cell: str) -> int | None:
    """The number of a cell's last entry, or None where there is no such cell."""
    return connection.scalar(select(cells.c.seq).where(cells.c.id == cell))


def heads_of(connection: Connection, wanted: list[str]) -> dict[str, tuple[int, str]]:
    """The last number and the stream of some cells."""
    statement = select(cells.c.id, cells.c.seq, cells.c.stream).where(cells.c.id.in_(wanted))
    return {row.id: (row.seq, row.stream) for row in connection.execute(statement)}


def stream_of(connection: Connection, cell: str) -> str | None:
    """The stream of a cell, or None where there is no such cell."""
    return connection.scalar(select(cells.c.stream).where(cells.c.id == cell))


def count_entries(connection: Connection) -> int:
    """How many entries the database holds, over all cells."""
    return connection.scalar(select(func.count()).select_from(entries)) or 0


def _entries(connection: Connection, cell: str, rows: Sequence[Any]) -> list[Entry]:
    kept: dict[int, dict[str, Any]] = {}
    if any(row.body is None for row in rows):
        kept = kept_parts(connection, cell)
    return [entry_of(row, kept.get(row.seq)) for row in rows]


def entry_of(row: Any, kept: dict[str, Any] | None) -> Entry:
    """The entry of a row; `kept` is what its redaction kept, where its facts are gone."""
    said: Facts
    if row.body is not None:
        said = facts_of(row.kind, row.body)
    elif kept is None:
        raise ValueError(f"entry {row.seq} has neither facts nor a redaction")
    else:
        said = msgspec.convert(kept, KINDS[row.kind])
    return Entry(row.cell, row.seq, row.at, row.by, row.kind, said, row.key, row.clearance, row.sum, row.digest)


def kept_parts(connection: Connection, cell: str) -> dict[int, dict[str, Any]]:
    """What the redactions of a cell kept, by the number of the redacted entry."""
    statement = (
        select(entries.c.seq, facts.c.body)
        .join_from(entries, facts, and_(facts.c.cell == entries.c.cell, facts.c.seq == entries.c.seq), isouter=True)
        .where(entries.c.cell == cell, entries.c.kind == "entry.redacted")
        .order_by(entries.c.seq.desc())
    )
    kept: dict[int, dict[str, Any]] = {}
    for seq, body in connection.execute(statement):
        # A redaction may itself have lost its reason: then what it kept was kept by the one after it.
        said = kept.get(seq) if body is None else _read(body)
        if said is not None:
            kept[said["entry"]] = said.get("kept", {})
    return kept


def _read(body: str) -> dict[str, Any] | None:
    """A redaction's facts, or None where somebody spoilt them: what it redacted then has neither words nor reason."""
    try:
        return msgspec.to_builtins(msgspec.json.decode(body, type=EntryRedacted))
    except msgspec.MsgspecError:
        return None
