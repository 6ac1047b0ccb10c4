"""What a screen asks, as it comes in."""

from typing import Any

import msgspec


class Join(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which cell, and the last entry the screen has, of which stream."""

    cell: str | int
    seq: int | None = None
    stream: str | None = None


class Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A command as it comes in."""

    cell: str | int
    name: str
    args: dict[str, Any]
    key: str
