"""Who connects, and under which names messages come: what is odd is refused, never guessed at."""

import json
import time

import pytest

from cell.wire import Json
from tests.cast import PASSWORD
from tests.live.raw import Raw, frame, message
from tests.live.watching import Watched, cookie_of, named, open_cell, present
from tests.serving import PATIENCE_S, Served

ODD = {
    "list": ["{token}"],
    "text": "{token}",
    "number": 1,
    "true": True,
    "empty list": [],
    "empty text": "",
    "zero": 0,
    "false": False,
    "nested": {"token": {"token": "{token}"}},
    "token in a list": {"token": ["{token}"]},
    "token is a number": {"token": 1},
    "token is null": {"token": None},
    "token is empty": {"token": ""},
    "one key more": {"token": "{token}", "role": "director"},
    "another key": {"user": "{token}"},
    "very long": {"token": "cell_" + "x" * 100_000},
    "unknown": {"token": "cell_" + "x" * 43},
    "with a blank": {"token": "{token} "},
    "deep": {"token": json.loads("[" * 500 + "]" * 500)},
}


@pytest.fixture(scope="module")
def cookie(standing: Served) -> str:
    """Alice's, as her browser sends it."""
    return cookie_of(standing, "alice", PASSWORD)[1]


@pytest.mark.parametrize("what", ODD)
def test_odd_identity_is_refused_even_beside_a_good_cookie(standing: Served, cookie: str, what: str):
    """Needs: `auth` is looked at before it is used, and is an object with a token or nothing at all."""
    auth = json.loads(json.dumps(ODD[what]).replace("{token}", standing.tokens["alice"]))
    raw = Raw(standing.port, Cookie=cookie, Origin=f"http://localhost:{standing.port}")
    seen = Watched(standing)
    said = raw.name(auth)
    assert said is None or said.startswith('44{"message":"signed_out"'), said
    raw.send(message("join", {"cell": standing.cell}, 5))
    assert raw.text("43") is None, "whoever it is, they are heard"
    assert "Traceback" not in seen.diary


def test_a_second_introduction_changes_nothing(standing: Served):
    """Needs: a named link is not named again."""
    raw = named(standing, "dan")
    raw.send(frame("40" + json.dumps({"token": standing.tokens["alice"]})))
    answer = raw.ask("join", {"cell": standing.cell})
    assert answer and answer["me"]["id"] == standing.ids["dan"]


RESERVED = ("connect", "disconnect", "connect_error", "message", "entries", "head", "out", "*")


def test_a_reserved_name_is_a_name_like_any_unknown_one(standing: Served):
    """Needs: names from the wire are looked up among our own two, never among the library's handlers."""
    cell = open_cell(standing, "alice")
    raws = {name: named(standing, "alice", cell) for name in RESERVED}
    for name, raw in raws.items():
        for payload in ({}, None, "client namespace disconnect"):
            answer = raw.ask(name, payload)
            assert answer and answer["refused"]["code"] == "unknown_command"
        raw.send(frame(f'42["{name}"]'), frame(f'42["{name}",1,2,3]'))
        assert raw.ask("join", {"cell": cell})
    assert present(standing, cell) == {standing.ids["alice"]: len(raws) + 1}  # and the one that asks


def test_not_a_number_from_one_cuts_off_nobody_else(standing: Served):
    """Needs: strict JSON on the way in."""
    alice, before = standing.screen("alice"), Watched(standing)
    for value in ("NaN", "Infinity", "-Infinity", "1e999"):
        raw = named(standing, "chloe")
        args = f'{{"title":"x","department":"logistics","priority":{value}}}'
        raw.send(frame(f'427["command",{{"cell":"{standing.cell}","name":"add_task","args":{args},"key":"k{value}"}}]'))
        assert raw.text("437") is None
    assert alice.act("add_task", title="après", department="logistics")["ok"]
    deadline = time.monotonic() + PATIENCE_S
    while not alice.entries() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert [entry["facts"]["title"] for entry in alice.entries()] == ["après"]
    assert alice.client.connected and "Traceback" not in before.diary


def test_not_a_number_never_leaves_us():
    """Needs: the socket's JSON is not the standard library's."""
    told = Json.dumps({"a": float("nan"), "b": [float("inf"), float("-inf")]})
    assert json.loads(told, parse_constant=lambda name: pytest.fail(name)) == {"a": None, "b": [None, None]}


@pytest.mark.parametrize("name", ["key", "cell"])
def test_a_name_the_database_chokes_on_refuses_nobody_else(standing: Served, name: str):
    """Needs: keys and cells are looked at before they join others' batch."""
    raw = named(standing, "chloe")
    args = {"title": "bon", "department": "logistics"}
    good = {"cell": standing.cell, "name": "add_task", "args": args, "key": f"good {name}"}
    bad = {**good, "key": f"bad {name}", name: "a\0b"}
    raw.send(message("command", bad, 70), message("command", good, 71), message("command", bad, 72))
    said = sorted(raw.text("437") or "" for _ in range(3))
    assert ['"ok":true' in one for one in said] == [False, True, False], said
