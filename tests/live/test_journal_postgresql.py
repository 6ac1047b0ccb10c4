"""The journal's page asks PostgreSQL the same, and is answered the same."""

import re
from collections.abc import Iterator

import pytest

from tests.cast import World
from tests.live.clusters import PostgreSQL
from tests.web.visitor import Visitor


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("journal")
    base = PostgreSQL(folder)
    made = World(folder / "home", DATABASE_URL=base.url)
    yield made
    made.close()
    base.stop()


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
