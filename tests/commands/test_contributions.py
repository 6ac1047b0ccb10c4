"""Contributions: asked of departments by an hour, given by each for its own, worded anew, or not needed any more."""

import io
from typing import Any

import pytest

from cell import clock
from cell.alerts import Alerts
from cell.board import missing_of
from cell.brief import brief_of
from cell.commands import contributions
from cell.journal import parcel
from cell.journal.orders import Job
from cell.journal.reader import read_entries
from cell.journal.verify import verify
from cell.kinds import Entry
from cell.lines import departments_of
from cell.mine import inbox_of, sent_of, things_of, waits_on
from cell.outward import call_of, letter_of
from cell.waits import waits_of
from tests.cast import World

HOUR = 3600


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Put the machine's clock ahead by minutes."""
    real = clock.now
    return lambda minutes: monkeypatch.setattr(clock, "now", lambda: clock.after(real(), 60 * minutes))


@pytest.fixture
def asked(world: World) -> World:
    """Dan sits for legal; Chloé, of logistics, has asked it, legal and production for their part, within an hour."""
    world.act("alice", "give_role", member=world.ids["dan"], role="member", department="legal")
    ask(world, "logistics", "legal", "production")
    return world


def ask(world: World, *departments: str, who: str = "chloe", **more: Any) -> Any:
    args = {"text": "Ce que chacun peut livrer", "departments": departments, **more}
    return world.act(who, "ask_contributions", **{"needed_by": clock.after(clock.now(), HOUR), **args})


def give(world: World, who: str, text: str, **more: Any) -> Any:
    return world.act(who, "give_contribution", contribution=1, text=text, **more).row


def entries_of(world: World) -> list[Entry]:
    with world.house.store.reading() as connection:
        return read_entries(connection, world.cell)


def outcomes(world: World) -> dict[str | None, str | None]:
    """How each department's wait ended."""
    found = [one for one in waits_of(entries_of(world), clock.now()) if one.about == "contribution"]
    due = world.board.contributions[1].needed_by
    assert all((one.waiting, one.due_at, one.object) == ("logistics", due, "contribution:1") for one in found)
    assert len({one.on for one in found}) == len(found) == 3
    return {one.on: one.outcome for one in found}


def things(world: World, who: str) -> list[tuple[str, str]]:
    return [(one.asked, one.ref) for one in things_of(world.board, world.ids[who], clock.now())]


def test_each_department_gives_its_part_and_who_is_missing_is_known(asked: World):
    row = asked.board.contributions[1]
    assert (row.number, row.status, missing_of(row)) == ("P-0001", "asked", ["logistics", "legal", "production"])
    row = give(asked, "chloe", "Douze palettes")
    assert (row.parts["logistics"].text, row.parts["logistics"].by) == ("Douze palettes", asked.ids["chloe"])
    assert (row.status, missing_of(row)) == ("asked", ["legal", "production"])
    assert outcomes(asked) == {"logistics": "given", "legal": None, "production": None}
    give(asked, "bruno", "Deux lignes", department="production")  # who keeps the record wrote down what was said
    row = give(asked, "dan", "Un contrat suffit")
    assert (row.status, missing_of(row)) == ("complete", [])
    assert set(outcomes(asked).values()) == {"given"}


def test_a_part_is_worded_anew_and_never_over_what_was_not_seen(asked: World):
    assert give(asked, "chloe", "Douze palettes", seen=0).parts["logistics"].version == 1
    late = asked.refused("chloe", "give_contribution", contribution=1, text="Dix", seen=0)
    assert (late.code, late.field) == ("changed_meanwhile", "text")
    assert asked.refused("chloe", "give_contribution", contribution=1, text="Douze palettes").code == "already_there"
    for who, text in (("dan", "Oui"), ("bruno", "Non")):
        give(asked, who, text, department="legal" if who == "dan" else "production")
    first = asked.board.contributions[1].parts["logistics"]
    row = give(asked, "bruno", "Vingt palettes", department="logistics", seen=1)
    part = row.parts["logistics"]
    assert (part.first_at, part.first_by, part.first_seq) == (first.at, asked.ids["chloe"], first.seq)
    assert part.by == asked.ids["bruno"] and part.seq > part.first_seq
    assert (row.parts["logistics"].text, row.parts["logistics"].version) == ("Vingt palettes", 2)
    assert row.status == "complete", "what is all in stays so"
    said = [one.facts.text for one in entries_of(asked) if one.kind == "contribution.given"]  # type: ignore[attr-defined]
    assert said == ["Douze palettes", "Oui", "Non", "Vingt palettes"], "every wording stays"
    assert set(outcomes(asked).values()) == {"given"}


def test_it_may_neither_grow_nor_be_reworded_without_end(asked: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(contributions, "VERSIONS_MOST", 2)
    monkeypatch.setattr(contributions, "SAID_MAX", 20)
    give(asked, "chloe", "douze")
    assert asked.refused("dan", "give_contribution", contribution=1, text="x" * 16).about["limit"] == 6, "a third"
    give(asked, "chloe", "treize")
    assert asked.refused("chloe", "give_contribution", contribution=1, text="dix").code == "bad_count"
    monkeypatch.setattr(contributions, "OPEN_MOST", 1)
    more = {"text": "Et les stocks ?", "departments": ["legal"], "needed_by": clock.after(clock.now(), HOUR)}
    assert asked.refused("chloe", "ask_contributions", **more).code == "bad_count"


def test_words_of_a_part_that_were_withdrawn_do_not_come_back_from_a_page_left_open(asked: World):
    give(asked, "chloe", "Le nom de la victime")
    (given,) = [one for one in entries_of(asked) if one.kind == "contribution.given"]
    asked.act("alice", "redact_entry", entry=given.seq, reason="Un nom")
    back = {"contribution": 1, "text": "Le nom de la victime", "seen": 1}
    assert asked.refused("chloe", "give_contribution", **back).code == "withdrawn"
    part = asked.board.contributions[1].parts["logistics"]
    assert (part.text, part.version, part.withdrawn) == (None, 2, 2)
    give(asked, "bruno", "Une victime", department="logistics", seen=2)
    assert asked.refused("chloe", "give_contribution", **back).code == "withdrawn", "after new words too"
    assert asked.refused("chloe", "give_contribution", **{**back, "seen": 2}).code == "changed_meanwhile"
    assert asked.board.contributions[1].parts["logistics"].text == "Une victime"


def test_nobody_gives_the_part_of_others_nor_one_that_was_not_asked(asked: World):
    def refused(who: str, **more: Any) -> tuple[str, str | None]:
        no = asked.refused(who, "give_contribution", **{"contribution": 1, "text": "x", **more})
        return no.code, no.field

    assert refused("chloe", department="legal") == ("not_yours", "department")
    assert refused("chloe", department="hr") == ("not_found", "department"), "nobody asked it"
    assert refused("alice") == ("missing", "department"), "she sits for none"
    assert refused("chloe", contribution=2) == ("not_found", "contribution")
    assert refused("chloe", text=" ") == ("missing", "text")
    ahead = {"text": "x", "needed_by": clock.after(clock.now(), HOUR)}
    for more, told in (
        ({"departments": []}, ("missing", "departments")),
        ({"departments": ["hr"]}, ("not_found", "departments")),
        ({"departments": ["legal"], "needed_by": clock.after(clock.now(), -HOUR)}, ("past", "needed_by")),
        ({"departments": ["legal"], "restricted": True}, ("not_allowed", "restricted")),
    ):
        no = asked.refused("chloe", "ask_contributions", **{**ahead, **more})
        assert (no.code, no.field) == told


def test_what_is_missing_may_be_given_up_by_who_asked_or_leads(asked: World):
    give(asked, "chloe", "Douze palettes")
    assert asked.refused("dan", "withdraw_contribution", contribution=1, reason="x").code == "not_yours"
    row = asked.act("bruno", "withdraw_contribution", contribution=1, reason="le point est annulé").row
    assert (row.status, row.reason, missing_of(row), list(row.parts)) == (
        *("withdrawn", "le point est annulé"),
        *([], ["logistics"]),
    )
    assert outcomes(asked) == {"logistics": "given", "legal": "withdrawn", "production": "withdrawn"}
    concerned = departments_of(entries_of(asked)[-1], asked.board)
    assert concerned == ["logistics", "legal", "production"], "whom the line of the journal concerns"
    assert asked.refused("chloe", "give_contribution", contribution=1, text="Dix").code == "wrong_state"
    assert asked.refused("alice", "withdraw_contribution", contribution=1, reason="x").code == "wrong_state"


def test_it_waits_on_everybody_of_the_department_and_in_its_inbox(asked: World):
    mine = ("contribute", "contribution:1")
    assert mine in things(asked, "chloe") and mine in things(asked, "dan") and mine not in things(asked, "alice")
    items = waits_on(asked.board, False, clock.now())
    [item] = inbox_of(items, "legal")
    assert (item.asked, item.waiting, item.due) == ("contribute", "logistics", asked.board.contributions[1].needed_by)
    assert [one.on for one in sent_of(items, "logistics")] == ["legal", "production"]
    chloe = asked.board.members[asked.ids["chloe"]]
    told = brief_of(asked.board, chloe, False, {}, clock.now(), "fr")
    assert [one.asked for one in told.asks] == ["contribute"] and [row.id for row in told.contributions] == [1]
    give(asked, "chloe", "Douze palettes")
    assert mine not in things(asked, "chloe")
    assert not inbox_of(waits_on(asked.board, False, clock.now()), "logistics")


def test_silence_is_reminded_of_by_department_and_goes_up_once(asked: World, later: Any):
    give(asked, "chloe", "Douze palettes")
    later(50)
    for one in [Alerts(asked.house.store, asked.house.desk) for _process in range(2)] * 2:
        one.look()
    marks = [(one.measure, one.step, one.on) for one in asked.board.contributions[1].reminded]
    assert marks == [("contribute", "neared", "legal"), ("contribute", "neared", "production")]
    later(95)
    Alerts(asked.house.store, asked.house.desk).look()
    marks = [(one.step, one.on) for one in asked.board.contributions[1].reminded[2:]]
    assert sorted(marks) == [
        ("director", "legal"),
        ("director", "production"),
        ("passed", "legal"),
        ("passed", "production"),
    ]
    assert ("step_in", "contribution:1") in things(asked, "alice")
    with asked.house.store.reading() as connection:
        file = io.BytesIO(b"".join(parcel.packed(connection, asked.cell, asked.seq, asked.house.seal.sign)))
    assert parcel.unpacked(file).board == asked.board, "the file of the cell takes what the clock said of it"


def test_each_department_is_called_outside_until_its_part_is_in(asked: World):
    entry = next(one for one in entries_of(asked) if one.kind == "contribution.asked")
    give(asked, "chloe", "Douze palettes")
    call = call_of(entry, asked.board)
    assert call is not None and (call.asked, call.departments) == ("contribute", ("legal", "production"))
    body = letter_of(call, asked.board, "en", "Europe/Paris", "https://cell.example.org/x").body
    assert "P-0001: Ce que chacun peut livrer" in body


def test_what_is_restricted_is_asked_of_and_told_to_the_cleared_alone(world: World):
    no = {"text": "x", "needed_by": clock.after(clock.now(), HOUR), "restricted": True}
    assert world.refused("alice", "ask_contributions", departments=["legal", "logistics"], **no).field == "departments"
    ask(world, "legal", "direction", who="alice", restricted=True)
    world.act("alice", "give_role", member=world.ids["chloe"], role="coordinator", department="logistics")
    said = {"contribution": 1, "department": "legal", "text": "x"}
    assert world.refused("chloe", "give_contribution", **said).code == "not_found"
    assert not waits_on(world.board, False, clock.now()) and len(waits_on(world.board, True, clock.now())) == 2
    give(world, "alice", "Rien à déclarer", department="legal")
    said = [one for one in entries_of(world) if one.kind.startswith("contribution.")]
    assert {one.clearance for one in said} == {"restricted"} and len(said) == 2
    call = call_of(said[0], world.board)
    assert call is not None and call.is_bare


def test_a_part_whose_words_are_withdrawn_is_still_given(asked: World):
    number = asked.act("chloe", "give_contribution", contribution=1, text="M. Marchandeau livre").seq
    first = next(one.seq for one in entries_of(asked) if one.kind == "contribution.asked")
    for seq in (number, first):
        asked.act("bruno", "redact_entry", entry=seq, reason="donnée personnelle")
    row = asked.board.contributions[1]
    assert (row.text, row.parts["logistics"].text, missing_of(row)) == (None, None, ["legal", "production"])
    asked.house.desk.ask(Job(lambda connection: verify(connection, asked.cell)))
    for seen in (0, 1):
        no = asked.refused("chloe", "give_contribution", contribution=1, text="Dix", seen=seen)
        assert no.code == "withdrawn", "neither who never saw them nor who still has them puts them back unawares"
    assert give(asked, "chloe", "Douze palettes", seen=2).parts["logistics"].version == 3
