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


_RULING = ("choice", "rationale", "rejected", "assumptions", "effect", "authority", "scope", "risk")


@kind("decision.taken", texts=_RULING)
class DecisionTaken(Facts, frozen=True, kw_only=True):
    """The question is settled, maybe by not acting.

    decision: the number. choice: what is decided. rationale: why. decider: the member who decided, who need not be
    the one who writes. decided_at: when it was decided. effective_at: from when it holds, or null. rejected: the
    options set aside, or null. none_rejected: whether it is said that there was no other option. assumptions, effect,
    authority, scope, risk: words or null. option: the number of the option chosen, or null. review_at: when it must
    be looked at again, or null. inform: slugs of the departments that must know. pinned: numbers of the information
    that the decider relied on.
    """

    decision: int
    choice: str | None = None
    rationale: str | None = None
    decider: int
    decided_at: str
    effective_at: str | None = None
    rejected: str | None = None
    none_rejected: bool = False
    assumptions: str | None = None
    effect: str | None = None
    authority: str | None = None
    scope: str | None = None
    risk: str | None = None
    option: int | None = None
    review_at: str | None = None
    inform: tuple[str, ...] = always(())
    pinned: tuple[int, ...] = ()


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


@kind("decision.informed")
class DecisionInformed(Facts, frozen=True, kw_only=True):
    """Departments are told, or told again, that they must know. decision: the number. departments: their slugs."""

    decision: int
    departments: tuple[str, ...]


@kind("decision.recalled")
class DecisionRecalled(Facts, frozen=True, kw_only=True):
    """The time has come to look at a decision again; the clock writes this, once.

    decision: the number. review_at: the time that has come. task: the number of the decider's task, or null where no
    department could hold one and where the decision is restricted, since everybody sees a task.
    """

    decision: int
    review_at: str
    task: int | None = None


@kind("decision.reviewed", texts=("text",))
class DecisionReviewed(Facts, frozen=True, kw_only=True):
    """Somebody looked at a decision again.

    decision: the number. verdict: keep, replace or revoke. text: what came of it, and what follows. review_at: when
    it must be looked at next, or null.
    """

    decision: int
    verdict: str
    text: str | None = None
    review_at: str | None = None
