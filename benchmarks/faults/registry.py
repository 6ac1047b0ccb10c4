"""The figures that are held to under faults: number, name, what measures it. Modules of this folder register theirs."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from typing import NamedTuple

from benchmarks import faults


class Told(NamedTuple):
    """One thing measured: what, how it came out, the bound as people read it, and whether it holds."""

    what: str
    measured: str
    bound: str
    is_held: bool


Measure = Callable[[], Iterator[Told]]


class Figure(NamedTuple):
    """One figure; `name` is what `python -m benchmarks.faults` calls it."""

    number: int
    name: str
    title: str
    measure: Measure


FIGURES: dict[str, Figure] = {}


def figure(number: int, title: str) -> Callable[[Measure], Measure]:
    """Register what measures a figure, under the name of its function."""

    def register(measure: Measure) -> Measure:
        name = measure.__name__
        assert name not in FIGURES
        FIGURES[name] = Figure(number, name, title, measure)
        return measure

    return register


def gather() -> list[Figure]:
    """Every figure of every module beside this one, by number."""
    for module in pkgutil.iter_modules(faults.__path__):
        if module.name != "__main__":
            importlib.import_module(f"{faults.__name__}.{module.name}")
    return sorted(FIGURES.values(), key=lambda figure: (figure.number, figure.name))
