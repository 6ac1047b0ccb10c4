"""Every sheet that is printed of a cell says which crisis, which page, when and by whom, and who may read it."""

import re

import pytest

from tests.cast import World
from tests.web.visitor import Visitor

PAGES = {
    "decisions": "Décisions",
    "decisions/1": "D-0001",
    "journal": "Main courante",
    "times": "Délais de réponse",
    "review": "Bilan",
    "review/decisions/1": "D-0001",
    "review/lessons/new": "Bilan",
    "close": "Levée",
    "brief": "",
    "contributions": "Contributions",
    "at/3": "Entrée 3",
}


@pytest.fixture
def ruled(world: World) -> World:
    """A decision is taken, and something restricted was written before."""
    world.act("alice", "record_information", text="Secret", restricted=True)
    world.act("alice", "ask_decision", question="Fermer ?")
    ruling = {"choice": "Oui", "rationale": "x", "decider": world.ids["alice"]}
    world.act("alice", "take_decision", decision=1, **ruling)
    return world


def margins(world: World, who: str, page: str) -> str:
    """The texts of the margins that a page's own style sheet for paper asks for."""
    visitor = Visitor(world, who)
    html = visitor.page(f"/cells/{world.cell}/{page}").html
    found = re.search(r'media="print" href="([^"]+)"', html)
    assert found, page
    text = visitor.get(found[1].replace("&amp;", "&")).text
    return said_on(text)


def said_on(sheet: str) -> str:
    """A style sheet with its signs as they are read."""
    return re.sub(r"\\([0-9a-f]+) ", lambda sign: chr(int(sign[1], 16)), sheet)


def test_every_page_that_is_printed_names_crisis_page_time_author_and_readers(ruled: World):
    for page, name in PAGES.items():
        text = margins(ruled, "chloe", page)
        assert f"Incendie · {name}" if name else "Incendie" in text, page
        assert re.search(r"imprimé le .*\d\d:\d\d par Chloé Durand · Réservé aux membres de la cellule", text), page


def test_what_a_cleared_reader_prints_is_restricted_where_anything_of_it_is(ruled: World):
    for page in ("times", "review", "decisions", "decisions/1", "journal"):
        assert "Diffusion restreinte" in margins(ruled, "alice", page), page
    ruled.act("alice", "ask_decision", question="Ouvrir ?")
    assert "Réservé aux membres" in margins(ruled, "alice", "decisions/2"), "nothing restricted stands on it"


def test_a_long_title_is_cut_and_strangers_learn_nothing(ruled: World):
    ruled.open("long", "chloe", title="x" * 200)
    read = Visitor(ruled, "chloe").get("/cells/long/paper.css?of=review")
    assert "x" * 69 in read.text and "x" * 70 not in read.text
    assert Visitor(ruled, "eve").get(f"/cells/{ruled.cell}/paper.css?of=review").status_code == 404
    assert read.mimetype == "text/css"


def test_two_crises_compared_are_both_named(world: World):
    world.open("second", "alice", title="Rappel")
    alice = Visitor(world, "alice")
    found = re.search(r'media="print" href="([^"]+)"', alice.page(f"/compare?a={world.cell}&b=second").html)
    assert found
    assert "Incendie / Rappel · Comparer des crises" in said_on(alice.get(found[1].replace("&amp;", "&")).text)
    assert alice.get(f"/cells/{world.cell}/paper.css?of=compare&with=nowhere").status_code == 404
