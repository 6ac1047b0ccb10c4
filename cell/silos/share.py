"""How much of its time the work of a department stood still: nobody had it in hand, or it waited for somebody."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

import msgspec

from cell.waits import Wait, is_timed

# The life of a piece of work at a department, and the waits during which nobody works on it.
LIVES = ("task", "rework")
STILL = ("hold", "validate")
Stretch = tuple[float, float]


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """A department's pieces of work, their time from being asked to their end (or until now) and how much of it stood.

    `part` is still_s over elapsed_s, None where no time passed.
    """

    department: str
    n: int
    elapsed_s: float
    still_s: float
    part: float | None


def shares_of(waits: Iterable[Wait], order: Iterable[str], now: str) -> list[Share]:
    """By department, those that stood still most first. Work without a known hour is not counted."""
    lives: dict[str, list[tuple[str, Wait]]] = defaultdict(list)
    stops: dict[str, list[Stretch]] = defaultdict(list)
    for wait in waits:
        if not is_timed(wait.asked_at) or not is_timed(wait.ended_at or now):
            continue
        if wait.about in LIVES and wait.on is not None:
            lives[wait.on].append((wait.object, wait))
        elif wait.about in STILL:
            stops[wait.object].append(_stretch(wait.asked_at, wait.ended_at or now))
    places = {slug: place for place, slug in enumerate(order)}
    found = [_share(slug, mine, stops, now) for slug, mine in lives.items()]
    return sorted(found, key=lambda one: (-(one.part or 0), places.get(one.department, len(places)), one.department))


def _share(department: str, lives: list[tuple[str, Wait]], stops: dict[str, list[Stretch]], now: str) -> Share:
    elapsed = still = 0.0
    for ref, wait in lives:
        life = _stretch(wait.asked_at, wait.ended_at or now)
        untouched = _stretch(wait.asked_at, wait.acknowledged_at or wait.ended_at or now)
        elapsed += life[1] - life[0]
        still += _covered([untouched, *stops.get(ref, [])], life)
    part = round(still / elapsed, 4) if elapsed > 0 else None
    return Share(department=department, n=len(lives), elapsed_s=round(elapsed, 3), still_s=round(still, 3), part=part)


def _stretch(since: str, until: str) -> Stretch:
    begun, ended = datetime.fromisoformat(since).timestamp(), datetime.fromisoformat(until).timestamp()
    return begun, max(begun, ended)


def _covered(stretches: list[Stretch], within: Stretch) -> float:
    """The seconds of `within` that at least one stretch covers."""
    covered, reached = 0.0, within[0]
    for begun, ended in sorted(stretches):
        begun, ended = max(begun, reached), min(ended, within[1])
        if ended > begun:
            covered += ended - begun
            reached = ended
    return covered
