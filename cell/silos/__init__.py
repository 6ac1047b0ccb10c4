"""The silo map: which department waits on which, how long, how often it is sent back, and what to unblock first.

All of it is read from the waits (cell/waits), and from nothing else. Instants are UTC text, durations seconds.
"""

from cell.silos.matrix import Matrix, Span, Square, late, matrix_of, target_s
from cell.silos.moves import Move, blocks_of, moves_of
from cell.silos.pairs import Change, Pair, pairs_of
from cell.silos.sayings import Bounce, Saying, bounces_of, sayings_of
from cell.silos.share import Share, shares_of

__all__ = [
    "Bounce",
    "Change",
    "Matrix",
    "Move",
    "Pair",
    "Saying",
    "Share",
    "Span",
    "Square",
    "blocks_of",
    "bounces_of",
    "late",
    "matrix_of",
    "moves_of",
    "pairs_of",
    "sayings_of",
    "shares_of",
    "target_s",
]
