"""The operator's commands that keep the data: verify, rebuild, backup, restore."""

import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cell import serve
from cell.backup import NotRestored, back_up, prove_file, restore
from cell.cli import group
from cell.errors import Damaged
from cell.journal.orders import Job
from cell.settings import Settings
from tests.cast import World
from tests.mirror import Mirror, assert_same
from tests.recording import entries_of
from tests.story import redact, tell


def cell(folder: Path, *words: object) -> Result:
    """Give one of the operator's commands, in a folder."""
    environ = {"CELL_INSTANCE": str(folder), "CELL_DEMO": "0", "CELL_DIARY": "error"}
    return CliRunner(env=environ).invoke(group, [str(word) for word in words])


@pytest.fixture
def told(world: World) -> World:
    """A crisis with redactions, closed and sealed."""
    redact(world, tell(world))
    world.act("alice", "close_cell", reason="terminé")
    return world


def folder_of(world: World) -> Path:
    return world.house.settings.instance


def spoil(folder: Path, statement: str) -> None:
    """Change the file behind everybody's back."""
    with closing(sqlite3.connect(folder / "cell.db")) as connection:
        for [name] in list(connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")):
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        connection.commit()


def test_verify_tells_the_head_of_each_cell_and_whose_seal_it_has(told: World):
    result = cell(folder_of(told), "verify")
    assert result.exit_code == 0, result.output
    head = entries_of(told)[-1]
    assert f"ctest: {head.seq} entries hold, 4 redacted, head {head.digest}" in result.output
    assert "ctest: sealed by this house" in result.output
    assert cell(folder_of(told), "verify", "ctest").output.splitlines()[-1] == "1 cells hold"


def test_verify_says_the_first_fault_and_fails(told: World):
    spoil(folder_of(told), "UPDATE facts SET body = '{}' WHERE seq = 8")
    result = cell(folder_of(told), "verify")
    assert (result.exit_code, result.output) == (
        1,
        "cell ctest, entry 8: its facts are not those that were written\n",
    )


def test_verify_of_a_cell_nobody_knows_fails(world: World):
    assert cell(folder_of(world), "verify", "cnone").exit_code == 1


def test_a_seal_of_another_house_is_told_apart(told: World, tmp_path: Path):
    back_up(folder_of(told) / "cell.db", tmp_path / "copy.db")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    result = cell(elsewhere, "verify", tmp_path / "copy.db")
    assert result.exit_code == 0 and "sealed by another house" in result.output


def test_rebuild_changes_nothing_on_a_sound_database(told: World):
    before = dump(folder_of(told))
    result = cell(folder_of(told), "rebuild")
    assert (result.exit_code, result.output) == (0, "1 cells rebuilt, 0 rows were wrong\n")
    assert dump(folder_of(told)) == before


def dump(folder: Path) -> list[str]:
    """The whole database as statements."""
    with closing(sqlite3.connect(folder / "cell.db")) as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize(
    ("damage", "rows"),
    [
        ("DELETE FROM touches", None),
        ("DELETE FROM touches WHERE seq = 8", 1),
        ("INSERT INTO touches VALUES ('ctest', 8, 'task:77')", 1),
        ("DELETE FROM task_index WHERE task = 1", 1),
        ("UPDATE task_index SET status = 'dropped'", 4),
        ("INSERT INTO task_index SELECT cell, 99, title, department, owner, status, due_at, since FROM task_index"
         " WHERE task = 1", 1),
        ("UPDATE memberships SET role = 'director' WHERE account = 4", 2),
        ("DELETE FROM memberships", 4),
        ("UPDATE cells SET title = 'Autre', level = 1, state = 'open', closed_at = NULL", 1),
    ],
)  # fmt: skip
def test_rebuild_mends_each_index_and_nothing_else(told: World, damage: str, rows: int | None):
    before = dump(folder_of(told))
    told.house.desk.ask(Job(lambda connection: connection.exec_driver_sql(damage) and None))
    assert dump(folder_of(told)) != before
    assert cell(folder_of(told), "verify").exit_code == 1
    result = cell(folder_of(told), "rebuild")
    assert rows is None or f"{rows} rows were wrong" in result.output
    assert sorted(dump(folder_of(told))) == sorted(before)
    assert cell(folder_of(told), "verify").exit_code == 0


def test_rebuild_never_hides_that_the_tail_was_cut(told: World):
    spoil(folder_of(told), "DELETE FROM entries WHERE seq > 20")
    cell(folder_of(told), "rebuild")
    assert cell(folder_of(told), "verify").exit_code == 1


def test_backups_under_writes_hold_all_that_was_acknowledged_before(world: World, tmp_path: Path):
    stop, acknowledged = threading.Event(), [world.seq]

    def write() -> None:
        while not stop.is_set():
            acknowledged.append(world.act("chloe", "add_task", title="x", department="legal").seq)

    thread = threading.Thread(target=write)
    thread.start()
    held: list[tuple[int, int, int]] = []
    for number in range(8):
        before = acknowledged[-1]
        [proof] = back_up(folder_of(world) / "cell.db", tmp_path / f"{number}.db")
        held.append((before, proof.seq, acknowledged[-1] + 1))
    stop.set()
    thread.join()
    assert all(before <= kept <= after for before, kept, after in held)
    assert held[-1][1] > held[0][1]
    assert [path.name for path in tmp_path.glob("*.db*") if path.name[0].isdigit() and path.suffix != ".db"] == []


def test_a_backup_is_put_back_and_screens_see_that_theirs_is_void(told: World, tmp_path: Path):
    folder, screens = folder_of(told), [Mirror(told, True), Mirror(told, False)]
    assert cell(folder, "backup", tmp_path / "b ck#1?.db").exit_code == 0
    told.act("alice", "reopen_cell", reason="rechute")
    told.act("chloe", "add_task", title="perdue", department="legal")
    seq, stream = told.seq, told.house.desk.show(told.cell).stream
    told.close()
    result = cell(folder, "restore", tmp_path / "b ck#1?.db")
    assert result.exit_code == 0 and result.output.endswith("cell.db.before-restore\n"), result.output
    [kept] = prove_file(folder / "cell.db.before-restore")
    assert kept.seq == seq
    again = World.again(folder)
    assert again.seq == seq - 2 and again.house.desk.show(again.cell).stream != stream
    for screen in screens:
        screen._world = again
        screen.head()
    assert_same(again, screens)
    again.act("alice", "reopen_cell", reason="autre suite")
    again.close()


def test_restoring_twice_keeps_both_former_databases(told: World, tmp_path: Path):
    folder = folder_of(told)
    back_up(folder / "cell.db", tmp_path / "b.db")
    told.close()
    asides = [restore(tmp_path / "b.db", folder / "cell.db")[1] for _ in range(2)]
    assert [path.name for path in asides if path] == ["cell.db.before-restore", "cell.db.before-restore2"]


def test_a_spoilt_database_can_be_replaced(told: World, tmp_path: Path):
    folder = folder_of(told)
    back_up(folder / "cell.db", tmp_path / "b.db")
    told.close()
    (folder / "cell.db").write_bytes(b"not a database at all" * 500)
    result = cell(folder, "restore", tmp_path / "b.db")
    assert result.exit_code == 0, result.output
    again = World.again(folder)
    assert again.board.cell.state == "closed"
    again.close()


def test_restore_is_refused_while_a_server_works(told: World, tmp_path: Path):
    folder = folder_of(told)
    back_up(folder / "cell.db", tmp_path / "b.db")
    before = dump(folder)
    with serve.only_server(Settings(CELL_INSTANCE=str(folder))):
        result = cell(folder, "restore", tmp_path / "b.db")
    assert result.exit_code == 1 and "stop it first" in result.output
    assert dump(folder) == before and not list(folder.glob("*before-restore*"))


def _damaged(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER facts_no_update")
        connection.execute("UPDATE facts SET body = '{}'")
        connection.commit()


GARBAGE: dict[str, Any] = {
    "empty": lambda path: path.write_bytes(b""),
    "words": lambda path: path.write_bytes(b"words " * 1000),
    "another database": lambda path: (path.unlink(), closing(sqlite3.connect(path)).__enter__()),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "tampered": _damaged,
    "absent": lambda path: path.unlink(),
}


@pytest.mark.parametrize("kind", GARBAGE)
def test_a_file_that_does_not_hold_is_refused_and_nothing_is_touched(told: World, tmp_path: Path, kind: str):
    folder, file = folder_of(told), tmp_path / "b.db"
    back_up(folder / "cell.db", file)
    told.close()
    GARBAGE[kind](file)
    before = dump(folder)
    with pytest.raises((NotRestored, Damaged)):
        restore(file, folder / "cell.db")
    result = cell(folder, "restore", file)
    assert result.exit_code == 1 and "Traceback" not in result.output and len(result.output.splitlines()) == 1
    assert dump(folder) == before and not list(folder.glob("*before-restore*"))


def test_a_backup_never_replaces_a_file_and_needs_a_sound_journal(told: World, tmp_path: Path):
    folder = folder_of(told)
    (tmp_path / "b.db").write_text("mine")
    assert cell(folder, "backup", tmp_path / "b.db").exit_code == 1
    assert (tmp_path / "b.db").read_text() == "mine"
    told.close()
    spoil(folder, "UPDATE facts SET body = '{}' WHERE seq = 8")
    assert cell(folder, "backup", tmp_path / "c.db").exit_code == 1
    assert not list(tmp_path.glob("c.db*"))


def test_a_backup_after_a_kill_holds_what_is_still_in_the_wal(told: World, tmp_path: Path):
    """The files of a process that died: a WAL beside the database, and nobody to bring it home."""
    dead = tmp_path / "dead"
    dead.mkdir()
    for path in folder_of(told).glob("cell.db*"):
        shutil.copy(path, dead)
    [proof] = back_up(dead / "cell.db", tmp_path / "b.db")
    assert proof.seq == told.seq
