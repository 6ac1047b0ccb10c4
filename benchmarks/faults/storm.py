"""Figure 9: every screen of a cell comes back at once after the server was killed, and all show the same."""

import hashlib
import json
import random
import select
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.faults.registry import Told, figure
from benchmarks.frames import frame, frames
from tests.serving import Served

RETRY_S = 0.05
HANDSHAKE = (
    b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
    b"Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
now = time.monotonic


class Screen:
    """One screen: asks for the whole board where `seq` is None, else for what came after it."""

    def __init__(self, seq: int | None):
        self.seq = seq
        self.sock: socket.socket | None = None
        self.rest = b""
        self.is_shaken = False
        self.due = 0.0
        self.back_at: float | None = None
        self.shown = ""


class Storm:
    """Some screens of one person in one cell, on one epoll. `back` waits until all have joined."""

    def __init__(self, served: Served, count: int):
        self._served = served
        self._auth = b"40" + json.dumps({"token": served.tokens["alice"]}).encode()
        self.screens = [Screen(None) for _ in range(count)]
        self._by_fd: dict[int, Screen] = {}
        self._poll = select.epoll()

    def back(self, limit_s: float, jitter_s: float = 0) -> float:
        """Bring all in, each after a wait of its own up to the jitter; seconds until the last one has joined."""
        begun = now()
        for screen in self.screens:
            self._drop(screen)
            screen.due, screen.back_at = begun + random.random() * jitter_s, None
        while any(screen.back_at is None for screen in self.screens):
            if now() - begun > limit_s:
                missing = sum(screen.back_at is None for screen in self.screens)
                raise AssertionError(f"{missing} of {len(self.screens)} screens not back within {limit_s} s")
            for screen in self.screens:
                if screen.sock is None and screen.due <= now():
                    self._connect(screen)
            for fd, _ in self._poll.poll(0.01, 2048):
                self._hear(self._by_fd[fd])
        return max(screen.back_at or 0 for screen in self.screens) - begun

    def shown(self) -> set[str]:
        """What the screens show, by those who asked for the whole and those who asked for the rest."""
        return {f"{screen.seq is None} {screen.shown}" for screen in self.screens}

    def close(self) -> None:
        """Hang up."""
        for screen in self.screens:
            self._drop(screen)
        self._poll.close()

    def _connect(self, screen: Screen) -> None:
        sock = socket.socket()
        try:
            sock.connect(("127.0.0.1", self._served.port))
        except ConnectionError:
            sock.close()
            screen.due = now() + RETRY_S
            return
        sock.sendall(HANDSHAKE)
        sock.setblocking(False)
        screen.sock, screen.rest, screen.is_shaken = sock, b"", False
        self._by_fd[sock.fileno()] = screen
        self._poll.register(sock.fileno(), select.EPOLLIN)

    def _drop(self, screen: Screen) -> None:
        if screen.sock is not None:
            self._poll.unregister(screen.sock.fileno())
            del self._by_fd[screen.sock.fileno()]
            screen.sock.close()
            screen.sock = None
            screen.due = now() + RETRY_S

    def _hear(self, screen: Screen) -> None:
        assert screen.sock is not None
        try:
            received = screen.sock.recv(1 << 18)
        except BlockingIOError:
            return
        except ConnectionError:
            received = b""
        if not received:
            self._drop(screen)
            return
        screen.rest += received
        if not screen.is_shaken:
            head, end, screen.rest = screen.rest.partition(b"\r\n\r\n")
            if not end:
                screen.rest = head
                return
            assert b" 101 " in head, head[:200]
            screen.is_shaken = True
            screen.sock.sendall(frame(self._auth))
        found, screen.rest = frames(screen.rest)
        for one in found:
            self._heed(screen, one.body)

    def _heed(self, screen: Screen, packet: bytes) -> None:
        assert screen.sock is not None
        if packet == b"2":
            screen.sock.sendall(frame(b"3"))
        elif packet.startswith(b"40"):
            asked = {"cell": self._served.cell} | ({} if screen.seq is None else {"seq": screen.seq})
            screen.sock.sendall(frame(b'421["join",' + json.dumps(asked).encode() + b"]"))
        elif packet.startswith(b"431["):
            told = json.loads(packet[3:])[0]
            assert told["ok"], packet[:300]
            kept = {name: told.get(name) for name in ("seq", "stream", "board", "entries", "rows")}
            screen.shown = hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()
            screen.back_at = now()


def stormed(served: Served, storm: Storm, limit_s: float, jitter_s: float = 0) -> tuple[float, float]:
    """Kill the server, start it, wait for all: seconds from the start of its process, and from its first word."""
    served.kill()
    begun = now()
    heard: list[float] = []
    starter = threading.Thread(target=lambda: (served.start(), heard.append(now())))
    starter.start()
    took = storm.back(limit_s, jitter_s)
    starter.join()
    return took, begun + took - heard[0]


def written(served: Served, count: int) -> int:
    """Write some tasks; returns the number of the last entry before them."""
    screen = served.screen("alice")
    for number in range(count):
        assert screen.act("add_task", title=f"n={number}", department="logistics")["ok"]
    screen.close()
    return screen.joined["seq"]


@figure(9, "all screens back and equal after SIGKILL and start")
def storm() -> Iterator[Told]:
    """Half of the screens ask for the whole board, half for the twenty entries they missed."""
    for count, jitter_s, bound_s in ((500, 0, 5), (1_000, 0, 10), (500, 5, 8)):
        with tempfile.TemporaryDirectory() as folder:
            served = Served(Path(folder))
            served.start()
            rss = served.rss()
            crowd = Storm(served, count)
            try:
                crowd.back(60)
                grown = (served.rss() - rss) / count / 1e6
                seq = written(served, 20)
                for screen in crowd.screens[::2]:
                    screen.seq = seq
                took, after = stormed(served, crowd, 60, jitter_s)
                boards = len(crowd.shown())
            finally:
                crowd.close()
                served.stop()
        what = f"{count} screens" + (f", {jitter_s} s jitter" if jitter_s else "")
        said = f"{took:.1f} s from the process's start, {after:.1f} s from its first word, {grown:.2f} MB a screen"
        yield Told(what, said, f"{bound_s} s from its start", took <= bound_s)
        yield Told(what + " show the same", f"{boards} different of 2 kinds asked for", "2", boards == 2)
