"""The four levels, and what the organisation promises at each."""

import msgspec
from sqlalchemy import Connection, select, update

from cell import deeds
from cell.errors import Refused
from cell.kinds.cells import Named, Targets
from cell.tables import levels
from cell.texts import line

NAME = 80
# A promise under a minute cannot be kept by people; one beyond a month is none.
SHORTEST_S, LONGEST_S = 60, 30 * 24 * 3600

# level, English, French, then the targets in the order of their struct.
SHIPPED = (
    (1, "limited", "limité", (3600, 3600, 14400, 7200, 14400, 7200, 14400, 86400)),
    (2, "serious", "sérieux", (1800, 1800, 7200, 3600, 7200, 3600, 7200, 28800)),
    (3, "major", "majeur", (900, 900, 3600, 1800, 3600, 1200, 1800, 14400)),
    (4, "vital", "vital", (600, 300, 1800, 900, 1800, 600, 1800, 7200)),
)


class Level(msgspec.Struct, frozen=True):
    """A level: 1 to 4, 4 worst, what it is called, and its targets in seconds."""

    level: int
    name: Named
    targets: Targets


def levels_of(connection: Connection) -> list[Level]:
    """The levels, the mildest first."""
    rows = connection.execute(select(levels).order_by(levels.c.level)).mappings()
    return [
        Level(
            row["level"],
            Named(en=row["name_en"], fr=row["name_fr"]),
            Targets(**{name: row[name] for name in Targets.__struct_fields__}),
        )
        for row in rows
    ]


def level_of(connection: Connection, number: int) -> Level:
    """One level. Refused where there is none of this number."""
    found = [level for level in levels_of(connection) if level.level == number]
    if not found:
        raise Refused("not_found", "level")
    return found[0]


def set_level(connection: Connection, by: int | None, number: int, name: Named, targets: Targets) -> None:
    """Name a level and set its targets; cells that are open keep those they opened with."""
    former = level_of(connection, number)
    values: dict[str, str | int] = {
        "name_en": line(name.en, "name_en", NAME),
        "name_fr": line(name.fr, "name_fr", NAME),
    }
    for field in Targets.__struct_fields__:
        seconds: int = getattr(targets, field)
        if not SHORTEST_S <= seconds <= LONGEST_S:
            raise Refused("bad_value", field)
        values[field] = seconds
    was = {"name_en": former.name.en, "name_fr": former.name.fr, **msgspec.structs.asdict(former.targets)}
    changed = deeds.changes(was, values)
    if changed:
        connection.execute(update(levels).where(levels.c.level == number).values(**values))
        deeds.note(connection, by, "level.changed", number, **changed)
