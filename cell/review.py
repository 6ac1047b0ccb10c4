"""What a cell teaches, made from its journal: ten lines of what happened, the strip of who worked and who waited.

The rule of the ten lines. The opening is the first and the closing, where there is one, the last. The places between
go by rank: what people marked as a key fact, decisions taken, changes of level, the aim, aims that came to their
target, information found false, phases, tasks that were reopened or dropped, tasks done. Where a rank has more than
there is room for, its first and its last stay and the others are taken evenly between. What is said of one task or
one piece of information several times in the same words is told once, the last time; what a closing writes after
itself says the closing again and is left out. Lines stand in the journal's order. The same journal always gives the
same lines.
"""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

from cell.board import Board
from cell.kinds import Entry
from cell.waits import Wait, is_timed, seconds_between

LINES = 10
EMPTY_S = 60  # a seat that is taken within a minute was never empty
LINKED = ("hold", "handoff")
ENDS = ("task.reopened", "task.dropped", "task.left", "task.completed", "task.validated")
RANKS: tuple[tuple[str, ...], ...] = (
    ("entry.marked",),
    ("decision.taken", "decision.recorded"),
    ("cell.levelled",),
    ("aim.set",),
    ("objective.measured",),
    ("information.checked",),
    ("phase.set", "cell.reopened"),
    ENDS[:3],
    (*ENDS[3:], "message.recorded", "task.recorded"),
)


def ten_lines(entries: Iterable[Entry], board: Board) -> list[Entry]:
    """The entries that tell what happened, ten at most, ascending."""
    entries = list(entries)
    by_seq = {entry.seq: entry for entry in entries}
    chosen = {entry.seq for entry in entries if entry.kind == "cell.opened"}
    closings = [entry.seq for entry in entries if entry.kind == "cell.closed"]
    turns = _turns_of(entries, board)
    is_over = bool(closings) and board.cell.state == "closed"
    if is_over:
        chosen.add(closings[-1])
    for rank in RANKS:
        found = sorted({seq for entry in entries if entry.kind in rank for seq in _meant(entry, by_seq, turns)})
        room = LINES - len(chosen)
        open_to = [seq for seq in found if seq not in chosen and not (is_over and seq > closings[-1])]
        chosen |= set(_spread(open_to, room))
    return [by_seq[seq] for seq in sorted(chosen)]


class _Turns(msgspec.Struct):
    """What a whole journal says of some of its entries, read once for all of them."""

    unmarked: dict[int, int] = {}  # by entry, the last one that took its mark away
    arrived: dict[int, int] = {}  # by aim, its first value that reached its target
    first_aim: int = 0
    last: dict[tuple[str, int], int] = {}  # by kind and row, the last entry that says it


def _turns_of(entries: list[Entry], board: Board) -> _Turns:
    turns, short = _Turns(), dict[int, bool]()
    for entry in entries:
        facts: Any = entry.facts
        if entry.kind == "entry.unmarked":
            turns.unmarked[facts.entry] = max(entry.seq, turns.unmarked.get(facts.entry, 0))
        elif entry.kind == "aim.set":
            turns.first_aim = min(entry.seq, turns.first_aim or entry.seq)
        elif entry.kind == "objective.measured":
            _measure(turns, short, entry, board.objectives.get(facts.objective))
        elif (row := _said_of(entry)) is not None:
            turns.last[row] = entry.seq
    return turns


def _said_of(entry: Entry) -> tuple[str, int] | None:
    """Of which task or piece of information an entry of a rank says the same whenever it says it."""
    facts: Any = entry.facts
    if entry.kind in ENDS:
        return entry.kind, facts.task
    if entry.kind == "information.checked" and facts.state == "false":
        return entry.kind, facts.information
    return None


def _measure(turns: _Turns, short: dict[int, bool], entry: Entry, row: Any) -> None:
    """An aim arrives by a value that reaches its target after one that did not; a ceiling never passed is no news."""
    facts: Any = entry.facts
    if facts.objective not in short:
        short[facts.objective] = row is not None and row.start is not None and not _reached(row.start, row)
    if not _reached(facts.value, row):
        short[facts.objective] = True
    elif short[facts.objective]:
        turns.arrived.setdefault(facts.objective, entry.seq)


def _meant(entry: Entry, by_seq: dict[int, Entry], turns: _Turns) -> list[int]:
    """The number that stands for an entry of a rank, if any: of a mark, of what is marked now."""
    facts: Any = entry.facts
    if entry.kind == "entry.marked":
        is_on = facts.entry in by_seq and turns.unmarked.get(facts.entry, 0) < entry.seq
        return [facts.entry] if is_on else []
    if entry.kind == "information.checked" and facts.state != "false":
        return []
    if entry.kind == "objective.measured":
        return [turns.arrived[facts.objective]] if facts.objective in turns.arrived else []
    said_of = _said_of(entry)
    if said_of is not None:
        return [turns.last[said_of]]
    return [turns.first_aim] if entry.kind == "aim.set" else [entry.seq]


def _reached(value: str, objective: Any) -> bool:
    if objective is None or objective.target is None:
        return False
    try:
        measured, target = Decimal(value), Decimal(objective.target)
    except InvalidOperation:
        return False
    return measured <= target if objective.sense == "down" else measured >= target


def _spread(found: list[int], room: int) -> list[int]:
    """So many of a list: the first, the last, and the others evenly between."""
    if room <= 0 or len(found) <= room:
        return found if room > 0 else []
    if room == 1:
        return found[-1:]
    return [found[round(place * (len(found) - 1) / (room - 1))] for place in range(room)]


class Span(msgspec.Struct, frozen=True):
    """A department works, waits (hold), or has nobody there yet (gone), from one instant to another."""

    sort: str
    since: str
    until: str


class Lane(msgspec.Struct, frozen=True):
    """One department over the whole crisis: when it worked and when it waited, and how long that was, in seconds."""

    department: str
    spans: tuple[Span, ...]
    works_s: float
    waits_s: float


class Link(msgspec.Struct, frozen=True):
    """One department began to wait on another for something, until it went on; `sort` is what the wait is about."""

    sort: str
    object: str
    waiting: str
    on: str
    since: str
    until: str


def lanes_of(waits: Iterable[Wait], board: Board, until: str) -> list[Lane]:
    """The strip: a department works from a task taken in hand to its end, and waits while a task of its is held."""
    works: dict[str, list[tuple[str, str]]] = {}
    empty: dict[str, list[tuple[str, str]]] = {}
    holds: dict[str, list[tuple[str, str]]] = {}
    for wait in waits:
        end = wait.ended_at if is_timed(wait.ended_at) else until
        if wait.about in ("task", "rework") and wait.on and is_timed(wait.acknowledged_at):
            works.setdefault(wait.on, []).append((wait.acknowledged_at or "", end or until))
        elif wait.about == "hold" and wait.waiting and is_timed(wait.asked_at):
            holds.setdefault(wait.waiting, []).append((wait.asked_at, end or until))
        elif wait.about == "mobilise" and wait.on and (seconds_between(wait.asked_at, end) or 0) >= EMPTY_S:
            empty.setdefault(wait.on, []).append((wait.asked_at, end or until))
    return [_lane(slug, *(found.get(slug, []) for found in (works, holds, empty))) for slug in board.departments]


def links_of(waits: Iterable[Wait], board: Board, until: str) -> list[Link]:
    """Who waited on whom, and which work went from one department to another, in the order it began."""
    found: list[Link] = []
    for wait in waits:
        end = wait.ended_at if is_timed(wait.ended_at) else until
        pair = wait.waiting, wait.on
        if wait.about not in LINKED or pair[0] == pair[1] or not is_timed(wait.asked_at):
            continue
        if pair[0] in board.departments and pair[1] in board.departments:
            found.append(Link(wait.about, wait.object, pair[0] or "", pair[1] or "", wait.asked_at, end or until))
    return found


def _lane(slug: str, works: list[tuple[str, str]], holds: list[tuple[str, str]], empty: list[tuple[str, str]]) -> Lane:
    at_work, at_wait = _united(works), _united(holds)
    spans = [Span("work", *one) for one in at_work] + [Span("hold", *one) for one in at_wait]
    spans += [Span("gone", *one) for one in _united(empty)]
    return Lane(slug, tuple(spans), _length(at_work), _length(at_wait))


def _united(spans: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Spans that overlap as one."""
    found: list[tuple[str, str]] = []
    for since, until in sorted(spans):
        if found and since <= found[-1][1]:
            found[-1] = (found[-1][0], max(until, found[-1][1]))
        elif until > since:
            found.append((since, until))
    return found


def _length(spans: list[tuple[str, str]]) -> float:
    return sum(seconds_between(since, until) or 0.0 for since, until in spans)
