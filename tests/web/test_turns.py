"""Long readings take turns: what a person may ask for in a while and at once, and what everybody may together."""

from collections import Counter
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import pytest
from flask import request

from cell import clock
from cell.errors import Refused
from cell.web import turns
from tests.api.caller import Caller
from tests.cast import World
from tests.serving import PATIENCE_S
from tests.web.test_open_routes import READ, routes
from tests.web.visitor import Page, Visitor

CELL = "/cells/ctest"
# What goes to the readers' threads and is no long reading: the last lines, the place of an hour; or is counted apart.
ELSEWHERE = {"journal.news", "past.seek", "similar.similar"} | {
    "search.index",
    "search.palette",
    "journal.show",
    "journal.take",
}


def test_whatever_reads_apart_takes_a_turn(shared: World, monkeypatch: pytest.MonkeyPatch):
    """Needs: a new page that reads a whole journal is named in cell/web/turns.py."""
    shared.act("alice", "ask_decision", question="Fermer ?")
    shared.act("alice", "take_decision", decision=1, choice="Oui", rationale="sûr", decider=shared.ids["alice"])
    apart, read = shared.house.desk.apart, set[str]()

    def seen(work: Callable[[Any], Any]) -> Any:
        read.add(request.endpoint or "")
        return apart(work)

    monkeypatch.setattr(shared.house.desk, "apart", seen)
    monkeypatch.setattr(turns, "READINGS_FREE", 1_000)
    alice, program = Visitor(shared, "alice"), Caller(shared, "alice")
    for _rule, path in routes(shared, READ):
        if path.startswith("/api/v1"):
            program("GET", path.removeprefix("/api/v1"))
        else:
            alice.get(path).close()
    for path in (f"/compare?a={shared.cell}&b={shared.cell}", "/search?q=quai", "/search.json?q=quai"):
        alice.get(path)
    for path in (
        "/similar?title=Compter",
        "/journal?q=a",
        "/journal/register.csv",
        "/journal/lines?after=1",
        "/at?time=2030-01-01T10:00",
    ):
        alice.get(CELL + path)
    for path in (*(f"/files/{form}" for form in ("json", "csv", "cell")), "/at/1"):
        alice.get(CELL + path)
    program("GET", f"/cells/{shared.cell}/board?at=1")
    program("GET", f"/cells/{shared.cell}/exports/json")
    assert read - ELSEWHERE == turns.LONG.keys()
    assert read >= ELSEWHERE


def test_one_persons_readings_are_slowed_down_and_nobody_elses(world: World, monkeypatch: pytest.MonkeyPatch):
    """Needs: pages and programs of one person are counted together."""
    monkeypatch.setattr(turns, "READINGS_FREE", 4)
    monkeypatch.setattr(clock, "elapsed", lambda: 0.0)
    chloe, program = Visitor(world, "chloe"), Caller(world, "chloe")
    long = ("/times", "/review", "/at/1")
    told = [chloe.get(CELL + path).status_code for path in long]
    told += [program("GET", f"/cells/ctest/{what}").status_code for what in ("waits", "measures", "exports/csv")]
    assert told == [200, 200, 200, 200, 429, 429]
    answer = chloe.get(f"{CELL}/times")
    assert answer.status_code == 429 and 1 <= int(answer.headers["Retry-After"]) <= turns.READINGS_S
    assert "trop de longues pages" in Page(answer.text).text and "(4)" in Page(answer.text).text
    refused = program("GET", "/cells/ctest/measures")
    assert refused.get_json()["code"] == "too_many" and int(refused.headers["Retry-After"]) >= 1
    short = [CELL, "/", f"{CELL}/members", f"{CELL}/journal", f"{CELL}/close"]
    assert {chloe.get(path).status_code for path in short} == {200}, "what is short is not counted"
    assert program("GET", "/cells/ctest/board").status_code == 200
    assert Visitor(world, "dan").get(f"{CELL}/times").status_code == 200


@pytest.mark.parametrize(("limit", "most", "who"), [("READINGS_AT_ONCE", 4, "chloe"), ("READINGS_OF_ALL", 6, "dan")])
def test_so_many_run_at_once_and_no_more(
    world: World, monkeypatch: pytest.MonkeyPatch, limit: str, most: int, who: str
):
    """Needs: a reading is counted from its beginning to its end, whoever's it is."""
    monkeypatch.setattr(turns, "READINGS_AT_ONCE", 4)
    monkeypatch.setattr(turns, "LOOKS", 0)  # whoever waits here waits for what waits for them
    monkeypatch.setattr(turns, limit, most)
    real, told, running = world.house.desk.apart, list[int](), Counter[str]()

    def nested(work: Callable[[Any], Any]) -> Any:
        if len(told) <= most and running.total() < 20:
            mine = "chloe" if running["chloe"] < 4 else who
            running[mine] += 1
            told.append(Visitor(world, mine).get(f"{CELL}/times").status_code)
        return real(work)

    monkeypatch.setattr(world.house.desk, "apart", nested)
    running["chloe"] += 1
    assert Visitor(world, "chloe").get(f"{CELL}/times").status_code == 200
    assert Counter(told) == {200: most - 1, 429: 1}
    monkeypatch.setattr(world.house.desk, "apart", real)
    assert not world.app.extensions[turns.KEY]._running, "whose turn is over is forgotten"
    assert Visitor(world, who).get(f"{CELL}/times").status_code == 200


def test_a_reading_that_fails_gives_its_turn_back(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(world.house.desk, "apart", lambda work: 1 / 0)
    chloe = Visitor(world, "chloe")
    assert {chloe.get(f"{CELL}/times").status_code for _time in range(6)} == {500}
    assert not world.app.extensions[turns.KEY]._running


class Reader(Thread):
    """Somebody's reading that lasts until it is told to end; `told` is how it was answered."""

    def __init__(self, all_turns: turns.Turns, account: int):
        super().__init__(daemon=True)
        self.all_turns, self.account = all_turns, account
        self.begun, self.end, self.told = Event(), Event(), ""
        self.start()

    def run(self) -> None:
        try:
            with self.all_turns.of(self.account):
                self.begun.set()
                assert self.end.wait(PATIENCE_S)
                self.told = "read"
        except Refused as refused:
            self.told = refused.code


def full(line: turns.Turns, account: int = 1) -> list[Reader]:
    """As many readings of a person as may run at once, all under way."""
    readers = [Reader(line, account) for _time in range(turns.READINGS_AT_ONCE)]
    assert all(one.begun.wait(PATIENCE_S) for one in readers)
    return readers


def waits(line: turns.Turns, count: int) -> None:
    """Until so many stand in line."""
    for _look in range(int(PATIENCE_S * 100)):
        if len(line._line) == count:
            return
        Event().wait(0.01)
    raise AssertionError(f"{len(line._line)} in line, not {count}")


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> turns.Turns:
    """Turns in which one waits as long as it takes."""
    monkeypatch.setattr(turns, "LOOKS", 10_000)
    return turns.Turns()


def test_who_finds_the_places_taken_waits_in_line_and_is_let_in_in_order(line: turns.Turns):
    """Needs: a page that is opened while others are still read comes a little later, instead of not at all."""
    running, waiting = full(line), list[Reader]()
    for count in range(1, 4):
        waiting.append(Reader(line, 1))
        waits(line, count)
    for one, first in zip(running, waiting, strict=False):
        assert not first.begun.is_set()
        one.end.set()
        assert first.begun.wait(PATIENCE_S)
    for one in (*running, *waiting):
        one.end.set()
        one.join(PATIENCE_S)
    assert {one.told for one in (*running, *waiting)} == {"read"}
    assert not line._running and not line._line


def test_others_are_let_in_past_who_waits_for_themselves(line: turns.Turns):
    """Needs: a line of one person's is nobody else's."""
    running, second = full(line), Reader(line, 1)
    waits(line, 1)
    other = Reader(line, 2)
    assert other.begun.wait(PATIENCE_S) and not second.begun.is_set()
    for one in (*running, second, other):
        one.end.set()
        one.join(PATIENCE_S)
    assert second.told == "read"


@pytest.mark.parametrize("limit", ["IN_LINE", "IN_LINE_OF_ALL"])
def test_only_so_many_wait(line: turns.Turns, monkeypatch: pytest.MonkeyPatch, limit: str):
    monkeypatch.setattr(turns, limit, 2)
    running = full(line)
    waiting = [Reader(line, 1) for _time in range(2)]
    waits(line, 2)
    with pytest.raises(Refused), line.of(1):
        pass
    for one in (*running, *waiting):
        one.end.set()
        one.join(PATIENCE_S)
    assert {one.told for one in waiting} == {"read"}


def test_who_has_waited_for_long_is_told_to_ask_again(line: turns.Turns, monkeypatch: pytest.MonkeyPatch):
    """Needs: who gives up leaves the line, or a place would be kept for nobody."""
    running = full(line)
    monkeypatch.setattr(turns, "LOOKS", 2)
    monkeypatch.setattr(turns, "LOOK_S", 0.01)
    late = Reader(line, 1)
    late.join(PATIENCE_S)
    assert late.told == "too_many" and not line._line
    for one in running:
        one.end.set()
        one.join(PATIENCE_S)
    assert not line._running


def test_who_is_stopped_while_they_wait_keeps_no_place(line: turns.Turns, monkeypatch: pytest.MonkeyPatch):
    class Stopped(Event):
        def wait(self, timeout: float | None = None) -> bool:
            raise SystemExit

    running = full(line)
    monkeypatch.setattr(turns, "Event", Stopped)
    with pytest.raises(SystemExit), line.of(1):
        pass
    assert not line._line
    for one in running:
        one.end.set()
        one.join(PATIENCE_S)
    assert not line._running
