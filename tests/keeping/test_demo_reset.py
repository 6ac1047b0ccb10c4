"""`cell demo-reset`: the demo as on the first day, the organisation kept, and never at the price of a real cell."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app import create_app
from cell import cells, deeds, demo, organisation, people, serve
from cell.backup import CARRIED, prove_file
from cell.cli import group
from cell.house import House
from cell.journal.orders import Command, Job
from cell.settings import Settings
from cell.tables import Base
from tests.cast import hashed


def reset(folder: Path, *words: str, demo: str = "1", typed: str = "") -> Result:
    environ = {"CELL_INSTANCE": str(folder), "CELL_DEMO": demo, "CELL_DIARY": "error"}
    return CliRunner(env=environ).invoke(group, ["demo-reset", *words], input=typed)


@pytest.fixture(scope="module")
def _seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    assert reset(folder, "--yes").exit_code == 0
    return folder


@pytest.fixture
def folder(tmp_path: Path, _seeded: Path) -> Path:
    """The folder of a demo that nobody has touched."""
    for path in _seeded.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


@pytest.fixture
def house(folder: Path) -> Iterator[House]:
    """Its house, closed before the end."""
    made: House = create_app({"CELL_INSTANCE": folder}).extensions["house"]
    yield made
    shut(made)


def shut(house: House) -> None:
    house.desk.close()
    house.store.close()


def bytes_of(folder: Path) -> bytes:
    return (folder / "cell.db").read_bytes()


def members(folder: Path) -> dict[str, tuple[str, int]]:
    """The cells of a database: title and number of entries, by id."""
    with closing(sqlite3.connect(folder / "cell.db")) as connection:
        return {row[0]: row[1:] for row in connection.execute("SELECT id, title, seq FROM cells")}


def test_the_demo_is_back_as_new_and_the_organisation_as_it_was(folder: Path, house: House):
    before = members(folder)
    ask = house.desk.ask
    ask(Job(lambda c: organisation.add_person(c, None, "boss@example.org", "Boss", hashed(), is_admin=True)))
    ask(Job(lambda c: organisation.archive_department(c, None, "hr")))
    with house.store.reading() as connection:
        anne = people.by_email(connection, f"anne.fr@{demo.DOMAIN}")
        cell = people.demo_people(connection, f".fr@{demo.DOMAIN}")[0].cell
        was = deeds.deeds_of(connection)
    secret = ask(Job(lambda c: people.begin_sign_in(c, anne.id, None, None)))
    ask(Job(lambda c: people.change_account(c, anne.id, theme="dark", language="en")))
    ask(Command(cell, anne.id, "add_task", {"title": "Essai du visiteur", "department": "finance"}))
    shut(house)
    result = reset(folder, "--yes")
    assert result.exit_code == 0, result.output
    after = members(folder)
    assert "as new: 4 cells" in result.output and not set(before) & set(after)
    assert sorted(before.values()) == sorted(after.values())
    assert b"Essai du visiteur" not in bytes_of(folder)
    assert sorted(path.name for path in folder.glob("cell.db*")) == ["cell.db", "cell.db.gate", "cell.db.lock"]
    assert len(prove_file(folder / "cell.db")) == 4
    again: House = create_app({"CELL_INSTANCE": folder}).extensions["house"]
    with again.store.reading() as connection:
        assert people.by_email(connection, "boss@example.org").is_admin
        assert [one.slug for one in organisation.departments_of(connection, archived=True)] == ["hr"]
        assert deeds.deeds_of(connection) == was and len(was) == 3
        found = people.by_email(connection, f"anne.fr@{demo.DOMAIN}")
        assert (found.id, found.theme, found.language) == (anne.id, "auto", "fr")
        assert people.by_sign_in(connection, secret) is None
        assert len(people.demo_people(connection, f".fr@{demo.DOMAIN}")) == 13 and not cells.has_real(connection)
    shut(again)


def test_a_database_with_a_real_cell_is_left_alone_to_the_byte(folder: Path, house: House):
    with house.store.reading() as connection:
        anne = people.by_email(connection, f"anne.fr@{demo.DOMAIN}")
    house.desk.ask(Command("creal", anne.id, "open_cell", {"title": "Vraie crise", "level": 2}))
    shut(house)
    before = bytes_of(folder)
    result = reset(folder, "--yes")
    assert result.exit_code == 1 and "cells of your own" in result.output and len(result.output.splitlines()) == 1
    assert bytes_of(folder) == before and not list(folder.glob("*.part*"))


def test_an_exercise_among_the_demos_people_leaves_its_door_open_and_nobody_elses_does(house: House):
    ask = house.desk.ask
    with house.store.reading() as connection:
        anne = people.by_email(connection, f"anne.fr@{demo.DOMAIN}")

    def is_shut() -> bool:
        with house.store.reading() as connection:
            return cells.has_strangers(connection, demo.DOMAIN)

    ask(Command("cplayed", anne.id, "open_cell", {"title": "Rodage", "level": 2, "exercise": True}))
    with house.store.reading() as connection:
        assert cells.has_real(connection), "what they opened is not the demo's to wipe"
    assert not is_shut()
    boss = ask(Job(lambda c: people.add_account(c, "boss@example.org", "Boss", hashed(), language="fr")))
    ask(Command("cplayed", anne.id, "add_member", {"member": boss, "role": "observer"}))
    assert is_shut(), "somebody real was in it"


def test_a_real_cell_shuts_the_demos_door(house: House):
    with house.store.reading() as connection:
        anne = people.by_email(connection, f"anne.fr@{demo.DOMAIN}")
    house.desk.ask(Command("creal", anne.id, "open_cell", {"title": "Vraie crise", "level": 2}))
    with house.store.reading() as connection:
        assert cells.has_strangers(connection, demo.DOMAIN)


def test_a_running_server_is_named_and_nothing_is_touched(folder: Path):
    before = bytes_of(folder)
    with serve.only_server(Settings(CELL_INSTANCE=str(folder))):
        result = reset(folder, "--yes")
    assert result.exit_code == 1 and "stop it first" in result.output and len(result.output.splitlines()) == 1
    assert bytes_of(folder) == before


def test_somebody_who_still_reads_the_file_is_waited_for_not_cut(folder: Path):
    with closing(sqlite3.connect(folder / "cell.db")) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM entries").fetchone()
        with closing(sqlite3.connect(folder / "cell.db")) as writer, writer:
            writer.execute("INSERT INTO settings VALUES ('x', 'y')")
        result = reset(folder, "--yes")
    assert result.exit_code == 1 and "somebody else has" in result.output
    assert reset(folder, "--yes").exit_code == 0


def test_it_asks_before_and_a_no_changes_nothing(folder: Path):
    before = bytes_of(folder)
    for typed in ("n\n", ""):
        assert reset(folder, typed=typed).exit_code == 1
    assert bytes_of(folder) == before
    assert reset(folder, typed="y\n").exit_code == 0
    assert bytes_of(folder) != before


def test_a_server_that_wants_no_demo_and_a_database_elsewhere_get_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert "CELL_DEMO=0" in reset(tmp_path, "--yes", demo="0").output
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://x@127.0.0.1:1/none")
    assert "on SQLite only" in reset(tmp_path, "--yes").output
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_database_is_one_clear_line(folder: Path):
    (folder / "cell.db").write_bytes(b"not a database at all" * 500)
    result = reset(folder, "--yes")
    assert result.exit_code == 1 and "Traceback" not in result.output and len(result.output.splitlines()) == 1


def test_every_table_is_either_carried_over_or_a_cells():
    of_cells = {name for name, table in Base.metadata.tables.items() if name == "cells" or "cell" in table.c}
    halfway_in = {"thresholds"}  # they sign in again
    assert of_cells | set(CARRIED) | halfway_in == set(Base.metadata.tables) and not of_cells & set(CARRIED)
