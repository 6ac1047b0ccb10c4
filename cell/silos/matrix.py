"""Department by department: who waited and waits on whom, in a span of time."""

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from cell.kinds.cells import Targets
from cell.measures.spread import Spread, spread_of
from cell.measures.times import TAKEN, TIMED
from cell.waits import Wait, is_timed, seconds_between

# What a wait is held against, by what is waited for: the target of the level, and whether taking it in hand meets it.
TARGET_OF = {about: (target, name in TAKEN) for name, (about, _outcomes, target) in TIMED.items()}


class Span(msgspec.Struct, frozen=True):
    """From one instant to another, None where it is open on that side; `now` is its end where it has none.

    What runs at the end of a span is as old as it was then.
    """

    now: str
    since: str | None = None
    until: str | None = None

    @property
    def end(self) -> str:
        """Up to when."""
        return self.now if self.until is None else min(self.until, self.now)


class Square(msgspec.Struct, frozen=True, kw_only=True):
    """One department waiting on another.

    `spread` is of the waits that ended within the span, at their full length; `open` are those that run at its end,
    the oldest first, each aged up to there. `sum_s` counts the seconds of the span alone, of ended and open ones alike,
    each for itself. Of `offers` of hand-offs `returned` came back. `late` counts the open ones past their hour.
    `approve` and `hand_over` are how long approvals took, and how long hand-offs waited to be accepted.
    """

    waiting: str
    on: str
    spread: Spread
    sum_s: float
    open: tuple[Wait, ...]
    late: int
    offers: int
    returned: int
    approve: Spread
    hand_over: Spread
    waits: tuple[Wait, ...]


class Matrix(msgspec.Struct, frozen=True, kw_only=True):
    """All of it.

    `order` is that of the departments; `squares` go by who waits and on whom; `apart` are the waits that are not
    between two departments: on somebody outside, on oneself, or not known.
    """

    order: tuple[str, ...]
    squares: dict[tuple[str, str], Square]
    apart: tuple[Wait, ...]

    @property
    def open(self) -> list[Wait]:
        """What runs between departments, the oldest first."""
        return sorted((wait for one in self.squares.values() for wait in one.open), key=_age)

    @property
    def n(self) -> int:
        """How many waits there were between departments."""
        return sum(len(one.waits) for one in self.squares.values())

    def waited_s(self, department: str) -> float:
        """How long a department waited on others, in all."""
        return sum(one.sum_s for (waiting, _on), one in self.squares.items() if waiting == department)

    def kept_s(self, department: str) -> float:
        """How long a department kept others waiting, in all."""
        return sum(one.sum_s for (_waiting, on), one in self.squares.items() if on == department)


def matrix_of(waits: Iterable[Wait], order: Iterable[str], span: Span, targets: Targets | None = None) -> Matrix:
    """The map of some waits. A department that waits and is not in `order` comes after those that are."""
    pairs: dict[tuple[str, str], list[Wait]] = defaultdict(list)
    apart: list[Wait] = []
    for wait in waits:
        if not _touches(wait, span):
            continue
        if wait.waiting is None or wait.on is None or wait.waiting == wait.on:
            apart.append(wait)
        else:
            pairs[wait.waiting, wait.on].append(_as_of(wait, span))
    known = list(order)
    known += sorted({slug for pair in pairs for slug in pair} - set(known))
    squares = {pair: _square(pair, found, span, targets) for pair, found in pairs.items()}
    return Matrix(order=tuple(known), squares=squares, apart=tuple(apart))


def target_s(wait: Wait, targets: Targets | None) -> float | None:
    """What a running wait is held against, in seconds from when it was asked; None where nothing promises a time.

    The hour set for it goes before the level's target. What is held against its being taken in hand is free once it is.
    """
    name, is_met = TARGET_OF.get(wait.about, (None, False))
    if is_met and wait.acknowledged_at is not None:
        return None
    due_s = seconds_between(wait.asked_at, wait.due_at)
    return due_s if due_s is not None else getattr(targets, name or "", None)


def late(wait: Wait, targets: Targets | None) -> bool:
    """Whether a running wait is past what it is held against."""
    goal_s = target_s(wait, targets)
    return goal_s is not None and wait.lasted_s is not None and wait.lasted_s >= goal_s


def _age(wait: Wait) -> tuple[bool, float]:
    return wait.lasted_s is None, -(wait.lasted_s or 0)


def _touches(wait: Wait, span: Span) -> bool:
    """Whether it ran within the span; without an hour, whether its day may have."""
    is_begun = wait.asked_at < span.end or span.until is None
    return is_begun and (span.since is None or wait.ended_at is None or wait.ended_at > span.since)


def _as_of(wait: Wait, span: Span) -> Wait:
    """What was answered after the span was open at its end."""
    if span.until is None or (wait.ended_at is not None and wait.ended_at <= span.end):
        return wait
    known = wait.acknowledged_at if wait.acknowledged_at is not None and wait.acknowledged_at <= span.end else None
    age = seconds_between(wait.asked_at, span.end)
    return msgspec.structs.replace(
        wait,
        **{"ended": None, "ended_at": None, "outcome": None, "acknowledged_at": known},
        acknowledged_s=seconds_between(wait.asked_at, known),
        lasted_s=age if age is not None and age >= 0 else None,
    )


def _inside_s(wait: Wait, span: Span) -> float:
    """The seconds of it that lie in the span; nothing where it has no known length."""
    if wait.lasted_s is None:
        return 0.0
    if span.since is None or not is_timed(wait.asked_at) or wait.asked_at >= span.since:
        return wait.lasted_s
    return max(0.0, wait.lasted_s - (seconds_between(wait.asked_at, span.since) or 0.0))


def _square(pair: tuple[str, str], waits: list[Wait], span: Span, targets: Targets | None) -> Square:
    is_open = [wait for wait in waits if wait.ended_at is None]
    handoffs = [wait for wait in waits if wait.about == "handoff"]
    approvals = [wait for wait in waits if wait.about == "approval" and wait.outcome in ("given", "refused")]
    return Square(
        waiting=pair[0],
        on=pair[1],
        spread=_spread([wait.lasted_s for wait in waits if wait.ended_at is not None]),
        sum_s=round(sum(_inside_s(wait, span) for wait in waits), 3),
        open=tuple(sorted(is_open, key=_age)),
        late=sum(late(wait, targets) for wait in is_open),
        offers=sum(wait.outcome != "stalled" for wait in handoffs),  # what was left is the same offer, asked anew
        returned=sum(wait.outcome == "returned" for wait in handoffs),
        approve=_spread([wait.lasted_s for wait in approvals]),
        hand_over=_spread([wait.acknowledged_s for wait in handoffs if wait.acknowledged_at is not None]),
        waits=tuple(waits),
    )


def _spread(lasted: list[float | None]) -> Spread:
    known = [seconds for seconds in lasted if seconds is not None]
    return spread_of(known, unknown=len(lasted) - len(known))
