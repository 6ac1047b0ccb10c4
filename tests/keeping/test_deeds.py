"""What administrators did is written once and for all, in the transaction that does it."""

import sqlite3
from typing import Any

import pytest

from cell import deeds, organisation
from cell.journal.orders import Job
from tests.cast import World
from tests.keeping.test_append_only import attempt, door
from tests.keeping.test_organisation import deeds_of, told

CHANGES = [
    "UPDATE deeds SET deed = 'person.enabled'",
    'UPDATE deeds SET "by" = 2',
    "UPDATE OR REPLACE deeds SET id = 1 WHERE id = 2",
    "DELETE FROM deeds",
    "DELETE FROM deeds WHERE id = 1",
    "INSERT OR REPLACE INTO deeds SELECT id, at, 2, deed, about, facts FROM deeds WHERE id = 1",
    "REPLACE INTO deeds SELECT id, at, 2, deed, about, facts FROM deeds",
    "INSERT INTO deeds SELECT * FROM deeds WHERE id = 1 ON CONFLICT (id) DO UPDATE SET deed = 'x'",
    "DROP TRIGGER deeds_no_update",
    "DROP TRIGGER deeds_no_delete",
    "DROP TABLE deeds",
    "ALTER TABLE deeds RENAME TO old",
]


@pytest.fixture
def done(world: World) -> World:
    """Two deeds of Alice."""
    told(world, lambda c: organisation.archive_department(c, world.ids["alice"], "it"))
    told(world, lambda c: organisation.archive_department(c, world.ids["alice"], "hr"))
    return world


@pytest.mark.parametrize("statement", CHANGES)
def test_no_statement_changes_a_deed_or_its_guards(done: World, statement: str):
    before = deeds_of(done)
    for which in ("writer", "reader"):
        with door(done, which) as connection, pytest.raises(Exception, match="authoriz|only"):
            attempt(connection, statement)
    assert deeds_of(done) == before and len(before) == 2


def test_the_triggers_hold_without_the_authoriser_too(done: World):
    for statement in CHANGES[:7]:
        with door(done, "writer") as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.set_authorizer(None)
            with pytest.raises(sqlite3.IntegrityError, match="deeds are append-only"):
                raw.execute(statement)


def test_deeds_are_read_newest_first_page_by_page(done: World):
    last, first = deeds_of(done)
    assert (last.about, first.about) == ("hr", "it")
    assert deeds_of(done, limit=1) == [last]
    assert deeds_of(done, before=last.id) == [first]
    assert deeds_of(done, before=first.id) == []


def test_a_deed_and_what_it_tells_are_kept_together_or_not_at_all(done: World):
    def work(connection: Any) -> None:
        organisation.archive_department(connection, 1, "sales")
        raise ZeroDivisionError

    before = deeds_of(done)
    with pytest.raises(Exception, match="broken"):
        done.house.desk.ask(Job(work))
    assert deeds_of(done) == before
    with done.house.store.reading() as connection:
        assert "sales" in {one.slug for one in organisation.departments_of(connection)}


def test_a_deed_nobody_named_is_not_written(world: World):
    with pytest.raises(Exception, match="broken"):
        told(world, lambda c: deeds.note(c, 1, "person.eaten", 2))
    assert deeds_of(world) == []
