"""Links into the cell: who makes one, who comes in by it and as what, and that it ends when it should."""

import hashlib
from typing import Any

import pytest
import time_machine

from cell import clock, people, wire
from cell.errors import Refused
from cell.journal.orders import Command, Job
from cell.kinds import Entry
from tests.cast import World
from tests.recording import entries_of, recording, together

SECRET = "a secret nobody guesses"
DIGEST = hashlib.sha256(SECRET.encode()).hexdigest()
DAY = 24 * 3600


def make(world: World, who: str = "alice", *, in_s: float = DAY, **more: Any) -> Any:
    """An invitation for logistics, unless said otherwise."""
    args = {"department": "logistics", "digest": DIGEST, "expires_at": clock.after(clock.now(), in_s), **more}
    return world.act(who, "make_invitation", **args).row


def refused_join(world: World, who: str, digest: str = DIGEST) -> str:
    """The code by which somebody is kept out."""
    return world.refused(who, "join_cell", invitation_digest=digest).code


def test_who_has_the_link_joins_as_it_says(world: World):
    with recording(world, "invitation.made"):
        row = make(world, uses=3)
    assert (row.id, row.department, row.role, row.uses, row.used, row.made_by) == (
        *(1, "logistics", "member", 3, 0),
        world.ids["alice"],
    )
    with recording(world, "member.added") as added:
        answer = world.act("eve", "join_cell", invitation_digest=DIGEST)
    joined: Any = answer.row
    assert (joined.id, joined.name, joined.role, joined.department) == (
        *(world.ids["eve"], "Eve Stone", "member", "logistics"),
    )
    assert added[0].by == world.ids["eve"]
    assert world.board.invitations[1].used == 1
    world.act("eve", "add_task", title="x", department="logistics")


def test_who_is_in_already_stays_as_they_are_and_uses_nothing_up(world: World):
    make(world, uses=1)
    with recording(world):
        assert world.act("alice", "join_cell", invitation_digest=DIGEST).ref == f"member:{world.ids['alice']}"
    assert world.board.invitations[1].used == 0
    assert world.board.members[world.ids["alice"]].role == "director"


def test_who_was_taken_out_does_not_come_back_by_a_link(world: World):
    make(world)
    world.act("alice", "remove_member", member=world.ids["chloe"])
    assert refused_join(world, "chloe") == "was_removed"


def test_a_link_ends_by_its_time_its_uses_or_a_word_and_says_the_same(world: World):
    make(world, uses=1)
    world.act("eve", "join_cell", invitation_digest=DIGEST)
    world.act("alice", "remove_member", member=world.ids["eve"])
    fay = world.house.desk.ask(Job(lambda c: people.add_account(c, "fay@example.org", "Fay", "x", language="en")))
    world.ids["fay"] = fay
    assert refused_join(world, "fay") == "invitation_over"
    make(world, digest="ab" * 32)
    with recording(world, "invitation.revoked"):
        world.act("alice", "revoke_invitation", invitation=2)
    assert refused_join(world, "fay", "ab" * 32) == "invitation_over"
    make(world, digest="cd" * 32)
    with time_machine.travel(clock.moment_of(world.board.invitations[3].expires_at)):
        assert refused_join(world, "fay", "cd" * 32) == "invitation_over"


def test_a_link_nobody_made_and_a_cell_that_is_not_there_are_the_same(world: World):
    assert refused_join(world, "eve") == "not_found"
    with pytest.raises(Refused) as caught:
        world.act("eve", "join_cell", cell="nowhere", invitation_digest=DIGEST)
    assert caught.value.code == "not_found"


def test_fifty_at_once_and_one_place(world: World):
    make(world, uses=1)

    def add(connection: Any) -> list[int]:
        return [people.add_account(connection, f"p{n}@example.org", f"P {n}", "x", language="fr") for n in range(50)]

    args = {"invitation_digest": DIGEST}
    people_now = world.house.desk.ask(Job(add))
    orders: list[Any] = [Command(world.cell, one, "join_cell", args, f"k{one}") for one in people_now]
    answers = together(world, orders)
    codes = [one.code for one in answers if isinstance(one, Refused)]
    assert codes == ["invitation_over"] * 49
    assert world.board.invitations[1].used == 1


def test_the_same_key_again_lets_nobody_in_twice(world: World):
    make(world)
    first = world.act("eve", "join_cell", key="k1", invitation_digest=DIGEST)
    assert world.act("eve", "join_cell", key="k1", invitation_digest=DIGEST) == first
    assert world.board.invitations[1].used == 1


def test_nobody_joins_a_closed_cell_and_its_links_can_still_be_ended(world: World):
    make(world)
    world.act("alice", "make_wall", digest="ab" * 32)
    world.act("alice", "close_cell", reason="fini")
    assert refused_join(world, "eve") == "cell_closed"
    world.act("alice", "revoke_invitation", invitation=1)
    world.act("alice", "revoke_wall", wall=1)


@pytest.mark.parametrize(
    ("args", "code", "field"),
    [
        ({"department": "nowhere"}, "not_found", "department"),
        ({"role": "director"}, "bad_value", "role"),
        ({"role": "loggist"}, "bad_value", "role"),
        ({"digest": "secret"}, "bad_value", "digest"),
        ({"digest": DIGEST.upper()}, "bad_value", "digest"),
        ({"in_s": -1}, "bad_value", "expires_at"),
        ({"in_s": 30 * DAY + 60}, "bad_value", "expires_at"),
        ({"uses": 0}, "bad_value", "uses"),
        ({"uses": 100_000}, "bad_value", "uses"),
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused(world: World, args: dict[str, Any], code: str, field: str):
    before = world.seq
    with pytest.raises(Refused) as caught:
        make(world, **args)
    assert (caught.value.code, caught.value.field) == (code, field)
    assert world.seq == before


def test_a_secret_opens_one_thing(world: World):
    make(world)
    for name in ("make_wall", "make_invitation"):
        args = {"department": "legal", "expires_at": clock.after(clock.now(), DAY)} if "inv" in name else {}
        refused = world.refused("alice", name, digest=DIGEST, **args)
        assert (refused.code, refused.field) == ("already_there", "digest")


def test_a_coordinator_invites_nobody_to_what_only_the_director_opens(world: World):
    """Needs: what a link gives is what its maker may give; legal and the direction read restricted entries."""
    world.act("alice", "give_role", member=world.ids["dan"], role="coordinator")
    with pytest.raises(Refused) as caught:
        make(world, "dan", department="legal")
    assert (caught.value.code, caught.value.field) == ("not_allowed", "role")
    with pytest.raises(Refused):  # an observer there reads nothing, and is one role away from it
        make(world, "dan", department="legal", role="observer")
    make(world, "dan", department="production", role="observer")
    make(world, department="legal", digest="ab" * 32)


@pytest.mark.parametrize("noun", ["invitation", "wall"])
def test_a_link_is_revoked_once(world: World, noun: str):
    if noun == "wall":
        with recording(world, "wall.made"):
            row: Any = world.act("alice", "make_wall", digest=DIGEST).row
        assert (row.id, row.made_by, row.revoked_at) == (1, world.ids["alice"], None)
    else:
        make(world)
    with recording(world, f"{noun}.revoked"):
        row = world.act("alice", f"revoke_{noun}", **{noun: 1}).row
    assert row.revoked_at == world.board.at
    assert world.refused("alice", f"revoke_{noun}", **{noun: 1}).code == "already_there"
    assert world.refused("alice", f"revoke_{noun}", **{noun: 2}).code == "not_found"


@pytest.mark.parametrize("name", ["make_invitation", "revoke_invitation", "make_wall", "revoke_wall"])
def test_only_the_lead_makes_and_ends_links(world: World, name: str):
    for who in ("bruno", "chloe", "dan"):
        assert world.refused(who, name).code == "not_allowed"


def test_no_screen_and_no_file_is_told_a_digest(world: World):
    """The digest is no secret, but a place to try secrets against, and of no use to any screen."""
    make(world)
    world.act("alice", "make_wall", digest="ab" * 32)
    made: list[Entry] = entries_of(world)[-2:]
    board = world.board
    told = [wire.snapshot(board, True), wire.snapshot(board, False)]
    told += [repr(wire.entry_view(entry, True)).encode() for entry in made]
    told += [repr(wire.visible({ref: board.row(ref)}, True)).encode() for ref in ("invitation:1", "wall:1")]
    assert not [one for one in told if DIGEST.encode() in one or b"ab" * 32 in one]
    assert board.invitations[1].digest == DIGEST  # where the join page looks it up
