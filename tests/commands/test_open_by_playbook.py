"""A playbook opens a cell that can work: departments, aim, objectives and first tasks, in the opener's language."""

from typing import Any

import pytest
from sqlalchemy import update

from cell import clock
from cell.directory import Directory
from cell.journal.orders import Job
from cell.kinds.cells import Named
from cell.tables import accounts, departments
from tests.cast import World
from tests.recording import command, entries_of, together


def open_cell(world: World, who: str = "chloe", cell: str = "cnew", **args: Any) -> Any:
    """Open a cell; returns the answer or the refusal."""
    order = command(world, who, "open_cell", cell=cell, **{"title": "Rupture", "level": 3, **args})
    return together(world, [order])[0]


def playbook(world: World, slug: str = "supply") -> Any:
    with world.house.store.reading() as connection:
        return Directory(connection).playbook(slug)


def said(words: Named, tongue: str) -> str:
    return getattr(words, tongue)


@pytest.mark.parametrize(("who", "tongue"), [("chloe", "fr"), ("eve", "en")])
def test_what_the_playbook_holds_is_in_the_journal_in_the_openers_language(world: World, who: str, tongue: str):
    book = playbook(world)
    open_cell(world, who, playbook="supply")
    board = world.house.desk.show("cnew").board
    assert (board.cell.type, board.cell.playbook, board.cell.aim) == (book.type, "supply", said(book.aim, tongue))
    assert list(board.departments) == list(book.departments)
    for row, aim in zip(board.objectives.values(), book.objectives, strict=True):
        assert (row.text, row.target, row.sense) == (said(aim.text, tongue), aim.target, aim.sense)
        assert row.unit == (said(aim.unit, tongue) if aim.unit else None)
    for row, task in zip(board.tasks.values(), book.tasks, strict=True):
        assert (row.title, row.department, row.priority) == (said(task.title, tongue), task.department, task.priority)
        due_at = clock.after(board.cell.opened_at, 60 * task.due_min) if task.due_min else None
        assert (row.due_at, row.status, row.owner) == (due_at, "to_acknowledge", None)


def test_the_entries_stand_in_the_order_in_which_they_are_needed(world: World):
    open_cell(world, playbook="supply", department="logistics")
    kinds = list(dict.fromkeys(entry.kind for entry in entries_of(world, cell="cnew")))
    expected = ["cell.opened", "member.added", "aim.set", "objective.set", "task.added", "point.set"]
    assert kinds == expected
    assert world.house.desk.show("cnew").board.members[world.ids["chloe"]].department == "logistics"


def test_the_level_brings_its_targets_and_the_first_point(world: World):
    open_cell(world, level=4)
    cell = world.house.desk.show("cnew").board.cell
    with world.house.store.reading() as connection:
        assert cell.targets == Directory(connection).targets(4)
    assert cell.next_point_at == clock.after(cell.opened_at, cell.targets.point_every_s)


def test_who_stands_for_a_department_is_written_down_at_the_opening(world: World):
    staff = {"holder": world.ids["chloe"], "deputy": world.ids["dan"]}
    world.house.desk.ask(Job(lambda c: c.execute(update(departments).filter_by(slug="legal").values(**staff))))
    open_cell(world, departments=["legal", "it"])
    kinds = [entry.kind for entry in entries_of(world, cell="cnew")]
    assert kinds == ["cell.opened", "member.added", "department.staffed", "point.set"]
    legal = world.house.desk.show("cnew").board.departments["legal"]
    assert (legal.holder.name, legal.deputy.name, legal.sponsor) == ("Chloé Durand", "Dan Brown", None)


def test_departments_that_are_given_are_called_and_no_first_task_is_lost(world: World):
    book = playbook(world)
    open_cell(world, playbook="supply", departments=["legal", "direction"], type="other")
    board = world.house.desk.show("cnew").board
    assert (list(board.departments), board.cell.type) == (["legal", "direction"], "other")
    assert len(board.tasks) == len(book.tasks)
    assert {row.department for row in board.tasks.values()} <= {"legal", "direction"}


def test_a_playbook_that_is_not_there_opens_nothing(world: World):
    refused = open_cell(world, playbook="nowhere")
    assert (refused.code, refused.field) == ("not_found", "playbook")
    assert entries_of(world, cell="cnew") == []


def test_a_cell_opened_twice_with_one_key_is_one(world: World):
    order = command(world, "chloe", "open_cell", cell="cnew", title="Rupture", level=3, playbook="recall")
    first, again = together(world, [order, order])
    assert first == again
    assert world.house.desk.show("cnew").board.seq == len(entries_of(world, cell="cnew"))


def test_a_person_without_a_language_we_speak_gets_words_all_the_same(world: World):
    world.house.desk.ask(
        Job(lambda c: c.execute(update(accounts).filter_by(id=world.ids["eve"]).values(language="de")))
    )
    open_cell(world, "eve", playbook="outage")
    assert world.house.desk.show("cnew").board.cell.aim
