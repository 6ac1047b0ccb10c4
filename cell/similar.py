"""What reads like something new, in the cells of one person: from the index of words, never from another's cells.

The wordings of a cell are kept ready between two questions and brought up to its journal at each: what was indexed once
is not read again. Who asks gets numbers of entries and the rows they are about; whoever shows them looks at the rows as
they stand.
"""

from typing import Any

import msgspec
from sqlalchemy import Connection, and_, bindparam, case, func, select

from cell import duplicates, rights
from cell.board import ref_about
from cell.journal.reader import read_entries
from cell.kinds.journal import EntryRedacted
from cell.organisation import synonyms_of
from cell.search import cells_in
from cell.tables import entries, words

# Which kinds bring the wording of something that may be asked twice: their first line, or every sentence they say.
SAID = ("statement.drafted", "statement.revised")
WORDED = (
    *("task.added", "task.edited", "task.recorded", "decision.asked", "decision.taken", "decision.recorded"),
    *SAID,
)
HEAD, WHOLE = 300, 8_000  # characters of an entry's words that are compared
CELLS_LOOKED_AT = 60
KEPT = 60_000  # wordings, over all cells
MOST = 20
_NEW = (
    select(
        *(entries.c.seq, entries.c.kind, words.c.clearance),
        func.substr(words.c.text, 1, case((entries.c.kind.in_(SAID), WHOLE), else_=HEAD)).label("head"),
    )
    .join_from(entries, words, and_(words.c.cell == entries.c.cell, words.c.seq == entries.c.seq), isouter=True)
    .where(
        entries.c.cell == bindparam("cell"),
        entries.c.seq > bindparam("after"),
        entries.c.kind.in_([*WORDED, EntryRedacted.kind]),
    )
    .order_by(entries.c.seq)
)


class Alike(msgspec.Struct, frozen=True):
    """A row of a cell that was once worded like what was asked: how alike, and by which entry."""

    cell: str
    ref: str
    seq: int
    score: float


class _Known:
    """The wordings of one cell up to a number, apart by who may read them."""

    def __init__(self, stream: str, synonyms: duplicates.Synonyms):
        self.stream = stream
        self.synonyms = synonyms
        self.seq = 0
        self.indexes: dict[str, duplicates.Index[int]] = {}

    def __len__(self) -> int:
        return sum(map(len, self.indexes.values()))

    def add(self, seq: int, clearance: str, text: str) -> None:
        """Take an entry's wording in."""
        index = self.indexes.get(clearance)
        if index is None:
            index = self.indexes[clearance] = duplicates.Index(self.synonyms)
        index.add(seq, text)


class Memory:
    """The wordings of the cells that were asked about last. Several threads may ask at once.

    No lock: whoever works on a cell takes it out, and puts it back when done. Who finds it gone begins anew.
    """

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        self._spoken: tuple[Any, duplicates.Synonyms] = ((), duplicates.Synonyms())

    def alike(
        self, connection: Connection, account: int, cell: str, title: str, most: int = MOST
    ) -> tuple[list[Alike], duplicates.Synonyms]:
        """What reads like a title in a person's cells, of the same sort (real or exercise) as one of them.

        The most alike first; at equal likeness those of that cell first. With it, the synonyms by which it was found.
        It may take as long as reading the words of their cells once: not for the loop that serves screens.
        """
        synonyms = self._synonyms(connection)
        mine = {one.id: one for one in cells_in(connection, account)}
        here = mine.pop(cell, None)
        if here is None:
            return [], synonyms
        others = [one for one in mine.values() if one.exercise == here.exercise]
        found: dict[tuple[str, str], Alike] = {}
        for one in [here, *others[: CELLS_LOOKED_AT - 1]]:
            cleared = rights.cleared(one.role, one.department)
            for alike in self._in_cell(connection, one, synonyms, title, cleared, most):
                found.setdefault((alike.cell, alike.ref), alike)
        return sorted(found.values(), key=lambda alike: -alike.score)[:most], synonyms

    def _synonyms(self, connection: Connection) -> duplicates.Synonyms:
        groups = synonyms_of(connection)
        if groups != self._spoken[0]:
            self._spoken = (groups, duplicates.Synonyms(groups))
        return self._spoken[1]

    def _in_cell(
        self, connection: Connection, cell: Any, synonyms: duplicates.Synonyms, title: str, cleared: bool, most: int
    ) -> list[Alike]:
        known = self._taken(cell, synonyms)
        try:
            known = _caught_up(connection, known, cell)
            seen = [index for clearance, index in known.indexes.items() if cleared or clearance == "cell"]
            hits = sorted((hit for index in seen for hit in index.find(title, most)), key=lambda hit: -hit[1])[:most]
        finally:
            self._put_back(cell.id, known)
        found: list[Alike] = []
        for seq, score in hits:
            [entry] = read_entries(connection, cell.id, seq - 1, 1)
            ref = ref_about(entry)
            if ref is not None:
                found.append(Alike(cell.id, ref, seq, score))
        return found

    def _taken(self, cell: Any, synonyms: duplicates.Synonyms) -> _Known:
        known = self._known.pop(cell.id, None)
        is_current = known is not None and known.stream == cell.stream and known.synonyms is synonyms
        return known if known is not None and is_current else _Known(cell.stream, synonyms)

    def _put_back(self, cell: str, known: _Known) -> None:
        self._known[cell] = known
        room = KEPT - sum(map(len, list(self._known.values())))
        for other, held in list(self._known.items()):
            if room >= 0 or other == cell:
                break
            room += len(held)
            self._known.pop(other, None)


def _caught_up(connection: Connection, known: _Known, cell: Any) -> _Known:
    """The wordings of a cell up to its last entry; from the first again where one was redacted meanwhile."""
    if known.seq >= cell.seq:
        return known
    rows = connection.execute(_NEW, {"cell": cell.id, "after": known.seq}).all()
    if known.seq and any(row.kind == EntryRedacted.kind for row in rows):
        return _caught_up(connection, _Known(known.stream, known.synonyms), cell)
    for row in rows:
        if row.head and row.kind != EntryRedacted.kind:
            texts = duplicates.sentences(row.head) if row.kind in SAID else [row.head.partition("\n")[0]]
            for text in texts:
                known.add(row.seq, row.clearance, text)
    known.seq = max(cell.seq, rows[-1].seq if rows else 0)
    return known
