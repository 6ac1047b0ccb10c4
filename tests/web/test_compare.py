"""Crises compared pair by pair: who waited on whom in each, what has changed in words, exercises marked."""

from collections.abc import Callable

import pytest

from cell import clock
from tests.cast import World
from tests.web.test_review import main_of
from tests.web.test_times import plain
from tests.web.visitor import Visitor


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


def test_who_is_not_in_one_of_them_compares_nothing(world: World):
    world.open("second", "alice")
    assert Visitor(world, "chloe").get(f"/compare?a={world.cell}&b={world.cell}&c=second").status_code == 404
