"""Rules of the cell, its departments, its aims and its members."""

from cell.board.board import ref_of
from cell.board.fold import Step, rule
from cell.board.rows import Cell, Department, Member, Objective
from cell.kinds import cells, members


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
        ),
    )
    for seat in facts.departments:
        _seat(step, seat)


def _seat(step: Step, seat: cells.Seat) -> None:
    step.put(ref_of("department", seat.id), Department(id=seat.id, name=seat.name, code=seat.code, tint=seat.tint))


@rule
def cell_closed(step: Step) -> None:
    step.change("cell", "", state="closed", closed_at=step.entry.at)


@rule
def cell_sealed(step: Step) -> None:
    facts: cells.CellSealed = step.facts
    step.change("cell", "", sealed=facts.entry)


@rule
def cell_reopened(step: Step) -> None:
    step.change("cell", "", state="open", closed_at=None, sealed=None)


@rule
def department_added(step: Step) -> None:
    facts: cells.DepartmentAdded = step.facts
    _seat(step, facts.department)


@rule
def aim_set(step: Step) -> None:
    facts: cells.AimSet = step.facts
    step.change("cell", "", aim=facts.text, aim_version=step.board.cell.aim_version + 1)


@rule
def objective_set(step: Step) -> None:
    facts: cells.ObjectiveSet = step.facts
    former = step.board.objectives.get(facts.objective)
    version = former.version + 1 if former else 1
    step.put(
        ref_of("objective", facts.objective),
        Objective(id=facts.objective, text=facts.text, unit=facts.unit, target=facts.target, version=version),
    )


@rule
def member_added(step: Step) -> None:
    facts: members.MemberAdded = step.facts
    step.put(
        ref_of("member", facts.member),
        Member(
            id=facts.member,
            name=facts.name,
            role=facts.role,
            department=facts.department,
            added_at=step.entry.at,
        ),
    )


@rule
def member_removed(step: Step) -> None:
    facts: members.MemberRemoved = step.facts
    step.change("member", facts.member, removed_at=step.entry.at)


@rule
def role_given(step: Step) -> None:
    facts: members.RoleGiven = step.facts
    step.change("member", facts.member, role=facts.role, department=facts.department)
