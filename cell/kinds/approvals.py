"""Kinds about approvals: a department's yes to something, asked for, given, refused, or settled by a rule."""

from cell.kinds.members import Person
from cell.kinds.registry import Facts, always, kind


@kind("approval.asked", texts=("text", "deputy.name"))
class ApprovalAsked(Facts, frozen=True, kw_only=True):
    """A department's yes is wanted.

    approval: its number. object: the ref of the statement, decision or task. wording: which wording of a statement,
    or null. department: the slug of who is asked. approver: the member whose word counts, or null for the whole
    department. deputy: who is called in their stead, in the cell or not, or null. needed_by: by when, or null.
    silence: escalate, lapse or agree: what no answer by then means. text: what is to be looked at, or null.
    """

    approval: int
    object: str
    wording: int | None = None
    department: str
    approver: int | None = None
    deputy: Person | None = None
    needed_by: str | None = None
    silence: str = always("escalate")
    text: str | None = None


@kind("approval.given", texts=("text",))
class ApprovalGiven(Facts, frozen=True, kw_only=True):
    """The department says yes. approval: its number. text: on what condition, or null."""

    approval: int
    text: str | None = None


@kind("approval.refused", texts=("reason",))
class ApprovalRefused(Facts, frozen=True, kw_only=True):
    """The department says no. approval: its number. reason: why, and what would change it."""

    approval: int
    reason: str | None = None


@kind("approval.lapsed")
class ApprovalLapsed(Facts, frozen=True, kw_only=True):
    """Nobody answered in time, and by the rule the request is void; the clock writes this, once.

    approval: its number. needed_by: the time that has come.
    """

    approval: int
    needed_by: str


@kind("approval.presumed")
class ApprovalPresumed(Facts, frozen=True, kw_only=True):
    """Nobody answered in time, and by the rule that counts as a yes; the clock writes this, once.

    approval: its number. needed_by: the time that has come.
    """

    approval: int
    needed_by: str


@kind("approval.released")
class ApprovalReleased(Facts, frozen=True, kw_only=True):
    """What was to be approved belongs to a class the department cleared beforehand: it waits for nobody.

    approval: its number. object: the ref of the statement, decision or task. wording: which wording of a statement,
    or null. department: the slug of who cleared it. lane: the number of the fast lane.
    """

    approval: int
    object: str
    wording: int | None = None
    department: str
    lane: int


@kind("approval.withdrawn", texts=("reason",))
class ApprovalWithdrawn(Facts, frozen=True, kw_only=True):
    """The answer is not needed any more. approval: its number. reason: why."""

    approval: int
    reason: str | None = None


@kind("lane.opened", texts=("text",))
class LaneOpened(Facts, frozen=True, kw_only=True):
    """A department clears a class of messages beforehand: a fast lane.

    lane: its number. department: the slug. text: what belongs to the class, and what does not. audience: the code of
    the only audience it holds for, or null for all. ends_at: until when it holds, or null.
    """

    lane: int
    department: str
    text: str | None = None
    audience: str | None = None
    ends_at: str | None = None


@kind("lane.closed", texts=("reason",))
class LaneClosed(Facts, frozen=True, kw_only=True):
    """A fast lane holds no more; what it released stays. lane: its number. reason: why."""

    lane: int
    reason: str | None = None
