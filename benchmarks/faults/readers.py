"""Figure 11: readers that do not read, or hardly, cost little, are cut, and keep nobody waiting."""

import statistics
import threading
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.faults.ground import MB, act, load, served
from benchmarks.faults.registry import Told, figure
from tests.live.raw import Raw, frame
from tests.live.watching import Watched, named
from tests.serving import Served

ROUNDS = 5
EACH = 10
ROOM = 4096
PHASE = "rate:30,6"
KINDS = ("silent", "ponging", "slow")


class Stalled:
    """Ten of each kind, kept in a thread; `ends` says after how many seconds each was cut."""

    def __init__(self, served: Served):
        self.raws = {kind: [named(served, "alice", room=ROOM) for _ in range(EACH)] for kind in KINDS}
        self.ends: dict[str, list[float]] = {kind: [] for kind in KINDS}
        self._begun = time.monotonic()
        self._over = threading.Event()
        self._worker = threading.Thread(target=self._run)
        self._worker.start()

    def _run(self) -> None:
        left = {kind: list(raws) for kind, raws in self.raws.items()}
        while not self._over.wait(1):
            for kind, raws in left.items():
                for raw in list(raws):
                    if not is_open(raw):
                        raws.remove(raw)
                        self.ends[kind].append(time.monotonic() - self._begun)
                        continue
                    if kind != "silent":
                        raw.send(frame("3"))
                    if kind == "slow":
                        sip(raw)

    def close(self) -> None:
        """Hang up on those that are left."""
        self._over.set()
        self._worker.join()
        for raws in self.raws.values():
            for raw in raws:
                raw.close()


def is_open(raw: Raw) -> bool:
    """Whether the server has not hung up, without reading: the state in TCP_INFO."""
    return raw.sock.getsockopt(6, 11, 1)[0] == 1


def sip(raw: Raw) -> None:
    """A kilobyte."""
    raw.sock.settimeout(0.05)
    try:
        raw.sock.recv(1024)
    except OSError:
        pass


@figure(11, "stalled readers are bounded and cut, others do not notice")
def stalled_readers() -> Iterator[Told]:
    """Rounds with and without them by turns, on one server."""
    told: dict[bool, list[dict[str, Any]]] = {False: [], True: []}
    ends: dict[str, list[float]] = {kind: [] for kind in KINDS}
    grown: list[float] = []
    with served() as standing:
        act(standing, standing.cell, "add_task", title="compter", department="logistics")
        load(standing, PHASE, words=2_000)  # what is loaded once is loaded
        for number in range(ROUNDS):
            for is_with in (False, True) if number % 2 else (True, False):
                if not is_with:
                    told[False].append(load(standing, PHASE, words=2_000))
                    continue
                seen, stalled = Watched(standing), Stalled(standing)
                told[True].append(load(standing, PHASE, words=2_000))
                seen.look()
                grown.append(seen.grown / MB)
                until_cut(stalled)
                stalled.close()
                for kind in KINDS:
                    ends[kind] += stalled.ends[kind]
    yield from verdicts(told, ends, grown)


def until_cut(stalled: Stalled) -> None:
    """Wait until the silent and the ponging are gone, forty seconds at most."""
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline and min(len(stalled.ends[kind]) for kind in KINDS[:2]) < EACH:
        time.sleep(0.5)


def verdicts(
    told: dict[bool, list[dict[str, Any]]], ends: dict[str, list[float]], grown: list[float]
) -> Iterator[Told]:
    for name, bound in (("last_p50", 1.5), ("last_p99", 1.2)):
        without, with_them = (statistics.median(one[name] for one in told[case]) for case in (False, True))
        said = f"{without:.1f} → {with_them:.1f} ms"
        yield Told(f"others' {name[5:]}, median of {ROUNDS}", said, f"{bound} times", with_them <= bound * without)
    phases = [*told[False], *told[True]]
    lost = sum(one["sent"] - one["done"] + one["closed"] + one["refused"] for one in phases)
    yield Told("pushes that did not reach every honest screen", str(lost), "0", not lost)
    yield Told(f"memory for {3 * EACH} stalled screens", f"+{max(grown):.1f} MB at most", "20 MB", max(grown) <= 20)
    for kind in KINDS[:2]:
        count, worst = len(ends[kind]), max(ends[kind], default=0)
        is_held = count == EACH * ROUNDS and worst <= 30
        yield Told(f"{kind} screens cut", f"{count} of {EACH * ROUNDS}, the last after {worst:.0f} s", "30 s", is_held)
