"""The whole crisis on one strip: where each department's work and waits stand, and each decision."""

from collections.abc import Callable, Iterable

import msgspec

from cell import clock
from cell.board import Decision
from cell.review import Lane, Link
from cell.waits import is_timed

WIDTH, LEFT, RIGHT = 1000, 130, 985
TOP, ROW, BAR = 34, 26, 12
MINUTE, HOUR = 60, 3_600
# Seconds for a crisis of two minutes, minutes for one of two hours.
STEPS_S = (
    10,
    *(MINUTE * n for n in (1, 2, 5, 10)),
    *(HOUR * n for n in (1, 2, 3, 6, 12, 24, 48, 72, 168, 336, 720, 2_160)),
)
TICKS_MOST = 13
ARROWS_MOST = 40
NUMBER = 64  # as wide as a mark with its number


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


class Arrow(msgspec.Struct, frozen=True):
    """From the row of who waits to the row of who is waited on, at the instant it began; `head` points up or down."""

    x: float
    top: int
    bottom: int
    is_down: bool
    link: Link


class Strip(msgspec.Struct, frozen=True):
    """All of it; `ticks` are places and seconds since the start."""

    height: int
    foot: int
    ticks: tuple[tuple[float, int], ...]
    marks: tuple[Mark, ...]
    rows: tuple[Row, ...]
    arrows: tuple[Arrow, ...]
    left_out: int


def strip_of(
    lanes: Iterable[Lane], links: Iterable[Link], decisions: Iterable[Decision], start: str, end: str
) -> Strip:
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
    links = list(links)
    # Beyond what can be told apart the longest are drawn; all of them are in the table.
    longest = sorted(links, key=lambda one: clock.seconds_between(one.since, one.until), reverse=True)[:ARROWS_MOST]
    arrows = _arrows(longest, {row.lane.department: row.y for row in rows}, place)
    marks = _marks(decisions, place)
    return Strip(foot + 22, foot, _ticks(whole), marks, tuple(rows), arrows, len(links) - len(arrows))


def _arrows(links: Iterable[Link], heights: dict[str, int], place: Callable[[str], float]) -> tuple[Arrow, ...]:
    found: list[Arrow] = []
    for one in sorted(links, key=lambda link: link.since):
        waiting, on = heights[one.waiting], heights[one.on]
        is_down = on > waiting
        top, bottom = (waiting + BAR, on) if is_down else (on + BAR, waiting)
        found.append(Arrow(place(one.since), top, bottom, is_down, one))
    return tuple(found)


def _marks(decisions: Iterable[Decision], place: Callable[[str], float]) -> tuple[Mark, ...]:
    timed = [row for row in decisions if row.taken is not None and is_timed(row.taken.decided_at)]
    placed = sorted(((place(row.taken.decided_at if row.taken else ""), row) for row in timed), key=lambda one: one[0])
    ends = [*(x for x, _row in placed[1:]), RIGHT + 16.0]
    # A number stands to the right of its mark, where nothing else comes within its length.
    return tuple(
        Mark(x, row, row.status in ("superseded", "revoked"), end - x >= NUMBER)
        for (x, row), end in zip(placed, ends, strict=False)  # without a mark the end stands alone
    )


def _ticks(whole: float) -> tuple[tuple[float, int], ...]:
    step = next((seconds for seconds in STEPS_S if whole / seconds < TICKS_MOST), STEPS_S[-1] * 4)
    scale = (RIGHT - LEFT) / whole
    return tuple((round(LEFT + number * step * scale, 1), number * step) for number in range(int(whole / step) + 1))
