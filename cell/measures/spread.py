"""Durations as people can compare them: how many, the middle, the slow ones, and apart what has no duration."""

from collections.abc import Sequence
from typing import Any

import msgspec

ESTIMATOR = "Hyndman and Fan type 7"
FEW = 5  # under so many the middle of them says nothing: people are shown each, or the shortest and the longest


class Still(msgspec.Struct, frozen=True):
    """A wait that has not ended: its object, who waits on whom, and its age in seconds, None where not known."""

    object: str
    waiting: str | None
    on: str | None
    age_s: float | None


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """Durations that have ended, in seconds; the figures are None where n is 0.

    `unknown` counts those that ended but have no duration, `never` those that ended without what is measured.
    """

    n: int
    mean: float | None = None
    median: float | None = None
    p90: float | None = None
    least: float | None = None
    worst: float | None = None
    unknown: int = 0
    never: int = 0
    open: tuple[Still, ...] = ()


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which a part (0 to 1) of the values lies, by Hyndman and Fan type 7.

    With n sorted values, h = (n−1)·part and the value lies between the ⌊h⌋th and the next, indices from 0. Raises
    ValueError where there are no values, or where part is not between 0 and 1.
    """
    if not values or not 0 <= part <= 1:
        raise ValueError("a percentile needs values, and a part between 0 and 1")
    ordered = sorted(values)
    place = (len(ordered) - 1) * part
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def spread_of(seconds: Sequence[float], **apart: Any) -> Spread:
    """Durations as n, mean, median, 90th percentile, least and worst; `apart` is what has no duration."""
    if not seconds:
        return Spread(n=0, **apart)
    return Spread(
        n=len(seconds),
        mean=round(sum(seconds) / len(seconds), 3),
        median=round(percentile(seconds, 0.5), 3),
        p90=round(percentile(seconds, 0.9), 3),
        least=min(seconds),
        worst=max(seconds),
        **apart,
    )
