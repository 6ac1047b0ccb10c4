"""Who is in the cell, as what, and that somebody always leads it."""

from typing import Any

import pytest

from cell import people
from cell.journal.orders import Job
from tests.cast import World
from tests.recording import recording


def test_a_member_comes_in_under_the_name_of_their_account(world: World):
    with recording(world, "member.added"):
        answer = world.act("alice", "add_member", member=world.ids["eve"], role="communications", department="legal")
    row: Any = answer.row
    assert (row.name, row.role, row.department, row.removed_at) == ("Eve Stone", "communications", "legal", None)
    assert world.act("eve", "add_task", title="x", department="legal").seq == world.seq


def test_a_removed_member_sees_the_cell_no_more_and_may_come_back(world: World):
    with recording(world, "member.removed"):
        world.act("alice", "remove_member", member=world.ids["chloe"], reason="relève")
    refused = world.refused("chloe", "add_task", title="x", department="legal")
    assert (refused.code, refused.field) == ("not_found", "cell")
    assert world.refused("alice", "remove_member", member=world.ids["chloe"]).code == "not_found"
    with recording(world, "member.added"):
        world.act("alice", "add_member", member=world.ids["chloe"], role="observer")
    row = world.board.members[world.ids["chloe"]]
    assert (row.role, row.department, row.removed_at) == ("observer", None, None)


def test_another_role_holds_from_the_next_command(world: World):
    with recording(world, "role.given"):
        world.act("alice", "give_role", member=world.ids["dan"], role="coordinator", department="production")
    world.act("dan", "set_aim", text="Livrer")
    world.act("alice", "give_role", member=world.ids["dan"], role="observer")
    assert world.refused("dan", "set_aim", text="x").code == "not_allowed"


def test_a_cell_is_never_without_a_director(world: World):
    for name, args in (("remove_member", {}), ("give_role", {"role": "member"})):
        refused = world.refused("alice", name, member=world.ids["alice"], **args)
        assert (refused.code, refused.about["status"]) == ("wrong_state", "director")
    world.act("alice", "give_role", member=world.ids["bruno"], role="director")
    world.act("alice", "remove_member", member=world.ids["alice"])
    assert world.refused("bruno", "give_role", member=world.ids["bruno"], role="loggist").code == "wrong_state"


@pytest.mark.parametrize(
    ("name", "args", "code", "field"),
    [
        ("add_member", {"member": "chloe"}, "already_there", "member"),
        ("add_member", {"member": 999}, "not_found", "member"),
        ("add_member", {"member": "eve", "role": "king"}, "bad_value", "role"),
        ("add_member", {"member": "eve", "department": "nowhere"}, "not_found", "department"),
        ("add_member", {"member": "eve", "name": "Personne"}, "unknown_field", "name"),
        ("add_member", {"member": 0}, "bad_value", "member"),
        ("remove_member", {"member": "eve"}, "not_found", "member"),
        ("give_role", {"member": "eve", "role": "member"}, "not_found", "member"),
        ("give_role", {"member": "chloe"}, "missing", "role"),
        ("give_role", {"member": "chloe", "role": "member", "department": "nowhere"}, "not_found", "department"),
    ],
)
def test_what_cannot_be_is_refused(world: World, name: str, args: dict[str, Any], code: str, field: str):
    real = {key: world.ids.get(value, value) if key == "member" else value for key, value in args.items()}
    refused = world.refused("alice", name, **real)
    assert (refused.code, refused.field) == (code, field)


def test_who_may_not_sign_in_cannot_be_brought_in(world: World):
    world.house.desk.ask(Job(lambda connection: people.disable_account(connection, world.ids["eve"])))
    assert world.refused("alice", "add_member", member=world.ids["eve"]).code == "not_found"


@pytest.mark.parametrize("name", ["add_member", "remove_member", "give_role"])
def test_only_the_lead_says_who_is_here(world: World, name: str):
    args = {"give_role": {"role": "director"}}.get(name, {})
    for who in ("bruno", "chloe", "dan"):
        assert world.refused(who, name, member=world.ids["eve"], **args).code == "not_allowed"
    assert world.refused("eve", name, member=world.ids["eve"], **args).code == "not_found"
