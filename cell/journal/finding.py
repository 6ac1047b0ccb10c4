"""Looking entries up by what is known of them, a page at a time, however long the journal is."""

from collections.abc import Callable
from typing import Any

import msgspec
from sqlalchemy import Connection, and_, or_, select

from cell.journal.reader import LAST, entry_of, redactions
from cell.kinds import Entry
from cell.tables import entries, facts, touches, words

# What a rule in Python looks through at a time.
CHUNK = 1_000
_WITH_FACTS = select(entries, facts.c.salt, facts.c.body).join_from(
    entries, facts, and_(facts.c.cell == entries.c.cell, facts.c.seq == entries.c.seq), isouter=True
)


class Hint(msgspec.Struct, frozen=True, kw_only=True):
    """What the database can tell of an entry: one of these is true of it.

    kinds, seqs: its kind or number is one of them. by: so is its author. refs: it touched one of these rows. holds: a
    piece of its canonical facts.
    """

    kinds: frozenset[str] = frozenset()
    seqs: frozenset[int] = frozenset()
    by: frozenset[int] = frozenset()
    refs: frozenset[str] = frozenset()
    holds: str | None = None


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for; without more, everything.

    cleared: whether the reader may read restricted entries. One that may not gets them only where nothing but numbers
    and times is asked, since to find an entry by what it says would tell what it says. hints: all of them hold. since,
    until: from an instant on, and before one. words: all of them, folded. passes: a rule on the entry itself, for what
    the hints leave open; it is tried on every entry they let through.
    """

    cleared: bool
    hints: tuple[Hint, ...] = ()
    since: str | None = None
    until: str | None = None
    words: tuple[str, ...] = ()
    passes: Callable[[Entry], bool] | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether it asks for more than numbers and times."""
        return bool(self.hints or self.words) or self.passes is not None


def find_entries(
    connection: Connection, cell: str, wanted: Wanted, most: int, *, after: int = 0, before: int = LAST, last: bool
) -> list[Entry]:
    """The entries of ONE cell with after < seq < before that are wanted, ascending: the last of them, or the first."""
    statement = _statement(cell, wanted)
    kept: dict[int, dict[str, Any]] | None = None
    found: list[Entry] = []
    while len(found) < most:
        span = statement.where(entries.c.seq > after, entries.c.seq < before)
        span = span.order_by(entries.c.seq.desc() if last else entries.c.seq)
        room = most - len(found)
        size = room if wanted.passes is None else CHUNK
        rows = connection.execute(span.limit(size)).all()
        if kept is None and any(row.body is None for row in rows):
            kept = redactions(connection, cell)
        page = [entry_of(row, (kept or {}).get(row.seq)) for row in rows]
        found += [entry for entry in page if wanted.passes is None or wanted.passes(entry)][:room]
        if len(rows) < size:
            break
        after, before = (after, rows[-1].seq) if last else (rows[-1].seq, before)
    return found[::-1] if last else found


def _statement(cell: str, wanted: Wanted) -> Any:
    chosen = _WITH_FACTS.where(entries.c.cell == cell)
    if wanted.is_narrow and not wanted.cleared:
        chosen = chosen.where(entries.c.clearance == "cell")
    for hint in wanted.hints:
        chosen = chosen.where(or_(*_conditions(cell, hint)))
    if wanted.since is not None:
        chosen = chosen.where(entries.c.at >= wanted.since)
    if wanted.until is not None:
        chosen = chosen.where(entries.c.at < wanted.until)
    if wanted.words:
        has = [words.c.text.contains(word, autoescape=True) for word in wanted.words]
        chosen = chosen.where(entries.c.seq.in_(select(words.c.seq).where(words.c.cell == cell, *has)))
    return chosen


def _conditions(cell: str, hint: Hint) -> list[Any]:
    found: list[Any] = [entries.c.kind.in_(hint.kinds), entries.c.seq.in_(hint.seqs)]
    if hint.by:
        found.append(entries.c.by.in_(hint.by))
    if hint.refs:
        about = select(touches.c.seq).where(touches.c.cell == cell, touches.c.ref.in_(hint.refs))
        found.append(entries.c.seq.in_(about))
    if hint.holds is not None:
        found.append(facts.c.body.contains(hint.holds, autoescape=True))
    return found
