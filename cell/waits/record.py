"""The waits of a record that another tool kept: every time a piece of work was handed over, who waited for whom."""

from collections.abc import Iterable

from cell.kinds import Entry
from cell.kinds.steps import SourceRecorded, StepPassed, StepRecorded
from cell.steps import Step, Visit, cases_of, visits_of
from cell.waits.wait import Wait, seconds_between


def step_of(entry: int, said: StepRecorded) -> Step:
    """The step that an entry tells; its case goes by its number, which no redaction takes."""
    return Step(
        case=said.case,
        step=said.step,
        at=said.happened_at,
        department=said.department,
        queued=said.queued,
        entry=entry,
    )


def waits_in_record(entries: Iterable[Entry]) -> tuple[list[Wait], str | None]:
    """A wait for each hand-over of a record, and the record's last instant, up to which an open one is known.

    Who handed the work over waits from then until it leaves the other: returned (to who waits), passed (on to somebody
    else) or over (the record of the case ends there). Where the record has no queue, nobody knows when it was taken.
    """
    steps: list[Step] = []
    passed: list[tuple[Entry, StepPassed]] = []
    has_queue = False
    for entry in entries:
        said = entry.facts
        if isinstance(said, StepRecorded):
            steps.append(step_of(entry.seq, said))
        elif isinstance(said, StepPassed):
            passed.append((entry, said))
        elif isinstance(said, SourceRecorded):
            has_queue = has_queue or said.queue is not None
    waits = waits_of_steps(steps, has_queue=has_queue) + [_passed(entry, said) for entry, said in passed]
    ends = [step.at for step in steps] + [said.left_at or said.happened_at for _, said in passed]
    return waits, max(ends, default=None)


def waits_of_steps(steps: Iterable[Step], *, has_queue: bool) -> list[Wait]:
    """The same from steps alone, which leave no wait open."""
    return [wait for case in cases_of(steps).values() for wait in _of_case(visits_of(case), has_queue)]


def _of_case(visits: list[Visit], has_queue: bool) -> Iterable[Wait]:
    for place in range(1, len(visits)):
        former, visit = visits[place - 1], visits[place]
        following = visits[place + 1].holder if place + 1 < len(visits) else None
        taken = visit.taken.at if visit.taken is not None and has_queue else None
        yield Wait(
            about="step",
            object=f"entry:{visit.first.entry}",
            waiting=former.holder,
            on=visit.holder,
            asked=visit.first.entry,
            asked_at=visit.first.at,
            acknowledged_at=taken,
            ended=visit.end.entry,
            ended_at=visit.end.at,
            outcome=_outcome(former.holder, following),
            acknowledged_s=_seconds(visit.first.at, taken),
            lasted_s=_seconds(visit.first.at, visit.end.at),
        )


def _passed(entry: Entry, said: StepPassed) -> Wait:
    is_over = said.left_at is not None
    return Wait(
        about="step",
        object=f"entry:{entry.seq}",
        waiting=said.department,
        on=said.to,
        asked=entry.seq,
        asked_at=said.happened_at,
        acknowledged_at=said.acknowledged_at,
        ended=entry.seq if is_over else None,
        ended_at=said.left_at,
        outcome=_outcome(said.department, said.next) if is_over else None,
    )


def _outcome(waiting: str, following: str | None) -> str:
    return "over" if following is None else "returned" if following == waiting else "passed"


def _seconds(earlier: str, later: str | None) -> float | None:
    """Not known where a file that was put in says that work ended before it came."""
    found = seconds_between(earlier, later)
    return found if found is not None and found >= 0 else None
