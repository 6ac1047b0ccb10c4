"""Who works on a task beside its owner, and what is said about it."""

from cell.commands import fields
from cell.commands.members import present
from cell.commands.registry import command
from cell.commands.tasks import finding
from cell.commands.tasks.finding import OfTask
from cell.commands.tasks.giving import Members
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import tasks


class HelpTask(OfTask, frozen=True, kw_only=True):
    """`member` is oneself where it is left out."""

    member: fields.Number | None = None


@command
def join_task(pen: Pen, args: HelpTask) -> str:
    """Work on a task beside the one who is accountable for it, or name somebody who will."""
    task = finding.find(pen, args.task, *finding.RUNNING)
    member = present(pen, _member(pen, args.member), "member")
    if member.id in (task.owner, *task.helpers):
        raise Refused("already_there", "member")
    pen.write(tasks.HelperJoined(task=task.id, member=member.id))
    return f"task:{task.id}"


@command
def leave_task(pen: Pen, args: HelpTask) -> str:
    """Work on a task no more, or say that somebody does not."""
    task = finding.find(pen, args.task, *finding.ANY)
    member = _member(pen, args.member)
    if member not in task.helpers:
        raise Refused("not_found", "member")
    pen.write(tasks.HelperLeft(task=task.id, member=member))
    return f"task:{task.id}"


def _member(pen: Pen, wanted: int | None) -> int:
    member = pen.by if wanted is None else wanted
    if member is None:
        raise Refused("missing", "member")
    return member


class CommentTask(OfTask, frozen=True, kw_only=True):
    """`mentions` are members of the cell whom it is meant for."""

    text: fields.Text
    mentions: Members = ()


@command
def comment_task(pen: Pen, args: CommentTask) -> str:
    """Say something about a task, maybe to some people by name."""
    text = fields.text(args.text, "text")
    finding.find(pen, args.task, *finding.ANY)
    mentions = finding.people(pen, args.mentions, "mentions")
    pen.write(tasks.TaskCommented(task=args.task, text=text, mentions=mentions))
    return f"task:{args.task}"
