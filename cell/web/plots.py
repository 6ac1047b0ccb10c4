"""Where the dots of a response time stand, on one logarithmic scale for all its departments.

Every case is a dot as long as they can be told apart; of more, as many as can, evenly from shortest to longest.
"""

import math
from collections.abc import Callable

import msgspec

from cell.measures import Times, percentile
from cell.measures.spread import FEW
from cell.measures.times import Case

WIDTH, LEFT, RIGHT = 400, 46, 388
TOP, ROW, FOOT = 24, 34, 24
SHORTEST_S = 10.0
TICKS = (10, 20, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 14_400, 36_000, 86_400, 259_200, 864_000, 2_592_000)
APART = 50  # between the words of two ticks
DOTS_MOST = 150  # of one department


class Dot(msgspec.Struct, frozen=True):
    """One case: where it stands, and what it is."""

    x: float
    y: float
    case: Case


class Lane(msgspec.Struct, frozen=True):
    """One department: its row, and where its median and 90th percentile stand, if it has enough cases."""

    department: str | None
    y: int
    dots: tuple[Dot, ...]
    median: float | None
    p90: float | None


class Plot(msgspec.Struct, frozen=True):
    """One response time drawn: seconds are told by `ticks`, the target stands at `goal`.

    `left_out` cases have no dot of their own; the median and the 90th percentile are of all.
    """

    height: int
    ticks: tuple[tuple[float, int], ...]
    goal: float | None
    lanes: tuple[Lane, ...]
    left_out: int


def plot_of(times: Times) -> Plot | None:
    """The plot of a response time; None where nothing has a duration."""
    rows = [row for row in times.rows if row.spread.n]
    known = [seconds for row in rows for case in row.cases if (seconds := _done(case)) is not None]
    if not known:
        return None
    ends = [*known, float(times.target_s)] if times.target_s is not None else known
    low, high = max(SHORTEST_S, min(ends)) / 1.3, max(*ends, 2 * SHORTEST_S) * 1.3

    def place(seconds: float) -> float:
        part = math.log(max(seconds, low) / low) / math.log(high / low)
        return round(LEFT + part * (RIGHT - LEFT), 1)

    lanes: list[Lane] = []
    left_out = 0
    for number, row in enumerate(rows):
        y = TOP + number * ROW + ROW // 2
        values = [seconds for case in row.cases if (seconds := _done(case)) is not None]
        drawn = _drawn([case for case in row.cases if _done(case) is not None])
        dots = [(place(case.seconds or 0.0), case) for case in drawn]
        left_out += len(values) - len(drawn)
        middle = len(values) >= FEW
        lanes.append(
            Lane(
                row.department,
                y,
                tuple(_spread(dots, y)),
                place(percentile(values, 0.5)) if middle else None,
                place(percentile(values, 0.9)) if middle else None,
            )
        )
    goal = place(times.target_s) if times.target_s is not None else None
    return Plot(TOP + len(rows) * ROW + FOOT, _ticks(low, high, max(ends), place), goal, tuple(lanes), left_out)


def _drawn(cases: list[Case]) -> list[Case]:
    """All of them where there is room, else so many from the shortest to the longest, evenly."""
    if len(cases) <= DOTS_MOST:
        return cases
    ordered = sorted(cases, key=lambda case: case.seconds or 0.0)
    return [ordered[round(place * (len(ordered) - 1) / (DOTS_MOST - 1))] for place in range(DOTS_MOST)]


def _done(case: Case) -> float | None:
    return case.seconds if case.state == "done" else None


def _spread(dots: list[tuple[float, Case]], y: int) -> list[Dot]:
    """Dots that would cover each other stand above and below."""
    found: list[Dot] = []
    for x, case in sorted(dots, key=lambda dot: dot[0]):
        near = sum(x - dot.x < 7 for dot in found[-4:])
        found.append(Dot(x, y + (0, -6, 6, -11, 11)[near], case))
    return found


def _ticks(low: float, high: float, longest: float, place: Callable[[float], float]) -> tuple[tuple[float, int], ...]:
    found: list[tuple[float, int]] = []
    for seconds in TICKS:
        x = place(seconds)
        if low <= seconds <= high and x <= RIGHT - 8 and (not found or x - found[-1][0] >= APART):
            found.append((x, seconds))
    # Between two round figures, the scale is told by the longest that stands there.
    return tuple(found) or ((place(longest), int(longest)),)
