"""An exercise is unmistakable: on every page of its cell, in its title, and on paper."""

import re
from pathlib import Path

import pytest

from tests.cast import World
from tests.web.visitor import Visitor

PRINT = Path(__file__).resolve().parents[2] / "static" / "css" / "print.css"


def pages_of_a_cell(world: World) -> list[str]:
    """Every address under /cells/<cell>, filled in with what the cell has."""
    known = {"cell": "cplay", "slug": "legal", "department": "legal", "noun": "task", "ident": "1"}
    rules = [rule for rule in world.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    mine = [rule for rule in rules if rule.rule.startswith("/cells/<cell>") and set(rule.arguments) <= set(known)]
    return [re.sub(r"<(?:\w+:)?(\w+)>", lambda found: known[found.group(1)], rule.rule) for rule in mine]


@pytest.fixture
def played(world: World) -> World:
    world.open("cplay", "alice", title="Feu fictif", exercise=True)
    world.open("creal", "alice", title="Vrai feu")
    return world


def test_every_page_of_its_cell_says_so(played: World):
    alice, seen = Visitor(played, "alice"), 0
    for path in pages_of_a_cell(played):
        answer = alice.get(path)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        seen += 1
        assert re.search(r"<title>EXERCICE ", answer.text), path
        assert re.search(r"<body[^>]* data-mode=\"exercise\"", answer.text), path
        assert 'class="exo"' in answer.text, path
        real = alice.get(path.replace("cplay", "creal")).text
        assert "EXERCICE" not in real.partition("<body")[0] and 'data-mode="exercise"' not in real, path
    assert seen >= 3


def test_what_is_printed_says_so_on_every_sheet():
    css = PRINT.read_text()
    assert re.search(r"@page exercise\s*{\s*@top-center\s*{\s*content: \"EXERCISE · EXERCICE\"", css)
    assert '[data-mode="exercise"] { page: exercise; }' in css


def test_what_an_act_answers_says_so(played: World):
    played.act("alice", "add_task", cell="cplay", title="Évacuer", department="legal", owner=played.ids["alice"])
    alice = Visitor(played, "alice")
    alice.send("/", "/cells/cplay/tasks/1/acknowledge")
    assert "EXERCICE : A-1 est entre vos mains" in alice.page("/").text.replace("\u00a0", " ")
