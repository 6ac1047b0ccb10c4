"""Who knocks with a secret that opens by itself (an invitation, a wall): wrong ones are counted by address.

Twelve are free, then each doubles the wait: 18 in the first minute at most. The count is of the database, so that it
holds for every process and outlives a restart. It slows an address, never a link: a right one opens from everywhere,
so that whoever guesses behind the address of a whole company keeps nobody out. 256 random bits bear that.
"""

import ipaddress

from sqlalchemy import Connection

from cell import people
from cell.board import Board
from cell.db import Store
from cell.errors import Refused
from cell.journal.desk import Answered, Desk
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


def check(store: Store, address: str) -> None:
    """Refuse an address that must wait."""
    with store.reading() as connection:
        wait = people.wait_before_guess(connection, _knocker(address), free=FREE)
    if wait:
        raise Refused("too_many", limit=wait)


def note(desk: Desk, address: str) -> None:
    """Count a wrong secret. Refused where the address must wait: of many at once, few learn that they were wrong."""
    desk.ask(_failure(address))


def note_unasked(desk: Desk, address: str, answered: Answered) -> None:
    """The same without waiting for it, for the socket."""
    desk.submit(_failure(address), answered)


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
