"""A server for a whole file of tests: starting one costs seconds."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.live.clusters import PostgreSQL
from tests.live.raw import Raw
from tests.serving import Screen, Served


class Standing(Served):
    """A server whose screens are remembered, so that each test's can be hung up after it."""

    screens: list[Screen]

    def screen(self, who: str, **options: Any) -> Screen:
        """A screen of one of the cast."""
        made = super().screen(who, **options)
        self.screens.append(made)
        return made


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    """A real server that stands for the module; its tests must not lean on each other."""
    made = Standing(tmp_path_factory.mktemp("standing"))
    made.screens = []
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgreSQL]:
    """One PostgreSQL for all: starting one costs seconds, another database in it next to nothing."""
    made = PostgreSQL(tmp_path_factory.mktemp("cluster"))
    yield made
    made.stop()


@pytest.fixture(scope="module")
def database(cluster: PostgreSQL, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a PostgreSQL database for a file of tests, with the schema in it."""
    return cluster.database(tmp_path_factory.mktemp("schema"))


@pytest.fixture(autouse=True)
def _hang_up(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every connection of a test ends with it."""
    yield
    if "standing" in request.fixturenames:
        screens = request.getfixturevalue("standing").screens
        while screens:
            screens.pop().close()
    while Raw.opened:
        Raw.opened.pop().close()
