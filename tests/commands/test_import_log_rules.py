"""What of a record is kept, what is refused, and what the operator may say of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from cell.errors import Refused
from cell.flows import figures_of, record_of
from cell.journal.orders import Command
from cell.journal.waiting import told_in, waits_in
from cell.kinds import Entry
from cell.measures import measures_of
from cell.review import ten_lines
from cell.waits import Wait, waits_of
from tests.cast import World
from tests.commands.test_import_log import NOW, rows_of, run, said, taken
from tests.commands.test_import_timeline import ALICE, kept, newest
from tests.facts.test_steps_parser import HANDOFF, STEP, sheet, steps
from tests.web.visitor import Visitor


def refused(world: World, *args: str | Path) -> str:
    """Import what must be refused and leave nothing; what it said."""
    before = kept(world)
    result = run(world, *args)
    assert (result.exit_code, result.stdout) == (1, "")
    assert kept(world) == before
    return result.stderr


def write(folder: Path, text: str) -> Path:
    path = folder / "work.csv"
    path.write_bytes(text.encode())
    return path


WORK = steps(
    {"status": "Queued"},
    {"seq": "2", "activity": "Wait for parts", "timestamp": "2024-01-05T09:00:00Z", "resource": "=1+1"},
    {"seq": "3", "timestamp": "2024-01-05T10:00:00Z", "department": "+Élan & Cie", "status": "Completed"},
)


def summary(world: World, tmp_path: Path, *args: str) -> Any:
    taken(world, write(tmp_path, WORK), "--figures", tmp_path, *args)
    return json.loads((tmp_path / "work_department_summary.json").read_text())


def test_the_operator_says_what_a_queue_and_a_pause_is(world: World, tmp_path: Path):
    found = summary(world, tmp_path)
    assert (found["queue_status"], found["pause_prefixes"]) == ("Queued", [])
    assert found["time_to_first_ack_s"]["mean"] == 3600
    found = summary(world, tmp_path, "--queue", "Accepted", "--pause", "Wait", "--pause", "Stop")
    assert (found["queue_status"], found["pause_prefixes"]) == ("Accepted", ["Wait", "Stop"])
    assert (found["active_s"]["mean"], found["throughput_s"]["mean"]) == (3600, 7200)
    found = summary(world, tmp_path, "--queue", "", "--pause", "")
    assert (found["queue_status"], found["queue_wait_all"], found["pause_prefixes"]) == (None, None, [])


def test_a_step_keeps_its_own_time_and_words(world: World, tmp_path: Path):
    out = taken(world, write(tmp_path, WORK), "--title", "Ateliers", "--severity", "2", *ALICE)
    assert "Ateliers: 3 rows of 1 cases; 1 hand-overs; queue Queued, pauses none" in out
    entries = newest(world)
    first, _, last = said(entries)
    assert (first.case, first.name, first.step, first.happened_at) == (1, "X", 1, "2024-01-05T08:00:00.000Z")
    assert (first.department, first.team, first.activity, first.queued) == ("sales", "S1", "open", True)
    assert (last.department, last.status, last.completed, last.precision) == ("elan-cie", "Completed", True, "second")
    board = world.house.desk.show(entries[0].cell).board
    assert (board.cell.title, board.cell.level, board.cell.t0) == ("Ateliers", 2, first.happened_at)
    assert {slug: row.name.fr for slug, row in board.departments.items()} == {
        "sales": "Sales",
        "elan-cie": "+Élan & Cie",
    }
    assert board.members[world.ids["alice"]].role == "director"
    assert all(entries[-1].at > one.happened_at for one in said(entries))


def test_departments_of_a_record_stay_in_its_cell(world: World, tmp_path: Path):
    names = ["Group 70", "group 70", "70", "動", "x" * 90, "Sales", "Sales Dept North 4"]
    taken(world, write(tmp_path, steps(*({"case_id": name, "department": name} for name in names))), *ALICE)
    board = world.house.desk.show(newest(world)[0].cell).board
    assert {row.name.en for row in board.departments.values()} == set(names)
    codes = {row.name.en: row.code.en for row in board.departments.values()}
    assert (codes["Group 70"], codes["Sales"], codes["Sales Dept North 4"]) == ("G70", "SAL", "SD4")
    assert set(world.board.departments) == {"direction", "logistics", "legal", "production"}


def test_no_name_in_the_figures_is_a_formula(world: World, tmp_path: Path):
    summary(world, tmp_path)
    [edge] = rows_of(tmp_path / "work_department_edges.csv")
    assert edge["to"].startswith("'+")


def test_a_bad_row_leaves_nothing_unless_its_case_is_left_out(world: World, tmp_path: Path):
    rows = [{"seq": "1"}, {"seq": "3"}, {"case_id": "Y"}, *({"case_id": f"{n}", "seq": "0"} for n in range(12))]
    path = write(tmp_path, steps(*rows))
    told = refused(world, path, *ALICE)
    assert f"{path}: line 3: case 'X' goes to seq 3 where 2 should stand" in told
    assert "and 3 more" in told and told.count("\n") == 11
    result = run(world, path, "--keep-good", *ALICE)
    assert result.exit_code == 0 and "work: 1 rows of 1 cases, 14 left out" in result.stdout
    assert f"left out: {path}: line 3: " in result.stderr
    entries = newest(world)
    assert [one.name for one in said(entries)] == ["Y"]
    [source] = said(entries, "source.recorded")
    assert (source.rows, source.left, source.file, source.form) == (1, 14, "work.csv", "steps")


def test_what_is_wrong_is_one_line_and_leaves_nothing(world: World, tmp_path: Path):
    path = write(tmp_path, steps({}))
    table = tmp_path / "table.csv"
    table.write_text(sheet(HANDOFF, {}))
    empty = tmp_path / "empty.csv"
    empty.touch()
    many = tmp_path / "many.csv"
    many.write_text(steps(*({"case_id": f"{n}", "department": f"d{n}"} for n in range(301))))
    for args, reason in (
        ((tmp_path / "none.csv",), "No such file"),
        ((empty,), "line 1: the file is empty"),
        ((path, "--by", "nobody@example.org"), "--by: nobody signs in as"),
        ((path, "--title", "x" * 201), "title: This is too long"),
        ((path, "--queue", "x" * 201), "queue: This is too long"),
        ((table, "--level", "team"), "is a table of hand-overs, which knows departments alone"),
        ((many,), "text: There are too many of them, or too few."),
    ):
        told = refused(world, *args)
        assert reason in told and told.count("\n") == 1


def test_marks_that_say_nothing_of_a_table_are_told(world: World, tmp_path: Path):
    result = run(world, write(tmp_path, sheet(HANDOFF, {})), "--queue", "Queued")
    assert (result.exit_code, "--queue and --pause change nothing" in result.stderr) == (0, True)


def test_a_command_says_the_line_and_takes_no_cell_that_is_there(world: World):
    args = {"title": "w", "level": 1, "file": "w.csv", "sha256": "0" * 64, "text": steps({}, {"seq": "5"})}
    assert world.refused("alice", "import_log", **args).code == "already_there"
    with pytest.raises(Refused) as caught:
        world.house.desk.ask(Command("cother", world.ids["alice"], "import_log", args))
    assert (caught.value.field, caught.value.about) == ("text", {"line": 3})


def test_figures_and_waits_outlive_the_words(world: World, tmp_path: Path):
    taken(world, write(tmp_path, WORK), "--pause", "Wait", *ALICE)
    before = newest(world)
    cell = before[0].cell

    def told(found: list[Entry]) -> tuple[Any, list[Wait]]:
        made = figures_of(record_of(found))
        return made.tables, waits_of(found, NOW)

    world.act("alice", "redact_entry", cell=cell, entry=5, reason="privacy")
    after = newest(world)
    assert said(after)[1].name is said(after)[1].activity is said(after)[1].actor is None
    assert told(after) == told(before)
    with world.house.store.reading() as connection:
        assert waits_in(connection, cell, NOW, cleared=False) == told(before)[1]


def test_an_open_hand_over_is_as_old_as_the_record(world: World, tmp_path: Path):
    still = {"acknowledged_at": "", "left_at": "", "next_department": ""}
    other = {"handoff_id": "Y#1", "task_id": "Y", "to_department": "C", "requested_at": "2024-01-05T09:30:00Z"}
    taken(world, write(tmp_path, sheet(HANDOFF, {}, {**other, **still})), *ALICE)
    back, never = waits_of(newest(world), NOW)
    assert (back.about, back.waiting, back.on, back.outcome, back.acknowledged_s, back.lasted_s) == (
        *("step", "a", "b", "returned"),
        *(3_600, 7_200),
    )
    assert (never.on, never.outcome, never.acknowledged_at, never.lasted_s) == ("c", None, None, 1_800)


def test_without_an_account_nobody_is_named(world: World, tmp_path: Path):
    taken(world, write(tmp_path, sheet(STEP, {})))
    assert {entry.by for entry in newest(world)} == {None}


def test_the_pages_of_such_a_cell_open_and_tell_its_steps(world: World, tmp_path: Path):
    """On the board it has lanes and no row; in the journal and in the search, every step."""
    taken(world, write(tmp_path, WORK), *ALICE)
    cell = newest(world)[0].cell
    visitor = Visitor(world, "alice")
    board, journal, found = (
        visitor.get(path).text for path in (f"/cells/{cell}", f"/cells/{cell}/journal", "/search?q=parts")
    )
    assert "Sales" in board and not world.house.desk.show(cell).board.tasks
    assert "étape" in journal and "Wait for parts" in journal and "work.csv" in journal
    assert "parts" in found and "Étape d’un autre relevé" in found
    assert visitor.get(f"/cells/{cell}/times").text


def test_what_is_read_the_short_way_is_what_the_whole_journal_says(world: World, tmp_path: Path):
    taken(world, write(tmp_path, WORK), *ALICE)
    cell = newest(world)[0].cell
    step = next(entry.seq for entry in newest(world) if entry.kind == "step.recorded")
    world.act("alice", "mark_entry", cell=cell, entry=step)
    whole, board = newest(world), world.house.desk.show(cell).board
    with world.house.store.reading() as connection:
        told = told_in(connection, cell, NOW, cleared=True)
    assert [entry.seq for entry in told.entries if entry.kind == "step.recorded"] == [step]
    assert told.entries == sorted(told.entries, key=lambda entry: entry.seq) and told.waits == waits_of(whole, NOW)
    assert measures_of(told.entries, NOW, told.waits) == measures_of(whole, NOW)
    assert ten_lines(told.entries, board) == ten_lines(whole, board)
    assert f"/at/{step}" in Visitor(world, "alice").get(f"/cells/{cell}/review").text
