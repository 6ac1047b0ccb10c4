"""Screens that join and then stop reading, and what they find when they read again."""

import json
from itertools import pairwise
from typing import Any

from benchmarks.crowd import Crowd, Screen
from benchmarks.frames import frames

ROOM = 4096
QUIET_S = 0.5
# What a busy server has yet to write would be told as missing: before the first is read, that much longer.
FIRST_QUIET_S = 5.0


class Stalled:
    """`read` reads everything at last: is it a valid stream, in order, without a gap?"""

    def __init__(self, crowd: Crowd, count: int):
        self._screens = crowd.open(count, ROOM) if count else []

    def read(self) -> dict[str, Any]:
        """How many streams were valid and in order, how many the server had cut off, and the most bytes of one."""
        told = [_told(screen, QUIET_S if place else FIRST_QUIET_S) for place, screen in enumerate(self._screens)]
        return {
            "screens": len(told),
            "valid": sum(not flaw for flaw, _, _ in told),
            "flaws": [flaw for flaw, _, _ in told if flaw],
            "cut": sum(is_cut for _, is_cut, _ in told),
            "most_bytes": max((size for _, _, size in told), default=0),
        }


def _told(screen: Screen, quiet_s: float) -> tuple[str, bool, int]:
    """What is wrong with a stream, "" where nothing is; whether it was cut off, and its bytes."""
    received, is_cut = _rest(screen, quiet_s)
    try:
        found, _ = frames(screen.rest + received)
        numbers = [number for one in found for number in _numbers(one.body)]
    except ValueError as fault:
        return f"no frame: {fault}"[:200], is_cut, len(received)
    gaps = [f"{one} then {two}" for one, two in pairwise(numbers) if two != one + 1]
    # Who was cut off may have got no more than the beginning of one large frame.
    flaw = "; ".join(gaps[:5]) if numbers or is_cut else "nothing came"
    return flaw, is_cut, len(received)


def _rest(screen: Screen, quiet_s: float) -> tuple[bytes, bool]:
    received = bytearray()
    screen.sock.settimeout(quiet_s)
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
