"""Durability against the real server: killed, stopped, or on a disk that refuses, no acknowledged entry is lost.

Each function takes how much of it to do, so that a short form is a test and the long form a figure.
"""

import json
import os
import random
import resource
import signal
import statistics
import subprocess
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from cell.backup import prove_file
from cell.db import Store
from cell.journal.reader import read_entries
from tests.live.raw import CLOSE, Raw, frame, message
from tests.serving import Served

PATIENCE_S = 10.0


class Acts:
    """Every command given, by key: what it said, how it was answered, and how long that took."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}
        self.answered: dict[str, int] = {}
        self.refused: dict[str, str] = {}
        self.waited: list[float] = []

    def note(self, key: str, begun: float, answer: dict[str, Any]) -> None:
        """The answer to a command has come."""
        self.waited.append(time.monotonic() - begun)
        if answer.get("ok"):
            self.answered[key] = answer["seq"]
        else:
            self.refused[key] = answer["refused"]["code"]


class Writer(threading.Thread):
    """One person who adds tasks at a pace, never waiting for an answer to give the next.

    When the link breaks they come back, and give again, under its own key, whatever was not answered.
    """

    def __init__(self, served: Served, who: str, acts: Acts, pace_s: float):
        super().__init__(daemon=True)
        self.served, self.who, self.acts, self.pace_s = served, who, acts, pace_s
        self.goodbyes: list[str] = []
        self.links = 0
        self._ended = threading.Event()
        self._mine: dict[str, None] = {}  # given, and not answered with an entry
        self._asked: list[tuple[str, float]] = []  # over this link, by number

    def finish(self) -> None:
        """Write no more."""
        self._ended.set()
        self.join()

    def run(self) -> None:
        """Write until told to stop, over as many links as it takes."""
        while not self._ended.is_set():
            try:
                link = Raw(self.served.port)
            except OSError:
                self._ended.wait(0.02)
                continue
            try:
                if (link.name({"token": self.served.tokens[self.who]}) or "").startswith("40"):
                    self.links += 1
                    self._write(link)
            except (OSError, ValueError):
                pass
            link.close()

    def _write(self, link: Raw) -> None:
        self._asked.clear()
        self._give(link, "join", {"cell": self.served.cell}, "")
        for key in list(self._mine):
            self._add(link, key)
        while not self._ended.is_set():
            key = str(uuid.uuid4())
            self.acts.said[key] = f"tâche {key}"
            self._mine[key] = None
            self._add(link, key)
            if not self._hear(link, self.pace_s):
                return
        self._hear(link, 1.0)

    def _add(self, link: Raw, key: str) -> None:
        args = {"title": self.acts.said[key], "department": "legal"}
        self._give(link, "command", {"cell": self.served.cell, "name": "add_task", "args": args, "key": key}, key)

    def _give(self, link: Raw, name: str, payload: Any, key: str) -> None:
        self._asked.append((key, time.monotonic()))
        link.send(message(name, payload, len(self._asked) - 1))

    def _hear(self, link: Raw, for_s: float) -> bool:
        """Listen for a while; False where the link was ended."""
        until = time.monotonic() + for_s
        while (left := until - time.monotonic()) > 0 and not (self._ended.is_set() and not self._mine):
            try:
                found = link.read(left)
            except TimeoutError:
                return True
            if found is None or found[0] == CLOSE:
                return False
            self._heed(link, found[1].decode())
        return True

    def _heed(self, link: Raw, said: str) -> None:
        if said == "2":
            link.send(frame("3"))
        elif said.startswith("43"):
            number, _, body = said[2:].partition("[")
            key, begun = self._asked[int(number)]
            if key:
                self.acts.note(key, begun, json.loads(body[:-1]))
                self._mine.pop(key, None)
        elif said.startswith('42["out"'):
            self.goodbyes.append(json.loads(said[2:])[1]["reason"])


@contextmanager
def writing(served: Served, per_s: float) -> Iterator[tuple[Acts, list[Writer]]]:
    """Three people write, so many commands a second together; afterwards they have stopped."""
    acts = Acts()
    writers = [Writer(served, who, acts, 3 / per_s) for who in ("alice", "bruno", "chloe")]
    for writer in writers:
        writer.start()
    try:
        yield acts, writers
    finally:
        for writer in writers:
            writer.finish()


def faults(served: Served, acts: Acts) -> dict[str, int]:
    """What the journal on disk has to do with what was answered; the proof of the chain raises by itself."""
    prove_file(served.folder / "cell.db")
    store = Store(f"sqlite:///{served.folder / 'cell.db'}")
    with store.reading() as connection:
        entries = read_entries(connection, served.cell)
    store.close()
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


# Disks that refuse -------------------------------------------------------------------------------------------------


@contextmanager
def no_writes(served: Served) -> Iterator[None]:
    """No file may be written any further: write gives EFBIG, which SQLite takes for a disk that fails."""
    _, hard = resource.prlimit(served.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(served.pid, resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.prlimit(served.pid, resource.RLIMIT_FSIZE, (hard, hard))


@contextmanager
def no_syncs(served: Served) -> Iterator[None]:
    """Every sync of the running server fails with EIO, by strace. OSError where it cannot attach."""
    calls = "fsync,fdatasync"
    command = ["strace", "-f", "-qq", "-p", str(served.pid), "-e", f"trace={calls}"]
    process = subprocess.Popen([*command, "-e", f"inject={calls}:error=EIO", "-o", os.devnull])
    time.sleep(0.5)
    if process.poll() is not None:
        raise OSError("strace cannot attach to the server")
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(10)


@contextmanager
def small_disk(folder: Path, size: str = "16m") -> Iterator[Path]:
    """A disk of its own, in memory. OSError where we may not mount one."""
    folder.mkdir(parents=True, exist_ok=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode:
        raise OSError(mounted.stderr.decode().strip())
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def no_room(served: Served) -> Iterator[None]:
    """The disk of the instance is filled to the last byte."""
    filling = served.folder / "filling"
    with filling.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 65_536)
        except OSError:
            pass
    try:
        yield
    finally:
        filling.unlink()


def refusing(served: Served, refusing_disk: Any, for_s: float, per_s: float = 50) -> dict[str, float]:
    """Figure 3: while the disk refuses, so does the server, clearly, and reads go on; then it recovers by itself."""
    with writing(served, per_s) as (acts, _writers):
        until(lambda: len(acts.answered) > 10)
        with refusing_disk(served):
            until(lambda: "cannot_write" in acts.refused.values())
            known, asked = len(acts.answered), time.monotonic()
            statuses: Counter[int] = Counter()
            while time.monotonic() - asked < for_s:
                statuses[served.api("dan", "GET", f"/cells/{served.cell}/board").status_code] += 1
                time.sleep(0.05)
            ready = requests.get(f"{served.url}/readyz", timeout=10).status_code
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
    return {**faults(served, acts), "negative durations": sum(one < 0 for one in told), "links lost": lost_links}
