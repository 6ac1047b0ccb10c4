"""Search as a page and for the palette: by cell, with links to what was found, and nothing that runs."""

import re
from typing import Any

import pytest

from tests.cast import World
from tests.web.visitor import Visitor


@pytest.fixture(scope="module")
def told(shared: World) -> World:
    """Two cells with a few words, one of them played."""
    shared.act("alice", "add_task", title="Réserver le quai <b>4</b>", department="logistics")
    shared.act("alice", "ask_decision", question="Fermer le quai ?")
    shared.act("bruno", "record_information", text="Le quai est libre & prêt")
    shared.act("bruno", "record_information", text="quai miné", restricted=True)
    shared.open("cplay", "alice", title="Quai fictif", exercise=True)
    return shared


def palette(world: World, who: str, query: str) -> list[dict[str, Any]]:
    answer = Visitor(world, who).client.get("/search.json", query_string={"q": query})
    assert answer.status_code == 200 and answer.json is not None
    return answer.json["groups"]


def links(html: str) -> list[str]:
    return re.findall(r'href="(/cells/[^"]+(?:#|/decisions/)[^"]+)"', html)


def test_what_is_found_leads_to_it(told: World):
    html = Visitor(told, "dan").get("/search?q=QUAI").text
    seq = next(entry for entry in links(html) if "/journal" in entry)
    assert links(html) == [seq, "/cells/ctest/decisions/1", "/cells/ctest#task-1"]
    assert re.fullmatch(r"/cells/ctest/journal\?at=(\d+)#e\1", seq)
    assert "A-1" in html and "D-0001" in html


def test_the_words_are_marked_and_nothing_of_a_person_runs(told: World):
    html = Visitor(told, "dan").get("/search?q=reserver").text
    assert "<mark>Réserver</mark> le quai &lt;b&gt;4&lt;/b&gt;" in html
    assert "<b>4</b>" not in html


def test_the_query_is_shown_as_it_was_typed_and_never_runs(told: World):
    html = Visitor(told, "dan").get('/search?q="><script>alert(1)</script>').text
    assert "<script>alert(1)" not in html
    assert 'value="&#34;&gt;&lt;script&gt;' in html


def test_an_exercise_is_named_and_comes_after_what_is_real(told: World):
    groups = palette(told, "alice", "quai")
    assert [(one["cell"], one["exercise"]) for one in groups] == [("ctest", False), ("cplay", True)]
    html = Visitor(told, "alice").get("/search?q=fictif").text
    assert 'data-mode="exercise"' in html and "EXERCICE" in html


def test_the_restricted_is_for_the_cleared(told: World):
    assert len(palette(told, "bruno", "quai")[0]["hits"]) == 4
    assert len(palette(told, "dan", "quai")[0]["hits"]) == 3
    assert "miné" not in Visitor(told, "dan").get("/search?q=mine").text


def test_the_palette_gets_pieces_and_a_link(told: World):
    [group] = palette(told, "dan", "libre")
    [hit] = group["hits"]
    assert (group["title"], group["state"], group["more"]) == ("Incendie", "open", False)
    assert (hit["noun"], hit["number"]) == ("Information", "I-1")
    assert hit["pieces"] == [["Le quai est ", False], ["libre", True], [" & prêt", False]]


@pytest.mark.parametrize("query", ["", "   ", "zzz", "\x00", "%", "a" * 5_000])
def test_nothing_is_found_without_harm(told: World, query: str):
    assert palette(told, "alice", query) == []
    assert Visitor(told, "alice").client.get("/search", query_string={"q": query}).status_code == 200


def test_who_is_signed_out_is_shown_the_door(told: World):
    assert Visitor(told).get("/search?q=quai").headers["Location"].startswith("/sign-in?next=/search")
    assert Visitor(told).get("/search.json?q=quai", Accept="application/json").status_code == 401


def test_who_is_in_no_cell_finds_nothing(told: World):
    assert palette(told, "eve", "quai") == []
