"""The roles that one person holds: handed over with both agreeing, told to all, or taken in need."""

from typing import Any

import pytest

from cell import rights
from tests.cast import World
from tests.recording import recording


@pytest.fixture
def ids(world: World) -> dict[str, int]:
    """The cast by name."""
    return world.ids


def role_of(world: World, who: str) -> Any:
    """What somebody is now."""
    return world.board.members[world.ids[who]].role


def test_a_role_changes_hands_once_both_have_agreed(world: World, ids: dict[str, int]):
    world.act("alice", "give_role", role="director", member=ids["alice"], department="direction")
    with recording(world, "role.offered"):
        answer = world.act("alice", "offer_role", role="director", member=ids["chloe"])
    row: Any = answer.row
    assert (row.id, row.offered, row.offered_by, row.offered_at) == (
        ids["chloe"],
        "director",
        ids["alice"],
        world.board.at,
    )
    assert (role_of(world, "alice"), role_of(world, "chloe")) == ("director", "member")
    with recording(world, "role.accepted") as added:
        world.act("chloe", "accept_role", role="director")
    assert added[0].facts.former == ids["alice"]  # pyright: ignore[reportAttributeAccessIssue]
    alice, chloe = world.board.members[ids["alice"]], world.board.members[ids["chloe"]]
    assert (alice.role, alice.department) == ("member", "direction")
    assert (chloe.role, chloe.department, chloe.offered, chloe.offered_at) == ("director", "logistics", None, None)


def test_rights_change_at_the_instant_of_the_yes(world: World, ids: dict[str, int]):
    world.act("alice", "offer_role", role="director", member=ids["chloe"])
    assert world.refused("chloe", "close_cell", reason="x").code == "not_allowed"
    world.act("chloe", "accept_role", role="director")
    assert world.refused("alice", "close_cell", reason="x").code == "not_allowed"
    world.act("chloe", "close_cell", reason="fini")


def test_who_holds_a_role_hands_it_over_and_so_may_the_director(world: World, ids: dict[str, int]):
    world.act("bruno", "offer_role", role="loggist", member=ids["chloe"])
    world.act("chloe", "accept_role", role="loggist")
    world.act("alice", "offer_role", role="loggist", member=ids["bruno"])
    with recording(world, "role.accepted") as added:
        world.act("bruno", "accept_role", role="loggist")
    assert added[0].facts.former == ids["chloe"]  # pyright: ignore[reportAttributeAccessIssue]
    assert [role_of(world, who) for who in ("alice", "bruno", "chloe")] == ["director", "loggist", "member"]


def test_a_role_that_nobody_holds_may_be_offered_too(world: World, ids: dict[str, int]):
    world.act("alice", "offer_role", role="communications", member=ids["dan"])
    with recording(world, "role.accepted") as added:
        world.act("dan", "accept_role", role="communications")
    assert added[0].facts.former is None  # pyright: ignore[reportAttributeAccessIssue]
    assert role_of(world, "dan") == "communications"


@pytest.mark.parametrize("who", ["chloe", "alice"])
def test_an_offer_is_declined_by_who_got_it_or_taken_back_by_who_made_it(world: World, who: str):
    world.act("alice", "offer_role", role="director", member=world.ids["chloe"])
    assert world.refused("dan", "decline_role", role="director").code == "no_offer"
    with recording(world, "role.declined"):
        world.act(who, "decline_role", role="director")
    assert world.board.members[world.ids["chloe"]].offered is None
    assert world.refused("chloe", "accept_role", role="director").code == "no_offer"
    assert role_of(world, "alice") == "director"


def test_one_offer_waits_at_a_time(world: World, ids: dict[str, int]):
    world.act("alice", "offer_role", role="loggist", member=ids["chloe"])
    again = world.refused("alice", "offer_role", role="loggist", member=ids["dan"])
    assert (again.code, again.field, again.about) == ("already_offered", "role", {"who": ids["chloe"]})
    other = world.refused("alice", "offer_role", role="coordinator", member=ids["chloe"])
    assert (other.code, other.field) == ("already_offered", "member")


@pytest.mark.parametrize(
    ("who", "args", "code", "field"),
    [
        ("bruno", {"role": "director", "member": "chloe"}, "not_allowed", "role"),
        ("bruno", {"role": "communications", "member": "chloe"}, "not_allowed", "role"),
        ("chloe", {"role": "loggist", "member": "dan"}, "not_allowed", None),
        ("alice", {"role": "member", "member": "chloe"}, "bad_value", "role"),
        ("alice", {"role": "loggist", "member": "bruno"}, "already_there", "member"),
        ("alice", {"role": "loggist", "member": "eve"}, "not_found", "member"),
        ("alice", {"role": "loggist", "member": "alice"}, "last_director", "member"),
        ("bruno", {"role": "loggist", "member": "alice"}, "last_director", "member"),
        ("alice", {"role": "loggist"}, "missing", "member"),
    ],
)
def test_what_may_not_be_offered_is_refused(world: World, who: str, args: dict[str, Any], code: str, field: str):
    real = {**args, "member": world.ids[args["member"]]} if "member" in args else args
    refused = world.refused(who, "offer_role", **real)
    assert (refused.code, refused.field) == (code, field)


def test_nobody_accepts_what_was_offered_to_another(world: World, ids: dict[str, int]):
    world.act("alice", "offer_role", role="director", member=ids["chloe"])
    refused = world.refused("bruno", "accept_role", role="director")
    assert (refused.code, refused.field) == ("no_offer", "role")
    assert world.refused("chloe", "accept_role", role="loggist").code == "no_offer"


def test_an_offer_falls_with_who_made_it(world: World, ids: dict[str, int]):
    """An offer is worth what who made it may do: whoever is gone, or directs no more, offers nothing."""
    world.act("bruno", "offer_role", role="loggist", member=ids["dan"])
    with recording(world, "member.removed"):
        world.act("alice", "remove_member", member=ids["bruno"])
    assert world.board.members[ids["dan"]].offered is None
    world.act("alice", "offer_role", role="loggist", member=ids["dan"])
    world.act("alice", "offer_role", role="director", member=ids["chloe"])
    with recording(world, "role.accepted"):
        world.act("chloe", "accept_role", role="director")
    assert world.refused("dan", "accept_role", role="loggist").code == "no_offer"


def test_an_offer_falls_with_who_got_it(world: World, ids: dict[str, int]):
    world.act("alice", "offer_role", role="director", member=ids["chloe"])
    world.act("alice", "remove_member", member=ids["chloe"])
    world.act("alice", "add_member", member=ids["chloe"], department="logistics")
    assert world.refused("chloe", "accept_role", role="director").code == "no_offer"
    world.act("alice", "offer_role", role="director", member=ids["dan"])


def test_another_role_lets_what_was_offered_before_fall(world: World, ids: dict[str, int]):
    world.act("alice", "give_role", member=ids["dan"], role="coordinator")
    world.act("bruno", "offer_role", role="loggist", member=ids["dan"])
    world.act("dan", "take_direction", reason="directrice injoignable")
    assert world.refused("dan", "accept_role", role="loggist").code == "no_offer"


def test_the_coordinator_takes_the_direction_loudly(world: World, ids: dict[str, int]):
    world.act("alice", "give_role", member=ids["dan"], role="coordinator", department="production")
    assert world.refused("dan", "take_direction", reason="  ").field == "reason"
    with recording(world, "role.taken") as added:
        world.act("dan", "take_direction", reason="injoignable depuis 40 min")
    said: Any = added[0].facts
    assert (said.member, said.role, said.former) == (ids["dan"], "director", ids["alice"])
    assert (role_of(world, "dan"), role_of(world, "alice")) == ("director", "observer"), "she had no department"
    world.act("dan", "offer_role", role="director", member=ids["alice"])
    world.act("alice", "accept_role", role="director")
    assert role_of(world, "dan") == "member"


def test_nobody_is_left_a_member_of_no_department(world: World, ids: dict[str, int]):
    world.act("bruno", "offer_role", role="loggist", member=ids["chloe"])
    world.act("chloe", "accept_role", role="loggist")
    row = world.board.members[ids["bruno"]]
    assert (row.role, row.department) == ("observer", None)
    world.act("chloe", "offer_role", role="loggist", member=ids["bruno"])
    world.act("bruno", "accept_role", role="loggist")
    row = world.board.members[ids["chloe"]]
    assert (row.role, row.department) == ("member", "logistics"), "who had one keeps it"


def test_who_gives_the_direction_away_goes_on_working(world: World, ids: dict[str, int]):
    """Needs: a director who sat nowhere gets the direction's seat, where it has one; who directs opened the cell so."""
    world.act("alice", "give_role", member=ids["alice"], role="director")
    world.act("alice", "offer_role", role="director", member=ids["chloe"])
    with recording(world, "role.accepted"):
        world.act("chloe", "accept_role", role="director")
    row = world.board.members[ids["alice"]]
    assert (row.role, row.department) == ("member", "direction")
    world.act("alice", "add_task", title="Compter", department="logistics")
    world.open("cbare", "alice", departments=["logistics"])
    world.act("alice", "add_member", cell="cbare", member=ids["chloe"], department="logistics")
    world.act("alice", "offer_role", cell="cbare", role="director", member=ids["chloe"])
    world.act("chloe", "accept_role", cell="cbare", role="director")
    row = world.house.desk.show("cbare").board.members[ids["alice"]]
    assert (row.role, row.department) == ("observer", None), "there is no such seat"


@pytest.mark.parametrize("department", ["legal", "direction"])
def test_who_may_not_clear_seats_nobody_where_clearance_is(world: World, ids: dict[str, int], department: str):
    world.act("alice", "give_role", member=ids["dan"], role="coordinator", department="production")
    seat = {"role": "observer", "department": department}
    assert world.refused("dan", "add_member", member=ids["eve"], **seat).code == "not_allowed"
    assert world.refused("dan", "give_role", member=ids["chloe"], **seat).code == "not_allowed"
    world.act("alice", "add_member", member=ids["eve"], **seat)


def test_who_is_not_cleared_clears_nobody_by_handing_a_role_over(world: World, ids: dict[str, int]):
    """Needs: a role that makes an observer of legal a reader of it is not the coordinator's to give."""
    world.act("alice", "give_role", member=ids["dan"], role="coordinator", department="production")
    world.act("alice", "give_role", member=ids["chloe"], role="observer", department="legal")
    refused = world.refused("dan", "offer_role", role="coordinator", member=ids["chloe"])
    assert (refused.code, refused.field) == ("not_allowed", "role")
    world.act("alice", "offer_role", role="coordinator", member=ids["chloe"])
    world.act("chloe", "accept_role", role="coordinator")


@pytest.mark.parametrize("who", ["alice", "bruno", "chloe", "dan"])
def test_nobody_else_takes_the_direction(world: World, who: str):
    assert world.refused(who, "take_direction", reason="x").code == "not_allowed"


def test_in_a_closed_cell_roles_stay_where_they_are(world: World, ids: dict[str, int]):
    world.act("alice", "offer_role", role="director", member=ids["chloe"])
    world.act("alice", "close_cell", reason="fini")
    for who, name, args in (
        ("chloe", "accept_role", {"role": "director"}),
        ("bruno", "offer_role", {"role": "loggist", "member": ids["dan"]}),
    ):
        assert world.refused(who, name, **args).code == "cell_closed"


def test_every_role_that_is_held_alone_is_one_that_leads_or_writes():
    assert set(rights.ROLES) - rights.EXCLUSIVE == {"member", "observer"}
