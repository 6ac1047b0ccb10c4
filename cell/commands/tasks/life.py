"""The task, from taken in hand to done or dropped."""

from cell.board import Task
from cell.commands import fields
from cell.commands.registry import command
from cell.commands.tasks import finding
from cell.commands.tasks.finding import OfTask, WithReason
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import tasks


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
    _acknowledge(pen, finding.find(pen, args.task, "to_acknowledge"))
    return f"task:{args.task}"


def _acknowledge(pen: Pen, task: Task) -> None:
    owner = pen.by if task.owner is None and pen.me is not None else None
    pen.write(tasks.TaskAcknowledged(task=task.id, owner=owner))


def _in_hand(pen: Pen, number: int, *states: str) -> Task:
    """A task that goes on from one of some states; who moves it on from "to acknowledge" has taken it in hand."""
    task = finding.find(pen, number, "to_acknowledge", *states)
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
        finding.find(pen, on.task, *finding.RUNNING, field="on")
        refuse_circle(pen, task, on.task, "on")
    return on


def refuse_circle(pen: Pen, task: int, on: int, field: str) -> None:
    """Refuse by name a circle that a task would close by waiting on another."""
    chain = [task]
    step: int | None = on
    while step is not None:
        chain.append(step)
        if step == task:
            raise Refused("would_cycle", field, chain=" → ".join(f"A-{number}" for number in chain))
        waiting = pen.board.tasks[step].waiting
        step = waiting.on.task if waiting else None


@command
def resume_task(pen: Pen, args: OfTask) -> str:
    """Go on with a waiting task."""
    finding.find(pen, args.task, "waiting")
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
    finding.find(pen, args.task, "to_validate")
    pen.write(tasks.TaskValidated(task=args.task))
    return f"task:{args.task}"


@command
def return_task(pen: Pen, args: WithReason) -> str:
    """Send the work back with a reason."""
    finding.find(pen, args.task, "to_validate")
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
    finding.find(pen, args.task, *finding.RUNNING)
    pen.write(tasks.TaskDropped(task=args.task, reason=reason))
    return f"task:{args.task}"


@command
def reopen_task(pen: Pen, args: OfTask) -> str:
    """Take up a task that was done or dropped."""
    finding.find(pen, args.task, *finding.OVER)
    pen.write(tasks.TaskReopened(task=args.task))
    return f"task:{args.task}"
