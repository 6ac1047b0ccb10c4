"""Who writes in which text: said in passing, told to the other screens of the cell, kept nowhere."""

import re
from typing import Annotated

import msgspec

from cell import clock, wire
from cell.board import Board, Row
from cell.errors import Refused
from cell.live.neighbours import Wrote
from cell.live.screens import Screen

EVERY_S = 2.0
FIELD = "[a-z_]{1,30}"
# Rows that hold a text somebody may be writing.
WRITTEN = ("cell", "department", "objective", "task", "decision", "information")


class Writing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The text: a field of a row of the cell. `field` is a plain name, such as "title" or "comment"."""

    cell: str | int
    ref: Annotated[str, msgspec.Meta(max_length=60)]
    field: Annotated[str, msgspec.Meta(pattern=rf"\A{FIELD}\Z")]


class Pace:
    """When each person last said that they write: once in two seconds, over all their screens."""

    def __init__(self) -> None:
        self._last: dict[int, float] = {}

    def step(self, account: int) -> None:
        """Count one. Refused where it comes too soon after the one before."""
        now = clock.elapsed()
        self._last = {one: at for one, at in self._last.items() if now - at < EVERY_S}
        if account in self._last:
            raise Refused("too_many", limit=2)
        self._last[account] = now


def check(screen: Screen, board: Board | None, wanted: Writing) -> Row:
    """The row somebody writes in. Refused alike for what is not there and what they may not see.

    Who only reads writes nothing.
    """
    if board is None or screen.cell != wire.read_cell(str(wanted.cell)):
        raise Refused("not_found", "cell")
    member = board.members.get(screen.account)
    if member is None or member.removed_at is not None:
        raise Refused("not_found", "cell")
    if member.role == "observer":
        raise Refused("not_allowed", role=member.role)
    row = _row(board, wanted.ref)
    if row is None or (row.clearance != "cell" and not screen.cleared):
        raise Refused("not_found", "ref")
    return row


def _row(board: Board, ref: str) -> Row | None:
    noun, colon, ident = ref.partition(":")
    if noun not in WRITTEN or (noun == "cell") is bool(colon):
        return None
    if noun in ("cell", "department"):
        return board.shelf(noun).get(ident)
    is_number = ident.isascii() and ident.isdigit() and len(ident) <= 10
    return board.shelf(noun).get(int(ident)) if is_number else None


def told(cell: str, ref: str, field: str, by: int, name: str) -> bytes:
    """The push "writing"."""
    return msgspec.json.encode({"cell": cell, "ref": ref, "field": field, "by": by, "name": name})


def elsewhere(board: Board, said: Wrote) -> tuple[Row, bytes] | None:
    """The row and the push of what another process says, where this one finds it so; None otherwise."""
    member, row = board.members.get(said.by), _row(board, said.ref)
    if member is None or member.removed_at is not None or member.role == "observer" or row is None:
        return None
    if not re.fullmatch(FIELD, said.field):
        return None
    return row, told(said.cell, said.ref, said.field, said.by, member.name or "…")
