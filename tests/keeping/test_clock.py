"""The machine's clock may step back or forth: entries keep their order, durations stay whole, nobody is signed out."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from cell import measures, waits
from cell.journal.verify import verify
from tests.cast import World
from tests.recording import entries_of

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
STEPS = [timedelta(hours=1), timedelta(hours=-1), timedelta(seconds=30), timedelta(seconds=-30)] * 3


def negative(value: Any) -> list[Any]:
    """Numbers of seconds below zero, wherever they are in what is told."""
    if isinstance(value, dict):
        return [fault for one in value.values() for fault in negative(one)]
    if isinstance(value, list):
        return [fault for one in value for fault in negative(one)]
    return [value] if isinstance(value, int | float) and value < 0 else []


def test_steps_of_the_clock_lose_no_order_no_duration_and_no_sign_in(world: World):
    with time_machine.travel(START, tick=False) as clock:
        # The world was made at another time: from here on this is the latest.
        world.open("cclock", "alice")
        world.cell = "cclock"
        world.act("alice", "add_member", member=world.ids["chloe"], role="member", department="logistics")
        browser, headers = world.browser("alice"), {"Authorization": f"Bearer {world.token('alice')}"}
        for number, step in enumerate(STEPS, 1):
            clock.shift(step)
            world.act("chloe", "add_task", title="x", department="legal")
            world.act("alice", "acknowledge_task", task=number)
            clock.shift(timedelta(seconds=-1))
            world.act("chloe", "wait_task", task=number, reason="x", on={"department": "legal"})
            assert browser.get("/cells/cclock").status_code == 200
            told = [world.app.test_client().get(f"/api/v1/cells/cclock/{one}", headers=headers) for one in AGES]
            assert [answer.status_code for answer in told] == [200, 200]
            assert not [fault for answer in told for fault in negative(answer.json)]
    instants = [entry.at for entry in entries_of(world)]
    assert instants == sorted(instants)
    assert len(instants) == 4 + 3 * len(STEPS)
    told = waits.waits_of(entries_of(world), instants[-1])
    assert all(wait.lasted_s is not None and wait.lasted_s >= 0 for wait in told)
    assert measures.measures_of(entries_of(world), instants[-1])
    with world.house.store.reading() as connection:
        verify(connection, "cclock")


AGES = ("waits", "measures")


@pytest.mark.parametrize("step", [timedelta(hours=1), timedelta(hours=-1)])
def test_a_command_still_goes_through_its_door(world: World, step: timedelta):
    headers = {"Authorization": f"Bearer {world.token('alice')}"}
    before = world.board.at
    with time_machine.travel(datetime.now(UTC) + step):
        path = f"/api/v1/cells/{world.cell}/commands/set_aim"
        answer = world.app.test_client().post(path, json={"text": "Livrer"}, headers=headers)
    assert answer.status_code == 200
    assert world.board.at >= before


def test_an_instant_that_is_now_is_not_refused_as_yet_to_come_after_a_step_back(world: World):
    """The cell's clock never goes back: what happens "now" by the machine is before it, and so is past."""
    world.act("chloe", "ask_decision", question="x")
    with time_machine.travel(datetime.now(UTC) - timedelta(hours=1)):
        now = datetime.now(UTC).isoformat()
        world.act("chloe", "record_information", text="x", happened_at=now)
        args = {"decision": 1, "choice": "x", "rationale": "x", "decider": world.ids["alice"], "decided_at": now}
        world.act("bruno", "take_decision", **args)
    assert world.board.decisions[1].taken.decided_at < world.board.decisions[1].asked_at
    with world.house.store.reading():
        told = waits.waits_of(entries_of(world), world.board.at)
    assert not negative([wait.lasted_s for wait in told if wait.lasted_s is not None])
