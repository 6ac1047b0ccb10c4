"""The waits of a cell, read the short way: of the thousands of steps that a record brought, only what waits need."""

from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from cell.journal.reader import entries_but, listed_of_kind, read_entries
from cell.kinds import Entry
from cell.kinds.journal import EntryMarked
from cell.kinds.steps import SourceRecorded, StepRecorded
from cell.steps import Step
from cell.waits import Wait, waits_of, waits_of_steps

# One text of all the facts, read at once: no entry is made, and no words are kept.
_steps = msgspec.json.Decoder(list[Step])


class Told(NamedTuple):
    """What a reader may read of ONE cell: its waits, and its entries but for a record's steps, ascending.

    Of the steps, those that somebody marked are there: they are all that anything besides waits needs.
    """

    entries: list[Entry]
    waits: list[Wait]


def told_in(connection: Connection, cell: str, now: str, *, cleared: bool, upto: int | None = None) -> Told:
    """The waits that `waits_of` finds in the entries of ONE cell which a reader may read, and those entries."""
    entries = entries_but(connection, cell, StepRecorded.kind, upto)
    entries = [entry for entry in entries if cleared or entry.clearance == "cell"]
    sources = [entry.facts for entry in entries if isinstance(entry.facts, SourceRecorded)]
    steps = _steps.decode(listed_of_kind(connection, cell, StepRecorded.kind, upto))
    passed = waits_of_steps(steps, has_queue=any(one.queue is not None for one in sources))
    found = sorted([*waits_of(entries, now), *passed], key=lambda wait: (wait.asked, wait.ended or 0))
    marked = {entry.facts.entry for entry in entries if isinstance(entry.facts, EntryMarked)} if steps else set[int]()
    marked &= {step.entry for step in steps}
    kept = [entry for seq in marked for entry in read_entries(connection, cell, seq - 1, 1)]
    return Told(sorted([*entries, *kept], key=lambda entry: entry.seq) if kept else entries, found)


def waits_in(connection: Connection, cell: str, now: str, *, cleared: bool, upto: int | None = None) -> list[Wait]:
    """Those waits alone, in the order they were asked."""
    return told_in(connection, cell, now, cleared=cleared, upto=upto).waits
