"""The board by fold: one small function per kind, pure, the same live and in replay."""

# Importing them registers what they define.
from cell.board import aims as aims
from cell.board import approvals as approvals
from cell.board import arbitrations as arbitrations
from cell.board import cells as cells
from cell.board import closing as closing
from cell.board import contributions as contributions
from cell.board import decisions as decisions
from cell.board import handoffs as handoffs
from cell.board import information as information
from cell.board import invitations as invitations
from cell.board import members as members
from cell.board import records as records
from cell.board import statements as statements
from cell.board import steps as steps
from cell.board import targets as targets
from cell.board import tasks as tasks
from cell.board.approvals import is_awaited, words_of
from cell.board.board import NOUNS, Board, ref_about, ref_of, split
from cell.board.closing_rows import Criterion, Lesson, Noted, Review
from cell.board.contributions import missing_of
from cell.board.decision_rows import Decision
from cell.board.fold import RULES, fold, replay, take_back
from cell.board.information import asked_about, unknowing
from cell.board.numbers import number_of
from cell.board.passing_rows import Approval, Arbitration, Contribution, Handoff, Lane, Part, Side, Statement
from cell.board.rows import Department, Information, Invitation, Member, Row, Task, Wall

__all__ = [
    "NOUNS",
    "RULES",
    "Approval",
    "Arbitration",
    "Board",
    "Contribution",
    "Criterion",
    "Decision",
    "Department",
    "Handoff",
    "Information",
    "Invitation",
    "Lane",
    "Lesson",
    "Member",
    "Noted",
    "Part",
    "Review",
    "Row",
    "Side",
    "Statement",
    "Task",
    "Wall",
    "asked_about",
    "fold",
    "is_awaited",
    "missing_of",
    "number_of",
    "ref_about",
    "ref_of",
    "replay",
    "split",
    "take_back",
    "unknowing",
    "words_of",
]
