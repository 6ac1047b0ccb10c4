"""The departments, and who stands for each: its holder, the deputy, the sponsor who backs it."""

import re
import unicodedata
from typing import Any

import msgspec
from sqlalchemy import Connection, func, insert, select, update

from cell import clock, deeds
from cell.errors import Refused
from cell.kinds.cells import Named
from cell.kinds.members import Person
from cell.tables import accounts, departments
from cell.texts import line

MOST = 60
NAME = 80
TINTS = 11
STAFF = ("holder", "deputy", "sponsor")
_CODE = re.compile(r"[A-Z0-9]{2,3}")


class Department(msgspec.Struct, frozen=True):
    """A department; holder, deputy and sponsor are account ids, or None where nobody is named."""

    slug: str
    name: Named
    code: Named
    tint: int
    position: int
    holder: int | None
    deputy: int | None
    sponsor: int | None
    archived_at: str | None


def departments_of(connection: Connection, *, archived: bool = False) -> list[Department]:
    """The departments in the organisation's order: those at work, or (archived) those that were put away."""
    column = departments.c.archived_at
    statement = select(departments).where(column.is_not(None) if archived else column.is_(None))
    return [_department(row) for row in connection.execute(statement.order_by(departments.c.position))]


def _department(row: Any) -> Department:
    return Department(
        slug=row.slug,
        name=Named(en=row.name_en, fr=row.name_fr),
        code=Named(en=row.code_en, fr=row.code_fr),
        tint=row.tint,
        position=row.position,
        holder=row.holder,
        deputy=row.deputy,
        sponsor=row.sponsor,
        archived_at=row.archived_at,
    )


def staff_of(connection: Connection, slug: str) -> tuple[Person | None, Person | None, Person | None]:
    """Holder, deputy and sponsor of a department; nobody in the place of who may not sign in any more."""
    row = connection.execute(select(departments).where(departments.c.slug == slug)).one_or_none()
    named = [None if row is None else getattr(row, part) for part in STAFF]
    alive = select(accounts.c.id, accounts.c.name).where(accounts.c.id.in_(named), accounts.c.disabled_at.is_(None))
    known = {account: Person(id=account, name=name) for account, name in connection.execute(alive)}
    holder, deputy, sponsor = (known.get(account or 0) for account in named)
    return holder, deputy, sponsor


def add_department(
    connection: Connection,
    by: int | None,
    name: Named,
    code: Named,
    *,
    holder: int | None = None,
    deputy: int | None = None,
    sponsor: int | None = None,
) -> str:
    """Make a department; returns its slug, made of its English name."""
    values = _checked(connection, None, name, code, (holder, deputy, sponsor))
    count, last = connection.execute(select(func.count(), func.max(departments.c.position))).one()
    if count >= MOST:
        raise Refused("bad_count", "name_en", limit=MOST)
    slug = _free_slug(connection, name.en)
    connection.execute(
        insert(departments).values(slug=slug, tint=_tint(connection), position=(last or 0) + 1, **values)
    )
    deeds.note(connection, by, "department.added", slug, **deeds.changes({}, values))
    return slug


def set_department(
    connection: Connection,
    by: int | None,
    slug: str,
    name: Named,
    code: Named,
    *,
    holder: int | None = None,
    deputy: int | None = None,
    sponsor: int | None = None,
) -> None:
    """Name a department anew and say who stands for it; nothing of it is kept that is not said again."""
    former = _alive(connection, slug)
    values = _checked(connection, slug, name, code, (holder, deputy, sponsor))
    changed = deeds.changes(former, values)
    if changed:
        connection.execute(update(departments).where(departments.c.slug == slug).values(**values))
        deeds.note(connection, by, "department.changed", slug, **changed)


def archive_department(connection: Connection, by: int | None, slug: str) -> None:
    """Put a department away: no cell calls it any more, those that did keep their seat."""
    _alive(connection, slug)
    if connection.scalar(select(func.count()).select_from(departments).where(departments.c.archived_at.is_(None))) == 1:
        raise Refused("last_one", "department")
    connection.execute(update(departments).where(departments.c.slug == slug).values(archived_at=clock.now()))
    deeds.note(connection, by, "department.archived", slug)


def restore_department(connection: Connection, by: int | None, slug: str) -> None:
    """Bring a department back. Refused where another has taken its name or its code meanwhile."""
    row = connection.execute(select(departments).where(departments.c.slug == slug)).mappings().one_or_none()
    if row is None or row["archived_at"] is None:
        raise Refused("not_found", "department")
    _check_free(connection, slug, {**row})
    connection.execute(update(departments).where(departments.c.slug == slug).values(archived_at=None))
    deeds.note(connection, by, "department.restored", slug)


def move_department(connection: Connection, by: int | None, slug: str, places: int) -> None:
    """Move a department by so many places in the order of those at work; as far as it goes."""
    _alive(connection, slug)
    order = [one.slug for one in departments_of(connection)]
    was = order.index(slug)
    order.remove(slug)
    order.insert(max(0, was + places), slug)
    if order.index(slug) == was:
        return
    for position, each in enumerate(order, 1):
        connection.execute(update(departments).where(departments.c.slug == each).values(position=position))
    deeds.note(connection, by, "department.moved", slug, position=[was + 1, order.index(slug) + 1])


def _alive(connection: Connection, slug: str) -> dict[str, Any]:
    row = connection.execute(select(departments).where(departments.c.slug == slug)).mappings().one_or_none()
    if row is None or row["archived_at"] is not None:
        raise Refused("not_found", "department")
    return {**row}


def _checked(
    connection: Connection, slug: str | None, name: Named, code: Named, staff: tuple[int | None, ...]
) -> dict[str, Any]:
    values: dict[str, Any] = {"name_en": line(name.en, "name_en", NAME), "name_fr": line(name.fr, "name_fr", NAME)}
    for field, typed in (("code_en", code.en), ("code_fr", code.fr)):
        values[field] = line(typed, field).upper()
        if not _CODE.fullmatch(values[field]):
            raise Refused("bad_value", field)
    _check_free(connection, slug, values)
    for field, account in zip(STAFF, staff, strict=True):
        if account is not None:
            _check_person(connection, account, field)
    holder, deputy, _sponsor = staff
    if deputy is not None and deputy == holder:
        raise Refused("bad_value", "deputy")  # nobody is their own deputy
    return values | dict(zip(STAFF, staff, strict=True))


def _check_free(connection: Connection, slug: str | None, values: dict[str, Any]) -> None:
    """Two departments of one name or one code could not be told apart on the board."""
    for other in departments_of(connection):
        taken = {"name_en": other.name.en, "name_fr": other.name.fr, "code_en": other.code.en, "code_fr": other.code.fr}
        for field, value in taken.items():
            if other.slug != slug and value.casefold() == values[field].casefold():
                raise Refused("already_there", field)


def _check_person(connection: Connection, account: int, field: str) -> None:
    statement = select(accounts.c.id).where(accounts.c.id == account, accounts.c.disabled_at.is_(None))
    if connection.scalar(statement) is None:
        raise Refused("not_found", field)


def _tint(connection: Connection) -> int:
    """The tint that the fewest departments have; the style sheet knows so many."""
    worn = [one.tint for one in departments_of(connection)]
    return min(range(1, TINTS + 1), key=worn.count)


def _free_slug(connection: Connection, name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:32] or "department"
    stem = stem if stem[0].isalpha() else f"d-{stem}"
    taken = set(connection.scalars(select(departments.c.slug)))
    return next(slug for slug in (stem, *(f"{stem}-{number}" for number in range(2, 1000))) if slug not in taken)
