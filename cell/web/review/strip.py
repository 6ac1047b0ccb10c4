"""The whole crisis on one strip: where each department's work and waits stand, and each decision."""

from collections.abc import Callable, Iterable

import msgspec

from cell import clock
from cell.board import Decision
from cell.review import Lane
from cell.waits import is_timed

WIDTH, LEFT, RIGHT = 1000, 130, 985
TOP, ROW, BAR = 34, 26, 12
STEPS_H = (1, 2, 3, 6, 12, 24, 48, 72, 168, 336, 720, 2_160)
TICKS_MOST = 13


class Bar(msgspec.Struct, frozen=True):
    """Work or a wait, drawn; from when until when."""

    sort: str
    x: float
    width: float
    since: str
    until: str


class Row(msgspec.Struct, frozen=True):
    """One department."""

    lane: Lane
    y: int
    bars: tuple[Bar, ...]


class Mark(msgspec.Struct, frozen=True):
    """One decision; `is_over` where it holds no more, `is_named` where there is room for its number."""

    x: float
    decision: Decision
    is_over: bool
    is_named: bool


class Strip(msgspec.Struct, frozen=True):
    """All of it; `ticks` are places and hours since the start."""

    height: int
    foot: int
    ticks: tuple[tuple[float, int], ...]
    marks: tuple[Mark, ...]
    rows: tuple[Row, ...]


def strip_of(lanes: Iterable[Lane], decisions: Iterable[Decision], start: str, end: str) -> Strip:
    """The strip from one instant to another; what lies before the start stands at it."""
    whole = max(clock.seconds_between(start, end), 60.0)

    def place(at: str) -> float:
        part = min(max(clock.seconds_between(start, at) / whole, 0.0), 1.0)
        return round(LEFT + part * (RIGHT - LEFT), 1)

    rows: list[Row] = []
    for number, lane in enumerate(lanes):
        bars = [(one, place(one.since), place(one.until)) for one in lane.spans]
        y = TOP + (number + 1) * ROW
        drawn = tuple(Bar(one.sort, x, max(round(to - x, 1), 2.0), one.since, one.until) for one, x, to in bars)
        rows.append(Row(lane, y, drawn))
    foot = TOP + (len(rows) + 1) * ROW + 8
    return Strip(foot + 22, foot, _ticks(whole), _marks(decisions, place), tuple(rows))


def _marks(decisions: Iterable[Decision], place: Callable[[str], float]) -> tuple[Mark, ...]:
    timed = [row for row in decisions if row.taken is not None and is_timed(row.taken.decided_at)]
    found: list[Mark] = []
    free = 0.0
    for row in sorted(timed, key=lambda row: row.taken.decided_at if row.taken else ""):
        x = place(row.taken.decided_at if row.taken else "")
        is_named = x >= free and x < RIGHT - 48
        free = x + 64 if is_named else max(free, x + 12)
        found.append(Mark(x, row, row.status in ("superseded", "revoked"), is_named))
    return tuple(found)


def _ticks(whole: float) -> tuple[tuple[float, int], ...]:
    step = next((hours for hours in STEPS_H if whole / 3_600 / hours < TICKS_MOST), STEPS_H[-1] * 4)
    count = int(whole / 3_600 / step)
    scale = (RIGHT - LEFT) / whole
    return tuple((round(LEFT + number * step * 3_600 * scale, 1), number * step) for number in range(count + 1))
