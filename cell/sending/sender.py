"""The courier of a process that serves: messages go out of a thread, and neither a page nor a screen waits for them."""

import logging
from collections.abc import Iterable
from typing import Any

import gevent
from gevent.pool import Group
from gevent.threadpool import ThreadPool

from cell.outward import Letter
from cell.sending.carrier import LOST_S, SEND_S
from cell.sending.courier import AT_ONCE, Courier

LOOK_EVERY_S = 1.0
STOP_S = 1.5
_diary = logging.getLogger(__name__)


class Sender(Courier):
    """Runs for the life of the server."""

    def __init__(self, *args: Any):
        super().__init__(*args)
        self._pool = ThreadPool(2 * AT_ONCE)
        self._going = Group()
        self._worker = gevent.spawn(self._run)

    def stop(self) -> None:
        """Claim no more, and wait a little for what is on its way: else it is sent again once its claim has run out."""
        self._worker.kill()
        self._going.join(timeout=STOP_S)

    def _run(self) -> None:
        while True:
            gevent.sleep(LOOK_EVERY_S)
            try:
                self.look()
            except Exception:
                _diary.exception("the outbox could not be looked through")

    def _start(self, posts: Iterable[int]) -> None:
        for post in posts:
            self._going.spawn(self._attempt, post)

    def _sent(self, address: str, letter: Letter) -> str | None:
        try:
            with gevent.Timeout(LOST_S):  # `spawn` itself waits where no thread is free
                return self._pool.spawn(self._carried, address, letter).get()
        except gevent.Timeout:
            _diary.warning("a message was not carried within %d s", LOST_S)
            return "unreached"

    def _carried(self, address: str, letter: Letter) -> str | None:
        """In the thread: what waits for the network there waits on a loop of its own, which can cut it off."""
        try:
            with gevent.Timeout(SEND_S):
                return self._carry(address, letter)
        except gevent.Timeout:
            return "unreached"
