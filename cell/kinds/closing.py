"""Kinds about standing down and what is learnt: criteria, what goes to the line, notes of the review, lessons."""

from cell.kinds.registry import Facts, always, kind


@kind("criterion.set", texts=("text",))
class CriterionSet(Facts, frozen=True, kw_only=True):
    """What must be true before the cell stands down, or its new wording. criterion: its number. text: the words."""

    criterion: int
    text: str | None = None


@kind("criterion.checked", texts=("note",))
class CriterionChecked(Facts, frozen=True, kw_only=True):
    """Somebody looked whether a criterion is met. criterion: its number. met: whether it is. note: on what ground."""

    criterion: int
    met: bool
    note: str | None = None


@kind("criterion.dropped", texts=("reason",))
class CriterionDropped(Facts, frozen=True, kw_only=True):
    """A criterion counts no more; its number stays. criterion: its number. reason: why."""

    criterion: int
    reason: str | None = None


@kind("task.left", texts=("line", "reason"))
class TaskLeft(Facts, frozen=True, kw_only=True):
    """A task goes on outside the cell.

    task: its number. line: who outside the cell owns it now. reason: what is left to do.
    """

    task: int
    line: str | None = None
    reason: str | None = None


@kind("decision.left", texts=("line", "reason"))
class DecisionLeft(Facts, frozen=True, kw_only=True):
    """A question goes on outside the cell, or nowhere.

    decision: its number. line: who outside the cell settles it now, or null where it is dropped. reason: why.
    """

    decision: int
    line: str | None = None
    reason: str | None = None


@kind("handoff.left", texts=("line", "reason"))
class HandoffLeft(Facts, frozen=True, kw_only=True):
    """A hand-off goes on outside the cell, or nowhere. handoff: its number. line, reason: as in decision.left."""

    handoff: int
    line: str | None = None
    reason: str | None = None


@kind("approval.left", texts=("line", "reason"))
class ApprovalLeft(Facts, frozen=True, kw_only=True):
    """An approval goes on outside the cell, or nowhere. approval: its number. line, reason: as in decision.left."""

    approval: int
    line: str | None = None
    reason: str | None = None


@kind("arbitration.left", texts=("line", "reason"))
class ArbitrationLeft(Facts, frozen=True, kw_only=True):
    """An arbitration goes on outside, or nowhere. arbitration: its number. line, reason: as in decision.left."""

    arbitration: int
    line: str | None = None
    reason: str | None = None


@kind("contribution.left", texts=("line", "reason"))
class ContributionLeft(Facts, frozen=True, kw_only=True):
    """What is missing goes on outside, or nowhere. contribution: its number. line, reason: as in decision.left."""

    contribution: int
    line: str | None = None
    reason: str | None = None


@kind("review.noted", texts=("outcome", "lesson"))
class ReviewNoted(Facts, frozen=True, kw_only=True):
    """Somebody judges a decision afterwards; a later note of the same person takes the place of an earlier one.

    decision: its number. reasonable: whether it was so given what was known: yes, partly or no. outcome: what came of
    it. lesson: what it teaches.
    """

    decision: int
    reasonable: str
    outcome: str | None = None
    lesson: str | None = None


@kind("lesson.added", texts=("text", "cause"))
class LessonAdded(Facts, frozen=True, kw_only=True):
    """Something must change so that the next crisis goes better.

    lesson: its number. text: what is to change. cause: what taught it. owner: the member who sees to it. department:
    the slug of the department concerned, or null. due_at: by when. decision: the number of the decision that taught
    it, or null.
    """

    lesson: int
    text: str | None = None
    cause: str | None = None
    owner: int
    department: str | None = None
    due_at: str
    decision: int | None = None


@kind("lesson.edited", texts=("text",))
class LessonEdited(Facts, frozen=True, kw_only=True):
    """A lesson is worded anew, or has another owner or date.

    lesson: its number. fields: what changed. text, owner, due_at: as in lesson.added, null where they did not change.
    """

    lesson: int
    fields: tuple[str, ...] = always(())
    text: str | None = None
    owner: int | None = None
    due_at: str | None = None


@kind("lesson.closed", texts=("proof",))
class LessonClosed(Facts, frozen=True, kw_only=True):
    """What a lesson asked for is done. lesson: its number. proof: by what one can see it."""

    lesson: int
    proof: str | None = None


@kind("lesson.reopened", texts=("reason",))
class LessonReopened(Facts, frozen=True, kw_only=True):
    """It turns out that a lesson is not done. lesson: its number. reason: why."""

    lesson: int
    reason: str | None = None
