"""What the clock writes when time passes. No person gives these: the server's own clock does (cell/alerts.py)."""

from typing import Any

from cell.commands.registry import Args, command
from cell.dues import Rung, rungs_of
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import targets


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
