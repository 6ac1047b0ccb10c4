"""A board: the rows of ONE cell after its entries 1…seq, and nothing that entries do not say."""

from typing import Any

import msgspec

from cell.board.closing_rows import Criterion, Lesson, Review
from cell.board.decision_rows import Decision
from cell.board.passing_rows import Approval, Arbitration, Contribution, Handoff, Lane, Statement
from cell.board.rows import (
    Cell,
    Department,
    Information,
    Invitation,
    Member,
    Message,
    Objective,
    Row,
    Task,
    Wall,
)
from cell.kinds import Entry, noun_of


class Board(msgspec.Struct):
    """The rows by noun. Changed by the fold alone; rows themselves are frozen and may be shared.

    `at` is the instant of entry `seq`, or "" before the first.
    """

    seq: int = 0
    at: str = ""
    cells: dict[str, Cell] = {}  # one row, under ""
    departments: dict[str, Department] = {}
    members: dict[int, Member] = {}
    objectives: dict[int, Objective] = {}
    tasks: dict[int, Task] = {}
    decisions: dict[int, Decision] = {}
    informations: dict[int, Information] = {}
    messages: dict[int, Message] = {}
    invitations: dict[int, Invitation] = {}
    walls: dict[int, Wall] = {}
    criterions: dict[int, Criterion] = {}
    lessons: dict[int, Lesson] = {}
    reviews: dict[int, Review] = {}
    handoffs: dict[int, Handoff] = {}
    approvals: dict[int, Approval] = {}
    lanes: dict[int, Lane] = {}
    statements: dict[int, Statement] = {}
    arbitrations: dict[int, Arbitration] = {}
    contributions: dict[int, Contribution] = {}

    @property
    def cell(self) -> Cell:
        """The cell's own row. Raises KeyError before the opening entry."""
        return self.cells[""]

    def shelf(self, noun: str) -> dict[Any, Any]:
        """The rows of a noun by id."""
        return getattr(self, noun + "s")

    def row(self, ref: str) -> Row | None:
        """The row of a ref such as "task:12", or None."""
        noun, ident = split(ref)
        return self.shelf(noun).get(ident)

    def put(self, ref: str, row: Row | None) -> None:
        """Set a row, or take it away with None."""
        noun, ident = split(ref)
        if row is None:
            self.shelf(noun).pop(ident, None)
        else:
            self.shelf(noun)[ident] = row

    def rows(self) -> dict[str, Row]:
        """Every row by ref, in the order of NOUNS, then as they came."""
        return {ref_of(noun, ident): row for noun in NOUNS for ident, row in self.shelf(noun).items()}

    def copy(self) -> "Board":
        """Another board with the same rows."""
        shelves = {noun + "s": dict(self.shelf(noun)) for noun in NOUNS}
        return Board(seq=self.seq, at=self.at, **shelves)


NOUNS = (
    *("cell", "department", "member", "objective", "task", "decision", "information", "message"),
    *("invitation", "wall", "criterion", "lesson", "review"),
    *("handoff", "approval", "lane", "statement", "arbitration", "contribution"),
)
_NAMED = ("cell", "department")
# Kinds of the clock: they say themselves which row they are about.
_TIMED = ("target", "wait")
# Rows that are known by the number of another.
_NUMBERED = {"review": "decision"}
# Kinds whose noun is a part of another row.
_ABOUT = {
    **dict.fromkeys(("option", "position"), "decision"),
    **dict.fromkeys(("aim", "situation", "point", "phase", "start"), "cell"),
    "role": "member",
    **dict.fromkeys(("helper", "duplicate"), "task"),
}


def ref_of(noun: str, ident: str | int) -> str:
    """The ref of a row: "task:12", "department:legal", "cell"."""
    return f"{noun}:{ident}" if ident != "" else noun


def ref_about(entry: Entry) -> str | None:
    """The ref of the row that an entry is about; None where it is about another entry."""
    noun = noun_of(entry.kind)
    if noun in _TIMED:
        return getattr(entry.facts, "object", None)
    noun = _ABOUT.get(noun, noun)
    if noun == "cell" or noun not in NOUNS:
        return "cell" if noun == "cell" else None
    ident = getattr(entry.facts, _NUMBERED.get(noun, noun))
    return ref_of(noun, getattr(ident, "id", ident))


def split(ref: str) -> tuple[str, Any]:
    """The noun and the id of a ref: numbers for all but the cell and its departments."""
    noun, _, ident = ref.partition(":")
    return noun, ident if noun in _NAMED else int(ident)
