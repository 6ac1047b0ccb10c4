"""Reading on PostgreSQL: the journal's page, the search and what reads alike are answered as on SQLite."""

import re
from collections.abc import Iterator
from contextlib import ExitStack

import psycopg
import pytest
from sqlalchemy.exc import OperationalError

from cell import people, search
from cell.journal import rebuild
from cell.journal.orders import Job
from cell.similar import Memory
from tests.cast import World
from tests.web.visitor import Visitor


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, database: str) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("reading") / "home", DATABASE_URL=database)
    yield made
    made.close()


def test_every_filter_finds_the_same(world: World):
    said = world.act(
        "bruno", "record_information", text="100 % du dépôt", departments=["production"], key_fact=True
    ).seq
    task = world.act("chloe", "add_task", title="Compter", department="logistics").seq
    secret = world.act("bruno", "record_information", text="dépôt secret", restricted=True).seq
    mark = world.act("bruno", "mark_entry", entry=task).seq
    read = Visitor(world, "chloe")

    def found(query: str) -> list[int]:
        page = read.get(f"/cells/{world.cell}/journal?{query}")
        assert page.status_code == 200
        return [int(seq) for seq in re.findall(r'<li class="entry[^"]*" id="e(\d+)"', page.text)]

    assert found("") == list(range(1, mark + 1))
    assert found("q=DEPOT") == [said] == found("q=100+%25") == found("department=production")
    assert found("key=y") == [1, said, task]
    assert found("kind=task") == [task]
    assert found(f"by={world.ids['bruno']}") == [said, mark]
    assert secret in found("from=2020-01-01T00:00")
    assert (
        read.get(f"/cells/{world.cell}/journal/lines?after={said - 1}").text.count('<li class="entry')
        == mark - said + 1
    )
    assert "secret" not in read.get(f"/cells/{world.cell}/journal/register.csv").text


def found(world: World, who: str, query: str) -> list[int]:
    with world.house.store.reading() as connection:
        return [seq for one in search.search(connection, world.ids[who], query) for seq in one.hits]


@pytest.mark.parametrize(
    "title", ["Réserver le quai d’été", "taux à 100 %", "nom_de_code", "chemin C:\\quai", "l'essai"]
)
def test_what_is_written_is_found_by_each_of_its_words(world: World, title: str):
    seq = world.act("alice", "add_task", title=title, department="logistics").seq
    for query in (title, title.upper(), search.folded(title)):
        assert found(world, "chloe", query) == [seq]
    assert found(world, "eve", title) == []


@pytest.mark.parametrize("query", ["c_eval", "%%%", "\x00", "\\\\", "' OR 1=1 --"])
def test_signs_of_the_database_mean_nothing(world: World, query: str):
    world.act("alice", "add_task", title="cheval", department="logistics")
    assert found(world, "chloe", query) == []


def test_the_restricted_and_the_redacted_stay_hidden(world: World):
    seq = world.act("bruno", "record_information", text="rançon", restricted=True).seq
    assert (found(world, "alice", "rancon"), found(world, "chloe", "rancon")) == ([seq], [])
    world.act("bruno", "redact_entry", entry=seq, reason="victime")
    assert found(world, "alice", "rancon") == []


def test_the_index_is_what_the_entries_say(world: World):
    assert world.house.desk.ask(Job(lambda connection: rebuild.rebuild(connection, world.cell))) == 0


def test_what_reads_alike_is_found_and_goes_with_its_words(world: World):
    seq = world.act("alice", "add_task", title="Prévenir la préfecture du Nord", department="legal").seq
    world.act("bruno", "ask_decision", question="Licencier le directeur ?", restricted=True)
    memory = Memory()

    def refs(who: str, title: str) -> list[str]:
        with world.house.store.reading() as connection:
            return [one.ref for one in memory.alike(connection, world.ids[who], world.cell, title)[0]]

    assert len(refs("chloe", "Alerter la préfecture du Nord")) == 1
    assert (refs("chloe", "Licencier le directeur"), refs("alice", "Licencier le directeur")) == ([], ["decision:1"])
    world.act("bruno", "redact_entry", entry=seq, reason="nom")
    assert refs("chloe", "Alerter la préfecture du Nord") == []


def test_of_a_database_that_was_away_only_the_first_reading_hears(world: World, database: str):
    """The connections that wait in the pool are dead, all of them, and one that finds it out speaks for the others."""
    door = ("token", 1)
    with ExitStack() as stack:
        for _ in range(5):
            people.alive(stack.enter_context(world.house.store.reading()), {door})
    with psycopg.connect(database.replace("+psycopg", ""), autocommit=True) as owner:
        owner.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid()"
        )
    failed = 0
    for _ in range(8):
        try:
            with world.house.store.reading() as connection:
                people.alive(connection, {door})
        except OperationalError as fault:
            failed += 1
            assert fault.connection_invalidated
    assert failed == 1
    assert world.refused("bruno", "record_information", text="perdu").code == "cannot_write"
    assert world.act("bruno", "record_information", text="revenu").seq
