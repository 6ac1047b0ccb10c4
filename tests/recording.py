"""What a command records: the kinds of its entries, and that every way to the board tells the same."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cell import language, sentence, wire
from cell.journal.orders import Command, Order, Page
from cell.journal.reader import read_entries
from cell.kinds import Entry
from tests.cast import World
from tests.mirror import Mirror, assert_same


def entries_of(world: World, after: int = 0, cell: str | None = None) -> list[Entry]:
    """Entries as the journal holds them."""
    with world.house.store.reading() as connection:
        return read_entries(connection, cell or world.cell, after)


@contextmanager
def recording(world: World, *kinds: str) -> Iterator[list[Entry]]:
    """The block adds entries of exactly these kinds, in this order; they are in the list it gives.

    Afterwards screens that lived on pushes, a fresh one, and a replay from zero show one board, and each entry has a
    sentence in both languages.
    """
    screens = [Mirror(world, cleared) for cleared in (True, False)]
    start, added = world.seq, list[Entry]()

    def tell(page: Page) -> None:
        for screen in screens:
            screen.hear(wire.push(page, screen.cleared))

    world.house.desk.listeners.append(tell)
    try:
        yield added
    finally:
        world.house.desk.listeners.remove(tell)
    added += entries_of(world, start)
    assert [entry.kind for entry in added] == list(kinds)
    assert_same(world, screens)
    for entry in added:
        for tongue in language.TONGUES:
            told = sentence.of(entry, world.board, tongue)
            assert told and "{" not in told


def command(world: World, who: str | None, name: str, /, *, key: str | None = None, **args: Any) -> Command:
    """A command of one of the cast, not given yet."""
    by = world.ids[who] if who else None
    return Command(args.pop("cell", world.cell), by, name, args, key or str(uuid.uuid4()))


def together(world: World, orders: list[Order]) -> list[Any]:
    """Have orders carried out as ONE batch; returns an answer, a value or a refusal for each."""
    values: list[Any] = []
    desk = world.house.desk
    desk._settle([(order, values.append) for order in orders], desk.writer.carry_out(orders))
    return values
