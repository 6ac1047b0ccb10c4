"""Rules of the task: its life from given to done, and who waits on it."""

from typing import Any

from cell.board.board import ref_of
from cell.board.fold import Step, rule
from cell.board.rows import Task, Waiting
from cell.kinds import tasks


@rule
def task_added(step: Step) -> None:
    entry = step.entry
    facts: tasks.TaskAdded = step.facts
    step.put(
        ref_of("task", facts.task),
        Task(
            clearance=entry.clearance,
            id=facts.task,
            title=facts.title,
            department=facts.department,
            owner=facts.owner,
            helpers=facts.helpers,
            requester=entry.by,
            priority=facts.priority,
            due_at=facts.due_at,
            objective=facts.objective,
            decision=facts.decision,
            added_at=entry.at,
            since=entry.at,
            changed_at=entry.at,
            changed_by=entry.by,
            changed_seq=entry.seq,
        ),
    )


def _mark(step: Step, task: int, **fields: object) -> None:
    """Change some fields; who becomes accountable helps no more."""
    entry = step.entry
    helpers = step.board.tasks[task].helpers
    if fields.get("owner") in helpers:
        fields = {"helpers": _without(helpers, fields["owner"]), **fields}
    step.change("task", task, changed_at=entry.at, changed_by=entry.by, changed_seq=entry.seq, **fields)


def _without(helpers: tuple[int, ...], member: object) -> tuple[int, ...]:
    return tuple(helper for helper in helpers if helper != member)


def move(step: Step, task: int, status: str, **fields: object) -> None:
    """Bring a task to a status; leaving "waiting" frees the task it waited on."""
    _unlink(step, task)
    _mark(step, task, **{"status": status, "since": step.entry.at, "waiting": None, "stalled_since": None} | fields)


def _unlink(step: Step, task: int) -> None:
    waiting = step.board.tasks[task].waiting
    if waiting is not None and waiting.on.task is not None:
        other = step.board.tasks[waiting.on.task]
        step.change("task", other.id, blocks=tuple(n for n in other.blocks if n != task))


@rule
def task_acknowledged(step: Step) -> None:
    facts: tasks.TaskAcknowledged = step.facts
    task = step.board.tasks[facts.task]
    move(
        step,
        facts.task,
        "in_progress",
        acknowledged_at=step.entry.at,
        acknowledged_by=step.entry.by,
        owner=facts.owner if facts.owner is not None else task.owner,
    )


@rule
def task_stalled(step: Step) -> None:
    """Whose it is stays: they are asked first."""
    facts: tasks.TaskStalled = step.facts
    untaken = {"acknowledged_at": None, "acknowledged_by": None, "stalled_since": facts.touched_at}
    move(step, facts.task, "to_acknowledge", **untaken)


@rule
def task_waited(step: Step) -> None:
    facts: tasks.TaskWaited = step.facts
    move(step, facts.task, "waiting")
    waiting = Waiting(facts.on, facts.reason, step.entry.at, facts.unblocker)
    step.change("task", facts.task, waiting=waiting)
    _link(step, facts.task, facts.on)


def _link(step: Step, task: int, on: tasks.On) -> None:
    if on.task is not None:
        other = step.board.tasks[on.task]
        step.change("task", other.id, blocks=tuple(sorted({*other.blocks, task})))


@rule
def task_resumed(step: Step) -> None:
    facts: tasks.TaskResumed = step.facts
    move(step, facts.task, "in_progress")


@rule
def task_submitted(step: Step) -> None:
    facts: tasks.TaskSubmitted = step.facts
    move(step, facts.task, "to_validate")


@rule
def task_validated(step: Step) -> None:
    facts: tasks.TaskValidated = step.facts
    move(step, facts.task, "done")


@rule
def task_returned(step: Step) -> None:
    facts: tasks.TaskReturned = step.facts
    move(step, facts.task, "in_progress", reason=facts.reason)


@rule
def task_completed(step: Step) -> None:
    facts: tasks.TaskCompleted = step.facts
    move(step, facts.task, "done", result=facts.result)


@rule
def task_dropped(step: Step) -> None:
    facts: tasks.TaskDropped = step.facts
    move(step, facts.task, "dropped", reason=facts.reason)


@rule
def task_reopened(step: Step) -> None:
    facts: tasks.TaskReopened = step.facts
    move(step, facts.task, "in_progress", reason=None, result=None, undone=False)


@rule
def task_edited(step: Step) -> None:
    facts: tasks.TaskEdited = step.facts
    fields: dict[str, object] = {name: getattr(facts, name) for name in facts.fields}
    row = step.board.tasks[facts.task]
    if row.status == "to_acknowledge" and fields.get("department", row.department) != row.department:
        fields |= {"since": step.entry.at, "stalled_since": None}  # another department is asked, from now on
    _mark(step, facts.task, **fields)


@rule
def task_commented(step: Step) -> None:
    facts: tasks.TaskCommented = step.facts
    _mark(step, facts.task, comments=step.board.tasks[facts.task].comments + 1)


@rule
def helper_joined(step: Step) -> None:
    facts: tasks.HelperJoined = step.facts
    _mark(step, facts.task, helpers=(*step.board.tasks[facts.task].helpers, facts.member))


@rule
def helper_left(step: Step) -> None:
    facts: tasks.HelperLeft = step.facts
    _mark(step, facts.task, helpers=_without(step.board.tasks[facts.task].helpers, facts.member))


@rule
def duplicate_linked(step: Step) -> None:
    facts: tasks.DuplicateLinked = step.facts
    _double(step, facts.task, facts.of)
    _mark(step, facts.task)


@rule
def duplicate_unlinked(step: Step) -> None:
    facts: tasks.DuplicateUnlinked = step.facts
    _double(step, facts.task, None)
    _mark(step, facts.task)


def _double(step: Step, task: int, of: int | None) -> None:
    """Say on both sides which task doubles which; a task doubles one other at most."""
    tasks_now = step.board.tasks
    former = tasks_now[task].duplicate_of
    if former is not None:
        left = tuple(n for n in tasks_now[former].duplicates if n != task)
        step.change("task", former, duplicates=left)
    if of is not None:
        step.change("task", of, duplicates=tuple(sorted({*tasks_now[of].duplicates, task})))
    step.change("task", task, duplicate_of=of)


@rule
def task_undone(step: Step) -> None:
    facts: tasks.TaskUndone = step.facts
    if facts.former is None:
        _double(step, facts.task, None)
        move(step, facts.task, "dropped", undone=True)
        return
    former: dict[str, Any] = {name: getattr(facts.former, name) for name in facts.fields}
    if "duplicate_of" in former:
        _double(step, facts.task, former.pop("duplicate_of"))
    if "waiting" not in former:
        _mark(step, facts.task, **former)
        return
    stood: tasks.Stood | None = former["waiting"]
    former["waiting"] = Waiting(stood.on, stood.reason, stood.since, stood.unblocker) if stood else None
    _unlink(step, facts.task)
    _mark(step, facts.task, **former)
    if stood is not None:
        _link(step, facts.task, stood.on)
