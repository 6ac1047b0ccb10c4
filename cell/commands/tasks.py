"""The task, from given to done."""

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from cell.board import Task
from cell.commands import fields
from cell.commands.members import present
from cell.commands.registry import Args, command
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import tasks

Priority = Annotated[int, Meta(ge=1, le=3)]
RUNNING = ("to_acknowledge", "in_progress", "waiting", "to_validate")
OVER = ("done", "dropped")


class OfTask(Args, frozen=True, kw_only=True):
    task: fields.Number


class WithReason(OfTask, frozen=True, kw_only=True):
    reason: fields.Text


class AddTask(Args, frozen=True, kw_only=True):
    title: fields.Line
    department: fields.Slug
    owner: fields.Number | None = None
    due_at: fields.Instant | None = None
    priority: Priority = 2
    objective: fields.Number | None = None
    decision: fields.Number | None = None


@command
def add_task(pen: Pen, args: AddTask) -> str:
    """Give work to a department, maybe to one of its people."""
    number = len(pen.board.tasks) + 1
    _check_links(pen, args.department, args.owner, args.objective, args.decision)
    pen.write(
        tasks.TaskAdded(
            task=number,
            title=fields.line(args.title, "title"),
            department=args.department,
            owner=args.owner,
            due_at=fields.instant(args.due_at, "due_at"),
            priority=args.priority,
            objective=args.objective,
            decision=args.decision,
        )
    )
    return f"task:{number}"


def _check_links(
    pen: Pen, department: str | None, owner: int | None, objective: int | None, decision: int | None
) -> None:
    board = pen.board
    if department is not None and department not in board.departments:
        raise Refused("not_found", "department")
    if owner is not None:
        present(pen, owner, "owner")
    if objective is not None and objective not in board.objectives:
        raise Refused("not_found", "objective")
    if decision is not None:
        row = board.decisions.get(decision)
        if row is None or (row.clearance != "cell" and not pen.is_cleared):
            raise Refused("not_found", "decision")


def _task(pen: Pen, number: int, *states: str) -> Task:
    """A task that stands in one of some states; refused with who brought it where it is."""
    task = pen.board.tasks.get(number)
    if task is None:
        raise Refused("not_found", "task")
    if task.status not in states:
        raise Refused("wrong_state", "task", status=task.status, who=task.changed_by, at=task.changed_at)
    return task


@command
def acknowledge_task(pen: Pen, args: OfTask) -> str:
    """Take a task in hand. Without an owner it becomes mine; of two people, the second is told by whom and when."""
    task = pen.board.tasks.get(args.task)
    if task is not None and task.status != "to_acknowledge" and task.acknowledged_at is not None:
        raise Refused(
            "already_taken",
            "task",
            status=task.status,
            who=task.owner or task.acknowledged_by,
            at=task.acknowledged_at,
        )
    _acknowledge(pen, _task(pen, args.task, "to_acknowledge"))
    return f"task:{args.task}"


def _acknowledge(pen: Pen, task: Task) -> None:
    owner = pen.by if task.owner is None and pen.me is not None else None
    pen.write(tasks.TaskAcknowledged(task=task.id, owner=owner))


def _in_hand(pen: Pen, number: int, *states: str) -> Task:
    """A task that goes on from one of some states; who moves it on from "to acknowledge" has taken it in hand."""
    task = _task(pen, number, "to_acknowledge", *states)
    if task.status == "to_acknowledge":
        _acknowledge(pen, task)
    return task


class WaitTask(WithReason, frozen=True, kw_only=True):
    on: tasks.On
    unblocker: fields.Line | None = None


@command
def wait_task(pen: Pen, args: WaitTask) -> str:
    """Say that a task cannot go on, on what it waits, and why. A circle of waits is refused by name."""
    reason = fields.text(args.reason, "reason")
    on = _checked(pen, args.task, args.on)
    unblocker = fields.line(args.unblocker, "unblocker") if args.unblocker else None
    _in_hand(pen, args.task, "in_progress", "waiting", "to_validate")
    pen.write(tasks.TaskWaited(task=args.task, on=on, reason=reason, unblocker=unblocker))
    return f"task:{args.task}"


def _checked(pen: Pen, task: int, on: tasks.On) -> tasks.On:
    named = [name for name in ("department", "task", "outside") if getattr(on, name) is not None]
    if len(named) != 1:
        raise Refused("bad_value", "on")
    if on.department is not None and on.department not in pen.board.departments:
        raise Refused("not_found", "on")
    if on.outside is not None:
        if len(on.outside) > fields.LINE:
            raise Refused("too_long", "on", limit=fields.LINE)
        return tasks.On(outside=fields.line(on.outside, "on"))
    if on.task is not None:
        other = _task_or_refuse(pen, on.task)
        if other.status in OVER:
            raise Refused("wrong_state", "on", status=other.status, who=other.changed_by, at=other.changed_at)
        _refuse_circle(pen, task, on.task)
    return on


def _task_or_refuse(pen: Pen, number: int) -> Task:
    task = pen.board.tasks.get(number)
    if task is None:
        raise Refused("not_found", "on")
    return task


def _refuse_circle(pen: Pen, task: int, on: int) -> None:
    chain = [task]
    step: int | None = on
    while step is not None:
        chain.append(step)
        if step == task:
            raise Refused("would_cycle", "on", chain=" → ".join(f"A-{number}" for number in chain))
        waiting = pen.board.tasks[step].waiting
        step = waiting.on.task if waiting else None


@command
def resume_task(pen: Pen, args: OfTask) -> str:
    """Go on with a waiting task."""
    _task(pen, args.task, "waiting")
    pen.write(tasks.TaskResumed(task=args.task))
    return f"task:{args.task}"


@command
def submit_task(pen: Pen, args: OfTask) -> str:
    """Hand the work in to be checked."""
    _in_hand(pen, args.task, "in_progress", "waiting")
    pen.write(tasks.TaskSubmitted(task=args.task))
    return f"task:{args.task}"


@command
def validate_task(pen: Pen, args: OfTask) -> str:
    """Find the work good."""
    _task(pen, args.task, "to_validate")
    pen.write(tasks.TaskValidated(task=args.task))
    return f"task:{args.task}"


@command
def return_task(pen: Pen, args: WithReason) -> str:
    """Send the work back with a reason."""
    _task(pen, args.task, "to_validate")
    pen.write(tasks.TaskReturned(task=args.task, reason=fields.text(args.reason, "reason")))
    return f"task:{args.task}"


class CompleteTask(OfTask, frozen=True, kw_only=True):
    result: fields.Text | None = None


@command
def complete_task(pen: Pen, args: CompleteTask) -> str:
    """Finish a task, maybe with its result."""
    result = fields.maybe_text(args.result, "result")
    _in_hand(pen, args.task, "in_progress", "waiting", "to_validate")
    pen.write(tasks.TaskCompleted(task=args.task, result=result))
    return f"task:{args.task}"


@command
def drop_task(pen: Pen, args: WithReason) -> str:
    """Give a task up, with the reason."""
    reason = fields.text(args.reason, "reason")
    _task(pen, args.task, *RUNNING)
    pen.write(tasks.TaskDropped(task=args.task, reason=reason))
    return f"task:{args.task}"


@command
def reopen_task(pen: Pen, args: OfTask) -> str:
    """Take up a task that was done or dropped."""
    _task(pen, args.task, *OVER)
    pen.write(tasks.TaskReopened(task=args.task))
    return f"task:{args.task}"


class EditTask(OfTask, frozen=True, kw_only=True):
    """Only the fields given change; null empties owner, due_at, objective and decision."""

    title: fields.Line | UnsetType = UNSET
    department: fields.Slug | UnsetType = UNSET
    owner: fields.Number | None | UnsetType = UNSET
    due_at: fields.Instant | None | UnsetType = UNSET
    priority: Priority | UnsetType = UNSET
    objective: fields.Number | None | UnsetType = UNSET
    decision: fields.Number | None | UnsetType = UNSET


EDITABLE = ("title", "department", "owner", "due_at", "priority", "objective", "decision")


@command
def edit_task(pen: Pen, args: EditTask) -> str:
    """Change some fields of a task; what is already so is no change."""
    task = _task(pen, args.task, *RUNNING, *OVER)
    given = {name: getattr(args, name) for name in EDITABLE if getattr(args, name) is not UNSET}
    if not given:
        raise Refused("missing", "title")
    if "title" in given:
        given["title"] = fields.line(given["title"], "title")
    if "due_at" in given:
        given["due_at"] = fields.instant(given["due_at"], "due_at")
    _check_links(pen, given.get("department"), given.get("owner"), given.get("objective"), given.get("decision"))
    changed = {name: value for name, value in given.items() if getattr(task, name) != value}
    if changed:
        pen.write(tasks.TaskEdited(task=task.id, fields=tuple(changed), **changed))
    return f"task:{task.id}"


class CommentTask(OfTask, frozen=True, kw_only=True):
    text: fields.Text


@command
def comment_task(pen: Pen, args: CommentTask) -> str:
    """Say something about a task."""
    text = fields.text(args.text, "text")
    _task(pen, args.task, *RUNNING, *OVER)
    pen.write(tasks.TaskCommented(task=args.task, text=text))
    return f"task:{args.task}"
