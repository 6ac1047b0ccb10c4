"""An organisation with an administrator, and a browser at its pages."""

from typing import Any

from cell import deeds, organisation, people
from cell.deeds import Deed
from cell.journal.orders import Job
from tests.cast import World
from tests.web.visitor import Visitor


def name_admin(world: World, who: str) -> None:
    """Make one of the cast an administrator, as the operator does."""
    world.house.desk.ask(Job(lambda c: organisation.set_admin(c, None, world.ids[who], True)))


def administrator(world: World, who: str = "alice") -> Visitor:
    """A browser of an administrator; Alice reads French."""
    name_admin(world, who)
    return Visitor(world, who)


def recorded(world: World) -> list[Deed]:
    """The deeds so far, the oldest first, without the first that made the administrator."""
    with world.house.store.reading() as connection:
        found = deeds.deeds_of(connection, limit=500)
    return [one for one in reversed(found) if one.by is not None]


def account(world: World, email: str) -> Any:
    """The account of an address."""
    with world.house.store.reading() as connection:
        return people.by_email(connection, email)
