"""Departments, levels and targets, as an administrator sets them."""

from typing import Any

import pytest

from cell import organisation
from cell.organisation import Department
from tests.cast import World
from tests.web.administrators import administrator, name_admin, recorded
from tests.web.visitor import Page, Visitor

DEPARTMENTS, LEGAL = "/admin/departments", "/admin/departments/legal"
NEW = {"name_fr": "Sûreté", "name_en": "Security", "code_fr": "sur", "code_en": "sec"}


def departments(world: World, *, archived: bool = False) -> list[Department]:
    """The departments as they are kept."""
    with world.house.store.reading() as connection:
        return organisation.departments_of(connection, archived=archived)


def legal(world: World) -> Department:
    """One of them."""
    return next(one for one in departments(world) if one.slug == "legal")


def test_a_department_is_added_and_a_cell_may_call_it(world: World):
    alice = administrator(world)
    assert alice.send(DEPARTMENTS, DEPARTMENTS, **NEW, holder=str(world.ids["dan"])).status_code == 303
    made = departments(world)[-1]
    assert (made.name.fr, made.code.fr, made.code.en, made.holder) == ("Sûreté", "SUR", "SEC", world.ids["dan"])
    world.open("cother", "alice", departments=[made.slug])
    assert made.slug in world.house.desk.show("cother").board.departments


def test_names_codes_and_people_are_changed(world: World):
    alice = administrator(world)
    staff = {"holder": str(world.ids["dan"]), "deputy": str(world.ids["eve"]), "sponsor": str(world.ids["dan"])}
    assert alice.send(LEGAL, LEGAL, name_fr="Affaires juridiques", **staff).status_code == 303
    row = legal(world)
    assert (row.name.fr, row.name.en, row.holder, row.deputy) == (
        "Affaires juridiques",
        "Legal",
        world.ids["dan"],
        world.ids["eve"],
    )
    assert alice.page(LEGAL).forms[LEGAL]["deputy"] == str(world.ids["eve"])
    assert alice.send(LEGAL, LEGAL, holder="", deputy="", sponsor="").status_code == 303
    assert (legal(world).holder, legal(world).deputy) == (None, None)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name_fr": ""}, "name_fr"),
        ({"name_en": "x" * 81}, "name_en"),
        ({"name_fr": "\u200b"}, "name_fr"),
        ({"name_en": "finance"}, "name_en"),
        ({"code_fr": "J"}, "code_fr"),
        ({"code_fr": "JURI"}, "code_fr"),
        ({"code_en": "É-"}, "code_en"),
        ({"code_fr": "fin"}, "code_fr"),
        ({"holder": "999999"}, "holder"),
        ({"holder": "x"}, "holder"),
        ({"holder": "{dan}", "deputy": "{dan}"}, "deputy"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(shared: World, typed: dict[str, str], field: str):
    name_admin(shared, "alice")
    alice, before = Visitor(shared, "alice"), legal(shared)
    given = {name: value.format(**shared.ids) for name, value in typed.items()}
    for path, action in ((LEGAL, LEGAL), (DEPARTMENTS, DEPARTMENTS)):
        answer = alice.send(path, action, **{**NEW, **given})
        page = Page(answer.text)
        assert answer.status_code in (409, 422)
        assert page.errors[field]
        assert all(page.forms[action][name] == value for name, value in given.items() if name[:4] in ("name", "code"))
    assert legal(shared) == before
    assert [one for one in recorded(shared) if one.deed.startswith("department")] == []


def test_who_is_disabled_can_stay_no_holder(world: World):
    alice = administrator(world)
    alice.send(LEGAL, LEGAL, holder=str(world.ids["dan"]))
    dan = f"/admin/people/{world.ids['dan']}"
    alice.send(dan, f"{dan}/disable")
    assert "Dan Brown (compte désactivé)" in alice.page(DEPARTMENTS).text
    answer = alice.send(LEGAL, LEGAL)
    assert "désactivé" in Page(answer.text).errors["holder"]
    assert alice.send(LEGAL, LEGAL, holder="").status_code == 303


def test_the_order_is_changed_place_by_place(world: World):
    alice = administrator(world)
    order = [one.slug for one in departments(world)]
    alice.send(DEPARTMENTS, f"{DEPARTMENTS}/{order[1]}/up")
    assert [one.slug for one in departments(world)][:2] == [order[1], order[0]]
    alice.send(DEPARTMENTS, f"{DEPARTMENTS}/{order[1]}/down")
    assert [one.slug for one in departments(world)] == order
    token = {"csrf_token": alice.token}
    assert alice.post(f"{DEPARTMENTS}/{order[0]}/up", token).status_code == 303
    assert alice.post(f"{DEPARTMENTS}/{order[-1]}/down", token).status_code == 303
    assert [one.slug for one in departments(world)] == order
    assert [one.facts for one in recorded(world)] == [{"position": [2, 1]}, {"position": [1, 2]}]


def test_a_department_is_put_away_and_brought_back(world: World):
    alice = administrator(world)
    assert alice.send(LEGAL, f"{LEGAL}/archive").status_code == 303
    assert [one.slug for one in departments(world, archived=True)] == ["legal"]
    assert "legal" not in alice.page("/").forms["/cells/new"].get("departments", [])
    assert alice.send(DEPARTMENTS, f"{LEGAL}/restore").status_code == 303
    assert legal(world).archived_at is None
    assert "legal" in world.board.departments


def test_one_department_is_left(world: World):
    alice = administrator(world)
    for one in departments(world):
        alice.post(f"{DEPARTMENTS}/{one.slug}/archive", {"csrf_token": alice.token})
    assert len(departments(world)) == 1
    assert "role=" in alice.page(DEPARTMENTS).html


def level(world: World, number: int) -> Any:
    """A level as it is kept."""
    with world.house.store.reading() as connection:
        return organisation.level_of(connection, number)


def test_targets_are_set_in_hours_and_minutes(world: World):
    alice, path = administrator(world), "/admin/levels/3"
    assert alice.page(path).forms[path]["handoff_s-h"] == "0"
    typed = {"acknowledge_s-h": "", "acknowledge_s-min": "7", "decide_s-h": "1", "decide_s-min": "90"}
    assert alice.send(path, path, name_en="severe", **typed).status_code == 303
    kept = level(world, 3)
    assert (kept.targets.acknowledge_s, kept.targets.decide_s, kept.name.en) == (420, 9_000, "severe")
    assert alice.page(path).forms[path]["decide_s-h"] == "2"
    page = alice.page("/admin/levels").text
    assert "7\u00a0min" in page or "7 min" in page
    [deed] = recorded(world)
    assert deed.facts == {"acknowledge_s": [900, 420], "decide_s": [3600, 9000], "name_en": ["major", "severe"]}


@pytest.mark.parametrize(
    ("hours", "minutes"),
    [
        ("", ""),
        ("0", "0"),
        ("-1", "0"),
        ("1.5", ""),
        ("x", "5"),
        ("721", "0"),
        ("9" * 30, ""),
        ("٣", "0"),
        ("\x00", "1"),
    ],
)
def test_a_target_that_cannot_be_is_said_beside_it(shared: World, hours: str, minutes: str):
    name_admin(shared, "alice")
    alice, path, before = Visitor(shared, "alice"), "/admin/levels/2", level(shared, 2)
    answer = alice.send(path, path, **{"know_s-h": hours, "know_s-min": minutes, "decide_s-h": "5"})
    page = Page(answer.text)
    assert answer.status_code == 422
    assert page.errors["know_s-h"] and page.errors["know_s-min"]
    assert page.forms[path]["decide_s-h"] == "5"
    assert page.forms[path]["know_s-min"] == minutes
    assert level(shared, 2) == before


def test_a_cell_keeps_the_targets_it_opened_with(world: World):
    alice, path = administrator(world), "/admin/levels/3"
    world.open("cbefore", "alice")
    alice.send(path, path, **{"decide_s-h": "9", "decide_s-min": "0"})
    world.open("cafter", "alice")
    before, after = (world.house.desk.show(cell).board.cell.targets for cell in ("cbefore", "cafter"))
    assert (before.decide_s, after.decide_s) == (3_600, 32_400)
