"""A cell as somebody who is in it sees it in passing."""

from collections.abc import Iterator

import msgspec

from cell import rights
from cell.board import Board
from cell.dues import after
from cell.mine.things import urgency_of


class Hold(msgspec.Struct, frozen=True):
    """One department cannot go on until another answers."""

    waiting: str
    on: str
    since: str
    due: str | None
    urgency: str


class Glance(msgspec.Struct, frozen=True, kw_only=True):
    """A cell in a few figures. `hold` is the oldest between two departments; `empty` the departments nobody sits in.

    `unknown` is how many of the decisions in force some department has yet to take note of.
    """

    hold: Hold | None
    holds: int
    empty: tuple[str, ...]
    decisions: int
    unknown: int
    members: int


def glance(board: Board, account: int, now: str) -> Glance:
    """A cell as somebody who is in it sees it in passing."""
    me = board.members[account]
    cleared = rights.cleared(me.role, me.department)
    holds = sorted(_holds(board, now), key=lambda hold: hold.since)
    ruled = [
        row for row in board.decisions.values() if row.status == "in_force" and (cleared or row.clearance == "cell")
    ]
    here = [row for row in board.members.values() if row.removed_at is None]
    seated = {row.department for row in here if row.role != "observer"}
    return Glance(
        hold=holds[0] if holds else None,
        holds=len(holds),
        empty=tuple(slug for slug in board.departments if slug not in seated),
        decisions=len(ruled),
        unknown=sum(any(known is None for known in row.informed.values()) for row in ruled),
        members=len(here),
    )


def _holds(board: Board, now: str) -> Iterator[Hold]:
    targets = board.cell.targets
    for task in board.tasks.values():
        on = task.waiting.on.department if task.waiting else None
        if task.waiting is not None and on is not None and on != task.department and task.status == "waiting":
            due = after(task.waiting.since, targets.handoff_s) if targets is not None else None
            yield Hold(task.department, on, task.waiting.since, due, urgency_of(task.waiting.since, due, now))
