"""The proof of a journal: contiguity, chain, sums, seals, known kinds, and that replaying gives what is shown."""

from typing import Any

import msgspec
from sqlalchemy import Connection, Table, exists, select
from sqlalchemy.exc import SQLAlchemyError

from cell.board import Board, fold
from cell.errors import Damaged
from cell.index import cell_values, membership_values, task_values, touched_by
from cell.journal import drafts
from cell.journal.chain import START, canonical, digest_of, part, sum_of, total
from cell.journal.keys import holds
from cell.journal.reader import entry_of, redactions, select_entries, span
from cell.kinds import KINDS, Entry, facts_of, kept_of
from cell.kinds.cells import CellSealed
from cell.search import row_of
from cell.tables import cells, entries, facts, memberships, task_index, touches, words

HEADER = ("cell", "seq", "at", "by", "kind", "key", "clearance", "sum")


class Proof(msgspec.Struct, frozen=True):
    """A journal that holds: its cell, its head, how many entries lost their words, the public keys that sealed it."""

    cell: str
    seq: int
    digest: str
    redacted: int
    keys: tuple[str, ...] = ()


def verify_all(connection: Connection) -> list[Proof]:
    """Prove every cell, and that no entry and no facts belong to none. Raises Damaged with the first fault."""
    known = select(cells.c.id)
    for table in (entries, facts):
        stray = connection.execute(select(table.c.cell, table.c.seq).where(table.c.cell.not_in(known)).limit(1)).first()
        if stray is not None:
            raise Damaged(stray.cell, stray.seq, "its cell is not in the register")
    known = known.order_by(cells.c.opened_at, cells.c.id)
    return [verify(connection, cell) for cell in connection.scalars(known).all()]


def verify(connection: Connection, cell: str) -> Proof:
    """Prove one cell. Raises Damaged with the first entry that does not hold."""
    walk = _Walk(connection, cell)
    try:
        # Closed where an entry does not hold, too: PostgreSQL keeps the rest of the rows ready.
        with connection.execute(select_entries().execution_options(yield_per=1_000), span(cell)) as rows:
            for row in rows:
                walk.step(row)
        walk.finish()
    except (SQLAlchemyError, msgspec.MsgspecError, AttributeError, KeyError, TypeError, ValueError) as fault:
        # Values of another type than any we write, or bytes that are no text.
        raise Damaged(cell, walk.board.seq + 1, f"cannot be read ({type(fault).__name__}: {fault})") from None
    return Proof(cell, walk.board.seq, walk.digest, walk.redacted, tuple(walk.keys))


class _Walk:
    """One cell, entry by entry: the board so far, the digest so far, and what the indexes have to say."""

    def __init__(self, connection: Connection, cell: str):
        self.connection = connection
        self.cell = cell
        self.board = Board()
        self.digest = START
        self.redacted = 0
        self.keys: dict[str, None] = {}
        self._kept = redactions(connection, cell)
        self._earlier: dict[int, set[str]] = {}
        self._refs: set[tuple[int, str]] = set()
        self._words: dict[int, int] = {}  # a sum of each row of the index, which as a whole is as long as the journal
        self._checkpoints = set(drafts.checkpoints_of(connection, cell))

    def step(self, row: Any) -> None:
        """Prove one entry, then fold it."""
        self._check_row(row)
        try:
            entry = entry_of(row, self._kept.get(row.seq))
            former = fold(self.board, entry)
        except (msgspec.MsgspecError, KeyError, ValueError, AssertionError) as fault:
            raise Damaged(self.cell, row.seq, f"cannot be replayed ({fault})") from None
        self._check_seal(entry)
        self.redacted += row.body is None
        self.digest = row.digest
        self._refs |= {(entry.seq, ref) for ref in touched_by(entry, former, self._earlier)}
        spoken = row_of(entry)
        if spoken is not None:
            self._words[entry.seq] = hash((spoken["clearance"], spoken["text"]))
        if entry.seq in self._checkpoints:
            kept = drafts.read_checkpoint(self.connection, self.cell, entry.seq)
            if kept != (self.board, self.digest):
                raise Damaged(self.cell, entry.seq, "its checkpoint is not what a replay gives; delete it")

    def finish(self) -> None:
        """Prove what only the whole journal can tell."""
        alone = select(facts.c.seq).where(
            facts.c.cell == self.cell, ~exists().where(entries.c.cell == facts.c.cell, entries.c.seq == facts.c.seq)
        )
        stray = self.connection.scalar(alone.order_by(facts.c.seq).limit(1))
        if stray is not None:
            raise Damaged(self.cell, stray, "there are facts without an entry")
        self._check_register()
        self._check_indexes()

    def _check_row(self, row: Any) -> None:
        if row.seq != self.board.seq + 1:
            raise Damaged(self.cell, self.board.seq + 1, "missing")
        if row.kind not in KINDS:
            raise Damaged(self.cell, row.seq, f"of an unknown kind, {row.kind}")
        if row.at < self.board.at:
            raise Damaged(self.cell, row.seq, "earlier than the one before")
        if row.body is None and row.seq not in self._kept:
            raise Damaged(self.cell, row.seq, "its facts are gone, and no redaction says why")
        if self._sum(row) != row.sum:
            what = "its facts are not those that were written" if row.body is not None else "its redaction is forged"
            raise Damaged(self.cell, row.seq, what)
        if digest_of(self.digest, **{name: getattr(row, name) for name in HEADER}) != row.digest:
            raise Damaged(self.cell, row.seq, "the chain breaks")

    def _sum(self, row: Any) -> str:
        if row.body is not None:
            body = row.body.encode()
            try:
                kept = canonical(kept_of(facts_of(row.kind, body)))
            except msgspec.MsgspecError:
                return ""  # not what any of our commands writes, whatever its sum says
            return sum_of(row.salt, body, kept)
        said = self._kept[row.seq]
        return total(said["whole"], part(said["salt"], canonical(said["kept"])))

    def _check_seal(self, entry: Entry) -> None:
        if not isinstance(entry.facts, CellSealed):
            return
        said = entry.facts
        message = f"{self.cell} {said.entry} {said.head}".encode()
        if said.entry != entry.seq - 1 or said.head != self.digest:
            raise Damaged(self.cell, entry.seq, "the seal is of another head")
        if not holds(message, said.signature, said.public_key):
            raise Damaged(self.cell, entry.seq, "the seal does not prove the head")
        self.keys[said.public_key] = None

    def _check_register(self) -> None:
        board = self.board
        head = self.connection.execute(select(cells).where(cells.c.id == self.cell)).one_or_none()
        if head is None or (head.seq, head.digest, head.at) != (board.seq, self.digest, board.at):
            raise Damaged(self.cell, board.seq, "the register says another head: entries are missing at the end")
        wrong = [name for name, value in cell_values(board).items() if getattr(head, name) != value]
        if wrong:
            raise Damaged(self.cell, board.seq, f"the register is not what a replay gives ({', '.join(wrong)})")

    def _check_indexes(self) -> None:
        cell, board = self.cell, self.board
        self._compare(memberships, [tuple(membership_values(cell, row).values()) for row in board.members.values()])
        self._compare(task_index, [tuple(task_values(cell, row).values()) for row in board.tasks.values()])
        self._compare(touches, [(cell, seq, ref) for seq, ref in self._refs])
        self._check_words()

    def _check_words(self) -> None:
        found = select(words.c.seq, words.c.clearance, words.c.text).where(words.c.cell == self.cell)
        rows = self.connection.execute(found.execution_options(yield_per=1_000))
        wrong = self._words.items() ^ {(row.seq, hash((row.clearance, row.text))) for row in rows}
        if wrong:
            raise Damaged(self.cell, min(wrong)[0], "its words in the search index are others; run: cell rebuild")

    def _compare(self, table: Table, right: list[tuple[Any, ...]]) -> None:
        found = {tuple(row) for row in self.connection.execute(select(table).where(table.c.cell == self.cell))}
        if found != set(right):
            raise Damaged(self.cell, self.board.seq, f"{table.name} is not what a replay gives; run: cell rebuild")
