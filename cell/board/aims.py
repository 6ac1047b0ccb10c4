"""Rules of what the cell is after and where it stands: aim, objectives, situation, next point, phase."""

from cell.board.board import ref_of
from cell.board.fold import Step, rule
from cell.board.rows import Measured, Objective
from cell.kinds import cells

KEPT_MEASURES = 50


@rule
def aim_set(step: Step) -> None:
    entry = step.entry
    facts: cells.AimSet = step.facts
    worded = _worded(step, "aim", facts.text)
    step.change("cell", "", aim=facts.text, aim_at=entry.at, aim_by=entry.by, **worded)


def _worded(step: Step, name: str, text: str | None) -> dict[str, int]:
    """The number of a wording. Words that were withdrawn count once more: who read them saw another version."""
    version = getattr(step.board.cell, f"{name}_version") + 1 + (text is None)
    return {f"{name}_version": version} | ({f"{name}_withdrawn": version} if text is None else {})


@rule
def objective_set(step: Step) -> None:
    facts: cells.ObjectiveSet = step.facts
    worded = {name: getattr(facts, name) for name in ("text", "unit", "target", "sense", "start")}
    former = step.board.objectives.get(facts.objective)
    if former is None:
        step.put(ref_of("objective", facts.objective), Objective(id=facts.objective, **worded))
        return
    step.change("objective", facts.objective, version=former.version + 1, **worded)
    if former.unit != facts.unit:  # what was counted in another unit is no value of this
        _measure(step, facts.objective, ())


@rule
def objective_measured(step: Step) -> None:
    """A value may be written down late: the last by its own time is the one that counts."""
    facts: cells.ObjectiveMeasured = step.facts
    fresh = Measured(facts.value, facts.measured_at, step.entry.by)
    known = (*step.board.objectives[facts.objective].measures, fresh)
    _measure(step, facts.objective, tuple(sorted(known, key=lambda one: one.at))[-KEPT_MEASURES:])


def _measure(step: Step, objective: int, measures: tuple[Measured, ...]) -> None:
    last = measures[-1] if measures else None
    step.change(
        "objective",
        objective,
        measures=measures,
        value=last.value if last else None,
        measured_at=last.at if last else None,
        measured_by=last.by if last else None,
    )


@rule
def objective_retired(step: Step) -> None:
    facts: cells.ObjectiveRetired = step.facts
    step.change("objective", facts.objective, retired_at=step.entry.at)


@rule
def situation_set(step: Step) -> None:
    entry = step.entry
    facts: cells.SituationSet = step.facts
    worded = _worded(step, "situation", facts.text)
    step.change("cell", "", situation=facts.text, situation_at=entry.at, situation_by=entry.by, **worded)


@rule
def point_set(step: Step) -> None:
    facts: cells.PointSet = step.facts
    step.change("cell", "", next_point_at=facts.at)


@rule
def phase_set(step: Step) -> None:
    facts: cells.PhaseSet = step.facts
    step.change("cell", "", phase=facts.phase)
