"""The desk between those who ask and the writer, and the boards as everybody may see them.

The writer's own boards run ahead while a batch is being written; a shown board moves only when its batch is on disk.
"""

import threading
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from cell.board import Board
from cell.errors import Refused
from cell.journal.orders import Command, Load, Order, Outcome, Page
from cell.journal.writer import Writer

Answered = Callable[[Any], None]
KEPT_BOARDS = 64


class Shown:
    """A cell as it may be seen: its board after the last entry on disk, and the snapshots made of it."""

    def __init__(self, board: Board, stream: str):
        self.board = board
        self.stream = stream
        self._snapshots: dict[bool, tuple[int, bytes]] = {}

    def turn(self, page: Page) -> None:
        """Move to a page: its whole board if it brings one, else its rows."""
        if page.board is not None:
            self.board, self.stream = page.board, page.stream
            self._snapshots.clear()  # a redaction changes rows of old entries
            return
        for ref, row in page.rows.items():
            self.board.put(ref, row)
        if page.entries:
            self.board.seq, self.board.at = page.seq, page.entries[-1].at

    def snapshot(self, cleared: bool, make: Callable[[Board, bool], bytes]) -> bytes:
        """The bytes of the whole board, made once per entry and clearance."""
        kept = self._snapshots.get(cleared)
        if kept is None or kept[0] != self.board.seq:
            kept = (self.board.seq, make(self.board, cleared))
            self._snapshots[cleared] = kept
        return kept[1]


class Desk:
    """Takes orders, has them written, answers, then tells the listeners what changed: always in that order.

    This one works in the caller's own thread, one batch per order: for the operator's commands and for tests.
    """

    def __init__(self, writer: Writer):
        self.writer = writer
        self.listeners: list[Callable[[Page], None]] = []
        self._shown: dict[str, Shown] = {}
        self._lock = threading.RLock()

    def submit(self, order: Order, answered: Answered) -> None:
        """Have an order carried out; `answered` gets its value or its refusal once it is on disk."""
        with self._lock:
            self._settle([(order, answered)], self.writer.carry_out([order]))

    def ask(self, order: Order) -> Any:
        """Have an order carried out and wait for its value. Raises Refused."""
        values: list[Any] = []
        self.submit(order, values.append)
        return taken(values[0])

    def ask_all(self, orders: list[Order]) -> list[Any]:
        """Have a few orders carried out, together where it can be; the value or the refusal of each, in order."""
        values: list[Any] = []
        with self._lock:
            self._settle([(order, values.append) for order in orders], self.writer.carry_out(orders))
        return values

    def show(self, cell: str) -> Shown:
        """A cell's board, loaded if nobody has looked at it yet. Raises Refused where there is none."""
        if self.writer.is_shared and cell in self._shown:
            self._catch_up(cell)
        while (shown := self._shown.get(cell)) is None:  # others may put it away before we look
            self.ask(Load(cell))
        return shown

    def _catch_up(self, cell: str) -> None:
        """Fetch what other processes wrote, so that nobody reads by rights that were taken from them elsewhere."""
        shown, head = self._shown[cell], self.writer.head(cell)
        if head is not None and head != (shown.board.seq, shown.stream):
            self.ask(Load(cell, whole=head[1] != shown.stream))

    def peek(self, cell: str) -> Shown | None:
        """A cell's board if it is loaded; never waits."""
        return self._shown.get(cell)

    def shown(self) -> dict[str, Shown]:
        """Every loaded cell."""
        return self._shown

    def in_thread(self, work: Callable[..., Any], *args: Any) -> Any:
        """Run something slow, such as a password's hash; the live desk lets others run meanwhile."""
        return work(*args)

    def apart(self, work: Callable[[Connection], Any]) -> Any:
        """Do a long reading with a connection of its own; the live desk lets others run meanwhile."""
        with self.writer.store.reading_apart() as connection:
            return work(connection)

    def aside(self, work: Callable[[Connection], Any]) -> Any:
        """The same for what live screens wait for: the live desk keeps people's long readings out of its way."""
        return self.apart(work)

    def close(self) -> None:
        """Carry nothing out any more."""
        self.writer.close()

    def _settle(self, orders: list[tuple[Order, Answered]], outcome: Outcome) -> None:
        moved = [page for page in outcome.pages if self._turn(page)]
        for (_, answered), value in zip(orders, outcome.answers, strict=True):
            self._tell(answered, value)
        for page in moved:
            for listener in self.listeners:
                self._tell(listener, page)
        wanted = {order.cell for order, _ in orders if isinstance(order, Command | Load)}
        self._forget_coldest(wanted)

    def _tell(self, heard: Callable[[Any], None], told: Any) -> None:
        heard(told)

    def _turn(self, page: Page) -> bool:
        """Turn the shown board to a page; says whether those who look at the cell must hear of it."""
        shown = self._shown.pop(page.cell, None)
        before = (shown.board.seq, shown.stream) if shown is not None else None
        if shown is not None and page.board is None and page.entries and page.entries[0].seq != shown.board.seq + 1:
            shown = None  # a page was lost on the way: whoever asks next gets the board from the disk
        elif shown is not None:
            shown.turn(page)
        elif page.board is not None:
            shown = Shown(page.board, page.stream)
        if shown is not None:
            self._shown[page.cell] = shown
        is_other = before is not None and shown is not None and before != (shown.board.seq, shown.stream)
        return bool(page.entries) or is_other

    def _forget_coldest(self, wanted: set[str]) -> None:
        for cell in list(self._shown):
            if len(self._shown) <= KEPT_BOARDS:
                return
            if cell not in wanted and not self.is_watched(cell):
                del self._shown[cell]

    def is_watched(self, cell: str) -> bool:
        """Whether screens are open on a cell, so that its board must stay. The live desk knows better."""
        return False


def taken(value: Any) -> Any:
    """The value of an order, or its refusal raised."""
    if isinstance(value, Refused):
        raise value
    return value
