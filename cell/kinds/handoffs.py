"""Kinds about hand-offs: work or information goes from one department to another, and both sign."""

from cell.kinds.registry import Facts, kind


@kind("handoff.offered", texts=("text", "means"))
class HandoffOffered(Facts, frozen=True, kw_only=True):
    """A department hands something over to another.

    handoff: its number. department: the slug of who hands over. to: of who is to receive. text: what is handed over,
    and in which state. means: what "accepted" means, or null. needed_by: by when, or null. task, decision: the numbers
    it is about, or null; a task goes over with its acceptance.
    """

    handoff: int
    department: str
    to: str
    text: str | None = None
    means: str | None = None
    needed_by: str | None = None
    task: int | None = None
    decision: int | None = None


@kind("handoff.seen")
class HandoffSeen(Facts, frozen=True, kw_only=True):
    """The receiving department has read the offer, and answers later. handoff: its number."""

    handoff: int


@kind("handoff.accepted")
class HandoffAccepted(Facts, frozen=True, kw_only=True):
    """The receiving department takes over: from now on it is theirs. handoff: its number."""

    handoff: int


@kind("handoff.returned", texts=("reason",))
class HandoffReturned(Facts, frozen=True, kw_only=True):
    """The receiving department gives it back. handoff: its number. reason: what is missing."""

    handoff: int
    reason: str | None = None


@kind("handoff.renewed", texts=("text", "means"))
class HandoffRenewed(Facts, frozen=True, kw_only=True):
    """What was returned is offered again. handoff: its number. text, means, needed_by: as they read from now on."""

    handoff: int
    text: str | None = None
    means: str | None = None
    needed_by: str | None = None


@kind("handoff.completed")
class HandoffCompleted(Facts, frozen=True, kw_only=True):
    """What was accepted is usable: the receiving department works with it. handoff: its number."""

    handoff: int


@kind("handoff.stalled")
class HandoffStalled(Facts, frozen=True, kw_only=True):
    """The clock's: a hand-off was accepted and then left, and is to accept again.

    handoff: its number. touched_at: when something was last done about it.
    """

    handoff: int
    touched_at: str


@kind("handoff.withdrawn", texts=("reason",))
class HandoffWithdrawn(Facts, frozen=True, kw_only=True):
    """Who offered it takes the offer back. handoff: its number. reason: why."""

    handoff: int
    reason: str | None = None
