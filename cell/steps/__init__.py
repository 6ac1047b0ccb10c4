"""A record of pieces of work that another tool kept: read from its file, and told as visits to departments."""

from cell.sheets import Malformed, text_of
from cell.steps.rows import SIZE_MAX, Passed, Row, Taken, read_record
from cell.steps.step import (
    COMPLETED,
    PAUSES,
    QUEUED,
    Holder,
    Step,
    Visit,
    by_department,
    by_team,
    cases_of,
    seconds_of,
    visits_of,
)

__all__ = [
    "COMPLETED",
    "PAUSES",
    "QUEUED",
    "SIZE_MAX",
    "Holder",
    "Malformed",
    "Passed",
    "Row",
    "Step",
    "Taken",
    "Visit",
    "by_department",
    "by_team",
    "cases_of",
    "read_record",
    "seconds_of",
    "text_of",
    "visits_of",
]
