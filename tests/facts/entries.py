"""Entries written by hand, for what reads nothing else."""

from typing import Any

from cell.kinds import Entry, Facts
from cell.kinds.cells import CellOpened
from cell.kinds.members import MemberAdded
from cell.kinds.records import MessageRecorded

LEA, SAM, KIM = 1, 2, 3


def instant(minute: float) -> str:
    """An instant of a day: so many minutes after eight."""
    seconds = round(minute * 60)
    return f"2026-03-02T{8 + seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.000Z"


def journal(*lines: tuple[float, int | None, Facts]) -> list[Entry]:
    """Entries from (minute, account, facts), after an opening that seats Léa in production and Sam in logistics."""
    opening = [
        (0, LEA, CellOpened(level=3, t0=instant(0))),
        (0, LEA, MemberAdded(member=LEA, role="director", department="production")),
        (0, LEA, MemberAdded(member=SAM, role="member", department="logistics")),
        (0, LEA, MemberAdded(member=KIM, role="observer")),
    ]
    return [
        Entry("c1", seq, instant(minute), by, facts.kind, facts)
        for seq, (minute, by, facts) in enumerate([*opening, *lines], 1)
    ]


def message(number: int, happened_at: str, **more: Any) -> MessageRecorded:
    """A message of a record; timed unless it has a date alone."""
    precision = "minute" if "T" in happened_at else "day"
    return MessageRecorded(message=number, text="…", happened_at=happened_at, precision=precision, **more)
