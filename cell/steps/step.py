"""The steps of pieces of work as a record has them, and the visits they make: who held the work from when to when."""

from collections.abc import Callable, Iterable
from datetime import datetime
from operator import attrgetter
from typing import Any

import msgspec

QUEUED, PAUSES, COMPLETED = "Queued", ("Accepted/Wait", "Awaiting"), "Completed"


class Step(msgspec.Struct, frozen=True, kw_only=True, gc=False, rename={"at": "happened_at"}):
    """One step. `case` is the name or number of the piece of work, `step` its place in it, which alone is the order.

    `at` is an instant; `department` and `team` hold the work after it, None where not known. `queued`: the work waits
    to be taken in hand; `completed`: it is done; `paused`: it stands still until the next step. `entry` is the number
    of the entry it was read from.
    """

    case: str | int
    step: int
    at: str
    department: str | None = None
    team: str | None = None
    queued: bool = False
    completed: bool = False
    paused: bool = False
    entry: int = 0


Holder = Callable[[Step], str | None]
_PLACE = attrgetter("step")


class Visit(msgspec.Struct, frozen=True, gc=False):
    """A run of steps under one holder: from its first step to the next visit's, or to its own last one.

    `taken` is its first step that is not queued, or None: nobody took the work in hand.
    """

    holder: str
    first: Step
    taken: Step | None
    end: Step


def by_department(step: Step) -> str | None:
    """Who holds the work, as departments go."""
    return step.department


def by_team(step: Step) -> str | None:
    """Who holds the work, as teams go."""
    return step.team


def seconds_of(instant: str) -> float:
    """An instant as seconds, of which differences mean something."""
    return datetime.fromisoformat(instant).timestamp()


def cases_of(steps: Iterable[Step]) -> dict[Any, list[Step]]:
    """The steps by case, in the order of the cases' names and of the steps within; how they came does not count."""
    found: dict[Any, list[Step]] = {}
    for step in steps:
        found.setdefault(step.case, []).append(step)
    return {case: sorted(found[case], key=_PLACE) for case in sorted(found)}


def visits_of(case: Iterable[Step], holder: Holder = by_department) -> list[Visit]:
    """The visits of ONE case, whose steps stand in order. Steps that nobody holds are left out before."""
    found: list[Visit] = []
    first: Step | None = None
    taken: Step | None = None
    last: Step | None = None
    now = ""
    for step in case:
        who = holder(step)
        if not who:
            continue
        if who != now:
            if first is not None:
                found.append(Visit(now, first, taken, step))
            now, first, taken = who, step, None
        if taken is None and not step.queued:
            taken = step
        last = step
    if first is not None and last is not None:
        found.append(Visit(now, first, taken, last))
    return found
