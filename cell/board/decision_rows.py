"""The row of a decision, and what it is made of."""

import msgspec

from cell.board.rows import Past, Reminded, Row


class Option(msgspec.Struct, frozen=True):
    """One answer to a question."""

    id: int
    text: str | None
    by: int | None


class Position(msgspec.Struct, frozen=True):
    """Where a department stands; `seq` is the entry that says so."""

    department: str
    option: int | None
    stance: str
    reason: str | None
    strong: bool
    by: int | None
    seq: int


class Taken(msgspec.Struct, frozen=True):
    """The ruling of a decision. `known` is the number of the last entry before it: what was known then.

    `option` is the option chosen, `pinned` the information the decider relied on, by number; `none_rejected` says that
    there was no other option. Where it was written down afterwards, `decider` is None and `decided_at` may be a date
    or a month alone.
    """

    choice: str | None
    rationale: str | None
    decider: int | None
    recorder: int | None
    decided_at: str
    recorded_at: str
    effective_at: str | None
    rejected: str | None
    assumptions: str | None
    effect: str | None
    authority: str | None
    review_at: str | None
    known: int
    none_rejected: bool = False
    scope: str | None = None
    risk: str | None = None
    option: int | None = None
    pinned: tuple[int, ...] = ()


class Chase(msgspec.Struct, frozen=True):
    """How often a department was told again that it must know, and the last time, by whom."""

    times: int
    at: str
    by: int | None


class Looked(msgspec.Struct, frozen=True):
    """A decision was looked at again: keep, replace or revoke, in whose words; `seq` is the entry that says so."""

    verdict: str
    text: str | None
    at: str
    by: int | None
    seq: int


class Decision(Row, frozen=True, kw_only=True):
    """A question and what became of it; ref "decision:number".

    status: asked, in_force, superseded, revoked or dropped; a dropped one was never taken, and its `reason` says who
    settles it now, or why nobody does. `informed` maps each department that must know to when it said so, or None;
    `known_by` who said so for it, `chased` how often it was told again, `told_at` when it was told first if that was
    later. `review_at` is when it must be looked at next, `recalled_at` the last such time that came, with the task it
    made. `past` is set where it was written down afterwards.
    """

    id: int
    number: str
    question: str | None
    status: str = "asked"
    asked_at: str
    asked_by: int | None
    decider: int | None
    needed_by: str | None
    consulted: tuple[str, ...]
    options: tuple[Option, ...] = ()
    positions: tuple[Position, ...] = ()
    taken: Taken | None = None
    informed: dict[str, str | None] = {}
    known_by: dict[str, int | None] = {}
    chased: dict[str, Chase] = {}
    told_at: dict[str, str] = {}
    review_at: str | None = None
    recalled_at: str | None = None
    review_task: int | None = None
    reviews: tuple[Looked, ...] = ()
    successor: int | None = None
    reason: str | None = None
    reminded: tuple[Reminded, ...] = ()
    past: Past | None = None
    changed_seq: int
