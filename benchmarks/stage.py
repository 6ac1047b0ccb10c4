"""The stage: the product, its limit and its rival, each in a process of its own, all driven by the same client."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.giant import fill
from benchmarks.theft import Theft
from tests.cast import World
from tests.serving import Served

HERE = Path(__file__).resolve().parent
TOP = HERE.parent
FLUSH_MS = 5.0
PORT = re.compile(r"http://[^:]+:(\d+)/")
BINARIES = {
    "srv_bare": ["srv_bare.c", "-lcrypto"],
    "slowsync.so": ["-shared", "-fPIC", "slowsync.c", "-ldl"],
}


class Target(NamedTuple):
    """What the client drives."""

    port: int
    pid: int
    cell: str = "c1"
    token: str = ""


class Stage:
    """Works in a folder of its own, that is deleted with it; `again` measures may be made anew for the host's sake."""

    def __init__(self, folder: Path, again: int = 0):
        self.folder = folder
        self.theft = Theft(again)
        self._numbers = iter(range(1_000_000))
        for name, args in BINARIES.items():
            subprocess.run(["gcc", "-O2", "-o", folder / name, *args], cwd=HERE, check=True)

    @property
    def slow_disk(self) -> dict[str, str]:
        """The environment of a process whose flushes take FLUSH_MS longer."""
        return {"LD_PRELOAD": str(self.folder / "slowsync.so"), "SLOWSYNC_US": str(int(1000 * FLUSH_MS))}

    def place(self) -> Path:
        """A folder that nobody has used."""
        return self.folder / str(next(self._numbers))

    @contextmanager
    def product(self, entries: int = 0, environ: dict[str, str] | None = None) -> Iterator[Served]:
        """The product, served, with a cell that has task 1 and that many entries; `served.start()` is the caller's."""
        folder = self.place()
        folder.mkdir()
        served = Served(folder, CELL_DIARY="warning", **(environ or {}))
        world = World.again(folder)
        world.act("alice", "add_task", title="Call the insurer", department="legal")
        fill(world, entries, checkpoint=False)
        world.close()
        try:
            yield served
        finally:
            if served.process is not None:
                served.stop()

    @contextmanager
    def bare(self) -> Iterator[Target]:
        """The limit."""
        with self._process([str(self.folder / "srv_bare")]) as target:
            yield target

    @contextmanager
    def usual(self, mode: str = "gevent") -> Iterator[Target]:
        """The rival."""
        place = self.place()
        place.mkdir()
        with self._process([sys.executable, "-m", "benchmarks.usual", str(place), mode]) as target:
            yield target

    @contextmanager
    def _process(self, command: list[str]) -> Iterator[Target]:
        with (
            (self.folder / "rival.txt").open("a") as told,
            subprocess.Popen(command, cwd=TOP, text=True, stdout=subprocess.PIPE, stderr=told) as process,
        ):
            assert process.stdout is not None
            try:
                found = PORT.search(process.stdout.readline())
                if found is None:
                    raise RuntimeError(f"{command[-1]} did not start")
                yield Target(int(found.group(1)), process.pid)
            finally:
                process.kill()

    def load(self, target: Target, n: int, phases: str = "", **options: Any) -> dict[str, Any]:
        """Drive a server with n screens; returns the client's figures, of a calm time where there was one."""
        args = ["--port", target.port, "--pid", target.pid, "--cell", target.cell, "--token", target.token]
        args += ["--n", n, "--phases", phases]
        for name, value in options.items():
            args += [f"--{name.replace('_', '-')}"] + ([] if value is True else [value])
        return self.theft.calmest(lambda: self.run("benchmarks.load", *args))

    def run(self, module: str, *args: object, environ: dict[str, str] | None = None) -> dict[str, Any]:
        """Run a module of ours in a process of its own; returns the JSON that it prints last."""
        command = [sys.executable, "-m", module, *map(str, args)]
        done = subprocess.run(
            command, cwd=TOP, env={**os.environ, **(environ or {})}, text=True, capture_output=True, timeout=600
        )
        if done.returncode:
            raise RuntimeError(f"{module}: {done.stderr.strip()[-600:]}")
        return json.loads(done.stdout.strip().splitlines()[-1])


def target_of(served: Served) -> Target:
    """A served product as the client's target; Alice gives the commands."""
    return Target(served.port, served.pid, served.cell, served.tokens["alice"])


def figures(rounds: list[dict[str, Any]], spec: str, name: str) -> list[float]:
    """One figure of one phase, round by round. Raises ValueError where a round has none."""
    found = [phase[name] for told in rounds for phase in told["phases"] if phase["phase"] == spec]
    if None in found:
        raise ValueError(f"{spec}: nothing was told in time for {name}")
    return found
