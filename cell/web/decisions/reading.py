"""What a page of a decision shows: its row, what was known when it was taken, what was learnt since, what follows."""

import msgspec
from sqlalchemy import Connection

from cell import clock, rights, wire
from cell.board import Board, Decision, Information, Member, Row, Task
from cell.errors import Refused
from cell.house import house
from cell.journal.drafts import load
from cell.journal.reader import entries_about, entries_of_kind, read_entries
from cell.kinds import Entry
from cell.kinds.journal import EntryCorrected

LATER_MOST = 12


class Fact(msgspec.Struct, frozen=True):
    """A piece of information as it was known when the decision was taken, and as it stands now."""

    then: Information
    now: Information | None

    @property
    def is_other_now(self) -> bool:
        """Whether what was believed then is held to be otherwise now."""
        return self.now is not None and (self.now.state, self.now.standing) != (self.then.state, self.then.standing)


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A decision for one reader.

    `entry` is the one that took it, or asked it; `before` the digest it is chained to. `facts` is what was known
    then: what the decider pinned where `is_pinned`, else all there was; `learnt` is what came after. `stages` are the
    entries about it by kind, `corrections` those that correct one of them. `present` is who was in the cell then, by
    department, those of none last.
    """

    row: Decision
    entry: Entry | None
    before: str
    facts: list[Fact]
    is_pinned: bool
    learnt: list[Information]
    learnt_more: int
    stages: list[Entry]
    corrections: list[Entry]
    tasks: list[Task]
    replaces: list[Decision]
    present: dict[str | None, list[Member]]

    @property
    def late_by(self) -> float:
        """Seconds from the ruling to its being written down; 0 where its hour is not known."""
        taken = self.row.taken
        if taken is None or "T" not in taken.decided_at:
            return 0.0
        return clock.seconds_between(taken.decided_at, taken.recorded_at)

    @property
    def is_restricted(self) -> bool:
        """Whether anything restricted stands on the page."""
        rows: list[Row] = [self.row, *(fact.then for fact in self.facts), *self.learnt, *self.tasks, *self.replaces]
        return any(row.clearance != "cell" for row in rows)

    @property
    def missing(self) -> list[str]:
        """The departments that must know and have not said that they do."""
        return [slug for slug, at in self.row.informed.items() if at is None]


def is_cleared(member: Member) -> bool:
    """Whether a member reads what is restricted."""
    return rights.cleared(member.role, member.department)


def may_see(row: Row | None, member: Member) -> bool:
    """Whether a row is there for a reader."""
    return row is not None and (row.clearance == "cell" or is_cleared(member))


def find(board: Board, number: int, member: Member) -> Decision:
    """A decision by its number. Refused alike where there is none and where the reader may not see it."""
    row = board.decisions.get(number)
    if row is None or not may_see(row, member):
        raise Refused("not_found", "decision")
    return row


def sheet_of(cell: str, board: Board, number: int, member: Member) -> Sheet:
    """All that the page of a decision shows."""
    row = find(board, number, member)
    still = board.copy()  # the loop's own goes on changing
    return house().desk.apart(lambda connection: _sheet(connection, cell, still, row, member))


def _sheet(connection: Connection, cell: str, board: Board, row: Decision, member: Member) -> Sheet:
    cleared = is_cleared(member)
    entries = [one for one in entries_about(connection, cell, f"decision:{row.id}", 2_000) if one.seq <= board.seq]
    stages = wire.readable(entries, cleared)
    seqs = {one.seq for one in stages}
    corrected = entries_of_kind(connection, cell, "entry.corrected", min(seqs, default=0))
    corrections = [
        one
        for one in wire.readable(corrected, cleared)
        if isinstance(one.facts, EntryCorrected) and one.facts.entry in seqs
    ]
    taken = row.taken
    entry = next((one for one in stages if taken is not None and one.seq == taken.known + 1), None)
    entry = entry or next((one for one in stages if one.kind in ("decision.asked", "decision.recorded")), None)
    former = read_entries(connection, cell, entry.seq - 2, 1) if entry is not None and entry.seq > 1 else []
    then = load(connection, cell, taken.known).board if taken is not None and taken.known > 0 else Board()
    later = _learnt(board, then, member) if taken is not None else []
    was_taken = taken is not None and taken.known > 0
    return Sheet(
        row=row,
        entry=entry,
        before=former[0].digest if former else "",
        facts=_facts(board, then, row, member),
        is_pinned=bool(taken is not None and taken.pinned),
        learnt=later[:LATER_MOST],
        learnt_more=max(0, len(later) - LATER_MOST),
        stages=stages,
        corrections=corrections,
        tasks=[task for task in board.tasks.values() if task.decision == row.id and may_see(task, member)],
        present=_present(then) if was_taken else {},
        replaces=[one for one in board.decisions.values() if one.successor == row.id and may_see(one, member)],
    )


def _present(then: Board) -> dict[str | None, list[Member]]:
    here = [one for one in then.members.values() if one.removed_at is None]
    seats: list[str | None] = [*then.departments, None]
    known = {
        slug: [one for one in here if (one.department if one.department in then.departments else None) == slug]
        for slug in seats
    }
    return {slug: rows for slug, rows in known.items() if slug is not None or rows}


def _facts(board: Board, then: Board, row: Decision, member: Member) -> list[Fact]:
    """What was pinned, in its order; where nothing was, all there was, the last first."""
    known = {number: one for number, one in then.informations.items() if may_see(one, member)}
    pinned = row.taken.pinned if row.taken is not None else ()
    chosen = [known[number] for number in pinned if number in known]
    if not pinned:
        chosen = sorted(known.values(), key=lambda one: one.id, reverse=True)[:LATER_MOST]
    return [Fact(one, board.informations.get(one.id)) for one in chosen]


def _learnt(board: Board, then: Board, member: Member) -> list[Information]:
    return [
        one for number, one in board.informations.items() if number not in then.informations and may_see(one, member)
    ]
