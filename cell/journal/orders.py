"""What the writer is asked, and what it gives back."""

from collections.abc import Callable
from typing import Any

import msgspec
from sqlalchemy import Connection

from cell.board import Board, Row
from cell.errors import Refused
from cell.kinds import Entry

# How somebody came in: ("sign_in", id) or ("token", id); None for the clock and the operator.
Door = tuple[str, int] | None


class Command(msgspec.Struct, frozen=True):
    """What a person wants of ONE cell. `key` is theirs: the same key twice has one effect and the same answer.

    `at` is for the demo's story alone: the writer heeds it in exercises only, and never before the cell's last entry.
    """

    cell: str
    by: int | None
    name: str
    args: dict[str, Any]
    key: str | None = None
    door: Door = None
    at: str | None = None


class Job(msgspec.Struct, frozen=True):
    """Any other work that needs the one connection that writes, such as a sign-in. Refused: nothing is kept."""

    work: Callable[[Connection], Any]


class Load(msgspec.Struct, frozen=True):
    """Bring a cell's board to the desk, or (not `whole`) only what other processes have added to it."""

    cell: str
    whole: bool = True


Order = Command | Job | Load


class Answer(msgspec.Struct, frozen=True):
    """A command is on disk: the entry it made first, and the row it is about, as it stands."""

    seq: int
    ref: str | None = None
    row: Row | None = None


class Page(msgspec.Struct):
    """What one committed batch changed in ONE cell: entries in order, and the rows they touched as they now stand.

    `board` is set where screens' rows must be taken as a whole (first load, redaction, restored cell): a copy that
    belongs to whoever gets the page.
    """

    cell: str
    stream: str
    seq: int
    entries: list[Entry]
    rows: dict[str, Row | None]
    board: Board | None = None


class Outcome(msgspec.Struct):
    """One batch: an answer, a value or a refusal per order, in order, then a page per cell that changed."""

    answers: list[Answer | Refused | Any]
    pages: list[Page]
