"""The board by fold: one small function per kind, pure, the same live and in replay."""

# Importing them registers what they define.
from cell.board import aims as aims
from cell.board import cells as cells
from cell.board import decisions as decisions
from cell.board import information as information
from cell.board import invitations as invitations
from cell.board import members as members
from cell.board import records as records
from cell.board import tasks as tasks
from cell.board.board import NOUNS, Board, ref_about, ref_of, split
from cell.board.fold import RULES, fold, replay, take_back
from cell.board.rows import Decision, Information, Invitation, Member, Row, Task, Wall

__all__ = [
    "NOUNS",
    "RULES",
    "Board",
    "Decision",
    "Information",
    "Invitation",
    "Member",
    "Row",
    "Task",
    "Wall",
    "fold",
    "ref_about",
    "ref_of",
    "replay",
    "split",
    "take_back",
]
