"""The live desk: orders wait in a queue, a greenlet hands all that wait to the writer's thread as one batch.

The loop never waits for the disk: the commit runs in a native thread of its own. A batch is answered, then pushed,
before the next is taken, so that everything leaves in the journal's order.
"""

import logging
from collections.abc import Callable
from typing import Any

import gevent
from gevent.event import AsyncResult, Event
from gevent.threadpool import ThreadPool
from sqlalchemy import Connection

from cell.errors import Refused
from cell.journal.desk import Answered, Desk, taken
from cell.journal.orders import Order, Outcome
from cell.journal.writer import Writer

WAITING_MAX = 5_000
BATCH_MAX = 256
AGAIN_S = 1.0
_diary = logging.getLogger(__name__)


class LiveDesk(Desk):
    """A desk for one gevent process."""

    def __init__(self, writer: Writer):
        super().__init__(writer)
        self.watched: Callable[[str], bool] = lambda cell: False
        self._waiting: list[tuple[Order, Answered]] = []
        self._more = Event()
        self._idle = Event()
        self._idle.set()
        self._thread = ThreadPool(1)
        self._readers = ThreadPool(2)
        self._screens = ThreadPool(1)  # who searches or exports for long must not hide who is there
        self._is_closing = False
        self._worker = gevent.spawn(self._work)

    def submit(self, order: Order, answered: Answered) -> None:
        """Queue an order; `answered` gets its value or refusal in the loop, once it is on disk."""
        if self._is_closing:
            answered(Refused("stopping"))
        elif len(self._waiting) >= WAITING_MAX:
            answered(Refused("too_many"))
        else:
            self._waiting.append((order, answered))
            self._idle.clear()
            self._more.set()

    def ask(self, order: Order) -> Any:
        """Queue an order and let others run until it is on disk. Raises Refused."""
        result: AsyncResult = AsyncResult()
        self.submit(order, result.set)
        return taken(result.get())

    def ask_all(self, orders: list[Order]) -> list[Any]:
        """Queue some orders and let others run until all are on disk."""
        results: list[AsyncResult] = [AsyncResult() for _ in orders]
        for order, result in zip(orders, results, strict=True):
            self.submit(order, result.set)
        return [result.get() for result in results]

    def is_watched(self, cell: str) -> bool:
        """Whether screens are open on a cell."""
        return self.watched(cell)

    def in_thread(self, work: Callable[..., Any], *args: Any) -> Any:
        """Run something slow (a password's hash) in a native thread, and let others run meanwhile."""
        return gevent.get_hub().threadpool.apply(work, args)

    def apart(self, work: Callable[[Connection], Any]) -> Any:
        """Do a long reading in a native thread, two at a time; the loop goes on meanwhile."""
        return self._readers.apply(Desk.apart, (self, work))

    def aside(self, work: Callable[[Connection], Any]) -> Any:
        """The same in a thread that only what live screens show goes to."""
        return self._screens.apply(Desk.apart, (self, work))

    def close(self) -> None:
        """Take no more orders, finish those that wait, give the database back."""
        self._is_closing = True
        any(self._idle.wait(timeout=0.25) for _turn in range(16))  # counted: see cell.serve
        self._worker.kill()
        self._thread.apply(self.writer.close)

    def _work(self) -> None:
        while True:
            self._more.wait(AGAIN_S if self.writer.owes_home else None)
            self._more.clear()
            if self.writer.owes_home and not self._waiting:
                self._thread.apply(self.writer.go_home)
            while self._waiting:
                batch, self._waiting = self._waiting[:BATCH_MAX], self._waiting[BATCH_MAX:]
                self._settle(batch, self._write([order for order, _ in batch]))
            self._idle.set()

    def _write(self, orders: list[Order]) -> Outcome:
        try:
            return self._thread.apply(self.writer.carry_out, (orders,))
        except Exception:
            _diary.exception("the writer failed")
            return Outcome([Refused("broken") for _ in orders], [])

    def _tell(self, heard: Callable[[Any], None], told: Any) -> None:
        """A fault in telling one must not keep the others from being told, nor stop the desk."""
        try:
            heard(told)
        except Exception:
            _diary.exception("on disk, but one could not be told")
