"""Telling the other processes at once that a cell has moved. Only the cell's id travels; each reads the database.

Redis is a hint, never the truth: while it is away the watch still looks at the heads once a second, so nothing is
lost, only later. What others write into that channel can do no more than cause a look; what they say of who is there
comes by another one (cell/live/neighbours.py).
"""

import logging
from typing import Any

import gevent
from gevent.queue import Empty, Queue

from cell.journal.desk import Desk
from cell.journal.orders import Load, Page
from cell.live.screens import Screens
from cell.live.talk import Talk

CHANNEL = "cell:moved"
SAID = "cell:said"
AGAIN_S = 1.0
QUEUE_MAX = 1_000
_diary = logging.getLogger(__name__)


class Pokes:
    """One process's ear and voice."""

    def __init__(self, url: str, desk: Desk, screens: Screens, talk: Talk):
        import redis

        self._redis: Any = redis.Redis.from_url(url, socket_connect_timeout=2, socket_timeout=None)
        self._desk = desk
        self._screens = screens
        self._talk = talk
        self._moved: Queue[str] = Queue(QUEUE_MAX)
        self._said: Queue[bytes] = Queue(QUEUE_MAX)
        desk.listeners.append(self._note)
        talk.neighbours.meet(self._say)
        self._workers = [gevent.spawn(self._speak), gevent.spawn(self._tell), gevent.spawn(self._listen)]

    def stop(self) -> None:
        """Neither speak nor listen any more."""
        gevent.killall(self._workers)

    def _note(self, page: Page) -> None:
        if not self._moved.full():
            self._moved.put_nowait(page.cell)

    def _say(self, said: bytes) -> None:
        if not self._said.full():
            self._said.put_nowait(said)

    def _tell(self) -> None:
        while True:
            said = self._said.get()
            try:
                self._redis.publish(SAID, said)
            except Exception as fault:  # it is said again within seconds
                _diary.debug("Redis does not take what was said (%s)", type(fault).__name__)
                gevent.sleep(AGAIN_S)

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
                ear.subscribe(CHANNEL, SAID)
                for said in ear.listen():
                    self._heard(said.get("channel"), said.get("data"))
            except Exception as fault:
                _diary.warning("Redis is away (%s): the heads are looked at once a second", type(fault).__name__)
            gevent.sleep(AGAIN_S)

    def _heard(self, channel: Any, data: Any) -> None:
        if channel == SAID.encode():
            self._talk.hear_neighbour(data if isinstance(data, bytes) else b"")
            return
        cell = data.decode("ascii", "ignore") if isinstance(data, bytes) else ""
        if self._screens.is_watched(cell):
            self._desk.submit(Load(cell, whole=False), lambda value: None)
