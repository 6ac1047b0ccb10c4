"""What a few durations come to, as people read it: fewer than five are told as they lie, not by their middle."""

from flask_babel import gettext as _

from cell import language
from cell.measures.spread import FEW, Spread
from cell.web.words import tongue


def is_few(spread: Spread) -> bool:
    """Whether there are too few for a median or a 90th percentile to say anything."""
    return spread.n < FEW


def middle(spread: Spread) -> str:
    """The median; of few the shortest and the longest, of one its length; nothing where there is none."""
    if not is_few(spread):
        return _lasting(spread.median)
    return " – ".join(dict.fromkeys(_lasting(one) for one in (spread.least, spread.worst) if one is not None))


def middle_said(spread: Spread) -> str:
    """The same with its name, where nothing beside it says that it is a median."""
    return middle(spread) if is_few(spread) else _("median %(span)s", span=middle(spread))


def middle_of(spread: Spread) -> str:
    """What stands beside it: of how many cases it is."""
    return f"n = {spread.n}" if is_few(spread) else _("median of %(n)s", n=spread.n)


def _lasting(seconds: float | None) -> str:
    return language.lasting(seconds or 0.0, tongue())
