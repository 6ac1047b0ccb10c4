"""Playbooks: those that ship are fit for use in both languages, an administrator's own are checked to the last row."""

import re
from typing import Any

import pytest
from msgspec.structs import replace

from cell import language, organisation, rights
from cell.departments import SHIPPED as DEPARTMENTS
from cell.directory import Directory
from cell.journal.orders import Job
from cell.kinds.cells import Named
from cell.playbooks import Aim, FirstTask, Playbook, checked
from cell.playbooks.shipped import SHIPPED
from tests.cast import World
from tests.keeping.test_organisation import deeds_of, organisation_of, refused, told

KNOWN = {row[0] for row in DEPARTMENTS}
IDS = [playbook.slug for playbook in SHIPPED]
SAID = Named(en="Call them", fr="Les appeler")
MINE = Playbook(
    slug="flood",
    type="accident",
    name=Named(en="Flood", fr="Crue"),
    departments=("direction", "logistics"),
    aim=SAID,
    objectives=(Aim(SAID, target="3.5", sense="down"), Aim(SAID)),
    tasks=(FirstTask(SAID, "logistics", 60, 1, 2), FirstTask(SAID, "direction")),
    reflexes={"member": (SAID,)},
)


def texts(playbook: Playbook) -> list[Named]:
    """Everything a playbook says."""
    units = [aim.unit for aim in playbook.objectives if aim.unit]
    rows = [aim.text for aim in playbook.objectives] + [task.title for task in playbook.tasks]
    return [playbook.name, playbook.aim, *units, *rows, *(one for lines in playbook.reflexes.values() for one in lines)]


def test_each_type_of_crisis_has_its_playbook():
    assert IDS == list(language.TYPES) == [playbook.type for playbook in SHIPPED]
    for playbook in SHIPPED[:-1]:
        spoken = [language.say(language.TYPES[playbook.type], tongue) for tongue in ("en", "fr")]
        assert spoken == [playbook.name.en, playbook.name.fr]


@pytest.mark.parametrize("playbook", SHIPPED, ids=IDS)
def test_a_shipped_playbook_is_whole(playbook: Playbook):
    assert checked(playbook, KNOWN) == playbook
    assert 2 <= len(playbook.objectives) <= 4 and 6 <= len(playbook.tasks) <= 10
    assert "direction" in playbook.departments and set(playbook.reflexes) == set(rights.ROLES)
    assert {task.objective for task in playbook.tasks} == set(range(1, len(playbook.objectives) + 1))
    dues = [task.due_min or 0 for task in playbook.tasks]
    assert dues == sorted(dues) and 0 < dues[0] <= 60  # the first hour has something to do
    titles = [task.title.en for task in playbook.tasks]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("playbook", SHIPPED, ids=IDS)
def test_a_shipped_playbook_is_set_as_each_language_is(playbook: Playbook):
    for said in texts(playbook):
        assert "'" not in said.en + said.fr
        assert not re.search(r"(?<![\u202f«])[;!?]|(?<!\u00a0):(?!\d)|«(?!\u00a0)|(?<!\u00a0)»", said.fr), said.fr
        assert not re.search(r"\s[;:!?]|  ", said.en), said.en
        assert said.en != said.fr or len(said.en) <= 8, said.en


def test_a_fresh_database_has_the_shipped_playbooks(world: World):
    assert organisation_of(world)[3] == list(SHIPPED)


def test_an_administrator_makes_a_playbook_and_changes_it_and_nothing_is_lost(world: World):
    alice = world.ids["alice"]
    told(world, lambda c: organisation.save_playbook(c, alice, MINE, is_new=True))
    assert organisation_of(world)[3][-1] == MINE
    other = replace(MINE, aim=Named(en="Stay dry", fr="Rester au sec"))
    told(world, lambda c: organisation.save_playbook(c, alice, other))
    told(world, lambda c: organisation.save_playbook(c, alice, other))
    changed, added = deeds_of(world)
    assert (changed.deed, added.deed) == ("playbook.changed", "playbook.added")
    was, now = changed.facts["body"]
    assert "Les appeler" in was and "Rester au sec" in now


TOO_MANY = tuple(FirstTask(SAID, "direction") for _ in range(31))
FAULTS: list[tuple[dict[str, Any], str, str, int | None]] = [
    ({"slug": "Flood!"}, "bad_value", "slug", None),
    ({"slug": "supply"}, "already_there", "slug", None),
    ({"type": "meteor"}, "bad_value", "type", None),
    ({"name": Named(en="Flood", fr=" ")}, "missing", "name_fr", None),
    ({"name": Named(en="supply BREAK", fr="Crue")}, "already_there", "name_en", None),
    ({"departments": ()}, "missing", "departments", None),
    ({"departments": ("direction", "nowhere")}, "not_found", "departments", 2),
    ({"aim": Named(en="x" * 201, fr="x")}, "too_long", "aim_en", None),
    ({"objectives": (Aim(SAID),)}, "bad_count", "objectives", None),
    ({"objectives": (Aim(SAID),) * 5}, "bad_count", "objectives", None),
    ({"objectives": (Aim(SAID), Aim(SAID, target="a lot"))}, "bad_value", "objectives.target", 2),
    ({"objectives": (Aim(SAID, start="1e9"), Aim(SAID))}, "bad_value", "objectives.start", 1),
    ({"objectives": (Aim(SAID, sense="sideways"), Aim(SAID))}, "bad_value", "objectives.sense", 1),
    ({"objectives": (Aim(SAID, Named(en="x", fr="y" * 21)), Aim(SAID))}, "too_long", "objectives.unit_fr", 1),
    ({"tasks": TOO_MANY}, "bad_count", "tasks", None),
    ({"tasks": (FirstTask(SAID, "finance"),)}, "not_found", "tasks.department", 1),
    ({"tasks": (FirstTask(SAID, "direction", 0),)}, "bad_value", "tasks.due_min", 1),
    ({"tasks": (FirstTask(SAID, "direction", 43_201),)}, "bad_value", "tasks.due_min", 1),
    ({"tasks": (FirstTask(SAID, "direction", 1, 4),)}, "bad_value", "tasks.priority", 1),
    ({"tasks": (FirstTask(SAID, "direction", objective=3),)}, "not_found", "tasks.objective", 1),
    ({"tasks": (FirstTask(Named(en="\u2066", fr="x"), "direction"),)}, "bad_value", "tasks.title_en", 1),
    ({"reflexes": {"king": (SAID,)}}, "not_found", "reflexes", None),
    ({"reflexes": {"member": (SAID, Named(en="", fr="x"))}}, "missing", "reflexes.member_en", 2),
    ({"reflexes": {"member": (SAID,) * 21}}, "bad_count", "reflexes.member", None),
]


@pytest.mark.parametrize(("values", "code", "field", "row"), FAULTS)
def test_a_playbook_that_does_not_hold_is_refused_by_field_and_row(
    world: World, values: Any, code: str, field: str, row: int | None
):
    wanted = replace(MINE, **values)
    fault = refused(world, lambda c: organisation.save_playbook(c, None, wanted, is_new=True))
    assert (fault.code, fault.field, fault.about.get("row")) == (code, field, row)


def test_objectives_may_be_left_out_altogether(world: World):
    bare = replace(MINE, objectives=(), tasks=())
    told(world, lambda c: organisation.save_playbook(c, None, bare, is_new=True))
    assert organisation_of(world)[3][-1] == bare


def test_there_are_forty_playbooks_at_most(world: World):
    for number in range(40 - len(SHIPPED)):
        name = Named(en=f"Plan {number}", fr=f"Plan {number}")
        one = replace(MINE, slug=f"plan-{number}", name=name)
        told(world, lambda c, one=one: organisation.save_playbook(c, None, one, is_new=True))
    fault = refused(world, lambda c: organisation.save_playbook(c, None, MINE, is_new=True))
    assert (fault.code, fault.about["limit"]) == ("bad_count", 40)


def test_a_playbook_put_away_opens_nothing_until_it_is_brought_back(world: World):
    told(world, lambda c: organisation.archive_playbook(c, None, "recall"))
    with world.house.store.reading() as connection:
        assert Directory(connection).playbook("recall") is None
    assert refused(world, lambda c: organisation.save_playbook(c, None, SHIPPED[2])).code == "not_found"
    told(world, lambda c: organisation.restore_playbook(c, None, "recall"))
    with world.house.store.reading() as connection:
        assert Directory(connection).playbook("recall") == SHIPPED[2]


def test_a_playbook_opens_without_departments_put_away_and_none_of_its_tasks_is_lost(world: World):
    told(world, lambda c: organisation.archive_department(c, None, "purchasing"))
    with world.house.store.reading() as connection:
        ready = Directory(connection).playbook("supply")
    assert "purchasing" not in ready.departments and len(ready.tasks) == len(SHIPPED[0].tasks)
    assert ready.tasks[0].title == SHIPPED[0].tasks[0].title and ready.tasks[0].department == "direction"


def test_what_the_organisation_put_away_does_not_come_back_with_the_next_version(world: World):
    told(world, lambda c: organisation.archive_playbook(c, None, "other"))
    before = organisation_of(world)
    world.house.desk.ask(Job(organisation.ship))
    assert organisation_of(world) == before
