"""One decision taken along: its row and its entries with their digests; and what its page says of who was there."""

import csv
import io

import pytest

from tests.cast import World
from tests.web.visitor import Visitor


@pytest.fixture
def ruled(world: World) -> World:
    """Decision 1 is taken, and its ruling corrected; decision 2 is restricted."""
    world.act("chloe", "ask_decision", question="=1+1 ?", consulted=["legal"])
    said = {"department": "legal", "stance": "reserved", "reason": "le bail"}
    world.act("bruno", "give_position", decision=1, **said)
    ruling = {"choice": "Oui", "rationale": "les délais", "decider": world.ids["alice"], "inform": ["logistics"]}
    taken = world.act("bruno", "take_decision", decision=1, **ruling)
    world.act("bruno", "correct_entry", entry=taken.seq, text="Oui, demain", reason="la date manquait")
    world.act("alice", "remove_member", member=world.ids["chloe"])
    world.act("alice", "ask_decision", question="Payer ?", restricted=True)
    return world


def test_a_decision_is_taken_along_with_every_entry_about_it(ruled: World):
    dan = Visitor(ruled, "dan")
    answer = dan.get(f"/cells/{ruled.cell}/decisions/1/record.json")
    told = answer.get_json()
    assert told["number"] == "D-0001" and told["decision"]["taken"]["rationale"] == "les délais"
    kinds = [entry["kind"] for entry in told["entries"]]
    assert kinds == ["decision.asked", "position.given", "decision.taken", "entry.corrected"]
    assert all(len(entry["digest"]) == 64 for entry in told["entries"]) and len(told["chained_to"]) == 64
    assert told["entries"][2]["spoken_of_by"] == [told["entries"][3]["seq"]]
    assert "D-0001" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(dan.get(f"/cells/{ruled.cell}/decisions/1/record.csv").text)))
    assert len(rows) == 5 and any("=1+1" in cell and not cell.startswith("=") for cell in rows[1])


def test_what_one_may_not_read_or_what_is_not_there_gives_no_file(ruled: World):
    path = f"/cells/{ruled.cell}/decisions"
    dan, alice = Visitor(ruled, "dan"), Visitor(ruled, "alice")
    assert [dan.get(f"{path}/{rest}").status_code for rest in ("2/record.json", "9/record.json", "1/record.pdf")] == [
        404
    ] * 3
    assert alice.get(f"{path}/2/record.json").status_code == 200
    assert Visitor(ruled, "eve").get(f"{path}/1/record.json").status_code == 404


def test_the_page_says_who_was_in_the_cell_when_it_was_taken_whoever_left_since(ruled: World):
    page = Visitor(ruled, "dan").page(f"/cells/{ruled.cell}/decisions/1")
    part = page.html.partition('class="present"')[2].partition("</ul>")[0]
    assert "Chloé Durand" in part and "Alice Martin" in part and "Observer" in part
    assert part.count("data-empty") == 3, "direction, legal and production had nobody"
    assert "is not kept in the running log" in page.text
    assert "record.csv" in page.html and "data-print" in page.html


def test_the_positions_are_read_again_while_the_ruling_is_written(ruled: World):
    ruled.act("alice", "ask_decision", question="Rouvrir ?")
    said = {"department": "legal", "stance": "against", "reason": "trop tôt", "strong": True}
    ruled.act("bruno", "give_position", decision=3, **said)
    text = Visitor(ruled, "bruno").page(f"/cells/{ruled.cell}/decisions/3/take").text
    assert "trop tôt" in text and "Rouvrir ?" in text
