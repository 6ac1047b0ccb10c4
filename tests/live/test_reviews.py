"""The time of a review comes back once, as a task of the decider: after a restart too, and from two processes."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cell import clock
from tests.live.clusters import Redis
from tests.serving import PATIENCE_S, Screen, Served


def decide(screen: Screen, seconds: float) -> int:
    """A decision that must be looked at again in some seconds."""
    number = screen.act("ask_decision", question="Chartrer ?")["row"]["id"]
    ruling = {"choice": "Oui", "rationale": "délais", "decider": screen.served.ids["alice"]}
    for _time in range(10):
        review_at = clock.after(clock.now(), seconds)
        answer = screen.act("take_decision", decision=number, review_at=review_at, **ruling)
        if answer["ok"]:
            return number
        assert answer["refused"]["field"] == "review_at", answer  # a machine that stood still: it is over already
    raise AssertionError("always over already")


def tasks_of(served: Served, number: int) -> list[dict[str, Any]]:
    rows = served.api("alice", "GET", f"/cells/{served.cell}/entries", params={"after": 0, "limit": 1000}).json()
    said = [one for one in rows["entries"] if one["kind"] == "task.added"]
    return [one for one in said if one["facts"].get("decision") == number]


def until(served: Served, number: int) -> dict[str, Any]:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if found := tasks_of(served, number):
            return found[0]
        time.sleep(0.3)
    raise AssertionError(f"decision {number} did not come back in time")


def test_a_review_comes_back_and_a_restart_does_not_bring_it_again(tmp_path: Path):
    served = Served(tmp_path)
    served.start()
    try:
        alice = served.screen("alice")
        number = decide(alice, 2)
        task = until(served, number)
        assert (task["by"], task["facts"]["owner"]) == (None, served.ids["alice"])
        while "decision.recalled" not in [one["kind"] for one in alice.entries()]:  # pushed as it comes
            alice.wait_for("entries")
        missed = decide(alice, 1)
        alice.close()
        served.kill()
        time.sleep(1.5)
        served.start()
        until(served, missed)
        time.sleep(2.5)
        assert [len(tasks_of(served, one)) for one in (number, missed)] == [1, 1]
    finally:
        served.stop()


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory, database: str) -> Iterator[tuple[Served, Served]]:
    """Two processes on one database."""
    folder = tmp_path_factory.mktemp("reviews")
    redis = Redis(folder)
    one = Served(folder / "one", DATABASE_URL=database, REDIS_URL=redis.url)
    two = one.twin()
    one.start()
    two.start()
    yield one, two
    one.stop()
    two.stop()
    redis.stop()


def test_two_processes_bring_each_review_back_once(twins: tuple[Served, Served]):
    one, two = twins
    screens = one.screen("bruno"), two.screen("alice")
    numbers = [decide(screen, 2) for screen in screens for _again in range(2)]
    for number in numbers:
        until(one, number)
    time.sleep(2)
    assert [len(tasks_of(two, number)) for number in numbers] == [1] * 4
    for screen in screens:
        screen.close()
