"""The rows of a board, as screens and programs see them: frozen, so that a row once shown never changes."""

import msgspec

from cell.board.marks import Reminded
from cell.kinds.cells import Named, Targets
from cell.kinds.members import Person
from cell.kinds.tasks import On


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row. `clearance` is that of the entry that made it; only the cleared see a restricted row."""

    clearance: str = "cell"


class Cell(Row, frozen=True, kw_only=True):
    """The cell itself; ref "cell". `start` is the entry from which measures count, or None for T0.

    `targets` are those of its level when it came to it, promised since `promised_at`, None where that is its opening;
    `next_point_at` is when everybody comes together next. `aim_withdrawn` and `situation_withdrawn` are the version of
    the last wording whose words were withdrawn, 0 where none were.
    """

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
    aim_withdrawn: int = 0
    aim_at: str | None = None
    aim_by: int | None = None
    start: int | None = None
    playbook: str | None = None
    targets: Targets | None = None
    promised_at: str | None = None
    situation: str | None = None
    situation_version: int = 0
    situation_withdrawn: int = 0
    situation_at: str | None = None
    situation_by: int | None = None
    next_point_at: str | None = None
    phase: str | None = None


class Department(Row, frozen=True, kw_only=True):
    """A department's seat, and who stands for it, in the cell or not; ref "department:slug".

    `called_at` is when it was called into the cell, `mobilised_at` when one of its people first wrote in it,
    `emptied_at` since when none of them is in the cell any more.
    """

    id: str
    name: Named
    code: Named
    tint: int
    holder: Person | None = None
    deputy: Person | None = None
    sponsor: Person | None = None
    called_at: str | None = None
    mobilised_at: str | None = None
    emptied_at: str | None = None
    reminded: tuple[Reminded, ...] = ()


class Member(Row, frozen=True, kw_only=True):
    """A person in the cell; ref "member:account".

    `answer` to the call: here, coming or cannot, or None. `offered` is a role that waits for this person's yes.
    """

    id: int
    name: str | None
    role: str
    department: str | None
    added_at: str
    removed_at: str | None = None
    answer: str | None = None
    coming_at: str | None = None
    answered_at: str | None = None
    offered: str | None = None
    offered_by: int | None = None
    offered_at: str | None = None


class Invitation(Row, frozen=True, kw_only=True):
    """A link by which people join; ref "invitation:number". Screens and programs are shown no `digest`."""

    id: int
    department: str
    role: str
    digest: str | msgspec.UnsetType = msgspec.UNSET
    expires_at: str
    uses: int | None
    used: int = 0
    made_by: int | None
    made_at: str
    revoked_at: str | None = None


class Wall(Row, frozen=True, kw_only=True):
    """A link to the wall view; ref "wall:number". Screens and programs are shown no `digest`."""

    id: int
    digest: str | msgspec.UnsetType = msgspec.UNSET
    made_by: int | None
    made_at: str
    revoked_at: str | None = None


class Measured(msgspec.Struct, frozen=True):
    """A value of an aim, as a decimal text, when it was that, and who says so."""

    value: str
    at: str
    by: int | None


class Objective(Row, frozen=True, kw_only=True):
    """One measured aim; ref "objective:number".

    `measures` are its last 50 values by their own time, in the present unit; `value` is the last of them.
    """

    id: int
    text: str | None
    unit: str | None
    target: str | None
    sense: str = "up"
    start: str | None = None
    version: int = 1
    value: str | None = None
    measured_at: str | None = None
    measured_by: int | None = None
    measures: tuple[Measured, ...] = ()
    retired_at: str | None = None


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
    it, ascending; `helpers` work on it beside its owner, in the order they came. `duplicate_of` is the task it doubles,
    `duplicates` those that double it, ascending. `undone` says that it was dropped by taking its creation back. `past`
    is set where it was written down afterwards; then the department may be "", not known. `stalled_since` is when
    something was last done about it before the clock had it taken in hand again; None where it was not left.
    """

    id: int
    title: str | None
    department: str
    owner: int | None
    helpers: tuple[int, ...] = ()
    requester: int | None
    status: str = "to_acknowledge"
    priority: int = 2
    due_at: str | None = None
    objective: int | None = None
    decision: int | None = None
    added_at: str
    acknowledged_at: str | None = None
    acknowledged_by: int | None = None
    stalled_since: str | None = None
    since: str
    waiting: Waiting | None = None
    reason: str | None = None
    result: str | None = None
    comments: int = 0
    undone: bool = False
    blocks: tuple[int, ...] = ()
    duplicate_of: int | None = None
    duplicates: tuple[int, ...] = ()
    reminded: tuple[Reminded, ...] = ()
    past: Past | None = None
    changed_at: str
    changed_by: int | None
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
    # When each department concerned said that it knows, None while that is owed; when it was told anew, if it
    # was; when it read what it has yet to say that it knows.
    informed: dict[str, str | None] = {}
    told_at: dict[str, str] = {}
    seen: dict[str, str] = {}
    checked_at: str | None = None
    checked_by: int | None = None
    checked_reason: str | None = None
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
