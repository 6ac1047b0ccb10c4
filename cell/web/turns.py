"""Turns at what takes long: how many of a person's readings in a while, how many at once, and how many of everybody.

Whole journals are read in a few threads of their own. A reading that finds its places taken waits in line for a moment,
a few of a person and so many of everybody; who asks for more is told when to ask again, so that no one person's
readings, of whatever sort, are everybody's wait.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import Event, Lock
from typing import Any, NamedTuple

from flask import Flask, current_app, g, request

from cell import clock
from cell.errors import Refused

READINGS_FREE = 60  # of one person, within READINGS_S
READINGS_S = 20
READINGS_AT_ONCE = 4  # of one person: some tabs that open together
READINGS_OF_ALL = 40  # made or waiting for a thread; more would only wait longer than anybody looks
IN_LINE = 4  # of one person: as many tabs again
IN_LINE_OF_ALL = 40
SOON_S = 2
# How long one waits in line: counted, not timed, so that a machine which stood still has kept nobody waiting.
LOOKS = 40
LOOK_S = 0.25
KEY = "readings"


class Limits(NamedTuple):
    """So many within so many seconds, and so many at once, of one person and of everybody."""

    free: int
    within_s: int
    at_once: int
    of_all: int


class Turns:
    """Counts readings by account: from when they are let in, and for as long as they run."""

    def __init__(self) -> None:
        self._asked: dict[int, list[float]] = {}
        self._running: Counter[int] = Counter()
        self._line: list[tuple[int, Event]] = []  # in the order they came
        self._lock = Lock()

    def limits(self) -> Limits:
        """How many there may be."""
        return Limits(READINGS_FREE, READINGS_S, READINGS_AT_ONCE, READINGS_OF_ALL)

    @contextmanager
    def of(self, account: int) -> Iterator[None]:
        """Count a reading for as long as it runs, once its turn has come. Refused where the person must ask again."""
        with self._lock:
            self._count(account)
            place = None if self._is_free(account) else self._stand(account)
            if place is None:
                self._running[account] += 1
        if place is not None:
            self._wait(account, place)
        try:
            yield
        finally:
            with self._lock:
                self._end(account)

    def _count(self, account: int) -> None:
        now, limits = clock.elapsed(), self.limits()
        self._asked = {one: times for one, times in self._asked.items() if now - times[-1] < limits.within_s}
        times = [at for at in self._asked.get(account, []) if now - at < limits.within_s]
        if len(times) >= limits.free:
            left_s = limits.within_s - (now - times[0])
            raise Refused("too_many", None, limit=max(1, int(left_s)), mine=len(times))
        if not self._is_free(account):
            self._refuse_a_long_line(account)
        self._asked[account] = [*times, now]

    def _is_free(self, account: int) -> bool:
        limits = self.limits()
        return self._running[account] < limits.at_once and self._running.total() < limits.of_all

    def _refuse_a_long_line(self, account: int) -> None:
        mine = sum(one == account for one, _place in self._line)
        if mine >= IN_LINE or len(self._line) >= IN_LINE_OF_ALL:
            raise self._too_many(account)

    def _too_many(self, account: int) -> Refused:
        """Told with the person's own number where that is what keeps them waiting."""
        mine, limits = self._running[account], self.limits()
        told = {"mine": mine} if mine >= limits.at_once else {"everybodys": self._running.total()}
        return Refused("too_many", None, limit=SOON_S, **told)

    def _stand(self, account: int) -> Event:
        place = Event()
        self._line.append((account, place))
        return place

    def _wait(self, account: int, place: Event) -> None:
        """Wait to be let in; whoever lets in has counted us already."""
        try:
            for _look in range(LOOKS):
                if place.wait(LOOK_S):
                    return
        except BaseException:  # who is stopped while they wait holds no place for ever
            with self._lock:
                if place.is_set():
                    self._end(account)
                else:
                    self._line.remove((account, place))
            raise
        with self._lock:
            if place.is_set():  # at the very last
                return
            self._line.remove((account, place))
            raise self._too_many(account)

    def _end(self, account: int) -> None:
        """Give the turn back, and let in who has waited longest among those that now may."""
        self._running[account] -= 1
        for one, place in list(self._line):
            if self._is_free(one):
                self._line.remove((one, place))
                self._running[one] += 1
                place.set()
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
