"""The board by fold: one small function per kind, pure, the same live and in replay."""

from cell.board import cells, decisions, information, records, tasks  # noqa: F401  (they register their rules)
from cell.board.board import NOUNS, Board, ref_of, split
from cell.board.fold import RULES, fold, replay, take_back
from cell.board.rows import Decision, Information, Member, Row, Task

__all__ = [
    "NOUNS",
    "RULES",
    "Board",
    "Decision",
    "Information",
    "Member",
    "Row",
    "Task",
    "fold",
    "ref_of",
    "replay",
    "split",
    "take_back",
]
