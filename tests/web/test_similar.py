"""What reads alike, as the line that adds a task asks for it and as a program does."""

from typing import Any

import pytest

from cell.web.search import SEARCHES_FREE
from tests.api.caller import Caller
from tests.cast import World
from tests.web.visitor import Visitor


@pytest.fixture
def told(world: World) -> World:
    """A task done, one under way, one taken back, a decision; and an older cell that Alice and Bruno were in."""
    world.act("chloe", "add_task", title="Prévenir la préfecture du Nord", department="production")
    world.act("chloe", "complete_task", task=1, result="M. Roy")
    world.act("chloe", "add_task", title="Réserver deux camions à Porto", department="logistics")
    made = world.act("chloe", "add_task", title="Appeler les cinq filatures")
    world.act("chloe", "undo_task", task=3, entry=made.seq)
    world.act("alice", "ask_decision", question="Relever le plafond de prix du fil ?")
    world.open("cpast", "alice", title="Inondation")
    world.act("alice", "add_task", cell="cpast", title="Évacuer l’atelier de peinture", department="legal")
    return world


def ask(world: World, who: str, title: str, cell: str = "ctest") -> list[dict[str, Any]]:
    answer = Visitor(world, who).client.get(f"/cells/{cell}/similar", query_string={"title": title})
    assert answer.status_code == 200 and answer.json is not None, answer.text
    return answer.json["similar"]


def test_what_is_done_says_when_and_by_whom(told: World):
    [one] = ask(told, "dan", "Alerter la préfecture du Nord")
    row = told.board.tasks[1]
    assert one | {"score": 0} == {
        **{"cell": "ctest", "title": "Incendie", "ref": "task:1", "number": "A-1", "text": row.title, "score": 0},
        **{"status": "done", "department": "production", "name": {"en": "Production", "fr": "Production"}},
        "at": row.since,
    }


def test_what_stands_now_is_what_is_told(told: World):
    [one] = ask(told, "chloe", "Book two trucks in Porto")
    assert (one["ref"], one["status"]) == ("task:2", "to_acknowledge")
    told.act("chloe", "edit_task", task=2, title="Compter les palettes de Roubaix", department="legal")
    assert ask(told, "chloe", "Book two trucks in Porto") == []
    [one] = ask(told, "chloe", "Compter les palettes à Roubaix")
    assert (one["ref"], one["name"]["fr"]) == ("task:2", "Juridique")
    assert ask(told, "chloe", "Contacter les cinq filatures") == [], "taken back: nobody asked for it"


def test_a_decision_goes_by_what_was_asked_then_by_what_was_decided(told: World):
    [one] = ask(told, "chloe", "Relever le plafond de prix du fil")
    assert (one["ref"], one["number"], one["status"], one["department"]) == ("decision:1", "D-0001", "asked", None)
    args = {"choice": "Oui, relever le plafond du fil", "rationale": "x", "decider": told.ids["alice"]}
    told.act("bruno", "take_decision", decision=1, **args)
    [one] = ask(told, "chloe", "Oui, relever le plafond du fil")
    assert (one["status"], one["text"]) == ("in_force", args["choice"])
    [one] = ask(told, "chloe", "Augmentation du plafond de prix du fil ? Relever")
    assert (one["status"], one["text"]) == ("in_force", "Relever le plafond de prix du fil ?"), "what it answers"


def test_what_was_said_is_found_by_any_of_its_sentences(told: World):
    text = "Nos livraisons reprennent lundi.\nChaque magasin est prévenu. Le numéro vert répond jour et nuit."
    told.act("alice", "draft_statement", audience="customers", text=text)
    for title, shown in [
        ("Dire que nos livraisons reprennent lundi", "Nos livraisons reprennent lundi."),
        ("Prévenir chaque magasin", "Chaque magasin est prévenu."),
    ]:
        [one] = ask(told, "chloe", title)
        assert (one["ref"], one["status"], one["text"]) == ("statement:1", "draft", shown)
    assert ask(told, "chloe", "Compter les palettes du magasin de Lille") == []


def test_another_cell_is_named_to_who_is_in_both_and_to_nobody_else(told: World):
    [one] = ask(told, "alice", "Évacuation de l’atelier peinture")
    assert (one["cell"], one["title"], one["ref"]) == ("cpast", "Inondation", "task:1")
    assert ask(told, "chloe", "Évacuation de l’atelier peinture") == []
    for who, cell in (("chloe", "cpast"), ("eve", "ctest"), ("alice", "cnone")):
        answer = Visitor(told, who).client.get(f"/cells/{cell}/similar?title=atelier")
        assert answer.status_code == 404
    assert Visitor(told).get("/cells/ctest/similar?title=x", Accept="application/json").status_code == 401


@pytest.mark.parametrize("title", ["", " ", "%00", "????", "\ufdfa" * 900, "7077", "'; DROP TABLE words; --", "<img>"])
def test_any_text_may_be_typed(told: World, title: str):
    assert ask(told, "chloe", title) == []


def test_who_asks_too_much_is_slowed_down_and_nobody_else(told: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("cell.clock.elapsed", lambda: 0.0)
    answers = [Visitor(told, "chloe").get("/cells/ctest/similar?title=quai") for _time in range(SEARCHES_FREE + 2)]
    assert [answer.status_code for answer in answers].count(429) == 2
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert Visitor(told, "dan").get("/cells/ctest/similar?title=quai").status_code == 200
    assert Visitor(told, "chloe").get("/search.json?q=quai").status_code == 200, "searching is counted apart"


def test_a_program_is_told_the_same(told: World):
    chloe = Caller(told, "chloe")
    answer = chloe.get("/cells/ctest/similar", query_string={"title": "Alerter la préfecture du Nord"})
    assert answer == {"cell": "ctest", "similar": ask(told, "chloe", "Alerter la préfecture du Nord")}
    assert chloe.get("/cells/ctest/similar?title=7077")["similar"] == [], "figures are words here"
    for query, code in (("", "missing"), ("?title=x&more=1", "unknown_field"), (f"?title={'x' * 201}", "too_long")):
        refused = chloe("GET", f"/cells/ctest/similar{query}")
        assert (refused.status_code, refused.json["code"]) == (422, code)
    assert Caller(told, "eve")("GET", "/cells/ctest/similar?title=x").status_code == 404
