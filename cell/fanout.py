"""The fan-out: one frame built once, the same bytes written straight to every idle socket of a room.

A screen whose socket is full, or in the middle of a frame, gets the packet through its own Engine.IO queue, so order
is kept and nobody waits for it; one that owes too much is cut off and catches up when it returns.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import gevent
from engineio import packet as engine_packet
from socketio.manager import Manager

from cell.links import Framed, Link

MESSAGE = engine_packet.MESSAGE
BEAT = Framed.of(f'{MESSAGE}2["beat"]')  # the same few bytes for ever, for every screen
TURN = 64


class Ready(engine_packet.Packet):
    """An Engine.IO message that is already encoded and framed."""

    def __init__(self, text: str):
        super().__init__(MESSAGE, text)
        self.encode_cache = Framed.of(f"{MESSAGE}{text}")


def named(name: str, payload: bytes | str) -> Ready:
    """The packet of one Socket.IO push: a name and a payload that is JSON already."""
    body = payload.decode() if isinstance(payload, bytes) else payload
    return Ready(f'2["{name}",{body}]')


def answered(number: int, payload: bytes | str) -> Ready:
    """The packet of one Socket.IO answer to the message of that number."""
    body = payload.decode() if isinstance(payload, bytes) else payload
    return Ready(f"3{number}[{body}]")


class Fanout(Manager):
    """The client manager of the Socket.IO server. `on_slow` is told of a screen that owed too much."""

    server: Any

    def __init__(self, on_slow: Callable[[Link], None]):
        super().__init__()
        self._on_slow = on_slow

    def emit(
        self,
        event: str,
        data: Any,
        namespace: str,
        room: Any = None,
        skip_sid: Any = None,
        callback: Any = None,
        to: Any = None,
        **options: Any,
    ) -> None:
        """The stock entrance, for callers who hold plain values."""
        room = to or room
        if callback or isinstance(data, (bytes, bytearray, tuple)) or namespace not in self.rooms:
            super().emit(event, data, namespace, room=room, skip_sid=skip_sid, callback=callback, **options)
            return
        skipped = set(skip_sid) if isinstance(skip_sid, list) else {skip_sid}
        text = self.server.packet_class.json.dumps(data)
        links = [
            self.link(eio_sid) for sid, eio_sid in list(self.get_participants(namespace, room)) if sid not in skipped
        ]
        self.deliver(links, named(event, text))

    def link(self, eio_sid: str) -> Link | None:
        """The link of an Engine.IO socket, or None once it is gone."""
        return getattr(self.server.eio.sockets.get(eio_sid), "link", None)

    def deliver(self, links: Iterable[Link | None], packet: Ready) -> int:
        """Give one packet to many screens without ever waiting; returns how many took it at once."""
        wire = packet.encode_cache.wire
        at_once = 0
        for link in links:
            if link is None or link.is_cut:
                continue
            queue = link.owner.queue
            if not queue.qsize() and link.write_now(wire):
                at_once += 1
            elif link.owe(len(wire)):
                queue.put(packet)
            else:
                self._on_slow(link)
        return at_once

    def beat(self, links: Sequence[Link]) -> None:
        """Say to each screen that we are there. Who is owed something is told that way: nothing is queued for this.

        The loop turns in between, so that no command waits for a thousand screens.
        """
        for start in range(0, len(links), TURN):
            for link in links[start : start + TURN]:
                if not link.is_cut and not link.owner.queue.qsize():
                    link.write_now(BEAT.wire)
            gevent.sleep(0)
