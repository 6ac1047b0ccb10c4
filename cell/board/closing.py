"""Rules of standing down and of what is learnt."""

from cell.board.approvals import settle
from cell.board.board import ref_of
from cell.board.closing_rows import Criterion, Lesson, Noted, Review
from cell.board.contributions import want_no_more
from cell.board.fold import Step, rule
from cell.board.tasks import move
from cell.kinds import closing


@rule
def criterion_set(step: Step) -> None:
    """Words that changed have to be looked at again."""
    facts: closing.CriterionSet = step.facts
    version = _version(step.board.criterions.get(facts.criterion), is_gone=facts.text is None)
    step.put(ref_of("criterion", facts.criterion), Criterion(id=facts.criterion, text=facts.text, version=version))


def _version(former: Criterion | Lesson | None, *, is_gone: bool) -> int:
    """The number of this wording. Words that were withdrawn count once more: who read them saw another version."""
    return (former.version if former is not None else 0) + 1 + is_gone


@rule
def criterion_checked(step: Step) -> None:
    entry = step.entry
    facts: closing.CriterionChecked = step.facts
    seen = {"met": facts.met, "note": facts.note, "checked_at": entry.at, "checked_by": entry.by}
    step.change("criterion", facts.criterion, **seen)


@rule
def criterion_dropped(step: Step) -> None:
    facts: closing.CriterionDropped = step.facts
    step.change("criterion", facts.criterion, dropped_at=step.entry.at)


def look_again(step: Step) -> None:
    """What was met when a cell closed is open again with it."""
    for row in list(step.board.criterions.values()):
        if row.met is not None:
            step.change("criterion", row.id, met=None, note=None, checked_at=None, checked_by=None)


@rule
def task_left(step: Step) -> None:
    facts: closing.TaskLeft = step.facts
    move(step, facts.task, "dropped", reason=_gone(facts.line, facts.reason))


@rule
def decision_left(step: Step) -> None:
    facts: closing.DecisionLeft = step.facts
    reason = _gone(facts.line, facts.reason)
    step.change("decision", facts.decision, status="dropped", reason=reason, changed_seq=step.entry.seq)


@rule
def handoff_left(step: Step) -> None:
    entry = step.entry
    facts: closing.HandoffLeft = step.facts
    fields = {"status": "withdrawn", "reason": _gone(facts.line, facts.reason), "stalled_since": None}
    step.change("handoff", facts.handoff, changed_at=entry.at, changed_seq=entry.seq, **fields)


@rule
def approval_left(step: Step) -> None:
    facts: closing.ApprovalLeft = step.facts
    settle(step, facts.approval, "withdrawn", _gone(facts.line, facts.reason))


@rule
def arbitration_left(step: Step) -> None:
    facts: closing.ArbitrationLeft = step.facts
    reason = _gone(facts.line, facts.reason)
    step.change("arbitration", facts.arbitration, status="withdrawn", reason=reason, changed_seq=step.entry.seq)


@rule
def contribution_left(step: Step) -> None:
    facts: closing.ContributionLeft = step.facts
    want_no_more(step, facts.contribution, _gone(facts.line, facts.reason))


def _gone(line: str | None, reason: str | None) -> str | None:
    """To whom and why, in people's words alone."""
    words = [*([f"→ {line}"] if line else []), *([reason] if reason else [])]
    return ", ".join(words) or None


@rule
def review_noted(step: Step) -> None:
    entry = step.entry
    facts: closing.ReviewNoted = step.facts
    former = step.board.reviews.get(facts.decision)
    others = tuple(one for one in former.notes if one.by != entry.by) if former is not None else ()
    fresh = Noted(entry.by, entry.at, facts.reasonable, facts.outcome, facts.lesson)
    row = Review(clearance=entry.clearance, id=facts.decision, notes=(*others, fresh))
    step.put(ref_of("review", facts.decision), row)


@rule
def lesson_added(step: Step) -> None:
    entry = step.entry
    facts: closing.LessonAdded = step.facts
    step.put(
        ref_of("lesson", facts.lesson),
        Lesson(
            clearance=entry.clearance,
            id=facts.lesson,
            text=facts.text,
            cause=facts.cause,
            owner=facts.owner,
            department=facts.department,
            due_at=facts.due_at,
            decision=facts.decision,
            added_at=entry.at,
            added_by=entry.by,
            version=_version(None, is_gone=facts.text is None),
        ),
    )


@rule
def lesson_edited(step: Step) -> None:
    facts: closing.LessonEdited = step.facts
    changed = {name: getattr(facts, name) for name in facts.fields}
    version = _version(step.board.lessons.get(facts.lesson), is_gone="text" in changed and facts.text is None)
    step.change("lesson", facts.lesson, **changed, version=version)


@rule
def lesson_closed(step: Step) -> None:
    entry = step.entry
    facts: closing.LessonClosed = step.facts
    step.change("lesson", facts.lesson, closed_at=entry.at, closed_by=entry.by, proof=facts.proof, reason=None)


@rule
def lesson_reopened(step: Step) -> None:
    facts: closing.LessonReopened = step.facts
    step.change("lesson", facts.lesson, closed_at=None, closed_by=None, proof=None, reason=facts.reason)
