"""Telling the other processes at once that a cell has moved. Only the cell's id travels; each reads the database.

Redis is a hint, never the truth: while it is away the watch still looks at the heads once a second, so nothing is
lost, only later. No payload is decoded, so what others write into the channel can do no more than cause a look.
"""

import logging
from typing import Any

import gevent
from gevent.queue import Empty, Queue

from cell.journal.desk import Desk
from cell.journal.orders import Load, Page
from cell.live.screens import Screens

CHANNEL = "cell:moved"
AGAIN_S = 1.0
QUEUE_MAX = 1_000
_diary = logging.getLogger(__name__)


class Pokes:
    """One process's ear and voice."""

    def __init__(self, url: str, desk: Desk, screens: Screens):
        import redis

        self._redis: Any = redis.Redis.from_url(url, socket_connect_timeout=2, socket_timeout=None)
        self._desk = desk
        self._screens = screens
        self._moved: Queue[str] = Queue(QUEUE_MAX)
        desk.listeners.append(self._note)
        self._workers = [gevent.spawn(self._speak), gevent.spawn(self._listen)]

    def stop(self) -> None:
        """Neither speak nor listen any more."""
        gevent.killall(self._workers)

    def _note(self, page: Page) -> None:
        if not self._moved.full():
            self._moved.put_nowait(page.cell)

    def _speak(self) -> None:
        while True:
            cells = {self._moved.get()}
            while True:
                try:
                    cells.add(self._moved.get_nowait())
                except Empty:
                    break
            try:
                for cell in cells:
                    self._redis.publish(CHANNEL, cell)
            except Exception as fault:
                _diary.warning("Redis does not take the news (%s)", type(fault).__name__)
                gevent.sleep(AGAIN_S)

    def _listen(self) -> None:
        while True:
            try:
                ear = self._redis.pubsub(ignore_subscribe_messages=True)
                ear.subscribe(CHANNEL)
                for said in ear.listen():
                    self._heard(said.get("data"))
            except Exception as fault:
                _diary.warning("Redis is away (%s): the heads are looked at once a second", type(fault).__name__)
            gevent.sleep(AGAIN_S)

    def _heard(self, data: Any) -> None:
        cell = data.decode("ascii", "ignore") if isinstance(data, bytes) else ""
        if self._screens.is_watched(cell):
            self._desk.submit(Load(cell, whole=False), lambda value: None)
