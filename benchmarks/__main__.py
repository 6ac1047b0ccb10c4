"""Measures everything and writes benchmarks/RESULTS.md: `make bench`, or with --quick a look that writes nothing."""

import os

os.environ.setdefault("CELL_QUICK_HASHES", "1")  # what a password costs is not what is measured
os.environ["CELL_DEMO"] = "0"

import argparse
import json
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from benchmarks import machine
from benchmarks.alike import alike
from benchmarks.disk import disk
from benchmarks.growth import growth
from benchmarks.live import live
from benchmarks.pages import pages
from benchmarks.plan import QUICK, WHOLE, Plan
from benchmarks.records import records
from benchmarks.report import Part, page
from benchmarks.screens import screens
from benchmarks.stage import HERE, Stage
from benchmarks.start import start

PARTS: dict[str, Callable[[Stage, Plan], Part]] = {
    "live": live,
    "disk": disk,
    "growth": growth,
    "screens": screens,
    "start": start,
    "pages": pages,
    "alike": alike,
    "records": records,
}


def measured(names: list[str], plan: Plan) -> tuple[str, dict[str, object]]:
    """The report and the raw figures. A part that breaks is told, and does not keep the others from being measured."""
    parts: list[Part] = []
    failures: dict[str, str] = {}
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        facts = machine.facts(Path(folder))
        stage = Stage(Path(folder), plan.again)
        for name in names:
            print(f"{time.monotonic() - begun:5.0f} s  {name}", flush=True)
            try:
                parts.append(PARTS[name](stage, plan))
            except Exception as fault:
                traceback.print_exc()
                failures[name] = f"{type(fault).__name__}: {fault}".replace(folder, "…")[:300]
    raw = {"plan": plan._asdict(), "facts": facts, **{part.title: part.raw for part in parts}}
    facts.append(stage.theft.said())
    return page(parts, failures, facts, time.monotonic() - begun), raw


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--quick", action="store_true", help="small numbers, two minutes, nothing written")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="some parts, nothing written")
    given = parser.parse_args()
    report, raw = measured(given.only, QUICK if given.quick else WHOLE)
    print(report)
    if not given.quick and given.only == list(PARTS):
        (HERE / "RESULTS.md").write_text(report)
        (HERE / "results.json").write_text(json.dumps(raw) + "\n")


if __name__ == "__main__":
    main()
