"""The organisation: levels, departments and who stands for them. Every change is checked, and leaves a deed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from msgspec.structs import astuple, replace

from cell import deeds, organisation
from cell.directory import Directory
from cell.errors import Refused
from cell.journal.orders import Job
from cell.kinds.cells import Named, Targets
from tests.cast import World

NEW = {"name": Named(en="After sales", fr="Après-vente"), "code": Named(en="ASV", fr="SAV")}


def told(world: World, work: Any) -> Any:
    """What a function of the organisation answers, in a transaction of the writer."""
    return world.house.desk.ask(Job(work))


def refused(world: World, work: Any) -> Refused:
    """The refusal of a function that must change nothing and leave no deed."""
    before = [deeds_of(world), organisation_of(world)]
    with pytest.raises(Refused) as caught:
        told(world, work)
    assert [deeds_of(world), organisation_of(world)] == before
    return caught.value


def organisation_of(world: World) -> Any:
    with world.house.store.reading() as connection:
        return [
            organisation.levels_of(connection),
            organisation.departments_of(connection),
            organisation.departments_of(connection, archived=True),
            organisation.playbooks_of(connection),
        ]


def deeds_of(world: World, **span: int) -> list[deeds.Deed]:
    with world.house.store.reading() as connection:
        return deeds.deeds_of(connection, **span)


@contextmanager
def directory(world: World) -> Iterator[Directory]:
    with world.house.store.reading() as connection:
        yield Directory(connection)


def test_a_fresh_organisation_has_four_levels_each_stricter_than_the_one_before(world: World):
    levels = organisation_of(world)[0]
    assert [level.level for level in levels] == [1, 2, 3, 4]
    assert [level.name.fr for level in levels] == ["limité", "sérieux", "majeur", "vital"]
    assert astuple(levels[2].targets) == (900, 900, 3600, 1800, 3600, 1200, 1800, 14400)
    for milder, worse in zip(levels, levels[1:], strict=False):
        assert all(
            after <= before for before, after in zip(astuple(milder.targets), astuple(worse.targets), strict=True)
        )
    with directory(world) as known:
        assert known.targets(4) == levels[3].targets and known.targets(5) is None


def test_a_level_changes_with_a_deed_that_says_what_it_was(world: World):
    level = organisation_of(world)[0][2]
    targets = replace(level.targets, decide_s=2700)
    told(world, lambda c: organisation.set_level(c, world.ids["alice"], 3, Named(en=" grave ", fr="grave"), targets))
    now = organisation_of(world)[0][2]
    assert (now.name.en, now.targets.decide_s) == ("grave", 2700)
    [deed] = deeds_of(world)
    assert (deed.by_name, deed.deed, deed.about) == ("Alice Martin", "level.changed", "3")
    assert deed.facts == {"name_en": ["major", "grave"], "name_fr": ["majeur", "grave"], "decide_s": [3600, 2700]}
    told(world, lambda c: organisation.set_level(c, world.ids["alice"], 3, now.name, now.targets))
    assert len(deeds_of(world)) == 1  # what changes nothing is no deed


@pytest.mark.parametrize("seconds", [0, 59, -3600, 30 * 24 * 3600 + 1])
def test_a_target_nobody_can_keep_is_refused_by_its_name(world: World, seconds: int):
    level = organisation_of(world)[0][0]
    for name in Targets.__struct_fields__:
        targets = replace(level.targets, **{name: seconds})
        fault = refused(world, lambda c, wanted=targets: organisation.set_level(c, None, 1, level.name, wanted))
        assert (fault.code, fault.field) == ("bad_value", name)


def test_there_is_no_fifth_level_and_none_without_a_name(world: World):
    level = organisation_of(world)[0][0]
    assert refused(world, lambda c: organisation.set_level(c, None, 5, level.name, level.targets)).code == "not_found"
    blank = refused(world, lambda c: organisation.set_level(c, None, 1, Named(en=" ", fr="x"), level.targets))
    assert (blank.code, blank.field) == ("missing", "name_en")


def test_a_department_is_added_and_called_into_the_next_cell(world: World):
    chloe, dan = world.ids["chloe"], world.ids["dan"]
    slug = told(world, lambda c: organisation.add_department(c, world.ids["alice"], **NEW, holder=chloe, deputy=dan))
    assert slug == "after-sales"
    assert deeds_of(world)[0].facts["holder"] == [None, chloe]
    with directory(world) as known:
        holder, deputy, sponsor = known.staff(slug)
        assert (holder.name, deputy.name, sponsor) == ("Chloé Durand", "Dan Brown", None)
        assert known.seat_of(slug).name.fr == "Après-vente"
    world.act("alice", "add_department", department=slug)
    assert world.board.departments[slug].code.fr == "SAV"


def test_a_department_keeps_the_tint_that_the_style_sheet_knows(world: World):
    for number in range(13):
        name = Named(en=f"Unit {number}", fr=f"Unité {number}")
        told(world, lambda c, name=name, n=number: organisation.add_department(c, None, name, Named(f"U{n}", f"U{n}")))
    tints = [one.tint for one in organisation_of(world)[1]]
    assert max(tints) <= 11 and max(map(tints.count, tints)) <= 3


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"name": Named(en="", fr="x")}, "missing", "name_en"),
        ({"name": Named(en="x", fr="y" * 81)}, "too_long", "name_fr"),
        ({"name": Named(en="x\u202e", fr="y")}, "bad_value", "name_en"),
        ({"name": Named(en="x", fr="juridique")}, "already_there", "name_fr"),
        ({"code": Named(en="A", fr="SAV")}, "bad_value", "code_en"),
        ({"code": Named(en="ASV", fr="SAVE")}, "bad_value", "code_fr"),
        ({"code": Named(en="ASV", fr="é!")}, "bad_value", "code_fr"),
        ({"code": Named(en="ASV", fr="jur")}, "already_there", "code_fr"),
        ({"holder": 999}, "not_found", "holder"),
        ({"deputy": -1}, "not_found", "deputy"),
        ({"holder": 1, "deputy": 1}, "bad_value", "deputy"),
    ],
)
def test_a_department_that_does_not_hold_is_refused_by_the_field(world: World, values: Any, code: str, field: str):
    wanted = NEW | values
    fault = refused(world, lambda c: organisation.add_department(c, None, **wanted))
    assert (fault.code, fault.field) == (code, field)
    fault = refused(world, lambda c: organisation.set_department(c, None, "sales", **wanted))
    assert (fault.code, fault.field) == (code, field)


def test_who_may_not_sign_in_any_more_stands_for_nothing(world: World):
    chloe = world.ids["chloe"]
    finance = {"name": Named(en="Finance", fr="Finance"), "code": Named(en="FIN", fr="FIN")}
    told(world, lambda c: organisation.set_department(c, None, "finance", **finance, holder=chloe))
    told(world, lambda c: organisation.disable_person(c, None, chloe))
    with directory(world) as known:
        assert known.staff("finance") == (None, None, None)
        assert known.staff("nowhere") == (None, None, None)
    fault = refused(world, lambda c: organisation.set_department(c, None, "sales", **NEW, holder=chloe))
    assert (fault.code, fault.field) == ("not_found", "holder")


def test_a_department_put_away_is_called_no_more_until_it_is_brought_back(world: World):
    told(world, lambda c: organisation.archive_department(c, None, "finance"))
    assert world.refused("alice", "add_department", department="finance").code == "not_found"
    assert refused(world, lambda c: organisation.archive_department(c, None, "finance")).code == "not_found"
    assert [one.slug for one in organisation_of(world)[2]] == ["finance"]
    told(world, lambda c: organisation.restore_department(c, None, "finance"))
    world.act("alice", "add_department", department="finance")
    assert [deed.deed for deed in deeds_of(world)] == ["department.restored", "department.archived"]


def test_a_department_does_not_come_back_under_a_name_that_was_taken_meanwhile(world: World):
    told(world, lambda c: organisation.archive_department(c, None, "finance"))
    name, code = Named(en="Finance", fr="Trésorerie"), Named(en="TRE", fr="TRE")
    assert told(world, lambda c: organisation.add_department(c, None, name, code)) == "finance-2"
    fault = refused(world, lambda c: organisation.restore_department(c, None, "finance"))
    assert (fault.code, fault.field) == ("already_there", "name_en")


def test_one_department_is_always_left(world: World):
    slugs = [one.slug for one in organisation_of(world)[1]]
    for slug in slugs[1:]:
        told(world, lambda c, slug=slug: organisation.archive_department(c, None, slug))
    assert refused(world, lambda c: organisation.archive_department(c, None, slugs[0])).code == "last_one"


def test_departments_move_in_their_order_as_far_as_it_goes(world: World):
    told(world, lambda c: organisation.move_department(c, None, "production", -5))
    assert [one.slug for one in organisation_of(world)[1]][:2] == ["production", "purchasing"]
    assert deeds_of(world)[0].facts == {"position": [2, 1]}
    told(world, lambda c: organisation.move_department(c, None, "production", -1))
    assert len(deeds_of(world)) == 1
