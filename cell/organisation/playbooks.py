"""The playbooks as the organisation keeps them: what a cell of one type begins with."""

import hashlib
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, func, insert, select, update

from cell import clock, deeds
from cell.errors import Refused
from cell.playbooks import MOST, Playbook, body_of, checked, read
from cell.tables import departments, playbooks


def playbooks_of(connection: Connection, *, archived: bool = False) -> list[Playbook]:
    """The playbooks in the organisation's order: those at work, or (archived) those that were put away."""
    column = playbooks.c.archived_at
    statement = select(playbooks).where(column.is_not(None) if archived else column.is_(None))
    return [read(row) for row in connection.execute(statement.order_by(playbooks.c.position))]


def playbook_of(connection: Connection, slug: str) -> Playbook:
    """One playbook, as an administrator edits it. Refused where there is none, or it was put away."""
    return read(_alive(connection, slug))


def wording_of(playbook: Playbook) -> str:
    """What tells one wording of a playbook from another."""
    return hashlib.sha256(msgspec.json.encode(playbook, order="deterministic")).hexdigest()[:32]


def save_playbook(
    connection: Connection, by: int | None, playbook: Playbook, *, is_new: bool = False, seen: str | None = None
) -> str:
    """Keep a playbook: a new one, or another wording of the one that has its slug. Returns the slug.

    `seen` is the wording its author began from: refused where somebody kept another meanwhile. The deed holds the
    former wording whole.
    """
    seats = select(departments.c.slug).where(departments.c.archived_at.is_(None))
    playbook = checked(playbook, set(connection.scalars(seats)))
    values = {"type": playbook.type, "name_en": playbook.name.en, "name_fr": playbook.name.fr}
    values["body"] = body_of(playbook)
    _check_free(connection, playbook)
    if is_new:
        _add(connection, playbook, values)
        deeds.note(connection, by, "playbook.added", playbook.slug)
        return playbook.slug
    former = _alive(connection, playbook.slug)
    if seen is not None and seen != wording_of(read(former)):
        raise Refused("changed_meanwhile")
    changed = deeds.changes({name: getattr(former, name) for name in values}, values)
    if changed:
        connection.execute(update(playbooks).where(playbooks.c.slug == playbook.slug).values(**values))
        deeds.note(connection, by, "playbook.changed", playbook.slug, **changed)
    return playbook.slug


def _add(connection: Connection, playbook: Playbook, values: dict[str, str]) -> None:
    count, last = connection.execute(select(func.count(), func.max(playbooks.c.position))).one()
    if count >= MOST:
        raise Refused("bad_count", "slug", limit=MOST)
    if connection.scalar(select(func.count()).select_from(playbooks).where(playbooks.c.slug == playbook.slug)):
        raise Refused("already_there", "slug")
    connection.execute(insert(playbooks).values(slug=playbook.slug, position=(last or 0) + 1, **values))


def _check_free(connection: Connection, playbook: Playbook) -> None:
    for other in playbooks_of(connection):
        for field, mine, theirs in (
            ("name_en", playbook.name.en, other.name.en),
            ("name_fr", playbook.name.fr, other.name.fr),
        ):
            if other.slug != playbook.slug and mine.casefold() == theirs.casefold():
                raise Refused("already_there", field)


def archive_playbook(connection: Connection, by: int | None, slug: str) -> None:
    """Put a playbook away: no cell opens with it any more."""
    _alive(connection, slug)
    connection.execute(update(playbooks).where(playbooks.c.slug == slug).values(archived_at=clock.now()))
    deeds.note(connection, by, "playbook.archived", slug)


def restore_playbook(connection: Connection, by: int | None, slug: str) -> None:
    """Bring a playbook back. Refused where another has taken its name meanwhile."""
    row = connection.execute(select(playbooks).where(playbooks.c.slug == slug)).one_or_none()
    if row is None or row.archived_at is None:
        raise Refused("not_found", "playbook")
    _check_free(connection, read(row))
    connection.execute(update(playbooks).where(playbooks.c.slug == slug).values(archived_at=None))
    deeds.note(connection, by, "playbook.restored", slug)


def ready(connection: Connection, slug: str) -> Playbook | None:
    """A playbook as a cell may open with it today, or None where there is none.

    Departments put away since it was written are left out; their tasks fall to the direction, else to the first seat.
    """
    row = connection.execute(select(playbooks).where(playbooks.c.slug == slug)).one_or_none()
    if row is None or row.archived_at is not None:
        return None
    playbook = read(row)
    alive = set(connection.scalars(select(departments.c.slug).where(departments.c.archived_at.is_(None))))
    seats = tuple(seat for seat in playbook.departments if seat in alive)
    heir = "direction" if "direction" in seats else seats[0] if seats else None
    tasks = [
        task if task.department in seats else replace(task, department=heir)
        for task in playbook.tasks
        if task.department in seats or heir is not None
    ]
    return replace(playbook, departments=seats, tasks=tuple(tasks))


def _alive(connection: Connection, slug: str) -> Any:
    row = connection.execute(select(playbooks).where(playbooks.c.slug == slug)).one_or_none()
    if row is None or row.archived_at is not None:
        raise Refused("not_found", "playbook")
    return row
