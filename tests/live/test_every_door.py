"""The doors that need a server of their own, the socket and PostgreSQL: no entry is altered or taken away there."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app import create_app
from cell import guards
from cell.commands.registry import COMMANDS, UNASKED
from cell.db import Store
from cell.errors import Damaged
from cell.house import House
from cell.journal.verify import verify_all
from tests.cast import World
from tests.live.raw import Raw, message
from tests.live.watching import named
from tests.serving import Served
from tests.story import redact, tell
from tests.unaltered import Before

# What the server hears, what it says itself, and what somebody might hope it hears.
NAMES = ("join", "command", "now", "beat", "writing", "entries", "head", "presence", "wall", "out")
NAMES += ("delete", "update", "replace", "redact", "restore", "import", "sql", "entry", "journal", "disconnect_all")


def asked(raw: Raw, name: str, payload: Any) -> dict[str, Any]:
    """How a message is answered; nothing where it is not heard of."""
    return raw.ask(name, payload) or {}


def test_nothing_that_is_said_on_the_socket_alters_an_entry(standing: Served):
    """Needs: what the server says to screens is never heard from one, and commands go the way of every command."""
    store = Store(f"sqlite:///{standing.folder / 'cell.db'}")
    before, raw, cell = Before(store), named(standing, "alice"), standing.cell
    assert asked(raw, "join", {"cell": cell})["ok"]
    entry = {"seq": 3, "at": "2020-01-01T00:00:00.000Z", "by": 1, "kind": "aim.set", "facts": {"text": "forged"}}
    forged = {"cell": cell, "now": entry["at"], "seq": 3, "entry": 3, "entries": [entry], "rows": {"cell": None}}
    for name in NAMES:
        other = named(standing, "alice")  # who says what nobody hears may be cut off
        asked(other, "join", {"cell": cell})
        other.send(message(name, forged))
    for name in ("join", "command"):
        assert not asked(raw, name, forged)["ok"]
    for name in sorted(UNASKED):
        order = {"cell": cell, "name": name, "args": {}, "key": name}
        assert not asked(raw, "command", order)["ok"]
    for number in range(1, 6):
        for name in ("correct_entry", "redact_entry", "mark_entry", "unmark_entry"):
            for more in ({}, {"by": 2}, {"at": entry["at"]}, {"cell": cell}):
                args = {"entry": number, "text": "forged", "reason": "x"} | more
                asked(raw, "command", {"cell": cell, "name": name, "args": args, "key": f"{name}{number}{more}"})
    assert asked(raw, "now", {"cell": cell})["ok"]
    before.stands()
    store.close()
    assert set(COMMANDS) > set(UNASKED)


# PostgreSQL ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, database: str) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("doors") / "home", DATABASE_URL=database)
    redact(made, tell(made))
    yield made
    made.close()


COPY = "SELECT cell, seq, at, by, kind, key, clearance, sum, 'x' FROM entries WHERE seq = 3"
REFUSED = (
    "UPDATE entries SET by = 2 WHERE seq = 3",
    "UPDATE entries SET seq = seq + 100",
    "UPDATE facts SET body = '{}' WHERE seq = 3",
    "UPDATE cells SET id = 'cother'",
    "DELETE FROM entries WHERE seq = 3",
    "DELETE FROM facts WHERE seq = 3",
    "DELETE FROM cells",
    "TRUNCATE entries",
    "TRUNCATE facts",
    "TRUNCATE cells CASCADE",
    "TRUNCATE entries, facts, cells CASCADE",
    f"INSERT INTO entries {COPY} ON CONFLICT (cell, seq) DO UPDATE SET digest = excluded.digest",
    "INSERT INTO facts SELECT cell, seq, salt, '{}', NULL FROM facts WHERE seq = 3"
    " ON CONFLICT (cell, seq) DO UPDATE SET body = excluded.body",
    "INSERT INTO facts SELECT cell, 999, salt, '{}', NULL FROM facts WHERE seq = 3",
    "WITH gone AS (DELETE FROM facts WHERE seq = 3 RETURNING *) SELECT * FROM gone",
    "MERGE INTO entries e USING cells c ON c.id = e.cell WHEN MATCHED THEN DELETE",
    "DO $$ BEGIN UPDATE entries SET by = 2; END $$",
)
# Whoever owns the tables may take the guards away: docs/deploy.md gives the server's role no more than it needs, and
# what was then changed is found.
OWNED = {
    "a trigger dropped": ("DROP TRIGGER entries_no_change ON entries", "UPDATE entries SET by = 2 WHERE seq = 3"),
    "all switched off": ("ALTER TABLE entries DISABLE TRIGGER ALL", "DELETE FROM entries WHERE seq = 4"),
    "a replica's role": ("SET LOCAL session_replication_role = replica", "UPDATE facts SET body = '{}' WHERE seq = 3"),
    "the facts cut away": ("ALTER TABLE facts DISABLE TRIGGER ALL", "TRUNCATE facts"),
}


def test_postgresql_refuses_every_change_of_the_journal(world: World):
    before = Before(world.house.store)
    for statement in REFUSED:
        with world.house.store.writer.connect() as connection, pytest.raises(DBAPIError):
            connection.execute(text(statement.replace(":", "\\:")))
            connection.commit()
    before.stands()


@pytest.mark.parametrize("what", OWNED)
def test_what_an_owner_of_the_tables_changes_is_found(world: World, what: str):
    before = Before(world.house.store)
    with world.house.store.writer.connect() as connection:
        for statement in OWNED[what]:
            connection.execute(text(statement))
        with pytest.raises(Damaged):
            verify_all(connection)
        connection.rollback()
    before.stands()


def test_guards_that_an_owner_took_away_are_back_at_the_next_start(world: World):
    before = Before(world.house.store)
    with world.house.store.writer.begin() as connection:
        connection.execute(text("DROP TRIGGER entries_no_truncate ON entries"))
        connection.execute(text("ALTER TABLE facts DISABLE TRIGGER facts_no_delete"))
        assert {guard.name for guard in guards.missing(connection)} == {"entries_no_truncate", "facts_no_delete"}
    settings = world.house.settings
    app = create_app({"CELL_INSTANCE": settings.CELL_INSTANCE, "DATABASE_URL": settings.DATABASE_URL})
    again: House = app.extensions["house"]
    before.stands()
    again.desk.close()
    again.store.close()
