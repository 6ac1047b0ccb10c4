"""A door that shuts, shuts for live screens too, wherever it was shut from: effect on the socket, then nothing more."""

import os
import sqlite3
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
import requests
import time_machine

from cell import clock, people
from cell.journal.orders import Job
from tests.cast import PASSWORD, World
from tests.live.raw import Raw
from tests.live.watching import cookie_of, open_cell, until
from tests.serving import PATIENCE_S, ROOT, Served

SECRET = "ce que seuls les présents lisent"


def in_room(served: Served, cell: str, cookie: str | None = None) -> Raw:
    """A screen of Dan's, opened with a cookie as a page does, and showing a cell."""
    cookie = cookie or cookie_of(served, "dan", PASSWORD)[1]
    raw = Raw(served.port, Cookie=cookie, Origin=f"http://localhost:{served.port}")
    assert (raw.name() or "").startswith("40")
    assert (raw.ask("join", {"cell": cell}) or {})["ok"]
    return raw


def cell_with_dan(served: Served, role: str = "member") -> str:
    """A cell of its own for a test, with Alice and Dan in it."""
    cell = open_cell(served, "alice")
    answer = command(served, cell, "add_member", member=served.ids["dan"], role=role, department="logistics")
    assert answer.status_code == 200, answer.text
    return cell


def command(served: Served, cell: str, name: str, /, **args: Any) -> requests.Response:
    """A command of Alice's, over HTTP."""
    return served.api("alice", "POST", f"/cells/{cell}/commands/{name}", json=args)


def assert_out(served: Served, cell: str, raw: Raw, reason: str) -> None:
    """The screen is told why, hears nothing of what follows, and its link ends."""
    said = raw.text('42["out"')
    assert said and f'"reason":"{reason}"' in said
    assert command(served, cell, "add_task", title=SECRET, department="logistics").status_code == 200
    assert raw.is_ended()
    assert SECRET.encode() not in raw.taken


def test_who_is_removed_hears_nothing_more(standing: Served):
    """Needs: a batch first lets go of who was removed, then is told."""
    cell = cell_with_dan(standing)
    raw = in_room(standing, cell)
    assert command(standing, cell, "remove_member", member=standing.ids["dan"]).status_code == 200
    assert_out(standing, cell, raw, "removed")


def test_who_loses_clearance_hears_no_restricted_entry_more(standing: Served):
    """Needs: a change of role takes the screen out of the room until it has fetched the board it may see."""
    cell = cell_with_dan(standing, "loggist")
    raw = in_room(standing, cell)
    assert command(standing, cell, "give_role", member=standing.ids["dan"], role="observer").status_code == 200
    assert command(standing, cell, "ask_decision", question=SECRET, restricted=True).status_code == 200
    head = raw.text('42["head"')
    assert head and '"stream":""' in head
    joined = raw.ask("join", {"cell": cell})
    assert joined and joined["me"]["cleared"] is False
    assert command(standing, cell, "ask_decision", question=SECRET + " 2", restricted=True).status_code == 200
    told = raw.text('42["entries"')
    assert told and '"withheld"' in told
    assert SECRET.encode() not in raw.taken


def test_who_loses_a_right_is_refused_at_the_next_command(standing: Served):
    """Needs: rights are looked up at every command, never remembered from the connection."""
    cell = cell_with_dan(standing)
    raw = in_room(standing, cell)
    order = {"cell": cell, "name": "add_task", "args": {"title": "x", "department": "logistics"}, "key": "1"}
    assert (raw.ask("command", order) or {})["ok"]
    assert command(standing, cell, "give_role", member=standing.ids["dan"], role="observer").status_code == 200
    refused = raw.ask("command", {**order, "key": "2"})
    assert refused and refused["refused"]["code"] == "not_allowed"


def test_signing_out_shuts_the_screens_of_that_sign_in(standing: Served):
    """Needs: signing out lets go of the door's screens."""
    cell = cell_with_dan(standing)
    browser, cookie = cookie_of(standing, "dan", PASSWORD)
    raw, other = in_room(standing, cell, cookie), in_room(standing, cell)
    page = browser.get(standing.url + "/", timeout=PATIENCE_S).text
    token = page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    answer = browser.post(
        standing.url + "/sign-out", data={"csrf_token": token}, timeout=PATIENCE_S, allow_redirects=False
    )
    assert answer.status_code == 302, answer.text[:300]
    assert_out(standing, cell, raw, "signed_out")
    assert SECRET in (other.text('42["entries"') or ""), "the other sign-in is still there"
    again = Raw(standing.port, Cookie=cookie, Origin=f"http://localhost:{standing.port}")
    assert (again.name() or "").startswith("44")


MINE = "id = (SELECT max(id) FROM sign_ins WHERE account = ?)"


def set_seen(served: Served, **columns: str) -> None:
    """Put the last sign-in of Dan's as it would be after hours."""
    with sqlite3.connect(served.folder / "cell.db", timeout=PATIENCE_S) as connection:
        for name, value in columns.items():
            connection.execute(f"UPDATE sign_ins SET {name} = ? WHERE {MINE}", (value, served.ids["dan"]))
        connection.commit()


def seen_at(served: Served) -> tuple[str, str]:
    """When it was last seen, and when it lapses."""
    with sqlite3.connect(served.folder / "cell.db", timeout=PATIENCE_S) as connection:
        read = connection.execute(f"SELECT last_seen_at, lapses_at FROM sign_ins WHERE {MINE}", (served.ids["dan"],))
        return read.fetchone()


def test_a_screen_keeps_its_sign_in_in_use_and_one_that_lapsed_is_cut(standing: Served):
    """Needs: the watch writes down the use of doors whose screens are open, and cuts those that lapsed."""
    cell = cell_with_dan(standing)
    raw = in_room(standing, cell)
    begun = clock.now()
    long_ago = clock.after(begun, -400)
    set_seen(standing, last_seen_at=long_ago, lapses_at=clock.after(begun, 600))
    until(lambda: seen_at(standing)[0] > long_ago)
    assert seen_at(standing)[1] >= clock.after(begun, people.IDLE_S)
    set_seen(standing, lapses_at=clock.now())
    assert_out(standing, cell, raw, "signed_out")


def test_who_is_disabled_by_the_operator_is_cut_within_two_seconds(standing: Served):
    """Needs: the watch looks every second whether each screen's door still stands."""
    cell = cell_with_dan(standing)
    raw = in_room(standing, cell)
    token = Raw(standing.port)
    assert (token.name({"token": standing.tokens["dan"]}) or "").startswith("40")
    environ = {**os.environ, "CELL_INSTANCE": str(standing.folder), "CELL_QUICK_HASHES": "1"}
    run = [sys.executable, "-c", "from cell.cli import main; main()", "disable", "dan@example.org"]
    told = subprocess.run(run, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=PATIENCE_S)
    assert "shut out" in told.stdout, told.stderr
    assert_out(standing, cell, raw, "signed_out")
    assert token.is_ended()


@pytest.mark.parametrize("hours", [-24, -1, -0.01, 0.01, 1, 11])
def test_a_sign_in_outlives_a_step_of_the_clock(world: World, hours: float):
    """Needs: sign-ins are rows with an end, not signatures with an age."""
    account = world.ids["alice"]
    secret = world.house.desk.ask(Job(lambda c: people.begin_sign_in(c, account, None, None)))
    then = clock.moment_of(clock.now()) + timedelta(hours=hours)
    with time_machine.travel(then), world.house.store.reading() as connection:
        who = people.by_sign_in(connection, secret)
        assert who and who[0].id == account
        assert people.alive(connection, {who[1]}) == {who[1]}


def test_a_sign_in_ends_when_its_time_is_over(world: World):
    """The other side of the same."""
    secret = world.house.desk.ask(Job(lambda c: people.begin_sign_in(c, world.ids["alice"], None, None)))
    then = clock.moment_of(clock.now()) + timedelta(seconds=people.SIGN_IN_S + 60)
    with time_machine.travel(then), world.house.store.reading() as connection:
        assert people.by_sign_in(connection, secret) is None
