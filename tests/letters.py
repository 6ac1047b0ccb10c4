"""A channel outside as an administrator makes it, and a courier whose messages are kept instead of sent."""

from typing import Any

from cell import outbox, outlets
from cell.journal.orders import Job
from cell.outbox import Post
from cell.outward import Letter
from cell.sending import Courier
from cell.web.where import where
from tests.cast import World

ADDRESS = "json://outside.example.org/a-secret-path?-token=hush-hush"


def make_outlet(world: World, address: str = ADDRESS, *, is_on: bool = True, **terms: Any) -> int:
    """A channel for everything, unless it is told otherwise; returns its number."""
    given = {"name": "Astreinte", "language": "fr", "zone": "Europe/Paris", "everything": True, **terms}
    made, scheme, shut = outlets.Terms(**given), address.partition(":")[0], world.house.vault.shut(address)
    by, ask = world.ids["alice"], world.house.desk.ask
    number: int = ask(Job(lambda c: outlets.add_outlet(c, by, made, scheme, shut)))
    if not is_on:
        ask(Job(lambda c: outlets.switch_outlet(c, by, number, False)))
    return number


def posts(world: World) -> list[Post]:
    """Every row of the outbox, the oldest first."""
    with world.house.store.reading() as connection:
        found = [outbox.posts_of(connection, one.id, 500) for one in outlets.outlets_of(connection, removed=True)]
    return sorted((one for some in found for one in some), key=lambda one: one.id)


class Bag:
    """A courier of one world: `sent` holds (address, letter); `answers` are what the next tries come to."""

    def __init__(self, world: World, *answers: str | None):
        self.sent: list[tuple[str, Letter]] = []
        self.tried = 0
        self.answers = list(answers)
        house = world.house
        self.courier = Courier(house.settings, house.store, house.desk, house.vault, where, self._carry)

    def _carry(self, address: str, letter: Letter) -> str | None:
        self.tried += 1
        reason = self.answers.pop(0) if self.answers else None
        if reason is None:
            self.sent.append((address, letter))
        return reason

    def look(self) -> list[Letter]:
        """One round; returns the letters that went out in it."""
        before = len(self.sent)
        self.courier.look()
        return [letter for _address, letter in self.sent[before:]]
