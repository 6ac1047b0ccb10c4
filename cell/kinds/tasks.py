"""Kinds about tasks: something one owner does by a time."""

import msgspec

from cell.kinds.registry import Facts, always, kind


class On(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a task waits on: exactly one of a department (slug), a task (number) or somebody outside (words)."""

    department: str | None = None
    task: int | None = None
    outside: str | None = None


@kind("task.added", texts=("title",))
class TaskAdded(Facts, frozen=True, kw_only=True):
    """Work is given to a department.

    task: its number. title: what to do. department: who holds it. owner: the member accountable, or null. due_at: by
    when, or null. priority: 1 (first) to 3. objective, decision: the numbers it serves and follows, or null.
    """

    task: int
    title: str | None = None
    department: str
    owner: int | None = None
    due_at: str | None = None
    priority: int = always(2)
    objective: int | None = None
    decision: int | None = None


@kind("task.acknowledged")
class TaskAcknowledged(Facts, frozen=True, kw_only=True):
    """The department takes the task in hand. task: its number. owner: who becomes accountable by this, or null."""

    task: int
    owner: int | None = None


@kind("task.waited", texts=("reason", "unblocker", "on.outside"))
class TaskWaited(Facts, frozen=True, kw_only=True):
    """The task cannot go on. task: its number. on: what it waits on. reason: why. unblocker: who can lift it."""

    task: int
    on: On
    reason: str | None = None
    unblocker: str | None = None


@kind("task.resumed")
class TaskResumed(Facts, frozen=True, kw_only=True):
    """A waiting task goes on. task: its number."""

    task: int


@kind("task.submitted")
class TaskSubmitted(Facts, frozen=True, kw_only=True):
    """The work is ready to be checked. task: its number."""

    task: int


@kind("task.validated")
class TaskValidated(Facts, frozen=True, kw_only=True):
    """Checked and good: the task is done. task: its number."""

    task: int


@kind("task.returned", texts=("reason",))
class TaskReturned(Facts, frozen=True, kw_only=True):
    """Sent back to its owner. task: its number. reason: what is missing."""

    task: int
    reason: str | None = None


@kind("task.completed", texts=("result",))
class TaskCompleted(Facts, frozen=True, kw_only=True):
    """The task is done. task: its number. result: what came of it, or null."""

    task: int
    result: str | None = None


@kind("task.dropped", texts=("reason",))
class TaskDropped(Facts, frozen=True, kw_only=True):
    """The task will not be done. task: its number. reason: why."""

    task: int
    reason: str | None = None


@kind("task.reopened")
class TaskReopened(Facts, frozen=True, kw_only=True):
    """A done or dropped task is taken up again. task: its number."""

    task: int


@kind("task.edited", texts=("title",))
class TaskEdited(Facts, frozen=True, kw_only=True):
    """Some of a task's fields change; `fields` names those that do, the others keep their value.

    task: its number. title, department, owner, due_at, priority, objective, decision: as in task.added.
    """

    task: int
    fields: tuple[str, ...]
    title: str | None = None
    department: str | None = None
    owner: int | None = None
    due_at: str | None = None
    priority: int | None = None
    objective: int | None = None
    decision: int | None = None


@kind("task.commented", texts=("text",))
class TaskCommented(Facts, frozen=True, kw_only=True):
    """Something is said about a task. task: its number. text: the words."""

    task: int
    text: str | None = None
