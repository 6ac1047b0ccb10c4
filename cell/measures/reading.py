"""The entries of a cell, prepared for measuring."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any

import msgspec

from cell.kinds import Entry
from cell.waits import RECORDED, Wait, is_timed, own_time, waits_of


class Fact(msgspec.Struct, frozen=True):
    """An entry by its own time: an instant, or a date or a month alone."""

    seq: int
    noun: str
    at: str
    offset: str | None
    department: str | None
    to: str | None

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day it may be of, by the place's own date."""
        if is_timed(self.at):
            moment = datetime.fromisoformat(self.at)
            shift = datetime.fromisoformat(f"2000-01-01T00:00:00{self.offset or '+00:00'}").tzinfo
            day = moment.astimezone(shift).date().isoformat()
            return day, day
        return (f"{self.at}-01", f"{self.at}-31") if len(self.at) == len("2017-11") else (self.at, self.at)


class Reading:
    """The entries of ONE cell at an instant, and what several measures need of them, made once."""

    def __init__(self, entries: Iterable[Entry], now: str, waits: list[Wait] | None = None):
        self.entries = list(entries)
        self.now = now
        self._waits = waits

    @cached_property
    def waits(self) -> list[Wait]:
        """Every wait, in the order asked."""
        return waits_of(self.entries, self.now) if self._waits is None else self._waits

    @cached_property
    def facts(self) -> list[Fact]:
        """The recorded facts, in the order written."""
        return [_fact(entry, own_time(entry)) for entry in self.entries if entry.kind in RECORDED]

    @cached_property
    def decisions(self) -> list[Fact]:
        """Decisions recorded afterwards and decisions taken in the cell."""
        taken = [_fact(entry, _said(entry).decided_at) for entry in self.kind("decision.taken")]
        return sorted([*taken, *self.of("decision")], key=lambda fact: fact.seq)

    @cached_property
    def start(self) -> Fact | None:
        """Where the clock starts: the entry that was set last, else the cell's T0; None where the cell has neither."""
        chosen = [_said(entry).entry for entry in self.kind("start.set")]
        opened = [_fact(entry, _said(entry).t0) for entry in self.kind("cell.opened")]
        found = [fact for fact in self.facts if fact.seq in chosen[-1:]] or opened
        return found[0] if found and is_timed(found[0].at) else None

    def kind(self, kind: str) -> list[Entry]:
        """The entries of one kind."""
        return [entry for entry in self.entries if entry.kind == kind]

    def of(self, noun: str) -> list[Fact]:
        """The recorded facts of one noun."""
        return [fact for fact in self.facts if fact.noun == noun]


def _said(entry: Entry) -> Any:
    """The facts of an entry whose kind is known by then."""
    return entry.facts


def _fact(entry: Entry, at: str) -> Fact:
    known = (getattr(entry.facts, name, None) for name in ("offset", "department", "to"))
    return Fact(entry.seq, entry.kind.partition(".")[0], at, *known)
