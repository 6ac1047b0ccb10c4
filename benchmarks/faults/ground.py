"""What the figures of the live channel have in common: a served product in a folder that goes with it."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.live.raw import Raw
from tests.serving import ROOT, Served

MB = 1024 * 1024


@contextmanager
def served(**environ: str) -> Iterator[Served]:
    """The product, served, with the cast in a cell; whatever raw connections were opened end with it."""
    with tempfile.TemporaryDirectory() as folder:
        made = Served(Path(folder), **environ)
        made.start()
        try:
            yield made
        finally:
            while Raw.opened:
                Raw.opened.pop().close()
            made.stop()


def load(served: Served, phase: str, *, words: int = 200) -> dict[str, Any]:
    """Fifty honest screens and a phase of writes, in a process of their own; the figures of the phase."""
    args = ["--port", served.port, "--pid", served.pid, "--cell", served.cell, "--token", served.tokens["alice"]]
    args += ["--n", 50, "--phases", phase, "--words", words]
    run = [sys.executable, "-m", "benchmarks.load", *map(str, args)]
    done = subprocess.run(run, cwd=ROOT, text=True, capture_output=True, timeout=120, check=True)
    return json.loads(done.stdout.splitlines()[-1])["phases"][0]


def act(served: Served, cell: str, name: str, /, **args: Any) -> dict[str, Any]:
    """A command of Alice's, over HTTP."""
    answer = served.api("alice", "POST", f"/cells/{cell}/commands/{name}", json=args)
    assert answer.status_code == 200, answer.text
    return answer.json()


def seq_of(served: Served, cell: str) -> int:
    """The number of a cell's last entry."""
    return served.api("alice", "GET", f"/cells/{cell}").json()["seq"]
