"""Long readings take turns: what a person may ask for in a while and at once, and what everybody may together."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from flask import request

from cell.web import turns
from tests.api.caller import Caller
from tests.cast import World
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
