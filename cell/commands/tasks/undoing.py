"""Taking back what one just did to a task: a slip is a new entry too, and nothing is erased."""

from typing import Any

from cell import clock
from cell.board import Board, Task, fold
from cell.commands import fields
from cell.commands.registry import command
from cell.commands.tasks import doubles, finding
from cell.commands.tasks.finding import OfTask
from cell.commands.tasks.life import refuse_circle
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import Entry, tasks

WITHIN_S = 60
# Written down afterwards, or an undoing itself: neither is a slip of the hand.
FINAL = ("task.recorded", "task.undone")


class UndoTask(OfTask, frozen=True, kw_only=True):
    """`entry` is the number that the command to be taken back was answered with."""

    entry: fields.Number


@command
def undo_task(pen: Pen, args: UndoTask) -> str:
    """Take back one's own last act on a task, within a minute, if nobody touched the task since."""
    task = finding.find(pen, args.task, *finding.ANY)
    # Only what may be taken back is read before it is: a refusal must cost the others of the batch nothing.
    slip = finding.history_of(pen, task, args.entry - 1)
    _check(pen, task, slip, args.entry)
    history = finding.history_of(pen, task)
    former = _folded(pen, task, [entry for entry in history if entry.seq < args.entry])
    if former is None:
        if task.blocks or task.duplicates:  # somebody counts on it already
            raise Refused("changed_meanwhile", "entry", ref=f"task:{task.id}")
        pen.write(tasks.TaskUndone(task=task.id, entry=args.entry))
        return f"task:{task.id}"
    if former.waiting is not None and former.waiting.on.task is not None:
        finding.find(pen, former.waiting.on.task, *finding.RUNNING, field="entry")
        refuse_circle(pen, task.id, former.waiting.on.task, "entry")
    if former.duplicate_of is not None and former.duplicate_of != task.duplicate_of:
        doubles.check(pen, task.id, former.duplicate_of, "entry")
    finding.people(pen, (*former.helpers, *([former.owner] if former.owner is not None else [])), "entry")
    present = _folded(pen, task, history)
    named = [name for name in tasks.Former.__struct_fields__ if getattr(former, name) != getattr(present, name)]
    values: dict[str, Any] = {name: getattr(former, name) for name in named}
    if values.get("waiting") is not None:
        stood = values["waiting"]
        values["waiting"] = tasks.Stood(stood.on, stood.since, stood.reason, stood.unblocker)
    said = tasks.TaskUndone(task=task.id, entry=args.entry, fields=tuple(named), former=tasks.Former(**values))
    pen.write(said)
    return f"task:{task.id}"


def _check(pen: Pen, task: Task, slip: list[Entry], entry: int) -> None:
    """One command of one's own, less than a minute old, and nothing after it."""
    if not slip or slip[0].seq != entry:
        raise Refused("not_found", "entry")
    first = slip[0]
    if first.by != pen.by:
        raise Refused("not_allowed", "entry")
    if first.kind in FINAL:
        raise Refused("wrong_state", "entry")
    if any((row.task, row.accepted_at) == (task.id, first.at) for row in pen.board.handoffs.values()):
        raise Refused("wrong_state", "entry")  # it came with the yes to a hand-off, and half of that is no slip
    # What one command wrote bears one instant, and its key once.
    later = slip[1:]
    is_other = any((one.by, one.at) != (first.by, first.at) or one.key is not None for one in later)
    if is_other or any(one.kind == "task.undone" for one in later):
        raise Refused("changed_meanwhile", "entry", who=task.changed_by, at=task.changed_at, ref=f"task:{task.id}")
    if clock.seconds_between(first.at, pen.at) > WITHIN_S:
        raise Refused("too_late", "entry", limit=WITHIN_S)


def _folded(pen: Pen, task: Task, history: list[Entry]) -> Task | None:
    """The task after some of its entries; the others it waited on are there, as they are now."""
    board = Board(tasks={number: row for number, row in pen.board.tasks.items() if number != task.id})
    for entry in history:
        board.seq = entry.seq - 1
        fold(board, entry)
    return board.tasks.get(task.id)
