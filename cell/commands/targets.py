"""What the clock writes when time passes. No person gives these: the server's own clock does (cell/alerts.py)."""

from typing import Any

from cell.board import Handoff, Task
from cell.commands.registry import Args, command
from cell.dues import Rung, rungs_of
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import handoffs, targets, tasks
from cell.stalls import stall_of


class TellTarget(Args, frozen=True, kw_only=True):
    """One step of one running clock."""

    step: str
    measure: str
    object: str
    on: str | None


@command
def tell_target(pen: Pen, args: TellTarget) -> str:
    """Write that a step of a clock has come, if it has, and nobody has written it; else write nothing."""
    if pen.by is not None:
        raise Refused("not_allowed")
    for rung in rungs_of(pen.board, args.object, pen.at):
        if (rung.step, rung.clock.measure, rung.clock.on) == (args.step, args.measure, args.on):
            pen.write(_said(rung), rung.clock.clearance)
    return args.object


def _said(rung: Rung) -> targets.Timed:
    clock = rung.clock
    about: dict[str, Any] = {
        "object": clock.object,
        "measure": clock.measure,
        "department": clock.on,
        "since": clock.since,
        "due_at": clock.due_at,
    }
    if rung.step == "neared":
        return targets.TargetNeared(**about)
    if rung.step == "passed":
        return targets.TargetPassed(**about)
    assert rung.to is not None, "only who is there is called"
    return targets.WaitEscalated(**about, rung=rung.step, called=rung.to)


class TellStall(Args, frozen=True, kw_only=True):
    """What was left, and when it was last touched: who touched it since has it in hand."""

    object: str
    touched_at: str


@command
def tell_stall(pen: Pen, args: TellStall) -> str:
    """Have what was taken in hand and then left taken in hand again, if it still is so; else write nothing."""
    if pen.by is not None:
        raise Refused("not_allowed")
    stall, row = stall_of(pen.board, args.object), pen.board.row(args.object)
    if stall is None or stall.touched_at != args.touched_at or stall.at > pen.at:
        return args.object
    if isinstance(row, Task):
        said = tasks.TaskStalled(task=row.id, owner=row.owner, touched_at=stall.touched_at)
        pen.write(said, row.clearance)
    elif isinstance(row, Handoff):
        pen.write(handoffs.HandoffStalled(handoff=row.id, touched_at=stall.touched_at), row.clearance)
    return args.object
