"""What was acknowledged is on disk: after a kill, a stop, and a disk that refuses. The long forms are benchmarks."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks.faults import disks, durability
from tests.serving import Served

NOTHING_WRONG = {"lost": 0, "doubled": 0, "holes": 0}


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One database for the module: each test finds what those before it left, and must not mind."""
    made = Served(tmp_path_factory.mktemp("lasting"))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def running(lasting: Served) -> Served:
    """The server, brought back if a test has ended it."""
    if lasting.process is None or lasting.process.poll() is not None:
        lasting.start()
    return lasting


def assert_nothing_lost(found: dict[str, Any], at_least: int) -> None:
    assert {name: found[name] for name in NOTHING_WRONG} == NOTHING_WRONG, found
    assert found["acknowledged"] >= at_least


def test_six_kills_lose_nothing_and_double_nothing(running: Served):
    found = durability.killed(running, 6)
    assert_nothing_lost(found, 12)


def test_a_stop_under_load_answers_tells_the_screens_and_is_quick(running: Served):
    found = durability.stopped(running)
    assert_nothing_lost(found, 20)
    assert found["status"] == 0
    assert found["told"] == found["of"]
    assert found["kept though refused"] == 0


def assert_clear_refusals(found: dict[str, Any]) -> None:
    assert_nothing_lost(found, 12)
    assert (found["answered meanwhile"], found["other refusals"], found["kept though refused"]) == (0, 0, 0)
    assert found["reads"] > 5 and (found["reads failed"], found["ready meanwhile"]) == (0, 0)


def test_a_disk_that_takes_no_writes(running: Served):
    assert_clear_refusals(durability.refusing(running, disks.no_writes, 1.0))


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace makes syncs fail, and it is not here")
def test_a_disk_that_fails_to_sync(running: Served):
    try:
        found = durability.refusing(running, disks.no_syncs, 1.0)
    except disks.CannotAttach as fault:
        pytest.skip(str(fault))
    assert_clear_refusals(found)
