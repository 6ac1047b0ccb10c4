"""Turns at what takes long: how many of a person's readings in a while, how many at once, and how many of everybody.

Whole journals are read in a few threads of their own. Who asks for more than their share is told when to ask again,
so that no one person's readings, of whatever sort, are everybody's wait.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, NamedTuple

from flask import Flask, current_app, g, request

from cell import clock
from cell.errors import Refused

READINGS_FREE = 60  # of one person, within READINGS_S
READINGS_S = 20
READINGS_AT_ONCE = 4  # of one person: some tabs that open together
READINGS_OF_ALL = 40  # made or waiting; more would only wait longer than anybody looks
SOON_S = 2
KEY = "readings"


class Limits(NamedTuple):
    """So many within so many seconds, and so many at once, of one person and of everybody."""

    free: int
    within_s: int
    at_once: int
    of_all: int


class Turns:
    """Counts readings from when they begin, by account."""

    def __init__(self) -> None:
        self._asked: dict[int, list[float]] = {}
        self._running: Counter[int] = Counter()

    def limits(self) -> Limits:
        """How many there may be."""
        return Limits(READINGS_FREE, READINGS_S, READINGS_AT_ONCE, READINGS_OF_ALL)

    @contextmanager
    def of(self, account: int) -> Iterator[None]:
        """Count a reading for as long as it runs. Refused where the person must wait."""
        now, limits = clock.elapsed(), self.limits()
        self._asked = {one: times for one, times in self._asked.items() if now - times[-1] < limits.within_s}
        times = [at for at in self._asked.get(account, []) if now - at < limits.within_s]
        if len(times) >= limits.free:
            left_s = limits.within_s - (now - times[0])
            raise Refused("too_many", None, limit=max(1, int(left_s)), mine=len(times))
        if self._running[account] >= limits.at_once:
            raise Refused("too_many", None, limit=SOON_S, mine=self._running[account])
        if self._running.total() >= limits.of_all:
            raise Refused("too_many", None, limit=SOON_S, everybodys=self._running.total())
        self._asked[account] = [*times, now]
        self._running[account] += 1
        try:
            yield
        finally:
            self._running[account] -= 1
            self._running += Counter()  # who reads nothing any more is not remembered


def _always() -> bool:
    return True


# What reads a whole journal, or folds one. Searches and filters of the journal have turns of their own.
LONG: dict[str, Callable[[], bool]] = {
    **dict.fromkeys(("times.show", "times.now", "past.show", "decisions.show"), _always),
    **dict.fromkeys(("silos.show", "silos.now", "silos.square", "api.show_silos"), _always),
    **dict.fromkeys(("review.show", "compare.show", "files.get"), _always),
    **dict.fromkeys(("api.list_waits", "api.show_measures", "api.export"), _always),
    "api.show_board": lambda: "at" in request.args,
}


def init_app(app: Flask) -> None:
    """Have the long readings take turns; after everything that adds one."""
    app.extensions[KEY] = Turns()
    for endpoint, is_long in LONG.items():
        app.view_functions[endpoint] = _in_turn(app.view_functions[endpoint], is_long)


def _in_turn(view: Callable[..., Any], is_long: Callable[[], bool]) -> Callable[..., Any]:
    @wraps(view)
    def taken(**given: Any) -> Any:
        if g.account is None or not is_long():  # who is not in reads nothing
            return view(**given)
        turns: Turns = current_app.extensions[KEY]
        with turns.of(g.account.id):
            return view(**given)

    return taken
