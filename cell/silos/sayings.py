"""What matters in the map, by a rule that is written down in docs/measures.md: at most one saying of each sort."""

from collections import Counter, defaultdict

import msgspec

from cell.silos.matrix import Matrix, Square
from cell.waits import Wait

POLE_LEAST = 3
RETURNS_LEAST = 2


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to see, as figures; the page makes the sentence.

    sort is `pair` (`waiting` has waited on `on`, the oldest of `n` for `age_s`, by what is waited for in `abouts`),
    `pole` (`n` of `of` running waits are on `on`; `part` of all time waited so far was) or `bounce` (`n` of `of`
    hand-offs from `waiting` to `on` came back).
    """

    sort: str
    on: str
    waiting: str | None = None
    n: int
    of: int = 0
    age_s: float | None = None
    part: float | None = None
    late: int = 0
    abouts: tuple[tuple[str, int], ...] = ()
    waits: tuple[Wait, ...] = ()


class Bounce(msgspec.Struct, frozen=True, kw_only=True):
    """The hand-offs from one department to another: how many were offered, how many of those came back."""

    waiting: str
    on: str
    offers: int
    returned: int


def sayings_of(matrix: Matrix) -> list[Saying]:
    """The pair with the most time running, the department most wait on, the pair that sends most back."""
    return [saying for make in (_pair, _pole, _bounce) if (saying := make(matrix)) is not None]


def bounces_of(matrix: Matrix) -> list[Bounce]:
    """Every pair that hands something over, those that send most back first."""
    found = [
        Bounce(waiting=one.waiting, on=one.on, offers=one.offers, returned=one.returned)
        for one in matrix.squares.values()
        if one.offers
    ]
    return sorted(found, key=lambda one: (-one.returned, -one.offers, one.waiting, one.on))


def _pair(matrix: Matrix) -> Saying | None:
    """Of all that runs, the pair whose open waits are the oldest taken together; of two alike, that with more."""
    squares = [one for one in matrix.squares.values() if one.open and one.open[0].lasted_s is not None]
    if not squares:
        return None
    worst = max(squares, key=_weight)
    return Saying(
        sort="pair",
        waiting=worst.waiting,
        on=worst.on,
        n=len(worst.open),
        age_s=worst.open[0].lasted_s,
        late=worst.late,
        abouts=tuple(Counter(wait.about for wait in worst.open).most_common()),
        waits=worst.open,
    )


def _weight(square: Square) -> tuple[float, int, str, str]:
    return sum(wait.lasted_s or 0 for wait in square.open), len(square.open), square.waiting, square.on


def _pole(matrix: Matrix) -> Saying | None:
    """The department that half of what runs, and at least three, points to."""
    running = matrix.open
    by_department: dict[str, list[Wait]] = defaultdict(list)
    for wait in running:
        by_department[wait.on or ""].append(wait)
    if not running:
        return None
    on, mine = max(by_department.items(), key=lambda one: (len(one[1]), one[0]))
    if len(mine) < POLE_LEAST or 2 * len(mine) < len(running):
        return None
    whole = sum(one.sum_s for one in matrix.squares.values())
    part = round(matrix.kept_s(on) / whole, 4) if whole else None
    return Saying(sort="pole", on=on, n=len(mine), of=len(running), part=part, waits=tuple(mine))


def _bounce(matrix: Matrix) -> Saying | None:
    """The pair that sends most hand-offs back, twice at least."""
    found = bounces_of(matrix)
    if not found or found[0].returned < RETURNS_LEAST:
        return None
    worst = found[0]
    return Saying(sort="bounce", waiting=worst.waiting, on=worst.on, n=worst.returned, of=worst.offers)
