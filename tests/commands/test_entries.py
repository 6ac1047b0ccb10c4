"""Correcting and redacting: nothing is rewritten, and who may do it."""

import pytest

from tests.cast import World
from tests.recording import entries_of, recording


@pytest.fixture
def written(world: World) -> World:
    """Chloé wrote entry 7."""
    assert world.act("chloe", "add_task", title="Apeler", department="legal").seq == 7
    return world


def test_a_correction_stands_beside_what_it_corrects(written: World):
    with recording(written, "entry.corrected") as added:
        answer = written.act("chloe", "correct_entry", entry=7, text="Appeler", reason="faute")
    assert (answer.ref, answer.row) == (None, None)
    assert added[0].facts.entry == 7  # type: ignore[attr-defined]
    assert entries_of(written)[6].facts.title == "Apeler"  # type: ignore[attr-defined]
    with recording(written, "entry.corrected"):
        written.act("chloe", "correct_entry", entry=8, text="Appeler !", reason="encore")


@pytest.mark.parametrize(("who", "may"), [("alice", True), ("bruno", True), ("chloe", True), ("eve", False)])
def test_who_wrote_it_corrects_it_and_so_do_the_lead_and_the_loggist(written: World, who: str, may: bool):
    written.act("alice", "add_member", member=written.ids["eve"], role="communications")
    if may:
        with recording(written, "entry.corrected"):
            written.act(who, "correct_entry", entry=7, text="x", reason="x")
    else:
        refused = written.refused(who, "correct_entry", entry=7, text="x", reason="x")
        assert (refused.code, refused.field) == ("not_allowed", "entry")


@pytest.mark.parametrize("name", ["correct_entry", "redact_entry"])
def test_an_entry_that_is_not_there_is_not_found(written: World, name: str):
    more = {"text": "x"} if name == "correct_entry" else {}
    for wrong in (8, 99):
        refused = written.refused("bruno", name, entry=wrong, reason="x", **more)
        assert (refused.code, refused.field) == ("not_found", "entry")
    assert written.refused("bruno", name, entry=0, reason="x", **more).code == "bad_value"
    assert written.refused("bruno", name, entry=7, reason=" ", **more).field == "reason"


def test_only_the_director_and_the_loggist_redact(written: World):
    for who in ("chloe", "dan"):
        assert written.refused(who, "redact_entry", entry=7, reason="x").code == "not_allowed"
    written.act("alice", "give_role", member=written.ids["chloe"], role="coordinator")
    assert written.refused("chloe", "redact_entry", entry=7, reason="x").code == "not_allowed"
    with recording(written, "entry.redacted") as added:
        written.act("bruno", "redact_entry", entry=7, reason="nom")
    facts = added[0].facts
    assert (facts.entry, facts.kept) == (7, {"task": 1, "department": "legal", "priority": 2})  # type: ignore[attr-defined]


def test_what_has_no_words_or_lost_them_has_nothing_to_redact(written: World):
    written.act("chloe", "acknowledge_task", task=1)
    written.act("bruno", "redact_entry", entry=7, reason="nom")
    for entry in (7, 8):
        refused = written.refused("bruno", "redact_entry", entry=entry, reason="x")
        assert (refused.code, refused.field, refused.about["status"]) == ("wrong_state", "entry", "redacted")


def test_a_key_fact_is_marked_and_unmarked_by_who_keeps_the_record(written: World):
    for name, kind in [("mark_entry", "entry.marked"), ("unmark_entry", "entry.unmarked")]:
        with recording(written, kind) as added:
            written.act("bruno", name, entry=7)
        assert added[0].facts.entry == 7  # type: ignore[attr-defined]
        assert written.refused("chloe", name, entry=7).code == "not_allowed"
        assert written.refused("bruno", name, entry=added[0].seq).code == "wrong_state"
        assert written.refused("bruno", name, entry=99).code == "not_found"


def test_a_mark_on_what_is_restricted_is_restricted(written: World):
    secret = written.act("bruno", "record_information", text="x", restricted=True).seq
    with recording(written, "entry.marked") as added:
        written.act("bruno", "mark_entry", entry=secret)
    assert added[0].clearance == "restricted"
    written.act("alice", "give_role", member=written.ids["chloe"], role="coordinator", department="logistics")
    assert written.refused("chloe", "mark_entry", entry=secret).code == "not_found"
