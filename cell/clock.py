"""The only reader of the machine's clocks. Instants are UTC text with milliseconds, which sorts as time does."""

import re
import time
from datetime import UTC, datetime, timedelta

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def now() -> str:
    """This instant, such as 2026-11-18T14:18:04.123Z."""
    return text_of(datetime.now(UTC))


def elapsed() -> float:
    """Seconds on a clock that no administrator can set; only differences mean something."""
    return time.monotonic()


def text_of(moment: datetime) -> str:
    """The instant of an aware datetime; milliseconds are cut, not rounded."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")[:23] + "Z"


def moment_of(instant: str) -> datetime:
    """The aware datetime of an instant."""
    return datetime.fromisoformat(instant)


def read(text: str) -> str:
    """The instant of any ISO 8601 text that carries an offset. Raises ValueError where it has none or is not one."""
    if _INSTANT.fullmatch(text):
        datetime.fromisoformat(text)
        return text
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("no offset")
    return text_of(moment)


def seconds_between(earlier: str, later: str) -> float:
    """Seconds from one instant to another; negative where they are the other way round."""
    return (moment_of(later) - moment_of(earlier)).total_seconds()


def after(instant: str, seconds: float) -> str:
    """The instant some seconds later (earlier when negative)."""
    return text_of(moment_of(instant) + timedelta(seconds=seconds))
