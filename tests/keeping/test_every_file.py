"""Every file that is taken in or put back, and whoever holds the database's own: no entry is altered unseen.

The other doors are in test_every_door.py; what a file of one cell may not say is in test_parcel_forged.py.
"""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from cell import guards
from cell.backup import NotRestored, prove_file
from cell.cli import group
from cell.errors import Damaged
from tests.cast import World
from tests.story import redact, tell
from tests.unaltered import Before


@pytest.fixture
def told(world: World) -> World:
    """A crisis with something of everything, some of its words redacted."""
    redact(world, tell(world))
    return world


def cell(folder: Path, *words: object) -> Result:
    """Give one of the operator's commands, in a folder."""
    environ = {"CELL_INSTANCE": str(folder), "CELL_DEMO": "0", "CELL_DIARY": "error"}
    return CliRunner(env=environ).invoke(group, [str(word) for word in words])


# Files -----------------------------------------------------------------------------------------------------------


def test_no_file_that_is_taken_in_touches_what_is_there(told: World, tmp_path: Path):
    """The same cell with other words, the same cell again, a crisis of the past: each a door for entries."""
    folder, before = told.house.settings.instance, Before(told.house.store)
    sound, forged, past = tmp_path / "sound", tmp_path / "forged", tmp_path / "past.csv"
    assert cell(folder, "export", told.cell, sound).exit_code == 0
    lines = sound.read_bytes().replace(b"Livrer", b"Perdre")
    forged.write_bytes(lines)
    for file in (sound, forged):
        assert cell(folder, "import", file).exit_code == 1
    past.write_text(json.dumps({"entry": 3, "text": "forged"}))
    assert cell(folder, "import-timeline", past).exit_code != 0
    before.stands()


def test_a_restore_brings_back_what_was_and_refuses_what_was_touched(told: World, tmp_path: Path):
    folder, before, copy = told.house.settings.instance, Before(told.house.store), tmp_path / "copy.db"
    assert cell(folder, "backup", copy).exit_code == 0
    bent = tmp_path / "bent.db"
    bent.write_bytes(copy.read_bytes())
    _without_guards(bent, "UPDATE entries SET by = 2 WHERE seq = 3")
    told.close()
    assert cell(folder, "restore", bent).exit_code == 1
    assert cell(folder, "restore", copy).exit_code == 0
    again = World.again(folder)
    before.store = again.house.store
    before.stands()
    again.close()


# Somebody with the file ------------------------------------------------------------------------------------------


def _without_guards(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for [name] in list(connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")):
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_guards_that_were_taken_away_are_back_at_the_next_start(told: World, caplog: pytest.LogCaptureFixture):
    folder, before = told.house.settings.instance, Before(told.house.store)
    told.close()
    other = "CREATE TRIGGER facts_no_update BEFORE UPDATE ON facts BEGIN SELECT 1; END"
    _without_guards(folder / "cell.db", other)
    again = World.again(folder)
    assert "entries_no_update" in caplog.text and "facts_no_update" in caplog.text
    before.store = again.house.store
    before.stands()
    with again.house.store.reading() as connection:
        assert len(guards.guards(connection)) == 8
    again.close()


def test_bytes_changed_with_an_editor_are_found(told: World, tmp_path: Path):
    """Places of the file where people's words or a digest stand, with one bit changed."""
    folder, copy = told.house.settings.instance, tmp_path / "copy.db"
    assert cell(folder, "backup", copy).exit_code == 0
    whole, found = copy.read_bytes(), 0
    with told.house.store.reading() as connection:
        asked = (
            "SELECT e.digest, e.sum, f.salt, f.body FROM entries e JOIN facts f ON f.cell = e.cell AND f.seq = e.seq"
        )
        rows = connection.execute(text(asked)).all()
    for value in {str(value).encode() for row in rows[::3] for value in row}:
        middle = whole.find(value) + len(value) // 2
        copy.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
        with pytest.raises((Damaged, NotRestored)):
            prove_file(copy)
        found += 1
    assert found > 20
