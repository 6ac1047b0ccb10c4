"""A record of another tool as a cell's entries tell it, ready to be measured: under its own names, step by step."""

from collections.abc import Iterable

import msgspec

from cell.flows.between import Between, Handover, between, between_handovers
from cell.flows.cases import Case, every_case
from cell.kinds import Entry
from cell.kinds.cells import CellOpened, DepartmentAdded
from cell.kinds.steps import SourceRecorded, StepPassed, StepRecorded
from cell.steps import Step, by_department, by_team, cases_of
from cell.waits import seconds_between

LEVELS = {"department": by_department, "team": by_team}


class Record(msgspec.Struct, frozen=True):
    """What a cell holds of a record: its source, its steps by case in their order, or its hand-overs.

    Departments and cases go by the names the record gave them; a case whose name was redacted by its number.
    """

    source: SourceRecorded
    cases: dict[str, list[Step]]
    handovers: tuple[Handover, ...] = ()

    @property
    def has_queue(self) -> bool:
        """Whether it tells when work was taken in hand."""
        return self.source.queue is not None or self.source.form == "handoffs"

    def between(self, level: str = "department") -> Between:
        """What goes between departments, or teams."""
        if self.source.form == "handoffs":
            return between_handovers(self.handovers)
        return between(self.cases, LEVELS[level], has_queue=self.has_queue)

    def lives(self, level: str = "department") -> list[Case]:
        """What each piece of work lived through."""
        return every_case(self.cases, LEVELS[level], has_queue=self.has_queue)


def record_of(entries: Iterable[Entry]) -> Record | None:
    """The record in ONE cell's entries (ascending), or None where none was taken in."""
    source: SourceRecorded | None = None
    names: dict[str, str] = {}
    steps: list[tuple[int, StepRecorded]] = []
    passed: list[StepPassed] = []
    for entry in entries:
        match entry.facts:
            case StepRecorded() as said:
                steps.append((entry.seq, said))
            case StepPassed() as said:
                passed.append(said)
            case SourceRecorded() as said:
                source = said
            case CellOpened() as said:
                names |= {seat.id: seat.name.en for seat in said.departments}
            case DepartmentAdded() as said:
                names[said.department.id] = said.department.name.en
            case _:
                pass
    if source is None:
        return None
    cases = {said.case: said.name for _, said in steps if said.name}
    found = [_step(seq, said, cases, names) for seq, said in steps]
    return Record(source, cases_of(found), tuple(_handover(said, names) for said in passed))


def _step(seq: int, said: StepRecorded, cases: dict[int, str], names: dict[str, str]) -> Step:
    return Step(
        case=cases.get(said.case) or f"#{said.case}",
        step=said.step,
        at=said.happened_at,
        department=names.get(said.department, said.department) if said.department else None,
        team=said.team,
        queued=said.queued,
        completed=said.completed,
        paused=said.paused,
        entry=seq,
    )


def _handover(said: StepPassed, names: dict[str, str]) -> Handover:
    return Handover(
        giver=names.get(said.department, said.department),
        to=names.get(said.to, said.to),
        waited=seconds_between(said.happened_at, said.acknowledged_at),
        stayed=seconds_between(said.happened_at, said.left_at),
        back=said.next == said.department,
    )
