"""One transaction of the writer: orders in, answers out, and what each cell's screens must hear of it."""

import logging
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, bindparam, delete, insert, update
from sqlalchemy.exc import SQLAlchemyError

from cell import outbox, people
from cell.board import Row, ref_about
from cell.directory import Directory
from cell.errors import Refused
from cell.index import cell_values, write_index
from cell.journal import drafts
from cell.journal.chain import START, asked_of
from cell.journal.drafts import Draft, Head
from cell.journal.orders import Answer, Command, Job, Load, Order, Page
from cell.journal.pen import CLEARANCE, Line
from cell.journal.reader import LAST, entries_about, keys_used, read_asked, read_body, read_entries, refs_touched
from cell.kinds import Entry
from cell.kinds.journal import EntryRedacted
from cell.prepared import Prepared
from cell.search import forget_words, write_words
from cell.tables import cells, entries, facts

if TYPE_CHECKING:
    from cell.journal.writer import Writer

_diary = logging.getLogger(__name__)

_ENTRIES = Prepared(insert(entries))
_FACTS = Prepared(insert(facts))
_HEAD = Prepared(
    update(cells)
    .where(cells.c.id == bindparam("wanted"))
    .values(seq=bindparam("head"), at=bindparam("instant"), digest=bindparam("chained"))
)


class Batch:
    """One transaction's worth of orders. `write` and `pages` inside the transaction; nothing is told before its end."""

    def __init__(self, writer: "Writer", orders: list[Order]):
        self._writer = writer
        self._orders = orders
        self._drafts: dict[str, Draft] = {}
        self._lines: dict[str, list[Line]] = {}
        self._others: dict[str, list[Entry]] = {}
        self._fresh: set[str] = set()
        self._redacted: set[str] = set()
        self._heads: dict[str, Head] = {}
        self._also: dict[str, list[str]] = {}  # refs touched by redactions and by other processes
        self._keys: dict[tuple[str, str | None], tuple[int, int | None]] = {}

    @property
    def cells(self) -> set[str]:
        """The cells that the orders are about."""
        return {order.cell for order in self._orders if not isinstance(order, Job)}

    @property
    def has_redacted(self) -> bool:
        """Whether words were taken out of the journal."""
        return bool(self._redacted)

    def write(self, connection: Connection) -> list[Any]:
        """Carry the orders out in order; returns an answer, a value or a refusal for each."""
        commands = [order for order in self._orders if isinstance(order, Command)]
        self._lock(connection)
        self._find_keys(connection, commands)
        alive = people.alive(connection, {order.door for order in commands if order.door})
        answers = [self._answer(connection, order, alive) for order in self._orders]
        for cell, lines in self._lines.items():
            self._store(connection, cell, lines)
        return [self._told(order, answer) for order, answer in zip(self._orders, answers, strict=True)]

    def _told(self, order: Order, answer: Any) -> Any:
        """An answer whose row has no words that were redacted later in the batch."""
        if isinstance(answer, Answer) and isinstance(order, Command) and order.cell in self._redacted and answer.row:
            return Answer(answer.seq, answer.ref, self._drafts[order.cell].board.row(answer.ref or ""))
        return answer

    def pages(self) -> list[Page]:
        """What changed, one page per cell; also of cells that are only loaded."""
        return [self._page(cell) for cell in self._drafts if self._drafts[cell].board.seq]

    def _lock(self, connection: Connection) -> None:
        """Always in the same order, or two processes could wait for each other."""
        for cell in sorted(self.cells):
            self._lock_one(connection, cell)

    def _lock_one(self, connection: Connection, cell: str) -> None:
        head = drafts.head_of(connection, cell)
        if head is not None:
            self._heads[cell] = head

    def _find_keys(self, connection: Connection, commands: list[Command]) -> None:
        wanted: dict[str, list[str]] = {}
        for command in commands:
            if command.key is not None:
                wanted.setdefault(command.cell, []).append(command.key)
        for cell, keys in wanted.items():
            for key, (seq, by) in keys_used(connection, cell, keys).items():
                self._keys[cell, key] = (seq, by)
                if cell not in self._heads:  # another process opened it since we looked for its head
                    self._lock_one(connection, cell)

    def _answer(self, connection: Connection, order: Order, alive: set[Any]) -> Any:
        try:
            if isinstance(order, Job):
                return self._do(connection, order)
            if isinstance(order, Load):
                return self._load(connection, order)
            if order.door is not None and order.door not in alive:
                return Refused("signed_out")
            return self._command(connection, order)
        except Refused as refused:
            return refused

    def _do(self, connection: Connection, job: Job) -> Any:
        mark = connection.begin_nested()
        try:
            value = job.work(connection)
        except Refused:
            mark.rollback()
            raise
        except SQLAlchemyError:
            raise
        except Exception as fault:
            mark.rollback()  # the fault of one is not the others'
            _diary.exception("a job broke")
            raise Refused("broken") from fault
        mark.commit()
        return value

    def _load(self, connection: Connection, order: Load) -> int:
        if order.cell not in self._heads:
            raise Refused("not_found", "cell")
        draft = self._draft(connection, order.cell)
        if order.whole:
            self._fresh.add(order.cell)
        return draft.board.seq

    def _draft(self, connection: Connection, cell: str) -> Draft:
        draft = self._drafts.get(cell)
        if draft is None:
            draft, others, fresh = self._writer.draft(connection, cell, self._heads.get(cell))
            self._drafts[cell] = draft
            self._others[cell] = others
            if fresh:
                self._fresh.add(cell)
            if others:
                self._also[cell] = refs_touched(connection, cell, others[0].seq - 1)
        return draft

    def _command(self, connection: Connection, command: Command) -> Answer:
        draft = self._draft(connection, command.cell)
        known = self._keys.get((command.cell, command.key)) if command.key is not None else None
        if known is not None:
            return self._again(connection, command, draft, *known)
        pen = self._writer.pen(draft, command).reading(
            lambda seq: next(iter(read_entries(connection, command.cell, seq - 1, 1)), None),
            lambda seq: read_body(connection, command.cell, seq),
            lambda ref, after: entries_about(connection, command.cell, ref, LAST, after),
            Directory(connection),
        )
        pen.pending = self._lines.get(command.cell, [])
        ref = self._writer.run(pen, command)
        if not pen.lines:
            return Answer(draft.board.seq, ref, draft.board.row(ref) if ref else None)
        draft.digest = pen.digest
        self._lines.setdefault(command.cell, []).extend(pen.lines)
        first = pen.lines[0].entry
        if command.key is not None:
            self._keys[command.cell, command.key] = (first.seq, command.by)
            pen.lines[0].asked = asked_of(pen.lines[0].salt, command.name, command.args)
        return Answer(first.seq, ref, draft.board.row(ref) if ref else None)

    def _again(self, connection: Connection, command: Command, draft: Draft, seq: int, by: int | None) -> Answer:
        """The same key came before: the same answer, if it was the same person who asked the same."""
        pen = self._writer.pen(draft, command)
        if command.by is not None and (pen.me is None or pen.me.removed_at is not None):
            raise Refused("not_found", "cell")
        line = next((line for line in self._lines.get(command.cell, []) if line.entry.seq == seq), None)
        known = (line.salt, line.asked) if line is not None else read_asked(connection, command.cell, seq)
        # Of what was written before commands were remembered, and of what was redacted, only the person is known.
        is_other = known is not None and known[1] not in (None, asked_of(known[0], command.name, command.args))
        if by != command.by or is_other:
            raise Refused("key_reused", "key")
        entry = line.entry if line is not None else read_entries(connection, command.cell, seq - 1, 1)[0]
        ref = ref_about(entry)
        row = draft.board.row(ref) if ref else None
        if row is not None and row.clearance == CLEARANCE and not pen.is_cleared:
            row = None
        return Answer(seq, ref, row)

    def _store(self, connection: Connection, cell: str, lines: list[Line]) -> None:
        draft = self._drafts[cell]
        if cell not in self._heads:
            self._register(connection, cell, draft)
        _ENTRIES.write(connection, [_entry_values(line.entry) for line in lines])
        _FACTS.write(connection, [_facts_values(cell, line) for line in lines])
        refs = [(line.entry.seq, ref) for line in lines for ref in line.former]
        former: dict[str, Row | None] = {}
        for line in lines:
            for ref, row in line.former.items():
                former.setdefault(ref, row)
        redactions = [line.entry for line in lines if line.entry.kind == "entry.redacted"]
        if redactions:
            refs += self._redact(connection, cell, redactions, former, lines)
        head = lines[-1].entry
        _HEAD.write(connection, [{"wanted": cell, "head": head.seq, "instant": head.at, "chained": draft.digest}])
        write_index(connection, draft.board, former, refs)
        write_words(connection, [line.entry for line in lines])
        outbox.put(connection, draft.board, [line.entry for line in lines])

    def _register(self, connection: Connection, cell: str, draft: Draft) -> None:
        draft.stream = people.new_secret()[:16]
        values = cell_values(draft.board)
        connection.execute(
            insert(cells).values(id=cell, stream=draft.stream, seq=0, at="", digest=START, demo=False, **values)
        )
        self._writer.adopt(cell, draft)

    def _redact(
        self,
        connection: Connection,
        cell: str,
        redactions: list[Entry],
        former: dict[str, Row | None],
        lines: list[Line],
    ) -> list[tuple[int, str]]:
        """Take the words away: from the facts, from every cache, and from the board, which is read anew."""
        draft = self._drafts[cell]
        refs: list[tuple[int, str]] = []
        for entry in redactions:
            gone = cast(EntryRedacted, entry.facts).entry
            connection.execute(delete(facts).where(facts.c.cell == cell, facts.c.seq == gone))
            forget_words(connection, cell, gone)
            found = refs_touched(connection, cell, gone - 1, gone)
            found += [ref for line in lines if line.entry.seq == gone for ref in line.former]
            found += [ref for seq, ref in refs if seq == gone]  # a redaction of this very batch
            refs += [(entry.seq, ref) for ref in found]
            for ref in found:
                former.setdefault(ref, None)
        self._also.setdefault(cell, []).extend(ref for _, ref in refs)
        drafts.drop_checkpoints(connection, cell)
        head = lines[-1].entry
        connection.execute(update(cells).where(cells.c.id == cell).values(seq=head.seq, digest=draft.digest))
        draft.board, draft.checkpoint = drafts.load(connection, cell).board, 0
        for line in lines:
            if any(cast(EntryRedacted, entry.facts).entry == line.entry.seq for entry in redactions):
                [line.entry] = read_entries(connection, cell, line.entry.seq - 1, 1)
        self._fresh.add(cell)
        self._redacted.add(cell)
        return refs

    def _page(self, cell: str) -> Page:
        draft = self._drafts[cell]
        board = draft.board
        lines = self._lines.get(cell, [])
        rows: dict[str, Row | None] = {}
        for line in lines:
            for ref in line.former:
                rows[ref] = board.row(ref)
        rows |= {ref: board.row(ref) for ref in self._also.get(cell, [])}
        written = self._others.get(cell, []) + [line.entry for line in lines]
        whole = board.copy() if cell in self._fresh or cell not in self._heads else None
        return Page(cell, draft.stream, board.seq, written, rows, whole)


def _facts_values(cell: str, line: Line) -> dict[str, Any]:
    return {
        "cell": cell,
        "seq": line.entry.seq,
        "salt": line.salt,
        "body": line.body.decode(),
        "asked": line.asked,
    }


def _entry_values(entry: Entry) -> dict[str, Any]:
    return {
        "cell": entry.cell,
        "seq": entry.seq,
        "at": entry.at,
        "by": entry.by,
        "kind": entry.kind,
        "key": entry.key,
        "clearance": entry.clearance,
        "sum": entry.sum,
        "digest": entry.digest,
    }
