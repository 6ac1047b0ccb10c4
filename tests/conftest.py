"""The world of the tests: an app on a real SQLite file, and a cast of five.

Alice leads, Bruno keeps the journal, Chloé is a member (logistics), Dan observes, Eve is outside.
"""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("CELL_QUICK_HASHES", "1")
os.environ["CELL_DEMO"] = "0"

import pytest
from hypothesis import HealthCheck, settings

from tests.cast import World
from tests.serving import Served

Served.is_forked = True
# What a machine that stands still takes is no fault of what is tried.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_collection_finish() -> None:
    """What is loaded by now stays: a full collection need not walk all of it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def _ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a world that nobody has touched."""
    folder = tmp_path_factory.mktemp("ground")
    World(folder).close()
    return folder


@pytest.fixture
def world(tmp_path: Path, _ground: Path) -> Iterator[World]:
    """A cell with the cast in it, on a database of its own; orders are carried out in this thread."""
    shutil.copytree(_ground, tmp_path, dirs_exist_ok=True)
    made = World.again(tmp_path)
    yield made
    made.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A real server in a process of its own, with the cast and their cell."""
    made = Served(tmp_path)
    made.start()
    yield made
    made.stop()
