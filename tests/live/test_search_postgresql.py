"""Looking for words does the same on PostgreSQL: accents, signs of the database, clearance, redaction."""

from collections.abc import Iterator

import pytest

from cell import search
from cell.journal import rebuild
from cell.journal.orders import Job
from tests.cast import World
from tests.live.clusters import PostgreSQL


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("search")
    base = PostgreSQL(folder)
    made = World(folder / "home", DATABASE_URL=base.url)
    yield made
    made.close()
    base.stop()


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
