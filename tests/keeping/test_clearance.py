"""Restricted entries: the same number for everybody, the words for the cleared alone, by every way out."""

from collections.abc import Iterator
from typing import Any

import pytest

from cell import wire
from cell.board import Board
from cell.journal.orders import Page
from tests.cast import World
from tests.recording import recording
from tests.web.visitor import Visitor

CANARY = "rançon de trois millions"
SEEN_BY = {"alice": True, "bruno": True, "chloe": False, "dan": False}


@pytest.fixture
def secret(world: World) -> Iterator[World]:
    """A cell that holds two restricted rows, touched by restricted entries, between entries for all."""
    world.pushes = {True: [], False: []}  # type: ignore[attr-defined]

    def tell(page: Page) -> None:
        for cleared, pushes in world.pushes.items():  # type: ignore[attr-defined]
            pushes.append(wire.push(page, cleared))

    world.house.desk.listeners.append(tell)
    world.act("chloe", "add_task", title="Appeler", department="logistics")
    world.act("bruno", "record_information", text=CANARY, source=CANARY, restricted=True)
    world.act("alice", "ask_decision", question=f"Payer la {CANARY} ?", restricted=True)
    world.act("bruno", "add_option", decision=1, text=CANARY)
    world.act("alice", "give_position", decision=1, department="legal", stance="against", reason=CANARY)
    world.act("alice", "take_decision", decision=1, choice=CANARY, rationale=CANARY, decider=world.ids["alice"])
    world.act("bruno", "correct_entry", entry=8, text=CANARY, reason=CANARY)
    world.act("chloe", "comment_task", task=1, text="fait")
    yield world


def answers(world: World, who: str) -> dict[str, bytes]:
    """Every address that tells something of the cell, and what it tells somebody."""
    headers = {"Authorization": f"Bearer {world.token(who)}"}
    client, signed = world.app.test_client(), world.browser(who)
    cell = f"/api/v1/cells/{world.cell}"
    paths = ["", "/board", "/board?at=10", "/entries", "/entries?after=7&limit=3", "/waits", "/measures"]
    paths += ["/exports/json", "/exports/csv"]
    told = {path: client.get(cell + path, headers=headers) for path in paths}
    pages = ["", "/history/decision/1", "/history/information/1", "/history/task/1", "/entries", "/entries?before=9"]
    told |= {f"page{path}": signed.get(f"/cells/{world.cell}{path}") for path in pages}
    assert {path: answer.status_code for path, answer in told.items() if answer.status_code != 200} == {}
    return {path: answer.data for path, answer in told.items()}


@pytest.mark.parametrize("who", SEEN_BY)
def test_no_way_out_tells_the_uncleared(secret: World, who: str):
    seen = {path for path, body in answers(secret, who).items() if CANARY.encode() in plain(body)}
    if SEEN_BY[who]:
        assert {"/board", "/entries", "/exports/json", "/exports/csv", "page", "page/history/decision/1"} <= seen
    else:
        assert not seen


def plain(body: bytes) -> bytes:
    """Escapes undone, so that nothing hides behind them."""
    return body.replace(b"\\u00e7", "ç".encode()).replace(b"&#231;", "ç".encode())


def test_pushes_are_cut_for_the_uncleared_and_whole_for_the_others(secret: World):
    pushes: dict[bool, list[bytes]] = secret.pushes  # type: ignore[attr-defined]
    assert len(pushes[True]) == len(pushes[False]) == 8
    assert sum(CANARY.encode() in push for push in pushes[True]) == 6
    assert not any(CANARY.encode() in push for push in pushes[False])


def test_the_numbers_have_no_hole_for_anybody(secret: World):
    told: dict[str, Any] = {}
    for who in SEEN_BY:
        headers = {"Authorization": f"Bearer {secret.token(who)}"}
        told[who] = secret.app.test_client().get(f"/api/v1/cells/{secret.cell}/entries", headers=headers).json
        entries = told[who]["entries"]
        assert [entry["seq"] for entry in entries] == list(range(1, secret.seq + 1))
        withheld = [entry for entry in entries if entry["kind"] == "withheld"]
        assert len(withheld) == (0 if SEEN_BY[who] else 6)
        assert all(entry["by"] is None and entry["facts"] == {} for entry in withheld)
    assert [entry["at"] for entry in told["dan"]["entries"]] == [entry["at"] for entry in told["alice"]["entries"]]


def test_the_history_of_a_hidden_row_does_not_even_count_its_entries(secret: World):
    signed = secret.browser("chloe")
    for ref in ("decision/1", "information/1", "decision/2"):
        assert signed.get(f"/cells/{secret.cell}/history/{ref}").json == {"entries": []}
    assert len(signed.get(f"/cells/{secret.cell}/history/task/1").json["entries"]) == 2  # type: ignore[index]


def test_an_export_withholds_the_key_too(secret: World):
    secret.act("bruno", "record_information", key=CANARY, text="x", restricted=True)
    assert CANARY.encode() not in answers(secret, "chloe")["/exports/json"]


@pytest.mark.parametrize(
    ("name", "args", "field"),
    [
        ("record_information", {"text": "x", "restricted": True}, "restricted"),
        ("ask_decision", {"question": "x", "restricted": True}, "restricted"),
        ("add_option", {"decision": 1, "text": "x"}, "decision"),
        ("give_position", {"decision": 1, "department": "legal", "stance": "for", "reason": "x"}, "decision"),
        ("add_task", {"title": "x", "department": "legal", "decision": 1}, "decision"),
        ("edit_task", {"task": 1, "decision": 1}, "decision"),
        ("acknowledge_decision", {"decision": 1, "department": "legal"}, "decision"),
        ("correct_entry", {"entry": 8, "text": "x", "reason": "x"}, "entry"),
    ],
)
def test_who_may_not_read_it_may_not_touch_it_nor_learn_that_it_is_there(
    secret: World, name: str, args: dict[str, Any], field: str
):
    refused = secret.refused("chloe", name, **args)
    assert (refused.code, refused.field) == ("not_allowed" if field == "restricted" else "not_found", field)
    if field != "restricted":
        elsewhere = {one: 99 if one == field else value for one, value in args.items()}
        absent = secret.refused("chloe", name, **elsewhere)
        assert (absent.code, absent.field, absent.about) == (refused.code, refused.field, refused.about)


def test_a_hidden_decision_cannot_be_guessed_by_superseding(secret: World):
    secret.act("alice", "give_role", member=secret.ids["chloe"], role="coordinator", department="logistics")
    secret.act("chloe", "ask_decision", question="Chartrer ?")
    secret.act("chloe", "take_decision", decision=2, choice="oui", rationale="vite", decider=secret.ids["alice"])
    assert secret.refused("chloe", "supersede_decision", decision=2, by=1).code == "not_found"


def test_an_open_decision_does_not_give_way_to_a_hidden_one(secret: World):
    """What is said of the open one is read by everybody, and would name the other."""
    for number in (2, 3):
        secret.act("chloe", "ask_decision", question="Chartrer ?")
        said = {"choice": "oui", "rationale": "vite", "decider": secret.ids["alice"]}
        secret.act("alice", "take_decision", decision=number, **said)
    assert secret.refused("alice", "supersede_decision", decision=2, by=1).field == "by"
    page = Visitor(secret, "alice").page(f"/cells/{secret.cell}/decisions/2").html
    assert 'value="3"' in page and 'value="1">D-0001' not in page
    secret.act("alice", "supersede_decision", decision=1, by=3)
    assert secret.board.decisions[1].successor == 3


def test_what_is_said_of_a_restricted_row_is_restricted(secret: World):
    kinds = ["decision.acknowledged", "decision.revoked"]
    with recording(secret, *kinds) as added:
        secret.act("bruno", "acknowledge_decision", decision=1, department="legal")
        secret.act("bruno", "revoke_decision", decision=1, reason=CANARY)
    assert {entry.clearance for entry in added} == {"restricted"}


def test_a_department_clears_its_members_but_no_observer(world: World):
    seen = world.act("alice", "record_information", text="x", restricted=True)
    board: Board = world.board
    assert seen.row is not None and board.informations[1].clearance == "restricted"
    world.act("alice", "give_role", member=world.ids["chloe"], role="member", department="legal")
    world.act("chloe", "record_information", text="y", restricted=True)
    world.act("alice", "give_role", member=world.ids["dan"], role="observer", department="legal")
    entries = answers(world, "dan")["/entries"]
    assert entries.count(b"withheld") == 2
