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
    helpers: the members who work on it beside its owner.
    """

    task: int
    title: str | None = None
    department: str
    owner: int | None = None
    due_at: str | None = None
    priority: int = always(2)
    objective: int | None = None
    decision: int | None = None
    helpers: tuple[int, ...] = ()


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


@kind("task.stalled")
class TaskStalled(Facts, frozen=True, kw_only=True):
    """The clock's: a task was taken in hand and then left, and is to acknowledge again.

    task: its number. owner: the member accountable, or null. touched_at: when something was last done about it.
    """

    task: int
    owner: int | None = None
    touched_at: str


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
    """Something is said about a task. task: its number. text: the words. mentions: the members it is meant for."""

    task: int
    text: str | None = None
    mentions: tuple[int, ...] = ()


@kind("helper.joined")
class HelperJoined(Facts, frozen=True, kw_only=True):
    """Somebody works on a task beside its owner. task: its number. member: who."""

    task: int
    member: int


@kind("helper.left")
class HelperLeft(Facts, frozen=True, kw_only=True):
    """Somebody works on a task no more. task: its number. member: who."""

    task: int
    member: int


@kind("duplicate.linked")
class DuplicateLinked(Facts, frozen=True, kw_only=True):
    """Two tasks are the same work: both stay as they are, each says so. task: the one that doubles. of: the other."""

    task: int
    of: int


@kind("duplicate.unlinked")
class DuplicateUnlinked(Facts, frozen=True, kw_only=True):
    """Two tasks are not the same work after all. task: the one that was said to double. of: the other."""

    task: int
    of: int


class Stood(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Why a task stood still: on what, since when, the reason, and who could lift it."""

    on: On
    since: str
    reason: str | None = None
    unblocker: str | None = None


class Former(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A task's fields as they were; only those that task.undone names count."""

    title: str | None = None
    department: str | None = None
    owner: int | None = None
    due_at: str | None = None
    priority: int | None = None
    objective: int | None = None
    decision: int | None = None
    helpers: tuple[int, ...] = ()
    status: str | None = None
    acknowledged_at: str | None = None
    acknowledged_by: int | None = None
    stalled_since: str | None = None
    since: str | None = None
    waiting: Stood | None = None
    reason: str | None = None
    result: str | None = None
    comments: int = 0
    undone: bool = False
    duplicate_of: int | None = None


_WORDS = ("title", "reason", "result", "waiting.reason", "waiting.unblocker", "waiting.on.outside")


@kind("task.undone", texts=tuple(f"former.{name}" for name in _WORDS))
class TaskUndone(Facts, frozen=True, kw_only=True):
    """Somebody takes back, within a minute, what they just did to a task.

    task: its number. entry: the first entry that counts no more, with those about this task that follow it. fields:
    which of the task's fields get their former value. former: these values; null where the task itself is taken
    back, which drops it.
    """

    task: int
    entry: int
    fields: tuple[str, ...] = ()
    former: Former | None = None
