"""Wall screens: they come by a link of the cell, see its picture and nothing else, and give no command."""

import secrets
from collections.abc import Iterator
from typing import Any

import msgspec

from cell import clock, people
from cell.board import Board
from cell.errors import Refused
from cell.fanout import Ready, named
from cell.journal.desk import Desk
from cell.live.picture import picture
from cell.live.presence import Presence
from cell.live.screens import Screen, Screens

SCREENS_OF_WALL = 20
DRAWN_KEPT = 64


class Visitor(msgspec.Struct, frozen=True):
    """Nobody in particular, as a screen wants to know its person."""

    id: int = 0
    name: str = ""
    language: str = "fr"
    zone: str = "Europe/Paris"


def wall_of(board: Board, secret: str) -> int | None:
    """The number of the standing wall that a secret opens, or None."""
    digest = people.digest(secret)
    for wall in board.walls.values():
        if wall.revoked_at is None and secrets.compare_digest(str(wall.digest), digest):
            return wall.id
    return None


class Walls:
    """Keeps the walls of this process up to date: at most one picture a second for each cell."""

    def __init__(self, desk: Desk, screens: Screens, presence: Presence):
        self._desk = desk
        self._screens = screens
        self._presence = presence
        self.restless: set[str] = set()  # cells whose picture may be another now
        self._drawn: dict[str, tuple[Any, msgspec.Raw]] = {}

    def join(self, screen: Screen, cell: str) -> dict[str, Any]:
        """Let a wall show its cell; returns what it is told."""
        if screen.wall is None or screen.wall[0] != cell:
            raise Refused("not_found", "cell")
        shown = self._desk.show(cell)
        if not self.stands(screen, shown.board):
            raise Refused("not_found", "cell")
        if self._screens.has(screen):
            self._screens.enter(screen, cell, False)
        self.restless.add(cell)  # since when chairs are empty is read apart, and told with the next picture
        return {"ok": True, **self.told(cell)}

    def stands(self, screen: Screen, board: Board) -> bool:
        """Whether a wall's link has not been revoked."""
        row = board.walls.get(screen.wall[1]) if screen.wall is not None else None
        return row is not None and row.revoked_at is None

    def pictures(self) -> Iterator[tuple[list[Screen], Ready]]:
        """What the walls of the cells that changed are told now."""
        for cell in list(self.restless):
            if self._screens.walls_of(cell) and not self._presence.prepare(cell):
                continue  # the next turn draws it
            self.restless.discard(cell)
            screens = self._screens.walls_of(cell)
            if screens and self._desk.peek(cell) is not None:
                yield screens, named("wall", msgspec.json.encode(self.told(cell)))

    def told(self, cell: str) -> dict[str, Any]:
        """What a wall of a cell is told. Its picture is drawn once per entry, and where who is there changed."""
        shown = self._desk.show(cell)
        here = self._presence.here(cell)
        empty = self._presence.empty(cell, here)
        of = (shown.stream, shown.board.seq, here, empty)
        kept = self._drawn.pop(cell, None)
        if kept is None or kept[0] != of:
            kept = of, msgspec.Raw(msgspec.json.encode(picture(shown.board, here, empty)))
        self._drawn[cell] = kept
        while len(self._drawn) > DRAWN_KEPT:
            self._drawn.pop(next(iter(self._drawn)))
        return {"cell": cell, "seq": shown.board.seq, "stream": shown.stream, "now": clock.now(), "picture": kept[1]}
