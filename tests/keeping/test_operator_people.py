"""The operator's commands about people: they go by the same rules as the pages, and leave the same deeds."""

from pathlib import Path

from click.testing import CliRunner, Result

from cell import passwords, people
from cell.cli import group
from tests.cast import World
from tests.keeping.test_organisation import deeds_of
from tests.keeping.test_people import everybody

PHRASE = "seize vélos rouges sous la pluie"


def cell(world: World, *words: str, typed: str = "") -> Result:
    """Give one of the operator's commands, beside the world."""
    folder: Path = world.house.settings.instance
    environ = {"CELL_INSTANCE": str(folder), "CELL_DEMO": "0", "CELL_DIARY": "error"}
    return CliRunner(env=environ).invoke(group, words, input=typed)


def test_accounts_made_by_the_operator_are_on_record_under_nobodys_name(world: World):
    assert cell(world, "create-admin", "Boss@example.org", typed=PHRASE).exit_code == 0
    assert cell(world, "add-person", "zoe@example.org", "--name", "Zoé", typed=PHRASE).exit_code == 0
    boss, zoe = everybody(world)["boss"], everybody(world)["zoe"]
    assert (boss.is_admin, boss.name, zoe.is_admin, zoe.name) == (True, "Boss", False, "Zoé")
    assert not boss.must_change and not zoe.must_change  # they typed it themselves
    told = [(deed.by, deed.deed, deed.about) for deed in reversed(deeds_of(world))]
    expected = [("person.added", boss.id), ("admin.given", boss.id), ("person.added", zoe.id)]
    assert told == [(None, deed, str(account)) for deed, account in expected]


def test_a_weak_password_or_an_address_that_is_none_makes_no_account(world: World):
    for email, typed in (("zoe@example.org", "motdepasse2026!!"), ("zoe", PHRASE), ("zoe@", PHRASE), ("a@b@c", PHRASE)):
        result = cell(world, "add-person", email, typed=typed)
        assert result.exit_code == 1 and len(result.output.splitlines()) == 1
    named = cell(world, "add-person", "zoe@example.org", "--name", "Zoé Vandamme", typed="zoe.vandamme.2026")
    assert named.exit_code == 1 and "easy to guess" in named.output
    assert len(everybody(world)) == 5 and deeds_of(world) == []


def test_a_password_is_given_anew_and_printed_once(world: World):
    result = cell(world, "reset-password", "dan@example.org")
    assert result.exit_code == 0
    with world.house.store.reading() as connection:
        dan = people.by_email(connection, "dan@example.org")
    assert dan.must_change and passwords.matches(result.output.strip(), dan.password)
    assert cell(world, "reset-password", "nobody@example.org").exit_code == 1


def test_the_last_administrator_stays(world: World):
    cell(world, "create-admin", "boss@example.org", typed=PHRASE)
    result = cell(world, "disable", "boss@example.org")
    assert result.exit_code == 1 and "without an administrator" in result.output
    assert everybody(world)["boss"].disabled_at is None
