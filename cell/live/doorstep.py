"""Who knocks with a secret that opens by itself (an invitation, a wall): wrong ones are counted by address.

Twelve are free, then each doubles the wait: 18 in the first minute at most. The count is of the database, so that it
holds for every process and outlives a restart. It slows an address, never a link: a right one opens from everywhere,
so that whoever guesses behind the address of a whole company keeps nobody out. 256 random bits bear that.
"""

import ipaddress
from collections import Counter

from sqlalchemy import Connection

from cell import people
from cell.board import Board
from cell.db import Store
from cell.errors import Refused
from cell.journal.desk import Desk
from cell.journal.orders import Job

FREE = 12


def neighbourhood(address: str) -> str:
    """Whom a failure slows: an address, or in IPv6 the /64 that whoever has one has whole."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is None:
        return str(ipaddress.IPv6Network((found, 64), strict=False))
    return str(found)


def board_of(desk: Desk, store: Store, cell: str, address: str) -> Board:
    """The cell a secret is for. One that nobody looks at is not read for an address that must wait."""
    if desk.peek(cell) is None:
        check(store, address)
    return desk.show(cell).board


def check(store: Store, address: str, uncounted: int = 0) -> None:
    """Refuse an address that must wait; `uncounted` of its failures are not in the database yet."""
    with store.reading() as connection:
        wait = people.wait_before_guess(connection, _knocker(address), free=FREE - uncounted)
    if wait:
        raise Refused("too_many", limit=wait)


def note(desk: Desk, address: str) -> None:
    """Count a wrong secret. Refused where the address must wait: of many at once, few learn that they were wrong."""
    desk.ask(_failure(address))


class Unasked:
    """Wrong secrets of the socket, which does not wait until they are counted; nor may a slow disk let more through."""

    def __init__(self) -> None:
        self._on_the_way: Counter[str] = Counter()

    def check(self, store: Store, address: str) -> None:
        """Refuse an address that must wait, or of which as many as are free are not counted yet."""
        uncounted = self._on_the_way[_knocker(address)]
        if uncounted >= FREE:
            raise Refused("too_many", limit=1)
        check(store, address, uncounted)

    def note(self, desk: Desk, address: str) -> None:
        """Have a wrong secret counted."""
        knocker = _knocker(address)
        self._on_the_way[knocker] += 1

        def counted(_answer: object) -> None:
            self._on_the_way[knocker] -= 1
            if not self._on_the_way[knocker]:
                del self._on_the_way[knocker]

        desk.submit(_failure(address), counted)


def _failure(address: str) -> Job:
    knocker = _knocker(address)

    def count(connection: Connection) -> None:
        wait = people.wait_before_guess(connection, knocker, free=FREE)
        if wait:
            raise Refused("too_many", limit=wait)
        people.note_guess(connection, knocker)

    return Job(count)


def _knocker(address: str) -> str:
    return f"secret {neighbourhood(address)}"
