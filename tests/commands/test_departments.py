"""Who stands for a department: as the organisation has it, until the cell's lead says otherwise."""

from typing import Any

import pytest

from cell import organisation, people
from cell.journal.orders import Job
from cell.kinds.cells import Named
from cell.kinds.members import Person
from tests.cast import World
from tests.recording import entries_of, recording


def staff(world: World, department: str, **who: str) -> None:
    """Have the organisation name people of the cast for one of its departments."""
    ids = {part: world.ids[one] for part, one in who.items()}
    name, code = Named(en="Quality", fr="Qualité"), Named(en="QUA", fr="QUA")
    world.house.desk.ask(Job(lambda c: organisation.set_department(c, None, department, name, code, **ids)))


def test_the_lead_says_who_stands_for_a_department_in_the_cell_or_not(world: World):
    ids = world.ids
    with recording(world, "department.staffed"):
        answer = world.act("alice", "staff_department", department="legal", holder=ids["chloe"], deputy=ids["eve"])
    row: Any = answer.row
    assert row.holder == Person(id=ids["chloe"], name="Chloé Durand")
    assert row.deputy == Person(id=ids["eve"], name="Eve Stone")
    assert row.sponsor is None


def test_what_is_not_named_stays_and_null_is_nobody(world: World):
    ids = world.ids
    world.act("alice", "staff_department", department="legal", holder=ids["chloe"], deputy=ids["eve"])
    with recording(world, "department.staffed"):
        world.act("alice", "staff_department", department="legal", holder=None, sponsor=ids["alice"])
    row = world.board.departments["legal"]
    assert row.holder is None
    assert (row.deputy.name, row.sponsor.name) == ("Eve Stone", "Alice Martin")


def test_the_same_people_again_change_nothing(world: World):
    world.act("alice", "staff_department", department="legal", holder=world.ids["chloe"])
    with recording(world):
        world.act("alice", "staff_department", department="legal", holder=world.ids["chloe"])


def test_who_may_not_sign_in_any_more_is_not_named_but_stays_where_they_were(world: World):
    eve = world.ids["eve"]
    world.act("alice", "staff_department", department="legal", holder=eve)
    world.house.desk.ask(Job(lambda connection: people.disable_account(connection, eve)))
    refused = world.refused("alice", "staff_department", department="legal", deputy=eve)
    assert (refused.code, refused.field) == ("not_found", "deputy")
    world.act("alice", "staff_department", department="legal", deputy=world.ids["dan"])
    assert world.board.departments["legal"].holder.id == eve


@pytest.mark.parametrize(
    ("args", "code", "field"),
    [
        ({"department": "nowhere"}, "not_found", "department"),
        ({"holder": 1}, "missing", "department"),
        ({"department": "legal", "holder": 999}, "not_found", "holder"),
        ({"department": "legal", "sponsor": 0}, "bad_value", "sponsor"),
        ({"department": "legal", "deputy": "Eve"}, "bad_value", "deputy"),
        ({"department": "legal", "chair": 1}, "unknown_field", "chair"),
    ],
)
def test_nobody_unknown_stands_for_a_department(world: World, args: dict[str, Any], code: str, field: str):
    refused = world.refused("alice", "staff_department", **args)
    assert (refused.code, refused.field) == (code, field)


@pytest.mark.parametrize("who", ["bruno", "chloe", "dan"])
def test_only_the_lead_names_them(world: World, who: str):
    assert world.refused(who, "staff_department", department="legal", holder=None).code == "not_allowed"


def test_a_department_called_later_brings_the_people_the_organisation_named(world: World):
    staff(world, "quality", holder="eve", sponsor="alice")
    with recording(world, "department.added", "department.staffed") as added:
        world.act("alice", "add_department", department="quality")
    row = world.board.departments["quality"]
    assert (row.holder.name, row.deputy, row.sponsor.name) == ("Eve Stone", None, "Alice Martin")
    assert added[1].by == world.ids["alice"]
    with recording(world, "department.added"):  # for whom nobody stands, nothing is said
        world.act("alice", "add_department", department="hr")


def test_names_of_who_stands_for_a_department_can_be_withdrawn(world: World):
    world.act("alice", "staff_department", department="legal", holder=world.ids["eve"])
    seq = entries_of(world)[-1].seq
    world.act("alice", "redact_entry", entry=seq, reason="demande de la personne")
    holder = world.board.departments["legal"].holder
    assert (holder.id, holder.name) == (world.ids["eve"], None)
