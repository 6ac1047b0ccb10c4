"""The wall: it follows the cell, sees nothing it need not, does nothing, and goes dark when its link is revoked."""

import json
import math
import time
from typing import Any

import pytest

from cell import clock, people
from cell.errors import Refused
from cell.live import doorstep
from cell.live.picture import picture
from tests.cast import World
from tests.live.conftest import Standing
from tests.live.joining import command, make_wall
from tests.live.raw import Raw
from tests.live.watching import present
from tests.live.watching import until as elapse
from tests.serving import PATIENCE_S, Served

SECRET = "ce que seuls les habilités lisent"


def wall_at(served: Served, secret: str, cell: str | None = None) -> Raw:
    """A wall's screen, that has joined its cell."""
    raw = Raw(served.port)
    said = raw.name({"wall": secret, "cell": cell or served.cell})
    assert said and said.startswith("40"), said
    return raw


def seen(raw: Raw, limit_s: float = PATIENCE_S) -> dict[str, Any]:
    """What the wall is told next."""
    said = raw.text('42["wall"', limit_s)
    assert said
    return json.loads(said[2:])[1]["picture"]


def until(raw: Raw, wanted: Any, limit_s: float = PATIENCE_S) -> dict[str, Any]:
    """The next picture that is as wanted."""
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline:
        picture = seen(raw, deadline - time.monotonic())
        if wanted(picture):
            return picture
    raise AssertionError("never so")


def test_a_wall_follows_what_is_done_elsewhere(standing: Standing):
    secret, _number = make_wall(standing)
    raw = wall_at(standing, secret)
    joined = raw.ask("join", {"cell": standing.cell})
    assert joined and joined["ok"] and joined["picture"]["title"] == "Incendie"
    made = command(standing, "add_task", title="Vider la cuve", department="logistics").json()["row"]
    picture = until(raw, lambda told: told["take"])
    assert [one["text"] for one in picture["take"]] == ["Vider la cuve"]
    command(standing, "acknowledge_task", task=made["id"])
    command(standing, "wait_task", task=made["id"], on={"department": "legal"}, reason="avis")
    waits = until(raw, lambda told: told["waits"])["waits"]
    assert [(one["from"], one["on"], one["count"]) for one in waits] == [("logistics", "legal", 1)]


def test_a_wall_sees_who_is_there_by_last_name_and_which_chair_is_empty(standing: Standing):
    secret, _number = make_wall(standing)
    chloe = standing.screen("chloe")
    raw = wall_at(standing, secret)
    raw.ask("join", {"cell": standing.cell})
    seats = {one["id"]: one for one in until(raw, lambda told: any(one["here"] for one in told["seats"]))["seats"]}
    assert (seats["logistics"]["who"], seats["logistics"]["empty_at"]) == ("Durand", None)
    assert seats["legal"]["empty_at"] and seats["legal"]["missed"]
    chloe.close()
    until(raw, lambda told: not any(one["here"] for one in told["seats"]))
    assert b"Chlo" not in raw.taken and b"Alice" not in raw.taken


def test_nothing_restricted_and_no_entry_reaches_a_wall(standing: Standing):
    secret, _number = make_wall(standing)
    raw = wall_at(standing, secret)
    raw.ask("join", {"cell": standing.cell})
    asked = command(standing, "ask_decision", question=SECRET, restricted=True).json()["row"]["id"]
    command(standing, "add_option", decision=asked, text=SECRET)
    made = command(standing, "add_task", title="Visible", department="legal").json()["row"]["id"]
    command(standing, "comment_task", task=made, text=SECRET)
    command(standing, "record_information", text=SECRET, standing="rumour", state="to_verify")
    until(raw, lambda told: any(one["text"] == "Visible" for one in told["take"]))
    time.sleep(1.2)
    raw.ask("join", {"cell": standing.cell})
    for word in (SECRET.encode(), json.dumps(SECRET).encode(), b'"entries"', b'"rows"', b"example.org"):
        assert word not in raw.taken


def test_what_passes_between_departments_is_on_the_wall_and_what_is_restricted_is_not(world: World):
    world.act("chloe", "offer_handoff", to="legal", text="Contrat")
    world.act("alice", "give_role", member=world.ids["dan"], role="member", department="legal")
    for secret in (False, True):
        text = SECRET if secret else "Nous savons.\nNous vous dirons tout."
        world.act("alice", "draft_statement", audience="media", text=text, restricted=secret)
    world.act("chloe", "ask_approval", object="statement:1", departments=["legal"])
    hour = clock.after(clock.now(), 3600)
    world.act("chloe", "ask_contributions", text=SECRET, departments=["legal", "logistics"], needed_by=hour)
    sides = {"first": "logistics", "first_text": "a", "second": "legal", "second_text": "b"}
    world.act("chloe", "ask_arbitration", question="Qui ?", **sides)
    found = picture(world.board, set(), {})["waits"]
    waits = [(one["from"], one["on"], one["number"]) for one in found]
    assert waits[:2] == [("logistics", "legal", "H-0001"), ("logistics", "legal", "V-0001")]
    assert waits[2] == ("logistics", "legal", "P-0001") and found[2]["due_at"] == hour
    world.act("alice", "publish_statement", statement=1)
    told = picture(world.board, set(), {})
    assert told["said"] == [{"number": "S-0001", "audience": "media", "text": "Nous savons."}]
    assert SECRET not in str(told)


def test_a_wall_is_dark_as_soon_as_it_is_revoked(standing: Standing):
    secret, number = make_wall(standing)
    raw, other = wall_at(standing, secret), wall_at(standing, make_wall(standing)[0])
    for one in (raw, other):
        one.ask("join", {"cell": standing.cell})
    assert command(standing, "revoke_wall", wall=number).status_code == 200
    assert '"revoked"' in (raw.text('42["out"') or "")
    command(standing, "add_task", title="Après", department="legal")
    assert raw.is_ended() and "Après".encode() not in raw.taken
    until(other, lambda told: any(one["text"] == "Après" for one in told["take"]) or told["more"]["take"])
    again = Raw(standing.port)
    assert (again.name({"wall": secret, "cell": standing.cell}) or "").startswith("44")


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        ("command", {"name": "add_task", "args": {"title": "x", "department": "legal"}, "key": "1"}),
        ("writing", {"ref": "cell", "field": "aim"}),
    ],
)
def test_a_wall_gives_no_command_and_says_nothing(standing: Standing, name: str, payload: dict[str, Any]):
    raw = wall_at(standing, make_wall(standing)[0])
    raw.ask("join", {"cell": standing.cell})
    before = standing.api("alice", "GET", f"/cells/{standing.cell}").json()["seq"]
    refused = raw.ask(name, {"cell": standing.cell, **payload})
    assert refused and refused["refused"]["code"] == "not_allowed"
    assert standing.api("alice", "GET", f"/cells/{standing.cell}").json()["seq"] == before


def test_a_wall_opens_its_own_cell_alone(standing: Standing):
    secret, _number = make_wall(standing)
    body = {"title": "Autre", "level": 2, "departments": ["direction", "legal"]}
    other = standing.api("alice", "POST", "/cells", json=body).json()["id"]
    raw = wall_at(standing, secret)
    refused = raw.ask("join", {"cell": other})
    assert refused and refused["refused"]["code"] == "not_found"
    elsewhere = Raw(standing.port)
    assert (elsewhere.name({"wall": secret, "cell": other}) or "").startswith("44")


@pytest.mark.parametrize(
    "auth",
    [
        {"wall": "x"},
        {"wall": 7, "cell": "ctest"},
        {"wall": "x", "cell": ["ctest"]},
        {"wall": "x", "cell": "../x"},
        {"wall": "", "cell": "ctest"},
        {"wall": "x", "cell": "ctest", "token": "y"},
        {"wall": "x\x00", "cell": "ctest"},
    ],
)
def test_what_opens_no_wall_is_turned_away(standing: Standing, auth: dict[str, Any]):
    assert (Raw(standing.port).name(auth) or "44").startswith("44")


def test_a_wall_is_nobody_who_is_present(standing: Standing):
    raw = wall_at(standing, make_wall(standing)[0])
    raw.ask("join", {"cell": standing.cell})
    elapse(lambda: set(present(standing, standing.cell)) == {standing.ids["alice"]})  # whoever was there before is gone


def test_guesses_on_the_socket_are_counted_too(served: Served):
    secret, _number = make_wall(served)
    begun = time.monotonic()
    told = [Raw(served.port).name({"wall": people.new_secret(), "cell": served.cell}) or "" for _ in range(60)]
    later = math.log2(1 + time.monotonic() - begun)  # each one more waits twice as long as the one before
    assert all(one.startswith("44") for one in told)
    assert len([one for one in told if "signed_out" in one]) <= doorstep.FREE + 1 + later
    assert any("too_many" in one for one in told)
    assert (Raw(served.port).name({"wall": secret, "cell": served.cell}) or "").startswith("40"), "it darkens no wall"
    time.sleep(0.3)
    assert secret not in "".join(served.lines)


def test_guesses_that_are_not_counted_yet_are_counted_all_the_same(world: World):
    """Needs: a slow disk lets no more through than a quick one."""
    kept: list[Any] = []

    class Slow:
        """A desk that has not got round to it."""

        def submit(self, _order: Any, answered: Any) -> None:
            kept.append(answered)

    knocks, store = doorstep.Unasked(), world.house.store
    for _time in range(doorstep.FREE):
        knocks.check(store, "192.0.2.7")
        knocks.note(Slow(), "192.0.2.7")  # type: ignore[arg-type]
    with pytest.raises(Refused):
        knocks.check(store, "192.0.2.7")
    knocks.check(store, "192.0.2.8")
    kept.pop()(None)
    knocks.check(store, "192.0.2.7")
    world.house.desk.ask(doorstep._failure("192.0.2.7"))  # pyright: ignore[reportPrivateUsage]
    with pytest.raises(Refused):  # eleven on the way, and one counted: no more are free
        knocks.check(store, "192.0.2.7")
