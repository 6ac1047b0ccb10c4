"""The rows of what passes between departments: what is asked, answered, said, ruled and given."""

import msgspec

from cell.board.rows import Reminded, Row
from cell.kinds.members import Person


class Bounce(msgspec.Struct, frozen=True):
    """An offer that came back: when it was made, when, by whom and why it was returned, and who had read it when."""

    offered_at: str
    at: str
    by: int | None
    reason: str | None
    seen_at: str | None = None
    seen_by: int | None = None


class Handoff(Row, frozen=True, kw_only=True):
    """Something that goes from one department to another; ref "handoff:number".

    status: offered, seen, accepted, returned, usable or withdrawn. `offered_at` is that of the last offer, `bounces`
    are the offers before it that came back; `reason` is why it was withdrawn. `asked_at` is since when it is to be
    accepted: since it was offered, or since the clock found it left, then last touched at `stalled_since`.
    """

    id: int
    number: str
    department: str
    to: str
    text: str | None
    means: str | None
    needed_by: str | None
    task: int | None
    decision: int | None
    status: str = "offered"
    offered_at: str
    offered_by: int | None
    seen_at: str | None = None
    seen_by: int | None = None
    accepted_at: str | None = None
    accepted_by: int | None = None
    usable_at: str | None = None
    usable_by: int | None = None
    asked_at: str
    stalled_since: str | None = None
    bounces: tuple[Bounce, ...] = ()
    reason: str | None = None
    reminded: tuple[Reminded, ...] = ()
    changed_at: str
    changed_seq: int


class Approval(Row, frozen=True, kw_only=True):
    """A department's yes to a statement, a decision or a task; ref "approval:number".

    status: asked, given, refused, lapsed, presumed, released, overtaken or withdrawn: the rule on silence made it
    lapse or counts as a yes, a fast lane released it, another wording overtook it. `words` is the condition of a yes,
    or the reason of a no or of a withdrawal.
    """

    id: int
    number: str
    object: str
    wording: int | None
    department: str
    approver: int | None = None
    deputy: Person | None = None
    needed_by: str | None = None
    silence: str = "escalate"
    text: str | None = None
    lane: int | None = None
    status: str = "asked"
    asked_at: str
    asked_by: int | None
    answered_at: str | None = None
    answered_by: int | None = None
    words: str | None = None
    reminded: tuple[Reminded, ...] = ()
    changed_seq: int


class Lane(Row, frozen=True, kw_only=True):
    """A class of messages that a department cleared beforehand; ref "lane:number"."""

    id: int
    department: str
    text: str | None
    audience: str | None
    ends_at: str | None
    opened_at: str
    opened_by: int | None
    closed_at: str | None = None
    reason: str | None = None
    changed_seq: int


class Wording(msgspec.Struct, frozen=True):
    """One wording of a statement; `reason` says what changed, `seq` is the entry that has it."""

    version: int
    text: str | None
    at: str
    by: int | None
    seq: int
    reason: str | None = None


class Telling(msgspec.Struct, frozen=True):
    """Somebody who was told: who, how, when, by which member; `seq` is the entry that says so."""

    whom: str | None
    channel: str | None
    at: str
    by: int
    version: int
    seq: int


class Statement(Row, frozen=True, kw_only=True):
    """What is said to an audience; ref "statement:number".

    status: draft, published, superseded or withdrawn; one is published per audience. `wordings` are all of them, the
    last one current. `missing` are the departments whose approval was not waited for, `reason` why, or why it was
    withdrawn.
    """

    id: int
    number: str
    audience: str
    wordings: tuple[Wording, ...]
    approvers: tuple[str, ...]
    status: str = "draft"
    drafted_at: str
    drafted_by: int | None
    published_at: str | None = None
    published_by: int | None = None
    missing: tuple[str, ...] = ()
    reason: str | None = None
    ended_at: str | None = None
    successor: int | None = None
    told: tuple[Telling, ...] = ()
    changed_seq: int


class Side(msgspec.Struct, frozen=True):
    """One of two positions: whose, what it wants, and the indicator it protects."""

    department: str
    text: str | None
    indicator: str | None


class Ruling(msgspec.Struct, frozen=True):
    """What was ruled: first, second or neither; whose indicator is suspended until when; `by` wrote it down."""

    choice: str
    text: str | None
    reason: str | None
    decider: int
    suspended: str | None
    until: str | None
    at: str
    by: int | None
    seq: int


class Arbitration(Row, frozen=True, kw_only=True):
    """Two positions and what was ruled; ref "arbitration:number".

    status: asked, ruled, or withdrawn for that `reason`; the last of `rulings` holds. `recalled_at` is the last end of
    a suspension that came, with the task it made.
    """

    id: int
    number: str
    question: str | None
    first: Side
    second: Side
    status: str = "asked"
    asked_at: str
    asked_by: int | None
    rulings: tuple[Ruling, ...] = ()
    reason: str | None = None
    recalled_at: str | None = None
    task: int | None = None
    changed_seq: int


class Part(msgspec.Struct, frozen=True):
    """What a department gives; `version` counts its wordings, `seq` is the entry that has this one.

    `withdrawn` is the version of its last wording whose words were withdrawn, 0 where none was. `first_at`, `first_by`
    and `first_seq` are of the first wording, with which the wait for it ended.
    """

    text: str | None
    at: str
    by: int | None
    seq: int
    version: int
    withdrawn: int = 0
    first_at: str = ""
    first_by: int | None = None
    first_seq: int = 0


class Contribution(Row, frozen=True, kw_only=True):
    """What several departments are to give, each its part; ref "contribution:number".

    status: asked, complete once every part is in, or withdrawn for that `reason`. `parts` are by slug: a department of
    `departments` that is not among them is missing.
    """

    id: int
    number: str
    text: str | None
    departments: tuple[str, ...]
    needed_by: str
    parts: dict[str, Part] = {}
    status: str = "asked"
    asked_at: str
    asked_by: int | None
    reason: str | None = None
    reminded: tuple[Reminded, ...] = ()
    changed_seq: int
