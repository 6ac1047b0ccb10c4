"""People who write at a pace over the real socket, whatever becomes of it, and remember how they were answered."""

import json
import selectors
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from typing import Any

from tests.live.raw import CLOSE, Raw, frame, message
from tests.serving import Served

PING = b"\x81\x012"  # the frame of it


class Acts:
    """Every command given, by key: what it said, how it was answered, and how long that took."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}
        self.answered: dict[str, int] = {}
        self.refused: dict[str, str] = {}
        self.waited: list[float] = []

    def note(self, key: str, begun: float, answer: dict[str, Any]) -> None:
        """The answer to a command has come."""
        self.waited.append(time.monotonic() - begun)
        if answer.get("ok"):
            self.answered[key] = answer["seq"]
        else:
            self.refused[key] = answer["refused"]["code"]


class Writer(threading.Thread):
    """One person who adds tasks at a pace, never waiting for an answer to give the next.

    When the link breaks they come back, and give again, under its own key, whatever was not answered.
    """

    def __init__(self, served: Served, who: str, acts: Acts, pace_s: float):
        super().__init__(daemon=True)
        self.served, self.who, self.acts, self.pace_s = served, who, acts, pace_s
        self.goodbyes: list[str] = []
        self.links = 0
        self._ended = threading.Event()
        self._mine: dict[str, None] = {}  # given, and not answered with an entry
        self._asked: list[tuple[str, float]] = []  # over this link, by number

    def finish(self) -> None:
        """Write no more."""
        self._ended.set()
        self.join()

    def run(self) -> None:
        """Write until told to stop, over as many links as it takes."""
        while not self._ended.is_set():
            try:
                # A plain knock first: while nobody listens, nothing is left behind.
                socket.create_connection(("127.0.0.1", self.served.port), 1).close()
                link = Raw(self.served.port)
            except OSError:
                self._ended.wait(0.02)
                continue
            try:
                if (link.name({"token": self.served.tokens[self.who]}) or "").startswith("40"):
                    self.links += 1
                    self._write(link)
            except (OSError, ValueError):
                pass
            link.close()

    def _write(self, link: Raw) -> None:
        self._asked.clear()
        self._give(link, "join", {"cell": self.served.cell}, "")
        for key in list(self._mine):
            self._add(link, key)
        while not self._ended.is_set():
            key = str(uuid.uuid4())
            self.acts.said[key] = f"tâche {key}"
            self._mine[key] = None
            self._add(link, key)
            if not self._hear(link, self.pace_s):
                return
        self._hear(link, 1.0)

    def _add(self, link: Raw, key: str) -> None:
        args = {"title": self.acts.said[key], "department": "legal"}
        self._give(link, "command", {"cell": self.served.cell, "name": "add_task", "args": args, "key": key}, key)

    def _give(self, link: Raw, name: str, payload: Any, key: str) -> None:
        self._asked.append((key, time.monotonic()))
        link.send(message(name, payload, len(self._asked) - 1))

    def _hear(self, link: Raw, for_s: float) -> bool:
        """Listen for a while; False where the link was ended."""
        until = time.monotonic() + for_s
        while (left := until - time.monotonic()) > 0 and not (self._ended.is_set() and not self._mine):
            try:
                found = link.read(left)
            except TimeoutError:
                return True
            if found is None or found[0] == CLOSE:
                return False
            self._heed(link, found[1].decode())
        return True

    def _heed(self, link: Raw, said: str) -> None:
        if said == "2":
            link.send(frame("3"))
        elif said.startswith("43"):
            number, _, body = said[2:].partition("[")
            key, begun = self._asked[int(number)]
            if key:
                self.acts.note(key, begun, json.loads(body[:-1]))
                self._mine.pop(key, None)
        elif said.startswith('42["out"'):
            self.goodbyes.append(json.loads(said[2:])[1]["reason"])


@contextmanager
def writing(served: Served, per_s: float) -> Iterator[tuple[Acts, list[Writer]]]:
    """Three people write, so many commands a second together; afterwards they have stopped."""
    acts = Acts()
    writers = [Writer(served, who, acts, 3 / per_s) for who in ("alice", "bruno", "chloe")]
    for writer in writers:
        writer.start()
    try:
        yield acts, writers
    finally:
        for writer in writers:
            writer.finish()


class Lookers(threading.Thread):
    """Screens that only look: they take every push and answer every ping, all in one thread that costs little."""

    def __init__(self, served: Served, count: int):
        super().__init__(daemon=True)
        self._ended = threading.Event()
        self._links = [Raw(served.port) for _ in range(count)]
        for link, who in zip(self._links, cycle(("alice", "bruno", "chloe", "dan")), strict=False):
            link.name({"token": served.tokens[who]})
            link.ask("join", {"cell": served.cell})

    def run(self) -> None:
        """Look until told to stop."""
        with selectors.DefaultSelector() as selector:
            for link in self._links:
                selector.register(link.sock, selectors.EVENT_READ, link)
            while not self._ended.is_set():
                for key, _ in selector.select(0.5):
                    if PING in key.data.sock.recv(1 << 16):
                        key.data.send(frame("3"))

    def finish(self) -> None:
        """Look no more."""
        self._ended.set()
        self.join()
        for link in self._links:
            link.close()
