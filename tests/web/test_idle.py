"""A sign-in that nobody uses ends; one in use goes on until its two weeks are over."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from cell import people
from cell.journal.orders import Job
from tests.cast import World
from tests.web.visitor import COOKIE, SESSION, Visitor

START = "2026-11-01T14:00:00Z"


def rows(world: World) -> Any:
    """The one sign-in, as it is kept."""
    with world.house.store.reading() as connection:
        return people.open_sign_ins(connection, world.ids["alice"])


def test_a_sign_in_lapses_that_nobody_uses(world: World):
    with time_machine.travel(START, tick=False) as now:
        visitor = Visitor(world, "alice")
        now.shift(people.IDLE_S - 1)
        door = ("sign_in", rows(world)[0].id)
        with world.house.store.reading() as connection:
            assert people.alive(connection, {door}) == {door}
            now.shift(2)
            assert people.alive(connection, {door}) == set()
            assert people.by_sign_in(connection, visitor.cookie or "") is None
        assert not visitor.is_in()
        assert rows(world) == []
        now.shift(-people.IDLE_S / 2)
        assert visitor.is_in()  # its time is counted, not a mark that a clock set wrong would leave for ever


def test_what_is_used_now_and_then_goes_on_and_ends_after_two_weeks_all_the_same(world: World):
    with time_machine.travel(START, tick=False) as now:
        visitor = Visitor(world, "alice")
        for _ in range(30):
            now.shift(people.IDLE_S * 0.9)
            assert visitor.is_in()
        now.shift(people.SIGN_IN_S - 30 * people.IDLE_S * 0.9 - 1)
        assert visitor.is_in()
        now.shift(2)
        assert not visitor.is_in()


def test_use_is_written_down_at_most_every_five_minutes(world: World):
    with time_machine.travel(START, tick=False) as now:
        visitor, written = Visitor(world, "alice"), set()
        for _ in range(31):
            assert visitor.get("/account").status_code == 200
            written.add(rows(world)[0].last_seen_at)
            now.shift(timedelta(seconds=20))
        assert len(written) == 2  # ten minutes: as it began, and once more


def test_what_has_lapsed_is_not_brought_back_by_being_seen(world: World):
    with time_machine.travel(START, tick=False) as now:
        Visitor(world, "alice")
        [row] = rows(world)
        now.shift(people.IDLE_S + 1)
        world.house.desk.ask(Job(lambda c: people.see(c, {row.id})))
        assert rows(world) == []


@pytest.mark.parametrize("hours", [1, 24])
def test_how_long_that_is_can_be_set(tmp_path: Path, hours: int):
    world = World(tmp_path, CELL_IDLE_HOURS=hours)
    with time_machine.travel(START, tick=False) as now:
        visitor = Visitor(world)
        visitor.sign_in("alice")
        now.shift(hours * 3600 - 1)
        assert visitor.is_in()
        now.shift(hours * 3600 - 1)
        assert visitor.is_in()
        now.shift(hours * 3600 + 1)
        assert not visitor.is_in()
    world.close()


def test_over_https_cookies_are_of_this_host_alone_and_are_taken_back_alike(tmp_path: Path):
    world = World(tmp_path, CELL_ORIGIN="https://cell.example.org")
    client = world.app.test_client()
    home = "https://localhost"
    page = client.get("/sign-in", base_url=home)
    token = page.text.split('name="csrf_token" type="hidden" value="')[1].split('"')[0]
    typed = {"csrf_token": token, "email": "alice@example.org", "password": "a long enough password"}
    answer = client.post("/sign-in", data=typed, base_url=home, headers={"Referer": home + "/sign-in"})
    given = [*page.headers.getlist("Set-Cookie"), *answer.headers.getlist("Set-Cookie")]
    assert {one.partition("=")[0] for one in given} == {f"__Host-{COOKIE}", f"__Host-{SESSION}"}
    token = client.get("/account", base_url=home).text.split('name="csrf-token" content="')[1].split('"')[0]
    out = client.post("/sign-out", data={"csrf_token": token}, base_url=home, headers={"Referer": home + "/account"})
    for one in [*given, *out.headers.getlist("Set-Cookie")]:
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(one.split("; "))
        assert "Domain" not in one
    assert client.get("/account", base_url=home).status_code == 302
    world.close()
