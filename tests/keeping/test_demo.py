"""The second demo cell: a video goes round, everybody is ready to speak, and the map says who is waited for."""

from collections.abc import Iterator
from typing import Any

import pytest

from app import create_app
from cell import cells, clock, demo, duplicates, language, people, story
from cell.board import Board, missing_of
from cell.house import House
from cell.journal.reader import read_entries
from cell.kinds import Entry
from cell.silos import Span, matrix_of, sayings_of
from cell.story.controversy.cast import OPENING
from cell.waits import waits_of
from tests import quick

APPROVAL = "approval:2"  # Legal's, on the answer to customers


class Told:
    """A house with the demo in it, and the controversy in one language."""

    def __init__(self, house: House, tongue: str):
        self.house, title = house, language.say(OPENING[1], tongue)
        with house.store.reading() as connection:
            ids = cells.all_ids(connection)
            [self.cell] = [cell for cell in ids if house.desk.show(cell).board.cell.title == title]
            self.entries: list[Entry] = read_entries(connection, self.cell)

    @property
    def board(self) -> Board:
        return self.house.desk.show(self.cell).board

    def about(self, ref: str) -> list[tuple[str, Any]]:
        """Kind and writer of the entries about a row, None for the clock."""
        noun, _, number = ref.partition(":")
        facts = ((one, getattr(one.facts, "object", None), getattr(one.facts, noun, None)) for one in self.entries)
        return [(one.kind, one.by) for one, named, mine in facts if named == ref or mine == int(number)]

    def who(self, name: str) -> int:
        return next(row.id for row in self.board.members.values() if row.name == name)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    quick.prepare()
    made: House = create_app({"CELL_INSTANCE": tmp_path_factory.mktemp("demo")}).extensions["house"]
    demo.seed(made)
    yield made
    made.desk.close()
    made.store.close()


@pytest.fixture(params=language.TONGUES)
def told(house: House, request: pytest.FixtureRequest) -> Told:
    return Told(house, request.param)


def test_legal_is_silent_and_the_clock_itself_calls_the_deputy_who_answers(told: Told):
    nadia, yves = told.who("Nadia Belkacem"), told.who("Yves Roche")
    assert told.about(APPROVAL) == [
        ("approval.asked", nadia),
        *[("target.neared", None), ("target.passed", None), ("wait.escalated", None)],
        ("approval.given", yves),
    ]
    asked, *_reminders, called, given = [
        one.at
        for one in told.entries
        if APPROVAL in (getattr(one.facts, "object", ""), f"approval:{getattr(one.facts, 'approval', 0)}")
    ]
    assert clock.seconds_between(asked, called) == 75 * 60, "five quarters of the hour that was given"
    assert clock.seconds_between(asked, given) == 84 * 60
    direction = told.board.approvals[1]
    assert (direction.department, direction.status) == ("direction", "given")
    assert clock.seconds_between(direction.asked_at, direction.answered_at or "") == 9 * 60


def test_the_answer_stands_people_were_told_and_legal_is_waited_for_again(told: Told):
    board, now = told.board, clock.now()
    assert [row.status for row in board.statements.values()] == ["published", "published", "draft"]
    assert len(board.statements[1].wordings) == 2 and len(board.statements[1].told) == 2
    assert board.cell.exercise and board.cell.state == "open"
    matrix = matrix_of(waits_of(told.entries, now), board.departments, Span(now), board.cell.targets)
    first = sayings_of(matrix)[0]
    assert (first.sort, first.waiting, first.on) == ("pair", "communications", "legal") and first.n >= 3
    assert (matrix.squares["production", "communications"].returned, board.arbitrations[1].status) == (2, "ruled")
    report = board.contributions[1]
    assert (missing_of(report), report.parts["sales"].version) == (["logistics"], 2)
    told_so = [(mark.on, mark.step) for mark in report.reminded]
    assert told_so == [("logistics", step) for step in ("neared", "passed", "deputy")]
    refuted = [row for row in board.informations.values() if row.state == "false"]
    assert len(refuted) == 1 and all(refuted[0].informed.values())


def test_the_page_that_two_departments_write_is_found_by_the_warning_and_linked(told: Told):
    linked = [row for row in told.board.tasks.values() if row.duplicate_of is not None]
    assert [(row.department, row.status) for row in linked] == [("sales", "dropped")]
    other = told.board.tasks[linked[0].duplicate_of or 0]
    words = duplicates.Synonyms(duplicates.SHIPPED)
    assert duplicates.likeness(linked[0].title or "", other.title or "", words) >= duplicates.ALIKE


def test_who_looks_around_comes_to_the_supply_break_and_its_cell_is_listed_first(house: House):
    with house.store.reading() as connection:
        for tongue in language.TONGUES:
            found = people.demo_people(connection, f".{tongue}@{demo.DOMAIN}")
            listed = [cell.type for cell in cells.cells_of(connection, found[0].id)]
            homes = {row.email.partition(".")[0]: house.desk.show(row.cell).board.cell.type for row in found}
            assert len(found) == len(homes) == 13 and listed == ["supply", "controversy"]
            assert {who for who, sort in homes.items() if sort == "controversy"} == {"yves", "leo"}


def test_every_word_of_the_stories_is_said_in_french_too():
    words = {text for one in story.STORIES for step in (one.opening, *one.steps) for text in sentences(step.args)}
    assert len(words) > 250
    assert not [text for text in words if len(text.split()) > 2 and language.say(text, "fr") == text]


def sentences(args: dict[str, Any]) -> Iterator[str]:
    for name, value in args.items():
        if isinstance(value, dict):
            yield from sentences(value)
        elif isinstance(value, str) and name != "unblocker":
            assert name in story.WORDS or " " not in value, f"{name} is said as it is written: {value}"
            yield value
