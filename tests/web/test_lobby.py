"""The lobby: my cells, and opening one. What is refused is kept, and said beside its field."""

from typing import Any

import pytest

from cell import cells
from tests.cast import World
from tests.web.visitor import Page, Visitor

GOOD = {"title": "Filature brûlée", "level": "3", "playbook": "supply", "departments": ["legal", "it"], "exercise": "y"}


@pytest.fixture(scope="module")
def visitor(shared: World) -> Visitor:
    return Visitor(shared, "alice")


def known(world: World) -> list[str]:
    """The ids of every cell."""
    with world.house.store.reading() as connection:
        return cells.all_ids(connection)


def send(visitor: Visitor, **typed: Any) -> Any:
    """Fill in the form and send it."""
    return visitor.send("/", "/cells/new", **typed)


def test_a_cell_is_opened_and_leads_to_its_board(visitor: Visitor):
    answer = send(visitor, **GOOD, t0="2026-11-18T08:30")
    assert answer.status_code == 303
    cell = answer.headers["Location"].rpartition("/")[2]
    row = visitor.world.house.desk.show(cell).board.cell
    assert (row.title, row.level, row.type, row.exercise) == ("Filature brûlée", 3, "supply", True)
    assert row.playbook == "supply" and row.aim
    assert row.t0 == "2026-11-18T07:30:00.000Z"  # Alice's zone is Paris
    assert "Filature brûlée" in visitor.page("/").text


def test_the_lobby_lists_my_cells_only(visitor: Visitor):
    assert "/cells/ctest" in visitor.page("/").html
    assert "/cells/ctest" not in Visitor(visitor.world, "eve").page("/").html


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "   "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"title": "\u202exe.pdf"}, "title"),
        ({"title": "\u200b"}, "title"),
        ({"level": "5"}, "level"),
        ({"level": "x"}, "level"),
        ({"level": "1.5"}, "level"),
        ({"level": "9" * 500}, "level"),
        ({"playbook": "flood"}, "playbook"),
        ({"departments": ["nobody"]}, "departments"),
        ({"departments": ["legal", "\x00"]}, "departments"),
        ({"t0": "yesterday"}, "t0"),
        ({"t0": "2999-01-01T00:00"}, "t0"),
        ({"t0": "0001-01-01T00:00"}, "t0"),
        ({"t0": "0999-01-01T00:00"}, "t0"),
        ({"t0": "9999-12-31T23:59"}, "t0"),
    ],
)
def test_what_cannot_be_opened_is_kept_and_said_beside_its_field(visitor: Visitor, changed: dict[str, Any], field: str):
    before = known(visitor.world)
    answer = send(visitor, **{**GOOD, **changed})
    page = Page(answer.text)
    assert answer.status_code == 422
    assert page.errors[field]
    assert known(visitor.world) == before
    fields = page.forms["/cells/new"]
    if field != "title":
        assert fields["title"] == GOOD["title"]
    if field != "level":
        assert fields["level"] == ["3"]
    if field != "departments":
        assert fields["departments"] == ["legal", "it"]
    assert fields["exercise"] == ["y"]


def test_a_refused_form_keeps_its_key(visitor: Visitor):
    fields = visitor.page("/").forms["/cells/new"]
    again = Page(visitor.post("/cells/new", fields).text).forms["/cells/new"]
    assert again["key"] == fields["key"]


def test_nothing_typed_is_no_cell(visitor: Visitor):
    before = known(visitor.world)
    page = Page(send(visitor).text)
    assert set(page.errors) == {"title"}  # the level and the case are chosen already
    assert known(visitor.world) == before


def test_a_long_title_is_kept_whole_and_never_runs(visitor: Visitor):
    title = "<script>alert(1)</script>\"'&" + "é" * 300
    answer = send(visitor, **{**GOOD, "title": title})
    assert Page(answer.text).forms["/cells/new"]["title"] == title
    assert "<script>alert(1)" not in answer.text


def test_a_double_click_opens_one_cell(visitor: Visitor):
    fields = {**visitor.page("/").forms["/cells/new"], **GOOD}
    first, second = (visitor.post("/cells/new", fields).headers["Location"] for _ in range(2))
    assert first == second
    assert send(visitor, **GOOD).headers["Location"] != first  # another page has another key


@pytest.mark.parametrize("key", ["x" * 81, "\x00", "é"])
def test_a_bad_key_opens_none(visitor: Visitor, key: str):
    before = known(visitor.world)
    assert send(visitor, **GOOD, key=key).status_code == 422
    assert known(visitor.world) == before


def test_fields_of_nobody_change_nothing(visitor: Visitor):
    answer = send(visitor, **GOOD, id="mine", state="closed", opened_by="4", seq="99")
    row = visitor.world.house.desk.show(answer.headers["Location"].rpartition("/")[2]).board.cell
    assert (row.state, row.opened_by) == ("open", visitor.world.ids["alice"])


def test_who_is_signed_out_is_shown_the_door(shared: World):
    visitor = Visitor(shared)
    assert visitor.get("/").headers["Location"] == "/sign-in?next=/"
    answer = visitor.post("/cells/new", {"csrf_token": visitor.token, **GOOD})
    assert answer.status_code == 401


@pytest.mark.parametrize("given", [None, "", "x", "x" * 5_000, "theirs"])
def test_a_form_without_its_page_token_is_refused_and_says_so(visitor: Visitor, given: str | None):
    before = known(visitor.world)
    page_token = Visitor(visitor.world, "dan").token if given == "theirs" else given
    answer = visitor.post("/cells/new", GOOD if given is None else {**GOOD, "csrf_token": page_token})
    assert (answer.status_code, answer.mimetype) == (403, "text/html")
    assert Page(answer.text).language == "fr"
    assert known(visitor.world) == before
    told = visitor.post("/cells/new", GOOD, Accept="application/json").json
    assert told is not None and told["code"] == "bad_csrf"
