"""Which entries call people outside: whom, for what, by when. The rule is told to people in docs/deploy.md.

What calls: what is asked of a department or of who leads and cannot wait for somebody to look (the call into the cell,
a question to decide, an approval, a hand-off, a ruling, a contribution, a task of the first priority that another
department gives), what was taken in hand and then left, a target that has passed, and silence that goes up. Everything
else calls when its target passes.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from cell import dues
from cell.board import Board, Task, is_awaited, missing_of
from cell.kinds import Entry

GRAVEST = 4
CLEARANCE = "restricted"


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """What an entry calls people for.

    `asked` is what is wanted, a code of `ASKED` in words.py; `step` how it came to that: asked, stalled, passed,
    deputy or director. `departments` are the slugs of those called, `to_director` says that who leads is. `late` are
    those whose own clock is over, whoever is called for it. `called` is the name of who is to step in. `is_bare` says
    that it is restricted: nothing of it may be told.
    """

    asked: str
    ref: str
    departments: tuple[str, ...] = ()
    to_director: bool = False
    late: tuple[str, ...] = ()
    due_at: str | None = None
    step: str = "asked"
    called: str | None = None
    is_bare: bool = False


Maker = Callable[[Entry, Board], Call | None]
_MAKERS: dict[str, Maker] = {}


def _kinds(*kinds: str) -> Callable[[Maker], Maker]:
    def keep(maker: Maker) -> Maker:
        _MAKERS.update(dict.fromkeys(kinds, maker))
        return maker

    return keep


def call_of(entry: Entry, board: Board) -> Call | None:
    """Whom an entry calls, as the board stands: None where it calls nobody, or where what it asked is settled."""
    maker = _MAKERS.get(entry.kind)
    if maker is None or not board.seq or board.cell.state != "open":
        return None
    call = maker(entry, board)
    if call is None or not (call.departments or call.to_director):
        return None
    is_bare = CLEARANCE in (entry.clearance, getattr(board.row(call.ref), "clearance", None))
    return msgspec.structs.replace(call, is_bare=is_bare)


def _due(board: Board, ref: str, on: str | None = None) -> str | None:
    """When the first clock that runs about a row is over, or None."""
    return min((one.due_at for one in dues.running_of(board, ref) if on in (None, one.on)), default=None)


@_kinds("cell.opened")
def _opened(entry: Entry, board: Board) -> Call | None:
    facts: Any = entry.facts
    away = [one.id for one in facts.departments if _is_away(board, one.id)]
    due = min((at for slug in away if (at := _due(board, f"department:{slug}"))), default=None)
    return Call(asked="mobilise", ref="cell", departments=tuple(away), to_director=True, due_at=due) if away else None


@_kinds("department.added")
def _called(entry: Entry, board: Board) -> Call | None:
    facts: Any = entry.facts
    slug, ref = facts.department.id, f"department:{facts.department.id}"
    if not _is_away(board, slug):
        return None
    return Call(asked="mobilise", ref=ref, departments=(slug,), due_at=_due(board, ref))


def _is_away(board: Board, slug: str) -> bool:
    row = board.departments.get(slug)
    return row is not None and row.mobilised_at is None


@_kinds("task.added", "task.edited")
def _task(entry: Entry, board: Board) -> Call | None:
    """Work of the first priority that another department gives, until it is acknowledged."""
    facts: Any = entry.facts
    row = board.tasks.get(facts.task)
    if row is None or row.priority != 1 or row.status != "to_acknowledge" or row.past is not None:
        return None
    if entry.kind == "task.edited" and not {"priority", "department"} & {*facts.fields}:
        return None
    author = board.members.get(entry.by) if entry.by is not None else None
    if author is not None and author.department == row.department:
        return None
    ref = f"task:{row.id}"
    return Call(asked="acknowledge", ref=ref, departments=(row.department,), due_at=_due(board, ref))


@_kinds("task.stalled")
def _stalled(entry: Entry, board: Board) -> Call | None:
    """What was taken in hand and then left is to be acknowledged again, whatever its priority."""
    facts: Any = entry.facts
    row = board.tasks.get(facts.task)
    if row is None or row.status != "to_acknowledge":
        return None
    ref = f"task:{row.id}"
    return Call(asked="acknowledge", ref=ref, departments=(row.department,), due_at=_due(board, ref), step="stalled")


@_kinds("approval.asked")
def _approval(entry: Entry, board: Board) -> Call | None:
    facts: Any = entry.facts
    row = board.approvals.get(facts.approval)
    if row is None or not is_awaited(board, row):
        return None
    ref = f"approval:{row.id}"
    due = _due(board, ref) or row.needed_by
    return Call(asked="approve", ref=ref, departments=(row.department,), due_at=due)


@_kinds("decision.asked")
def _decision(entry: Entry, board: Board) -> Call | None:
    facts: Any = entry.facts
    row = board.decisions.get(facts.decision)
    if row is None or row.status != "asked" or row.past is not None:
        return None
    ref, decider = f"decision:{row.id}", board.members.get(row.decider) if row.decider is not None else None
    departments = (decider.department,) if decider is not None and decider.department else ()
    leads = decider is None or decider.role == "director" or not departments
    due = _due(board, ref) or row.needed_by
    return Call(asked="decide", ref=ref, departments=departments, to_director=leads, due_at=due)


@_kinds("handoff.offered", "handoff.renewed", "handoff.stalled")
def _handoff(entry: Entry, board: Board) -> Call | None:
    facts: Any = entry.facts
    row = board.handoffs.get(facts.handoff)
    if row is None or row.status not in ("offered", "seen"):
        return None
    ref = f"handoff:{row.id}"
    step = "stalled" if entry.kind == "handoff.stalled" else "asked"
    return Call(asked="accept", ref=ref, departments=(row.to,), due_at=_due(board, ref) or row.needed_by, step=step)


@_kinds("arbitration.asked")
def _arbitration(entry: Entry, board: Board) -> Call | None:
    facts: Any = entry.facts
    row = board.arbitrations.get(facts.arbitration)
    if row is None or row.status != "asked":
        return None
    return Call(asked="rule", ref=f"arbitration:{row.id}", to_director=True)


@_kinds("contribution.asked")
def _contribution(entry: Entry, board: Board) -> Call | None:
    """Each department whose part is missing."""
    facts: Any = entry.facts
    row = board.contributions.get(facts.contribution)
    if row is None:
        return None
    missing, ref = tuple(missing_of(row)), f"contribution:{row.id}"
    return Call(asked="contribute", ref=ref, departments=missing, due_at=row.needed_by)


@_kinds("target.passed", "wait.escalated")
def _timed(entry: Entry, board: Board) -> Call | None:
    """What the clock wrote, as long as the very clock it speaks of runs."""
    facts: Any = entry.facts
    about = (facts.measure, facts.department, facts.since)
    if about not in [(one.measure, one.on, one.since) for one in dues.running_of(board, facts.object)]:
        return None
    step = getattr(facts, "rung", "passed")
    departments = (facts.department,) if facts.department is not None and step != "director" else ()
    called = getattr(facts, "called", None)
    return Call(
        asked=_asked(facts.measure, facts.object, board),
        ref=facts.object,
        departments=departments,
        to_director=not departments,
        late=(facts.department,) if facts.department is not None else (),
        due_at=facts.due_at,
        step=step,
        called=called.name if called is not None else None,
    )


def _asked(measure: str, ref: str, board: Board) -> str:
    """What a clock waits for, by its measure: a yes to work that is done is a validation."""
    is_task = isinstance(board.row(ref), Task)
    return "validate" if measure == "approve" and is_task else "free" if measure == "handoff" else measure


KINDS = frozenset(_MAKERS)
