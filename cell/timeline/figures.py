"""The figures of an imported timeline, computed from the journal it became and named by the rows of its file."""

from collections.abc import Iterable
from typing import Any

from cell.kinds import Entry
from cell.measures import (
    ANSWERS,
    First,
    Pair,
    Reading,
    pairs,
    recorded_facts,
    span,
    spread_of,
    time_to_first_decision,
    time_to_first_public_message,
    unanswered,
)
from cell.waits import RECORDED

# What the figures are about; whatever the cell has lived since is not of the file.
AROUND = frozenset({"entry.linked", "start.set"})


def figures_of(entries: Iterable[Entry], now: str) -> dict[str, Any]:
    """The figures of the facts that ONE cell's entries took from a file, under the names they are published by.

    Durations are seconds. Where no fact has an hour, `start` is None and what counts from it is left out; so is the
    wait of a sort of answer without a timed pair.
    """
    of_file = entries_of_file(entries)
    taken = {entry.seq: _row_of(entry) for entry in of_file}
    reading = Reading(of_file, now)
    counted, answered = recorded_facts(reading), pairs(reading)
    timed = [pair for pair in answered if pair.wait_s is not None]
    return {
        "rows": counted.n,
        "rows_precise": counted.timed,
        "kinds": counted.nouns,
        "depts": counted.departments,
        "start": taken[reading.start.seq] if reading.start else None,
        **(_since_start(reading, taken) if reading.start else {}),
        "pairs": [_pair(pair, taken) for pair in answered],
        "pairs_timed": len(timed),
        **_waits(timed),
        "messages_or_tasks_to_someone_without_answer": [
            taken[int(still.object.partition(":")[2])] for still in unanswered(reading)
        ],
    }


def entries_of_file(entries: Iterable[Entry]) -> list[Entry]:
    """Those entries that an import made of a file's rows and links."""
    return [
        entry for entry in entries if entry.kind in AROUND or (entry.kind in RECORDED and _row_of(entry) is not None)
    ]


def _row_of(entry: Entry) -> str | None:
    return getattr(entry.facts, "row", None)


def _since_start(reading: Reading, taken: dict[int, str | None]) -> dict[str, Any]:
    decision = time_to_first_decision(reading)
    return {
        "time_to_first_timed_decision": _first(decision, taken),
        "decisions_without_minute_that_may_be_earlier": [taken[seq] for seq in decision.may_be_earlier],
        "time_to_first_timed_public_message": _first(time_to_first_public_message(reading), taken),
        "span_of_timed_rows_s": span(reading),
    }


def _first(first: First, taken: dict[int, str | None]) -> dict[str, Any] | None:
    return None if first.entry is None else {"id": taken[first.entry], "seconds": first.seconds}


def _pair(pair: Pair, taken: dict[int, str | None]) -> dict[str, Any]:
    return {
        "request": taken[pair.request],
        "answer": taken[pair.answer],
        "type": pair.type,
        "waiting": pair.waiting,
        "on": pair.on,
        "wait_s": pair.wait_s,
    }


def _waits(timed: list[Pair]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for sort in ANSWERS:
        seconds = [pair.wait_s for pair in timed if pair.type == sort and pair.wait_s is not None]
        if seconds:
            spread = spread_of(seconds)
            numbers = {"n": spread.n, "mean": spread.mean, "median": spread.median, "max": spread.worst}
            found[f"wait_{sort}_s"] = numbers
    return found
