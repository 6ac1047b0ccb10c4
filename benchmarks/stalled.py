"""Screens that join and then stop reading, and what they find when they read again."""

import json
from typing import Any

from benchmarks.crowd import Crowd, Screen
from benchmarks.frames import frames

ROOM = 4096
QUIET_S = 0.5


class Stalled:
    """`read` reads everything at last: is it a valid stream, in order, without a gap?"""

    def __init__(self, crowd: Crowd, count: int):
        self._screens = crowd.open(count, ROOM) if count else []

    def read(self) -> dict[str, Any]:
        """How many streams were valid and in order, how many the server had cut off, and the most bytes of one."""
        told = [_told(screen) for screen in self._screens]
        return {
            "screens": len(told),
            "valid": sum(is_valid for is_valid, _, _ in told),
            "cut": sum(is_cut for _, is_cut, _ in told),
            "most_bytes": max((size for _, _, size in told), default=0),
        }


def _told(screen: Screen) -> tuple[bool, bool, int]:
    received, is_cut = _rest(screen)
    try:
        found, _ = frames(screen.rest + received)
        numbers = [number for one in found for number in _numbers(one.body)]
    except ValueError:
        return False, is_cut, len(received)
    is_gapless = all(after == before + 1 for before, after in zip(numbers, numbers[1:], strict=False))
    # Who was cut off may have got no more than the beginning of one large frame.
    return is_gapless and (is_cut or bool(numbers)), is_cut, len(received)


def _rest(screen: Screen) -> tuple[bytes, bool]:
    received = bytearray()
    screen.sock.settimeout(QUIET_S)
    while True:
        try:
            more = screen.sock.recv(1 << 16)
        except TimeoutError:
            return bytes(received), False
        except OSError:
            return bytes(received), True
        if not more:
            return bytes(received), True
        received += more


def _numbers(packet: bytes) -> list[int]:
    if not packet.startswith(b'42["entries",'):
        return []
    return [entry["seq"] for entry in json.loads(packet[2:])[1]["entries"]]
