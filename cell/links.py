"""One websocket of one screen, on gevent: wsproto speaks the protocol, this file owns the socket.

Written so that what a stranger sends is bounded before it is stored (frame length, no compression, text only), and
so that what a slow screen does not read is bounded too. Never blocks the sender: what the socket does not take at
once goes to the Engine.IO queue of that screen alone.
"""

import base64
import errno
import fcntl
import hashlib
import logging
import socket
import struct
import termios
from collections.abc import Callable, Iterable
from typing import Any, cast

import gevent
from wsproto import ConnectionType
from wsproto.connection import Connection, ConnectionState
from wsproto.events import BytesMessage, CloseConnection, Ping, Pong, TextMessage
from wsproto.utilities import RemoteProtocolError

from cell import clock

MESSAGE_MAX = 128 * 1024
QUEUE_MAX = 1_000
QUEUE_BYTES_MAX = 1_000_000
READ = 16 * 1024
SLICE_S = 0.005
PAUSE_S = 0.001
# All that an Engine.IO client may say here: goodbye, the answer to a ping, a message. "5" would be answered with a
# packet each, "b" is base64, and whatever the library cannot read it answers with a stack trace and a session for ever.
SPOKEN = frozenset("134")
_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_diary = logging.getLogger(__name__)


def is_handshake(environ: dict[str, Any]) -> bool:
    """Whether a request asks for a websocket as RFC 6455 wants it asked."""
    connection = [word.strip() for word in environ.get("HTTP_CONNECTION", "").lower().split(",")]
    return (
        environ["REQUEST_METHOD"] == "GET"
        and environ.get("HTTP_UPGRADE", "").lower() == "websocket"
        and "upgrade" in connection
        and environ.get("HTTP_SEC_WEBSOCKET_VERSION") == "13"
        and _is_key(environ.get("HTTP_SEC_WEBSOCKET_KEY", ""))
    )


def frame(text: str | bytes) -> bytes:
    """A whole, unmasked, uncompressed text frame."""
    body = text.encode() if isinstance(text, str) else text
    length = len(body)
    if length < 126:
        return bytes((0x81, length)) + body
    if length < 65536:
        return b"\x81\x7e" + struct.pack(">H", length) + body
    return b"\x81\x7f" + struct.pack(">Q", length) + body


class Framed(str):
    """An encoded Engine.IO packet that carries its ready frame, the same bytes for every screen."""

    wire: bytes

    @classmethod
    def of(cls, text: str) -> "Framed":
        """The packet with its frame built once."""
        self = cls(text)
        self.wire = frame(text)
        return self


class Link:
    """The websocket of one screen, as Engine.IO wants it (`send`, `wait`, `close`), and what the reaper asks of it.

    `heard` is when something last came in, on the monotonic clock; `is_busy` while a frame is only half written;
    `owed` the bytes that wait in the queue, `sent` those the kernel has taken, `moved` when the peer last took some.
    """

    def __init__(self, handler: Callable[["Link"], Any], _server: object):
        self.owner: Any = getattr(handler, "__self__", None)  # the Engine.IO socket
        self.heard = self.born = self.pinged = clock.elapsed()
        self.is_busy = False
        self.is_held = False
        self.is_cut = False
        self.sent = 0
        self.owed = 0
        self._taken = 0
        self.moved = self._turn = self.born
        self._handler = handler
        self._protocol = Connection(ConnectionType.SERVER)
        self._peer: Any = None  # not "_sock": Engine.IO would give it a time-out of its own
        self._raw = self._finishing = cast(Any, None)

    def __call__(self, environ: dict[str, Any], _start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Shake hands (the request has been looked at, see is_handshake) and serve until either side ends it."""
        given = environ["wsgi.input"]
        given = getattr(given, "rfile", given)
        self._peer = given.raw._sock
        self._peer.settimeout(None)  # the watch looks after silence
        self._raw = getattr(self._peer, "_sock", self._peer)
        accept = base64.b64encode(hashlib.sha1(environ["HTTP_SEC_WEBSOCKET_KEY"].encode() + _GUID).digest())
        self._peer.sendall(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n"
        )
        if self.owner is not None:
            self.owner.link = self
        try:
            self._handler(self)
        finally:
            self.cut()
            given.close()  # or what still comes in would be read as the next HTTP request
        return []

    # What Engine.IO asks ------------------------------------------------------------------------------------

    def packets(self) -> list[Any]:
        """What waits to be written, at least one; none once it is over. Engine.IO's own `poll` hangs up when quiet."""
        queue = self.owner.queue
        waiting = [queue.get()]
        waiting += [queue.get() for _ in range(queue.qsize())]
        for _ in waiting:
            queue.task_done()
        if None in waiting:  # the end, said once, must be heard again by the next call
            waiting = waiting[: waiting.index(None)]
            if waiting:
                queue.put(None)
        return waiting

    def send(self, message: str) -> None:
        """Write one packet whole, waiting for the socket as long as it takes; called by this screen's writer only."""
        wire = getattr(message, "wire", None)
        if wire is None:
            wire = frame(message)
        else:
            self.owed -= len(wire)
        self.is_held = True  # what comes meanwhile must queue behind, or it would overtake
        if self.is_busy:
            self._finishing.join()
        self.is_held, self.is_busy = False, True
        self._write(wire)

    def wait(self) -> str | None:
        """The next packet, as text, or None when there will be no more."""
        self._give_way()
        message = bytearray()
        while True:
            for part in self._parts():
                if part is None:
                    return None
                text, is_last = part
                message += text
                if len(message) > MESSAGE_MAX:
                    self.refuse("message too long")
                    return None
                if is_last:
                    return self._checked(message.decode())
            if not self._read():
                return None

    def close(self) -> None:
        """End it, saying so if the socket still takes it."""
        self.cut()

    # What the fan-out and the reaper ask ----------------------------------------------------------------------

    def write_now(self, wire: bytes) -> bool:
        """Hand a whole frame to the socket if it takes it at once. False: nothing was written, use the queue."""
        if self.is_busy or self.is_held or self.is_cut or self._raw is None:
            return False
        try:
            count = self._raw.send(wire)
        except OSError:  # full, or gone: the reader finds out which
            return False
        self.sent += count
        if count != len(wire):
            self.is_busy = True
            self._finishing = gevent.spawn(self._write, wire[count:])
        return True

    def owe(self, size: int) -> bool:
        """Note that a frame goes to the queue. False where it is too much; one large answer alone never is."""
        is_alone = not self.owed
        self.owed += size
        return is_alone or (self.owed <= QUEUE_BYTES_MAX and self.owner.queue.qsize() < QUEUE_MAX)

    def stuck_s(self, now: float) -> float:
        """Seconds for which the peer has taken nothing of what it is owed; 0 where it is owed nothing."""
        if self.is_cut or self._raw is None:
            return 0.0
        try:
            unsent = struct.unpack("I", fcntl.ioctl(self._raw.fileno(), termios.TIOCOUTQ, b"\0" * 4))[0]
        except (OSError, ValueError):
            return 0.0
        taken = self.sent - unsent
        if taken > self._taken or not (unsent or self.owed or self.is_busy):
            self._taken, self.moved = taken, now
        return now - self.moved

    def refuse(self, why: str) -> None:
        """End it because of what the peer sent; one short line in the diary, the peer learns no more than that."""
        _diary.info("link refused: %s", why)
        if not self.is_busy and self._raw is not None:
            try:
                self._raw.send(b"\x88\x02\x03\xf0")  # close, 1008
            except OSError:
                pass
        self.cut(hard=True)

    def cut(self, *, hard: bool = False) -> None:
        """Shut the TCP connection, so that neither the reader nor a writer in the middle of a frame waits on.

        `hard` throws away what the kernel still holds for the peer, and makes it stop sending.
        """
        if not self.is_cut:
            self.is_cut = True
            if self._peer is not None:
                try:
                    if hard:
                        self._raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    self._peer.shutdown(socket.SHUT_RDWR)
                except OSError as fault:
                    if fault.errno not in (errno.ENOTCONN, errno.EBADF):
                        _diary.debug("shutdown: %s", fault)

    # Inside ---------------------------------------------------------------------------------------------------

    def _write(self, wire: bytes) -> None:
        """The rest of a frame, counted as it goes: a large one on a slow line is progress, not a stuck reader."""
        rest = memoryview(wire)
        try:
            while rest:
                count = self._peer.send(rest)
                self.sent += count
                rest = rest[count:]
        except OSError:
            self.cut()
        finally:
            self.is_busy = False

    def _give_way(self) -> None:
        """Who sends faster than we read would never let the loop turn."""
        if clock.elapsed() - self._turn > SLICE_S:
            gevent.sleep(PAUSE_S)
            self._turn = clock.elapsed()

    def _read(self) -> bool:
        self._give_way()
        try:
            try:
                received = self._raw.recv(READ)
            except BlockingIOError:
                received = self._peer.recv(READ)
                self._turn = clock.elapsed()
            if not received:
                return False
            self.heard = clock.elapsed()
            self._protocol.receive_data(received)
        except (OSError, RemoteProtocolError):
            return False
        return True

    def _checked(self, packet: str) -> str | None:
        """A packet that Engine.IO can read, else None and the end."""
        if packet[:1] not in SPOKEN or (packet[0] != "4" and len(packet) > 1):
            self.refuse("not a packet of ours")
            return None
        return packet

    def _parts(self) -> Iterable[tuple[bytes, bool] | None]:
        """(bytes, whether the message ends here) of text that has come, or None for the end."""
        try:
            for what in self._protocol.events():
                if isinstance(what, TextMessage):
                    yield what.data.encode(), what.message_finished
                elif isinstance(what, BytesMessage):
                    self.refuse("binary message")
                    yield None
                elif isinstance(what, Ping):
                    self.write_now(self._protocol.send(Pong(payload=what.payload)))
                elif isinstance(what, CloseConnection):
                    if self._protocol.state is ConnectionState.OPEN:  # its own, for a frame it cannot read
                        self.refuse("bad frame")
                    elif not self.is_cut:
                        self.write_now(self._protocol.send(what.response()))
                    yield None
        except RemoteProtocolError:
            self.refuse("bad frame")
            yield None


def _is_key(key: str) -> bool:
    try:
        return len(base64.b64decode(key, validate=True)) == 16
    except ValueError:
        return False
