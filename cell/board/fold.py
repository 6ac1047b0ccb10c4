"""The fold: an entry turns a board into the next one. The only place where rows change."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from cell.board.board import Board, ref_of
from cell.board.rows import Row
from cell.kinds import Entry

Rule = Callable[["Step"], None]
RULES: dict[str, Rule] = {}


def rule(function: Rule) -> Rule:
    """Register the rule of a kind by its name: task_added is the rule of task.added."""
    RULES[function.__name__.replace("_", ".", 1)] = function
    return function


class Step:
    """One entry being folded: what it says, and the board it changes.

    `former` maps every ref touched to the row it had, or None: by it the step can be taken back.
    """

    def __init__(self, board: Board, entry: Entry):
        self.board = board
        self.entry = entry
        self.facts: Any = entry.facts  # of the kind that the rule is named after
        self.former: dict[str, Row | None] = {}

    def put(self, ref: str, row: Row | None) -> None:
        """Set a row of the board and remember what stood there."""
        if ref not in self.former:
            self.former[ref] = self.board.row(ref)
        self.board.put(ref, row)

    def change(self, noun: str, ident: str | int, **fields: object) -> None:
        """Change some fields of a row that exists."""
        shelf = self.board.shelf(noun)
        row = shelf[ident]
        self.former.setdefault(ref_of(noun, ident), row)
        shelf[ident] = msgspec.structs.replace(row, **fields)


def fold(board: Board, entry: Entry) -> dict[str, Row | None]:
    """Apply the next entry of the board's cell; returns the former rows of all it touched.

    Raises ValueError where the entry is not the next one, KeyError for a kind without a rule.
    """
    if entry.seq != board.seq + 1:
        raise ValueError(f"entry {entry.seq} does not follow {board.seq}")
    step = Step(board, entry)
    RULES[entry.kind](step)
    _arrive(step)
    board.seq, board.at = entry.seq, entry.at
    return step.former


def shows_up(entry: Entry) -> bool:
    """Whether who wrote an entry is at work: saying that one comes later, or not at all, is not being there."""
    return getattr(entry.facts, "answer", "here") == "here" if entry.kind == "member.answered" else True


def _arrive(step: Step) -> None:
    """A department is mobilised once one of its people writes in the cell."""
    board, entry = step.board, step.entry
    who = board.members.get(entry.by) if entry.by is not None else None
    if who is None or who.department is None or who.role == "observer" or who.removed_at is not None:
        return
    row = board.departments.get(who.department)
    if row is not None and row.mobilised_at is None and shows_up(entry):
        step.change("department", row.id, mobilised_at=entry.at)


def take_back(board: Board, former: dict[str, Row | None], seq: int, at: str) -> None:
    """Undo one fold: put the former rows back, and the seq and instant from before."""
    for ref, row in former.items():
        board.put(ref, row)
    board.seq, board.at = seq, at


def replay(entries: Iterable[Entry], board: Board | None = None) -> Board:
    """The board after entries of ONE cell, ascending and gapless, from an empty board or a given one (changed)."""
    board = Board() if board is None else board
    for entry in entries:
        fold(board, entry)
    return board
