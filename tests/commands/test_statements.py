"""Statements: drafted, worded anew, approved, published, told, withdrawn; one wording per audience is current."""

from typing import Any

import pytest

from cell import clock
from tests.cast import World


@pytest.fixture
def cast(world: World) -> World:
    """Dan sits for legal."""
    world.act("alice", "give_role", member=world.ids["dan"], role="member", department="legal")
    return world


def draft(world: World, who: str = "chloe", **more: Any) -> int:
    args = {"audience": "media", "text": "Nous enquêtons.", "approvers": ["legal"], **more}
    return world.act(who, "draft_statement", **args).row.id


def approve(world: World, number: int) -> None:
    asked = world.act("chloe", "ask_approval", object=f"statement:{number}", departments=["legal"]).row.id
    world.act("dan", "give_approval", approval=asked)


def test_it_is_published_once_those_who_must_have_approved(cast: World):
    number = draft(cast)
    assert cast.refused("alice", "publish_statement", statement=number).code == "unapproved"
    approve(cast, number)
    row = cast.act("alice", "publish_statement", statement=number).row
    assert (row.number, row.status, row.published_by, row.missing, row.reason) == (
        *("S-0001", "published", cast.ids["alice"], ()),
        None,
    )
    assert cast.refused("chloe", "revise_statement", statement=number, text="x").code == "wrong_state"


def test_another_wording_has_to_be_approved_again_and_all_are_kept(cast: World):
    number = draft(cast)
    approve(cast, number)
    asked = cast.act("chloe", "ask_approval", object="statement:1", departments=["production"]).row.id
    row = cast.act("dan", "revise_statement", statement=number, text="Nous savons.", reason="Plus court", seen=1).row
    assert [(one.version, one.text, one.by) for one in row.wordings] == [
        (1, "Nous enquêtons.", cast.ids["chloe"]),
        (2, "Nous savons.", cast.ids["dan"]),
    ]
    assert cast.board.approvals[1].status == "given" and cast.board.approvals[asked].status == "overtaken"
    assert cast.refused("alice", "publish_statement", statement=number).code == "unapproved"
    late = cast.refused("chloe", "revise_statement", statement=number, text="Autre", seen=1)
    assert (late.code, late.field, late.about["who"]) == ("changed_meanwhile", "text", cast.ids["dan"])
    assert cast.refused("chloe", "revise_statement", statement=number, text="Nous savons.").code == "already_there"
    approve(cast, number)
    cast.act("alice", "publish_statement", statement=number)


def test_only_the_director_goes_without_an_approval_and_says_why(cast: World):
    cast.act("alice", "give_role", member=cast.ids["chloe"], role="communications", department="logistics")
    number = draft(cast, approvers=["legal", "production"])
    refused = cast.refused("chloe", "publish_statement", statement=number, reason="Trop tard sinon")
    assert refused.code == "unapproved"
    approve(cast, number)
    row = cast.act("alice", "publish_statement", statement=number, reason="L’antenne est dans dix minutes").row
    assert (row.missing, row.reason) == (("production",), "L’antenne est dans dix minutes")


def test_one_wording_per_audience_is_current(cast: World):
    first, second = draft(cast, approvers=None), draft(cast, text="Nous savons.", approvers=None)
    other = draft(cast, audience="customers", approvers=None)
    for number in (first, other, second):
        cast.act("alice", "publish_statement", statement=number)
    rows = cast.board.statements
    assert [rows[one].status for one in (first, second, other)] == ["superseded", "published", "published"]
    assert (rows[first].successor, rows[first].ended_at) == (second, rows[second].published_at)
    cast.act("alice", "withdraw_statement", statement=second, reason="Un fait nouveau")
    assert cast.board.statements[second].reason == "Un fait nouveau"
    assert cast.board.statements[first].status == "superseded", "what gave way does not come back by itself"


def test_who_was_told_what_when_and_by_whom(cast: World):
    number = draft(cast, approvers=None)
    assert cast.refused("chloe", "tell_statement", statement=number, whom="AFP").code == "wrong_state"
    cast.act("alice", "publish_statement", statement=number)
    told_at = clock.after(clock.now(), -600)
    args = {"whom": "AFP", "channel": "téléphone", "speaker": cast.ids["alice"], "told_at": told_at}
    [told] = cast.act("chloe", "tell_statement", statement=number, **args).row.told
    assert (told.whom, told.channel, told.by, told.at, told.version) == (
        *("AFP", "téléphone", cast.ids["alice"]),
        *(told_at, 1),
    )
    late = clock.after(clock.now(), 600)
    assert cast.refused("chloe", "tell_statement", statement=number, whom="x", told_at=late).field == "told_at"
    assert cast.act("dan", "tell_statement", statement=number, whom="Reuters").row.told[1].by == cast.ids["dan"]


def test_a_restricted_one_stays_so_and_drives_no_open_one_out(cast: World):
    assert cast.refused("chloe", "draft_statement", audience="media", text="x", restricted=True).field == "restricted"
    args = {"audience": "media", "text": "x", "restricted": True}
    assert cast.refused("alice", "draft_statement", **args, approvers=["logistics"]).field == "approvers"
    secret = cast.act("alice", "draft_statement", **args).row.id
    assert cast.refused("chloe", "revise_statement", statement=secret, text="y").code == "not_found"
    open_one = draft(cast, approvers=None)
    cast.act("alice", "publish_statement", statement=open_one)
    assert cast.refused("alice", "publish_statement", statement=secret).code == "bad_value"


def test_words_do_not_grow_without_end_and_may_be_redacted(cast: World):
    made = cast.act("chloe", "draft_statement", audience="media", text="a" * 10_000)
    for letter in "bcdef":
        last = cast.act("chloe", "revise_statement", statement=1, text=letter * (10_000 if letter < "f" else 9_000))
    assert cast.refused("chloe", "revise_statement", statement=1, text="g" * 5_000).code == "too_long"
    for entry in (made.seq, last.seq):
        cast.act("alice", "redact_entry", entry=entry, reason="nom d’un tiers")
    texts = [one.text for one in cast.board.statements[1].wordings]
    assert texts[0] is None and texts[-1] is None and texts[1] == "b" * 10_000
    assert cast.refused("dan", "revise_statement", statement=1, text="z", seen=1).code == "withdrawn"


def test_nobody_publishes_words_that_came_after_what_they_read(cast: World):
    number = cast.act("chloe", "draft_statement", audience="public", text="Une panne").row.id
    cast.act("chloe", "revise_statement", statement=number, text="Un sabotage")
    refused = cast.refused("alice", "publish_statement", statement=number, seen=1)
    assert (refused.code, refused.field) == ("changed_meanwhile", "statement")
    assert cast.act("alice", "publish_statement", statement=number, seen=2).row.status == "published"
