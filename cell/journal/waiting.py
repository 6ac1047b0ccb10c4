"""The waits of a cell, read the short way: of the thousands of steps that a record brought, only what waits need."""

import msgspec
from sqlalchemy import Connection

from cell.journal.reader import bodies_of_kind, entries_but
from cell.kinds.steps import SourceRecorded, StepRecorded
from cell.steps import Step
from cell.waits import Wait, waits_of, waits_of_steps

# One text of all the facts, read at once: no entry is made, and no words are kept.
_steps = msgspec.json.Decoder(list[Step])


def waits_in(connection: Connection, cell: str, now: str, *, cleared: bool, upto: int | None = None) -> list[Wait]:
    """The waits that `waits_of` finds in the entries of ONE cell which a reader may read, in the same order."""
    entries = entries_but(connection, cell, StepRecorded.kind, upto)
    entries = [entry for entry in entries if cleared or entry.clearance == "cell"]
    bodies = bodies_of_kind(connection, cell, StepRecorded.kind, upto)
    sources = [entry.facts for entry in entries if isinstance(entry.facts, SourceRecorded)]
    steps = _steps.decode("[" + ",".join(f'{{"entry":{seq},{body[1:]}' for seq, body in bodies) + "]")
    passed = waits_of_steps(steps, has_queue=any(one.queue is not None for one in sources))
    return sorted([*waits_of(entries, now), *passed], key=lambda wait: (wait.asked, wait.ended or 0))
