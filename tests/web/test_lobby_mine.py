"""What waits on me, across my cells: told in the lobby, with one act each; exercises apart."""

import re
from typing import Any

import pytest

from cell import people
from cell.journal.orders import Job
from tests.cast import World
from tests.web.visitor import Visitor


def heading(visitor: Visitor) -> str:
    found = re.search(r"<h1>(.*?)</h1>", visitor.get("/").text, re.DOTALL)
    assert found
    return " ".join(found.group(1).split())


def answered(world: World, *who: str, cell: str | None = None) -> None:
    for one in who:
        world.act(one, "answer_call", cell=cell, answer="here")


@pytest.fixture
def calm(world: World) -> World:
    """Everybody has answered the call."""
    answered(world, "bruno", "chloe", "dan")
    return world


def give(world: World, title: str, **more: Any) -> None:
    world.act("alice", "add_task", title=title, department="logistics", **more)


def test_who_has_nothing_to_do_is_told_so(calm: World):
    assert heading(Visitor(calm, "chloe")) == "Bonjour Chloé, rien ne vous attend"


def test_what_waits_is_counted_in_words_and_in_the_readers_language(calm: World):
    give(calm, "Réserver le quai")
    assert heading(Visitor(calm, "chloe")) == "Bonjour Chloé, une chose vous attend"
    give(calm, "Compter le stock")
    give(calm, "Appeler le port")
    assert heading(Visitor(calm, "chloe")) == "Bonjour Chloé, trois choses vous attendent"
    calm.house.desk.ask(Job(lambda c: people.change_account(c, calm.ids["chloe"], language="en")))
    assert heading(Visitor(calm, "chloe")) == "Hello Chloé, three things wait on you"


def test_of_many_things_the_most_pressing_stand_first_and_the_others_are_one_press_away(calm: World):
    for number in range(1, 4):
        give(calm, f"Chose {number}")
    chloe = Visitor(calm, "chloe")
    assert "mine__more" not in chloe.page("/").html
    for number in range(4, 8):
        give(calm, f"Chose {number}")
    first, _, rest = chloe.page("/").html.partition("<details")
    rest, _, cells = rest.partition("</details>")
    told = [re.findall(r"Chose (\d)</a>", part) for part in (first, rest)]
    assert told == [list("12345"), list("67")], "all of one urgency: the oldest first"
    # What it is called depends on how many stand before it: five where there is room, three on a phone.
    assert "et 2 autres" in rest and "et 4 autres" in rest and "Cellules ouvertes" in cells


def test_what_is_played_is_never_counted_with_what_is_real(calm: World):
    calm.open("cplay", "alice", title="Feu fictif", exercise=True)
    calm.act("alice", "add_member", cell="cplay", member=calm.ids["chloe"], role="member", department="logistics")
    answered(calm, "chloe", cell="cplay")
    calm.act("alice", "add_task", cell="cplay", title="Fausse alerte", department="logistics")
    chloe = Visitor(calm, "chloe")
    assert heading(chloe) == "Bonjour Chloé, une chose vous attend en exercice"
    give(calm, "Réserver le quai")
    give(calm, "Compter le stock")
    assert heading(chloe) == "Bonjour Chloé, deux choses vous attendent, et une en exercice"
    page = chloe.page("/")
    assert re.search(r'Cellules ouvertes <span class="count">1</span>.*?1 exercice', page.html, re.DOTALL)
    lines = re.findall(r'<li[^>]*data-mode="exercise".*?</li>', page.html, re.DOTALL)
    assert len(lines) == 2 and all("EXERCICE" in line for line in lines)  # the task, and the cell
    assert page.html.index("Compter le stock") < page.html.index("Fausse alerte")  # what is real comes first


def test_a_task_is_taken_from_the_lobby_in_one_act(calm: World):
    give(calm, "Réserver le quai")
    chloe = Visitor(calm, "chloe")
    action = "/cells/ctest/tasks/1/acknowledge"
    answer = chloe.send("/", action)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    task = calm.board.tasks[1]
    assert (task.status, task.owner) == ("in_progress", calm.ids["chloe"])
    page = chloe.page("/")
    assert "A-1 est entre vos mains" in page.text and action not in page.forms


def test_two_presses_are_one_and_who_comes_second_is_told_by_whom(calm: World):
    calm.act("alice", "add_member", member=calm.ids["eve"], role="member", department="logistics")
    give(calm, "Réserver le quai")
    chloe, eve = Visitor(calm, "chloe"), Visitor(calm, "eve")
    action = "/cells/ctest/tasks/1/acknowledge"
    fields, late = (one.page("/").forms[action] for one in (chloe, eve))
    for _ in range(2):
        chloe.post(action, fields)
    seq = calm.seq
    assert "A-1 est entre vos mains" in chloe.page("/").text
    eve.post(action, late)
    assert calm.seq == seq
    assert "Chloé Durand already took it in hand at " in eve.page("/").text


def test_who_may_not_act_is_told_and_nothing_changes(calm: World):
    give(calm, "Réserver le quai")
    seq = calm.seq
    for who, path in (("dan", "/cells/ctest/tasks/1/acknowledge"), ("eve", "/cells/ctest/tasks/1/acknowledge")):
        visitor = Visitor(calm, who)
        assert visitor.post(path, {"csrf_token": visitor.token}).status_code == 303
        assert 'data-kind="late"' in visitor.page("/").html
    chloe = Visitor(calm, "chloe")
    for path in ("/cells/nope/tasks/1/acknowledge", "/cells/ctest/tasks/99/acknowledge"):
        assert chloe.post(path, {"csrf_token": chloe.token}).status_code == 303
    assert chloe.post("/cells/ctest/tasks/1/acknowledge", {"csrf_token": chloe.token, "key": "é"}).status_code == 303
    assert calm.seq == seq


def test_nothing_of_a_cell_one_left_is_told(calm: World):
    give(calm, "Réserver le quai")
    calm.act("alice", "remove_member", member=calm.ids["chloe"])
    page = Visitor(calm, "chloe").page("/")
    assert "Réserver le quai" not in page.html and "/cells/ctest" not in page.html


def test_words_of_people_never_run(calm: World):
    give(calm, "<script>alert(1)</script> {who} %(n)s")
    page = Visitor(calm, "chloe").page("/")
    assert "<script>alert(1)" not in page.html
    assert "{who} %(n)s" in page.html


def test_the_lobby_that_stays_open_gets_the_same_without_the_form(calm: World):
    give(calm, "Réserver le quai")
    chloe = Visitor(calm, "chloe")
    part = chloe.get("/lobby/now").text
    assert "Bonjour Chloé, une chose vous attend" in part and "<html" not in part and "/cells/new" not in part
    assert Visitor(calm).get("/lobby/now").status_code == 302


def test_a_cell_shows_its_aim_its_holds_and_its_empty_chairs(calm: World):
    calm.act("alice", "set_aim", text="Livrer les douze clients")
    give(calm, "Réserver le quai")
    calm.act("chloe", "wait_task", task=1, on={"department": "production"}, reason="le plan")
    page = Visitor(calm, "alice").page("/")
    assert "Livrer les douze clients" in page.text
    assert re.search(r"LOG</abbr><span class=\"sr\"> attend </span>.*?PRO</abbr>", page.html, re.DOTALL)
    assert "3 fauteuils vides" in page.text  # all but logistics


def test_a_closed_cell_waits_on_nobody_and_says_how_long_it_lasted(calm: World):
    give(calm, "Réserver le quai")
    calm.act("alice", "close_cell", reason="fini")
    page = Visitor(calm, "chloe").page("/")
    assert "rien ne vous attend" in page.text and "Cellules closes" in page.text


def test_a_restricted_review_calls_its_decider_here(calm: World):
    calm.act("alice", "ask_decision", question="Payer la rançon ?", restricted=True)
    ruling = {"choice": "Ne pas payer", "rationale": "principe", "decider": calm.ids["alice"]}
    past = {"decided_at": "2026-01-01T00:00Z", "review_at": "2026-01-02T00:00Z"}
    calm.act("alice", "take_decision", decision=1, **ruling, **past)
    calm.act(None, "recall_decision", decision=1, review_at=calm.board.decisions[1].review_at)
    page = Visitor(calm, "alice").get("/").text
    assert "Réviser" in page and "Ne pas payer" in page and "sa révision est venue" in page
    assert "Ne pas payer" not in Visitor(calm, "chloe").get("/").text


def test_the_task_of_a_review_reads_in_words_wherever_it_stands(calm: World):
    calm.act("alice", "ask_decision", question="Fermer ?")
    ruling = {"choice": "Oui", "rationale": "x", "decider": calm.ids["chloe"]}
    past = {"decided_at": "2026-01-01T00:00Z", "review_at": "2026-01-02T00:00Z"}
    calm.act("alice", "take_decision", decision=1, **ruling, **past)
    calm.act(None, "recall_decision", decision=1, review_at=calm.board.decisions[1].review_at)
    chloe = Visitor(calm, "chloe")
    pages = ("brief", "times", "journal", "decisions/1", "close", f"at/{calm.board.seq}")
    read = {page: chloe.page(f"/cells/{calm.cell}/{page}").text for page in pages}
    read |= {"lobby": chloe.page("/").text, "search": chloe.page("/search?q=D-0001").text}
    read["csv"] = chloe.get(f"/cells/{calm.cell}/files/csv").text
    for page, text in read.items():
        assert "Réviser D-0001" in text and "↻" not in text, page


def test_information_sent_to_my_department_waits_on_me_with_its_age(calm: World):
    calm.act("bruno", "record_information", text="Grève au port", departments=["logistics", "legal"])
    chloe, where = Visitor(calm, "chloe"), f"/cells/{calm.cell}/journal?information=1#i-1"
    lobby, brief = chloe.page("/"), chloe.page(f"/cells/{calm.cell}/brief")
    assert "Prendre connaissance : Grève au port" in lobby.text.replace("\u00a0", " ") and where in lobby.html
    assert "I-1" in brief.text and where in brief.html
    calm.act("chloe", "acknowledge_information", information=1, department="logistics")
    assert "Grève au port" not in chloe.page("/").text
    line = chloe.page(where.partition("#")[0])
    assert 'id="i-1"' in line.html and "1 direction ne sait pas encore, depuis" in line.text
