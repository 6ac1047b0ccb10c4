"""The times of a record's rows as instants, in the spellings that tools write."""

import re
from datetime import UTC, datetime

from cell.sheets import shown

_ISO = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:[0-5][0-9])"
)
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-/])([0-9]{1,2})\2([0-9]{4}) ([0-9]{1,2}):([0-9]{2})")
YEAR_MIN = 1000  # four figures, so that instants sort as text


def instant_of(text: str, now: str) -> tuple[str, str]:
    """An instant in our spelling, and its precision, from ISO 8601 with an offset. Raises ValueError, with one line."""
    found = _ISO.fullmatch(text)
    if found is None:
        raise ValueError(f"time {shown(text)} is not like 2024-01-05T08:00:00Z")
    try:
        moment = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"there is no such time as {text}") from None
    return _past(moment, text, now), "second" if found.group(1) else "minute"


def minute_of(text: str, now: str) -> tuple[str, str]:
    """The same from 29-02-2016 01:16 or 29/2/2016 01:16: day first, to the minute, UTC."""
    found = _DAY_FIRST.fullmatch(text)
    if found is None:
        raise ValueError(f"time {shown(text)} is not like 29-02-2016 01:16 or 29/2/2016 01:16")
    day, _sign, month, year, hour, minute = found.groups()
    try:
        moment = datetime(int(year), int(month), int(day), int(hour), int(minute), tzinfo=UTC)
    except ValueError:
        raise ValueError(f"there is no such time as {text}: the day stands first") from None
    return _past(moment, text, now), "minute"


def _past(moment: datetime, text: str, now: str) -> str:
    at = moment.isoformat(timespec="milliseconds")[:23] + "Z"
    if moment.year < YEAR_MIN:
        raise ValueError(f"time {text} is before the year {YEAR_MIN}")
    if at > now:
        raise ValueError(f"time {text} is still to come")
    return at
