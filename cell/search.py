"""Words without accents, by cell: an index made from entries, never a source.

One row for each entry that holds people's own words. It is written with the entry, goes with its redaction, and is made
anew by journal/rebuild.py. Looking is a plain LIKE over the rows of the cells a person is in: the same on SQLite and on
PostgreSQL, and never a row of another cell.
"""

import unicodedata
from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select

from cell import rights
from cell.kinds import Entry
from cell.kinds import words_of as texts_of
from cell.prepared import Prepared
from cell.tables import cells, memberships, words

QUERY_MAX = 200
WORDS_MAX = 8
HITS_OF_CELL = 10
CELLS_SHOWN = 20
EXCERPT = 180
# Letters that do not come apart into a letter and an accent.
_ALIKE = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "\N{RIGHT SINGLE QUOTATION MARK}": "'"}
)
# Signs that stand for many letters (one Arabic ligature is eighteen): each is compared as the one sign it is, or a text
# could make its row of the index, and the work of marking it, many times its own length.
FOLDS_TO = 4
_LIGATURES = {
    sign: 0xE000 + place
    for place, sign in enumerate(
        sign
        for block in (range(0x3200, 0x3400), range(0xFB00, 0xFE00), range(0x1F100, 0x1F300))
        for sign in block
        if len(unicodedata.normalize("NFKD", chr(sign))) > FOLDS_TO
    )
}
STEP = 200
_INSERT = Prepared(insert(words))


class Found(msgspec.Struct, frozen=True):
    """What was found in ONE cell: the numbers of the newest entries, newest first, and whether there are more.

    `cleared` says whether who asks reads restricted entries there.
    """

    cell: str
    title: str | None
    exercise: bool
    state: str
    cleared: bool
    hits: tuple[int, ...]
    more: bool


def folded(text: str) -> str:
    """A text as it is compared: neither accents nor case count."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.translate(_LIGATURES).casefold())
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return plain.casefold().translate(_ALIKE)


def words_in(query: str) -> list[str]:
    """The words of a query, folded, each once: the first few, since nobody remembers more."""
    seen = "".join(sign if sign.isprintable() else " " for sign in query[:QUERY_MAX])  # a NUL would end the LIKE
    return list(dict.fromkeys(folded(seen).split()))[:WORDS_MAX]


def row_of(entry: Entry) -> dict[str, Any] | None:
    """The index row of an entry, or None where it holds no words."""
    texts = texts_of(entry.facts)
    if not texts:
        return None
    text = folded("\n".join(texts))
    return {"cell": entry.cell, "seq": entry.seq, "clearance": entry.clearance, "text": text}


def write_words(connection: Connection, entries: Iterable[Entry]) -> None:
    """Index new entries, inside the transaction that writes them."""
    rows = [row for entry in entries if (row := row_of(entry)) is not None]
    if rows:
        _INSERT.write(connection, rows)


def forget_words(connection: Connection, cell: str, seq: int) -> None:
    """Take an entry's words out, inside the transaction that redacts them."""
    connection.execute(delete(words).where(words.c.cell == cell, words.c.seq == seq))


def search(connection: Connection, account: int, query: str, most: int = HITS_OF_CELL) -> list[Found]:
    """The entries a person may read that have every word of a query, by cell: open cells first, real before exercise.

    A cell they were removed from is not looked at. An empty query finds nothing. It may take as long as it takes to
    read every word of their cells: not for the loop that serves screens.
    """
    wanted = words_in(query)
    if not wanted:
        return []
    statement = _having(wanted, most)
    found: list[Found] = []
    for row in cells_in(connection, account):
        cleared = rights.cleared(row.role, row.department)
        seen = "restricted" if cleared else "cell"
        hits = tuple(connection.scalars(statement, {"wanted": row.id, "seen": seen}))
        if hits:
            found.append(Found(row.id, row.title, row.exercise, row.state, cleared, hits[:most], len(hits) > most))
        if len(found) == CELLS_SHOWN:
            break
    return found


def _having(wanted: list[str], most: int) -> Any:
    """The newest entries of one cell with all of some words; one more than wanted tells that there are more."""
    has = [words.c.text.contains(word, autoescape=True) for word in wanted]
    seen = words.c.clearance.in_(("cell", bindparam("seen")))
    statement = select(words.c.seq).where(words.c.cell == bindparam("wanted"), seen, *has)
    return statement.order_by(words.c.seq.desc()).limit(most + 1)


def cells_in(connection: Connection, account: int) -> list[Any]:
    """The cells a person is in now, with their part in each: open ones first, real before exercise, the newest first.

    What is looked for in several cells is looked for in these and in no other.
    """
    statement = (
        select(cells.c.id, cells.c.stream, cells.c.seq, cells.c.title, cells.c.exercise, cells.c.state)
        .add_columns(memberships.c.role, memberships.c.department)
        .join_from(memberships, cells, cells.c.id == memberships.c.cell)
        .where(memberships.c.account == account, memberships.c.removed_at.is_(None))
        .order_by(cells.c.state.desc(), cells.c.exercise, cells.c.opened_at.desc(), cells.c.id)
    )
    return list(connection.execute(statement).all())


def marked(text: str, query: str, room: int = EXCERPT) -> list[tuple[str, bool]]:
    """A text cut around the first word of a query, as (piece, whether it is one of the words) pairs; "…" where cut.

    `room` is how many characters are kept at most. The pieces are the text's own, accents and case as written.
    """
    wanted = words_in(query)
    near = _near(text, wanted)
    spans = _spans(text, wanted, near, near + STEP + room + QUERY_MAX)
    first = spans[0][0] if spans else 0
    start = max(0, min(first - room // 3, len(text) - room))
    if start:  # begin with a whole word, if one begins soon
        blank = text.find(" ", start, first)
        start = blank + 1 if blank >= 0 else start
    end = min(len(text), start + room)
    pieces = [("…", False)] if start else []
    place = start
    for begin, stop in spans:
        if begin < place or stop > end:
            continue
        pieces += [(text[place:begin], False)] * (begin > place) + [(text[begin:stop], True)]
        place = stop
    pieces += [(text[place:end], False)] * (end > place) + [("…", False)] * (end < len(text))
    return pieces


def _near(text: str, wanted: list[str]) -> int:
    """A place at most STEP signs before the first of the words: a long text is folded as a whole, not sign by sign."""
    plain = folded(text)
    first = min((at for word in wanted if (at := plain.find(word)) >= 0), default=len(plain))
    passed = 0
    for start in range(0, len(text), STEP):
        passed += len(folded(text[start : start + STEP]))
        if passed > first:
            return start
    return len(text)


def _spans(text: str, wanted: list[str], start: int, end: int) -> list[tuple[int, int]]:
    """Where the words stand between two places of a text, ascending; the longest of those that begin together."""
    plain, places = "", list[int]()
    for place, sign in enumerate(text[start:end], start):
        piece = folded(sign)
        plain += piece
        places += [place] * len(piece)
    found: list[tuple[int, int]] = []
    for word in wanted:
        at = plain.find(word)
        while at >= 0:
            stop = places[at + len(word) - 1] + 1
            while stop < len(text) and unicodedata.combining(text[stop]):
                stop += 1
            found.append((places[at], stop))
            at = plain.find(word, at + len(word))
    return sorted(found, key=lambda span: (span[0], -span[1]))
