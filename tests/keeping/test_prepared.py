"""Statements handed to the driver as they are: the same rows, the same faults, the same transaction."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Column, Connection, Integer, MetaData, Table, Text, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from cell.db import Store
from cell.prepared import Prepared

things = Table(
    "things", MetaData(), Column("id", Integer, primary_key=True), Column("said", Text), Column("is_so", Boolean)
)
PUT = Prepared(insert(things).values(id=bindparam("number"), said=bindparam("words")))
READ = Prepared(select(things.c.id, things.c.said).where(things.c.id <= bindparam("most")).order_by(things.c.id))


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Connection]:
    """The connection that writes, with an empty table, nothing begun."""
    store = Store(f"sqlite:///{tmp_path / 'cell.db'}")
    with sqlite3.connect(tmp_path / "cell.db") as made:
        made.execute("CREATE TABLE things (id INTEGER PRIMARY KEY, said TEXT, is_so BOOLEAN)")
    with store.writer.connect() as connection:
        yield connection
    store.close()


def put(connection: Connection, *rows: tuple[int, Any]) -> None:
    PUT.write(connection, [{"number": number, "words": words} for number, words in rows])


def test_what_is_written_is_read_alike_by_both_ways(writer: Connection):
    with writer.begin():
        put(writer, (2, "l’été"), (1, None))
    with writer.begin():
        assert READ.rows(writer, {"most": 9}) == [(1, None), (2, "l’été")]
        assert READ.rows(writer, {"most": 1}) == [(1, None)]
        assert [tuple(row) for row in writer.execute(select(things.c.id, things.c.said).order_by(things.c.id))] == [
            (1, None),
            (2, "l’été"),
        ]


def test_it_takes_part_in_the_transaction(writer: Connection):
    with pytest.raises(ZeroDivisionError), writer.begin():
        put(writer, (1, "gone"))
        raise ZeroDivisionError
    with writer.begin():
        put(writer, (1, "kept"))
        mark = writer.begin_nested()
        put(writer, (2, "taken back"))
        mark.rollback()
    with writer.begin():
        assert READ.rows(writer, {"most": 9}) == [(1, "kept")]


def test_a_fault_is_named_as_usual_and_repeats_nothing_that_was_to_be_written(writer: Connection):
    with pytest.raises(IntegrityError) as found, writer.begin():
        put(writer, (1, "a secret"), (1, "a secret"))
    assert "a secret" not in str(found.value)
    with pytest.raises(OperationalError), writer.begin():
        Prepared(select(Table("nowhere", MetaData(), Column("id", Integer)))).rows(writer, {})
    with writer.begin():
        assert READ.rows(writer, {"most": 9}) == []


def test_a_parameter_that_is_left_out_is_no_null(writer: Connection):
    with pytest.raises(KeyError), writer.begin():
        PUT.write(writer, [{"number": 1}])


def test_what_must_be_translated_for_the_driver_is_refused(writer: Connection):
    for statement in (
        update(things).values(is_so=bindparam("is_so", type_=Boolean())),
        select(things.c.id).where(things.c.id.in_(bindparam("some", expanding=True))),
    ):
        with pytest.raises(TypeError, match="let SQLAlchemy"), writer.begin():
            Prepared(statement).rows(writer, {"is_so": True, "some": [1]})
