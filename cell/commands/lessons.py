"""What is learnt: notes on decisions, and lessons that come back until they are closed."""

from typing import Literal

from cell import rights
from cell.board import Lesson
from cell.commands import fields
from cell.commands.decisions import finding
from cell.commands.registry import Args, command
from cell.errors import Refused
from cell.journal.pen import CLEARANCE, Pen
from cell.kinds import closing

LESSONS_MAX = 200


class NoteReview(Args, frozen=True, kw_only=True):
    """`reasonable`: given what was known when it was taken, whatever came of it."""

    decision: fields.Number
    reasonable: Literal["yes", "partly", "no"]
    outcome: fields.Text | None = None
    lesson: fields.Text | None = None


@command
def note_review(pen: Pen, args: NoteReview) -> str:
    """Judge a decision afterwards; what one said before about it is replaced, and stays in the journal."""
    decision = finding.decision(pen, args.decision, *finding.RULED)
    said = closing.ReviewNoted(
        decision=decision.id,
        reasonable=args.reasonable,
        outcome=fields.maybe_text(args.outcome, "outcome"),
        lesson=fields.maybe_text(args.lesson, "lesson"),
    )
    pen.write(said, decision.clearance)
    return f"review:{decision.id}"


class AddLesson(Args, frozen=True, kw_only=True):
    """`owner` is a member of the cell, present or gone."""

    text: fields.Text
    owner: fields.Number
    due_at: fields.Instant
    cause: fields.Text | None = None
    department: fields.Slug | None = None
    decision: fields.Number | None = None


@command
def add_lesson(pen: Pen, args: AddLesson) -> str:
    """Write down what must change, whose it is and by when."""
    if len(pen.board.lessons) >= LESSONS_MAX:
        raise Refused("bad_count", "text", limit=LESSONS_MAX)
    clearance = "cell"
    if args.decision is not None:
        clearance = finding.seen(pen, args.decision).clearance
    if args.department is not None and args.department not in pen.board.departments:
        raise Refused("not_found", "department")
    number = len(pen.board.lessons) + 1
    said = closing.LessonAdded(
        lesson=number,
        text=fields.text(args.text, "text"),
        cause=fields.maybe_text(args.cause, "cause"),
        owner=_owner(pen, args.owner, clearance),
        department=args.department,
        due_at=_due(args.due_at),
        decision=args.decision,
    )
    pen.write(said, clearance)
    return f"lesson:{number}"


def _owner(pen: Pen, member: int, clearance: str) -> int:
    row = pen.board.members.get(member)
    if row is None or (clearance == CLEARANCE and not rights.cleared(row.role, row.department)):
        raise Refused("not_found", "owner")
    return row.id


def _due(value: str) -> str:
    at = fields.instant(value, "due_at")
    assert at is not None
    return at


class EditLesson(Args, frozen=True, kw_only=True):
    """What is not given stays. `seen` is the version that the writer had before them."""

    lesson: fields.Number
    seen: fields.Number | None = None
    text: fields.Text | None = None
    owner: fields.Number | None = None
    due_at: fields.Instant | None = None


@command
def edit_lesson(pen: Pen, args: EditLesson) -> str:
    """Word a lesson anew, or give it another owner or date."""
    lesson = _mine(pen, args.lesson, is_open=True)
    fields.check_seen(args.seen, lesson.version, "text", is_gone=lesson.text is None, ref=f"lesson:{lesson.id}")
    wanted = {
        "text": fields.text(args.text, "text") if args.text is not None else None,
        "owner": _owner(pen, args.owner, lesson.clearance) if args.owner is not None else None,
        "due_at": _due(args.due_at) if args.due_at is not None else None,
    }
    changed = {name: value for name, value in wanted.items() if value not in (None, getattr(lesson, name))}
    if changed:
        said = closing.LessonEdited(lesson=lesson.id, fields=tuple(changed), **changed)  # type: ignore[arg-type]
        pen.write(said, lesson.clearance)
    return f"lesson:{lesson.id}"


class CloseLesson(Args, frozen=True, kw_only=True):
    lesson: fields.Number
    proof: fields.Text


@command
def close_lesson(pen: Pen, args: CloseLesson) -> str:
    """Say that it is done, and by what one can see it."""
    lesson = _mine(pen, args.lesson, is_open=True)
    pen.write(closing.LessonClosed(lesson=lesson.id, proof=fields.text(args.proof, "proof")), lesson.clearance)
    return f"lesson:{lesson.id}"


class ReopenLesson(Args, frozen=True, kw_only=True):
    lesson: fields.Number
    reason: fields.Text


@command
def reopen_lesson(pen: Pen, args: ReopenLesson) -> str:
    """Say that it is not done after all."""
    lesson = _mine(pen, args.lesson, is_open=False)
    pen.write(closing.LessonReopened(lesson=lesson.id, reason=fields.text(args.reason, "reason")), lesson.clearance)
    return f"lesson:{lesson.id}"


def _mine(pen: Pen, number: int, *, is_open: bool) -> Lesson:
    """A lesson that who writes may change: its owner, who wrote it down, and who leads."""
    row, me = pen.board.lessons.get(number), pen.me
    if row is None or (row.clearance != "cell" and not pen.is_cleared):
        raise Refused("not_found", "lesson")
    if me is not None and me.id not in (row.owner, row.added_by) and not rights.may(me.role, "set_aim"):
        raise Refused("not_allowed", "lesson")
    if (row.closed_at is None) is not is_open:
        raise Refused("wrong_state", "lesson", status="open" if row.closed_at is None else "done")
    return row
