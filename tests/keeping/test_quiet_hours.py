"""Quiet hours hold messages back until they end, in the channel's zone, and never at the gravest level."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from cell import outlets
from tests.cast import World
from tests.letters import Bag, make_outlet, posts

NIGHT = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)  # 03:30 in Paris


def ask(world: World) -> None:
    world.act("alice", "ask_decision", question="Fermer le site ?")


def test_quiet_hours_hold_back_until_they_end_and_never_at_the_gravest(world: World):
    make_outlet(world, quiet_from="22:00", quiet_until="07:00")
    bag = Bag(world)
    with time_machine.travel(NIGHT, tick=False) as now:
        ask(world)
        ask(world)
        assert bag.look() == [] and {one.reason for one in posts(world)} == {"quiet"}
        assert {(one.tries, one.due_at) for one in posts(world)} == {(0, "2026-11-23T06:00:00.000Z")}
        world.act("alice", "take_decision", decision=1, choice="Non", rationale="sûr", decider=world.ids["alice"])
        now.move_to(NIGHT.replace(hour=6))
        [letter] = bag.look()
        assert "D-0002" in letter.body
        now.move_to(NIGHT + timedelta(days=1))
        ask(world)
        assert bag.look() == []
        world.act("alice", "change_level", level=4, reason="pire")
        assert len(bag.look()) == 1, "what was held back goes at once when it becomes as grave as it can be"
        ask(world)
        assert len(bag.look()) == 1


@pytest.mark.parametrize(
    ("hours", "now", "end"),
    [
        (("22:00", "07:00"), "2026-11-23T20:59:00.000Z", None),
        (("22:00", "07:00"), "2026-11-23T21:00:00.000Z", "2026-11-24T06:00:00.000Z"),
        (("22:00", "07:00"), "2026-11-23T05:59:00.000Z", "2026-11-23T06:00:00.000Z"),
        (("22:00", "07:00"), "2026-11-23T06:00:00.000Z", None),
        (("12:00", "14:00"), "2026-11-23T11:30:00.000Z", "2026-11-23T13:00:00.000Z"),
        (("12:00", "14:00"), "2026-11-23T13:00:00.000Z", None),
        (("22:00", "07:00"), "2026-03-28T23:00:00.000Z", "2026-03-29T05:00:00.000Z"),
    ],
)
def test_the_end_of_quiet_hours_is_that_of_the_channels_zone(hours: tuple[str, str], now: str, end: str | None):
    outlet = outlets.Outlet(
        **{"id": 1, "name": "x", "scheme": "json", "is_on": True, "language": "fr", "zone": "Europe/Paris"},
        **{"quiet_from": hours[0], "quiet_until": hours[1]},
    )
    assert outlets.quiet_end(outlet, now, 3) == end
    assert outlets.quiet_end(outlet, now, 4) is None
