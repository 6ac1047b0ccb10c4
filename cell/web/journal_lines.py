"""The lines of the journal's page: an entry, its sentence, how sure it is, and what was said of it later."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

import msgspec
from babel.dates import format_date
from flask_babel import get_timezone

from cell import clock, language, lines, rights, sentence
from cell.board import Board, Information, Member, unknowing
from cell.board.rows import Department
from cell.kinds import Entry, has_words, noun_of
from cell.lines import LATE_S, Remarks
from cell.web.search import NOUNS, OTHER
from cell.web.words import moment, tongue

N_ = language.N_
LABELS = {
    **NOUNS,
    **{"point": N_("Fixed point"), "invitation": N_("Invitation"), "wall": N_("Wall")},
    **dict.fromkeys(("start", "target", "wait"), N_("Clock")),
}
# Pieces of a sentence that are people's own words stand between quotation marks.
QUOTED = frozenset(
    {"text", "title", "reason", "choice", "question", "phase", "result", "rationale", "outcome", "lesson"}
)


class Remark(msgspec.Struct, frozen=True):
    """What a later entry says of this one."""

    seq: int
    at: str
    kind: str
    who: str
    text: str | None
    reason: str | None
    state: str | None
    department: Department | None


class Line(msgspec.Struct, frozen=True):
    """An entry as the page shows it. Of one the reader may not read, the number and the time alone."""

    entry: Entry
    hidden: bool
    label: str
    parts: list[tuple[str, str]]
    who: str
    seat: Department | None
    departments: list[Department]
    key: bool
    words: bool
    happened: str | None
    is_late: bool
    remarks: list[Remark]
    information: Information | None
    may_acknowledge: str | None
    unread_s: float | None

    local: datetime

    @property
    def day(self) -> str:
        """The day it was written, in the reader's zone."""
        return f"{self.local:%Y-%m-%d}"

    @property
    def hour(self) -> str:
        """The hour of that day."""
        return f"{self.local:%H:%M}"

    @property
    def exact(self) -> str:
        """All of it, for who looks closer."""
        return f"{self.day_name} {self.local:%H:%M:%S} UTC{self.local:%z}"

    @property
    def day_name(self) -> str:
        """The day in words."""
        return _day(self.day, tongue())

    @property
    def unknowing(self) -> int:
        """How many departments have yet to say they know it as it is held."""
        return len(unknowing(self.information)) if self.information is not None else 0

    @property
    def unread(self) -> int:
        """How many of them have not said that they read it."""
        row = self.information
        return len(unknowing(row).keys() - row.seen.keys()) if row is not None else 0

    @property
    def facts(self) -> Any:
        """What the entry says."""
        return self.entry.facts

    @property
    def said(self) -> dict[str, Any]:
        """The same by name, as sentences ask for it."""
        return msgspec.to_builtins(self.entry.facts)


def lines_of(entries: list[Entry], remarks: Remarks, board: Board, reader: Member, cleared: bool) -> list[Line]:
    """The lines of some entries."""
    # The library that writes dates in words takes longer than all the rest of a line: only days are given to it.
    zone = get_timezone()
    local = {entry.seq: clock.moment_of(entry.at).astimezone(zone) for entry in entries}
    return [
        _line(entry, remarks, board, reader, local[entry.seq])
        if cleared or entry.clearance == "cell"
        else Line(entry, True, "", [], "", None, [], False, False, None, False, [], None, None, None, local[entry.seq])
        for entry in entries
    ]


@lru_cache(maxsize=400)
def _day(day: str, chosen: str) -> str:
    return format_date(date.fromisoformat(day), "EEEE d MMMM y", locale=chosen)


def _line(entry: Entry, remarks: Remarks, board: Board, reader: Member, local: datetime) -> Line:
    chosen, facts = tongue(), entry.facts
    author = board.members.get(entry.by) if entry.by is not None else None
    row = board.informations.get(getattr(facts, "information", 0)) if entry.kind == "information.recorded" else None
    happened = lines.happened_at(entry)
    mine = reader.department
    may = row is not None and mine is not None and rights.may(reader.role, "acknowledge_information")
    is_asked = may and row is not None and mine in unknowing(row) and board.cell.state == "open"
    return Line(
        entry=entry,
        hidden=False,
        label=language.say(LABELS.get(noun_of(entry.kind), OTHER), chosen),
        parts=sentence.parts(entry, board, chosen, _said_at),
        who=_who(entry, board),
        seat=board.departments.get(author.department or "") if author is not None else None,
        departments=[board.departments[slug] for slug in row.departments if slug in board.departments] if row else [],
        key=remarks.is_key(entry),
        words=has_words(facts),
        happened=happened,
        is_late=happened is not None and (len(happened) <= 10 or clock.seconds_between(happened, entry.at) >= LATE_S),
        remarks=[_remark(one, board) for one in remarks.of(entry)],
        information=row,
        may_acknowledge=mine if is_asked else None,
        unread_s=_unread_s(row, board),
        local=local,
    )


def _said_at(instant: str) -> str:
    """An instant as a line says it; a day alone keeps no hour."""
    return instant if len(instant) <= len("2026-01-01") else moment(instant, "d MMM y, HH:mm")


def _unread_s(row: Information | None, board: Board) -> float | None:
    """For how long a department has not said it knows it as it is held; until the close, where the cell is closed."""
    owed = unknowing(row) if row is not None else {}
    return clock.seconds_between(min(owed.values()), board.cell.closed_at or clock.now()) if owed else None


def _who(entry: Entry, board: Board) -> str:
    if entry.by is None:
        return language.say(language.AUTOMATIC, tongue())
    member = board.members.get(entry.by)
    return (member.name if member else None) or "…"


def _remark(entry: Entry, board: Board) -> Remark:
    facts: Any = entry.facts
    return Remark(
        entry.seq,
        entry.at,
        entry.kind,
        _who(entry, board),
        getattr(facts, "text", None),
        getattr(facts, "reason", None),
        getattr(facts, "state", None),
        board.departments.get(getattr(facts, "department", "")),
    )
