"""What the pages between departments say besides the record: to whom, until when, and what is not so any more."""

import html
import re
from typing import Any

import pytest

from cell import clock
from tests.cast import World
from tests.web.test_passing import cast, where
from tests.web.visitor import Page, Visitor

__all__ = ["cast"]


def seen(page: Page) -> str:
    """A page as written, without the words that its scripts may say."""
    written = re.sub(r"<script.*?</script>", "", page.html, flags=re.S)
    return html.unescape(written).replace("\u00a0", " ").replace("\u202f", " ")


def beside(page: Page) -> str:
    """What stands where the acts of a record stand."""
    return seen(page).split('id="follow"')[1]


def ask(world: World, **more: Any) -> str:
    sides = {"first": "logistics", "first_text": "Camions pleins", "first_indicator": "taux de remplissage"}
    sides |= {"second": "legal", "second_text": "Livrer chaque jour", "question": "Quand livrer ?"}
    world.act("chloe", "ask_arbitration", **{**sides, **more})
    return where(world, "/arbitrations/1")


def test_offered_again_keeps_its_hour_or_asks_for_a_new_one(cast: World, time_machine: Any):
    needed = clock.after(clock.now(), 7200)
    for number, text in ((2, "Plan"), (3, "Liste")):
        cast.act("chloe", "offer_handoff", to="legal", text=text, needed_by=needed)
        cast.act("dan", "return_handoff", handoff=number, reason="Sans annexe")
    chloe = Visitor(cast, "chloe")
    one, two = where(cast, "/handoffs/2"), where(cast, "/handoffs/3")
    page = chloe.page(one)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", page.forms[f"{one}/renew"]["renew-needed_by"])
    assert "C’était attendu avant" not in seen(page)
    assert chloe.send(one, f"{one}/renew").status_code == 303
    assert cast.board.handoffs[2].needed_by == f"{needed[:16]}:00.000Z"
    time_machine.move_to(clock.moment_of(clock.after(needed, 60)))
    page = Visitor(cast, "chloe").page(two)
    assert page.forms[f"{two}/renew"]["renew-needed_by"] == "" and "C’était attendu avant" in seen(page)


def test_who_asked_for_a_ruling_waits_for_it_and_both_are_told_what_is_suspended(cast: World):
    one = ask(cast)
    chloe, bruno = Visitor(cast, "chloe"), Visitor(cast, "bruno")
    assert "En attente de l’arbitrage de qui dirige." in beside(chloe.page(one))
    deciders = re.search(r'id="rule-decider".*?</select>', bruno.page(one).html, re.S)
    assert deciders and "Bruno Petit" in deciders[0] and "Alice Martin" in deciders[0]
    assert "Chloé" not in deciders[0], "who may not rule did not"
    bare = bruno.send(one, f"{one}/rule", **{"rule-text": "x", "rule-reason": "y"})
    assert bare.status_code == 422
    assert re.search(r'<fieldset[^>]*aria-describedby="rule-choice-error" data-invalid>', bare.text), "the first"
    said = {"rule-choice": "second", "rule-text": "Chaque jour", "rule-reason": "La ligne d’abord"}
    bruno.send(one, f"{one}/rule", **said, **{"rule-suspended": "first", "rule-until": "2037-01-01T08:00"})
    after = seen(chloe.page(one))
    assert "votre rôle n’écrit pas" not in after and "En attente de l’arbitrage" not in after
    line = re.search(
        r'<p class="entry__text">(?:(?!</p>).)*Chaque jour.*?</p>', seen(chloe.page(where(cast, "/journal")))
    )
    words = re.sub(r"<[^>]+>", "", line[0]) if line else ""
    assert " ; indicateur de Logistique (taux de remplissage) suspendu jusqu’au" in words and "2037" in words
    assert f'<a class="num" href="{one}">R-0001</a>' in (line[0] if line else "")
    brief = seen(chloe.page(where(cast, "/brief")))
    assert "Indicateur suspendu jusqu’au" in brief and "Logistique, taux de remplissage" in brief


def test_two_departments_are_two(cast: World):
    chloe, new = Visitor(cast, "chloe"), where(cast, "/arbitrations/new")
    args = {"question": "x", "first_text": "x", "second_text": "y"}
    same = chloe.send(new, new, **args, first="legal", second="legal")
    assert Page(same.text).errors["second"] == "Deux directions différentes."
    assert cast.refused("chloe", "offer_handoff", to="logistics", text="x").code == "same_department"


def test_a_withdrawn_line_names_who_was_told_it_until_they_are_told_another(
    cast: World, monkeypatch: pytest.MonkeyPatch
):
    instant = clock.now()
    monkeypatch.setattr(clock, "now", lambda: instant)  # all of it in one
    for number, text in ((1, "Trois jours."), (2, "Huit jours.")):
        cast.act("chloe", "draft_statement", audience="media", text=text)
        cast.act("alice", "publish_statement", statement=number)
        if number == 1:
            cast.act("chloe", "tell_statement", statement=1, whom="AFP", channel="téléphone")
            cast.act("chloe", "tell_statement", statement=1, whom="Le Monde")
            cast.act("alice", "withdraw_statement", statement=1, reason="Faux")
            told = seen(Visitor(cast, "chloe").page(where(cast, "/statements/1"))).split('id="misled"')[1]
            assert "Dit à 2 personnes : dites-leur que cela ne tient plus." in told
            assert told.index("AFP") < told.index("Le Monde")
    cast.act("chloe", "tell_statement", statement=2, whom="AFP")
    assert 'id="misled"' not in seen(Visitor(cast, "chloe").page(where(cast, "/statements/1")))


def test_what_silence_means_without_an_hour_and_nobody_only_where_there_is_nobody(cast: World):
    cast.act("chloe", "draft_statement", audience="media", text="Nous enquêtons.")
    one, nobody = where(cast, "/statements/1"), "Personne n’a été désigné pour le viser."
    chloe = Visitor(cast, "chloe")
    assert nobody in seen(chloe.page(one))
    cast.act("chloe", "ask_approval", object="statement:1", departments=["legal"])
    needed = {"needed_by": clock.after(clock.now(), 7200)}
    cast.act("chloe", "ask_approval", object="statement:1", departments=["production"], **needed)
    page = seen(chloe.page(one))
    assert nobody not in page
    without, with_hour = "Si personne ne répond dans le délai du niveau", "Si personne n’a répondu d’ici là"
    assert without in page and with_hour in page
    first, second = (seen(chloe.page(where(cast, f"/approvals/{number}"))) for number in (1, 2))
    assert without in first and with_hour not in first
    assert with_hour in second and without not in second
