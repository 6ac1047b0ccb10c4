"""What people call a row by: the same in both languages, so that two people can quote it to each other."""

from cell.board.board import split

NUMBERS = {
    "task": "A-{}",
    "decision": "D-{:04d}",
    "information": "I-{}",
    "handoff": "H-{:04d}",
    "approval": "V-{:04d}",
    "statement": "S-{:04d}",
    "lane": "F-{}",
    "arbitration": "R-{:04d}",
    "contribution": "P-{:04d}",
    "lesson": "L-{}",
}


def number_of(ref: str) -> str:
    """The number of a row: A-12, D-0003, H-0001; nothing where it is known by another name."""
    noun, ident = split(ref) if ":" in ref else (ref, "")
    return NUMBERS[noun].format(ident) if noun in NUMBERS else ""
