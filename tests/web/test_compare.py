"""Crises compared pair by pair: who waited on whom in each, what has changed in words, exercises marked."""

import re
from collections.abc import Callable

import pytest

from cell import clock
from cell.web.review import pairs
from tests.cast import World
from tests.web.test_review import main_of
from tests.web.test_times import plain
from tests.web.visitor import Page, Visitor


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """An hour that stands still but for what it is put forward."""
    hour = [clock.now()]
    monkeypatch.setattr(clock, "now", lambda: hour[0])

    def forward(minutes: float) -> None:
        hour[0] = clock.after(hour[0], 60 * minutes)

    return forward


def worked(world: World, cell: str, later: Callable[[float], None], *minutes: float) -> None:
    """Logistics asks legal for so many tasks, one after the other, each done after its minutes."""
    if cell != world.cell:
        world.act("alice", "add_member", cell=cell, member=world.ids["chloe"], role="member", department="logistics")
    for number, lasted in enumerate(minutes, 1):
        world.act("chloe", "add_task", cell=cell, title=f"Relire {number}", department="legal")
        later(lasted)
        world.act("alice", "complete_task", cell=cell, task=number)


def pairs_of(page: str) -> str:
    return plain(page).partition('id="pairs"')[2].partition("</section>")[0]


def test_pairs_stand_before_and_after_with_what_has_changed(world: World, later: Callable[[float], None]):
    worked(world, world.cell, later, 10, 20, 30, 40, 50)
    world.open("second", "alice", title="Rappel")
    worked(world, "second", later, 10, 15, 15, 15, 20)
    world.act("alice", "ask_decision", cell="second", question="Payer ?", restricted=True)
    french = pairs_of(main_of(Visitor(world, "alice").page(f"/compare?a={world.cell}&b=second")))
    assert "Médiane : 15 min de moins (−50 %)" in french and "peu de cas" not in french
    assert f'href="/cells/{world.cell}/silos/logistics/legal"' in french and 'scope="rowgroup"' in french
    assert french.count('href="/cells/second/silos/') == 1 and "Payer" not in french
    again = pairs_of(main_of(Visitor(world, "alice").page(f"/compare?a=second&b={world.cell}")))
    assert "Médiane : 15 min de plus (+100 %)" in again
    world.act("alice", "add_member", cell="second", member=world.ids["dan"], role="observer")
    english = pairs_of(main_of(Visitor(world, "dan").page(f"/compare?a={world.cell}&b=second")))
    assert "Median: 15 min less (−50%)" in english and "waits on" in english


def test_three_crises_stand_side_by_side_and_the_exercise_says_so(world: World, later: Callable[[float], None]):
    worked(world, world.cell, later, 30)
    world.open("drill", "alice", exercise=True, title="Rodage")
    world.open("third", "alice", title="Rappel")
    worked(world, "drill", later, 5)
    worked(world, "third", later, 60)
    alice = Visitor(world, "alice")
    page = main_of(alice.page(f"/compare?a={world.cell}&b=drill&c=third"))
    found = pairs_of(page)
    assert "Attentes : 30 min, puis 1 h" in found and "peu de cas" in found, "from the first to the last"
    assert "Médiane :" not in found, "of one case there is no middle"
    assert "deux à la fois comptent deux fois" in found and "ce qui se recouvre compte une fois" in plain(page)
    assert found.count("EXERCICE") == 1 and found.count('scope="row">') == 3
    assert "Certaines sont des exercices" in plain(page) and 'name="c"' in page and 'name="d"' not in page
    one = main_of(alice.page(f"/compare?a={world.cell}&b=&c="))
    assert 'id="pairs"' not in one and f'value="{world.cell}" selected' in one


def test_where_some_did_not_wait_it_is_said_of_how_many_the_change_is(world: World, later: Callable[[float], None]):
    worked(world, world.cell, later, 30)
    for cell in ("second", "third", "fourth"):
        world.open(cell, "alice", title=f"Rappel {cell}")
    worked(world, "second", later, 60)
    alice, four = Visitor(world, "alice"), f"/compare?a={world.cell}&b=second&c=third&d=fourth"
    found = pairs_of(main_of(alice.page(four)))
    assert "A attendu dans 2 crises sur 4 · Attentes : 30 min, puis 1 h" in found and "Les montrer toutes" not in found
    assert "Deuxième" in found and "que dans l’une d’elles" not in found
    assert "N’a attendu que dans l’une d’elles" in pairs_of(main_of(alice.page("/compare?a=third&b=second&c=fourth")))


def test_more_pairs_than_a_page_shows_are_one_link_away(
    world: World, later: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(pairs, "MOST", 1)
    worked(world, world.cell, later, 30)
    world.act("chloe", "add_task", title="Payer", department="production")
    world.open("second", "alice", title="Rappel")
    alice = Visitor(world, "alice")
    shown = main_of(alice.page(f"/compare?a={world.cell}&b=second"))
    assert "Les 1 premières paires sur 2" in plain(shown) and shown.count('scope="rowgroup"') == 1
    link = re.search(r'href="(/compare[^"]*)#pairs"', shown)
    assert link
    whole = main_of(alice.page(link[1].replace("&amp;", "&")))
    assert whole.count('scope="rowgroup"') == 2 and "premières paires" not in plain(whole)
    assert f'<p class="crumb"><a href="/cells/{world.cell}">' in whole, "and a way back to the cell"


def test_the_same_crisis_twice_is_refused_beside_its_choice(world: World):
    world.open("second", "alice", title="Rappel")
    answer = Visitor(world, "alice").get(f"/compare?a={world.cell}&b=second&c={world.cell}")
    page = Page(answer.text)
    assert answer.status_code == 422 and "La même crise que « Première »" in plain(page.errors["c"])
    assert 'value="second" selected' in page.html and page.html.count(f'value="{world.cell}" selected') == 2
    assert 'id="pairs"' not in page.html and page.html.count('aria-invalid="true"') == 1


def test_who_is_not_in_one_of_them_compares_nothing(world: World):
    world.open("second", "alice")
    assert Visitor(world, "chloe").get(f"/compare?a={world.cell}&b={world.cell}&c=second").status_code == 404


def test_from_one_crisis_another_stands_ready_beside_it(world: World):
    world.open("drill", "alice", exercise=True, title="Rodage")
    world.open("second", "alice", title="Rappel")
    alice = Visitor(world, "alice")
    held = alice.page(f"/compare?a={world.cell}").forms[""]
    assert (held["a"], held["b"]) == (world.cell, "second"), "a real one beside a real one"
    page = alice.page("/compare")
    assert page.forms[""]["a"] != page.forms[""]["b"] and "Choisissez les crises" in plain(main_of(page))
    assert "Choisissez les crises" not in plain(main_of(alice.page(f"/compare?a={world.cell}&b=second")))
