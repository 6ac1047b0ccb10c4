"""The inbox of a department, hand-offs, approvals and statements as pages, with every act and its refusals."""

import re
from typing import Any

import pytest

from cell.forms import fresh_key
from tests.cast import World
from tests.web.visitor import Page, Visitor


def where(world: World, more: str) -> str:
    return f"/cells/{world.cell}{more}"


def plain(page: Page) -> str:
    return page.text.replace("&#39;", "'").replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def cast(world: World) -> World:
    """Dan sits for legal; Chloé, of logistics, hands something over to it."""
    world.act("alice", "give_role", member=world.ids["dan"], role="member", department="legal")
    world.act("chloe", "offer_handoff", to="legal", text="Contrat signé", means="La clause est relue")
    return world


def test_a_hand_off_is_offered_given_back_offered_again_and_taken_over(cast: World):
    chloe, dan = Visitor(cast, "chloe"), Visitor(cast, "dan")
    new = where(cast, "/handoffs/new")
    empty = chloe.send(new, new, to="legal", text=" ")
    assert empty.status_code == 422 and Page(empty.text).errors["text"]
    made = chloe.send(new, new, to="legal", text="Liste des clients", needed_by="2030-01-01T08:00")
    assert made.headers["Location"].endswith("/handoffs/2")
    one = where(cast, "/handoffs/2")
    assert not [action for action in chloe.page(one).forms if action.endswith("/accept")], "it is not theirs"
    bare = dan.send(one, f"{one}/return", **{"return-reason": " "})
    assert bare.status_code == 422 and "open" in bare.text.split('id="fold-return"')[1][:12]
    there = re.findall(r'name="next" value="([^"]+)"|href="([^"]+)">(?:Show the change|Voir le changement)', bare.text)
    assert {a or b for a, b in there} == {one}, "neither the language nor the change leads to an address of forms"
    dan.send(one, f"{one}/return", **{"return-reason": "Sans adresses"})
    page = chloe.page(one)
    assert "Sans adresses" in plain(page) and page.forms[f"{one}/renew"]["renew-text"] == "Liste des clients"
    chloe.send(one, f"{one}/renew", **{"renew-text": "Liste et adresses"})
    for act in ("see", "accept", "complete"):
        assert dan.send(one, f"{one}/{act}").status_code == 303
    row = cast.board.handoffs[2]
    assert (row.status, row.text, len(row.bounces)) == ("usable", "Liste et adresses", 1)
    told = plain(dan.page(where(cast, "/handoffs?department=legal")))
    assert "H-0002" in told and "came back once" in told and "Contrat signé" in told


def test_the_inbox_is_the_departments_and_holds_all_that_waits_on_it(cast: World):
    cast.act("chloe", "draft_statement", audience="media", text="Nous enquêtons.", approvers=["legal"])
    cast.act("chloe", "ask_approval", object="statement:1", departments=["legal"])
    cast.act("chloe", "ask_decision", question="Chartrer ?", decider=cast.ids["alice"])
    ruled = {"choice": "Oui", "rationale": "Vite", "decider": cast.ids["alice"], "inform": ["legal"]}
    cast.act("bruno", "take_decision", decision=1, **ruled)
    cast.act("chloe", "record_information", text="Trois jours de stock", departments=["legal"])
    cast.act("chloe", "add_task", title="Relire le contrat", department="legal")
    secret = cast.act("alice", "ask_decision", question="Payer la rançon ?", restricted=True, decider=cast.ids["dan"])
    inbox = where(cast, "/inbox")
    told = plain(Visitor(cast, "dan").page(inbox))
    for words in ("Contrat signé", "Nous enquêtons.", "Oui", "Trois jours de stock", "Relire le contrat", "Payer la"):
        assert words in told
    other = plain(Visitor(cast, "chloe").page(f"{inbox}?department=legal"))
    assert "Contrat signé" in other and "Payer la" not in other and secret.seq
    dan = Visitor(cast, "dan")
    page = dan.page(inbox)
    assert "/journal?information=1#i-1" in page.html, "the line itself is one press away"
    assert "not read yet" in plain(page)
    dan.send(inbox, where(cast, "/informations/1/see"))
    assert list(cast.board.informations[1].seen) == ["legal"] and "not read yet" not in plain(dan.page(inbox))
    known = dan.send(inbox, where(cast, "/informations/1/acknowledge"))
    assert known.headers["Location"].endswith("/inbox?department=legal")
    assert cast.board.informations[1].informed["legal"] is not None
    cast.act("bruno", "check_information", information=1, state="false", reason="Recompté")
    assert "Found to be false" in plain(dan.page(inbox)), "and what is found of it since is told"
    assert (
        dan.send(inbox, where(cast, "/decisions/1/acknowledge")).headers["Location"].endswith("/inbox?department=legal")
    )
    assert cast.board.decisions[1].informed["legal"] is not None
    pressed = dan.send(inbox, where(cast, "/handoffs/1/accept"))
    assert pressed.headers["Location"].endswith("/inbox?department=legal")
    assert cast.board.handoffs[1].status == "accepted"
    twice = dan.post(where(cast, "/handoffs/1/accept"), {"csrf_token": dan.token, "back": "legal"})
    assert twice.status_code == 303, "of two who press, the second is told on the page they were on"
    assert "Contrat signé" in plain(Visitor(cast, "chloe").page(inbox)), "what it waits for"
    cast.act("alice", "remove_member", member=cast.ids["dan"])
    assert "H-0001" in plain(Visitor(cast, "alice").page(f"{inbox}?department=legal")), "nobody took it home"


def test_who_came_from_the_inbox_to_know_a_decision_is_back_there_and_told(cast: World):
    ruled = {"choice": "Oui", "rationale": "Vite", "decider": cast.ids["alice"], "inform": ["legal"]}
    cast.act("chloe", "ask_decision", question="Chartrer ?", decider=cast.ids["alice"])
    cast.act("bruno", "take_decision", decision=1, **ruled)
    dan, inbox = Visitor(cast, "dan"), where(cast, "/inbox")
    assert f"{where(cast, '/decisions/1')}?back=legal" in dan.page(inbox).html
    decision = f"{where(cast, '/decisions/1')}?back=legal"
    asked = dan.page(decision).forms[where(cast, "/decisions/1/acknowledge")]
    known = dan.send(decision, where(cast, "/decisions/1/acknowledge"), **{"acknowledge-department": "legal"})
    assert known.headers["Location"].endswith("/inbox?department=legal"), "back to where they came from"
    assert "D-0001: noted, the department knows." in plain(dan.page(inbox))
    assert cast.board.decisions[1].informed["legal"] is not None
    anew = {**asked, "acknowledge-department": "legal", "acknowledge-key": fresh_key()}
    again = dan.post(where(cast, "/decisions/1/acknowledge"), anew)
    assert again.headers["Location"].endswith("/inbox?department=legal"), "who presses second is told there, too"


def test_a_statement_from_draft_to_what_everybody_says(cast: World):
    chloe, dan, alice = (Visitor(cast, who) for who in ("chloe", "dan", "alice"))
    new = where(cast, "/statements/new")
    chloe.send(new, new, audience="media", text="Nous enquêtons sur la cause.", approvers=["legal"])
    one = where(cast, "/statements/1")
    assert f"{one}/publish" not in chloe.page(one).forms, "approvals are missing, and she may not"
    chloe.send(one, f"{one}/revise", **{"revise-text": "Nous savons la cause.", "revise-reason": "Établi"})
    html = chloe.page(one).html
    assert "<del>" in html and "enquêtons sur" in html and "<ins>" in html and "Établi" in html
    late = chloe.send(one, f"{one}/revise", **{"revise-text": "Autre", "revise-seen": "1"})
    assert late.status_code in (409, 422) and "Autre" in late.text, "nothing typed is lost"
    asked = chloe.send(one, f"{one}/ask", **{"ask-departments": ["legal"], "ask-silence": "escalate"})
    assert asked.status_code == 303 and cast.board.approvals[1].wording == 2
    yes = where(cast, "/approvals/1")
    assert f"{yes}/give" not in chloe.page(yes).forms
    dan.send(yes, f"{yes}/give", **{"give-text": "Sans nommer le site"})
    assert "Sans nommer le site" in plain(chloe.page(one))
    alice.send(one, f"{one}/publish")
    assert cast.board.statements[1].status == "published"
    chloe.send(one, f"{one}/tell", **{"tell-whom": "AFP", "tell-channel": "téléphone"})
    told = plain(chloe.page(one))
    assert "AFP" in told and "téléphone" in told
    chloe.send(new, new, audience="media", text="Nous savons tout.", approvers=[])
    beside = chloe.page(where(cast, "/statements/2"))
    assert "S-0001" in plain(beside) and "<del>" in beside.html, "what stands now is shown beside a draft"
    assert "Nous savons la cause." in plain(chloe.page(new)), "and beside one that is not written yet"
    two = where(cast, "/statements/2")
    alice.send(two, f"{two}/publish")
    register = plain(dan.page(where(cast, "/statements")))
    assert register.index("Nous savons tout.") < register.index("Nous savons la cause.")
    alice.send(two, f"{two}/withdraw", **{"withdraw-reason": "Un fait nouveau"})
    assert "Un fait nouveau" in plain(dan.page(two))


def test_the_director_alone_goes_without_an_approval(cast: World):
    cast.act("chloe", "draft_statement", audience="customers", text="Retard de trois jours.", approvers=["legal"])
    one = where(cast, "/statements/1")
    alice = Visitor(cast, "alice")
    bare = alice.send(one, f"{one}/publish", **{"publish-reason": " "})
    assert bare.status_code == 422 and Page(bare.text).errors["publish-reason"]
    alice.send(one, f"{one}/publish", **{"publish-reason": "L’antenne dans dix minutes"})
    assert "Published without the approval of" in plain(Visitor(cast, "dan").page(one))


def test_a_fast_lane_is_cleared_used_and_closed(cast: World):
    dan, chloe = Visitor(cast, "dan"), Visitor(cast, "chloe")
    new = where(cast, "/lanes/new")
    dan.send(new, new, text="Messages d’attente", audience="media")
    cast.act("chloe", "draft_statement", audience="media", text="Nous enquêtons.", approvers=["legal"])
    one = where(cast, "/statements/1")
    assert chloe.send(one, f"{one}/release", **{"release-lane": "1"}).status_code == 303
    assert cast.board.approvals[1].status == "released"
    shut = where(cast, "/lanes/1/close")
    dan.send(where(cast, "/statements"), shut, **{"close-reason": "Les chiffres sont connus"})
    assert cast.board.lanes[1].closed_at is not None


def test_an_approval_of_a_decision_or_a_task_is_asked_with_its_rule_on_silence(cast: World):
    cast.act("chloe", "ask_decision", question="Chartrer un avion ?")
    chloe, new = Visitor(cast, "chloe"), where(cast, "/approvals/new")
    args: dict[str, Any] = {"object": "decision:1", "departments": ["legal"], "silence": "agree"}
    offered = {who: of for of, who in re.findall(r'<option data-of="([^"]*)" value="(\d+)"', chloe.page(new).html)}
    people = {name: offered[str(cast.ids[name])] for name in ("dan", "chloe")}
    assert people == {"dan": "legal", "chloe": "logistics"}, "each only for who they could speak for"
    wrong = chloe.send(new, new, **args | {"approver": "99999"})
    assert Page(wrong.text).errors["approver"] == "Ce n’est pas l’un des choix proposés."
    missing = chloe.send(new, new, **args)
    assert missing.status_code == 422 and Page(missing.text).errors["needed_by"]
    gone = chloe.send(new, new, **args, needed_by="2020-01-01T08:00")
    assert "déjà passée" in Page(gone.text).errors["needed_by"]
    made = chloe.send(new, new, **args, needed_by="2030-01-01T08:00")
    assert made.status_code == 303 and cast.board.approvals[1].silence == "agree"
    told = plain(Visitor(cast, "dan").page(where(cast, "/approvals/1")))
    assert "Chartrer un avion ?" in told and "it counts as a yes" in told


def test_nothing_restricted_shows_and_what_is_not_there_is_not_found(cast: World):
    cast.act("alice", "offer_handoff", to="legal", department="direction", text="Plainte", restricted=True)
    cast.act("alice", "draft_statement", audience="media", text="Rançon", restricted=True)
    cast.act("alice", "ask_approval", object="statement:1", departments=["legal"])
    chloe = Visitor(cast, "chloe")
    for path in ("/handoffs/2", "/statements/1", "/approvals/1", "/handoffs/9", "/statements/9", "/approvals/9"):
        assert chloe.get(where(cast, path)).status_code == 404, path
    for path in ("/handoffs", "/statements", "/inbox?department=legal"):
        told = plain(chloe.page(where(cast, path)))
        assert "Plainte" not in told and "Rançon" not in told
    for path in ("/handoffs/2", "/statements/1", "/approvals/1"):
        assert Visitor(cast, "dan").get(where(cast, path)).status_code == 200
    assert Visitor(cast, "eve").get(where(cast, "/inbox")).status_code == 404
    assert Visitor(cast, "alice").get(where(cast, "/handoffs/0")).status_code == 404


def test_two_departments_pull_apart_and_somebody_rules(cast: World):
    chloe, bruno, new = Visitor(cast, "chloe"), Visitor(cast, "bruno"), where(cast, "/arbitrations/new")
    sides = {"first_text": "Camions pleins", "first_indicator": "taux de remplissage", "second": "production"}
    same = chloe.send(new, new, question="Quand livrer ?", **{**sides, "second": "logistics"}, second_text="x")
    assert same.status_code == 422 and Page(same.text).errors["second"] and "Camions pleins" in same.text
    chloe.send(new, new, question="Quand livrer ?", **sides, second_text="Chaque jour")
    one = where(cast, "/arbitrations/1")
    assert f"{one}/rule" not in chloe.page(one).forms, "who wants something does not rule"
    said = {"rule-choice": "second", "rule-text": "Chaque jour, à moitié plein", "rule-reason": "La ligne d’abord"}
    missing = bruno.send(one, f"{one}/rule", **said, **{"rule-suspended": "first"})
    assert missing.status_code == 422 and Page(missing.text).errors["rule-until"]
    bruno.send(one, f"{one}/rule", **said, **{"rule-suspended": "first", "rule-until": "2030-01-01T08:00"})
    told = plain(Visitor(cast, "dan").page(one))
    for words in ("Chaque jour, à moitié plein", "protects: taux de remplissage", "Indicator suspended"):
        assert words in told
    until = "until Tue 1 Jan 2030 at 08:00"
    assert until in told and f"suspended {until}" in plain(Visitor(cast, "dan").page(where(cast, "/arbitrations")))


def test_in_a_closed_cell_no_form_of_something_new_is_shown_to_be_filled_in(cast: World):
    cast.act("alice", "close_cell", reason="fini")
    alice, lists = Visitor(cast, "alice"), {"approvals": "inbox", "lanes": "statements"}
    for what in ("decisions", "handoffs", "statements", "approvals", "lanes", "arbitrations", "contributions"):
        sent = alice.get(where(cast, f"/{what}/new"))
        assert (sent.status_code, sent.headers["Location"]) == (303, where(cast, f"/{lists.get(what, what)}")), what
        assert "plus rien ne s’y inscrit" in plain(alice.page(sent.headers["Location"])), what
    assert alice.get(where(cast, "/departments/legal")).headers["Location"] == where(cast, "/members")
    assert alice.get(where(cast, "/review/lessons/new")).status_code == 200, "lessons are still written"
