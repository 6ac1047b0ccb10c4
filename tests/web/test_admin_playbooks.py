"""Playbooks, as an administrator writes them: rows without a script, both languages, and nothing typed lost."""

from typing import Any

import pytest

from cell import organisation
from cell.kinds.cells import Named
from cell.playbooks import Playbook
from tests.cast import World
from tests.web.administrators import administrator, name_admin, recorded
from tests.web.visitor import Page, Visitor

LIST, SUPPLY, NEW = "/admin/playbooks", "/admin/playbooks/supply", "/admin/playbooks/new"
SMALL = {"name_fr": "Grève", "aim_fr": "Tourner à deux équipes", "type": "other", "departments": ["hr", "production"]}


def playbooks(world: World, *, archived: bool = False) -> dict[str, Playbook]:
    """The playbooks as they are kept."""
    with world.house.store.reading() as connection:
        return {one.slug: one for one in organisation.playbooks_of(connection, archived=archived)}


def test_saving_what_is_there_changes_nothing(world: World):
    alice, before = administrator(world), playbooks(world)
    for slug in before:
        assert alice.send(f"{LIST}/{slug}", f"{LIST}/{slug}").status_code == 303, slug
    assert playbooks(world) == before
    assert recorded(world) == []


def test_everything_of_a_playbook_is_changed(world: World):
    alice, former = administrator(world), playbooks(world)["supply"]
    typed: dict[str, Any] = {
        "name_fr": "Rupture de fil",
        "aim_en": "Keep the looms running",
        "departments": list(former.departments) + ["it"],
        "objectives-0-text_fr": "Métiers en marche",
        "objectives-0-target": "97,5",
        "objectives-0-start": "80",
        "objectives-0-sense": "up",
        "tasks-0-title_fr": "Appeler la filature",
        "tasks-0-department": "it",
        "tasks-0-due_min": "20",
        "tasks-0-priority": "1",
        "tasks-0-objective": "1",
        "reflexes-director-fr": "Respirer\n\n  Nommer l’historien ",
        "reflexes-director-en": "Breathe\nName the loggist",
    }
    assert alice.send(SUPPLY, SUPPLY, **typed).status_code == 303
    kept = playbooks(world)["supply"]
    assert (kept.name.fr, kept.aim.en, kept.departments[-1]) == ("Rupture de fil", "Keep the looms running", "it")
    aim, task = kept.objectives[0], kept.tasks[0]
    assert (aim.text.fr, aim.target, aim.start) == ("Métiers en marche", "97.5", "80")
    assert (task.title.fr, task.department, task.due_min, task.priority, task.objective) == (
        "Appeler la filature",
        "it",
        20,
        1,
        1,
    )
    assert [(line.fr, line.en) for line in kept.reflexes["director"]] == [
        ("Respirer", "Breathe"),
        ("Nommer l’historien", "Name the loggist"),
    ]
    assert kept.tasks[1:] == former.tasks[1:]
    assert [one.deed for one in recorded(world)] == ["playbook.changed"]


def test_a_new_one_needs_one_language_and_blank_rows_are_left_out(world: World):
    alice = administrator(world)
    typed = {"tasks-1-title_fr": "Compter les présents", "tasks-1-department": "hr"}
    answer = alice.send(NEW, NEW, **SMALL, **typed)
    assert answer.headers["Location"] == "/admin/playbooks/greve"
    kept = playbooks(world)["greve"]
    assert kept.name == Named(en="Grève", fr="Grève")
    assert kept.objectives == ()
    assert [(task.title.en, task.due_min) for task in kept.tasks] == [("Compter les présents", None)]
    world.open("cstrike", "alice", playbook="greve", departments=[])
    assert {"hr", "production"} <= set(world.house.desk.show("cstrike").board.departments)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name_fr": ""}, "name_fr"),
        ({"name_fr": "Site accident", "name_en": "Site accident"}, "name_en"),
        ({"name_fr": "x" * 81}, "name_fr"),
        ({"aim_fr": ""}, "aim_fr"),
        ({"aim_en": "\u200b"}, "aim_en"),
        ({"departments": []}, "departments"),
        ({"departments": ["nothing"]}, "departments"),
        ({"type": "war"}, "type"),
        ({"objectives-0-text_fr": "Un", "objectives-1-target": "4"}, "objectives-1-text_fr"),
        ({"objectives-0-text_fr": "Un", "objectives-0-target": "beaucoup"}, "objectives-0-target"),
        ({"objectives-0-text_fr": "Un", "objectives-0-start": "1e5"}, "objectives-0-start"),
        ({"objectives-0-text_fr": "Un", "objectives-0-unit_fr": "x" * 21}, "objectives-0-unit_fr"),
        ({"tasks-0-title_fr": "Un"}, "tasks-0-department"),
        ({"tasks-0-title_fr": "Un", "tasks-0-department": "legal"}, "tasks-0-department"),
        ({"tasks-0-due_min": "5", "tasks-0-department": "hr"}, "tasks-0-title_fr"),
        ({"tasks-2-title_fr": "\u202e", "tasks-2-department": "hr"}, "tasks-2-title_fr"),
        ({"tasks-0-title_fr": "Un", "tasks-0-department": "hr", "tasks-0-due_min": "demain"}, "tasks-0-due_min"),
        ({"tasks-0-title_fr": "Un", "tasks-0-department": "hr", "tasks-0-due_min": "43201"}, "tasks-0-due_min"),
        ({"tasks-0-title_fr": "Un", "tasks-0-department": "hr", "tasks-0-objective": "2"}, "tasks-0-objective"),
        ({"reflexes-member-fr": "Un\nDeux", "reflexes-member-en": "One"}, "reflexes-member-en"),
        ({"reflexes-loggist-fr": "Un\n" * 21}, "reflexes-loggist-fr"),
        ({"reflexes-loggist-fr": "x" * 201}, "reflexes-loggist-fr"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(shared: World, typed: dict[str, Any], field: str):
    name_admin(shared, "alice")
    alice, before = Visitor(shared, "alice"), playbooks(shared)
    given = {**SMALL, "reflexes-director-fr": "Respirer", **typed}
    answer = alice.send(NEW, NEW, **given)
    page = Page(answer.text)
    assert answer.status_code in (404, 409, 422)
    assert page.errors[field]
    kept = page.forms[NEW]
    assert kept["reflexes-director-fr"] == "Respirer"
    assert all(
        kept[name] == given[name] for name in given if isinstance(given[name], str) and name.endswith("title_fr")
    )
    assert playbooks(shared) == before


def press(visitor: Visitor, path: str, do: str, **typed: Any) -> Page:
    """Press the button of a row; nothing is saved by it."""
    answer = visitor.send(path, path, do=do, **typed)
    assert answer.status_code == 200
    return Page(answer.text)


def test_rows_are_added_moved_and_taken_out_without_saving(world: World):
    alice, before = administrator(world), playbooks(world)
    count = len(before["supply"].tasks)
    titles = [task.title.fr for task in before["supply"].tasks]
    added = press(alice, SUPPLY, "tasks.add", name_fr="En cours de frappe").forms[SUPPLY]
    assert added["name_fr"] == "En cours de frappe"
    assert added[f"tasks-{count}-title_fr"] == ""
    moved = press(alice, SUPPLY, "tasks.up.1").forms[SUPPLY]
    assert (moved["tasks-0-title_fr"], moved["tasks-1-title_fr"]) == (titles[1], titles[0])
    out = press(alice, SUPPLY, "tasks.out.0", **{"tasks-1-due_min": "demain"}).forms[SUPPLY]
    assert (out["tasks-0-title_fr"], out["tasks-0-due_min"]) == (titles[1], "demain")
    assert f"tasks-{count - 1}-title_fr" not in out
    assert playbooks(world) == before


def test_tasks_follow_the_objective_they_serve(world: World):
    alice = administrator(world)
    served = [task.objective for task in playbooks(world)["supply"].tasks]
    moved = press(alice, SUPPLY, "objectives.up.1").forms[SUPPLY]
    swapped = {1: "2", 2: "1", 3: "3", 4: "4", None: ""}
    assert [moved[f"tasks-{n}-objective"] for n in range(len(served))] == [swapped[one] for one in served]
    out = press(alice, SUPPLY, "objectives.out.0").forms[SUPPLY]
    fallen = {1: "", 2: "1", 3: "2", 4: "3", None: ""}
    assert [out[f"tasks-{n}-objective"] for n in range(len(served))] == [fallen[one] for one in served]


@pytest.mark.parametrize(
    "do", ["x", "tasks", "tasks.", "tasks.up", "tasks.up.x", "tasks.up.-1", "cards.add", "tasks.up.٣"]
)
def test_a_strange_button_is_refused(shared: World, do: str):
    name_admin(shared, "alice")
    assert Visitor(shared, "alice").send(SUPPLY, SUPPLY, do=do).status_code == 422


@pytest.mark.parametrize("do", ["tasks.up.0", "tasks.up.99", "tasks.out.9999", "objectives.out.77"])
def test_a_button_of_a_row_that_is_gone_does_nothing(shared: World, do: str):
    name_admin(shared, "alice")
    assert "tasks-0-title_fr" in press(Visitor(shared, "alice"), SUPPLY, do).forms[SUPPLY]


def test_there_is_no_fifth_objective_and_no_endless_list(shared: World):
    name_admin(shared, "alice")
    alice = Visitor(shared, "alice")
    rows = {f"objectives-{n}-text_fr": f"Objectif {n}" for n in range(9)}
    page = press(alice, SUPPLY, "objectives.add", **rows)
    assert "objectives-3-text_fr" in page.forms[SUPPLY]
    assert "objectives-4-text_fr" not in page.forms[SUPPLY]


def test_a_copy_is_made_to_be_changed(world: World):
    alice, before = administrator(world), playbooks(world)
    first = alice.send(LIST, f"{SUPPLY}/duplicate")
    second = alice.send(LIST, f"{SUPPLY}/duplicate")
    slugs = [answer.headers["Location"].rpartition("/")[2] for answer in (first, second)]
    now = playbooks(world)
    assert len(set(slugs)) == 2
    assert {now[slug].tasks for slug in slugs} == {before["supply"].tasks}
    assert [now[slug].name.fr for slug in slugs] == [
        f"{before['supply'].name.fr} ({end})" for end in ("copie", "copie 2")
    ]


def test_a_playbook_is_put_away_and_brought_back(world: World):
    alice = administrator(world)
    assert alice.send(LIST, f"{SUPPLY}/archive").status_code == 303
    assert "supply" not in playbooks(world)
    assert alice.get(SUPPLY).status_code == 404
    assert alice.post(SUPPLY, {"csrf_token": alice.token}).status_code == 404
    assert alice.send(LIST, f"{SUPPLY}/restore").status_code == 303
    assert "supply" in playbooks(world)
    assert [one.deed for one in recorded(world)] == ["playbook.archived", "playbook.restored"]


def test_one_whose_name_was_taken_meanwhile_cannot_come_back(world: World):
    alice, former = administrator(world), playbooks(world)["supply"]
    alice.send(LIST, f"{SUPPLY}/archive")
    alice.send(NEW, NEW, **{**SMALL, "name_fr": former.name.fr, "name_en": former.name.en})
    assert alice.send(LIST, f"{SUPPLY}/restore").status_code == 303
    assert "existe déjà" in alice.page(LIST).text
    assert "supply" in playbooks(world, archived=True)
