"""One thing that waits on a person, and what all of them are made from."""

import msgspec

from cell.board import Board, Decision


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that waits on a person.

    `asked` is a code of ASKED; `ref` the row it is about; `text` that row's own words, None where they are gone, and
    `reason` why somebody cannot go on. `department` holds it; `waiting` is the slug of the department that waits, or
    None, and `by` the account that asked. `since` is when it began to wait, `due` by when it must be over: what was
    agreed or what the level promises, whichever comes first; `target_s` is that promise, None where none is counted.
    `late_s` is how long it is over, 0 where it is not.
    """

    asked: str
    ref: str
    text: str | None = None
    reason: str | None = None
    department: str | None = None
    waiting: str | None = None
    by: int | None = None
    since: str
    due: str | None = None
    target_s: int | None = None
    urgency: str = "none"
    late_s: float = 0.0
    level: int = 1


def target_of(board: Board, name: str) -> int | None:
    """What the level promises, in seconds, or None."""
    targets = board.cell.targets
    return getattr(targets, name) if targets is not None else None


def unheard(board: Board, row: Decision) -> list[str]:
    """The departments whose position on an open question is wanted and not given; a decider's own settles it."""
    if row.status != "asked" or row.past is not None:
        return []
    heard = {one.department for one in row.positions} | {department_of(board, row.decider)}
    return [slug for slug in row.consulted if slug not in heard]


def department_of(board: Board, account: int | None) -> str | None:
    """The department somebody sits for, or None."""
    member = board.members.get(account) if account is not None else None
    return member.department if member else None
