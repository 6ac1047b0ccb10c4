"""Kinds of a record that another tool kept, row by row, of pieces of work that went from department to department."""

from cell.kinds.registry import Facts, kind


@kind("source.recorded", texts=("file",))
class SourceRecorded(Facts, frozen=True, kw_only=True):
    """A record of another tool is taken in: its rows follow, each as an entry.

    file: what the file was called. sha256: the digest of its bytes, in hex. form: steps, where a row is one step of a
    piece of work, or handoffs, where it is one hand-over. rows: how many follow; left: how many were left out.
    queue: the status that says that work waits to be taken in hand, or null where the record has none. pauses: what
    activities begin with that say that the work stands still.
    """

    file: str | None = None
    sha256: str
    form: str
    rows: int
    left: int = 0
    queue: str | None = None
    pauses: tuple[str, ...] = ()


@kind("step.recorded", texts=("name", "activity", "status", "team", "actor"))
class StepRecorded(Facts, frozen=True, kw_only=True, gc=False):
    """A piece of work made a step, before it was written here.

    case: the number of the piece of work in this cell; name: what its record calls it. step: 1, 2, 3… within it, which
    is their order. happened_at: an instant. precision: second or minute. department: the slug of who holds the work
    after the step, or null where the record does not say; team: the part of it. activity: what was done. status: how
    the work stood then. actor: who, as the record has it. queued, completed: whether that status says that the work
    waits to be taken in hand, or that it is done. paused: whether that activity begins a pause.
    """

    case: int
    name: str | None = None
    step: int
    happened_at: str
    precision: str = "second"
    department: str | None = None
    team: str | None = None
    activity: str | None = None
    status: str | None = None
    actor: str | None = None
    queued: bool = False
    completed: bool = False
    paused: bool = False


@kind("step.passed", texts=("name",))
class StepPassed(Facts, frozen=True, kw_only=True):
    """A piece of work went from one department to another, before it was written here.

    case: the number of the piece of work in this cell; name: what its record calls it. step: 1, 2, 3… within it, which
    is their order. happened_at: when it was handed over. precision: second or minute. department: the slug of who
    handed it over; to: of who got it. acknowledged_at: when that department took it in hand, or null: never. left_at:
    when it left that department, or the record ends; null where it is still there. next: the slug of who got it then,
    or null.
    """

    case: int
    name: str | None = None
    step: int
    happened_at: str
    precision: str = "second"
    department: str
    to: str
    acknowledged_at: str | None = None
    left_at: str | None = None
    next: str | None = None
