"""How the pieces of work of a record flow: how many are open each month, and whether their durations are stable."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from cell.flows.cases import Case

FIRST_CASES = 60
RUN = 8
# Of an XmR chart (individuals and moving range), for ranges of two.
LIMIT, RANGE_LIMIT = 2.66, 3.268


def open_by_month(cases: Sequence[Case]) -> list[dict[str, Any]]:
    """How many had arrived, had departed and were open at 00:00 UTC on the first of each month of the record."""
    firsts, lasts = sorted(case.first for case in cases), sorted(case.last for case in cases)
    found: list[dict[str, Any]] = []
    for month in _months(firsts[0], lasts[-1]) if cases else ():
        arrived, departed = bisect_right(firsts, month.timestamp()), bisect_right(lasts, month.timestamp())
        at = month.strftime("%Y-%m-%dT%H:%M:%SZ")
        found.append({"at": at, "arrived": arrived, "departed": departed, "open": arrived - departed})
    return found


def _months(first: float, last: float) -> Iterator[datetime]:
    """The first of the month in which a record begins, and so on until it is over."""
    start = datetime.fromtimestamp(first, UTC)
    month = start.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    yield month
    while month.timestamp() < last:
        month = month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
        yield month


def xmr_of(cases: Sequence[Case]) -> dict[str, Any] | None:
    """The XmR chart of the throughput, in hours, of the first cases to end; None where there are not so many."""
    ended = sorted(cases, key=lambda case: (case.last, case.case))[:FIRST_CASES]
    if len(ended) < FIRST_CASES:
        return None
    hours = [(case.last - case.first) / 3_600 for case in ended]
    ranges = [abs(after - before) for before, after in zip(hours, hours[1:], strict=False)]
    mean, moving = sum(hours) / len(hours), sum(ranges) / len(ranges)
    upper, lower, most = mean + LIMIT * moving, mean - LIMIT * moving, RANGE_LIMIT * moving
    return {
        "case_ids": [case.case for case in ended],
        "n": len(ended),
        "mean": mean,
        "mean_moving_range": moving,
        "upper_natural_process_limit": upper,
        "lower_natural_process_limit": lower,
        "upper_range_limit": most,
        "points_outside": [place for place, value in enumerate(hours) if not lower <= value <= upper],
        "ranges_outside": [place for place, value in enumerate(ranges, 1) if value > most],
        "runs_of_8_or_more": runs_of(hours, mean),
    }


def runs_of(values: Sequence[float], mean: float) -> list[list[int | str]]:
    """The longest runs of successive values strictly on one side of the mean: first, last, and + or -."""
    sides = ["+" if value > mean else "-" if value < mean else "" for value in values]
    found: list[list[int | str]] = []
    start = 0
    for place in range(1, len(sides) + 1):
        if place == len(sides) or sides[place] != sides[start]:
            if sides[start] and place - start >= RUN:
                found.append([start, place - 1, sides[start]])
            start = place
    return found
