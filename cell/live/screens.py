"""The register of screens: who looks at which cell, through which door."""

from collections.abc import Iterator
from typing import Any

from cell.links import Link
from cell.people import Door


class Screen:
    """One connected socket: its person as read at connect, the door they came by, and the cell it shows.

    Rights are looked up anew at every command; this copy only says whom to answer, and in which language.
    `wall` is set on a wall's screen alone: its cell and the number of its link.
    """

    def __init__(self, sid: str, link: Link, who: Any, door: Door, wall: tuple[str, int] | None = None):
        self.sid = sid
        self.link = link
        self.account: int = who.id
        self.name: str = who.name
        self.language: str = who.language
        self.zone: str = who.zone
        self.door = door
        self.wall = wall
        self.cell: str | None = None
        self.cleared = False


class Screens:
    """Every screen of this process by socket, cell, account and door."""

    def __init__(self) -> None:
        self._by_sid: dict[str, Screen] = {}
        self._by_cell: dict[str, dict[str, Screen]] = {}
        self._by_account: dict[int, set[str]] = {}

    def __len__(self) -> int:
        return len(self._by_sid)

    def __iter__(self) -> Iterator[Screen]:
        return iter(list(self._by_sid.values()))

    def add(self, screen: Screen) -> None:
        """A socket has connected."""
        self._by_sid[screen.sid] = screen
        if screen.wall is None:
            self._by_account.setdefault(screen.account, set()).add(screen.sid)

    def get(self, sid: str) -> Screen | None:
        """The screen of a socket, or None."""
        return self._by_sid.get(sid)

    def has(self, screen: Screen) -> bool:
        """Whether a screen is still one of ours."""
        return self._by_sid.get(screen.sid) is screen

    def enter(self, screen: Screen, cell: str, cleared: bool) -> None:
        """A screen shows a cell, and no other."""
        self.leave(screen)
        screen.cell, screen.cleared = cell, cleared
        self._by_cell.setdefault(cell, {})[screen.sid] = screen

    def leave(self, screen: Screen) -> str | None:
        """A screen shows nothing any more; returns the cell it showed."""
        cell, screen.cell = screen.cell, None
        if cell is not None:
            there = self._by_cell.get(cell, {})
            there.pop(screen.sid, None)
            if not there:
                self._by_cell.pop(cell, None)
        return cell

    def remove(self, sid: str) -> Screen | None:
        """A socket is gone; returns its screen, with the cell it still showed."""
        screen = self._by_sid.pop(sid, None)
        if screen is not None:
            of_account = self._by_account.get(screen.account, set())
            of_account.discard(sid)
            if not of_account:
                self._by_account.pop(screen.account, None)
        return screen

    def count_of(self, account: int) -> int:
        """How many screens a person has open."""
        return len(self._by_account.get(account, ()))

    def of_account(self, account: int) -> list[Screen]:
        """A person's screens."""
        return [self._by_sid[sid] for sid in self._by_account.get(account, ())]

    def of_cell(self, cell: str) -> list[Screen]:
        """The screens of people that show a cell."""
        return [screen for screen in self._by_cell.get(cell, {}).values() if screen.wall is None]

    def walls_of(self, cell: str) -> list[Screen]:
        """The walls that show a cell."""
        return [screen for screen in self._by_cell.get(cell, {}).values() if screen.wall is not None]

    def of_wall(self, wall: tuple[str, int]) -> list[Screen]:
        """The screens that came by one wall's link, the oldest first."""
        return [screen for screen in self._by_sid.values() if screen.wall == wall]

    def cells(self) -> list[str]:
        """The cells that somebody looks at."""
        return list(self._by_cell)

    def is_watched(self, cell: str) -> bool:
        """Whether somebody looks at a cell."""
        return cell in self._by_cell
