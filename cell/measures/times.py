"""Response times by department, against what the level promises: every case, none left out."""

from collections.abc import Iterable

import msgspec

from cell.kinds.cells import Targets
from cell.measures.spread import Spread, Still, spread_of
from cell.waits import Wait, seconds_between

# Each response time: the waits it is read from, the outcomes that count (None: all), and the target of the level that
# it is held against (None: the hour that was set alone).
TIMED: dict[str, tuple[str, tuple[str, ...] | None, str | None]] = {
    "mobilise": ("mobilise", ("mobilised",), "mobilise_s"),
    "acknowledge": ("task", None, "acknowledge_s"),
    "decide": ("decision", ("taken",), "decide_s"),
    "know": ("knowing", ("known",), "know_s"),
    "validate": ("validate", ("validated", "returned"), "approve_s"),
    "unblock": ("hold", None, "handoff_s"),
    "hand_over": ("handoff", None, "handoff_s"),
    "approve": ("approval", ("given", "refused"), "approve_s"),
    "contribute": ("contribution", ("given",), None),
}


# Measured to their being taken in hand, not to their end.
TAKEN = ("acknowledge", "hand_over")


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One wait as a response time counts it.

    `seconds` is how long it took, or of an open one how long it lasts so far; None where it is not known. `state` is
    done, open, never (it ended without what is measured) or unknown. `target_s` is what it is held against, None where
    nothing promises a time: the hour `due_at` that somebody set for it, else the level's. `is_late`: it is past that.
    """

    object: str
    waiting: str | None
    on: str | None
    outside: str | None
    asked: int
    asked_at: str
    ended: int | None
    seconds: float | None
    state: str
    due_at: str | None = None
    target_s: float | None = None
    is_late: bool


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One department's cases of a response time, and what they come to; `kept` of its `spread.n` met the target."""

    department: str | None
    spread: Spread
    kept: int | None
    cases: tuple[Case, ...]


class Times(msgspec.Struct, frozen=True, kw_only=True):
    """One response time: all departments together, then each by its slug, those not known last."""

    name: str
    target_s: int | None
    all: Row
    rows: tuple[Row, ...]


def response_times(waits: Iterable[Wait], targets: Targets | None, order: Iterable[str] = ()) -> list[Times]:
    """Every response time of some waits; `order` is that of the departments."""
    waits, places = list(waits), {slug: place for place, slug in enumerate(order)}
    return [_times(name, waits, targets, places) for name in TIMED]


def cases_of(name: str, waits: Iterable[Wait], target_s: int | None = None) -> list[Case]:
    """The cases of one response time."""
    about, outcomes, _target = TIMED[name]
    return [_case(name, wait, outcomes, target_s) for wait in waits if wait.about == about]


def spread_over(cases: Iterable[Case]) -> Spread:
    """What cases come to; those that are open, unknown or never came stand apart."""
    cases = list(cases)
    done = [case.seconds for case in cases if case.state == "done" and case.seconds is not None]
    still = (case for case in cases if case.state == "open")
    return spread_of(
        done,
        unknown=sum(case.state == "unknown" for case in cases),
        never=sum(case.state == "never" for case in cases),
        open=tuple(Still(case.object, case.waiting, case.on, case.seconds) for case in still),
    )


def _times(name: str, waits: list[Wait], targets: Targets | None, places: dict[str, int]) -> Times:
    target_s: int | None = getattr(targets, TIMED[name][2] or "", None)
    cases = cases_of(name, waits, target_s)
    slugs = sorted(
        {case.on for case in cases}, key=lambda slug: (slug is None, places.get(slug or "", 999), slug or "")
    )
    rows = tuple(_row(slug, [case for case in cases if case.on == slug], target_s) for slug in slugs)
    return Times(name=name, target_s=target_s, all=_row(None, cases, target_s), rows=rows)


def _row(department: str | None, cases: list[Case], target_s: int | None) -> Row:
    done = [case for case in cases if case.state == "done"]
    promised = target_s is not None or any(case.target_s is not None for case in done)
    kept = sum(not case.is_late for case in done) if promised else None
    return Row(department=department, spread=spread_over(cases), kept=kept, cases=tuple(cases))


def _case(name: str, wait: Wait, outcomes: tuple[str, ...] | None, target_s: int | None) -> Case:
    seconds, ended = wait.lasted_s, wait.ended
    is_over = ended is not None
    is_what = outcomes is None or wait.outcome in outcomes
    if name in TAKEN:
        is_what = wait.acknowledged_at is not None
        is_over = is_over or is_what
        seconds = wait.acknowledged_s if is_what else seconds
    state = "open" if not is_over else "never" if not is_what else "unknown" if seconds is None else "done"
    due_s = seconds_between(wait.asked_at, wait.due_at)
    own_s = target_s if due_s is None else max(0.0, due_s)
    return Case(
        object=wait.object,
        waiting=wait.waiting,
        on=wait.on,
        outside=wait.outside,
        asked=wait.asked,
        asked_at=wait.asked_at,
        ended=ended,
        seconds=seconds,
        state=state,
        due_at=wait.due_at,
        target_s=own_s,
        is_late=own_s is not None and state in ("done", "open") and (seconds or 0) >= own_s,
    )
