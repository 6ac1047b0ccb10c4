"""The panel that opens a cell: what is chosen brings the rest, and the people it names are called."""

from typing import Any

from cell import organisation
from cell.board import Board
from cell.journal.orders import Job
from tests.cast import World
from tests.web.visitor import Page, Visitor


def opened(visitor: Visitor, **typed: Any) -> Board:
    """The board of a cell opened from the lobby with the fields as they stand, and some typed."""
    answer = visitor.send("/", "/cells/new", **{"title": "Filature brûlée", **typed})
    assert answer.status_code == 303
    return visitor.world.house.desk.show(answer.headers["Location"].rpartition("/")[2]).board


def playbook(world: World, slug: str) -> Any:
    with world.house.store.reading() as connection:
        return organisation.playbook_of(connection, slug)


def staff(world: World, slug: str, **people: str) -> None:
    """Name who stands for a department."""

    def name(connection: Any) -> None:
        [row] = [one for one in organisation.departments_of(connection) if one.slug == slug]
        ids = {part: world.ids[who] for part, who in people.items()}
        organisation.set_department(connection, None, slug, row.name, row.code, **ids)

    world.house.desk.ask(Job(name))


def test_one_sentence_opens_a_cell_that_can_work(world: World):
    board = opened(Visitor(world, "alice"))
    expected = playbook(world, "other")
    assert (board.cell.level, board.cell.exercise, board.cell.playbook) == (3, False, "other")
    assert tuple(board.departments) == expected.departments
    assert board.cell.aim == expected.aim.fr
    assert [task.title for task in board.tasks.values()] == [task.title.fr for task in expected.tasks]


def test_what_happens_brings_its_departments_unless_others_are_ticked(world: World):
    visitor = Visitor(world, "alice")
    assert tuple(opened(visitor, playbook="breach").departments) == playbook(world, "breach").departments
    assert tuple(opened(visitor, playbook="breach", departments=["it", "legal"]).departments) == ("it", "legal")


def test_the_panel_offers_what_the_organisation_has_now(world: World):
    world.house.desk.ask(Job(lambda connection: organisation.archive_playbook(connection, None, "supply")))
    page = Visitor(world, "alice").page("/")
    assert 'value="supply"' not in page.html and 'value="breach"' in page.html
    refused = Visitor(world, "alice").send("/", "/cells/new", title="Trop tard", playbook="supply")
    assert refused.status_code == 422


def test_without_the_general_case_one_must_be_chosen_or_none(world: World):
    world.house.desk.ask(Job(lambda connection: organisation.archive_playbook(connection, None, "other")))
    assert "playbook" not in Visitor(world, "alice").page("/").forms["/cells/new"]
    assert opened(Visitor(world, "alice"), departments=["it"]).cell.playbook is None


def test_who_holds_a_department_is_called_and_finds_the_call_in_the_lobby(world: World):
    staff(world, "logistics", holder="chloe", deputy="dan")
    board = opened(Visitor(world, "alice"), departments=["logistics", "it"])
    called = board.members[world.ids["chloe"]]
    assert (called.role, called.department, called.answer) == ("member", "logistics", None)
    assert world.ids["dan"] not in board.members
    assert f"/cells/{board.cell.id}" in Visitor(world, "chloe").page("/").html


def test_who_opens_sits_for_the_department_they_stand_for(world: World):
    staff(world, "it", holder="chloe", deputy="alice")
    assert opened(Visitor(world, "alice"), departments=["legal", "it"]).members[world.ids["alice"]].department == "it"
    assert opened(Visitor(world, "alice"), departments=["legal"]).members[world.ids["alice"]].department is None


def test_a_second_click_calls_nobody_twice(world: World):
    staff(world, "logistics", holder="chloe")
    visitor = Visitor(world, "alice")
    fields = {**visitor.page("/").forms["/cells/new"], "title": "Deux clics", "departments": ["logistics"]}
    first = visitor.post("/cells/new", fields).headers["Location"]
    seq = world.house.desk.show(first.rpartition("/")[2]).board.seq
    assert visitor.post("/cells/new", fields).headers["Location"] == first
    assert world.house.desk.show(first.rpartition("/")[2]).board.seq == seq


def test_a_past_t0_is_kept_and_an_exercise_is_one(world: World):
    board = opened(Visitor(world, "alice"), t0="2026-01-18T08:30", exercise="y")
    assert (board.cell.t0, board.cell.exercise) == ("2026-01-18T07:30:00.000Z", True)
    assert "avant l’ouverture" in Visitor(world, "alice").page("/").text


def test_the_levels_say_what_they_promise(world: World):
    text = Visitor(world, "dan").page("/").text
    assert "Level 3: a point every 30 min, tasks acknowledged within 15 min" in text
    assert "questions decided within 1 h," in text


def test_an_old_page_sent_with_other_words_opens_another_cell_at_the_second_press(world: World):
    visitor = Visitor(world, "alice")
    fields = {**visitor.page("/").forms["/cells/new"], "title": "Première"}
    first = visitor.post("/cells/new", fields).headers["Location"]
    refused = visitor.post("/cells/new", {**fields, "title": "Seconde"})
    assert 'role="alert"' in refused.text and "clé" in refused.text
    again = Page(refused.text).forms["/cells/new"]
    assert refused.status_code == 409 and again["title"] == "Seconde" and again["key"] != fields["key"]
    assert visitor.post("/cells/new", again).headers["Location"] != first
