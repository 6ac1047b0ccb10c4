"""What a playbook holds, what it may hold, and how it is kept; cell/playbooks/shipped holds those of the product."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from cell import language, rights
from cell.errors import Refused
from cell.kinds.cells import Named
from cell.texts import line

MOST = 40
NAME = 80
UNIT = 20
MOST_DEPARTMENTS = 60
MOST_TASKS = 30
OBJECTIVES = (2, 4)
MOST_REFLEXES = 20
# A first task is due within a month of the opening.
LATEST_MIN = 30 * 24 * 60
PRIORITIES = (1, 2, 3)
SENSES = ("up", "down")
_SLUG = re.compile(r"[a-z][a-z0-9_-]{0,39}")
T = TypeVar("T")
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")


class Aim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A measured objective. sense: "up" where the target is to be reached, "down" where it must not be exceeded.

    target, start: decimal texts, or None where only the crisis will tell.
    """

    text: Named
    unit: Named | None = None
    target: str | None = None
    sense: str = "up"
    start: str | None = None


class FirstTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A task given at the opening. due_min: minutes after it. priority: 1 first. objective: its place, from 1."""

    title: Named
    department: str
    due_min: int | None = None
    priority: int = 2
    objective: int | None = None


class Playbook(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a cell of one type begins with. departments: slugs. reflexes: lines of the reflex card, by role."""

    slug: str
    type: str
    name: Named
    departments: tuple[str, ...] = ()
    aim: Named
    objectives: tuple[Aim, ...] = ()
    tasks: tuple[FirstTask, ...] = ()
    reflexes: dict[str, tuple[Named, ...]] = {}
    archived_at: str | None = None


class _Body(msgspec.Struct, frozen=True):
    """What is kept of a playbook in one JSON text."""

    departments: tuple[str, ...]
    aim: Named
    objectives: tuple[Aim, ...]
    tasks: tuple[FirstTask, ...]
    reflexes: dict[str, tuple[Named, ...]] = {}


def body_of(playbook: Playbook) -> str:
    """The JSON text of a playbook's body."""
    body = {name: getattr(playbook, name) for name in _Body.__struct_fields__}
    return msgspec.json.encode(body).decode()


def read(row: Any) -> Playbook:
    """A playbook from its row."""
    body = msgspec.json.decode(row.body, type=_Body)
    return Playbook(
        slug=row.slug,
        type=row.type,
        name=Named(en=row.name_en, fr=row.name_fr),
        archived_at=row.archived_at,
        **msgspec.structs.asdict(body),
    )


def checked(playbook: Playbook, known: set[str]) -> Playbook:
    """The playbook with clean texts; `known` are the departments there are.

    Refused with the field at fault; of several rows, `row` says which, from 1.
    """
    if not _SLUG.fullmatch(playbook.slug):
        raise Refused("bad_value", "slug")
    if playbook.type not in language.TYPES:
        raise Refused("bad_value", "type")
    seats = tuple(dict.fromkeys(playbook.departments))
    _check_departments(seats, known)
    return replace(
        playbook,
        name=_named(playbook.name, "name", NAME),
        departments=seats,
        aim=_named(playbook.aim, "aim"),
        objectives=_objectives(playbook.objectives),
        tasks=_tasks(playbook.tasks, seats, len(playbook.objectives)),
        reflexes=_reflexes(playbook.reflexes),
        archived_at=None,
    )


def _check_departments(seats: tuple[str, ...], known: set[str]) -> None:
    if not seats:
        raise Refused("missing", "departments")
    if len(seats) > MOST_DEPARTMENTS:
        raise Refused("bad_count", "departments", limit=MOST_DEPARTMENTS)
    for number, seat in enumerate(seats, 1):
        if seat not in known:
            raise Refused("not_found", "departments", row=number)


def _objectives(aims: tuple[Aim, ...]) -> tuple[Aim, ...]:
    least, most = OBJECTIVES
    if aims and not least <= len(aims) <= most:
        raise Refused("bad_count", "objectives", least=least, limit=most)
    return tuple(_row(number, _objective, aim) for number, aim in enumerate(aims, 1))


def _objective(aim: Aim) -> Aim:
    for field, value in (("objectives.target", aim.target), ("objectives.start", aim.start)):
        if value is not None and not _NUMBER.fullmatch(value):
            raise Refused("bad_value", field)
    if aim.sense not in SENSES:
        raise Refused("bad_value", "objectives.sense")
    unit = _named(aim.unit, "objectives.unit", UNIT) if aim.unit is not None else None
    return replace(aim, text=_named(aim.text, "objectives.text"), unit=unit)


def _tasks(tasks: tuple[FirstTask, ...], seats: tuple[str, ...], aims: int) -> tuple[FirstTask, ...]:
    if len(tasks) > MOST_TASKS:
        raise Refused("bad_count", "tasks", limit=MOST_TASKS)

    def task(one: FirstTask) -> FirstTask:
        if one.department not in seats:
            raise Refused("not_found", "tasks.department")
        if one.due_min is not None and not 1 <= one.due_min <= LATEST_MIN:
            raise Refused("bad_value", "tasks.due_min")
        if one.priority not in PRIORITIES:
            raise Refused("bad_value", "tasks.priority")
        if one.objective is not None and not 1 <= one.objective <= aims:
            raise Refused("not_found", "tasks.objective")
        return replace(one, title=_named(one.title, "tasks.title"))

    return tuple(_row(number, task, one) for number, one in enumerate(tasks, 1))


def _reflexes(reflexes: dict[str, tuple[Named, ...]]) -> dict[str, tuple[Named, ...]]:
    for role, lines in reflexes.items():
        if role not in rights.ROLES:
            raise Refused("not_found", "reflexes")
        if len(lines) > MOST_REFLEXES:
            raise Refused("bad_count", f"reflexes.{role}", limit=MOST_REFLEXES)
    return {role: _reflex_lines(role, reflexes[role]) for role in rights.ROLES if reflexes.get(role)}


def _reflex_lines(role: str, lines: tuple[Named, ...]) -> tuple[Named, ...]:
    field = f"reflexes.{role}"
    return tuple(_row(number, lambda one: _named(one, field), one) for number, one in enumerate(lines, 1))


def _named(name: Named, field: str, limit: int = 200) -> Named:
    return Named(en=line(name.en, f"{field}_en", limit), fr=line(name.fr, f"{field}_fr", limit))


def _row(number: int, check: Callable[[T], T], value: T) -> T:
    """What a check makes of one of several rows; a refusal says which."""
    try:
        return check(value)
    except Refused as refused:
        raise Refused(refused.code, refused.field, **{**refused.about, "row": number}) from None
