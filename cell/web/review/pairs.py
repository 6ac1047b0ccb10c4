"""What has changed between two departments from one crisis to another, in words."""

from flask_babel import format_decimal, format_percent, ngettext
from flask_babel import gettext as _

from cell.silos import Change, Pair
from cell.web.lobby import lasting
from cell.web.middle import middle_said

MOST = 30  # pairs on a page; all of them are in each cell's own map
SPREADS = {"median": "spread", "approve": "approve", "hand_over": "hand_over"}  # where a square has its durations


def said(pair: Pair) -> str:
    """What has changed from the first crisis to the last, or why nothing can be said."""
    if not pair.changes:
        is_one = pair.squares[0] is None or pair.squares[-1] is None
        return _("Waited in one of them alone.") if is_one else _("Nothing has ended in both of them.")
    told = [_one(change, pair) for change in pair.changes]
    few = [_("few cases: look at each")] if any(one.is_few for one in pair.changes) else []
    return " · ".join(told + few)


def _one(change: Change, pair: Pair) -> str:
    if change.is_few and change.figure in SPREADS:
        return _from_to(change, pair)
    what = {
        "median": _("Median"),
        "approve": _("Time to approve"),
        "hand_over": _("Hand-off time"),
        "returned": _("Hand-offs returned"),
    }[change.figure]
    if not change.by:
        return _("%(what)s: the same", what=what)
    if change.figure == "returned":
        points = round(abs(change.by) * 100, 1)
        number = format_decimal(points)
        words = {"what": what, "points": number}
        if change.by < 0:
            return ngettext("%(what)s: %(points)s point less", "%(what)s: %(points)s points less", int(points), **words)
        return ngettext("%(what)s: %(points)s point more", "%(what)s: %(points)s points more", int(points), **words)
    known = {"what": what, "span": lasting(abs(change.by))}
    if change.part is None:
        return _("%(what)s: %(span)s more", **known)
    part = format_percent(abs(change.part))
    if change.by < 0:
        return _("%(what)s: %(span)s less (−%(part)s)", part=part, **known)
    return _("%(what)s: %(span)s more (+%(part)s)", part=part, **known)


def _from_to(change: Change, pair: Pair) -> str:
    """Of few cases no difference is made up: both sides are told as they are."""
    told = [middle_said(getattr(square, SPREADS[change.figure])) for square in (pair.squares[0], pair.squares[-1])]
    what = {"median": _("Waits"), "approve": _("Time to approve"), "hand_over": _("Hand-off time")}[change.figure]
    return _("%(what)s: %(first)s, then %(last)s", what=what, first=told[0], last=told[1])
