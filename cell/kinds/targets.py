"""Kinds that the clock writes: a target comes near, it passes, and silence goes up to who can break it."""

from cell.kinds.members import Person
from cell.kinds.registry import Facts, kind


class Timed(Facts, frozen=True, kw_only=True):
    """What every step of a running clock says; the kinds below say what each field means."""

    object: str
    measure: str
    department: str | None = None
    since: str
    due_at: str


@kind("target.neared")
class TargetNeared(Timed, frozen=True, kw_only=True):
    """Three quarters of the time that a level promises are gone, and nothing was answered.

    object: the ref of the row that waits. measure: mobilise, acknowledge, decide, know, approve, handoff, accept
    or contribute. department: the slug of who is waited on, or null. since: when the clock began. due_at: when the
    target passes.
    """


@kind("target.passed")
class TargetPassed(Timed, frozen=True, kw_only=True):
    """The time that a level promises is over, and nothing was answered.

    object, measure, department, since, due_at: as in target.neared.
    """


@kind("wait.escalated", texts=("called.name",))
class WaitEscalated(Timed, frozen=True, kw_only=True):
    """The silence goes on after the target: somebody above is called.

    object, measure, department, since, due_at: as in target.neared. rung: deputy or director. called: who is
    asked to step in, in the cell or not.
    """

    rung: str
    called: Person
