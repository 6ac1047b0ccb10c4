"""What has changed between two departments from one crisis to another, in words."""

from flask_babel import format_decimal, format_percent, ngettext
from flask_babel import gettext as _

from cell.silos import Change, Pair
from cell.web.lobby import lasting
from cell.web.middle import middle_said

MOST = 30  # pairs on a page; all of them are in each cell's own map
SPREADS = {"median": "spread", "approve": "approve", "hand_over": "hand_over"}  # where a square has its durations


def said(pair: Pair) -> str:
    """What has changed from the first to the last of the crises in which it waited, or why nothing can be said."""
    waited, crises = len(pair.waited), len(pair.squares)
    if waited == 1:
        return _("Waited in one of them alone.")
    # Said first where some of them have no wait: the change is then not from the first crisis to the last.
    some = [_("Waited in %(n)s of %(all)s", n=waited, all=crises)] if waited < crises else []
    told = [_one(change, pair) for change in pair.changes] or [_still(waited)]
    few = [_("few cases: look at each")] if any(one.is_few for one in pair.changes) else []
    return " · ".join(some + told + few)


def _still(waited: int) -> str:
    """Why nothing can be said: it takes two that have come to an end."""
    if waited == 2:
        return _("Nothing has ended in both of them.")
    return _("Nothing has ended in both the first and the last of them.")


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
    told = [middle_said(getattr(square, SPREADS[change.figure])) for square in (pair.waited[0], pair.waited[-1])]
    what = {"median": _("Waits"), "approve": _("Time to approve"), "hand_over": _("Hand-off time")}[change.figure]
    return _("%(what)s: %(first)s, then %(last)s", what=what, first=told[0], last=told[1])
