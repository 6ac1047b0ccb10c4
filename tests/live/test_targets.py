"""What time makes due is told once: by a server that stops and starts again, and by two processes at once."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from cell import clock
from tests.cast import World
from tests.live.clusters import Redis
from tests.live.overdue import is_told, open_overdue, told_of
from tests.serving import PATIENCE_S, Screen, Served

QUIET_S = 3.0  # so long both clocks have to say something twice: no test fails for being slow by it


def entries_of(served: Served, cell: str | None = None) -> list[dict[str, Any]]:
    """The journal of a cell, as a server answers with it."""
    path = f"/cells/{cell or served.cell}/entries"
    answer = served.api("alice", "GET", path, params={"after": 0, "limit": 1000})
    return answer.json()["entries"] if answer.ok else []


def told(served: Served, question: int) -> Counter[str]:
    """What the clock wrote of a question, by kind."""
    mine = [one for one in entries_of(served) if one["facts"].get("object") == f"decision:{question}"]
    return Counter(one["kind"] for one in mine)


def until(is_so: Callable[[], Any]) -> Any:
    """What is answered once it is so."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if found := is_so():
            return found
        time.sleep(0.3)
    raise AssertionError("it never came")


def wait_for(instant: str) -> None:
    """Sleep until then; who comes later goes on at once."""
    time.sleep(max(0.0, clock.seconds_between(clock.now(), instant)))


def ask(screen: Screen, seconds: float) -> int:
    """A question that Alice must settle within a few seconds."""
    due = {"needed_by": clock.after(clock.now(), seconds), "decider": screen.served.ids["alice"]}
    answer: dict[str, Any] = screen.act("ask_decision", question="Vite ?", **due)
    assert answer["ok"], answer
    return answer["row"]["id"]


def test_a_target_that_passes_is_pushed_once_and_a_restart_says_nothing_again(served: Served):
    chloe = served.screen("chloe")
    chloe.act("answer_call", answer="here")
    number = ask(chloe, 2)

    def pushed() -> list[str]:
        return [one["kind"] for one in chloe.entries() if one["facts"].get("object") == f"decision:{number}"]

    until(lambda: "target.passed" in pushed())
    # Where the machine stood still until both were due, a reminder would have helped nobody.
    assert pushed() in (["target.neared", "target.passed"], ["target.passed"])
    missed, before = ask(chloe, 2), told(served, number)
    served.kill()
    time.sleep(2)
    served.start()
    until(lambda: told(served, missed)["target.passed"])
    time.sleep(QUIET_S)
    assert told(served, missed)["target.passed"] == 1, "it passed while nobody served, or just before"
    assert told(served, number) == before


class Twins:
    """Two processes on one database, and a hand that writes in it beside them."""

    def __init__(self, one: Served, two: Served, world: World):
        self.one, self.two, self.world = one, two, world


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory, database: str) -> Iterator[Twins]:
    folder = tmp_path_factory.mktemp("clocks")
    redis = Redis(folder)
    environ = {"DATABASE_URL": database, "REDIS_URL": redis.url}
    one = Served(folder / "one", **environ)
    two = one.twin()
    world = World.again(folder / "one", **environ)
    one.start()
    two.start()
    yield Twins(one, two, world)
    world.close()
    one.stop()
    two.stop()
    redis.stop()


def overdue(twins: Twins, cell: str, seconds: float) -> str:
    """A cell in which much is due in a few seconds, and both processes know; returns when."""
    due_at = clock.after(clock.now(), seconds)
    open_overdue(twins.world, cell, due_at)
    for served in (twins.one, twins.two):
        wrote = served.api("alice", "POST", f"/cells/{cell}/commands/set_phase", json={"phase": "Phase 1"})
        assert wrote.ok, wrote.text
    return due_at


def test_two_processes_with_their_clocks_say_each_thing_once(twins: Twins):
    chloe, alice = twins.one.screen("chloe"), twins.two.screen("alice")
    cell = "cboth"
    overdue(twins, cell, 5)
    alice.join(cell=cell)
    numbers = [ask(screen, 3 + wait) for wait in range(2) for screen in (chloe, alice)]
    for number in numbers:
        until(lambda number=number: told(twins.one, number)["target.passed"])
    until(lambda: is_told(told_of(entries_of(twins.one, cell))))
    time.sleep(QUIET_S)
    for number in numbers:
        found = told(twins.two, number)
        assert found["target.passed"] == 1 and found["target.neared"] <= 1, found
    entries = entries_of(twins.two, cell)
    assert set(told_of(entries).values()) == {1} and is_told(told_of(entries))
    pushes = [said["entries"] for name, said in alice.pushes if name == "entries" and said["cell"] == cell]
    pushed = [entry["seq"] for batch in pushes for entry in batch]
    assert len(pushed) == len(set(pushed)), "and each is pushed once, whichever process wrote it"
    for screen in (chloe, alice):
        screen.close()


def test_a_process_that_is_killed_as_all_falls_due_leaves_nothing_unsaid_and_nothing_twice(twins: Twins):
    cell, chloe = "ckilled", twins.one.screen("chloe")
    number = ask(chloe, 6)
    wait_for(overdue(twins, cell, 5))
    twins.one.kill()
    until(lambda: is_told(told_of(entries_of(twins.two, cell))))
    until(lambda: told(twins.two, number)["target.passed"])
    twins.one.start()
    time.sleep(QUIET_S)
    entries = entries_of(twins.one, cell)
    assert set(told_of(entries).values()) == {1} and is_told(told_of(entries))
    assert told(twins.one, number)["target.passed"] == 1
