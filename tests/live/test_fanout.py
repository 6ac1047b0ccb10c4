"""One screen's packets never overtake each other, whatever its socket takes: on a pair of sockets, turn by turn."""

from collections.abc import Callable, Iterator

import gevent
import pytest
from gevent.queue import JoinableQueue
from gevent.socket import socket, socketpair

from cell.fanout import Fanout, Ready, named
from cell.links import QUEUE_BYTES_MAX, QUEUE_MAX, Link


class Far:
    """The screen's end of the line, and the Engine.IO socket as far as a link needs one."""

    def __init__(self) -> None:
        self.queue = JoinableQueue()
        self.link: Link | None = None
        self.slow: list[Link] = []
        self.fanout = Fanout(self.slow.append)
        self.near, self.sock = socketpair()
        self.sock.setblocking(False)

    def serve(self, work: Callable[["Far", Link], None]) -> None:
        """Do something while the link is up, on a line whose kernel holds nothing of it yet."""
        link = Link(lambda link: work(self, link), None)
        link.owner = self
        key = {"HTTP_SEC_WEBSOCKET_KEY": "AAAAAAAAAAAAAAAAAAAAAA=="}
        link({**key, "wsgi.input": self.near.makefile("rb")}, lambda *_: None)

    def fill(self) -> None:
        """Until the kernel takes nothing more."""
        raw = near_raw(self.near)
        while True:
            try:
                raw.send(b"x" * 4096)
            except BlockingIOError:
                return

    def read(self) -> bytes:
        """All that has come."""
        taken = bytearray()
        while True:
            try:
                taken += near_raw(self.sock).recv(1 << 16)
            except BlockingIOError:
                return bytes(taken)

    def told(self, *packets: Ready) -> None:
        """Push some packets to the one screen."""
        for packet in packets:
            self.fanout.deliver([self.link], packet)


def near_raw(sock: socket):
    """The plain socket under gevent's, which never waits."""
    return sock._sock  # type: ignore[attr-defined]


@pytest.fixture
def far() -> Iterator[Far]:
    made = Far()
    yield made
    made.near.close()
    made.sock.close()


def packet(name: str, size: int = 10) -> Ready:
    return named(name, '"' + "x" * size + '"')


def test_a_packet_is_written_at_once_where_nothing_waits(far: Far):
    def work(far: Far, link: Link) -> None:
        far.read()
        far.told(packet("one"))
        assert b"one" in far.read() and not far.queue.qsize()

    far.serve(work)


def test_what_comes_while_something_waits_queues_behind_it(far: Far):
    """Needs: the queue is looked at before the socket."""

    def work(far: Far, link: Link) -> None:
        far.fill()
        far.told(packet("one"))
        far.read()  # now the socket would take it
        far.told(packet("two"))
        assert far.read() == b""
        assert [each.encode()[1:7] for each in link.packets()] == ['2["one', '2["two']

    far.serve(work)


def test_what_comes_amid_a_frame_follows_it_whole(far: Far):
    """Needs: a half written frame keeps the socket busy, and who writes from the queue holds it."""

    def work(far: Far, link: Link) -> None:
        far.read()
        far.told(packet("large", 2_000_000))  # more than the kernel takes
        writer = gevent.spawn(lambda: [link.send(each.encode()) for each in link.packets()])
        taken = far.read()
        far.told(packet("two"), packet("three"))
        while b"three" not in taken:
            gevent.sleep(0.001)
            taken += far.read()
        assert taken.index(b"large") < taken.index(b"two") < taken.index(b"three")
        assert taken.count(b"x") == 2_000_000 + 20
        writer.join()

    far.serve(work)


def test_one_large_answer_is_not_too_much_and_many_are(far: Far):
    """Needs: a bound on what waits, which a board larger than it does not hit."""

    def work(far: Far, link: Link) -> None:
        far.fill()
        far.told(packet("board", 2 * QUEUE_BYTES_MAX))
        assert not far.slow
        far.told(packet("more"))
        assert far.slow == [link]

    far.serve(work)


def test_too_many_small_packets_are_too_much(far: Far):
    """Needs: a bound on the number of what waits, too."""

    def work(far: Far, link: Link) -> None:
        far.fill()
        far.told(*(packet("x", 0) for _ in range(QUEUE_MAX)))
        assert not far.slow
        far.told(packet("x", 0))
        assert far.slow == [link]

    far.serve(work)
