"""Lists of very many: what presses most is shown, the others are counted and one link away."""

import pytest

from cell.web.passing import inbox
from cell.web.review import pages as review
from tests.cast import World
from tests.web.test_times import plain
from tests.web.visitor import Visitor


@pytest.fixture
def busy(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Logistics has handed three things over to legal; lists are short."""
    for number in (1, 2, 3):
        world.act("chloe", "offer_handoff", to="legal", text=f"Relais numéro {number}", means="relu")
    monkeypatch.setattr(inbox, "MOST", 2)
    monkeypatch.setattr(review, "LINKS_MOST", 2)
    return world


def test_an_inbox_shows_what_presses_and_one_link_brings_all(busy: World):
    alice, where = Visitor(busy, "alice"), f"/cells/{busy.cell}/inbox?department=legal"
    some = plain(alice.get(where).text)
    assert "Les 2 premières par urgence sur 3" in some and "Relais numéro 3" not in some
    link = f"{where}&amp;all=1"
    assert f'href="{link}"' in some and '<span class="count">3</span>' in some
    whole = plain(alice.get(link.replace("&amp;", "&")).text)
    assert "Relais numéro 3" in whole and "par urgence" not in whole
    sent = plain(alice.get(f"/cells/{busy.cell}/inbox?department=logistics").text)
    assert "Les 2 premières par urgence sur 3" in sent


def test_hand_offs_and_links_of_the_review_are_cut_too(busy: World):
    alice = Visitor(busy, "alice")
    some = plain(alice.get(f"/cells/{busy.cell}/handoffs").text)
    assert "Les 2 plus récents sur 3" in some and "Relais numéro 1" not in some
    assert "Relais numéro 1" in plain(alice.get(f"/cells/{busy.cell}/handoffs?all=1").text)
    assert "Les 2 plus longues sur 3" in plain(alice.get(f"/cells/{busy.cell}/review").text)
