"""One wait, and the time between two instants that may lack an hour."""

from datetime import datetime

import msgspec

from cell.kinds import Entry


class Wait(msgspec.Struct, frozen=True, kw_only=True):
    """One wait of one department on another, or on itself.

    `about` is what is waited for: task (to be taken in hand and done), rework (the same once it was reopened), hold
    (what stops a task), validate (a result handed in), decision (to be taken), knowing (that a department knows a
    decision), mobilise (that somebody of a called department is there), handoff (to be accepted, then usable),
    approval (a department's yes), information (to be known, once more when it is checked), arbitration (the ruling
    between two departments), contribution (a department's part), answer (to a fact of the record), step (of another
    tool's record: what was handed over, until it left). `object` is a ref such as "task:12" or "department:legal", or
    "entry:14". `waiting` and `on` are slugs, None where not known; `outside` names who is not of the organisation.
    `due_at` is the hour somebody set for it, None where the level's target alone holds. `asked` and `ended` are entry
    numbers; `seen_at` is None until something records it. `acknowledged_s` and `lasted_s` are seconds from asked_at,
    the latter of an open wait its age; both are None where a time is known to the day alone, or stands before asked_at:
    not known is not zero.
    """

    about: str
    object: str
    waiting: str | None
    on: str | None
    outside: str | None = None
    due_at: str | None = None
    asked: int
    asked_at: str
    seen_at: str | None = None
    acknowledged_at: str | None = None
    ended: int | None = None
    ended_at: str | None = None
    outcome: str | None = None
    acknowledged_s: float | None = None
    lasted_s: float | None = None
    clearance: str = "cell"


def is_timed(time: str | None) -> bool:
    """Whether a time has an hour, and so can be counted from."""
    return time is not None and "T" in time


def seconds_between(earlier: str | None, later: str | None) -> float | None:
    """Seconds from one time to another to the millisecond, negative the other way round; None where one has no hour."""
    if earlier is None or later is None or not is_timed(earlier) or not is_timed(later):
        return None
    return round((datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds(), 3)


def own_time(entry: Entry) -> str:
    """When a recorded fact happened: as it says, or when it was written."""
    return getattr(entry.facts, "happened_at", None) or entry.at
