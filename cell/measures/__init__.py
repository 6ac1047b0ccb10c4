"""What the entries of a cell say in figures, each with its n. Every measure is defined in docs/measures.md.

Percentiles are Hyndman and Fan's type 7. Durations are seconds to the millisecond. What has not ended is never
dropped: it stands apart, with its age. A fact known to the day has no hour, and is counted as unknown.
"""

from cell.measures.measures import (
    ANSWERS,
    MEASURES,
    First,
    Pair,
    measures_of,
    pairs,
    recorded_facts,
    span,
    time_to_first_decision,
    time_to_first_public_message,
    unanswered,
)
from cell.measures.reading import Reading
from cell.measures.spread import ESTIMATOR, Spread, Still, percentile, spread_of
from cell.measures.times import TIMED, Case, Times, response_times

__all__ = [
    "ANSWERS",
    "ESTIMATOR",
    "MEASURES",
    "TIMED",
    "Case",
    "First",
    "Pair",
    "Reading",
    "Spread",
    "Still",
    "Times",
    "measures_of",
    "pairs",
    "percentile",
    "recorded_facts",
    "response_times",
    "span",
    "spread_of",
    "time_to_first_decision",
    "time_to_first_public_message",
    "unanswered",
]
