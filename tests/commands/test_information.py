"""What is known, believed or said, with its source and its own time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.cast import World
from tests.recording import recording


def test_a_piece_of_information_keeps_its_source_and_its_own_time(world: World):
    with recording(world, "information.recorded") as added:
        answer = world.act(
            "chloe",
            "record_information",
            text="Le pont est coupé",
            source="gendarmerie",
            channel="téléphone",
            happened_at="2026-01-01T08:30+01:00",
            standing="rumour",
            state="to_verify",
            departments=["logistics", "logistics", "legal"],
        )
    row: Any = answer.row
    assert (row.happened_at, row.precision) == ("2026-01-01T07:30:00.000Z", "minute")
    assert (row.recorded_at, row.by) == (added[0].at, world.ids["chloe"])
    assert (row.standing, row.state, row.departments) == ("rumour", "to_verify", ("logistics", "legal"))


def test_what_has_no_time_of_its_own_gets_none(world: World):
    with recording(world, "information.recorded"):
        world.act("chloe", "record_information", text="x", standing="fact", state="verified")
    assert world.board.informations[1].happened_at is None


@pytest.mark.parametrize(
    ("args", "code", "field"),
    [
        ({"text": "\n \t"}, "missing", "text"),
        ({"text": "a\x00b"}, "bad_value", "text"),
        ({"text": "x" * 10_001}, "too_long", "text"),
        ({"source": "x" * 201}, "too_long", "source"),
        ({"happened_at": "2026-01-01"}, "bad_value", "happened_at"),
        ({"happened_at": "2026-01-01T00:00:00"}, "bad_value", "happened_at"),
        ({"standing": "gossip"}, "bad_value", "standing"),
        ({"state": "maybe"}, "bad_value", "state"),
        ({"departments": ["nowhere"]}, "not_found", "departments"),
        ({"departments": "legal"}, "bad_value", "departments"),
        ({"by": 1}, "unknown_field", "by"),
        ({"text": None}, "missing", "text"),
    ],
)
def test_what_says_nothing_or_cannot_be_is_refused(world: World, args: dict[str, Any], code: str, field: str):
    complete = {"text": "x", "standing": "fact", "state": "verified"}
    refused = world.refused("chloe", "record_information", **{**complete, **args})
    assert (refused.code, refused.field) == (code, field)


def test_nothing_is_recorded_before_it_happens(world: World):
    later = (datetime.now(UTC) + timedelta(minutes=5)).isoformat()
    args = {"text": "x", "standing": "fact", "state": "verified", "happened_at": later}
    refused = world.refused("chloe", "record_information", **args)
    assert (refused.code, refused.field) == ("bad_value", "happened_at")


def test_observers_and_strangers_record_nothing(world: World):
    args = {"text": "x", "standing": "fact", "state": "verified"}
    assert world.refused("dan", "record_information", **args).code == "not_allowed"
    assert world.refused("eve", "record_information", **args).code == "not_found"
