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
Slug = Annotated[str, Meta(pattern=r"\A[a-z][a-z0-9_-]{0,39}\Z")]
Number = Annotated[int, Meta(ge=1, le=2**31 - 1)]
Instant = Annotated[str, Meta(max_length=40, extra_json_schema={"format": "date-time"})]

# What nobody lived to write down here, or will: such an instant is a slip, and breaks what counts from it.
YEARS = range(1900, 2200)

# All but the two that French sets before ; ! ? : and inside « ».
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")
# Controls, and the marks that turn the direction of what follows, would let a text lie about itself.
_LIES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
# Letters that print nothing.
_EMPTY = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def line(value: str, field: str) -> str:
    """One line: blanks folded, nothing unseen. Refused where nothing is left."""
    return _clean(_BLANKS.sub(" ", value), field, LINE)


def text(value: str, field: str) -> str:
    """Several lines: line ends made one, nothing unseen but tabs and ends. Refused where nothing is left."""
    return _clean(value.replace("\r\n", "\n").replace("\r", "\n"), field, TEXT)


def maybe_text(value: str | None, field: str) -> str | None:
    """The same for a text that may be absent: blank counts as absent."""
    return text(value, field) if value is not None and value.strip() else None


def _clean(value: str, field: str, limit: int) -> str:
    if _LIES.search(value):
        raise Refused("bad_value", field)
    value = unicodedata.normalize("NFC", value).strip()
    if not any(map(_is_seen, value)):
        raise Refused("missing", field)
    if len(value) > limit:  # composing may lengthen what was within it
        raise Refused("too_long", field, limit=limit)
    return value


def _is_seen(sign: str) -> bool:
    """Whether a sign leaves ink by itself: not a blank, a joiner, nor a mark that needs a letter."""
    return unicodedata.category(sign)[0] not in "CZM" and sign not in _EMPTY


def instant(value: str | None, field: str) -> str | None:
    """An instant in our spelling from any ISO 8601 text with an offset, or None for None."""
    if value is None:
        return None
    try:
        read = clock.read(value.strip())
    except (ValueError, OverflowError):
        raise Refused("bad_value", field) from None
    year = read.partition("-")[0]
    if len(year) != 4 or int(year) not in YEARS:
        raise Refused("bad_value", field)
    return read
