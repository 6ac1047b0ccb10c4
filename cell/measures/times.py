"""Response times by department, against what the level promises: every case, none left out."""

from collections.abc import Iterable

import msgspec

from cell.kinds.cells import Targets
from cell.measures.spread import Spread, Still, spread_of
from cell.waits import Wait

# Each response time: the waits it is read from, the outcome that counts, and the target it is held against.
TIMED = {
    "mobilise": ("mobilise", "mobilised", "mobilise_s"),
    "acknowledge": ("task", None, "acknowledge_s"),
    "decide": ("decision", "taken", "decide_s"),
    "know": ("knowing", "known", "know_s"),
    "unblock": ("hold", None, "handoff_s"),
}


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One wait as a response time counts it.

    `seconds` is how long it took, or of an open one how long it lasts so far; None where it is not known. `state` is
    done, open, never (it ended without what is measured) or unknown. `is_late` says that it is past the target.
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
    about, outcome, _target = TIMED[name]
    return [_case(name, wait, outcome, target_s) for wait in waits if wait.about == about]


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
    target_s: int | None = getattr(targets, TIMED[name][2]) if targets is not None else None
    cases = cases_of(name, waits, target_s)
    slugs = sorted(
        {case.on for case in cases}, key=lambda slug: (slug is None, places.get(slug or "", 999), slug or "")
    )
    rows = tuple(_row(slug, [case for case in cases if case.on == slug], target_s) for slug in slugs)
    return Times(name=name, target_s=target_s, all=_row(None, cases, target_s), rows=rows)


def _row(department: str | None, cases: list[Case], target_s: int | None) -> Row:
    done = [case for case in cases if case.state == "done"]
    kept = sum(not case.is_late for case in done) if target_s is not None else None
    return Row(department=department, spread=spread_over(cases), kept=kept, cases=tuple(cases))


def _case(name: str, wait: Wait, outcome: str | None, target_s: int | None) -> Case:
    seconds, ended = wait.lasted_s, wait.ended
    is_over = ended is not None
    is_what = outcome is None or wait.outcome == outcome
    if name == "acknowledge":
        is_what = wait.acknowledged_at is not None
        is_over = is_over or is_what
        seconds = wait.acknowledged_s if is_what else seconds
    state = "open" if not is_over else "never" if not is_what else "unknown" if seconds is None else "done"
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
        is_late=target_s is not None and state in ("done", "open") and (seconds or 0) >= target_s,
    )
