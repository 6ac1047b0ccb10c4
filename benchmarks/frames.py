"""Websocket frames as the load client writes and reads them."""

import struct
from typing import NamedTuple

TEXT, CLOSE = 1, 8


class Frame(NamedTuple):
    opcode: int
    is_packed: bool
    body: bytes


def frame(payload: bytes) -> bytes:
    """A masked text frame; the mask is zero, so that writing it costs nothing."""
    size = len(payload)
    head = bytes((0x81, 0x80 | size)) if size < 126 else b"\x81\xfe" + struct.pack(">H", size)
    return head + b"\0\0\0\0" + payload


def frames(data: bytes) -> tuple[list[Frame], bytes]:
    """The whole frames at the beginning of what was received, and the rest. Raises ValueError where it is no stream."""
    found: list[Frame] = []
    while len(data) >= 2:
        if data[0] & 0x8F not in (0x81, 0x88, 0x89, 0x8A) or data[1] & 0x80:
            raise ValueError(f"no frame of a server begins with {data[:2].hex()}")
        size, start = data[1] & 127, 2
        if size == 126:
            size, start = int.from_bytes(data[2:4]), 4
        elif size == 127:
            size, start = int.from_bytes(data[2:10]), 10
        if len(data) < start or len(data) < start + size:
            break
        found.append(Frame(data[0] & 15, bool(data[0] & 0x40), data[start : start + size]))
        data = data[start + size :]
    return found, data
