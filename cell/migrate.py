"""The schema: Flask-Migrate from the first table, brought up to date at start, before anything else opens the file."""

import re
from pathlib import Path

from flask import Flask
from flask_migrate import Migrate, upgrade
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import create_engine, inspect, text

from cell.departments import ship
from cell.settings import Misconfigured, Settings
from cell.tables import Base

FOLDER = Path(__file__).parent / "migrations"
db = SQLAlchemy(metadata=Base.metadata)


def prepare(app: Flask, settings: Settings) -> None:
    """Bind the schema to the app and migrate the database if it is not at the newest revision."""
    db.init_app(app)
    Migrate(app, db, directory=str(FOLDER), render_as_batch=True)
    if _revision(settings.database_url) != newest():
        with app.app_context():
            upgrade(directory=str(FOLDER))
        _ship(settings.database_url)


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


def _ship(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        ship(connection)
    engine.dispose()
