"""Quiet hours hold messages back until they end, in the channel's zone, and never at the gravest level."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from cell import outlets
from cell.journal.orders import Job
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


def test_what_is_held_back_goes_by_the_hours_as_they_are_changed(world: World):
    outlet, bag = make_outlet(world, quiet_from="22:00", quiet_until="07:00"), Bag(world)
    with time_machine.travel(NIGHT, tick=False):
        ask(world)
        assert bag.look() == []
        for until in ("06:00", None):
            kept = {"quiet_from": "22:00" if until else None, "quiet_until": until}
            terms = outlets.Terms(name="Astreinte", language="fr", zone="Europe/Paris", everything=True, **kept)
            world.house.desk.ask(Job(lambda c, to=terms: outlets.set_outlet(c, world.ids["alice"], outlet, to)))
            assert len(bag.look()) == (until is None)
            [row] = posts(world)
            assert row.due_at == "2026-11-23T05:00:00.000Z" if until else row.state == "sent"


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
        # The hour from 02:00 comes twice: the end is never one that has passed.
        (("22:00", "02:30"), "2026-10-25T00:10:00.000Z", "2026-10-25T00:30:00.000Z"),
        (("22:00", "02:30"), "2026-10-25T01:10:00.000Z", "2026-10-25T01:30:00.000Z"),
    ],
)
def test_the_end_of_quiet_hours_is_that_of_the_channels_zone(hours: tuple[str, str], now: str, end: str | None):
    outlet = outlets.Outlet(
        **{"id": 1, "name": "x", "scheme": "json", "is_on": True, "language": "fr", "zone": "Europe/Paris"},
        **{"quiet_from": hours[0], "quiet_until": hours[1]},
    )
    assert outlets.quiet_end(outlet, now, 3) == end
    assert outlets.quiet_end(outlet, now, 4) is None
