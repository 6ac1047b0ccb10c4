"""On PostgreSQL another process may be changing a password: nobody comes in by the old one meanwhile."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from cell import passwords, people
from cell.db import Store
from tests.cast import World
from tests.serving import PATIENCE_S
from tests.web.visitor import Visitor

OTHER = "une tout autre longue phrase !"
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


@pytest.fixture
def world(tmp_path_factory: pytest.TempPathFactory, database: str) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("passwords") / "home", DATABASE_URL=database)
    yield made
    made.close()


def test_who_signs_in_waits_for_a_password_that_is_being_changed(world: World, database: str):
    visitor, answers, elsewhere = Visitor(world), [], Store(database)
    try:
        with elsewhere.writer.connect() as connection:
            people.choose_password(connection, world.ids["chloe"], passwords.hash_of(OTHER))
            coming = threading.Thread(target=lambda: answers.append(visitor.sign_in("chloe")))
            coming.start()
            wait_until_held(elsewhere, coming)
            connection.commit()
    finally:
        elsewhere.close()
    coming.join(PATIENCE_S)
    assert [answer.status_code for answer in answers] == [422]
    assert not visitor.is_in()
    assert Visitor(world).sign_in("chloe", OTHER).status_code == 302


def wait_until_held(store: Store, coming: Any) -> None:
    """Until somebody waits for a row, or came through without."""
    deadline = time.monotonic() + PATIENCE_S
    while coming.is_alive():
        assert time.monotonic() < deadline
        with store.reading() as connection:
            if connection.exec_driver_sql(WAITING).scalar_one():
                return
        time.sleep(0.05)
