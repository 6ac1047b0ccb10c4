"""A target that passes is told once: by a server that stops and starts again, and by two processes at once."""

import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from cell import clock
from tests.live.clusters import PostgreSQL, Redis
from tests.serving import Screen, Served

PATIENCE_S = 60


def told(served: Served, question: int) -> Counter[str]:
    """What the clock wrote of a question, by kind."""
    answer = served.api("alice", "GET", f"/cells/{served.cell}/entries", params={"after": 0, "limit": 1000})
    mine = [one for one in answer.json()["entries"] if one["facts"].get("object") == f"decision:{question}"]
    return Counter(one["kind"] for one in mine)


def until(served: Served, question: int, kind: str) -> Counter[str]:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        found = told(served, question)
        if found[kind]:
            return found
        time.sleep(0.3)
    raise AssertionError(f"no {kind} of question {question} in time: {told(served, question)}")


def ask(screen: Screen, seconds: float) -> int:
    """A question that Alice must settle within a few seconds."""
    due = {"needed_by": clock.after(clock.now(), seconds), "decider": screen.served.ids["alice"]}
    answer: dict[str, Any] = screen.act("ask_decision", question="Vite ?", **due)
    assert answer["ok"], answer
    return answer["row"]["id"]


def test_a_target_that_passes_is_pushed_once_and_a_restart_says_nothing_again(served: Served):
    chloe = served.screen("chloe")
    chloe.act("answer_call", answer="here")
    number = ask(chloe, 4)
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and "target.passed" not in [one["kind"] for one in chloe.entries()]:
        chloe.wait_for("entries", PATIENCE_S)
    kinds = [one["kind"] for one in chloe.entries() if one["facts"].get("object") == f"decision:{number}"]
    assert kinds == ["target.neared", "target.passed"]
    missed = ask(chloe, 1.5)
    served.kill()
    time.sleep(2)
    served.start()
    assert until(served, missed, "target.passed")["target.passed"] == 1, "it passed while nobody served"
    time.sleep(3)
    assert told(served, number)["target.passed"] == told(served, number)["target.neared"] == 1
    assert told(served, missed) == Counter({"target.passed": 1}), "a reminder after the target helps nobody"


class Twins:
    """Two processes on one database."""

    def __init__(self, one: Served, two: Served):
        self.one, self.two = one, two


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twins]:
    folder = tmp_path_factory.mktemp("clocks")
    base, redis = PostgreSQL(folder), Redis(folder)
    one = Served(folder / "one", DATABASE_URL=base.url, REDIS_URL=redis.url)
    two = one.twin()
    one.start()
    two.start()
    yield Twins(one, two)
    one.stop()
    two.stop()
    redis.stop()
    base.stop()


def test_two_processes_tell_each_target_once(twins: Twins):
    chloe, alice = twins.one.screen("chloe"), twins.two.screen("alice")
    numbers = [ask(screen, 3 + wait) for wait in range(3) for screen in (chloe, alice)]
    for number in numbers:
        until(twins.one, number, "target.passed")
    time.sleep(3)
    for number in numbers:
        found = told(twins.two, number)
        assert found["target.passed"] == 1 and found["target.neared"] <= 1, found


def test_a_process_tells_what_another_was_asked_and_did_not_live_to_tell(twins: Twins):
    number = ask(twins.one.screen("chloe"), 4)
    twins.one.kill()
    assert until(twins.two, number, "target.passed")["target.passed"] == 1
    twins.one.start()
    time.sleep(3)
    assert told(twins.one, number)["target.passed"] == 1
