"""The brief of a late joiner as a page, and answering the call on it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from cell import clock
from cell.language import lasting
from cell.mine import waits_on
from tests.cast import World
from tests.web.links import make_link, make_wall
from tests.web.visitor import Page, Visitor


def where(world: World) -> str:
    return f"/cells/{world.cell}/brief"


def test_the_brief_tells_what_matters_and_leads_in_with_one_press(world: World):
    world.act("alice", "set_aim", text="Livrer les douze clients")
    world.act("alice", "set_situation", text="Un feu au dépôt, personne n'est blessé.")
    world.act("alice", "add_task", title="Compter les palettes", department="logistics")
    world.act("bruno", "record_information", text="Le feu est éteint", standing="fact", state="verified")
    page = Visitor(world, "chloe").page(where(world))
    for told in ("Livrer les douze clients", "Un feu au dépôt", "Compter les palettes", "Le feu est éteint"):
        assert told in page.html.replace("&#39;", "'")
    assert f'href="/cells/{world.cell}">Entrer dans la cellule</a>' in page.html
    assert "Alice Martin" in page.text and page.language == "fr"
    english = Visitor(world, "dan").page(where(world))
    assert "Enter the cell" in english.text and english.language == "en"


def test_what_is_restricted_is_not_in_the_brief_of_who_may_not_read_it(world: World):
    asked = world.act("alice", "ask_decision", question="Payer la rançon ?", restricted=True)
    assert asked.row is not None
    assert "rançon" not in Visitor(world, "chloe").page(where(world)).html
    world.act("alice", "give_role", member=world.ids["chloe"], role="member", department="legal")
    assert Visitor(world, "eve").get(where(world)).status_code == 404
    assert Visitor(world).get(where(world)).status_code == 302


def test_the_call_is_answered_with_one_press_and_the_deputy_is_named_where_nobody_comes(world: World):
    deputy = {"department": "logistics", "holder": world.ids["chloe"], "deputy": world.ids["bruno"]}
    world.act("alice", "staff_department", **deputy)
    chloe = Visitor(world, "chloe")
    sent = {"csrf_token": chloe.token, "at": ""}
    answer = chloe.post(f"/cells/{world.cell}/answer", {**sent, "answer": "cannot"})
    assert answer.status_code == 303 and answer.headers["Location"] == where(world)
    assert world.board.members[world.ids["chloe"]].answer == "cannot"
    assert "Bruno Petit" in chloe.page(where(world)).text
    chloe.post(f"/cells/{world.cell}/answer", {**sent, "answer": "coming", "at": "23:59"})
    assert world.board.members[world.ids["chloe"]].coming_at
    assert "23:59" in chloe.page(where(world)).text
    world.act("chloe", "answer_call", answer="coming", coming_at=clock.after(clock.now(), 2 * 86_400))
    said = re.compile(r"(Je serai là|arrive) \S+ \d+ \S+( \d{4})? à \d\d:\d\d")  # its day has no "à" before it
    for page in (where(world), f"/cells/{world.cell}/members"):
        assert said.search(chloe.page(page).text)


@pytest.mark.parametrize(
    ("typed", "field"), [({"answer": "perhaps"}, "answer"), ({"answer": "coming", "at": "x"}, "at")]
)
def test_an_answer_that_is_none_is_refused(world: World, typed: dict[str, str], field: str):
    chloe, before = Visitor(world, "chloe"), world.seq
    answer = chloe.post(f"/cells/{world.cell}/answer", {"csrf_token": chloe.token, **typed})
    assert answer.status_code == 422 and world.seq == before
    assert field == "answer" or field in Page(answer.text).errors


def test_an_answer_leads_back_to_a_page_of_this_site_alone(world: World):
    chloe = Visitor(world, "chloe")
    for wanted, led in [(f"/cells/{world.cell}", f"/cells/{world.cell}"), ("https://evil.example", "/")]:
        sent = {"csrf_token": chloe.token, "answer": "here", "next": wanted}
        assert chloe.post(f"/cells/{world.cell}/answer", sent).headers["Location"] == led


def test_an_exercise_is_lettered_on_every_page_of_coming_in(world: World):
    world.open("drill", "alice", exercise=True)
    world.cell = "drill"
    paths = [make_link(world), where(world), f"/cells/{world.cell}/invitations"]
    pages = [Visitor(world, "alice").get(path).text for path in paths] + [Visitor(world).get(make_wall(world)).text]
    assert all('data-mode="exercise"' in page and "<title>EXERCICE" in page for page in pages[:3])
    assert 'data-mode="exercise"' in pages[3] and "<title>EXERCICE" in pages[3]


def test_the_brief_counts_lateness_as_the_inbox_does(world: World):
    """A task to acknowledge is late once the level's minutes are over, long before its own hour."""
    due = clock.after(clock.now(), 9 * 3600)
    world.act("alice", "add_task", title="Compter les palettes", department="logistics", due_at=due)
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=3), tick=False):
        item = next(one for one in waits_on(world.board, True, clock.now()) if one.ref == "task:1")
        assert item.due is not None and item.due < clock.now() < due
        late = lasting(clock.seconds_between(item.due, clock.now()), "fr")
        read = Visitor(world, "chloe").page(where(world)).text
        assert f"retard {late}".replace("\xa0", " ") in read.replace("\xa0", " ")


def test_the_brief_of_a_closed_cell_stands_still_and_names_no_next_point(world: World):
    world.act("bruno", "set_point", at=clock.after(clock.now(), 1800))
    chloe = Visitor(world, "chloe")
    assert "prochain point" in chloe.page(where(world)).text
    world.act("alice", "close_cell", reason="fini")
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=20), tick=False):
        read = Visitor(world, "chloe").page(where(world)).text
    row = world.board.cell
    assert row.closed_at is not None
    lasted = lasting(clock.seconds_between(row.t0, row.closed_at), "fr", to_the_minute=True)
    assert "prochain point" not in read
    assert f"T+ {lasted}".replace("\xa0", " ") in read.replace("\xa0", " ")
