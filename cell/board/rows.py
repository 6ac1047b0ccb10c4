"""The rows of a board, as screens and programs see them: frozen, so that a row once shown never changes."""

import msgspec

from cell.kinds.cells import Named
from cell.kinds.tasks import On


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row. `clearance` is that of the entry that made it; only the cleared see a restricted row."""

    clearance: str = "cell"


class Cell(Row, frozen=True, kw_only=True):
    """The cell itself; ref "cell". `start` is the entry from which measures count, or None for T0."""

    id: str
    title: str | None
    level: int
    type: str | None
    state: str = "open"
    exercise: bool
    t0: str
    opened_at: str
    opened_by: int | None
    closed_at: str | None = None
    sealed: int | None = None
    aim: str | None = None
    aim_version: int = 0
    start: int | None = None


class Department(Row, frozen=True, kw_only=True):
    """A department's seat; ref "department:slug"."""

    id: str
    name: Named
    code: Named
    tint: int


class Member(Row, frozen=True, kw_only=True):
    """A person in the cell; ref "member:account"."""

    id: int
    name: str | None
    role: str
    department: str | None
    added_at: str
    removed_at: str | None = None


class Objective(Row, frozen=True, kw_only=True):
    """One measured aim; ref "objective:number"."""

    id: int
    text: str | None
    unit: str | None
    target: str | None
    version: int = 1


class Waiting(msgspec.Struct, frozen=True):
    """Why a task stands still."""

    on: On
    reason: str | None
    since: str
    unblocker: str | None = None


class Past(msgspec.Struct, frozen=True):
    """What a fact written down afterwards says of itself.

    `happened_at` is an instant, or a date or a month alone; `precision` says how well it is known, `offset` is that
    of the place, `actor` who it was, as the source has them.
    """

    happened_at: str
    precision: str
    offset: str | None
    actor: str | None


class Task(Row, frozen=True, kw_only=True):
    """A task; ref "task:number".

    `since` is when it came to its status, `changed_*` the last entry that touched it, `blocks` the tasks that wait on
    it, ascending. `past` is set where it was written down afterwards; then the department may be "", not known.
    """

    id: int
    title: str | None
    department: str
    owner: int | None
    requester: int | None
    status: str = "to_acknowledge"
    priority: int = 2
    due_at: str | None = None
    objective: int | None = None
    decision: int | None = None
    added_at: str
    acknowledged_at: str | None = None
    acknowledged_by: int | None = None
    since: str
    waiting: Waiting | None = None
    reason: str | None = None
    result: str | None = None
    comments: int = 0
    blocks: tuple[int, ...] = ()
    past: Past | None = None
    changed_at: str
    changed_by: int | None
    changed_seq: int


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

    Where it was written down afterwards, `decider` is None and `decided_at` may be a date or a month alone.
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


class Decision(Row, frozen=True, kw_only=True):
    """A question and what became of it; ref "decision:number".

    status: asked, in_force, superseded or revoked. `informed` maps each department that must know to when it said so,
    or None. `past` is set where it was written down afterwards.
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
    successor: int | None = None
    reason: str | None = None
    past: Past | None = None
    changed_seq: int


class Information(Row, frozen=True, kw_only=True):
    """Something known, believed or said; ref "information:number"."""

    id: int
    text: str | None
    source: str | None
    channel: str | None
    happened_at: str | None
    precision: str | None
    recorded_at: str
    by: int | None
    standing: str
    state: str
    departments: tuple[str, ...]
    changed_seq: int


class Message(Row, frozen=True, kw_only=True):
    """Something somebody said to somebody, written down afterwards; ref "message:number"."""

    id: int
    text: str | None
    source: str | None
    department: str | None
    to: str | None
    recorded_at: str
    by: int | None
    past: Past
    changed_seq: int
