"""The world of the tests: an app on a real SQLite file, and a cast of five.

Alice leads, Bruno keeps the journal, Chloé is a member (logistics), Dan observes, Eve is outside.
"""

import gc
import os
import shutil
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

os.environ.setdefault("CELL_QUICK_HASHES", "1")
os.environ["CELL_DEMO"] = "0"

import pytest
from hypothesis import HealthCheck, settings

from tests.cast import World
from tests.serving import Served

# Each commit waits for the disk. Of the tests none looks at what the machine's own disk does, so where there is memory
# enough they work in that.
MEMORY, ENOUGH = "/dev/shm", 2 << 30
if os.access(MEMORY, os.W_OK) and os.statvfs(MEMORY).f_bavail * os.statvfs(MEMORY).f_frsize > ENOUGH:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", MEMORY)
Served.is_forked = True
WAITING = ("live", "browser", "project")  # folders whose tests wait longer than they work, or take long
# What a machine that stands still takes is no fault of what is tried. And what is tried is the same at every run.
settings.register_profile("patient", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: about half the time, tests wait for a server, a page or an hour."""
    return len(os.sched_getaffinity(0)) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file that waits, then one that works, and so on: side by side each leaves the other the processor.

    At the end there are only short ones, so that no process is left alone with a long one.
    """
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    waiting = sorted((path for path in files if path.parent.name in WAITING), reverse=True)
    working = [path for path in files if path.parent.name not in WAITING]
    turns = [path for pair in zip_longest(waiting, working) for path in pair if path is not None]
    items[:] = [item for path in turns for item in files[path]]


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
