"""What is made of people's words before they are kept: one spelling, and nothing in them that cannot be seen."""

import re
import unicodedata

from cell.errors import Refused

LINE = 200
TEXT = 10_000

# All but the two that French sets before ; ! ? : and inside « ».
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")
# Controls, and the marks that turn the direction of what follows, would let a text lie about itself.
_LIES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
# Letters that print nothing.
_EMPTY = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def line(value: str, field: str, limit: int = LINE) -> str:
    """One line: blanks folded, nothing unseen. Refused where nothing is left."""
    return _clean(_BLANKS.sub(" ", value), field, limit)


def text(value: str, field: str, limit: int = TEXT) -> str:
    """Several lines: line ends made one, nothing unseen but tabs and ends. Refused where nothing is left."""
    return _clean(value.replace("\r\n", "\n").replace("\r", "\n"), field, limit)


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
