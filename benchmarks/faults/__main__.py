"""Measures what must hold under faults, one line each: `make faults`, or `python -m benchmarks.faults NAME…`."""

import os

os.environ.setdefault("CELL_QUICK_HASHES", "1")  # what a password costs is not what is measured
os.environ["CELL_DEMO"] = "0"

import argparse
import sys
import time
import traceback

from benchmarks.faults.registry import Figure, Told, gather


def measured(figure: Figure) -> list[Told]:
    """What a figure says. What breaks it is told as broken, and does not keep the others from being measured."""
    found: list[Told] = []
    try:
        found.extend(figure.measure())
    except Exception as fault:
        traceback.print_exc()
        found.append(Told("could not be measured", f"{type(fault).__name__}: {fault}"[:200], "a measure", False))
    return found


def main() -> int:
    figures = gather()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults")
    parser.add_argument("names", nargs="*", help="numbers or names; all without", metavar="FIGURE")
    parser.add_argument("--list", action="store_true", help="say which there are")
    given = parser.parse_args()
    known = {name for figure in figures for name in (figure.name, str(figure.number))}
    if unknown := set(given.names) - known:
        parser.error(f"no such figure: {', '.join(sorted(unknown))}")
    broken = 0
    for figure in figures:
        if given.names and not {figure.name, str(figure.number)} & set(given.names):
            continue
        if given.list:
            print(f"{figure.number:>3} {figure.name}: {figure.title}")
            continue
        begun = time.monotonic()
        for told in measured(figure):
            broken += not told.is_held
            verdict = "held" if told.is_held else "BROKEN"
            print(f"{figure.number:>3} {verdict:6} {told.what}: {told.measured} (bound: {told.bound})", flush=True)
        print(f"    {figure.name} took {time.monotonic() - begun:.0f} s", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
