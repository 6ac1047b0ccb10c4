"""Who stands for a department, said on a page: by the name of a member or the address of anybody."""

from typing import Any

import pytest

from cell import people
from cell.journal.orders import Job
from tests.cast import World
from tests.web.visitor import Page, Visitor

LEGAL = "/cells/ctest/departments/legal"
MEMBERS = "/cells/ctest/members"


def names(world: World) -> list[Any]:
    """Who stands for legal now."""
    seat = world.board.departments["legal"]
    return [one and one.name for one in (seat.holder, seat.deputy, seat.sponsor)]


def test_a_department_is_staffed_by_name_and_by_address(world: World):
    alice = Visitor(world, "alice")
    answer = alice.send(LEGAL, LEGAL, holder=" chloé  durand ", deputy="EVE@example.org")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{MEMBERS}#departments")
    assert names(world) == ["Chloé Durand", "Eve Stone", None]
    page = alice.page(MEMBERS).text
    assert "Chloé Durand" in page and "Eve Stone" in page


def test_what_stands_there_is_kept_as_it_is_and_an_empty_line_is_nobody(world: World):
    alice = Visitor(world, "alice")
    alice.send(LEGAL, LEGAL, holder="Chloé Durand", deputy="eve@example.org")
    assert alice.page(LEGAL).forms[LEGAL]["deputy"] == "Eve Stone"  # who is in no cell has no name to be found by
    alice.send(LEGAL, LEGAL, holder="")
    assert names(world) == [None, "Eve Stone", None]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Personne Ici", "Personne dans la cellule"),
        ("nobody@example.org", "Aucun compte"),
        ("Chloé Durand", "Deux personnes"),
        ("x" * 300, ""),
        ("a\x00b", ""),
    ],
)
def test_who_is_unclear_is_said_beside_the_field_and_nothing_typed_is_lost(world: World, typed: str, told: str):
    twin = Job(lambda c: people.add_account(c, "twin@example.org", "Chloé Durand", "x", language="fr"))
    world.act("alice", "add_member", member=world.house.desk.ask(twin), role="observer")
    before = world.seq
    answer = Visitor(world, "alice").send(LEGAL, LEGAL, holder="Dan Brown", sponsor=typed)
    page = Page(answer.text)
    assert answer.status_code == 422
    assert page.errors["sponsor"] and told in page.errors["sponsor"]
    assert page.forms[LEGAL]["holder"] == "Dan Brown"
    assert world.seq == before


def test_only_the_lead_comes_here_and_only_to_a_seat(shared: World):
    for who, status in (("bruno", 403), ("chloe", 403), ("dan", 403), ("eve", 404)):
        visitor = Visitor(shared, who)
        assert visitor.get(LEGAL).status_code == status
        assert visitor.post(LEGAL, {"csrf_token": visitor.token}).status_code == status
    assert Visitor(shared, "alice").get("/cells/ctest/departments/nowhere").status_code == 404
    assert LEGAL not in Visitor(shared, "chloe").get(MEMBERS).text


def test_another_department_is_called(world: World):
    alice = Visitor(world, "alice")
    answer = alice.send(MEMBERS, "/cells/ctest/departments", **{"call-department": "quality"})
    assert answer.status_code == 303
    assert "quality" in world.board.departments
    again = alice.post("/cells/ctest/departments", {"csrf_token": alice.token, "call-department": "quality"})
    assert (again.status_code, "call-department" in Page(again.text).errors) == (422, True)
