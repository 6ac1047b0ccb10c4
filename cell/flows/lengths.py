"""Many durations as a few figures, and the three ways to read a percentile, which differ visibly where n is small."""

from collections.abc import Sequence
from math import ceil, floor
from typing import Any

import msgspec

from cell.measures.spread import percentile


class Lengths(msgspec.Struct, frozen=True, kw_only=True):
    """Durations in seconds, to the millisecond; all but n and sum are None where there is none."""

    n: int
    sum: float
    mean: float | None = None
    median: float | None = None
    p90: float | None = None
    min: float | None = None
    max: float | None = None


def lengths_of(seconds: Sequence[float]) -> Lengths:
    """The figures of some durations; percentiles are Hyndman and Fan type 7."""
    if not seconds:
        return Lengths(n=0, sum=0.0)
    return Lengths(
        n=len(seconds),
        sum=round(sum(seconds), 3),
        mean=round(sum(seconds) / len(seconds), 3),
        median=round(percentile(seconds, 0.5), 3),
        p90=round(percentile(seconds, 0.9), 3),
        min=round(min(seconds), 3),
        max=round(max(seconds), 3),
    )


def type_6(values: Sequence[float], part: float) -> float:
    """Hyndman and Fan type 6: h = (n + 1)·part, from 1, held within the values."""
    ordered = sorted(values)
    place = min(max((len(ordered) + 1) * part, 1.0), float(len(ordered)))
    low = floor(place)
    high = min(low + 1, len(ordered))
    return ordered[low - 1] + (place - low) * (ordered[high - 1] - ordered[low - 1])


def nearest_rank(values: Sequence[float], part: float) -> float:
    """The value at place ⌈n·part⌉, from 1."""
    # 0.9 · 10 is 9, whatever a machine makes of it.
    return sorted(values)[max(ceil(round(len(values) * part, 9)), 1) - 1]


def percentiles_of(values: Sequence[float]) -> dict[str, Any] | None:
    """n, the mean, and three percentiles in three ways, each named by its estimator; None where there is no value."""
    if not values:
        return None
    found: dict[str, Any] = {"n": len(values), "mean": round(sum(values) / len(values), 3)}
    for part in (0.5, 0.9, 0.95):
        name = f"p{part * 100:.0f}"
        found[f"{name}_type7"] = round(percentile(values, part), 3)
        found[f"{name}_type6"] = round(type_6(values, part), 3)
        found[f"{name}_nearest_rank"] = round(nearest_rank(values, part), 3)
    return found
