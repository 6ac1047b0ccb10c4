"""The schema moves on without losing a row, and ends where the code says it is."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import upgrade

from app import create_app
from cell import migrate, organisation
from cell.tables import Base
from tests.cast import World

OLD = "INSERT INTO {table} ({names}) VALUES ({marks})"


def at_the_first_revision(folder: Path) -> Path:
    """A database as version 0001 made it, with a person, their sign-in and a renamed department."""
    file = folder / "cell.db"
    app = Flask("old")
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{file}"
    migrate.bind(app)
    with app.app_context():
        upgrade(directory=str(migrate.FOLDER), revision="0001")
    with closing(sqlite3.connect(file)) as connection, connection:
        _put(connection, "accounts", id=7, email="a@b.org", name="Ana", language="fr", theme="dark", zone="UTC",
             is_admin=1, created_at="2026-01-01T00:00:00.000Z")  # fmt: skip
        _put(connection, "sign_ins", id=3, account=7, secret="s", created_at="x", expires_at="y")
        _put(connection, "departments", slug="sea", name_en="Sea", name_fr="Mer", code_en="SEA", code_fr="MER", tint=4,
             position=1)  # fmt: skip
    return file


def _put(connection: sqlite3.Connection, table: str, **values: Any) -> None:
    statement = OLD.format(table=table, names=", ".join(values), marks=", ".join("?" * len(values)))
    connection.execute(statement, [*values.values()])


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_database_of_the_first_version_keeps_its_people_and_departments(tmp_path: Path):
    file = at_the_first_revision(tmp_path)
    house = create_app({"CELL_INSTANCE": tmp_path}).extensions["house"]
    with house.store.reading() as connection:
        [ana] = organisation.people_of(connection)
        assert (ana.id, ana.is_admin, ana.must_change, ana.signed_in_at) == (7, True, False, "x")
        [sea] = organisation.departments_of(connection)  # the organisation's own: none is shipped on top
        assert (sea.name.fr, sea.tint, sea.holder, sea.archived_at) == ("Mer", 4, None, None)
        assert len(organisation.levels_of(connection)) == 4 and len(organisation.playbooks_of(connection)) == 7
    house.store.close()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_migrations_end_where_the_tables_of_the_code_are(world: World):
    with world.house.store.writer.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.set_authorizer(None)
        context = MigrationContext.configure(connection, opts={"target_metadata": Base.metadata})
        assert compare_metadata(context, Base.metadata) == []
