"""Tasks as commands find them: in which statuses, and what they may be tied to."""

from cell import clock
from cell.board import Task
from cell.commands import fields
from cell.commands.members import present
from cell.commands.registry import Args
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import Entry

RUNNING = ("to_acknowledge", "in_progress", "waiting", "to_validate")
OVER = ("done", "dropped")
ANY = RUNNING + OVER
SLACK_S = 60


class OfTask(Args, frozen=True, kw_only=True):
    task: fields.Number


class WithReason(OfTask, frozen=True, kw_only=True):
    reason: fields.Text


def find(pen: Pen, number: int, *states: str, field: str = "task") -> Task:
    """A task that stands in one of some states; refused with who brought it where it is."""
    task = pen.board.tasks.get(number)
    if task is None:
        raise Refused("not_found", field)
    if task.status not in states:
        raise Refused("wrong_state", field, status=task.status, who=task.changed_by, at=task.changed_at)
    return task


def history_of(pen: Pen, task: Task, after: int = 0) -> list[Entry]:
    """The entries after a number that are about a task, ascending; not those of others that wait on it."""
    return [entry for entry in pen.history(f"task:{task.id}", after) if getattr(entry.facts, "task", None) == task.id]


def check_links(pen: Pen, objective: int | None, decision: int | None) -> None:
    """Refuse an objective or a decision that is not there for who writes."""
    if objective is not None:
        aim = pen.board.objectives.get(objective)
        if aim is None:
            raise Refused("not_found", "objective")
        if aim.retired_at is not None:
            raise Refused("wrong_state", "objective", status="retired")
    if decision is not None:
        row = pen.board.decisions.get(decision)
        if row is None or (row.clearance != "cell" and not pen.is_cleared):
            raise Refused("not_found", "decision")


def check_department(pen: Pen, department: str) -> None:
    """Refuse a department that has no seat here."""
    if department not in pen.board.departments:
        raise Refused("not_found", "department")


def due(pen: Pen, value: str | None) -> str | None:
    """A due time to come, or None; a minute is left for whoever types it."""
    at = fields.instant(value, "due_at")
    if at is not None and clock.seconds_between(at, pen.at) > SLACK_S:
        raise Refused("bad_value", "due_at")
    return at


def people(pen: Pen, members: tuple[int, ...], field: str) -> tuple[int, ...]:
    """Members who are in the cell now, each once."""
    for member in members:
        present(pen, member, field)
    return tuple(dict.fromkeys(members))
