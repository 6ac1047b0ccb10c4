"""A timeline becomes a cell whose journal keeps each fact's own time, or nothing at all."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import func, select

from cell.cli.timeline import import_timeline
from cell.journal.orders import Job
from cell.journal.reader import read_entries
from cell.journal.rebuild import rebuild
from cell.journal.verify import verify
from cell.kinds import Entry
from cell.tables import cells, entries, memberships, touches
from cell.timeline import figures_of
from tests.cast import World
from tests.facts.test_timeline_parser import BAD, page

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
FILES = ("gitlab_2017_en", "kfc_uk_2018_en", "lactalis_2017_fr", "norsk_hydro_2019_en", "renesas_2021_en")
real = pytest.mark.skipif(not DATA.is_dir(), reason="the real timelines are not beside the project")
ALICE = ("--by", "alice@example.org")


def run(world: World, *args: str | Path) -> Result:
    return world.app.test_cli_runner().invoke(import_timeline, [str(arg) for arg in args])


def taken(world: World, *args: str | Path) -> Any:
    """Import a file that is good; what it printed."""
    result = run(world, *args)
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout) if "--json" in args else result.stdout


def newest(world: World) -> list[Entry]:
    with world.house.store.reading() as connection:
        cell = connection.scalar(select(cells.c.id).where(cells.c.id != world.cell))
        return read_entries(connection, cell)


def kept(world: World) -> list[int]:
    with world.house.store.reading() as connection:
        tables = (cells, entries, memberships, touches)
        return [connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def said(found: list[Entry], row: str) -> Any:
    return next(entry.facts for entry in found if getattr(entry.facts, "row", None) == row)


def write(folder: Path, text: str) -> Path:
    path = folder / "fire.csv"
    path.write_bytes(text.encode())
    return path


@real
@pytest.mark.parametrize("name", FILES)
def test_figures_of_real_crises_are_the_published_ones(world: World, name: str):
    expected = json.loads((DATA / "expected" / "timelines.json").read_text())[name]
    start = ["--start", expected["start"]] if expected["start"] else []
    assert taken(world, DATA / "timelines" / f"{name}.csv", *start, "--json", *ALICE) == expected


@real
@pytest.mark.parametrize("name", FILES)
def test_a_real_crisis_is_sound_and_can_be_opened(world: World, name: str):
    assert name in taken(world, DATA / "timelines" / f"{name}.csv", *ALICE)
    found = newest(world)
    cell = found[0].cell
    with world.house.store.reading() as connection:
        assert verify(connection, cell).seq == len(found)
    assert world.house.desk.ask(Job(lambda connection: rebuild(connection, cell))) == 0
    board = world.house.desk.show(cell).board
    assert board.members[world.ids["alice"]].role == "director"
    assert {entry.by for entry in found} == {world.ids["alice"]}
    facts = [entry for entry in found if getattr(entry.facts, "row", None)]
    assert all(entry.at > entry.facts.happened_at for entry in facts)
    assert all(("T" in entry.facts.happened_at) == bool(entry.facts.offset) for entry in facts)
    assert {entry.facts.department for entry in facts if entry.facts.department} <= set(board.departments)


@real
def test_each_fact_keeps_its_own_time_and_place(world: World):
    taken(world, DATA / "timelines" / "norsk_hydro_2019_en.csv")
    fact = said(newest(world), "h04")
    assert (fact.happened_at, fact.precision, fact.offset) == ("2019-03-19T03:00:00.000Z", "minute", "+01:00")
    decided = said(newest(world), "h02")
    assert (decided.happened_at, decided.precision, decided.offset) == ("2019-03-19", "part_of_day", None)


def test_rows_of_the_board_tell_when_it_happened(world: World, tmp_path: Path):
    day = {"time": "2017-11", "precision": "day"}
    kinds = ({"kind": "task", "dept": ""}, {"kind": "decision", **day}, {"kind": "message", "to_dept": "it"}, {})
    taken(world, write(tmp_path, page(*kinds)), *ALICE, "--title", "Feu à l’usine", "--level", "4")
    board = world.house.desk.show(newest(world)[0].cell).board
    assert (board.cell.title, board.cell.level, board.cell.t0) == ("Feu à l’usine", 4, "2019-03-19T03:00:00.000Z")
    assert (board.tasks[1].status, board.tasks[1].past.offset, board.tasks[1].department) == ("done", "+01:00", "")
    assert (board.decisions[1].status, board.decisions[1].taken.decided_at) == ("in_force", "2017-11")
    assert (board.messages[1].to, board.informations[1].happened_at) == ("it", "2019-03-19T03:00:00.000Z")
    assert (board.departments["direction"].name.fr, list(board.departments)) == (
        "Direction générale",
        ["direction", "it"],
    )
    assert board.cell.start == 3


def test_an_answer_to_a_later_row_is_linked(world: World, tmp_path: Path):
    first = {"answers": "a2", "answer_type": "done", "time": "2019-03-19T05:00:00+01:00", "dept": "it"}
    found = taken(world, write(tmp_path, page(first, {"kind": "task"})), "--json", "--start", "a2")
    assert found["pairs"] == [
        {"request": "a2", "answer": "a1", "type": "done", "waiting": "direction", "on": "it", "wait_s": 3600.0}
    ]
    assert [entry.kind for entry in newest(world)][-2:] == ["entry.linked", "start.set"]


def test_without_an_account_nobody_is_named_and_without_an_hour_no_clock_starts(world: World, tmp_path: Path):
    out = taken(world, write(tmp_path, page({"time": "2019-03-19", "precision": "day"})))
    assert "fire: 1 facts, 0 with an hour" in out
    assert {entry.by for entry in newest(world)} == {None}
    assert "start.set" not in {entry.kind for entry in newest(world)}


def test_figures_outlive_the_words(world: World, tmp_path: Path):
    wanted = taken(world, write(tmp_path, page({"kind": "message", "to_dept": "it"}, {})), "--json", *ALICE)
    cell = newest(world)[0].cell
    world.act("alice", "redact_entry", cell=cell, entry=3, reason="privacy")
    world.act("alice", "record_information", cell=cell, text="What we learn of it now")
    found = newest(world)
    assert said(found, "a1").text is said(found, "a1").actor is None
    assert figures_of(found, found[-1].at) == wanted


BYTES = {
    "not UTF-8": (page({}).encode() + b"\xff", "line 3: not UTF-8"),
    "empty": (b"", "line 1: the file is empty"),
    "header only": (page().encode(), "line 1: no row"),
    "empty text": (page({}, {"text": " "}).encode(), "line 3: text: This is needed."),
    "too long": (page({"text": "x" * 10_001}).encode(), "line 2: text: This is too long: 10000 characters at most."),
    "long actor": (page({"note": "\n"}, {"actor": "x" * 201}).encode(), "line 4: actor: This is too long: 200"),
    "long note": (page({"note": "x" * 10_001}).encode(), "line 2: note: This is too long"),
    "long source": (page({"source": "x" * 201}).encode(), "line 2: source: This is too long"),
    "turned text": (page({"text": "a\u202eb"}).encode(), "line 2: text: This value is not understood."),
    "control sign": (page({"actor": "a\x07b"}).encode(), "line 2: actor: This value is not understood."),
}


def refuse(world: World, path: Path, *args: str) -> str:
    """Import what must be refused in one line and leave nothing; that line."""
    before = kept(world)
    result = run(world, path, *args)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert kept(world) == before
    return result.stderr


@pytest.mark.parametrize("case", BYTES)
def test_a_malformed_file_leaves_nothing(world: World, tmp_path: Path, case: str):
    data, reason = BYTES[case]
    path = tmp_path / "fire.csv"
    path.write_bytes(data)
    assert f"{path}: {reason}" in refuse(world, path, "--json", *ALICE)


def test_no_malformed_row_leaves_anything(world: World, tmp_path: Path):
    for change, reason in BAD.values():
        told = refuse(world, write(tmp_path, page({}, change, {})), *ALICE)
        assert "fire.csv: line 3: " in told
        assert reason in told


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (("--start", "zz"), "--start: there is no row 'zz'"),
        (("--start", "a2"), "--start: row 'a2' has no hour"),
        (("--by", "nobody@example.org"), "--by: nobody signs in as"),
        (("--title", "x" * 201), "title: This is too long"),
        (("--title", "a\u202eb"), "title: This value is not understood."),
    ],
)
def test_a_wrong_option_leaves_nothing(world: World, tmp_path: Path, args: tuple[str, ...], reason: str):
    path = write(tmp_path, page({}, {"time": "2019-03-19", "precision": "day"}))
    assert reason in refuse(world, path, *args)


def test_a_file_that_cannot_be_read_is_one_line(world: World, tmp_path: Path):
    for path in (tmp_path / "none.csv", tmp_path):
        assert str(path) in refuse(world, path)


def test_a_command_says_the_line_and_takes_no_cell_that_is_there(world: World):
    wrong = {"title": "Feu", "level": 3, "text": page({}, {"kind": "rumour"})}
    refused = world.refused("alice", "import_timeline", **wrong)
    assert refused.code == "already_there"
    before = kept(world)
    for changes, code in (
        ({}, "bad_value"),
        ({"text": page({}), "start": "zz"}, "not_found"),
        ({"level": 5}, "bad_value"),
    ):
        with pytest.raises(Exception, match=code):
            world.act("alice", "import_timeline", cell="cother", **{**wrong, **changes})
    assert kept(world) == before
