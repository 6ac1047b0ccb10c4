"""The clock of the server: what time alone makes due, written exactly once, by however many processes.

To hang something on it:

1. write, in a module of layer B, a function that reads a board and yields a `cell.dues.Due` for everything that time
   will make due there: at what instant, which command the clock then gives with which arguments, and a key (`key_of`)
   made of all that makes it the only one of its sort. It stops yielding what the board says was done already;
2. name that function in SOURCES below;
3. write the command, and add its name to CLOCKED in cell/commands/registry.py, so that no person may give it. It
   looks at the board once more, inside the transaction, and refuses or writes nothing where it does not hold any more.

Exactly once rests on three things: the cell's row is locked while a command runs, on PostgreSQL too; by then the
board has what other processes wrote; and the database takes each key of a cell once. A crash between two steps
loses nothing, since what is due is read from the board again at the next start.

Asking is cheap: per cell only the next instant is kept, and it is read anew when entries came.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from cell import cells, clock, dues, stalls
from cell.board import Board
from cell.db import Store
from cell.dues import Due
from cell.errors import Refused
from cell.journal.desk import Desk
from cell.journal.orders import Command, Page

SOURCES: tuple[Callable[[Board], Iterable[Due]], ...] = (
    *(dues.dues_of, dues.reviews_of),
    *(dues.silences_of, dues.suspensions_of, stalls.stalls_of),
)
HEADS_EVERY_S = 10.0
# A board of thousands of tasks takes a while to look through: a flood of entries must not have it done every second.
SHARE = 50.0
# So many go to the writer at once: one commit for all of them, and people's commands wait for no more than these.
SLICE = 20
# Refusals that say nothing of what is due: it is tried again a little later; after a HALT the next would fail too.
HALTS = ("cannot_write", "stopping", "too_many")
AGAIN = (*HALTS, "broken")
AGAIN_S = 10.0
_diary = logging.getLogger(__name__)


class Alerts:
    """One process's share of the clock. `look` is called about once a second."""

    def __init__(self, store: Store, desk: Desk):
        self._store = store
        self._desk = desk
        self._next: dict[str, str | None] = {}
        self._read: dict[str, tuple[int, str]] = {}  # the head that each next instant was read at
        self._restless: set[str] = set()
        self._rests: dict[str, float] = {}
        self._looked = float("-inf")
        desk.listeners.append(self.turn)

    def turn(self, page: Page) -> None:
        """Entries came: what is due in the cell may be something else now."""
        self._restless.add(page.cell)

    def look(self) -> None:
        """Do what is due, in every open cell."""
        if clock.elapsed() - self._looked >= HEADS_EVERY_S:
            self._looked = clock.elapsed()
            self._find()
        restless, self._restless = self._restless, set()
        for cell in restless:
            if clock.elapsed() < self._rests.get(cell, 0.0):
                self._restless.add(cell)
            else:
                self._attempt(cell, partial(self._plan, cell))
        now = clock.now()
        due = [cell for cell, at in self._next.items() if at is not None and at <= now]
        turns = [(cell, self._carry_out(cell, now)) for cell in due]
        while turns:  # a slice of each cell in turn: who has thousands due must not keep the others waiting
            turns = [(cell, turn) for cell, turn in turns if self._attempt(cell, partial(next, turn, False))]

    def _attempt(self, cell: str, act: Callable[[], bool | None]) -> bool | None:
        """A cell at which this stumbles is tried again later, and stops the clock of no other."""
        try:
            return act()
        except Exception:
            _diary.exception("the clock stumbled at cell %s", cell)
            self._next[cell] = clock.after(clock.now(), AGAIN_S)
            return False

    def _find(self) -> None:
        """Learn of cells that other processes opened or wrote in, and forget those that are closed."""
        with self._store.reading() as connection:
            heads = cells.open_heads(connection)
        for cell in set(self._next) - set(heads):
            del self._next[cell]
            self._read.pop(cell, None)
            self._rests.pop(cell, None)
        self._restless |= {cell for cell, head in heads.items() if self._read.get(cell) != head}

    def _plan(self, cell: str, done: frozenset[str] = frozenset()) -> None:
        """Keep the next instant of a cell; `done` are keys that were just given, and need not be given again."""
        try:
            shown = self._desk.show(cell)
        except Refused:
            self._next.pop(cell, None)
            return
        self._read[cell] = (shown.board.seq, shown.stream)
        began = clock.elapsed()
        self._next[cell] = min((due.at for due in self._all(shown.board) if due.key not in done), default=None)
        self._rests[cell] = clock.elapsed() + SHARE * (clock.elapsed() - began)

    def _carry_out(self, cell: str, now: str) -> Iterator[bool]:
        """Do what is due in a cell, oldest first; says True after each slice."""
        due = sorted((one for one in self._all(self._desk.show(cell).board) if one.at <= now), key=lambda one: one.at)
        again, codes = clock.after(now, AGAIN_S), set[str]()
        for first in range(0, len(due), SLICE):
            codes |= self._give(cell, due[first : first + SLICE])
            if not codes.isdisjoint(HALTS):
                self._next[cell] = again
                return
            yield True
        self._restless.discard(cell)  # of what was just given; who writes while the next is planned is looked at again
        self._plan(cell, frozenset(one.key for one in due))
        if codes and cell in self._next:  # what broke keeps nothing else from being done at its time
            self._next[cell] = min(self._next[cell] or again, again)

    def _give(self, cell: str, due: list[Due]) -> set[str]:
        """Have some of it written; returns the refusals after which it is to be tried again."""
        answers = self._desk.ask_all([Command(cell, None, one.command, one.args, one.key) for one in due])
        failed = [one for one in answers if isinstance(one, Refused) and one.code in AGAIN]
        if failed:
            _diary.warning("%d of %d due could not be done in cell %s: %s", len(failed), len(due), cell, failed[0])
        return {one.code for one in failed}

    def _all(self, board: Board) -> list[Due]:
        """Everything due in a cell, looked for in a thread: the loop must not stand still for a giant's thousands."""
        return self._desk.in_thread(_all, board.copy())


def _all(board: Board) -> list[Due]:
    return [due for source in SOURCES for due in source(board)]
