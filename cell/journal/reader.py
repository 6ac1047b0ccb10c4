"""Reading entries back. A redacted entry comes with what its redaction kept; its words are nowhere."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, and_, bindparam, func, literal_column, select, text

from cell.kinds import KINDS, Entry, Facts, facts_of
from cell.kinds.journal import EntryRedacted
from cell.prepared import Prepared
from cell.tables import cells, entries, facts, touches

PAGE = 2_000
LAST = 2**31 - 1

# Made once: SQLAlchemy takes longer to build a statement than SQLite to answer it.
_WITH_FACTS = select(entries, facts.c.salt, facts.c.body).join_from(
    entries, facts, and_(facts.c.cell == entries.c.cell, facts.c.seq == entries.c.seq), isouter=True
)
_SPAN = (
    _WITH_FACTS.where(
        entries.c.cell == bindparam("cell"),
        entries.c.seq > bindparam("after"),
        entries.c.seq <= bindparam("upto"),
    )
    .order_by(entries.c.seq)
    .limit(bindparam("most"))
)
_ABOUT = _WITH_FACTS.where(
    entries.c.cell == bindparam("cell"),
    entries.c.seq.in_(
        select(touches.c.seq)
        .where(
            touches.c.cell == bindparam("cell"), touches.c.ref == bindparam("ref"), touches.c.seq > bindparam("after")
        )
        .order_by(touches.c.seq.desc())
        .limit(bindparam("most"))
        .scalar_subquery()
    ),
).order_by(entries.c.seq)
_TOUCHED = (
    select(touches.c.ref)
    .where(
        touches.c.cell == bindparam("cell"),
        touches.c.seq > bindparam("after"),
        touches.c.seq <= bindparam("upto"),
    )
    .order_by(touches.c.seq, touches.c.ref)
)
_KEYS = Prepared(text("SELECT key, seq, by FROM entries WHERE cell = :cell AND key = ANY(:keys)"))
_KEYS_SQLITE = Prepared(
    text("SELECT e.key, e.seq, e.by FROM json_each(:keys) k CROSS JOIN entries e ON e.cell = :cell AND e.key = k.value")
)
_REDACTIONS = (
    select(entries.c.seq, facts.c.body)
    .join_from(entries, facts, and_(facts.c.cell == entries.c.cell, facts.c.seq == entries.c.seq), isouter=True)
    # By the index of redactions: a bare comparison of the cell would make SQLite walk the whole of it.
    .where(func.coalesce(entries.c.cell, "") == bindparam("cell"), entries.c.kind == literal_column("'entry.redacted'"))
    .order_by(entries.c.seq.desc())
)
_LAST_WRITTEN = (
    select(entries.c.by, func.max(entries.c.at).label("at"))
    .where(entries.c.cell == bindparam("cell"), entries.c.by.is_not(None))
    .group_by(entries.c.by)
)
_SEATED = _WITH_FACTS.where(
    entries.c.cell == bindparam("cell"), entries.c.kind == literal_column("'department.added'")
).order_by(entries.c.seq)
_KIND = _WITH_FACTS.where(
    entries.c.cell == bindparam("cell"), entries.c.seq > bindparam("after"), entries.c.kind == bindparam("kind")
).order_by(entries.c.seq)
_OTHERS = _WITH_FACTS.where(
    entries.c.cell == bindparam("cell"), entries.c.seq <= bindparam("upto"), entries.c.kind != bindparam("kind")
).order_by(entries.c.seq)
_BODIES = (
    select(entries.c.seq, facts.c.body)
    .join_from(entries, facts, and_(facts.c.cell == entries.c.cell, facts.c.seq == entries.c.seq), isouter=True)
    .where(entries.c.cell == bindparam("cell"), entries.c.seq <= bindparam("upto"), entries.c.kind == bindparam("kind"))
    .order_by(entries.c.seq)
)
# One text in place of many thousand rows: SQLite makes it in half the time that Python takes to be handed them.
_LISTED_SQLITE = text(
    """SELECT '[' || group_concat(one) || ']', count(one) = count(*) FROM (
    SELECT '{"entry":' || e.seq || ',' || substr(f.body, 2) AS one
    FROM entries e LEFT JOIN facts f ON f.cell = e.cell AND f.seq = e.seq
    WHERE e.cell = :cell AND e.seq <= :upto AND e.kind = :kind ORDER BY e.seq)"""
)
_LAST_BEFORE = select(func.max(entries.c.seq)).where(
    entries.c.cell == bindparam("cell"), entries.c.at <= bindparam("until")
)
_HEADS = select(cells.c.id, cells.c.seq, cells.c.stream).where(cells.c.id.in_(bindparam("wanted", expanding=True)))


def read_entries(
    connection: Connection, cell: str, after: int = 0, limit: int | None = None, upto: int | None = None
) -> list[Entry]:
    """Entries of ONE cell with after < seq (≤ upto), ascending and gapless, `limit` at most."""
    rows = connection.execute(_SPAN, span(cell, after, limit, upto)).all()
    return _entries(connection, cell, rows)


def select_entries() -> Any:
    """The statement for a span of a cell's entries, with salt and body (or null); its values are made by `span`."""
    return _SPAN


def span(cell: str, after: int = 0, limit: int | None = None, upto: int | None = None) -> dict[str, Any]:
    """The values of `select_entries`: after < seq ≤ upto, `limit` at most."""
    return {"cell": cell, "after": after, "upto": LAST if upto is None else upto, "most": limit or LAST}


def walk_entries(connection: Connection, cell: str, after: int = 0, upto: int | None = None) -> Iterator[Entry]:
    """The same, a page at a time, for journals too long to hold."""
    while True:
        page = read_entries(connection, cell, after, PAGE, upto)
        yield from page
        if len(page) < PAGE:
            return
        after = page[-1].seq


def entries_about(connection: Connection, cell: str, ref: str, limit: int = 500, after: int = 0) -> list[Entry]:
    """The last entries after a number that touched a row, ascending."""
    rows = connection.execute(_ABOUT, {"cell": cell, "ref": ref, "most": limit, "after": after}).all()
    return _entries(connection, cell, rows)


def refs_touched(connection: Connection, cell: str, after: int, upto: int | None = None) -> list[str]:
    """The refs that entries after a number (up to another) touched, each once, in the order they were first touched."""
    values = {"cell": cell, "after": after, "upto": LAST if upto is None else upto}
    return list(dict.fromkeys(connection.scalars(_TOUCHED, values)))


def keys_used(connection: Connection, cell: str, keys: list[str]) -> dict[str, tuple[int, int | None]]:
    """Those of some keys that entries of a cell already bear: the entry's number and its author."""
    if connection.dialect.name == "sqlite":
        # Given a list, SQLite would rather walk the whole cell than look each key up.
        rows = _KEYS_SQLITE.rows(connection, {"cell": cell, "keys": msgspec.json.encode(keys).decode()})
    else:
        rows = _KEYS.rows(connection, {"cell": cell, "keys": keys})
    return {key: (seq, by) for key, seq, by in rows}


def last_written(connection: Connection, cell: str) -> dict[int, str]:
    """When each author of a cell wrote their last entry. It reads the whole cell: do it apart."""
    return {row.by: row.at for row in connection.execute(_LAST_WRITTEN, {"cell": cell})}


def seated_at(connection: Connection, cell: str) -> dict[str, str]:
    """When each department that came after the opening was called in, by slug. It reads the whole cell: do it apart."""
    added = [entry_of(row, None) for row in connection.execute(_SEATED, {"cell": cell})]
    return {entry.facts.department.id: entry.at for entry in added}  # type: ignore[attr-defined]


def entries_of_kind(connection: Connection, cell: str, kind: str, after: int = 0) -> list[Entry]:
    """The entries of one kind after a number, ascending. It walks the cell: do it apart."""
    return _entries(connection, cell, connection.execute(_KIND, {"cell": cell, "kind": kind, "after": after}).all())


def entries_but(connection: Connection, cell: str, kind: str, upto: int | None = None) -> list[Entry]:
    """The entries of all other kinds, ascending. It walks the cell: do it apart."""
    values = {"cell": cell, "kind": kind, "upto": LAST if upto is None else upto}
    return _entries(connection, cell, connection.execute(_OTHERS, values).all())


def bodies_of_kind(connection: Connection, cell: str, kind: str, upto: int | None = None) -> Sequence[Any]:
    """The numbers and the facts, as text, of the entries of one kind, ascending: of those redacted, what was kept."""
    found = connection.execute(_BODIES, {"cell": cell, "kind": kind, "upto": LAST if upto is None else upto}).all()
    if None not in [row[1] for row in found]:
        return found
    gone = redactions(connection, cell)
    return [(seq, msgspec.json.encode(gone[seq]["kept"]).decode() if body is None else body) for seq, body in found]


def listed_of_kind(connection: Connection, cell: str, kind: str, upto: int | None = None) -> str:
    """The facts of the entries of one kind as the JSON of one list, each with its number under "entry"."""
    if connection.dialect.name == "sqlite":
        values = {"cell": cell, "kind": kind, "upto": LAST if upto is None else upto}
        made, is_whole = connection.execute(_LISTED_SQLITE, values).one()
        if is_whole:
            return made or "[]"
    rows = bodies_of_kind(connection, cell, kind, upto)
    return "[" + ",".join(f'{{"entry":{seq},{body[1:]}' for seq, body in rows) + "]"


def last_before(connection: Connection, cell: str, until: str) -> int | None:
    """The number of the last entry written by an instant, or None. It walks the cell: do it apart."""
    return connection.scalar(_LAST_BEFORE, {"cell": cell, "until": until})


def head_of(connection: Connection, cell: str) -> int | None:
    """The number of a cell's last entry, or None where there is no such cell."""
    return connection.scalar(select(cells.c.seq).where(cells.c.id == cell))


def heads_of(connection: Connection, wanted: list[str]) -> dict[str, tuple[int, str]]:
    """The last number and the stream of some cells."""
    return {row.id: (row.seq, row.stream) for row in connection.execute(_HEADS, {"wanted": wanted})}


def stream_of(connection: Connection, cell: str) -> str | None:
    """The stream of a cell, or None where there is no such cell."""
    return connection.scalar(select(cells.c.stream).where(cells.c.id == cell))


def count_entries(connection: Connection) -> int:
    """How many entries the database holds, over all cells."""
    return connection.scalar(select(func.count()).select_from(entries)) or 0


def _entries(connection: Connection, cell: str, rows: Sequence[Any]) -> list[Entry]:
    kept: dict[int, dict[str, Any]] = {}
    if any(row[-1] is None for row in rows):
        kept = redactions(connection, cell)
    return [entry_of(row, kept.get(row.seq) if kept else None) for row in rows]


def entry_of(row: Any, redaction: dict[str, Any] | None) -> Entry:
    """The entry of a row; `redaction` is what its redaction says, where its facts are gone."""
    said: Facts
    # All at once: asked for by name, the columns of a long journal take longer than all the rest.
    cell, seq, at, by, kind, key, clearance, total, digest, _salt, body = row
    if body is not None:
        said = facts_of(kind, body)
    elif redaction is None:
        raise ValueError(f"entry {seq} has neither facts nor a redaction")
    else:
        said = msgspec.convert(redaction["kept"], KINDS[kind])
    return Entry(cell, seq, at, by, kind, said, key, clearance, total, digest)


def read_body(connection: Connection, cell: str, seq: int) -> tuple[str, bytes]:
    """The salt and the canonical facts of an entry that has not lost its words."""
    row = connection.execute(select(facts.c.salt, facts.c.body).where(facts.c.cell == cell, facts.c.seq == seq)).one()
    return row.salt, row.body.encode()


def read_asked(connection: Connection, cell: str, seq: int) -> tuple[str, str | None] | None:
    """The salt of an entry and the digest of the command it answered; None where its facts are gone."""
    row = connection.execute(select(facts.c.salt, facts.c.asked).where(facts.c.cell == cell, facts.c.seq == seq))
    found = row.one_or_none()
    return (found.salt, found.asked) if found is not None else None


def redactions(connection: Connection, cell: str) -> dict[int, dict[str, Any]]:
    """What the redactions of a cell say, by the number of the redacted entry."""
    kept: dict[int, dict[str, Any]] = {}
    for seq, body in connection.execute(_REDACTIONS, {"cell": cell}):
        # A redaction may itself have lost its reason: then what it kept was kept by the one after it.
        gone = kept.get(seq) if body is None else None
        said = gone["kept"] if gone is not None else _read(body) if body is not None else None
        if said is not None:
            kept[said["entry"]] = said
    return kept


def _read(body: str) -> dict[str, Any] | None:
    """A redaction's facts, or None where somebody spoilt them: what it redacted then has neither words nor reason."""
    try:
        return msgspec.to_builtins(msgspec.json.decode(body, type=EntryRedacted))
    except msgspec.MsgspecError:
        return None
