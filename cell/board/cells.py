"""Rules of the cell and its departments."""

from cell.board.board import ref_of
from cell.board.closing import look_again
from cell.board.fold import Step, rule
from cell.board.rows import Cell, Department
from cell.kinds import cells


@rule
def cell_opened(step: Step) -> None:
    entry = step.entry
    facts: cells.CellOpened = step.facts
    step.put(
        "cell",
        Cell(
            id=entry.cell,
            title=facts.title,
            level=facts.level,
            type=facts.type,
            exercise=facts.exercise,
            t0=facts.t0,
            opened_at=entry.at,
            opened_by=entry.by,
            playbook=facts.playbook,
            targets=facts.targets,
        ),
    )
    for seat in facts.departments:
        _seat(step, seat)


def _seat(step: Step, seat: cells.Seat) -> None:
    row = Department(id=seat.id, name=seat.name, code=seat.code, tint=seat.tint, called_at=step.entry.at)
    step.put(ref_of("department", seat.id), row)


@rule
def cell_levelled(step: Step) -> None:
    facts: cells.CellLevelled = step.facts
    step.change("cell", "", level=facts.level, targets=facts.targets, promised_at=step.entry.at)


@rule
def cell_closed(step: Step) -> None:
    step.change("cell", "", state="closed", closed_at=step.entry.at)


@rule
def cell_sealed(step: Step) -> None:
    facts: cells.CellSealed = step.facts
    step.change("cell", "", sealed=facts.entry)


@rule
def cell_reopened(step: Step) -> None:
    step.change("cell", "", state="open", closed_at=None, sealed=None, promised_at=step.entry.at)
    look_again(step)


@rule
def department_added(step: Step) -> None:
    facts: cells.DepartmentAdded = step.facts
    _seat(step, facts.department)
