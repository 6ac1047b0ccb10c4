"""Who is in the cell, as what, whether they come, and that somebody always leads it."""

from typing import Any

import pytest

from cell import clock, people
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
    for name, args in (("remove_member", {}), ("give_role", {"role": "observer"})):
        refused = world.refused("alice", name, member=world.ids["alice"], **args)
        assert refused.code == "last_director"
    with recording(world, "role.given"):  # the same role in another department is no loss
        world.act("alice", "give_role", member=world.ids["alice"], role="director", department="legal")
    world.act("alice", "offer_role", role="director", member=world.ids["bruno"])
    world.act("bruno", "accept_role", role="director")
    world.act("bruno", "remove_member", member=world.ids["alice"])
    assert world.refused("bruno", "remove_member", member=world.ids["bruno"]).code == "last_director"


def test_a_held_role_is_not_given_to_another_and_its_holder_is_named(world: World):
    for who, name in (("dan", "give_role"), ("eve", "add_member")):
        for role, holder in (("director", "alice"), ("loggist", "bruno")):
            refused = world.refused("alice", name, member=world.ids[who], role=role)
            assert (refused.code, refused.field, refused.about) == ("role_taken", "role", {"who": world.ids[holder]})
    world.act("alice", "remove_member", member=world.ids["bruno"])
    world.act("alice", "add_member", member=world.ids["eve"], role="loggist")
    assert world.board.members[world.ids["eve"]].role == "loggist"


@pytest.mark.parametrize(("name", "who"), [("add_member", "eve"), ("give_role", "dan")])
def test_a_department_member_belongs_to_a_department(world: World, name: str, who: str):
    refused = world.refused("alice", name, member=world.ids[who], role="member")
    assert (refused.code, refused.field) == ("missing", "department")
    world.act("alice", name, member=world.ids[who], role="member", department="production")


@pytest.mark.parametrize(
    ("name", "args", "code", "field"),
    [
        ("add_member", {"member": "chloe"}, "already_there", "member"),
        ("add_member", {"member": 999, "role": "observer"}, "not_found", "member"),
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
    assert world.refused("alice", "add_member", member=world.ids["eve"], role="observer").code == "not_found"


@pytest.mark.parametrize("name", ["add_member", "remove_member", "give_role"])
def test_only_the_lead_says_who_is_here(world: World, name: str):
    args = {"give_role": {"role": "director"}}.get(name, {})
    for who in ("bruno", "chloe", "dan"):
        assert world.refused(who, name, member=world.ids["eve"], **args).code == "not_allowed"
    assert world.refused("eve", name, member=world.ids["eve"], **args).code == "not_found"


@pytest.mark.parametrize("who", ["alice", "bruno", "chloe", "dan"])
def test_everybody_in_the_cell_answers_the_call_for_themselves(world: World, who: str):
    soon = clock.after(clock.now(), 1800)
    with recording(world, "member.answered"):
        answer = world.act(who, "answer_call", answer="coming", coming_at=soon)
    row: Any = answer.row
    assert (row.id, row.answer, row.coming_at, row.answered_at) == (world.ids[who], "coming", soon, world.board.at)
    with recording(world, "member.answered"):
        world.act(who, "answer_call", answer="here")
    row = world.board.members[world.ids[who]]
    assert (row.answer, row.coming_at) == ("here", None)


def test_the_same_answer_again_changes_nothing(world: World):
    world.act("chloe", "answer_call", answer="cannot")
    with recording(world):
        assert world.act("chloe", "answer_call", answer="cannot").ref == f"member:{world.ids['chloe']}"


@pytest.mark.parametrize(
    ("args", "code", "field"),
    [
        ({}, "missing", "answer"),
        ({"answer": "maybe"}, "bad_value", "answer"),
        ({"answer": "here", "coming_at": 600}, "bad_value", "coming_at"),
        ({"answer": "coming", "coming_at": -600}, "bad_value", "coming_at"),
        ({"answer": "coming", "coming_at": 8 * 24 * 3600}, "bad_value", "coming_at"),
        ({"answer": "coming", "coming_at": "soon"}, "bad_value", "coming_at"),
        ({"answer": "here", "member": 1}, "unknown_field", "member"),
    ],
)
def test_an_answer_that_makes_no_sense_is_refused(world: World, args: dict[str, Any], code: str, field: str):
    at = args.get("coming_at")
    real = {**args, "coming_at": clock.after(clock.now(), at)} if isinstance(at, int) else args
    refused = world.refused("chloe", "answer_call", **real)
    assert (refused.code, refused.field) == (code, field)


def test_who_comes_back_is_asked_again(world: World):
    world.act("chloe", "answer_call", answer="cannot")
    world.act("alice", "remove_member", member=world.ids["chloe"])
    world.act("alice", "add_member", member=world.ids["chloe"], department="legal")
    assert world.board.members[world.ids["chloe"]].answer is None


def test_a_chair_that_the_last_of_a_department_leaves_is_empty_from_then_on(world: World):
    def emptied() -> str | None:
        return world.board.departments["logistics"].emptied_at

    assert world.board.departments["legal"].emptied_at is None, "nobody has come: that is said by the call"
    world.act("chloe", "answer_call", answer="here")
    assert emptied() is None
    world.act("alice", "give_role", member=world.ids["dan"], role="observer", department="logistics")
    world.act("alice", "remove_member", member=world.ids["chloe"])
    assert emptied() == world.board.members[world.ids["chloe"]].removed_at, "who only looks on does not sit there"
    world.act("alice", "give_role", member=world.ids["dan"], role="member", department="logistics")
    assert emptied() is None
    world.act("alice", "give_role", member=world.ids["dan"], role="member", department="legal")
    assert emptied() is not None, "who changes places leaves a chair, too"
