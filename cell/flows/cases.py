"""What each piece of work lived through: how long, how long paused, how often handed over and back."""

from collections.abc import Mapping, Sequence

import msgspec

from cell.steps import Holder, Step, by_department, seconds_of, visits_of

DAY, OPENS, SHUTS = 86_400, 9 * 3_600, 17 * 3_600
_THURSDAY = 3  # the day that instants are counted from, Monday being 0


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of work. `first` and `last` are seconds of its first and last step; None is not known, or never.

    `ping_pong`: it came back to a department right after another; `re_entries`: visits to a department it had left.
    """

    case: str
    steps: int
    visits: int
    first: float
    last: float
    paused_s: float
    business_s: float
    to_take_s: float | None
    to_complete_s: float | None
    ping_pong: bool
    re_entries: int

    @property
    def throughput_s(self) -> float:
        """From the first step to the last."""
        return round(self.last - self.first, 3)

    @property
    def active_s(self) -> float:
        """The same without the pauses."""
        return round(self.throughput_s - self.paused_s, 3)


def case_of(name: str, steps: Sequence[Step], holder: Holder = by_department, *, has_queue: bool) -> Case:
    """One piece of work, whose steps stand in order, those without a department too."""
    times = [seconds_of(step.at) for step in steps]
    held = [visit.holder for visit in visits_of(steps, holder)]
    taken = [at - times[0] for at, step in zip(times, steps, strict=True) if not step.queued]
    done = [at - times[0] for at, step in zip(times, steps, strict=True) if step.completed]
    paused = [after - at for at, after, step in zip(times, times[1:], steps, strict=False) if step.paused]
    return Case(
        case=name,
        steps=len(steps),
        visits=len(held),
        first=times[0],
        last=times[-1],
        paused_s=round(sum(paused), 3),
        business_s=round(business_seconds(times[0], times[-1]), 3),
        to_take_s=round(taken[0], 3) if taken and has_queue else None,
        to_complete_s=round(done[0], 3) if done else None,
        ping_pong=any(one == two for one, two in zip(held, held[2:], strict=False)),
        re_entries=len(held) - len(set(held)),
    )


def every_case(found: Mapping[str, Sequence[Step]], holder: Holder = by_department, *, has_queue: bool) -> list[Case]:
    """Every piece of work, by name."""
    return [case_of(name, found[name], holder, has_queue=has_queue) for name in sorted(found)]


def business_seconds(first: float, last: float) -> float:
    """Seconds between two instants on Monday to Friday from 09:00 to 17:00 UTC; no public holidays are known."""
    return _business_until(last) - _business_until(first)


def _business_until(at: float) -> float:
    """Business seconds since the day that instants are counted from."""
    days, rest = divmod(at, DAY)
    weeks, weekday = divmod(int(days) + _THURSDAY, 7)
    whole = weeks * 5 + min(weekday, 5)
    today = min(max(rest - OPENS, 0.0), SHUTS - OPENS) if weekday < 5 else 0.0
    return whole * (SHUTS - OPENS) + today
