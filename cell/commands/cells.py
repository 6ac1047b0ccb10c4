"""Opening a cell, calling departments, changing its level."""

from typing import Annotated

from msgspec import Meta

from cell import clock
from cell.commands import fields
from cell.commands.departments import write_staff
from cell.commands.playbooks import follow
from cell.commands.registry import Args, command
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import cells, members
from cell.playbooks import Playbook

TYPES = ("supply", "controversy", "recall", "outage", "accident", "breach", "other")
SLACK_S = 60

Level = Annotated[int, Meta(ge=1, le=4)]


class OpenCell(Args, frozen=True, kw_only=True):
    """title, level and the slugs of who is called; t0 may be past. `department` is the opener's own.

    A playbook brings its type and departments where they are not given, and the first aim, objectives and tasks.
    """

    title: fields.Line
    level: Level
    type: fields.Slug | None = None
    playbook: fields.Slug | None = None
    departments: Annotated[tuple[fields.Slug, ...], Meta(max_length=60)] = ()
    t0: fields.Instant | None = None
    exercise: bool = False
    department: fields.Slug | None = None


@command
def open_cell(pen: Pen, args: OpenCell) -> str:
    """Open the cell; who opens it becomes its director."""
    if args.type is not None and args.type not in TYPES:
        raise Refused("bad_value", "type")
    t0 = fields.instant(args.t0, "t0") or pen.at
    if clock.seconds_between(pen.at, t0) > SLACK_S:
        raise Refused("bad_value", "t0")
    playbook = _playbook(pen, args.playbook)
    slugs = dict.fromkeys(args.departments or (playbook.departments if playbook else ()))
    seats = tuple(_seat(pen, slug, "departments") for slug in slugs)
    if args.department is not None and args.department not in slugs:
        raise Refused("not_found", "department")
    targets = pen.directory.targets(args.level)
    pen.write(
        cells.CellOpened(
            title=fields.line(args.title, "title"),
            level=args.level,
            type=args.type or (playbook.type if playbook else None),
            t0=t0,
            exercise=args.exercise,
            departments=seats,
            playbook=args.playbook,
            targets=targets,
        )
    )
    _begin(pen, args.department, playbook)
    _plan_point(pen, targets)
    return "cell"


def _begin(pen: Pen, department: str | None, playbook: Playbook | None) -> None:
    """The director, who stands for each department, and what the playbook begins with."""
    if pen.by is not None:
        name = pen.directory.name_of(pen.by)
        pen.write(members.MemberAdded(member=pen.by, name=name, role="director", department=department))
    for slug in pen.board.departments:
        write_staff(pen, slug)
    if playbook is not None:
        follow(pen, playbook)


def _playbook(pen: Pen, slug: str | None) -> Playbook | None:
    if slug is None:
        return None
    playbook = pen.directory.playbook(slug)
    if playbook is None:
        raise Refused("not_found", "playbook")
    return playbook


def _seat(pen: Pen, slug: str, field: str) -> cells.Seat:
    seat = pen.directory.seat_of(slug)
    if seat is None:
        raise Refused("not_found", field)
    return seat


def _plan_point(pen: Pen, targets: cells.Targets | None) -> None:
    """Plan the next point by a level's rhythm, where it has one and no earlier point is planned."""
    if targets is None or not targets.point_every_s:
        return
    at, planned = clock.after(pen.at, targets.point_every_s), pen.board.cell.next_point_at
    if planned is None or planned > at:
        pen.write(cells.PointSet(at=at))


class AddDepartment(Args, frozen=True, kw_only=True):
    department: fields.Slug


@command
def add_department(pen: Pen, args: AddDepartment) -> str:
    """Call another department into the cell."""
    if args.department in pen.board.departments:
        raise Refused("already_there", "department")
    pen.write(cells.DepartmentAdded(department=_seat(pen, args.department, "department")))
    write_staff(pen, args.department)
    return f"department:{args.department}"


class ChangeLevel(Args, frozen=True, kw_only=True):
    level: Level
    reason: fields.Text


@command
def change_level(pen: Pen, args: ChangeLevel) -> str:
    """Find the crisis worse or better. The new level's targets hold from now on, and its rhythm where it is faster."""
    if args.level == pen.board.cell.level:
        raise Refused("already_there", "level")
    targets = pen.directory.targets(args.level)
    pen.write(cells.CellLevelled(level=args.level, reason=fields.text(args.reason, "reason"), targets=targets))
    _plan_point(pen, targets)
    return "cell"
