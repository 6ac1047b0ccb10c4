"""N screens of one cell in one process: raw sockets and one epoll, cheap enough not to be the bottleneck.

What is pushed is recognised by a cache keyed on the received bytes, so that a delivery costs one recv() and one
look-up; `client_util` of the figures says whether this client was busy all the same.
"""

import json
import re
import select
import socket
import time
import zlib
from collections.abc import Callable
from typing import Any

from benchmarks.frames import CLOSE, frame, frames

NUMBER = re.compile(rb"bench c=(\d+)")
READ = 16 * 1024  # a larger buffer costs a memory map per call
CACHED = 4096
now = time.monotonic


class Screen:
    """One websocket: `stage` counts what it was answered so far, the handshake, the connection, the join."""

    __slots__ = ("sock", "rest", "stage", "inflate")

    def __init__(self, sock: socket.socket):
        self.sock = sock
        self.rest = b""
        self.stage = 0
        self.inflate: Any = None

    def say(self, packet: bytes) -> None:
        """Send a packet whole."""
        self.sock.setblocking(True)
        self.sock.sendall(frame(packet))
        self.sock.setblocking(False)


class Crowd:
    """The screens and what they were told. `cell` and `token` are as the product's contract wants them."""

    def __init__(self, port: int, cell: str, token: str, *, deflate: bool = False):
        self.port = port
        self.cell = json.dumps(cell)
        self.token = token
        self.deflate = deflate
        self.screens: list[Screen] = []
        self.answers: dict[int, float] = {}
        self.firsts: dict[int, float] = {}
        self.lasts: dict[int, float] = {}
        self.counts: dict[int, int] = {}
        self.deliveries = self.closed = 0
        self.refusals: list[str] = []
        self.on_last: Callable[[int], None] | None = None
        self._by_fd: dict[int, Screen] = {}
        self._poll = select.epoll()
        self._cache: dict[bytes, list[int]] = {}
        self._has_effect = False

    # Coming in -------------------------------------------------------------------------------------------------

    def enter(self, count: int, at_once: int = 20) -> None:
        """Connect and join that many screens, `at_once` at the same time."""
        left = count
        while left > 0:
            group = self.open(min(at_once, left))
            for screen in group:
                screen.sock.setblocking(False)
                self._by_fd[screen.sock.fileno()] = screen
                self._poll.register(screen.sock.fileno(), select.EPOLLIN)
            self.screens += group
            left -= len(group)

    def open(self, count: int, room: int | None = None) -> list[Screen]:
        """Screens that have joined but are nobody's yet; `room` is how much the kernel takes for who does not read."""
        group = [Screen(self._connected(room)) for _ in range(count)]
        for screen in group:
            self._shake(screen)
            screen.sock.sendall(frame(b"40" + json.dumps({"token": self.token}).encode()))
        self._until(group, 2)
        for screen in group:  # number 0 is the join's, commands begin at 1
            screen.sock.sendall(frame(b'420["join",{"cell":%s}]' % self.cell.encode()))
        self._until(group, 3)
        return group

    def _connected(self, room: int | None) -> socket.socket:
        sock = socket.socket()
        if room is not None:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        sock.settimeout(30)
        sock.connect(("127.0.0.1", self.port))
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n" if self.deflate else ""
        sock.sendall(
            (
                "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
                f"Host: 127.0.0.1:{self.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                f"Sec-WebSocket-Version: 13\r\n{offer}\r\n"
            ).encode()
        )
        return sock

    def _shake(self, screen: Screen) -> None:
        while b"\r\n\r\n" not in screen.rest:
            self._more(screen)
        head, _, screen.rest = screen.rest.partition(b"\r\n\r\n")
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise SystemExit(f"no websocket: {head[:300]!r}")
        if b"permessage-deflate" in head:
            screen.inflate = zlib.decompressobj(-15)
        screen.stage = 1

    def _until(self, group: list[Screen], stage: int) -> None:
        for screen in group:
            self._parse(screen)
            while screen.stage < stage:
                self._more(screen)
                self._parse(screen)

    def _more(self, screen: Screen) -> None:
        received = screen.sock.recv(65536)
        if not received:
            raise SystemExit(f"hung up before it joined: {screen.rest[:300]!r}")
        screen.rest += received

    # What comes ------------------------------------------------------------------------------------------------

    def pump(self, timeout: float) -> None:
        """Take what has come, waiting for it at most that long."""
        for fd, _ in self._poll.poll(timeout, 1024):
            self._receive(self._by_fd[fd])

    def pump_until(self, instant: float) -> None:
        """Take what comes until an instant of the monotonic clock."""
        while (left := instant - now()) > 0:
            self.pump(left)
        self.pump(0)

    def forget(self) -> None:
        """Begin anew: nothing was told."""
        for told in (self.answers, self.firsts, self.lasts, self.counts, self._cache):
            told.clear()

    def _receive(self, screen: Screen) -> None:
        try:
            received = screen.sock.recv(READ)
        except BlockingIOError:
            return
        except OSError:
            received = b""
        if not received:
            self.closed += 1
            self._poll.unregister(screen.sock.fileno())
            return
        numbers = None if screen.rest else self._cache.get(received)
        if numbers is None:
            is_whole = not screen.rest
            screen.rest += received
            self._has_effect = False
            numbers = self._parse(screen)
            if is_whole and not screen.rest and numbers and screen.inflate is None and not self._has_effect:
                if len(self._cache) > CACHED:
                    self._cache.clear()
                self._cache[received] = numbers
        self._count(numbers)

    def _count(self, numbers: list[int]) -> None:
        for number in numbers:
            count = self.counts[number] = self.counts.get(number, 0) + 1
            if count == 1:
                self.firsts[number] = now()
            if count == len(self.screens):
                self.lasts[number] = now()
                if self.on_last:
                    self.on_last(number)
        self.deliveries += len(numbers)

    def _parse(self, screen: Screen) -> list[int]:
        """The numbers of the commands that were pushed; answers and pings are dealt with on the way."""
        numbers: list[int] = []
        found, screen.rest = frames(screen.rest)
        for one in found:
            packet = one.body
            if one.is_packed and screen.inflate is not None:
                packet = screen.inflate.decompress(packet + b"\0\0\xff\xff")
            if one.opcode == CLOSE:
                self._has_effect = True
            elif packet.startswith(b"42"):  # once a push, even if a row repeats the text
                numbers += dict.fromkeys(map(int, NUMBER.findall(packet)))
            else:
                self._has_effect = True  # not to be skipped next time, however alike
                self._heed(screen, packet)
        return numbers

    def _heed(self, screen: Screen, packet: bytes) -> None:
        if packet == b"2":
            screen.say(b"3")
        elif packet.startswith(b"40"):
            screen.stage = 2
        elif packet.startswith(b"44"):
            raise SystemExit(f"not let in: {packet[:300]!r}")
        elif packet.startswith(b"43"):
            number = int(packet[2 : packet.index(b"[")])
            is_ok = b'"ok":true' in packet[:200].replace(b" ", b"")
            if not number:
                if not is_ok:
                    raise SystemExit(f"join refused: {packet[:300]!r}")
                screen.stage = 3
            elif is_ok:
                self.answers.setdefault(number, now())
            else:
                self.refusals.append(packet[:300].decode())
