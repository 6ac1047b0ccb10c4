"""What was taken in hand and then left: when the clock has it taken in hand again.

A task in progress, or a hand-off that was accepted, about which nothing was written for as long as the level promises,
and never before its own due time comes near, as a reminder counts it: work of three days is not left after four hours.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TypeGuard

import msgspec

from cell.board import Board, Handoff, Row, Task, is_awaited
from cell.dues import OVER, STEPS, Due, after, key_of


class Stall(msgspec.Struct, frozen=True):
    """Something in hand: its ref, when something was last done about it, and when it counts as left."""

    ref: str
    touched_at: str
    at: str


def stalls_of(board: Board) -> Iterator[Due]:
    """What the clock must have taken in hand again, unless somebody does something about it before."""
    for stall in _stalls(board):
        args = {"object": stall.ref, "touched_at": stall.touched_at}
        yield Due(stall.at, "tell_stall", args, key_of("stall", stall.ref, stall.touched_at))


def stall_of(board: Board, ref: str) -> Stall | None:
    """The same of one row; None where nobody has it in hand."""
    return next(_stalls(board, ref), None)


def _stalls(board: Board, ref: str | None = None) -> Iterator[Stall]:
    targets = board.cell.targets if board.seq and board.cell.state == "open" else None
    if targets is None or targets.stall_s is None:
        return
    rows = [*board.tasks.values(), *board.handoffs.values()] if ref is None else [board.row(ref)]
    in_hand = [row for row in rows if _is_in_hand(row)]
    passing = _Passing(board) if in_hand else None
    for row in in_hand:
        found = _of_handoff(board, row) if isinstance(row, Handoff) else _of_task(row, passing)
        if found is not None:
            yield _counted(*found, targets.stall_s, board.cell.promised_at or "")


def _is_in_hand(row: Row | None) -> TypeGuard[Task | Handoff]:
    if isinstance(row, Task):
        return row.status == "in_progress" and row.past is None
    return isinstance(row, Handoff) and row.status == "accepted"


class _Passing:
    """What passes between departments about tasks: whose answer is waited for, and when that was last touched."""

    def __init__(self, board: Board):
        self.waiting: set[str] = set()
        self.touched: dict[str, str] = {}
        for row in board.handoffs.values():
            if row.task is not None:
                self._add(f"task:{row.task}", row.changed_at, row.status in ("offered", "seen"))
        for asked in board.approvals.values():
            self._add(asked.object, asked.answered_at or asked.asked_at, is_awaited(board, asked))

    def _add(self, ref: str, at: str, is_open: bool) -> None:
        self.touched[ref] = max(at, self.touched.get(ref, ""))
        if is_open:
            self.waiting.add(ref)


def _of_task(row: Task, passing: _Passing | None) -> tuple[str, str, str | None] | None:
    """Who waits for another department's answer about a task has not left it."""
    ref = f"task:{row.id}"
    if passing is None or ref in passing.waiting:
        return None
    return ref, max(row.changed_at, passing.touched.get(ref, "")), row.due_at


def _of_handoff(board: Board, row: Handoff) -> tuple[str, str, str | None] | None:
    """What came with a task is followed by that task, as long as it runs."""
    task = board.tasks.get(row.task or 0)
    if task is not None and task.status not in OVER:
        return None
    return f"handoff:{row.id}", max(row.changed_at, task.changed_at if task is not None else ""), row.needed_by


def _counted(ref: str, touched_at: str, due_at: str | None, stall_s: int, promised_at: str) -> Stall:
    """A level that promises more, or a cell open again, gives everybody the whole of the time from then on."""
    whole = (datetime.fromisoformat(due_at) - datetime.fromisoformat(touched_at)).total_seconds() if due_at else 0.0
    at = max(after(max(touched_at, promised_at), stall_s), after(touched_at, STEPS["neared"] * max(0.0, whole)))
    return Stall(ref, touched_at, at)
