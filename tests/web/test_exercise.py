"""An exercise is unmistakable: on every page of its cell, in its title, and on paper."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from werkzeug.test import TestResponse

from tests.cast import World
from tests.web.links import LINK, choices
from tests.web.visitor import Visitor

PRINT = Path(__file__).resolve().parents[2] / "static" / "css" / "print.css"


def pages_of_a_cell(world: World) -> list[str]:
    """Every address under /cells/<cell>, filled in with what the cell has."""
    known = {"cell": "cplay", "slug": "legal", "department": "legal", "noun": "task", "ident": "1"}
    known |= {"number": "1", "seq": "3", "form": "csv", "format": "csv"}
    rules = [rule for rule in world.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    mine = [rule for rule in rules if rule.rule.startswith("/cells/<cell>") and set(rule.arguments) <= set(known)]
    return [re.sub(r"<(?:\w+:)?(\w+)>", lambda found: known[found.group(1)], rule.rule) for rule in mine]


@pytest.fixture
def played(world: World) -> World:
    world.open("cplay", "alice", title="Feu fictif", exercise=True)
    world.open("creal", "alice", title="Vrai feu")
    return world


def says_so(answer: TestResponse) -> bool:
    """In the title, on the page's frame and in the band on top."""
    title, _, body = answer.text.partition("<body")
    band = 'class="exo"' in body or 'class="walled"' in body  # the wall's script draws its own
    return bool(re.search(r"<title>EXERCI[CS]E ", title)) and 'data-mode="exercise"' in body[:300] and band


def links_of(world: World, cell: str) -> tuple[TestResponse, TestResponse]:
    """The pages that show a fresh invitation and a fresh wall of a cell, this once."""
    page, alice = f"/cells/{cell}/invitations", Visitor(world, "alice")
    return alice.send(page, page, **choices()), alice.send(page, f"/cells/{cell}/walls")


def path_in(answer: TestResponse) -> str:
    found = LINK.search(answer.text)
    assert answer.status_code == 201 and found, answer.text[:2000]
    return urlsplit(found[1]).path


def test_every_page_of_its_cell_says_so(played: World):
    played.act("alice", "add_task", cell="cplay", title="Évacuer", department="legal")
    played.act("alice", "ask_decision", cell="cplay", question="Fermer ?")
    alice, seen = Visitor(played, "alice"), 0
    for path in pages_of_a_cell(played):
        answer = alice.get(path)
        if answer.status_code != 200 or answer.mimetype != "text/html" or "<main" not in answer.text:
            continue
        seen += 1
        assert says_so(answer), path
        real = alice.get(path.replace("cplay", "creal")).text
        assert "EXERCICE" not in real.partition("<body")[0] and 'data-mode="exercise"' not in real, path
    assert seen >= 5


def test_every_file_taken_from_it_says_so_in_its_name(played: World):
    alice, token = Visitor(played, "alice"), {"Authorization": f"Bearer {played.token('alice')}"}
    asked = [*pages_of_a_cell(played), *(f"/api/v1/cells/cplay/exports/{form}" for form in ("json", "csv"))]
    named = {}
    for path in asked:
        answer = played.app.test_client().get(path, headers=token) if path.startswith("/api") else alice.get(path)
        if "attachment" in answer.headers.get("Content-Disposition", ""):
            named[path] = answer.headers["Content-Disposition"]
    assert len(named) >= 2
    assert all('filename="EXERCICE-' in name for name in named.values()), named
    played.act("alice", "add_member", cell="cplay", member=played.ids["dan"], role="observer", department=None)
    read = Visitor(played, "dan").get("/cells/cplay/files/csv").headers["Content-Disposition"]
    assert 'filename="EXERCISE-' in read, "to whom reads English"


def test_the_links_into_it_and_where_they_lead_say_so(played: World):
    for cell, expected in (("cplay", True), ("creal", False)):
        invited, walled = links_of(played, cell)
        assert says_so(invited) is expected and says_so(walled) is expected
        join, wall = path_in(invited), path_in(walled)
        stranger, eve = Visitor(played), Visitor(played, "eve")
        wrong = stranger.send(join, f"{join}/account", name="", new_email="x", new_password="x")
        assert wrong.status_code == 422
        pages = [stranger.get(join), eve.get(join), wrong, stranger.get(wall)]
        assert [says_so(page) for page in pages] == [expected] * 4


def test_what_is_printed_says_so_on_every_sheet():
    css = PRINT.read_text()
    assert re.search(r"@page exercise\s*{\s*@top-right\s*{\s*content: \"EXERCISE · EXERCICE\"", css)
    assert '[data-mode="exercise"] { page: exercise; }' in css


def test_what_an_act_answers_says_so(played: World):
    played.act("alice", "add_task", cell="cplay", title="Évacuer", department="legal", owner=played.ids["alice"])
    alice = Visitor(played, "alice")
    alice.send("/", "/cells/cplay/tasks/1/acknowledge")
    assert "EXERCICE : A-1 est entre vos mains" in alice.page("/").text.replace("\u00a0", " ")
