"""Two tasks that are the same work: said of one of them, by a person, and taken back as easily. Nothing is merged."""

from cell.board import Task
from cell.commands import fields
from cell.commands.registry import command
from cell.commands.tasks import finding
from cell.commands.tasks.finding import OfTask
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import tasks


class LinkDuplicate(OfTask, frozen=True, kw_only=True):
    """`of` is the number of the task that is doubled."""

    of: fields.Number


@command
def link_duplicate(pen: Pen, args: LinkDuplicate) -> str:
    """Say that a task is the same work as another one; both stay as they are. A circle is refused by name."""
    task = finding.find(pen, args.task, *finding.ANY)
    link(pen, task, args.of, "of")
    return f"task:{task.id}"


@command
def unlink_duplicate(pen: Pen, args: OfTask) -> str:
    """Say that a task is not the same work as the one it was linked to."""
    task = finding.find(pen, args.task, *finding.ANY)
    if task.duplicate_of is None:
        raise Refused("not_found", "of")
    pen.write(tasks.DuplicateUnlinked(task=task.id, of=task.duplicate_of))
    return f"task:{task.id}"


def link(pen: Pen, task: Task, of: int, field: str) -> None:
    """Write that a task doubles another, unless it does already."""
    if task.duplicate_of == of:
        return
    check(pen, task.id, of, field)
    pen.write(tasks.DuplicateLinked(task=task.id, of=of))


def check(pen: Pen, task: int, of: int, field: str) -> None:
    """Refuse what is not there for anybody to double, and a circle of doubles."""
    if finding.find(pen, of, *finding.ANY, field=field).undone:
        raise Refused("not_found", field)
    chain = [task]
    step: int | None = of
    while step is not None:
        chain.append(step)
        if step == task:
            raise Refused("would_cycle", field, chain=" → ".join(f"A-{number}" for number in chain))
        row = pen.board.tasks.get(step)
        step = row.duplicate_of if row is not None else None
