"""Durability against the real server: killed, stopped, or on a disk that refuses, no acknowledged entry is lost.

Each function takes how much of it to do, so that a short form is a test and the long form a figure.
"""

import random
import statistics
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import requests

from benchmarks.faults.writers import Acts, writing
from cell import clock
from cell.backup import prove_file
from cell.db import Store
from cell.journal.reader import read_entries
from cell.kinds import Entry
from tests.serving import Served

PATIENCE_S = 60.0
READS = 6


def entries_of(served: Served) -> list[Entry]:
    """The journal as it is on disk."""
    store = Store(f"sqlite:///{served.folder / 'cell.db'}")
    with store.reading() as connection:
        entries = read_entries(connection, served.cell)
    store.close()
    return entries


def faults(served: Served, acts: Acts) -> dict[str, int]:
    """What the journal on disk has to do with what was answered; the proof of the chain raises by itself."""
    prove_file(served.folder / "cell.db")
    entries = entries_of(served)
    seqs = {entry.key: entry.seq for entry in entries}
    titles = Counter(getattr(entry.facts, "title", None) for entry in entries if entry.kind == "task.added")
    return {
        "acknowledged": len(acts.answered),
        "lost": sum(seqs.get(key) != seq for key, seq in acts.answered.items()),
        "doubled": sum(count > 1 for count in titles.values()),
        "holes": sum(entry.seq != place for place, entry in enumerate(entries, 1)),
        "kept though refused": sum(key in seqs for key in acts.refused if key not in acts.answered),
    }


def killed(served: Served, kills: int, per_s: float = 50, seed: int = 1) -> dict[str, float]:
    """Figure 1: SIGKILL at random moments; the server comes back each time as a supervisor would bring it."""
    moments, starts = random.Random(seed), list[float]()
    with writing(served, per_s) as (acts, _writers):
        for _ in range(kills):
            before = len(acts.answered)
            until(lambda before=before: len(acts.answered) > before)
            time.sleep(moments.uniform(0, 0.3))
            served.kill()
            begun = time.monotonic()
            served.start()
            starts.append(time.monotonic() - begun)
        before = len(acts.answered)
        until(lambda: len(acts.answered) > before)
    return {**faults(served, acts), "restart median s": statistics.median(starts), "restart worst s": max(starts)}


def until(true: Callable[[], bool], limit_s: float = PATIENCE_S) -> float:
    """Wait until something holds; returns the seconds it took."""
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < limit_s, "it did not come to pass"
        time.sleep(0.005)
    return time.monotonic() - begun


def stopped(served: Served, per_s: float = 50) -> dict[str, float]:
    """Figure 19: SIGTERM under load."""
    with writing(served, per_s) as (acts, writers):
        until(lambda: len(acts.answered) > per_s / 2)
        begun = time.monotonic()
        status = served.stop()
        took = time.monotonic() - begun
    told = sum("stopping" in writer.goodbyes for writer in writers)
    return {**faults(served, acts), "status": status, "exit s": took, "told": told, "of": len(writers)}


def refusing(served: Served, refusing_disk: Any, for_s: float, per_s: float = 50) -> dict[str, float]:
    """Figure 3: while the disk refuses, so does the server, clearly, and reads go on; then it recovers by itself."""
    with writing(served, per_s) as (acts, _writers):
        until(lambda: len(acts.answered) > 10)
        with refusing_disk(served):
            until(lambda: "cannot_write" in acts.refused.values())
            known, asked = len(acts.answered), time.monotonic()
            statuses: Counter[int] = Counter()
            while time.monotonic() - asked < for_s or statuses.total() < READS:
                statuses[served.api("dan", "GET", f"/cells/{served.cell}/board").status_code] += 1
                time.sleep(0.05)
            ready = requests.get(f"{served.url}/readyz", timeout=PATIENCE_S).status_code
            during = len(acts.answered) - known
        recovered = until(lambda: len(acts.answered) > known + during)
    return {
        **faults(served, acts),
        "answered meanwhile": during,
        "other refusals": sum(code != "cannot_write" for code in acts.refused.values()),
        "refused": len(acts.refused),
        "reads": statuses[200],
        "reads failed": sum(statuses.values()) - statuses[200],
        "ready meanwhile": int(ready == 200),
        "recovery s": recovered,
    }


# The clock ---------------------------------------------------------------------------------------------------------


def clock_steps(served: Served, steps: list[float], set_clock: Callable[[float], None]) -> dict[str, float]:
    """Figure 20: the machine's clock steps while people work; `set_clock` gives it an offset in seconds."""
    with writing(served, 30) as (acts, writers):
        until(lambda: len(acts.answered) > 5)
        for step in steps:
            set_clock(step)
            before = len(acts.answered)
            until(lambda before=before: len(acts.answered) > before + 3)
        waits = served.api("dan", "GET", f"/cells/{served.cell}/waits").json()["waits"]
    told = [wait[name] for wait in waits for name in ("lasted_s", "acknowledged_s") if wait[name] is not None]
    lost_links = sum(writer.links - 1 for writer in writers)
    span = clock.seconds_between(entries_of(served)[0].at, entries_of(served)[-1].at)
    negative = sum(one < 0 for one in told)
    return {**faults(served, acts), "negative durations": negative, "links lost": lost_links, "span s": span}
