"""What the cell is after and where it stands: aim, objectives and their values, situation, next point, phase."""

from typing import Annotated, Literal

from msgspec import Meta

from cell import clock
from cell.board.rows import Objective
from cell.commands import fields
from cell.commands.registry import Args, command
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import cells

# More than four measured aims are none.
OBJECTIVES_MAX = 4
SLACK_S = 60
Decimal = Annotated[str, Meta(pattern=r"\A-?[0-9]{1,12}(\.[0-9]{1,6})?\Z")]
Version = Annotated[int, Meta(ge=0, le=2**31 - 1)]


class SetAim(Args, frozen=True, kw_only=True):
    """`seen` is the version that the writer had before them; who gives it does not write over another's unread."""

    text: fields.Line
    seen: Version | None = None


@command
def set_aim(pen: Pen, args: SetAim) -> str:
    """Word the common aim, or word it anew."""
    cell = pen.board.cell
    fields.check_seen(args.seen, cell.aim_withdrawn, "text", is_gone=True, ref="cell")
    _check_seen(pen, args.seen, cell.aim_version, cell.aim_by, cell.aim_at)
    pen.write(cells.AimSet(text=fields.line(args.text, "text")))
    return "cell"


class SetSituation(Args, frozen=True, kw_only=True):
    """`seen` is as in set_aim."""

    text: fields.Text
    seen: Version | None = None


@command
def set_situation(pen: Pen, args: SetSituation) -> str:
    """Say what is known and done, in a few sentences, for whoever comes now."""
    cell = pen.board.cell
    fields.check_seen(args.seen, cell.situation_withdrawn, "text", is_gone=True, ref="cell")
    _check_seen(pen, args.seen, cell.situation_version, cell.situation_by, cell.situation_at)
    pen.write(cells.SituationSet(text=fields.text(args.text, "text")))
    return "cell"


def _check_seen(pen: Pen, seen: int | None, version: int, by: int | None, at: str | None) -> None:
    if by != pen.by:
        fields.check_seen(seen, version, "text", who=by, at=at, ref="cell")


class SetPoint(Args, frozen=True, kw_only=True):
    """null where none is planned."""

    at: fields.Instant | None


@command
def set_point(pen: Pen, args: SetPoint) -> str:
    """Say when everybody comes together next."""
    at = fields.instant(args.at, "at")
    if at is not None and clock.seconds_between(at, pen.at) > SLACK_S:
        raise Refused("bad_value", "at")
    if at != pen.board.cell.next_point_at:
        pen.write(cells.PointSet(at=at))
    return "cell"


class SetPhase(Args, frozen=True, kw_only=True):
    phase: fields.Line


@command
def set_phase(pen: Pen, args: SetPhase) -> str:
    """Say that the crisis comes to another phase."""
    phase = fields.line(args.phase, "phase")
    if phase != pen.board.cell.phase:
        pen.write(cells.PhaseSet(phase=phase))
    return "cell"


class SetObjective(Args, frozen=True, kw_only=True):
    """`sense` is up where more is better, down where the target is a ceiling; `start` is where the value began."""

    text: fields.Line
    objective: fields.Number | None = None
    unit: Annotated[str, Meta(max_length=20)] | None = None
    target: Decimal | None = None
    sense: Literal["up", "down"] = "up"
    start: Decimal | None = None


@command
def set_objective(pen: Pen, args: SetObjective) -> str:
    """Set one of the measured aims, or word it anew; there are four at most."""
    if args.objective is not None:
        _objective(pen, args.objective)
    elif sum(row.retired_at is None for row in pen.board.objectives.values()) >= OBJECTIVES_MAX:
        raise Refused("too_many_objectives", "objective", limit=OBJECTIVES_MAX)
    number = args.objective or len(pen.board.objectives) + 1
    pen.write(
        cells.ObjectiveSet(
            objective=number,
            text=fields.line(args.text, "text"),
            unit=fields.line(args.unit, "unit") if args.unit else None,
            target=args.target,
            sense=args.sense,
            start=args.start,
        )
    )
    return f"objective:{number}"


class MeasureObjective(Args, frozen=True, kw_only=True):
    """`measured_at` may be past, never to come; now where it is left out."""

    objective: fields.Number
    value: Decimal
    measured_at: fields.Instant | None = None


@command
def measure_objective(pen: Pen, args: MeasureObjective) -> str:
    """Write down the value of a measured aim."""
    objective = _objective(pen, args.objective)
    measured_at = fields.instant(args.measured_at, "measured_at") or pen.at
    if clock.seconds_between(pen.at, measured_at) > SLACK_S:
        raise Refused("bad_value", "measured_at")
    pen.write(cells.ObjectiveMeasured(objective=objective.id, value=args.value, measured_at=measured_at))
    return f"objective:{objective.id}"


class RetireObjective(Args, frozen=True, kw_only=True):
    objective: fields.Number
    reason: fields.Text


@command
def retire_objective(pen: Pen, args: RetireObjective) -> str:
    """Follow a measured aim no more, and say why; its number and its values stay."""
    objective = _objective(pen, args.objective)
    pen.write(cells.ObjectiveRetired(objective=objective.id, reason=fields.text(args.reason, "reason")))
    return f"objective:{objective.id}"


def _objective(pen: Pen, number: int) -> Objective:
    objective = pen.board.objectives.get(number)
    if objective is None:
        raise Refused("not_found", "objective")
    if objective.retired_at is not None:
        raise Refused("wrong_state", "objective", status="retired")
    return objective
