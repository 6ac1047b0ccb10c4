"""The same pair of departments in several crises: how long one waited on the other in each, and what has changed."""

from collections.abc import Iterable, Sequence

import msgspec

from cell.measures.spread import FEW, Spread
from cell.silos.matrix import Matrix, Square


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What a figure became: `figure` is median, approve or hand_over, in seconds, or returned, a part of one.

    `by` is the later less the earlier, `part` that over the earlier (None where the earlier is nothing, and of
    returned, which is a part already). `is_few`: one side or the other has too few cases to say much.
    """

    figure: str
    by: float
    part: float | None
    is_few: bool


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """One department waiting on another: its square in each crisis, None where it did not wait there.

    `changes` go from the first to the last of the crises in which it did.
    """

    waiting: str
    on: str
    squares: tuple[Square | None, ...]
    changes: tuple[Change, ...]

    @property
    def sum_s(self) -> float:
        """How long it waited in all of them."""
        return sum(one.sum_s for one in self.waited)

    @property
    def waited(self) -> tuple[Square, ...]:
        """The squares of the crises in which it waited, in their order."""
        return tuple(one for one in self.squares if one is not None)


def pairs_of(matrices: Iterable[Matrix]) -> list[Pair]:
    """Every pair that waited in one of the crises: those that did in all of them first, each by how long it waited."""
    matrices = list(matrices)
    known = sorted({pair for matrix in matrices for pair in matrix.squares})
    found = [_pair(*pair, [matrix.squares.get(pair) for matrix in matrices]) for pair in known]
    return sorted(found, key=lambda one: (None in one.squares, -one.sum_s, one.waiting, one.on))


def _pair(waiting: str, on: str, squares: Sequence[Square | None]) -> Pair:
    waited = [one for one in squares if one is not None]
    changes = tuple(_changes(waited[0], waited[-1])) if len(waited) > 1 else ()
    return Pair(waiting=waiting, on=on, squares=tuple(squares), changes=changes)


def _changes(first: Square, last: Square) -> Iterable[Change]:
    """Of what both have: half of the waits, of the approvals and of the hand-offs, and the part that came back."""
    spreads = (("median", first.spread, last.spread), ("approve", first.approve, last.approve))
    for figure, one, other in (*spreads, ("hand_over", first.hand_over, last.hand_over)):
        if (change := _change(figure, one, other)) is not None:
            yield change
    if first.offers and last.offers:
        by = last.returned / last.offers - first.returned / first.offers
        yield Change(figure="returned", by=round(by, 4), part=None, is_few=min(first.offers, last.offers) < FEW)


def _change(figure: str, one: Spread, other: Spread) -> Change | None:
    if one.median is None or other.median is None:
        return None
    by = round(other.median - one.median, 3)
    part = round(by / one.median, 4) if one.median else None
    return Change(figure=figure, by=by, part=part, is_few=min(one.n, other.n) < FEW)
