"""The rows of standing down and of what is learnt."""

import msgspec

from cell.board.rows import Row


class Criterion(Row, frozen=True, kw_only=True):
    """What must be true before the cell stands down; ref "criterion:number".

    `met` is None until somebody looked since the cell was last opened; `version` counts its wordings,
    and those that were withdrawn once more.
    """

    id: int
    text: str | None
    version: int = 1
    met: bool | None = None
    note: str | None = None
    checked_at: str | None = None
    checked_by: int | None = None
    dropped_at: str | None = None


class Lesson(Row, frozen=True, kw_only=True):
    """Something that must change, whose it is and by when; ref "lesson:number".

    `closed_at` is None until done; `version` counts its wordings, owners and dates, and words that were withdrawn.
    """

    id: int
    text: str | None
    cause: str | None
    owner: int
    department: str | None
    due_at: str
    decision: int | None
    added_at: str
    added_by: int | None
    version: int = 1
    closed_at: str | None = None
    closed_by: int | None = None
    proof: str | None = None
    reason: str | None = None


class Noted(msgspec.Struct, frozen=True):
    """What one person says of a decision afterwards."""

    by: int | None
    at: str
    reasonable: str
    outcome: str | None
    lesson: str | None


class Review(Row, frozen=True, kw_only=True):
    """The notes of the review on one decision, one of each person; ref "review:number of the decision"."""

    id: int
    notes: tuple[Noted, ...] = ()
