"""What stands in the inbox of a department: opinions wanted, work to find good, rulings with their question."""

import pytest

from tests.cast import World
from tests.web.visitor import Page, Visitor


def where(world: World, more: str) -> str:
    return f"/cells/{world.cell}{more}"


def plain(page: Page) -> str:
    return page.text.replace("&#39;", "'").replace("\u00a0", " ").replace("\u202f", " ")


def waiting(world: World, who: str, department: str) -> str:
    """What waits on a department, as somebody reads it, without what it waits for itself."""
    page = plain(Visitor(world, who).page(where(world, f"/inbox?department={department}")))
    return page.partition("Waits on ")[2].partition("What it waits for")[0]


@pytest.fixture
def cast(world: World) -> World:
    """Dan sits for legal."""
    world.act("alice", "give_role", member=world.ids["dan"], role="member", department="legal")
    return world


def test_a_department_is_told_that_its_opinion_is_wanted_until_it_gives_it(cast: World):
    wanted = {"question": "Chartrer un avion ?", "decider": cast.ids["alice"], "consulted": ["legal"]}
    cast.act("chloe", "ask_decision", **wanted)
    dan, form = Visitor(cast, "dan"), where(cast, "/decisions/1") + "#position-department"
    for page in ("/", where(cast, "/inbox")):
        read = dan.page(page)
        assert "Chartrer un avion ?" in read.text and "Give your opinion" in read.text and form in read.html, page
    assert "Give your department’s position: Chartrer un avion ?" in dan.page("/").text
    question = dan.page(where(cast, "/decisions/1"))
    assert "is asked for its opinion" in question.text and "position-department" in question.ids
    assert "opinion" not in Visitor(cast, "chloe").page(where(cast, "/decisions/1")).text, "it is not asked of hers"
    said = {"position-department": "legal", "position-stance": "against", "position-reason": "Trop cher"}
    dan.send(where(cast, "/decisions/1"), where(cast, "/decisions/1/position"), **said)
    assert cast.board.decisions[1].positions
    for page in ("/", where(cast, "/inbox"), where(cast, "/decisions/1")):
        assert "opinion" not in dan.page(page).text, page


def test_an_opinion_on_what_is_restricted_is_asked_of_the_cleared_alone(cast: World):
    wanted = {"question": "Payer la rançon ?", "decider": cast.ids["alice"], "consulted": ["legal", "logistics"]}
    cast.act("alice", "ask_decision", restricted=True, **wanted)
    assert "Payer la rançon ?" in waiting(cast, "dan", "legal")
    for page in ("/", where(cast, "/inbox"), where(cast, "/inbox?department=legal")):
        assert "Payer la rançon" not in Visitor(cast, "chloe").page(page).text


def test_work_handed_in_waits_on_the_department_that_asked_for_it(cast: World):
    cast.act("dan", "add_task", title="Compter le stock", department="logistics")
    for act in ("acknowledge_task", "submit_task"):
        assert "Compter le stock" not in waiting(cast, "dan", "legal")
        cast.act("chloe", act, task=1)
    told = waiting(cast, "dan", "legal")
    assert "Compter le stock" in told and "Validate or return" in told
    assert "Compter le stock" not in waiting(cast, "dan", "logistics")
    cast.act("dan", "validate_task", task=1)
    assert "Compter le stock" not in waiting(cast, "dan", "legal")


def test_a_ruling_is_read_with_its_question(cast: World):
    cast.act("chloe", "ask_decision", question="Fermer le site ?", decider=cast.ids["alice"])
    cast.act("chloe", "ask_approval", object="decision:1", departments=["legal"])
    assert "Fermer le site ? Approve or refuse" in waiting(cast, "dan", "legal"), "nothing is decided yet"
    ruled = {"choice": "Oui, dès ce soir", "rationale": "Vite", "decider": cast.ids["alice"], "inform": ["legal"]}
    cast.act("bruno", "take_decision", decision=1, **ruled)
    said = "Fermer le site ? Decided: Oui, dès ce soir"
    assert waiting(cast, "dan", "legal").count(said) == 2
    lobby = plain(Visitor(cast, "dan").page("/"))
    assert f"Take note: {said}" in lobby and f"Approve or refuse: {said}" in lobby
    approval = plain(Visitor(cast, "dan").page(where(cast, "/approvals/1")))
    assert "Fermer le site ? Oui, dès ce soir" in approval
    brief = plain(Visitor(cast, "dan").page(where(cast, "/brief")))
    assert brief.count(said) == 2


def test_the_hour_that_the_level_leaves_is_said_where_nobody_set_one(cast: World):
    cast.act("chloe", "ask_decision", question="Fermer le site ?", decider=cast.ids["alice"])
    cast.act("chloe", "ask_approval", object="decision:1", departments=["legal"])
    cast.act("chloe", "offer_handoff", to="legal", text="Contrat", means="Relu")
    dan = Visitor(cast, "dan")
    leaves = f"nobody set a time: it is what level {cast.board.cell.level} leaves"
    for page in ("/approvals/1", "/handoffs/1"):
        told = plain(dan.page(where(cast, page)))
        assert leaves in told and "no time was set" not in told
    dan.send(where(cast, "/handoffs/1"), where(cast, "/handoffs/1/accept"))
    assert leaves not in plain(dan.page(where(cast, "/handoffs/1"))), "that clock has stopped"
