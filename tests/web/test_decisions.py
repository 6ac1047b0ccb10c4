"""The decision log as pages: the list and its filters, a page that stands alone, and every act with its refusals."""

from typing import Any

import pytest

from cell.journal.reader import read_entries
from tests.cast import World
from tests.web.visitor import Page, Visitor

LATER = "2030-01-01T08:00Z"


def where(world: World, more: str = "") -> str:
    return f"/cells/{world.cell}/decisions{more}"


def plain(page: Page) -> str:
    return page.text.replace("&#39;", "'")


@pytest.fixture
def taken(world: World) -> World:
    """Decision 1 is taken on one fact, with an objection; decision 2 is asked; 3 is restricted."""
    act = world.act
    act("chloe", "record_information", text="Trois jours de stock", source="inventaire", state="verified")
    act("chloe", "ask_decision", question="Chartrer un avion ?", consulted=["legal", "logistics"])
    act("chloe", "add_option", decision=1, text="Un gros porteur")
    said = {"department": "legal", "stance": "against", "reason": "Assurance refusée", "strong": True, "option": 1}
    act("bruno", "give_position", decision=1, **said)
    ruling = {"choice": "Oui, un avion", "rationale": "Les délais", "decider": world.ids["alice"], "pinned": [1]}
    act("bruno", "take_decision", decision=1, inform=["legal", "logistics"], option=1, review_at=LATER, **ruling)
    act("chloe", "record_information", text="Grève annoncée", standing="rumour")
    act("chloe", "ask_decision", question="Prévenir les clients ?", needed_by=LATER)
    act("alice", "ask_decision", question="Payer la rançon ?", restricted=True)
    return world


def test_the_page_tells_the_ruling_its_grounds_and_its_proof(taken: World):
    page = Visitor(taken, "dan").page(where(taken, "/1"))
    text = plain(page)
    for told in ("D-0001", "Oui, un avion", "Les délais", "Alice Martin", "Bruno Petit", "Un gros porteur"):
        assert told in text
    assert "Assurance refusée" in text and "Strong objection" in text
    known, learnt = text.index("Trois jours de stock"), text.index("Learnt after the decision:")
    assert known < learnt < text.index("Grève annoncée")
    assert "not written" in text and "Does not know yet" in text
    entry = next(one for one in _entries(taken) if one.kind == "decision.taken")
    assert entry.digest in text
    assert f'href="/cells/{taken.cell}/at/{entry.seq - 1}"' in page.html
    assert not [action for action in page.forms if "/decisions/" in action]  # an observer reads
    assert Visitor(taken, "chloe").page(where(taken, "/1")).language == "fr"


def _entries(world: World) -> list[Any]:
    with world.house.store.reading() as connection:
        return read_entries(connection, world.cell)


def test_what_is_learnt_later_does_not_change_what_was_known(taken: World):
    taken.act("bruno", "check_information", information=1, state="false", reason="Erreur de comptage")
    text = plain(Visitor(taken, "dan").page(where(taken, "/1")))
    assert "verified" in text and "since then: false" in text


def test_who_may_not_see_a_decision_does_not_learn_that_it_is_there(taken: World):
    for path in ("/3", "/9"):
        assert Visitor(taken, "chloe").get(where(taken, path)).status_code == 404
    assert "rançon" not in Visitor(taken, "chloe").page(where(taken)).html
    assert "rançon" in Visitor(taken, "alice").page(where(taken)).html
    assert Visitor(taken, "eve").get(where(taken)).status_code == 404
    assert Visitor(taken).get(where(taken)).status_code == 302


def test_the_list_has_what_is_open_first_and_its_filters_in_the_address(taken: World):
    visitor = Visitor(taken, "dan")
    text = visitor.page(where(taken)).text
    assert text.index("Prévenir les clients") < text.index("Oui, un avion")
    for query, first, second in [
        ("?state=asked", True, False),
        ("?state=in_force", False, True),
        ("?department=legal", False, True),
        ("?unknown=1&department=logistics", False, True),
        ("?unknown=1&department=production", False, False),
    ]:
        html = visitor.page(where(taken) + query).html
        assert ("Prévenir les clients" in html, "Oui, un avion" in html) == (first, second), query


def test_a_question_is_asked_and_settled_by_forms(world: World):
    alice = Visitor(world, "alice")
    answer = alice.send(where(world, "/new"), where(world, "/new"), question="Fermer le site ?", consulted=["legal"])
    assert answer.headers["Location"] == where(world, "/1")
    alice.send(where(world, "/1"), where(world, "/1/option"), **{"option-text": "Une semaine"})
    typed = {"position-department": "legal", "position-stance": "reserved", "position-reason": "Préavis"}
    assert alice.send(where(world, "/1"), where(world, "/1/position"), **typed).status_code == 303
    typed = {
        "choice": "Oui",
        "rationale": "Sécurité",
        "option": "1",
        "inform": ["legal"],
        "review_at": "2030-01-01T09:00",
    }
    assert alice.send(where(world, "/1/take"), where(world, "/1/take"), **typed).status_code == 303
    row: Any = world.board.decisions[1]
    assert (row.status, row.taken.option, row.taken.review_at) == ("in_force", 1, "2030-01-01T08:00:00.000Z")
    assert (row.positions[0].stance, row.informed) == ("reserved", {"legal": None})


def test_what_is_missing_is_named_and_nothing_typed_is_lost(taken: World):
    alice = Visitor(taken, "alice")
    typed = {"choice": " ", "rationale": "Parce que", "authority": "Délégation", "decided_at": "2190-01-01T00:00"}
    answer = alice.send(where(taken, "/2/take"), where(taken, "/2/take"), **typed)
    page = Page(answer.text)
    assert answer.status_code == 422 and "choice" in page.errors
    fields = page.forms[where(taken, "/2/take")]
    assert (fields["rationale"], fields["authority"]) == ("Parce que", "Délégation")
    answer = alice.post(where(taken, "/2/take"), {**fields, "choice": "Oui"})
    assert "decided_at" in Page(answer.text).errors and taken.board.decisions[2].status == "asked"
    answer = alice.send(where(taken, "/1"), where(taken, "/1/revoke"), **{"revoke-reason": ""})
    assert answer.status_code == 422 and "revoke-reason" in Page(answer.text).errors
    assert alice.send(where(taken, "/new"), where(taken, "/new"), question="").status_code == 422


def test_a_question_settled_meanwhile_keeps_what_was_typed(taken: World):
    alice = Visitor(taken, "alice")
    fields = alice.page(where(taken, "/2/take")).forms[where(taken, "/2/take")]
    ruling = {"choice": "Non", "rationale": "Trop tôt", "decider": taken.ids["alice"]}
    taken.act("bruno", "take_decision", decision=2, **ruling)
    answer = alice.post(where(taken, "/2/take"), {**fields, "choice": "Oui, tous", "rationale": "La loi"})
    assert answer.status_code in (409, 422) and "Oui, tous" in answer.text
    assert taken.board.decisions[2].taken.choice == "Non"
    assert alice.get(where(taken, "/2/take")).status_code == 303


def test_a_double_click_asks_once(world: World):
    alice = Visitor(world, "alice")
    fields = {**alice.page(where(world, "/new")).forms[where(world, "/new")], "question": "Fermer ?"}
    answers = [alice.post(where(world, "/new"), fields) for _again in range(2)]
    assert [one.headers["Location"] for one in answers] == [where(world, "/1")] * 2
    assert len(world.board.decisions) == 1


def test_departments_acknowledge_and_are_told_again(taken: World):
    chloe = Visitor(taken, "chloe")
    chloe.send(where(taken, "/1"), where(taken, "/1/acknowledge"), **{"acknowledge-department": "logistics"})
    assert taken.board.decisions[1].known_by == {"logistics": taken.ids["chloe"]}
    chloe.send(where(taken, "/1"), where(taken, "/1/chase/legal"))
    assert taken.board.decisions[1].chased["legal"].times == 1
    html = plain(chloe.page(where(taken, "/1")))
    assert "relancée une fois" in html and "Chloé Durand" in html
    chloe.send(where(taken, "/1"), where(taken, "/1/inform"), **{"inform-departments": ["production"]})
    assert list(taken.board.decisions[1].informed) == ["legal", "logistics", "production"]


def test_tasks_are_tied_both_ways(taken: World):
    taken.act("chloe", "add_task", title="Appeler le courtier", department="logistics")
    chloe = Visitor(taken, "chloe")
    chloe.send(where(taken, "/1"), where(taken, "/1/task"), **{"task-title": "Réserver l'avion"})
    chloe.send(where(taken, "/1"), where(taken, "/1/task"), **{"task-task": "1"})
    assert [task.decision for task in taken.board.tasks.values()] == [1, 1]
    html = chloe.page(where(taken, "/1")).html
    assert "#task-1" in html and "#task-2" in html
    answer = chloe.send(where(taken, "/1"), where(taken, "/1/task"), **{"task-title": ""})
    assert answer.status_code == 422 and "task-title" in Page(answer.text).errors


def test_it_is_reviewed_replaced_and_revoked_and_stays(taken: World):
    alice = Visitor(taken, "alice")
    typed = {"review-verdict": "replace", "review-text": "Trop cher"}
    assert alice.send(where(taken, "/1"), where(taken, "/1/review"), **typed).status_code == 303
    ruling = {"choice": "Le train", "rationale": "Moins cher", "decider": taken.ids["alice"]}
    taken.act("bruno", "take_decision", decision=2, **ruling)
    assert alice.send(where(taken, "/1"), where(taken, "/1/supersede"), **{"supersede-by": "2"}).status_code == 303
    assert alice.send(where(taken, "/2"), where(taken, "/2/revoke"), **{"revoke-reason": "Grève"}).status_code == 303
    first, second = plain(alice.page(where(taken, "/1"))), plain(alice.page(where(taken, "/2")))
    assert "Oui, un avion" in first and "Trop cher" in first and "D-0002" in first
    assert "Le train" in second and "Grève" in second and "D-0001" in second


def test_a_correction_stands_beside_and_a_member_does_not_settle(taken: World):
    seq = taken.board.decisions[1].taken.known + 1
    taken.act("bruno", "correct_entry", entry=seq, text="Oui, deux avions", reason="faute de frappe")
    text = plain(Visitor(taken, "dan").page(where(taken, "/1")))
    assert "Oui, un avion" in text and "Oui, deux avions" in text and "One correction" in text
    chloe = Visitor(taken, "chloe")
    assert chloe.get(where(taken, "/2/take")).status_code == 403
    sent = {"csrf_token": chloe.token, "revoke-reason": "non"}
    assert chloe.post(where(taken, "/1/revoke"), sent).status_code == 403
    assert chloe.post(where(taken, "/1/vanish"), sent).status_code == 404
    assert chloe.client.delete(where(taken, "/1")).status_code == 405


def test_words_that_were_withdrawn_are_not_taken_for_unwritten(taken: World):
    seq = taken.board.decisions[1].taken.known + 1
    taken.act("alice", "redact_entry", entry=seq, reason="donnée personnelle")
    text = plain(Visitor(taken, "dan").page(where(taken, "/1")))
    assert "Oui, un avion" not in text and "Les délais" not in text
    assert "Text withdrawn" in text and "not written" not in text and "Alice Martin" in text


def test_a_closed_cell_and_an_exercise_say_so(world: World):
    world.open("drill", "alice", exercise=True)
    world.act("alice", "ask_decision", cell="drill", question="Fermer ?")
    html = Visitor(world, "alice").get("/cells/drill/decisions/1").text
    assert "<title>EXERCICE" in html and html.count("EXERCICE") > 3  # the band, and the head of the paper


def test_an_hour_that_is_past_is_refused_beside_its_field(world: World):
    chloe, new = Visitor(world, "chloe"), f"/cells/{world.cell}/decisions/new"
    gone = chloe.send(new, new, question="Payer ?", needed_by="2020-01-01T08:00")
    assert gone.status_code == 422 and "déjà passée" in Page(gone.text).errors["needed_by"]
    assert not world.board.decisions and Page(gone.text).forms[new]["question"] == "Payer ?"
