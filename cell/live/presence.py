"""Who looks at a cell, and which departments nobody looks from: never in the journal."""

import logging
from collections import Counter
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from cell import clock
from cell.board import Board
from cell.errors import Refused
from cell.journal.desk import Desk
from cell.journal.reader import last_written, seated_at
from cell.live.neighbours import Neighbours
from cell.live.screens import Screens

CELLS_KEPT = 500
_diary = logging.getLogger(__name__)


class _Chairs:
    """Of one cell: the departments that were sat in when last looked at, and when each of the others was left."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self.left: dict[str, str] = {}

    def look(self, seats: set[str], taken: set[str], now: str) -> None:
        """Take note of who sits now: the chair that was taken and is not any more was left now."""
        for slug in self.taken - taken:
            self.left[slug] = now
        for slug in taken:
            self.left.pop(slug, None)
        self.taken = taken & seats


class Presence:
    """Makes the push "presence" of a cell."""

    def __init__(self, desk: Desk, screens: Screens, neighbours: Neighbours):
        self._desk = desk
        self._screens = screens
        self._neighbours = neighbours
        self._was_known = True
        self._chairs: dict[str, _Chairs] = {}

    def prepare(self, cell: str) -> bool:
        """Read since when the chairs are empty that this process never saw taken; lets others run meanwhile.

        False where the database does not answer for this cell: the others are to be told all the same.
        """
        try:
            self._read(cell)
        except (SQLAlchemyError, OSError, Refused) as fault:
            _diary.warning("since when chairs of %s are empty is not known: %s", cell, getattr(fault, "orig", fault))
            return False
        return True

    def _read(self, cell: str) -> None:
        shown = self._desk.peek(cell)
        if shown is None:
            return
        known = self._chairs.get(cell)
        unknown = set(shown.board.departments) - (known.taken | set(known.left) if known else set())
        if unknown:
            former = self._desk.aside(lambda connection: (last_written(connection, cell), seated_at(connection, cell)))
            self._remember(cell, shown.board, unknown, *former)

    def _remember(
        self, cell: str, board: Board, unknown: set[str], wrote: dict[int, str], seated: dict[str, str]
    ) -> None:
        chairs = self._chairs.setdefault(cell, _Chairs())
        for slug in unknown - chairs.taken - set(chairs.left):
            signs = [wrote[one] for one in _people_of(board, slug) if one in wrote]
            chairs.left[slug] = max(signs, default=seated.get(slug, board.cell.opened_at))
        while len(self._chairs) > CELLS_KEPT:
            self._chairs.pop(next(iter(self._chairs)))

    def told(self, cell: str) -> dict[str, Any]:
        """What screens are told: the people with their number of screens, by name, and the empty chairs by slug.

        A chair is empty while none of the department's people (observers do not count) has the cell on a screen; it
        says since when: since the last of them left, or before this process began, their last entry or the seating.
        """
        here: dict[int, dict[str, Any]] = {}
        for screen in self._screens.of_cell(cell):
            one = here.setdefault(screen.account, {"id": screen.account, "name": screen.name, "screens": 0})
            one["screens"] += 1
        self._neighbours.say_here(cell, {account: one["screens"] for account, one in here.items()})
        for account, screens in self._elsewhere(cell).items():
            name = self._name(cell, account)
            one = here.setdefault(account, {"id": account, "name": name, "screens": 0})
            one["screens"] += screens
        members = sorted(here.values(), key=lambda one: one["name"])
        return {"cell": cell, "members": members, "empty": self.empty(cell, set(here))}

    def here(self, cell: str) -> set[int]:
        """The accounts that look at a cell, here or at another process."""
        return {screen.account for screen in self._screens.of_cell(cell)} | set(self._elsewhere(cell))

    def look(self, cell: str) -> tuple[set[int], dict[str, str]]:
        """The accounts that look at a cell, and its empty chairs, for a page that is drawn now."""
        self.prepare(cell)
        here = self.here(cell)
        return here, self.empty(cell, here)

    def _elsewhere(self, cell: str) -> dict[int, int]:
        """Those that look at another process, as far as they are members: what it says is not taken for more."""
        shown = self._desk.peek(cell)
        if shown is None:
            return {}
        people = self._neighbours.people_of(cell)
        rows = shown.board.members
        return {one: count for one, count in people.items() if one in rows and rows[one].removed_at is None}

    def _name(self, cell: str, account: int) -> str:
        shown = self._desk.peek(cell)
        row = shown.board.members.get(account) if shown is not None else None
        return row.name or "…" if row is not None else "…"

    def turn(self) -> set[str]:
        """Say again who is here, and forget who fell silent elsewhere; returns the cells to be told of anew."""
        watched = self._screens.cells()
        for cell in watched:
            count = Counter(screen.account for screen in self._screens.of_cell(cell))
            self._neighbours.say_here(cell, dict(count))
        is_known, was_known, self._was_known = self._neighbours.is_known, self._was_known, self._neighbours.is_known
        return self._neighbours.forget() | (set(watched) if is_known and not was_known else set())

    def empty(self, cell: str, here: set[int]) -> dict[str, str]:
        """The empty chairs of a cell: since when, by slug."""
        shown, chairs = self._desk.peek(cell), self._chairs.get(cell)
        if chairs is None or not self._neighbours.is_known:
            return {}
        if shown is None:  # its board was put away, which happens only while nobody looks
            chairs.look(set(), set(), clock.now())
            return {}
        seats = set(shown.board.departments)
        taken = {slug for slug in seats if here & _people_of(shown.board, slug)}
        chairs.look(seats, taken, clock.now())
        return {slug: chairs.left[slug] for slug in shown.board.departments if slug in chairs.left}


def _people_of(board: Board, slug: str) -> set[int]:
    """Who may speak for a department."""
    return {
        member.id
        for member in board.members.values()
        if member.department == slug and member.removed_at is None and member.role != "observer"
    }
