"""Figures 1, 3, 10, 19, 20: what was acknowledged is kept, whatever becomes of process, disk and clock."""

import shutil
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.faults import disks
from benchmarks.faults.durability import clock_steps, killed, refusing, stopped
from benchmarks.faults.ground import act, load
from benchmarks.faults.registry import Told, figure
from benchmarks.theft import Theft
from tests.serving import Served

CLOCK = Path(__file__).with_name("stepclock.c")
HOUR = 3600.0
AGAIN = 3


@contextmanager
def serving(folder: Path | None = None, **environ: str) -> Iterator[Served]:
    """A server on a database of its own."""
    with tempfile.TemporaryDirectory() as own:
        served = Served(folder or Path(own), **environ)
        served.start()
        try:
            yield served
        finally:
            served.stop()


def nothing_wrong(found: dict[str, Any]) -> Iterator[Told]:
    """What must be zero in every one of these figures."""
    for name in ("lost", "doubled", "holes"):
        yield Told(f"of {found['acknowledged']} acknowledged, {name}", str(found[name]), "0", found[name] == 0)


@figure(1, "200 kills at random moments under 50 commands a second")
def kills() -> Iterator[Told]:
    with serving() as served:
        found = killed(served, 200)
    yield from nothing_wrong(found)
    median, worst = found["restart median s"], found["restart worst s"]
    yield Told("restart", f"{median:.1f} s, at worst {worst:.1f} s", "5 s at worst", worst <= 5)


@figure(3, "a disk that is full, that takes no writes, that fails to sync")
def refusals() -> Iterator[Told]:
    for name, refusing_disk in (("takes no writes", disks.no_writes), ("fails to sync", disks.no_syncs)):
        if refusing_disk is disks.no_syncs and shutil.which("strace") is None:
            yield Told(name, "strace is not here", "a measure", False)
            continue
        with serving() as served:
            yield from _refusal(name, refusing(served, refusing_disk, 10))
    with tempfile.TemporaryDirectory() as folder, disks.small_disk(Path(folder) / "disk") as small:
        with serving(small) as served:
            yield from _refusal("is full", refusing(served, disks.no_room, 10))


def _refusal(name: str, found: dict[str, Any]) -> Iterator[Told]:
    yield from nothing_wrong(found)
    kept, other = found["kept though refused"], found["other refusals"] + found["answered meanwhile"]
    yield Told(f"{name}: kept of {found['refused']} refused", str(kept), "0", kept == 0)
    yield Told(f"{name}: not clearly refused", str(other), "0", other == 0)
    yield Told(f"{name}: reads failed of {found['reads']}", str(found["reads failed"]), "0", not found["reads failed"])
    recovery = found["recovery s"]
    yield Told(f"{name}: recovery without restart", f"{recovery:.2f} s", "5 s", recovery <= 5)


@figure(10, "the answer to a command, with 50 screens and 50 commands a second")
def answers() -> Iterator[Told]:
    """One client with fifty sockets: fifty clients would take the processor that the answer waits for.

    A host that takes the processors away holds up every answer, so the calmest of a few runs counts, and says how calm.
    """
    theft = Theft(most=AGAIN)
    with serving() as served:
        act(served, served.cell, "add_task", title="compter", department="logistics")
        load(served, "rate:50,2")  # what is loaded once is loaded
        told = theft.calmest(lambda: load(served, "rate:50,30"))
    yield Told("taken by the host meanwhile", f"{100 * theft.taken[0]:.1f} %, {theft.again} made again", "told", True)
    lost = told["sent"] - told["done"] + told["closed"] + told["refused"]
    yield Told("commands that did not reach every screen", str(lost), "0", not lost)
    yield Told("answered, median", f"{told['ack_p50']:.1f} ms", "5 ms", told["ack_p50"] <= 5)
    yield Told("answered, 99 of 100", f"{told['ack_p99']:.1f} ms", "50 ms", told["ack_p99"] <= 50)


@figure(19, "a stop under load")
def stops() -> Iterator[Told]:
    for _ in range(5):
        with serving() as served:
            found = stopped(served)
        yield from nothing_wrong(found)
        told = f"{found['exit s']:.2f} s, status {found['status']}, {found['told']} of {found['of']} screens told"
        is_held = found["exit s"] <= 5 and found["status"] == 0 and found["told"] == found["of"]
        yield Told("exit", told, "5 s, status 0, all told", is_held)


@figure(20, "a clock that steps ten times, by an hour and by half a minute, under load")
def steps() -> Iterator[Told]:
    with tempfile.TemporaryDirectory() as folder:
        shim, offset = Path(folder) / "stepclock.so", Path(folder) / "offset"
        subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "-o", shim, CLOCK, "-ldl"], check=True)

        def set_clock(seconds: float) -> None:
            with offset.open("r+b" if offset.exists() else "wb") as file:
                file.write(struct.pack("=q", int(seconds)))

        set_clock(0)
        with serving(LD_PRELOAD=str(shim), STEPCLOCK_FILE=str(offset)) as served:
            found = clock_steps(served, [HOUR, 0, -HOUR, 0, 30, -30, HOUR, -HOUR, 30, 0], set_clock)
    yield from nothing_wrong(found)
    yield Told("the clock was seen to step", f"{found['span s']:.0f} s", "an hour at least", found["span s"] >= HOUR)
    for name in ("negative durations", "links lost"):
        yield Told(name, str(found[name]), "0", found[name] == 0)
