"""Who looks, which chairs are empty and since when, and who writes where."""

import time
from typing import Any
from unittest.mock import Mock

import pytest
from sqlalchemy.exc import OperationalError

from cell import clock
from cell.live.screens import Screens
from cell.live.talk import Talk
from cell.live.writing import EVERY_S
from tests.live.conftest import Standing
from tests.live.watching import named, open_cell
from tests.serving import PATIENCE_S, Served


def told(served: Served, screen: Any, wanted: Any, limit_s: float = PATIENCE_S) -> dict[str, Any]:
    """The next word about presence that is as wanted."""
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline:
        said = screen.wait_for("presence", deadline - time.monotonic())
        if wanted(said):
            return said
    raise AssertionError("not so in time")


def test_an_empty_chair_is_named_with_the_time_since_its_people_last_wrote(standing: Standing):
    begun = clock.now()
    chloe = standing.screen("chloe")
    answer = chloe.act("add_task", title="Compter les palettes", department="logistics")
    wrote = [entry["at"] for entry in chloe.wait_for("entries")["entries"] if entry["seq"] == answer["seq"]]
    chloe.close()
    standing.stop()
    standing.start()
    alice = standing.screen("alice")
    said = told(standing, alice, lambda one: one["empty"])
    assert said["empty"]["logistics"] == wrote[0] >= begun
    opened = alice.joined["board"]["rows"]["cell"]["opened_at"]
    assert said["empty"]["legal"] == opened, "nobody of it ever wrote: since it was seated"


def test_a_chair_is_empty_since_its_last_screen_went_and_no_more_once_somebody_sits(standing: Standing):
    alice, chloe = standing.screen("alice"), standing.screen("chloe")
    told(standing, alice, lambda one: "logistics" not in one["empty"] and len(one["members"]) == 2)
    before = clock.now()
    chloe.close()
    said = told(standing, alice, lambda one: "logistics" in one["empty"])
    assert before <= said["empty"]["logistics"] <= clock.now()
    standing.screen("chloe")
    told(standing, alice, lambda one: "logistics" not in one["empty"])


def test_a_department_called_in_later_is_empty_since_then_and_observers_fill_no_chair(standing: Standing):
    cell = open_cell(standing, "alice")
    alice = standing.screen("alice", join=False)
    alice.join(cell=cell)
    before = clock.now()
    assert alice.act("add_department", cell=cell, department="quality")["ok"]
    said = told(standing, alice, lambda one: "quality" in one["empty"])
    assert before <= said["empty"]["quality"] <= clock.now()
    given = alice.act("add_member", cell=cell, member=standing.ids["dan"], role="observer", department="quality")
    assert given["ok"], given
    dan = standing.screen("dan", join=False)
    dan.join(cell=cell)
    assert "quality" in told(standing, alice, lambda one: len(one["members"]) == 2)["empty"]


def test_who_writes_in_a_text_is_told_to_the_others(standing: Standing):
    alice, chloe = standing.screen("alice"), standing.screen("chloe")
    alice.act("add_task", title="Écrire à deux", department="logistics")
    assert chloe.client.call("writing", {"cell": standing.cell, "ref": "task:1", "field": "title"}) == {"ok": True}
    said = alice.wait_for("writing")
    chloes = {"by": standing.ids["chloe"], "name": "Chloé Durand"}
    assert said == {"cell": standing.cell, "ref": "task:1", "field": "title", **chloes}
    time.sleep(0.3)
    assert not [name for name, _payload in chloe.pushes if name == "writing"], "nobody is told of themselves"


def test_who_writes_without_end_is_heard_once_in_two_seconds(standing: Standing):
    alice, bruno = standing.screen("alice"), standing.screen("bruno")
    said = {"cell": standing.cell, "ref": "cell", "field": "situation"}
    begun = time.monotonic()
    answers = [bruno.client.call("writing", said, timeout=PATIENCE_S) for _ in range(40)]
    lasted = time.monotonic() - begun
    assert answers[0] == {"ok": True}
    assert {answer["refused"]["code"] for answer in answers if not answer["ok"]} == {"too_many"}
    heard = answers.count({"ok": True})
    assert heard <= 1 + lasted // EVERY_S
    for _each in range(heard):
        alice.wait_for("writing")
    time.sleep(0.3)
    assert len([name for name, _payload in alice.pushes if name == "writing"]) == heard


def test_what_is_no_text_of_this_cell_is_refused_and_told_to_nobody(standing: Standing):
    alice, chloe = standing.screen("alice"), standing.screen("chloe")
    good = {"cell": standing.cell, "ref": "cell", "field": "aim"}
    for change, field in [
        ({"ref": "task:999"}, "ref"),
        ({"ref": "task:1\x00"}, "ref"),
        ({"ref": "task:" + "9" * 50}, "ref"),
        ({"ref": "cell:x"}, "ref"),
        ({"ref": "invitation:1"}, "ref"),
        ({"ref": 7}, "ref"),
        ({"ref": "x" * 100_000}, "ref"),
        ({"field": "<b>"}, "field"),
        ({"field": "a" * 31}, "field"),
        ({"cell": "another"}, "cell"),
        ({"more": 1}, "more"),
    ]:
        answer = chloe.client.call("writing", {**good, **change})
        assert answer["ok"] is False and answer["refused"]["field"] == field, (change, answer)
    assert "writing" not in [name for name, _payload in alice.pushes]
    dan = standing.screen("dan")
    assert dan.client.call("writing", good)["refused"]["code"] == "not_allowed"


def test_a_restricted_row_is_neither_named_nor_told_of(standing: Standing):
    alice, bruno, chloe = (standing.screen(who) for who in ("alice", "bruno", "chloe"))
    asked = alice.act("ask_decision", question="Payer la rançon ?", restricted=True)
    ref = f"decision:{asked['row']['id']}"
    hidden = chloe.client.call("writing", {"cell": standing.cell, "ref": ref, "field": "question"})
    absent = chloe.client.call("writing", {"cell": standing.cell, "ref": "decision:999", "field": "question"})
    assert hidden == absent and hidden["refused"]["code"] == "not_found"
    assert alice.client.call("writing", {"cell": standing.cell, "ref": ref, "field": "question"})["ok"]
    assert bruno.wait_for("writing")["ref"] == ref
    time.sleep(0.3)
    assert not [name for name, _payload in chloe.pushes if name == "writing"]


def test_who_was_removed_says_nothing_more(standing: Standing):
    cell = open_cell(standing, "alice")
    alice = standing.screen("alice", join=False)
    alice.join(cell=cell)
    alice.act("add_member", cell=cell, member=standing.ids["eve"], role="member", department="logistics")
    raw = named(standing, "eve", cell)
    assert (raw.ask("writing", {"cell": cell, "ref": "cell", "field": "aim"}) or {})["ok"]
    alice.wait_for("writing")
    alice.act("remove_member", cell=cell, member=standing.ids["eve"])
    time.sleep(2.1)
    raw.ask("writing", {"cell": cell, "ref": "cell", "field": "aim"})
    time.sleep(0.3)
    assert len([name for name, _payload in alice.pushes if name == "writing"]) == 1


def test_a_cell_that_cannot_be_read_keeps_no_other_from_being_told(monkeypatch: pytest.MonkeyPatch):
    talk = Talk(Mock(), Mock(listeners=[], peek=Mock(return_value=None)), Screens())
    cells, told, broken = [f"c{number}" for number in range(8)], list[str](), {"c3", "c5"}

    def read(cell: str) -> None:
        if cell in broken:
            raise OperationalError("", {}, Exception("statement timeout"))

    monkeypatch.setattr(talk.presence, "_read", read)
    monkeypatch.setattr(talk.presence, "told", lambda cell: told.append(cell) or {})
    monkeypatch.setattr(talk, "_tell", lambda *given: None)
    talk._restless.update(cells)
    talk.presences()
    assert sorted(told) == [cell for cell in cells if cell not in broken]
    broken.clear()
    talk.presences()
    assert sorted(told) == cells, "what could not be told is told the next time"
