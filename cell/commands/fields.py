"""The types of arguments: their limits, and what is made of a text before it is kept."""

import re
import unicodedata
from typing import Annotated

from msgspec import Meta

from cell import clock
from cell.errors import Refused

LINE = 200
TEXT = 10_000

Line = Annotated[str, Meta(max_length=LINE)]
Text = Annotated[str, Meta(max_length=TEXT)]
Slug = Annotated[str, Meta(min_length=1, max_length=40)]
Number = Annotated[int, Meta(ge=1, le=2**31 - 1)]
Instant = Annotated[str, Meta(max_length=40)]

_BLANKS = re.compile(r"\s+")
# Controls, and the marks that turn the direction of what follows, would let a text lie about itself.
_FORBIDDEN = frozenset({"Cc", "Cs"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def line(value: str, field: str) -> str:
    """One line: blanks folded, nothing unseen. Refused where nothing is left."""
    value = _BLANKS.sub(" ", value).strip()
    return _clean(value, field, "")


def text(value: str, field: str) -> str:
    """Several lines: line ends made one, nothing unseen but tabs and ends. Refused where nothing is left."""
    value = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    return _clean(value, field, "\n\t")


def maybe_text(value: str | None, field: str) -> str | None:
    """The same for a text that may be absent: blank counts as absent."""
    return text(value, field) if value is not None and value.strip() else None


def _clean(value: str, field: str, allowed: str) -> str:
    if not value:
        raise Refused("missing", field)
    for sign in value:
        if sign not in allowed and (unicodedata.category(sign) in _FORBIDDEN or sign in _TURNING):
            raise Refused("bad_value", field)
    return unicodedata.normalize("NFC", value)


def instant(value: str | None, field: str) -> str | None:
    """An instant in our spelling from any ISO 8601 text with an offset, or None for None."""
    if value is None:
        return None
    try:
        return clock.read(value.strip())
    except (ValueError, OverflowError):
        raise Refused("bad_value", field) from None
