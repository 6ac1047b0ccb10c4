"""Synonyms, as an administrator keeps them: all that is typed is checked, and every change is on record."""

import pytest

from cell import duplicates, organisation
from tests.cast import World
from tests.web.administrators import administrator, recorded
from tests.web.visitor import Page, Visitor

PATH = "/admin/synonyms"


def kept(world: World) -> tuple[tuple[str, ...], ...]:
    with world.house.store.reading() as connection:
        return organisation.synonyms_of(connection)


def test_the_products_own_are_there_until_others_are_kept(world: World):
    alice = administrator(world)
    shown = alice.page(PATH).forms[PATH]["groups"]
    assert [tuple(line.split(", ")) for line in shown.splitlines()] == [*duplicates.SHIPPED] == [*kept(world)]
    assert alice.send(PATH, PATH, groups=shown).status_code == 303
    assert not recorded(world), "what is already so is no deed"


def test_a_change_counts_and_is_on_record_in_words(world: World):
    alice = administrator(world)
    shown = alice.page(PATH).forms[PATH]["groups"]
    fewer = "\n".join(shown.splitlines()[1:])
    sent = f"{fewer}\n\n  pont ,  passerelle,bridge , pont\n"
    assert alice.send(PATH, PATH, groups=sent).status_code == 303
    assert kept(world) == (*duplicates.SHIPPED[1:], ("pont", "passerelle", "bridge"))
    [deed] = recorded(world)
    gone = ", ".join(duplicates.SHIPPED[0])
    assert (deed.deed, deed.facts) == ("synonyms.changed", {"groups": [[gone], ["pont, passerelle, bridge"]]})
    text = alice.page("/admin/record").text.replace("\u00a0", " ")
    assert f"Alice Martin a modifié les synonymes : sans « {gone} », avec « pont, passerelle, bridge »" in text


@pytest.mark.parametrize(
    "line",
    [
        "pont",
        "pont, pont",
        "pont, \u202epassage",
        "pont, la grande rue de la gare du Nord",
        ", ".join("abcdefghijklmnopqrstuv"),
    ]
    + [f"pont, {'x' * 61}", "pont, de la", "pont, ***"],
)
def test_what_is_no_group_is_refused_by_its_line_and_nothing_is_lost(world: World, line: str):
    alice = administrator(world)
    answer = alice.send(PATH, PATH, groups=f"quai, dock\n{line}")
    assert answer.status_code == 422
    assert "Groupe 2" in Page(answer.text).errors["groups"].replace("\u00a0", " ")
    assert Page(answer.text).forms[PATH]["groups"].startswith("quai, dock")
    assert kept(world) == duplicates.SHIPPED


def test_too_many_are_refused(world: World):
    alice = administrator(world)
    many = "\n".join(f"mot{number}, word{number}" for number in range(organisation.MOST_GROUPS + 1))
    assert alice.send(PATH, PATH, groups=many).status_code == 422
    assert kept(world) == duplicates.SHIPPED


def test_of_two_administrators_the_second_writes_nothing_over(world: World):
    alice, dan = administrator(world), administrator(world, "dan")
    mine = dan.page(PATH).forms[PATH]
    assert alice.send(PATH, PATH, groups="quai, dock").status_code == 303
    answer = dan.post(PATH, {**mine, "groups": "pont, bridge"})
    assert answer.status_code == 409 and "pont, bridge" in answer.text
    assert kept(world) == (("quai", "dock"),)


def test_it_is_for_administrators_alone(world: World):
    assert Visitor(world, "chloe").get(PATH).status_code == 404
