"""What is known, believed or said, with its source and its own time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cell import clock
from cell.mine import waits_on
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


def test_checking_it_later_keeps_both_and_says_how_one_knows(world: World):
    world.act("chloe", "record_information", text="Le pont est coupé", standing="rumour", departments=["logistics"])
    with recording(world, "information.checked"):
        answer = world.act("bruno", "check_information", information=1, state="verified", reason="la mairie confirme")
    row: Any = answer.row
    assert (row.state, row.checked_by, row.standing) == ("verified", world.ids["bruno"], "rumour")
    told = world.refused("alice", "check_information", information=1, state="verified", reason="x")
    assert (told.code, told.field, told.about["at"]) == ("already_there", "state", row.checked_at)
    with recording(world, "information.checked"):
        world.act("alice", "check_information", information=1, state="false", reason="vu de nos yeux")
    assert world.refused("dan", "check_information", information=1, state="verified", reason="x").code == "not_allowed"
    for args, code, field in [
        ({"information": 9}, "not_found", "information"),
        ({"reason": " "}, "missing", "reason"),
        ({"state": "maybe"}, "bad_value", "state"),
    ]:
        refused = world.refused(
            "alice", "check_information", **{"information": 1, "state": "verified", "reason": "x", **args}
        )
        assert (refused.code, refused.field) == (code, field)


def test_each_department_concerned_says_that_it_knows(world: World):
    made: Any = world.act("bruno", "record_information", text="x", departments=["logistics", "legal"]).row
    assert made.informed == {"logistics": None, "legal": None}
    with recording(world, "information.acknowledged"):
        row: Any = world.act("chloe", "acknowledge_information", information=1, department="logistics").row
    assert row.informed["logistics"] and row.informed["legal"] is None
    again = world.refused("chloe", "acknowledge_information", information=1, department="logistics")
    assert (again.code, again.about["at"]) == ("already_there", row.informed["logistics"])
    assert world.refused("chloe", "acknowledge_information", information=1, department="it").field == "department"


def test_who_knew_it_is_told_what_is_found_of_it_since(world: World):
    world.act("bruno", "record_information", text="La cuve fuit", departments=["logistics", "legal"])
    world.act("chloe", "acknowledge_information", information=1, department="logistics")
    row: Any = world.act("bruno", "check_information", information=1, state="false", reason="vu sur place").row
    assert row.informed == {"logistics": None, "legal": None} and list(row.told_at) == ["logistics"]
    told = [(one.asked, one.on, one.since) for one in waits_on(world.board, False, clock.now())]
    assert told == [("refuted", "logistics", row.checked_at)], "who never knew it need not learn what is false"
    assert [one.reason for one in waits_on(world.board, False, clock.now())] == ["vu sur place"]
    row = world.act("chloe", "acknowledge_information", information=1, department="logistics").row
    assert row.informed["logistics"] and not waits_on(world.board, False, clock.now())
    mine = world.act("chloe", "check_information", information=1, state="to_verify", reason="un doute").row
    assert mine.informed["logistics"], "who checks it knows"
    told = [(one.asked, one.on) for one in waits_on(world.board, False, clock.now())]
    assert told == [("doubted", "legal")], "and what may hold after all is for everybody"


def test_to_have_read_it_is_not_yet_to_say_that_one_knows(world: World):
    world.act("bruno", "record_information", text="La cuve fuit", departments=["logistics", "legal"])
    with recording(world, "information.seen"):
        row: Any = world.act("chloe", "see_information", information=1, department="logistics").row
    assert list(row.seen) == ["logistics"] and row.informed["logistics"] is None
    again = world.refused("chloe", "see_information", information=1, department="logistics")
    assert (again.code, again.about["at"]) == ("already_there", row.seen["logistics"])
    assert world.refused("chloe", "see_information", information=1, department="finance").code == "not_found"
    world.act("chloe", "acknowledge_information", information=1, department="logistics")
    assert world.refused("chloe", "see_information", information=1, department="logistics").code == "already_there"
    row = world.act("bruno", "check_information", information=1, state="verified", reason="vu").row
    assert row.seen == {}, "what is found of it is to be read anew"


def test_who_is_not_cleared_neither_checks_nor_acknowledges_what_is_restricted(world: World):
    world.act("bruno", "record_information", text="x", restricted=True)
    for name, more in [
        ("check_information", {"state": "false", "reason": "x"}),
        ("acknowledge_information", {"department": "legal"}),
    ]:
        assert world.refused("chloe", name, information=1, **more).code == "not_found"
    with recording(world, "information.checked") as added:
        world.act("alice", "check_information", information=1, state="false", reason="x")
    assert added[0].clearance == "restricted"


def test_a_key_fact_is_one_for_who_keeps_the_record(world: World):
    assert world.refused("chloe", "record_information", text="x", key_fact=True).field == "key_fact"
    with recording(world, "information.recorded") as added:
        world.act("bruno", "record_information", text="x", key_fact=True)
    assert added[0].facts.key_fact is True  # type: ignore[attr-defined]
