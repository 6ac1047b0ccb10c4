"""Rules of the clock: what it said stays on the row that it is about."""

from typing import Any

from cell.board.board import split
from cell.board.fold import Step, rule
from cell.board.marks import Reminded
from cell.kinds import targets


def _remind(step: Step, reached: str, to: int | None = None) -> None:
    facts: targets.Timed = step.facts
    noun, ident = split(facts.object)
    row: Any = step.board.shelf(noun)[ident]
    mark = Reminded(facts.measure, reached, facts.department, step.entry.at, facts.due_at, to)
    step.change(noun, ident, reminded=(*row.reminded, mark))


@rule
def target_neared(step: Step) -> None:
    _remind(step, "neared")


@rule
def target_passed(step: Step) -> None:
    _remind(step, "passed")


@rule
def wait_escalated(step: Step) -> None:
    facts: targets.WaitEscalated = step.facts
    _remind(step, facts.rung, facts.called.id)
