"""The only writer: takes all the orders that wait, carries them out in order in ONE transaction, commits once.

Runs in whatever thread calls it, one call at a time. Nothing it returns is less than on disk.
"""

import logging
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError

from cell import clock
from cell.board import Board, replay
from cell.db import Store
from cell.errors import Refused
from cell.journal import drafts
from cell.journal.batch import Batch
from cell.journal.drafts import Draft, Head
from cell.journal.orders import Command, Order, Outcome
from cell.journal.pen import Pen, Sign
from cell.journal.reader import heads_of, read_entries
from cell.kinds import Entry

KEPT_DRAFTS = 64
DEADLOCK = "40P01"
Run = Callable[[Pen, str, dict[str, Any]], str | None]
_diary = logging.getLogger(__name__)


class Writer:
    """Writes for one process. `run` carries out a command with a pen and returns the ref it is about."""

    def __init__(self, store: Store, run: Run, sign: Sign):
        self.store = store
        self._run = run
        self._sign = sign
        self._drafts: dict[str, Draft] = {}
        self._connection: Connection | None = None
        self.owes_home = False  # redacted words are in the WAL yet, since somebody was reading

    def go_home(self) -> None:
        """Try again what is owed, while nothing is to be written."""
        with self.store.writing():
            try:
                self.owes_home = not self.store.bring_home(self._connect())
            except Exception:
                _diary.exception("the WAL could not be brought home")
                self._lose_connection()

    def carry_out(self, orders: list[Order]) -> Outcome:
        """Carry out orders in order. If the disk refuses, all are refused with cannot_write and nothing is kept."""
        with self.store.writing():
            return _together([self._carry_out(part) for part in _parts(orders)])

    def _carry_out(self, orders: list[Order], *, is_again: bool = False) -> Outcome:
        batch = Batch(self, orders)
        try:
            connection = self._connect()
            with connection.begin():
                answers = batch.write(connection)
                pages = batch.pages()
        except Exception as fault:
            # Whatever it was, nothing of the batch is on disk: what we know of its cells is void.
            is_disk = isinstance(fault, (SQLAlchemyError, OSError))
            _diary.error("the batch could not be written: %s", getattr(fault, "orig", fault), exc_info=not is_disk)
            self._lose_connection()
            for cell in batch.cells:
                self._drafts.pop(cell, None)
            if len(orders) > 1 and (isinstance(fault, DataError) or _is_crossed(fault) or not is_disk):
                return self._one_by_one(orders)
            if _is_crossed(fault) and not is_again:
                return self._carry_out(orders, is_again=True)
            return Outcome([Refused("cannot_write" if is_disk else "broken") for _ in orders], [])
        self._tidy(connection, batch)
        return Outcome(answers, pages)

    def _one_by_one(self, orders: list[Order]) -> Outcome:
        """Each order in a batch of its own: what the database does not take from one is not the others' fault."""
        return _together([self._carry_out([order]) for order in orders])

    def _tidy(self, connection: Connection, batch: Batch) -> None:
        """What may fail without harm: all is on disk already, and the answers must not depend on it."""
        try:
            if batch.has_redacted or self.owes_home:
                self.owes_home = True
                self.owes_home = not self.store.bring_home(connection)
            self._keep_checkpoints(connection)
            self._forget_coldest()
        except Exception:
            _diary.exception("on disk, but the writer could not tidy up")

    def close(self) -> None:
        """Give the connection back; the last one out brings the WAL home."""
        with self.store.writing():
            self._lose_connection()
        self._drafts.clear()

    def draft(self, connection: Connection, cell: str, head: Head | None) -> tuple[Draft, list[Entry], bool]:
        """The draft of a cell, brought to the head that the database has, with what others wrote meanwhile.

        `head` is the register's row, locked, or None where there is no such cell: then an empty draft. The flag
        says that the draft was loaded anew: its board stands for itself, and so it is for a cell seen first.
        """
        if head is None:
            return Draft(Board()), [], False
        draft = self._drafts.pop(cell, None)
        if draft is None or draft.stream != head.stream or draft.board.seq > head.seq:
            draft = drafts.load(connection, cell)
            self._drafts[cell] = draft
            return draft, [], True
        self._drafts[cell] = draft
        others: list[Entry] = []
        if draft.board.seq < head.seq:
            others = read_entries(connection, cell, draft.board.seq)
            if any(entry.kind == "entry.redacted" for entry in others):
                self._drafts[cell] = draft = drafts.load(connection, cell)
                return draft, [], True
            replay(others, draft.board)
            draft.digest = others[-1].digest
        return draft, others, False

    @property
    def is_shared(self) -> bool:
        """Whether other processes write the same cells."""
        return not self.store.is_sqlite

    def head(self, cell: str) -> tuple[int, str] | None:
        """The last number and the stream of a cell, as the database has them; may be asked from any thread."""
        with self.store.reading() as connection:
            return heads_of(connection, [cell]).get(cell)

    def adopt(self, cell: str, draft: Draft) -> None:
        """Keep the draft of a cell that has just been opened."""
        self._drafts[cell] = draft

    def run(self, pen: Pen, command: Command) -> str | None:
        """Carry out one command; anything but a refusal is a fault of ours: written down, nothing kept."""
        try:
            return self._run(pen, command.name, command.args)
        except Refused:
            pen.take_back()
            raise
        except SQLAlchemyError:
            raise
        except Exception as fault:
            pen.take_back()
            _diary.exception("command %s broke", command.name)
            raise Refused("broken") from fault

    def pen(self, draft: Draft, command: Command) -> Pen:
        """A pen for one command, at an instant that is never before the cell's last."""
        at = clock.now()
        if command.at is not None and (command.args.get("exercise") or _is_exercise(draft.board)):
            at = command.at
        at = max(at, draft.board.at)
        return Pen(draft.board, command.cell, draft.digest, at, command.by, command.key, self._sign)

    def _connect(self) -> Connection:
        if self._connection is None:
            self._connection = self.store.writer.connect()
        return self._connection

    def _lose_connection(self) -> None:
        if self._connection is not None:
            try:
                self._connection.close()
            except (SQLAlchemyError, OSError):
                _diary.warning("the writer's connection would not close")
            self._connection = None

    def _keep_checkpoints(self, connection: Connection) -> None:
        """A cache: if it cannot be written, nothing is lost."""
        due = [
            (cell, draft) for cell, draft in self._drafts.items() if draft.board.seq - draft.checkpoint >= drafts.EVERY
        ]
        for cell, draft in due:
            try:
                with connection.begin():
                    drafts.keep_checkpoint(connection, cell, draft)
            except SQLAlchemyError:
                draft.checkpoint = draft.board.seq  # try again only after as many entries
                _diary.warning("no checkpoint of cell %s could be kept", cell)

    def _forget_coldest(self) -> None:
        while len(self._drafts) > KEPT_DRAFTS:
            self._drafts.pop(next(iter(self._drafts)))


def _is_crossed(fault: Exception) -> bool:
    """Whether another process may have come across: it opened the same cell in this instant, or both waited in a ring.

    The second time what it wrote is there to be read.
    """
    return isinstance(fault, IntegrityError) or getattr(getattr(fault, "orig", None), "sqlstate", None) == DEADLOCK


def _parts(orders: list[Order]) -> list[list[Order]]:
    """Orders in batches of which each ends with the first redaction: what comes after it must not see its words."""
    parts: list[list[Order]] = [[]]
    for order in orders:
        parts[-1].append(order)
        if isinstance(order, Command) and order.name == "redact_entry":
            parts.append([])
    return [part for part in parts if part]


def _together(outcomes: list[Outcome]) -> Outcome:
    return Outcome(
        [answer for outcome in outcomes for answer in outcome.answers],
        [page for outcome in outcomes for page in outcome.pages],
    )


def _is_exercise(board: Board) -> bool:
    return board.seq > 0 and board.cell.exercise
