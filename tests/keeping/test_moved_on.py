"""A database from before a table of words existed is moved on, and what was written in it is found."""

import sqlite3
from pathlib import Path

from flask_migrate import upgrade

from app import create_app
from cell import migrate, search
from cell.journal.orders import Job
from tests.cast import World

COPIED = ("accounts", "cells", "entries", "facts", "memberships", "task_index", "touches")


def former_database(world: World, folder: Path, revision: str) -> None:
    """The world's database as it would be had it stopped at an earlier revision."""
    folder.mkdir()
    app = create_app({"CELL_INSTANCE": folder})
    path = app.extensions["house"].store.path
    app.extensions["house"].store.close()
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    with app.app_context():
        upgrade(directory=str(migrate.FOLDER), revision=revision)
    here = sqlite3.connect(path)
    here.execute("ATTACH ? AS there", (str(world.house.store.path),))
    for table in COPIED:
        columns = ", ".join(f'"{row[1]}"' for row in here.execute(f"PRAGMA main.table_info({table})"))
        here.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM there.{table}")
    here.commit()
    here.close()


def test_words_from_before_the_search_are_found(world: World, tmp_path: Path):
    seq = world.act("alice", "add_task", title="Réserver le quai", department="logistics").seq
    former_database(world, tmp_path / "former", "0002")
    again = World.again(tmp_path / "former")
    with again.house.store.reading() as connection:
        [found] = search.search(connection, again.ids["chloe"], "reserver")
    again.close()
    assert (found.cell, found.hits) == (world.cell, (seq,))


def test_a_current_database_is_not_read_through_at_every_start(world: World):
    seq = world.act("alice", "add_task", title="Réserver le quai", department="logistics").seq
    world.house.desk.ask(Job(lambda connection: search.forget_words(connection, world.cell, seq)))
    folder = world.house.settings.instance
    world.close()
    again = World.again(folder)
    with again.house.store.reading() as connection:
        assert search.search(connection, again.ids["chloe"], "reserver") == []
    again.close()
