"""Each department's part: asked for by an hour, given, worded anew, not needed any more; and who is missing."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine

from cell import sentence
from cell.journal.reader import read_entries
from cell.titles import NOTHING
from tests.cast import World
from tests.web.test_closing import main_of
from tests.web.test_passing import plain, where
from tests.web.visitor import Page, Visitor

AT = datetime(2026, 3, 2, 9, 7, tzinfo=UTC)  # 10:07 in Paris


@pytest.fixture
def cast(world: World) -> World:
    """Dan sits for legal, Chloé for logistics."""
    world.act("alice", "give_role", member=world.ids["dan"], role="member", department="legal")
    return world


def ask(world: World, *slugs: str, **more: object) -> None:
    due = {"needed_by": "2099-01-01T08:00:00Z", "departments": slugs or ("legal", "logistics")}
    world.act("alice", "ask_contributions", text="Ce que vous savez", **{**due, **more})


def test_the_lead_asks_each_gives_its_part_and_who_is_missing_is_named(cast: World):
    alice, chloe, dan = (Visitor(cast, who) for who in ("alice", "chloe", "dan"))
    new, one = where(cast, "/contributions/new"), where(cast, "/contributions/1")
    fields = alice.page(new).forms[new]
    assert "direction" not in fields["departments"] and {"legal", "logistics"} <= set(fields["departments"])
    bare = alice.send(new, new, text=" ", departments=["legal"], needed_by="bientôt")
    page = Page(bare.text)
    assert bare.status_code == 422 and page.errors["text"] and page.errors["needed_by"]
    assert page.forms[new]["departments"] == ["legal"], "what was ticked is kept"
    gone = alice.send(new, new, text="Le bilan", departments=[], needed_by="2020-01-01T08:00")
    assert gone.status_code == 422 and Page(gone.text).errors["departments"] and "Le bilan" in gone.text
    late = alice.send(new, new, text="Le bilan", departments=["legal"], needed_by="2020-01-01T08:00")
    assert "déjà passée" in Page(late.text).errors["needed_by"]
    made = alice.send(new, new, text="Le bilan", departments=["legal", "logistics", "production"])
    assert made.headers["Location"].endswith("/contributions/1")

    inbox = dan.page(where(cast, "/inbox"))
    assert "Le bilan" in plain(inbox) and "Give your contribution" in plain(inbox)
    assert re.search(r"<small>due [^<]+</small>", inbox.html), "by when it is due stands beside its age"
    assert f"{one}?department=legal#follow" in inbox.html, "the form is one press away"
    empty = chloe.send(one, f"{one}/give", **{"give-text": " "})
    assert empty.status_code == 422 and Page(empty.text).errors["give-text"]
    assert chloe.send(one, f"{one}/give", **{"give-text": "Trois jours de stock"}).status_code == 303
    told = plain(dan.page(one))
    assert "Trois jours de stock" in told and "Chloé Durand" in told and "1 of 3 given" in told
    assert told.count("missing, due in") == 2

    pressed = dan.send(where(cast, "/inbox"), f"{one}/give", **{"give-nothing": "y"})
    assert pressed.headers["Location"].endswith("/inbox?department=legal"), "and one is back where one was"
    assert cast.board.contributions[1].parts["legal"].text == NOTHING
    assert "Le bilan" not in plain(dan.page(where(cast, "/inbox"))).partition("What it waits for")[0]

    for_them = f"{one}?department=production"
    assert f"{one}/give" not in alice.page(one).forms and f"{for_them}#follow" in alice.page(one).html
    alice.send(for_them, f"{one}/give", **{"give-text": "Dit au téléphone : rien"})
    assert "given by Alice Martin for Production" in plain(dan.page(one))
    assert cast.board.contributions[1].status == "complete", "who leads writes down the last that is missing"
    assert "Complete" in plain(dan.page(one)) and "All given" in plain(dan.page(where(cast, "/contributions")))


def test_a_part_is_worded_anew_and_nobody_writes_over_what_they_have_not_read(cast: World):
    ask(cast)
    cast.act("alice", "add_member", member=cast.ids["eve"], role="member", department="legal")
    one = where(cast, "/contributions/1")
    dan, eve = Visitor(cast, "dan"), Visitor(cast, "eve")
    old = {**eve.page(one).forms[f"{one}/give"], "give-text": "Rien de neuf"}
    dan.send(one, f"{one}/give", **{"give-text": "La clause tient"})
    refused = eve.post(f"{one}/give", old)
    page = Page(refused.text)
    assert refused.status_code == 422 and page.errors["give-text"] and "La clause tient" in plain(page)
    again = page.forms[f"{one}/give"]
    assert again["give-text"] == "Rien de neuf" and eve.post(f"{one}/give", again).status_code == 303
    assert dan.page(one).forms[f"{one}/give"]["give-text"] == "Rien de neuf", "to be worded anew"
    told = plain(dan.page(one))
    assert re.search(r"given by Dan.*, after .*; reworded by Eve Stone, .*version 2", told), told
    assert "La clause tient" not in told
    former = re.search(r'href="([^"]*/journal[^"]*)"', dan.page(one).html)
    assert former and "La clause tient" in plain(dan.page(unescape(former[1]))), "every wording is a press away"
    both = Visitor(cast, "chloe").send(one, f"{one}/give", **{"give-text": "Du neuf", "give-nothing": "y"})
    assert both.status_code == 422 and "Du neuf" in both.text and "logistics" not in cast.board.contributions[1].parts


def test_who_leads_writes_down_what_any_said_and_a_member_what_their_own_does(cast: World):
    ask(cast, "production", "legal")
    one = where(cast, "/contributions/1")
    alice = Visitor(cast, "alice")
    chosen = alice.page(f"{one}?department=legal").forms[f"{one}/give"]
    assert chosen["give-department"] == "legal"
    assert f"{one}/give" not in alice.page(f"{one}?department=logistics").forms, "nobody asked it"
    page = alice.page(f"{one}?department=legal")
    assert "Au nom de\u00a0: Juridique" in main_of(page) and "Notre" not in main_of(page)
    for path, shown in ((one, False), (f"{one}?department=legal", True)):
        assert ("Rien à signaler" in main_of(alice.page(path))) == shown
    assert "Rien à signaler" not in main_of(alice.page(where(cast, "/inbox?department=legal")))
    assert "Nothing to report" in main_of(Visitor(cast, "dan").page(where(cast, "/inbox")))
    chloe = Visitor(cast, "chloe")
    assert f"{one}/give" not in chloe.page(one).forms and f"{one}/withdraw" not in chloe.page(one).forms
    sent = {"csrf_token": chloe.token, "give-department": "legal", "give-text": "Pour eux"}
    assert chloe.post(f"{one}/give", sent).status_code in (403, 422) and not cast.board.contributions[1].parts
    bare = alice.send(one, f"{one}/withdraw", **{"withdraw-reason": " "})
    assert bare.status_code == 422 and Page(bare.text).errors["withdraw-reason"]
    alice.send(one, f"{one}/withdraw", **{"withdraw-reason": "Le point est annulé"})
    said = main_of(alice.page(one))
    assert "demandée par" in said and "Retirée" in said, "a contribution is feminine in French"
    told = main_of(Visitor(cast, "dan").page(one))
    assert "Le point est annulé" in told and "missing" not in told and not alice.page(one).forms.get(f"{one}/give")
    assert "Le point est annulé" in plain(chloe.page(where(cast, "/contributions")))


def test_what_is_restricted_is_for_its_readers_alone(cast: World):
    alice, new = Visitor(cast, "alice"), where(cast, "/contributions/new")
    asked = alice.send(new, new, text="La rançon", departments=["legal", "logistics"], restricted="y")
    assert asked.status_code == 422 and Page(asked.text).errors["departments"]
    assert alice.send(new, new, text="La rançon", departments=["legal"], restricted="y").status_code == 303
    chloe, one = Visitor(cast, "chloe"), where(cast, "/contributions/1")
    assert chloe.get(one).status_code == 404 and Visitor(cast, "dan").get(one).status_code == 200
    for path in ("/contributions", "/inbox?department=legal", "/brief"):
        assert "rançon" not in plain(chloe.page(where(cast, path))), path
    assert "rançon" in plain(Visitor(cast, "dan").page(where(cast, "/brief")))


def test_it_is_asked_for_the_next_point_and_who_is_late_is_told_so(cast: World):
    """Needs: a cell of that hour."""
    with time_machine.travel(AT, tick=False) as clock:
        cast.open("cthen", "alice", department="direction")
        for who, slug in (("chloe", "logistics"), ("dan", "production")):
            cast.act("alice", "add_member", cell="cthen", member=cast.ids[who], role="member", department=slug)
        alice, new = Visitor(cast, "alice"), "/cells/cthen/contributions/new"
        assert alice.page(new).forms[new]["needed_by"] == "2026-03-02T10:37", "the next fixed point"
        cast.act("alice", "set_point", cell="cthen", at=None)
        assert alice.page(new).forms[new]["needed_by"] == "2026-03-02T11:15", "a quarter of an hour, an hour ahead"
        cast.act("alice", "set_point", cell="cthen", at="2026-03-02T10:30:00Z")
        alice.send(new, new, text="Le bilan", departments=["logistics", "legal"])
        chloe, one = Visitor(cast, "chloe"), "/cells/cthen/contributions/1"
        chloe.send(one, f"{one}/give", **{"give-text": "Trois jours de stock"})
        clock.move_to(AT + timedelta(hours=2))
        dan = Visitor(cast, "dan")
        assert "missing, late by 37 min" in plain(dan.page(one))
        assert "late by 37 min" in plain(dan.page("/cells/cthen/contributions"))
        brief = plain(dan.page("/cells/cthen/brief"))
        assert "Missing: Legal" in brief and "Trois jours de stock" in brief and "late by 37 min" in brief
        for path in (one, "/cells/cthen/brief"):
            assert '<span class="printed">, due 11:30</span>' in dan.page(path).html, "paper says the hour"
        assert "1 contribution" in plain(dan.page("/cells/cthen/silos"))


def test_the_brief_and_a_press_that_is_opened_lead_where_one_asks_and_reads(cast: World):
    ask(cast, "legal")
    alice, new, one = Visitor(cast, "alice"), where(cast, "/contributions/new"), where(cast, "/contributions/1")
    assert new in alice.page(where(cast, "/brief")).html
    opened = alice.get(f"{one}/give")
    assert opened.status_code == 303 and opened.headers["Location"].endswith("/contributions/1")
    assert alice.get(f"{one}/nothing").status_code == 404 and alice.get(f"{one}0/give").status_code == 404
    refused = alice.send(one, f"{one}/withdraw", **{"withdraw-reason": " "})
    assert f'href="{one}"' in refused.text, "the page of a refusal leads to one that can be read"
    cast.act("alice", "add_member", member=cast.ids["eve"], role="observer", department="legal")
    assert new not in Visitor(cast, "eve").page(where(cast, "/brief")).html


def test_nothing_to_report_is_said_in_the_language_of_each_reader(cast: World):
    ask(cast, "legal")
    one = where(cast, "/contributions/1")
    dan = Visitor(cast, "dan")
    dan.send(one, f"{one}/give", **{"give-nothing": "y"})
    with cast.house.store.reading() as connection:
        given = next(one for one in read_entries(connection, cast.cell) if one.kind == "contribution.given")
    assert "Rien à signaler" in sentence.of(given, cast.board, "fr")
    assert "Nothing to report" in sentence.of(given, cast.board, "en")
    for path in (one, where(cast, "/brief"), where(cast, "/journal"), f"/search?q={NOTHING}"):
        told = main_of(dan.page(path))
        assert "Nothing to report" in told and NOTHING not in told.replace(f'value="{NOTHING}"', ""), path
    assert dan.page(one).forms[f"{one}/give"]["give-text"] == "", "a sign is nothing to reword"
