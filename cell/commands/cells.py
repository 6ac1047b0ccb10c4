"""Opening a cell, saying what it is after, closing and reopening it."""

from typing import Annotated

from msgspec import Meta

from cell import clock
from cell.commands import fields
from cell.commands.registry import Args, command
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import cells, members

TYPES = ("supply", "controversy", "recall", "outage", "accident", "breach", "other")


class OpenCell(Args, frozen=True, kw_only=True):
    """title, level and the slugs of who is called; t0 may be past. `department` is the opener's own."""

    title: fields.Line
    level: Annotated[int, Meta(ge=1, le=4)]
    type: fields.Slug | None = None
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
    if clock.seconds_between(pen.at, t0) > 60:
        raise Refused("bad_value", "t0")
    departments = tuple(_seat(pen, slug, "departments") for slug in dict.fromkeys(args.departments))
    if args.department is not None and args.department not in args.departments:
        raise Refused("not_found", "department")
    pen.write(
        cells.CellOpened(
            title=fields.line(args.title, "title"),
            level=args.level,
            type=args.type,
            t0=t0,
            exercise=args.exercise,
            departments=departments,
        )
    )
    if pen.by is not None:
        name = pen.directory.name_of(pen.by)
        pen.write(members.MemberAdded(member=pen.by, name=name, role="director", department=args.department))
    return "cell"


def _seat(pen: Pen, slug: str, field: str) -> cells.Seat:
    seat = pen.directory.seat_of(slug)
    if seat is None:
        raise Refused("not_found", field)
    return seat


class AddDepartment(Args, frozen=True, kw_only=True):
    department: fields.Slug


@command
def add_department(pen: Pen, args: AddDepartment) -> str:
    """Call another department into the cell."""
    if args.department in pen.board.departments:
        raise Refused("already_there", "department")
    pen.write(cells.DepartmentAdded(department=_seat(pen, args.department, "department")))
    return f"department:{args.department}"


class SetAim(Args, frozen=True, kw_only=True):
    text: fields.Line


@command
def set_aim(pen: Pen, args: SetAim) -> str:
    """Word the common aim, or word it anew."""
    pen.write(cells.AimSet(text=fields.line(args.text, "text")))
    return "cell"


class SetObjective(Args, frozen=True, kw_only=True):
    text: fields.Line
    objective: fields.Number | None = None
    unit: Annotated[str, Meta(max_length=20)] | None = None
    target: Annotated[str, Meta(pattern=r"\A-?[0-9]{1,12}(\.[0-9]{1,6})?\Z")] | None = None


@command
def set_objective(pen: Pen, args: SetObjective) -> str:
    """Set one of the measured aims, or word it anew."""
    number = args.objective or len(pen.board.objectives) + 1
    if args.objective is not None and args.objective not in pen.board.objectives:
        raise Refused("not_found", "objective")
    text = fields.line(args.text, "text")
    unit = fields.line(args.unit, "unit") if args.unit else None
    pen.write(cells.ObjectiveSet(objective=number, text=text, unit=unit, target=args.target))
    return f"objective:{number}"


class CloseCell(Args, frozen=True, kw_only=True):
    reason: fields.Text


@command
def close_cell(pen: Pen, args: CloseCell) -> str:
    """Stand down: the closing is an entry, and the head up to it is signed."""
    pen.write(cells.CellClosed(reason=fields.text(args.reason, "reason")))
    entry, head = pen.board.seq, pen.digest
    signature, public_key = pen.seal()
    pen.write(cells.CellSealed(entry=entry, head=head, signature=signature, public_key=public_key))
    return "cell"


class ReopenCell(Args, frozen=True, kw_only=True):
    reason: fields.Text


@command
def reopen_cell(pen: Pen, args: ReopenCell) -> str:
    """Work again in a closed cell."""
    if pen.board.cell.state == "open":
        raise Refused("wrong_state", status="open")
    pen.write(cells.CellReopened(reason=fields.text(args.reason, "reason")))
    return "cell"
