"""Kinds about decisions: asked, weighed, taken, known, and what became of them."""

from cell.kinds.registry import Facts, always, kind


@kind("decision.asked", texts=("question",))
class DecisionAsked(Facts, frozen=True, kw_only=True):
    """A question has to be settled.

    decision: its number. question: the words. decider: the member who decides, or null. needed_by: by when, or null.
    consulted: slugs of the departments whose position is wanted.
    """

    decision: int
    question: str | None = None
    decider: int | None = None
    needed_by: str | None = None
    consulted: tuple[str, ...] = always(())


@kind("option.added", texts=("text",))
class OptionAdded(Facts, frozen=True, kw_only=True):
    """An answer is possible. decision: the question's number. option: 1, 2, 3… in it. text: the words."""

    decision: int
    option: int
    text: str | None = None


@kind("position.given", texts=("reason",))
class PositionGiven(Facts, frozen=True, kw_only=True):
    """A department says where it stands.

    decision: the number. option: the option meant, or null for the question as a whole. department: the slug.
    stance: for, against or reserved. reason: why. strong: an objection that must be kept with its name.
    """

    decision: int
    option: int | None = None
    department: str
    stance: str
    reason: str | None = None
    strong: bool = always(False)


@kind("decision.taken", texts=("choice", "rationale", "rejected", "assumptions", "effect", "authority"))
class DecisionTaken(Facts, frozen=True, kw_only=True):
    """The question is settled, maybe by not acting.

    decision: the number. choice: what is decided. rationale: why. decider: the member who decided, who need not be
    the one who writes. decided_at: when it was decided. effective_at: from when it holds, or null. rejected: the
    options set aside, or an explicit none. assumptions, effect, authority: words or null. review_at: when it must be
    looked at again, or null. inform: slugs of the departments that must know.
    """

    decision: int
    choice: str | None = None
    rationale: str | None = None
    decider: int
    decided_at: str
    effective_at: str | None = None
    rejected: str | None = None
    assumptions: str | None = None
    effect: str | None = None
    authority: str | None = None
    review_at: str | None = None
    inform: tuple[str, ...] = always(())


@kind("decision.acknowledged")
class DecisionAcknowledged(Facts, frozen=True, kw_only=True):
    """A department knows. decision: the number. department: the slug."""

    decision: int
    department: str


@kind("decision.superseded")
class DecisionSuperseded(Facts, frozen=True, kw_only=True):
    """Another decision takes its place. decision: the number. successor: the number of the one that holds now."""

    decision: int
    successor: int


@kind("decision.revoked", texts=("reason",))
class DecisionRevoked(Facts, frozen=True, kw_only=True):
    """The decision holds no more. decision: the number. reason: why."""

    decision: int
    reason: str | None = None
