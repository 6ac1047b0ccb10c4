"""A websocket client on a plain socket, that may do what no client should."""

import base64
import json
import os
import socket
import struct
import time
from typing import Any, ClassVar

from tests.serving import PATIENCE_S

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
OPENING = "EIO=4&transport=websocket"


def frame(
    payload: str | bytes, opcode: int = TEXT, *, fin: bool = True, rsv: int = 0, length: int | None = None
) -> bytes:
    """A masked frame (the mask is zero). `length` is what its header claims, if not the truth."""
    body = payload.encode() if isinstance(payload, str) else payload
    size = len(body) if length is None else length
    first = (0x80 if fin else 0) | rsv << 4 | opcode
    if size < 126:
        head = bytes((first, 0x80 | size))
    elif size < 65536:
        head = bytes((first, 0xFE)) + struct.pack(">H", size)
    else:
        head = bytes((first, 0xFF)) + struct.pack(">Q", size)
    return head + b"\0\0\0\0" + body


def message(name: str, payload: Any, number: int | None = None) -> bytes:
    """The frame of one Socket.IO message."""
    return frame(f"42{'' if number is None else number}{json.dumps([name, payload])}")


def handshake(port: int, query: str = OPENING, **headers: str | None) -> bytes:
    """The request; `headers` replace its own by name (underscores for dashes), None takes one out."""
    own: dict[str, str | None] = {
        "Host": f"127.0.0.1:{port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
    }
    own |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in own.items() if value is not None]
    return "\r\n".join([f"GET /socket.io/?{query} HTTP/1.1", *lines, "", ""]).encode()


class Raw:
    """One connection. `status` is what the handshake was answered, `taken` every byte that came after it."""

    opened: ClassVar[list["Raw"]] = []

    def __init__(self, port: int, query: str = OPENING, *, room: int | None = None, **headers: str | None):
        self.opened.append(self)
        self.sock = socket.socket()
        if room is not None:  # how much the kernel takes for a reader who does not read
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        self.sock.settimeout(PATIENCE_S)
        self.sock.connect(("127.0.0.1", port))
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock.sendall(handshake(port, query, **headers))
        self.taken = b""
        self._at = 0
        self._number = 0
        head = b""
        while b"\r\n\r\n" not in head and (more := self._more()):
            head += more
        self.head, _, self.taken = head.partition(b"\r\n\r\n")
        self.status = int(self.head.split()[1]) if self.head else 0

    def _more(self) -> bytes:
        try:
            return self.sock.recv(65536)
        except ConnectionError:
            return b""

    def send(self, *frames: bytes) -> None:
        """Send bytes as they are; a peer who has hung up is no fault here."""
        try:
            self.sock.sendall(b"".join(frames))
        except OSError:
            pass

    def read(self, limit_s: float = PATIENCE_S) -> tuple[int, bytes] | None:
        """The next frame as (opcode, payload), or None at the end; pings are answered. Raises TimeoutError."""
        deadline = time.monotonic() + limit_s
        while (found := self._frame()) is None:
            self.sock.settimeout(max(0.001, deadline - time.monotonic()))
            more = self._more()
            if not more:
                return None
            self.taken += more
        if found == (TEXT, b"2"):
            self.send(frame("3"))
        return found

    def _frame(self) -> tuple[int, bytes] | None:
        rest = memoryview(self.taken)[self._at :]
        if len(rest) < 2:
            return None
        size, start = rest[1] & 127, 2
        if size == 126:
            size, start = int.from_bytes(rest[2:4]) if len(rest) >= 4 else 1 << 40, 4
        elif size == 127:
            size, start = int.from_bytes(rest[2:10]) if len(rest) >= 10 else 1 << 40, 10
        if len(rest) < start + size:
            return None
        self._at += start + size
        return rest[0] & 15, bytes(rest[start : start + size])

    def text(self, begin: str, limit_s: float = PATIENCE_S) -> str | None:
        """The next text that begins so, or None at the end; the rest is passed over."""
        deadline = time.monotonic() + limit_s
        while (found := self.read(deadline - time.monotonic())) is not None:
            said = found[1].decode(errors="replace") if found[0] == TEXT else ""
            if said.startswith(begin):
                return said
        return None

    def name(self, auth: Any = None) -> str | None:
        """Say who connects; returns the answer, "40…" for yes and "44…" for no, or None where the link was ended."""
        self.text("0")
        self.send(frame("40" + ("" if auth is None else json.dumps(auth))))
        return self.text("4")

    def ask(self, name: str, payload: Any) -> dict[str, Any] | None:
        """Say something with a number; returns the answer, or None where the link was ended."""
        self._number += 1
        self.send(message(name, payload, self._number))
        said = self.text(f"43{self._number}[")
        return json.loads(said.partition("[")[2][:-1]) if said else None

    def is_ended(self, limit_s: float = PATIENCE_S) -> bool:
        """Read until the other side hangs up; False where it does not in time."""
        deadline = time.monotonic() + limit_s
        try:
            while self.read(deadline - time.monotonic()) is not None:
                pass
        except TimeoutError:
            return False
        return True

    def close(self) -> None:
        """Hang up."""
        self.sock.close()
