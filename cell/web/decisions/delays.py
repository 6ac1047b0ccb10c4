"""The three clocks of a decision: to decide, to make known, to review. Each says its state in a word."""

from typing import Any

import msgspec
from flask_babel import gettext as _
from flask_babel import ngettext

from cell.board import Board, Decision
from cell.clock import seconds_between
from cell.web.lobby import lasting, short, span

SOON = 0.75


class Delay(msgspec.Struct, frozen=True):
    """One clock: state is met, ok, soon, late or none."""

    name: str
    state: str
    words: str
    note: str = ""


def delays_of(row: Decision, board: Board, now: str) -> list[Delay]:
    """The clocks that run, or ran, for a decision; none for one that was written down afterwards."""
    if row.past is not None:
        return []
    found = [_decide(row, board, now)]
    if row.taken is not None:
        found.append(_know(row, board, now))
        found.append(_review(row, now))
    return found


def _target(board: Board, name: str) -> float | None:
    targets: Any = board.cell.targets
    return float(getattr(targets, name)) if targets is not None else None


def _run(name: str, spent: float, target: float | None, is_over: bool, note: str) -> Delay:
    """A clock against what was promised: kept or not where it is over, on time or not while it runs."""
    if target is None:
        return Delay(name, "none", lasting(spent), note)
    if spent > target:
        return Delay(name, "late", _("late %(age)s", age=lasting(spent - target)), note)
    if is_over:
        return Delay(name, "met", _("kept, %(age)s", age=lasting(spent)), note)
    return Delay(name, "soon" if spent > SOON * target else "ok", _("%(age)s left", age=lasting(target - spent)), note)


def _decide(row: Decision, board: Board, now: str) -> Delay:
    end = row.taken.decided_at if row.taken is not None else now
    spent = max(0.0, seconds_between(row.asked_at, end))
    target = _target(board, "decide_s")
    note = _("asked %(time)s", time=short(row.asked_at))
    if row.needed_by is not None:
        target = max(0.0, seconds_between(row.asked_at, row.needed_by))
        note = _("needed before %(time)s", time=short(row.needed_by))
    elif target is not None:
        note = _("target %(time)s", time=lasting(target))
    return _run(_("To decide"), spent, target, row.taken is not None, note)


def _know(row: Decision, board: Board, now: str) -> Delay:
    name, taken = _("To make known"), row.taken
    if not row.informed or taken is None:
        return Delay(name, "none", _("nobody was named"))
    missing = [slug for slug, at in row.informed.items() if at is None]
    # Who was told later waits since then; the longest of those that still run counts, else the longest there was.
    spans = {slug: (row.told_at.get(slug, taken.recorded_at), at or now) for slug, at in row.informed.items()}
    spent = max(max(0.0, seconds_between(*spans[slug])) for slug in missing or spans)
    known, told = len(row.informed) - len(missing), len(row.informed)
    note = ngettext("known to %(n)s of %(num)s department", "known to %(n)s of %(num)s departments", told, n=known)
    return _run(name, spent, _target(board, "know_s"), not missing, note)


def _review(row: Decision, now: str) -> Delay:
    name = _("To review")
    if row.status != "in_force":
        return Delay(name, "none", _("no longer in force"))
    if row.review_at is None:
        words = _("reviewed") if row.reviews else _("no time was set")
        return Delay(name, "met" if row.reviews else "none", words)
    if row.review_at <= now:
        return Delay(name, "late", _("late %(age)s", age=span(row.review_at, now)), short(row.review_at))
    return Delay(name, "ok", _("in %(age)s", age=span(now, row.review_at)), short(row.review_at))
