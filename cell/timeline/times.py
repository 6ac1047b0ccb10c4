"""When a fact of a file happened, as precisely as the source has it: a fact known to the day never gets an hour."""

import re
from datetime import UTC, date, datetime, timedelta

import msgspec

TIMED = ("second", "minute", "about")
UNTIMED = ("part_of_day", "day")
YEAR_MIN = 1000  # four figures, so that instants sort as text
# The first places of the world to have a new date.
AHEAD = timedelta(hours=14)
_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)"
    r"(Z|[+-][0-9]{2}(?::?[0-5][0-9])?)?"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


class When(msgspec.Struct, frozen=True):
    """`at` is an instant in UTC where the fact is timed, else a date or a month alone; `offset` is the source's."""

    at: str
    precision: str
    offset: str | None = None

    @property
    def is_timed(self) -> bool:
        """Whether the fact has an hour."""
        return self.precision in TIMED


def when_of(time: str, precision: str, now: str) -> When:
    """The time of a row. Raises ValueError, with one line that says why, for anything that is not a past time."""
    if precision in TIMED:
        return _timed(time, precision, now)
    if precision in UNTIMED:
        return _untimed(time, precision, now)
    raise ValueError(f"precision {ascii(precision[:40])} is none of {', '.join((*TIMED, *UNTIMED))}")


def _timed(time: str, precision: str, now: str) -> When:
    found = _TIME.fullmatch(time)
    if found is None and (_DAY.fullmatch(time) or _MONTH.fullmatch(time)):
        raise ValueError(f"precision {precision} needs an hour with an offset, and {time} is a date alone")
    if found is None:
        raise ValueError(f"time {ascii(time[:40])} is not like 2019-03-19T04:00:00+01:00")
    if found.group(2) is None:
        raise ValueError(f"time {time} has no offset")
    offset = _spelt(found.group(2))
    try:
        moment = datetime.fromisoformat(found.group(1) + offset).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"there is no such time as {time}") from None
    at = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    _check_span(moment.year, at > now, time)
    return When(at, precision, offset)


def _untimed(time: str, precision: str, now: str) -> When:
    is_month = bool(_MONTH.fullmatch(time))
    if not is_month and not _DAY.fullmatch(time):
        hint = ": it has no hour, a date alone is expected" if _TIME.fullmatch(time) else ", such as 2019-03-19"
        raise ValueError(f"time {ascii(time[:40])} does not go with precision {precision}{hint}")
    if is_month and precision == "part_of_day":
        raise ValueError(f"a part of which day of {time}?")
    try:
        first = date.fromisoformat(f"{time}-01" if is_month else time)
    except ValueError:
        raise ValueError(f"there is no such date as {time}") from None
    _check_span(first.year, first > (datetime.fromisoformat(now) + AHEAD).date(), time)
    return When(time, precision)


def _spelt(offset: str) -> str:
    """One spelling of an offset: +01:00 for +01, +0100 and +01:00, +00:00 for Z."""
    if offset == "Z":
        return "+00:00"
    figures = offset[1:].replace(":", "").ljust(4, "0")
    return f"{offset[0]}{figures[:2]}:{figures[2:]}"


def _check_span(year: int, is_to_come: bool, time: str) -> None:
    if year < YEAR_MIN:
        raise ValueError(f"time {time} is before the year {YEAR_MIN}")
    if is_to_come:
        raise ValueError(f"time {time} is still to come")
