"""Standing down from one page: checked one by one, settled from there, decided, sealed, reopened."""

from tests.cast import World
from tests.web.visitor import Page, Visitor


def where(world: World, more: str = "/close") -> str:
    return f"/cells/{world.cell}{more}"


def main_of(page: Page) -> str:
    return page.html.partition("<main")[2].partition("</main")[0]


def test_the_director_goes_from_criteria_to_a_sealed_cell_on_one_page(world: World):
    alice, close = Visitor(world, "alice"), where(world)
    world.act("alice", "add_task", title="Réparer", department="logistics")
    world.act("alice", "add_task", title="Compter", department="logistics")
    world.act("alice", "ask_decision", question="Fermer ?")
    assert alice.send(close, f"{close}/criteria", **{"new-text": "Clients livrés"}).status_code == 303
    assert alice.send(close, f"{close}/criteria/1/check", **{"c1-met": "yes", "c1-note": "vu"}).status_code == 303
    alice.send(close, f"{close}/tasks/1", **{"t1-act": "line", "t1-words": "Mme Roy"})
    alice.send(close, f"{close}/tasks/2", **{"t2-act": "done", "t2-words": "42 palettes"})
    alice.send(close, f"{close}/decisions/1", **{"q1-act": "drop", "q1-words": "sans objet"})
    assert [row.status for row in world.board.tasks.values()] == ["dropped", "done"]
    assert world.board.tasks[2].result == "42 palettes"
    answer = alice.send(close, close, **{"close-reason": "tout est livré"})
    assert answer.status_code == 303 and answer.headers["Location"].endswith("/review")
    assert world.board.cell.state == "closed" and world.board.cell.sealed
    assert world.board.decisions[2].taken.rationale == "tout est livré"
    closed = main_of(alice.page(close))
    assert "scellée" in closed and "D-0002" in closed and "tout est livré" in closed
    assert alice.send(close, where(world, "/reopen"), **{"reopen-reason": "rechute"}).status_code == 303
    assert world.board.cell.state == "open"


def test_what_was_handed_over_or_asked_is_named_and_settled_one_by_one_or_together(world: World):
    alice, close = Visitor(world, "alice"), where(world)
    world.act("alice", "add_task", title="Réparer", department="logistics")
    world.act("chloe", "offer_handoff", to="legal", text="Le contrat")
    world.act("chloe", "offer_handoff", to="production", text="Les palettes")
    world.act("chloe", "ask_approval", object="task:1", departments=["legal"])
    sides = {"first": "logistics", "first_text": "Livrer", "second": "legal", "second_text": "Relire"}
    world.act("alice", "ask_arbitration", question="Qui d'abord ?", **sides)
    due = {"departments": ["legal", "logistics"], "needed_by": "2099-01-01T08:00:00Z"}
    world.act("alice", "ask_contributions", text="Le bilan", **due)
    world.act("chloe", "give_contribution", contribution=1, department="logistics", text="Tout est là")
    shown = main_of(alice.page(close))
    assert "P-0001" in shown and "Le bilan" in shown
    assert all(words in shown for words in ("H-0001", "H-0002", "V-0001", "R-0001", "Le contrat", "Qui d&#39;abord ?"))
    assert alice.send(close, f"{close}/handoffs/1", **{"h1-act": "drop", "h1-words": "sans objet"}).status_code == 303
    assert (world.board.handoffs[1].status, world.board.handoffs[1].reason) == ("withdrawn", "sans objet")
    rest = ["task:1", "handoff:2", "approval:1", "arbitration:1", "contribution:1"]
    given = {"rest-act": "line", "rest-refs": rest}
    answer = alice.send(close, f"{close}/rest", **given, **{"rest-words": ""})
    page = Page(answer.text)
    assert answer.status_code == 422 and "rest-words" in page.errors
    assert page.html.count('form="rest" checked') == len(rest), "what was ticked is kept"
    answer = alice.send(close, f"{close}/rest", **{"rest-act": "line", "rest-words": "Mme Roy", "rest-refs": []})
    assert answer.status_code == 422 and "Cochez-en au moins un" in answer.text
    assert alice.send(close, f"{close}/rest", **given, **{"rest-words": "Mme Roy"}).status_code == 303
    left = main_of(alice.page(where(world, "/contributions/1")))
    assert "Mme Roy" in left and "Tout est là" in left, "what was given stays"
    assert "Laissé sans arbitrage" in main_of(alice.page(where(world, "/arbitrations/1")))
    assert alice.page(where(world, "/arbitrations")).html.count("Mme Roy") == 0
    assert alice.send(close, close, **{"close-reason": "tout est réglé"}).status_code == 303
    assert world.board.cell.state == "closed"
    alice.page(close)


def test_what_is_refused_names_its_field_and_keeps_what_was_typed(world: World):
    alice, close = Visitor(world, "alice"), where(world)
    world.act("alice", "add_task", title="Réparer", department="logistics")
    world.act("alice", "set_criterion", text="Fini")
    before = world.seq
    answer = alice.send(close, f"{close}/criteria/1/check", **{"c1-met": "no", "c1-note": ""})
    assert answer.status_code == 422 and "c1-note" in Page(answer.text).errors
    assert alice.page(close).forms[f"{close}/criteria/1/check"]["c1-met"] == "yes"
    answer = alice.send(close, f"{close}/tasks/1", **{"t1-act": "line", "t1-words": ""})
    assert answer.status_code == 422 and "t1-words" in Page(answer.text).errors
    answer = alice.send(close, close, **{"close-reason": "", "close-choice": "On lève"})
    page = Page(answer.text)
    assert answer.status_code == 422 and "close-reason" in page.errors
    assert page.forms[close]["close-choice"] == "On lève"
    answer = alice.send(close, close, **{"close-reason": "fini"})
    assert answer.status_code == 409 and Page(answer.text).forms[close]["close-reason"] == "fini"
    assert world.seq == before
    top, _steps, below = main_of(Page(answer.text)).partition("close__steps")
    link = '<a href="#open">1 point est encore ouvert'
    assert link in top and link in below and "ci-dessous." not in below, "told at the top and beside the button"


def test_the_top_of_a_refused_page_leads_to_each_field(world: World):
    alice, close = Visitor(world, "alice"), where(world)
    world.act("alice", "add_task", title="Réparer", department="logistics")
    world.act("alice", "add_task", title="Compter", department="logistics")
    answer = alice.send(close, close, **{"close-reason": ""})
    top = main_of(Page(answer.text)).partition("close__steps")[0]
    assert "Rien n’est fait" in top and '<a href="#close-reason">' in top
    answer = alice.send(close, f"{close}/rest", **{"rest-act": "line", "rest-words": "Mme Roy", "rest-refs": []})
    assert '<a href="#rest">' in main_of(Page(answer.text)).partition("close__steps")[0]
    assert "data-refused" not in main_of(alice.page(close))


def test_what_was_settled_is_told_in_its_section_once(world: World):
    alice, close = Visitor(world, "alice"), where(world)
    world.act("alice", "add_task", title="Réparer", department="logistics")
    world.act("alice", "add_task", title="Compter", department="logistics")
    given = {"rest-act": "line", "rest-words": "Mme Roy", "rest-refs": ["task:1", "task:2"]}
    answer = alice.send(close, f"{close}/rest", **given)
    assert answer.status_code == 303 and answer.headers["Location"].endswith("/close#told")
    page = alice.page(close).html
    assert (
        page.count("2 points sont réglés") == 1
        and "2 points sont réglés" in page.partition('id="open"')[2].partition('id="told"')[2]
    )
    alice.send(close, close, **{"close-reason": "fini"})
    above = alice.page(where(world, "/review")).html.partition("<main")[0]
    assert above.count("La cellule est close et scellée") == 1, "on another page it is told at the top"


def test_a_choice_that_is_none_is_refused_beside_its_field(world: World):
    alice, close = Visitor(world, "alice"), where(world)
    world.act("alice", "set_criterion", text="Fini")
    fields, before = {**alice.page(close).forms[f"{close}/criteria/1/check"], "c1-note": "vu"}, world.seq
    for act in ("check", "drop"):
        for strange in ("perhaps", ""):
            answer = alice.post(f"{close}/criteria/1/{act}", {**fields, "c1-met": strange})
            page = Page(answer.text)
            assert answer.status_code == 422 and "c1-met" in page.errors and world.seq == before
            assert page.forms[f"{close}/criteria/1/check"]["c1-note"] == "vu"


def test_words_that_changed_meanwhile_are_not_written_over(world: World):
    alice, close = Visitor(world, "alice"), where(world)
    world.act("alice", "set_criterion", text="Fini")
    fields = alice.page(close).forms[f"{close}/criteria/1"]
    world.act("alice", "set_criterion", criterion=1, text="Vraiment fini")
    answer = alice.post(f"{close}/criteria/1", {**fields, "w1-text": "Presque"})
    assert answer.status_code == 422 and Page(answer.text).forms[f"{close}/criteria/1"]["w1-text"] == "Presque"
    assert world.board.criterions[1].text == "Vraiment fini"


def test_who_does_not_lead_reads_and_cannot_write(world: World):
    world.act("alice", "set_criterion", text="Fini")
    world.act("alice", "add_task", title="Réparer", department="logistics")
    page = Visitor(world, "chloe").page(where(world))
    assert "Fini" in main_of(page) and not [action for action in page.forms if "/close" in action]
    sent = {"csrf_token": Visitor(world, "chloe").token}
    chloe = Visitor(world, "chloe")
    answer = chloe.post(
        where(world),
        {**sent, "csrf_token": chloe.token, "close-question": "?", "close-choice": "x", "close-reason": "x"},
    )
    assert answer.status_code in (403, 422) and world.board.cell.state == "open"
    assert Visitor(world, "eve").get(where(world)).status_code == 404


def test_the_restricted_is_not_on_the_page_of_who_may_not_read_it(world: World):
    world.act("alice", "ask_decision", question="Payer la rançon ?", restricted=True)
    assert "rançon" in Visitor(world, "alice").page(where(world)).html
    assert "rançon" not in Visitor(world, "chloe").page(where(world)).html


def test_nobody_checks_or_drops_a_criterion_on_words_they_never_saw(world: World):
    alice, close = Visitor(world, "alice"), where(world)
    world.act("alice", "set_criterion", text="Fini")
    fields = {**alice.page(close).forms[f"{close}/criteria/1/check"], "c1-met": "yes", "c1-note": "vu"}
    world.act("alice", "set_criterion", criterion=1, text="Vraiment fini")
    before = world.seq
    for act in ("check", "drop"):
        answer = alice.post(f"{close}/criteria/1/{act}", fields)
        page = Page(answer.text)
        assert answer.status_code == 422 and "c1-note" in page.errors and "Vraiment fini" in page.html
    assert world.seq == before
    told = page.forms[f"{close}/criteria/1/check"]
    assert told["c1-note"] == "vu" and alice.post(f"{close}/criteria/1/check", told).status_code == 303
    assert world.board.criterions[1].met is True


def test_a_double_click_writes_one_criterion(world: World):
    alice, close = Visitor(world, "alice"), where(world)
    fields = {**alice.page(close).forms[f"{close}/criteria"], "new-text": "Fini"}
    assert [alice.post(f"{close}/criteria", fields).status_code for _ in range(2)] == [303, 303]
    assert len(world.board.criterions) == 1
    answer = alice.post(f"{close}/criteria", {**fields, "new-text": "Livré"})  # the old page, changed and sent again
    assert answer.status_code == 409 and len(world.board.criterions) == 1
    assert alice.post(f"{close}/criteria", Page(answer.text).forms[f"{close}/criteria"]).status_code == 303
    assert world.board.criterions[2].text == "Livré"


def test_words_that_were_withdrawn_meanwhile_are_not_written_again_unawares(world: World):
    """Needs: a withdrawal counts as another version of what a page still shows."""
    alice, close = Visitor(world, "alice"), where(world)
    seq = world.act("alice", "set_criterion", text="M. Petit est rentré").seq
    fields = alice.page(close).forms[f"{close}/criteria/1"]
    world.act("bruno", "redact_entry", entry=seq, reason="nom")
    answer = alice.post(f"{close}/criteria/1", {**fields, "w1-text": "M. Petit est bien rentré"})
    page = Page(answer.text)
    assert answer.status_code == 422 and "retirés entre-temps" in page.errors["w1-text"]
    assert page.forms[f"{close}/criteria/1"]["w1-text"] == "M. Petit est bien rentré", "what was typed is kept"
    assert world.board.criterions[1].text is None
    told = {**page.forms[f"{close}/criteria/1"], "w1-text": "Le blessé est rentré"}
    assert alice.post(f"{close}/criteria/1", told).status_code == 303
    assert world.board.criterions[1].text == "Le blessé est rentré"


def test_a_criterion_that_was_held_unmet_comes_back_as_it_was_said(world: World):
    alice, close = Visitor(world, "alice"), where(world)
    world.act("alice", "set_criterion", text="Fini")
    alice.send(close, f"{close}/criteria/1/check", **{"c1-met": "no", "c1-note": "pas vu"})
    assert alice.page(close).forms[f"{close}/criteria/1/check"]["c1-met"] == "no"
