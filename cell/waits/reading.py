"""The waits of a cell's entries, each with how long it lasted."""

from collections.abc import Iterable

import msgspec

from cell.kinds import Entry, noun_of, tasks
from cell.waits.record import waits_in_record
from cell.waits.tally import tallied
from cell.waits.wait import Wait, seconds_between


def waits_of(entries: Iterable[Entry], now: str) -> list[Wait]:
    """The waits of ONE cell's entries (ascending), in the order they were asked. `now` ages those that are open.

    An open wait for an answer to a fact of an imported record is as old as the record: its last timed fact. What was
    taken back within its minute has no effect: the clock goes on as if it had not been stopped.
    """
    entries = list(entries)
    slips = _taken_back(entries)
    started, silent, horizon = tallied(entry for entry in entries if entry.seq not in slips)
    waits = [_counted(wait, now) for wait in started]
    waits += [_counted(wait, horizon or now) for wait in silent]
    passed, until = waits_in_record(entries)
    waits += [_counted(wait, until or now) for wait in passed]
    return sorted(waits, key=lambda wait: (wait.asked, wait.ended or 0))


def _taken_back(entries: list[Entry]) -> set[int]:
    """The numbers of entries that count no more. A task whose creation is taken back was there, and is dropped."""
    undone = [(entry.seq, entry.facts) for entry in entries if isinstance(entry.facts, tasks.TaskUndone)]
    spans = [(said.task, said.entry, seq) for seq, said in undone if said.former is not None]
    gone = {task for task, _, _ in spans}
    lives = (entry for entry in entries if noun_of(entry.kind) in ("task", "helper"))
    about = [(entry.seq, task) for entry in lives if (task := getattr(entry.facts, "task", None)) in gone]
    return {seq for seq, task in about if any(task == of and first <= seq < last for of, first, last in spans)}


def _counted(wait: Wait, now: str) -> Wait:
    until = now if wait.ended is None else wait.ended_at
    return msgspec.structs.replace(
        wait,
        acknowledged_s=_forward(seconds_between(wait.asked_at, wait.acknowledged_at)),
        lasted_s=_forward(seconds_between(wait.asked_at, until)),
    )


def _forward(seconds: float | None) -> float | None:
    return seconds if seconds is not None and seconds >= 0 else None
