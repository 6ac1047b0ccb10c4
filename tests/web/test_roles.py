"""Roles and the call, from the page of members: handed over, accepted, taken, answered."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cell import clock
from tests.cast import World
from tests.web.visitor import Page, Visitor

MEMBERS = "/cells/ctest/members"


def send(world: World, who: str, what: str, **typed: Any) -> Any:
    """Fill in one of the forms of the page and send it; its fields carry the form's name before theirs."""
    return Visitor(world, who).send(MEMBERS, f"{MEMBERS}/{what}", **{f"{what}-{name}": typed[name] for name in typed})


def press(world: World, who: str, what: str) -> Any:
    """Press a button of the page that asks nothing more."""
    return Visitor(world, who).send(MEMBERS, f"{MEMBERS}/{what}")


def forms(world: World, who: str) -> set[str]:
    """What somebody may do there."""
    return {action.removeprefix(MEMBERS).strip("/") for action in Visitor(world, who).page(MEMBERS).forms}


def role_of(world: World, who: str) -> str:
    """What somebody is now."""
    return world.board.members[world.ids[who]].role


def test_a_handover_is_two_forms_and_both_are_told(world: World):
    answer = send(world, "alice", "offer", role="director", member=world.ids["chloe"])
    assert answer.status_code == 303
    assert "accept/director" in forms(world, "chloe") and "accept/director" not in forms(world, "dan")
    assert "Alice Martin" in Visitor(world, "chloe").page(MEMBERS).text
    assert press(world, "chloe", "accept/director").status_code == 303
    assert (role_of(world, "alice"), role_of(world, "chloe")) == ("member", "director")
    assert "give" in forms(world, "chloe") and "give" not in forms(world, "alice")


@pytest.mark.parametrize("who", ["chloe", "alice"])
def test_an_offer_is_declined_or_taken_back(world: World, who: str):
    send(world, "alice", "offer", role="director", member=world.ids["chloe"])
    assert press(world, who, "decline/director").status_code == 303
    assert "accept/director" not in forms(world, "chloe")
    assert role_of(world, "alice") == "director"


def test_who_accepts_too_late_is_told_so_on_the_page(world: World):
    world.act("alice", "offer_role", role="director", member=world.ids["chloe"])
    chloe = Visitor(world, "chloe")
    world.act("alice", "decline_role", role="director")
    answer = chloe.post(f"{MEMBERS}/accept/director", {"csrf_token": chloe.token})
    assert (answer.status_code, "n’est plus proposé" in Page(answer.text).text) == (409, True)


def test_an_offer_that_cannot_be_is_said_beside_its_field(world: World):
    world.act("alice", "offer_role", role="director", member=world.ids["chloe"])
    answer = send(world, "alice", "offer", role="director", member=world.ids["dan"])
    page = Page(answer.text)
    assert answer.status_code == 422
    assert "Chloé Durand" in page.errors["offer-role"]
    assert page.forms[f"{MEMBERS}/offer"]["offer-member"] == str(world.ids["dan"])


def test_who_holds_one_role_offers_that_one_alone(world: World):
    page = Visitor(world, "bruno").get(MEMBERS).text
    options = page.partition('id="offer-role"')[2].partition("</select>")[0]
    assert 'value="loggist"' in options and 'value="director"' not in options
    answer = send(world, "bruno", "offer", role="director", member=world.ids["dan"])
    assert (answer.status_code, "offer-role" in Page(answer.text).errors) == (422, True)
    assert not {"offer", "give", "direction"} & forms(world, "chloe")


def test_a_role_or_a_department_is_changed(world: World):
    args = {"member": world.ids["dan"], "role": "coordinator", "department": "production"}
    assert send(world, "alice", "give", **args).status_code == 303
    row = world.board.members[world.ids["dan"]]
    assert (row.role, row.department) == ("coordinator", "production")


def test_a_department_that_is_not_spoken_of_is_kept_and_one_that_is_taken_away_is_not(world: World):
    chloe, theirs = world.ids["chloe"], world.board.members[world.ids["chloe"]].department
    assert theirs is not None
    for sent, kept in ((None, theirs), ("", theirs), ("-", None)):
        typed = {} if sent is None else {"department": sent}
        assert send(world, "alice", "give", member=chloe, role="observer", **typed).status_code == 303
        assert world.board.members[chloe].department == kept


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"role": "member", "department": ""}, "give-department"),
        ({"role": "member", "department": "-"}, "give-department"),
        ({"role": "loggist", "department": "legal"}, "give-role"),
        ({"role": "king"}, "give-role"),
        ({"member": "999"}, "give-member"),
        ({"member": "nobody"}, "give-member"),
        ({"department": "nowhere"}, "give-department"),
    ],
)
def test_a_change_that_cannot_be_is_said_beside_its_field(shared: World, typed: dict[str, str], field: str):
    before = shared.seq
    whole = {"member": shared.ids["dan"], "role": "observer", "department": "legal"}
    answer = send(shared, "alice", "give", **{**whole, **typed})
    assert answer.status_code == 422
    assert Page(answer.text).errors[field]
    assert shared.seq == before


def test_the_coordinator_takes_the_direction_with_a_reason(world: World):
    world.act("alice", "give_role", member=world.ids["dan"], role="coordinator")
    answer = send(world, "dan", "direction", reason="  ")
    assert (answer.status_code, "direction-reason" in Page(answer.text).errors) == (422, True)
    assert send(world, "dan", "direction", reason="unreachable for 40 min").status_code == 303
    assert (role_of(world, "dan"), role_of(world, "alice")) == ("director", "observer")


@pytest.mark.parametrize("answer", ["here", "coming", "cannot"])
def test_the_call_is_answered_and_the_answer_is_shown(world: World, answer: str):
    assert send(world, "chloe", "answer", answer=answer).status_code == 303
    assert world.board.members[world.ids["chloe"]].answer == answer
    assert Visitor(world, "chloe").page(MEMBERS).forms[f"{MEMBERS}/answer"]["answer-answer"] == [answer]


def test_a_time_means_the_next_one_on_the_persons_own_clock(world: World):
    zone = ZoneInfo("Europe/Paris")
    now = clock.moment_of(clock.now()).astimezone(zone)
    for minutes in (90, -90):
        send(world, "chloe", "answer", answer="coming", at=f"{now + timedelta(minutes=minutes):%H:%M}")
        coming = datetime.fromisoformat(world.board.members[world.ids["chloe"]].coming_at).astimezone(zone)
        assert f"{coming:%H:%M}" == f"{now + timedelta(minutes=minutes):%H:%M}"
        assert timedelta(0) < coming - now < timedelta(days=1, hours=1)


def test_no_answer_and_half_a_time_are_refused(shared: World):
    for typed, field in (({}, "answer-answer"), ({"answer": "coming", "at": "soon"}, "answer-at")):
        answer = send(shared, "chloe", "answer", **typed)
        assert (answer.status_code, bool(Page(answer.text).errors[field])) == (422, True)


def test_who_cannot_come_is_told_who_stands_in(world: World):
    world.act("alice", "staff_department", department="logistics", holder=world.ids["chloe"], deputy=world.ids["eve"])
    send(world, "chloe", "answer", answer="cannot")
    assert "Eve Stone" in Visitor(world, "chloe").page(MEMBERS).text.partition("Départements")[0]
    assert "assure le remplacement" in Visitor(world, "alice").page(MEMBERS).text


def test_a_closed_cell_asks_nothing(world: World):
    world.act("alice", "close_cell", reason="fini")
    assert not {"answer", "offer", "give"} & forms(world, "alice")


def test_who_is_outside_finds_no_form(shared: World):
    eve, before = Visitor(shared, "eve"), shared.seq
    token = eve.token
    for what in ("give", "offer", "accept/director", "decline/director", "direction", "answer"):
        assert eve.post(f"{MEMBERS}/{what}", {"csrf_token": token}).status_code == 404, what
    assert shared.seq == before


@pytest.mark.parametrize("what", ["give", "offer", "direction"])
def test_who_may_not_is_refused_before_anything_is_read(shared: World, what: str):
    chloe = Visitor(shared, "chloe")
    assert chloe.post(f"{MEMBERS}/{what}", {"csrf_token": chloe.token}).status_code == 403


def test_nobody_is_demoted_by_a_press_on_the_form_as_it_stands(shared: World):
    held = Visitor(shared, "alice").page(MEMBERS).forms[f"{MEMBERS}/give"]
    assert held.get("give-role", "") == ""
    answer = send(shared, "alice", "give", member=shared.ids["alice"])
    assert answer.status_code == 422 and Page(answer.text).errors["give-role"]
    assert role_of(shared, "alice") == "director"


def test_who_opened_the_cell_is_not_told_that_they_are_called(shared: World):
    assert 'id="call-h">Vous avez ouvert cette cellule' in Visitor(shared, "alice").get(MEMBERS).text
    assert 'id="call-h">Vous êtes appelé' in Visitor(shared, "chloe").get(MEMBERS).text
