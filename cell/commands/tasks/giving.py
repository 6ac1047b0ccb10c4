"""Giving a task to a department, and changing what it says."""

from typing import Annotated, Any

from msgspec import UNSET, Meta, UnsetType

from cell.board import Task
from cell.commands import fields
from cell.commands.members import present
from cell.commands.registry import Args, command
from cell.commands.tasks import doubles, finding
from cell.commands.tasks.finding import OfTask
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import tasks

Priority = Annotated[int, Meta(ge=1, le=3)]
Members = Annotated[tuple[fields.Number, ...], Meta(max_length=60)]
DIRECTION = "direction"


class AddTask(Args, frozen=True, kw_only=True):
    """Only the title is needed; without a department it is one's own, else the direction's.

    `duplicate_of` is the task that it is known to double: it is added all the same, and linked by an entry of its own.
    """

    title: fields.Line
    department: fields.Slug | None = None
    owner: fields.Number | None = None
    due_at: fields.Instant | None = None
    priority: Priority = 2
    objective: fields.Number | None = None
    decision: fields.Number | None = None
    helpers: Members = ()
    duplicate_of: fields.Number | None = None


@command
def add_task(pen: Pen, args: AddTask) -> str:
    """Give work to a department, maybe to one of its people."""
    number = len(pen.board.tasks) + 1
    department = args.department or own_department(pen)
    finding.check_department(pen, department)
    if args.owner is not None:
        present(pen, args.owner, "owner")
    finding.check_links(pen, args.objective, args.decision)
    if args.duplicate_of is not None:
        doubles.check(pen, number, args.duplicate_of, "duplicate_of")
    pen.write(
        tasks.TaskAdded(
            task=number,
            title=fields.line(args.title, "title"),
            department=department,
            owner=args.owner,
            due_at=finding.due(pen, args.due_at),
            priority=args.priority,
            objective=args.objective,
            decision=args.decision,
            helpers=tuple(one for one in finding.people(pen, args.helpers, "helpers") if one != args.owner),
        )
    )
    if args.duplicate_of is not None:
        pen.write(tasks.DuplicateLinked(task=number, of=args.duplicate_of))
    return f"task:{number}"


def own_department(pen: Pen) -> str:
    """Where work goes that nobody said a department for: one's own, else the direction, else the first seat."""
    seats = pen.board.departments
    mine = pen.me.department if pen.me is not None else None
    found = next((slug for slug in (mine, DIRECTION, *seats) if slug in seats), None)
    if found is None:
        raise Refused("missing", "department")
    return found


class EditTask(OfTask, frozen=True, kw_only=True):
    """Only the fields given change; null empties owner, due_at, objective and decision.

    `seen` is the row's changed_seq that the editor had before them: a title somebody else changed since is not
    written over.
    """

    title: fields.Line | UnsetType = UNSET
    department: fields.Slug | UnsetType = UNSET
    owner: fields.Number | None | UnsetType = UNSET
    due_at: fields.Instant | None | UnsetType = UNSET
    priority: Priority | UnsetType = UNSET
    objective: fields.Number | None | UnsetType = UNSET
    decision: fields.Number | None | UnsetType = UNSET
    seen: fields.Number | None = None


EDITABLE = ("title", "department", "owner", "due_at", "priority", "objective", "decision")


@command
def edit_task(pen: Pen, args: EditTask) -> str:
    """Change some fields of a task; what is already so is no change."""
    task = finding.find(pen, args.task, *finding.ANY)
    given: dict[str, Any] = {name: getattr(args, name) for name in EDITABLE if getattr(args, name) is not UNSET}
    if not given:
        raise Refused("missing", "title")
    if "title" in given:
        given["title"] = fields.line(given["title"], "title")
    if "due_at" in given:
        given["due_at"] = fields.instant(given["due_at"], "due_at")
    changed = {name: value for name, value in given.items() if getattr(task, name) != value}
    _check(pen, changed)
    if "title" in changed and args.seen is not None:
        _refuse_unseen(pen, task, args.seen)
    if changed:
        pen.write(tasks.TaskEdited(task=task.id, fields=tuple(changed), **changed))
    return f"task:{task.id}"


def _check(pen: Pen, changed: dict[str, Any]) -> None:
    """What does not change is not looked at: it was right once."""
    if "department" in changed:
        finding.check_department(pen, changed["department"])
    if changed.get("owner") is not None:
        present(pen, changed["owner"], "owner")
    if "due_at" in changed:
        finding.due(pen, changed["due_at"])
    finding.check_links(pen, changed.get("objective"), changed.get("decision"))


def _refuse_unseen(pen: Pen, task: Task, seen: int) -> None:
    """Of two people who word the same title, the second is told by whom and when, and gets the row as it is."""
    if task.changed_seq <= seen:
        return
    for entry in reversed(finding.history_of(pen, task, seen)):
        is_worded = "title" in getattr(entry.facts, "fields", ())
        if entry.seq > seen and is_worded and entry.by != pen.by:
            raise Refused("changed_meanwhile", "title", who=entry.by, at=entry.at, ref=f"task:{task.id}")
