"""The address book of alerts: where they go outside the page, what for, and when not. Kept by administrators alone."""

import json
import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import msgspec
from sqlalchemy import Connection, insert, select, update

from cell import clock, deeds
from cell.board import Board
from cell.errors import Refused
from cell.language import TONGUES
from cell.outward import GRAVEST, Call
from cell.tables import departments, outbox, outlets
from cell.texts import line

NAME, MOST = 80, 50
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What an administrator says of a channel.

    `level` is the mildest crisis it is for, 1 to 4; `exercises` whether exercises call here too. `quiet_from` and
    `quiet_until` are hours of `zone`, such as 22:00, or both None.
    """

    name: str
    language: str
    zone: str
    everything: bool = False
    director: bool = False
    departments: tuple[str, ...] = ()
    level: int = 1
    exercises: bool = False
    quiet_from: str | None = None
    quiet_until: str | None = None


class Outlet(Terms, frozen=True, kw_only=True):
    """A channel as it is kept; its address stays where it is."""

    id: int
    scheme: str
    is_on: bool
    removed_at: str | None = None


def outlets_of(connection: Connection, *, removed: bool = False) -> list[Outlet]:
    """Every channel by name; `removed` adds those that are there no more, for who reads the record."""
    statement = select(outlets).order_by(outlets.c.name, outlets.c.id)
    if not removed:
        statement = statement.where(outlets.c.removed_at.is_(None))
    return [_outlet(row) for row in connection.execute(statement).mappings()]


def outlet_of(connection: Connection, outlet: int) -> Outlet:
    """One channel. Refused where there is none of this number."""
    there = (outlets.c.id == outlet) & outlets.c.removed_at.is_(None)
    row = connection.execute(select(outlets).where(there)).mappings().one_or_none()
    if row is None:
        raise Refused("not_found", "outlet")
    return _outlet(row)


def address_of(connection: Connection, outlet: int) -> str:
    """The address of a channel as it is kept: encrypted."""
    return connection.scalar(select(outlets.c.address).where(outlets.c.id == outlet)) or ""


def _outlet(row: Any) -> Outlet:
    values: dict[str, Any] = {name: row[name] for name in Outlet.__struct_fields__}
    values["departments"] = tuple(json.loads(row["departments"]))
    return Outlet(**values)


def wants(outlet: Outlet, call: Call, board: Board) -> bool:
    """Whether a channel is for a call in a cell."""
    cell = board.cell
    if not outlet.is_on or cell.level < outlet.level or (cell.exercise and not outlet.exercises):
        return False
    for_department = not {*outlet.departments}.isdisjoint(call.departments)
    return outlet.everything or for_department or (outlet.director and call.to_director)


def quiet_end(outlet: Outlet, now: str, level: int) -> str | None:
    """When the quiet hours that run now are over; None where none run, and always at the gravest level."""
    if outlet.quiet_from is None or outlet.quiet_until is None or level >= GRAVEST:
        return None
    local = datetime.fromisoformat(now).astimezone(ZoneInfo(outlet.zone))
    hour = f"{local:%H:%M}"
    over_night = outlet.quiet_from > outlet.quiet_until
    is_late, is_early = hour >= outlet.quiet_from, hour < outlet.quiet_until
    if not ((is_late or is_early) if over_night else (is_late and is_early)):
        return None
    day = local.date() + timedelta(days=1 if over_night and is_late else 0)
    # Of an hour that comes twice, the night the clocks go back, the one that now is in.
    end = datetime.fromisoformat(f"{day}T{outlet.quiet_until}").replace(tzinfo=ZoneInfo(outlet.zone), fold=local.fold)
    return clock.text_of(end)


def add_outlet(connection: Connection, by: int, terms: Terms, scheme: str, address: str) -> int:
    """Keep a channel; `address` is encrypted already. Returns its number."""
    values = _checked(connection, None, terms)
    if len(outlets_of(connection)) >= MOST:
        raise Refused("bad_count", "name", limit=MOST)
    given = {**values, "scheme": scheme, "address": address, "is_on": True}
    made: int = connection.scalars(insert(outlets).values(**given).returning(outlets.c.id)).one()
    deeds.note(connection, by, "outlet.added", made, **deeds.changes({}, {**values, "scheme": scheme}))
    return made


def set_outlet(connection: Connection, by: int, outlet: int, terms: Terms, scheme: str = "", address: str = "") -> None:
    """Other terms, and another address where one is given: of it, the deed says that it changed and how it begins."""
    former = outlet_of(connection, outlet)
    values = _checked(connection, outlet, terms)
    was = {**msgspec.structs.asdict(former), "departments": json.dumps(former.departments)}
    changed = deeds.changes({name: was[name] for name in values}, values)
    if address:
        changed["address"] = [former.scheme, scheme]
        values |= {"scheme": scheme, "address": address}
    if changed:
        connection.execute(update(outlets).where(outlets.c.id == outlet).values(**values))
        held = (outbox.c.outlet == outlet) & (outbox.c.state == "waiting") & (outbox.c.reason == "quiet")
        connection.execute(update(outbox).where(held).values(due_at=clock.now()))  # by the hours as they now are
        deeds.note(connection, by, "outlet.changed", outlet, **changed)


def switch_outlet(connection: Connection, by: int, outlet: int, is_on: bool) -> None:
    """Send there no more, or again."""
    if outlet_of(connection, outlet).is_on is not is_on:
        connection.execute(update(outlets).where(outlets.c.id == outlet).values(is_on=is_on))
        deeds.note(connection, by, "outlet.on" if is_on else "outlet.off", outlet)


def remove_outlet(connection: Connection, by: int, outlet: int) -> None:
    """Forget an address for good, with what still waits for it; the record keeps the channel's name."""
    outlet_of(connection, outlet)
    now = clock.now()
    values: dict[str, Any] = {"removed_at": now, "address": "", "is_on": False}
    connection.execute(update(outlets).where(outlets.c.id == outlet).values(**values))
    waiting = (outbox.c.outlet == outlet) & (outbox.c.state == "waiting")
    connection.execute(update(outbox).where(waiting).values(state="settled", reason="removed", ended_at=now))
    deeds.note(connection, by, "outlet.removed", outlet)


def _checked(connection: Connection, outlet: int | None, terms: Terms) -> dict[str, Any]:
    known = set(connection.scalars(select(departments.c.slug)))
    values = msgspec.structs.asdict(terms)
    values["name"] = line(terms.name, "name", NAME)
    taken = [one for one in outlets_of(connection) if one.name.casefold() == values["name"].casefold()]
    if any(one.id != outlet for one in taken):
        raise Refused("already_there", "name")
    if terms.language not in TONGUES or terms.level not in range(1, GRAVEST + 1):
        raise Refused("bad_value", "level" if terms.language in TONGUES else "language")
    if terms.zone not in available_timezones():
        raise Refused("bad_value", "zone")
    if not (terms.everything or terms.director or terms.departments):
        raise Refused("missing", "departments")
    if not known.issuperset(terms.departments):
        raise Refused("bad_value", "departments")
    _check_quiet(terms)
    return {**values, "departments": json.dumps(terms.departments)}


def _check_quiet(terms: Terms) -> None:
    given = {"quiet_from": terms.quiet_from, "quiet_until": terms.quiet_until}
    for name, hour in given.items():
        if hour is not None and not _HOUR.fullmatch(hour):
            raise Refused("bad_value", name)
        if hour is None and any(given.values()):
            raise Refused("missing", name)
    if terms.quiet_from is not None and terms.quiet_from == terms.quiet_until:
        raise Refused("bad_value", "quiet_until")
