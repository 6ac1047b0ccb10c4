"""The schema: Flask-Migrate from the first table, brought up to date at start, before anything else opens the file."""

import logging
import re
from pathlib import Path

from flask import Flask
from sqlalchemy import create_engine, delete, insert, inspect, select, text

from cell import guards
from cell.organisation import is_shipped, ship
from cell.settings import Misconfigured, Settings
from cell.tables import Base
from cell.tables import settings as stated

INDEXED = "indexed"
_INDEXED = select(stated.c.value).where(stated.c.name == INDEXED)
FOLDER = Path(__file__).parent / "migrations"
_diary = logging.getLogger(__name__)


def bind(app: Flask) -> None:
    """Bind the schema to an app, once: what Flask-Migrate and its commands need."""
    if "migrate" in app.extensions:
        return
    from flask_migrate import Migrate  # a tenth of a start, which few starts need
    from flask_sqlalchemy import SQLAlchemy

    db = SQLAlchemy(metadata=Base.metadata)
    db.init_app(app)
    Migrate(app, db, directory=str(FOLDER), render_as_batch=True)


def prepare(app: Flask, settings: Settings) -> bool:
    """Migrate the database of an app if it is not at the newest revision.

    Says whether the index tables must be made anew: what is new in them is filled by `cell.journal.rebuild`, and a
    process that was killed before it had done so is asked again.
    """
    if _revision(settings.database_url) != newest():
        from flask_migrate import upgrade

        bind(app)
        with app.app_context():
            upgrade(directory=str(FOLDER))
    _guard(settings.database_url)
    return _ship(settings.database_url) != newest()


def newest() -> str:
    """The newest revision this code knows, read from the names of its files."""
    names = sorted(path.stem for path in (FOLDER / "versions").glob("[0-9]*.py"))
    return re.split("_", names[-1])[0]


def _revision(url: str) -> str | None:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    except Exception as fault:
        raise Misconfigured(f"DATABASE_URL: the database does not answer ({type(fault).__name__})") from None
    finally:
        engine.dispose()
    if found is not None and found > newest():
        raise Misconfigured(f"the database is of a newer version ({found}) than this program ({newest()})")
    return found


def _guard(url: str) -> None:
    """No server works on a journal that its database would let anybody change."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            if not guards.missing(connection):
                return
        with engine.begin() as connection:
            names = ", ".join(guards.put_back(connection))
        _diary.warning("guards of the journal were gone and are put back (%s): run `cell verify`", names)
    finally:
        engine.dispose()


def _ship(url: str) -> str | None:
    """Fill what is empty, at every start: a process may have been killed between the schema and this."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            if is_shipped(connection):
                return connection.scalar(_INDEXED)
        with engine.begin() as connection:
            ship(connection)
            return connection.scalar(_INDEXED)
    finally:
        engine.dispose()


def mark_indexed(url: str) -> None:
    """Note that the index tables are those of the newest revision."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(delete(stated).where(stated.c.name == INDEXED))
        connection.execute(insert(stated).values(name=INDEXED, value=newest()))
    engine.dispose()
