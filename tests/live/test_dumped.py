"""Alerts on PostgreSQL: a dump that is put back sends nothing of another day, and two processes keep one bound."""

import subprocess
from pathlib import Path

from sqlalchemy import create_engine

from cell import clock, outbox
from tests.cast import World
from tests.letters import Bag, make_outlet, posts
from tests.live.clusters import PostgreSQL

FOUND = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_dump"))


def run(cluster: PostgreSQL, program: str, *words: str) -> None:
    at = ["-h", "127.0.0.1", "-p", str(cluster.port), "-U", "cell"]
    subprocess.run([FOUND[-1].with_name(program), *at, *words], check=True)


def named(url: str) -> str:
    """The name of the database at an address."""
    return url.rpartition("/")[2]


def test_a_dump_that_is_put_back_sends_nothing_of_another_day(cluster: PostgreSQL, tmp_path: Path):
    url = cluster.database(tmp_path / "schema")
    world = World(tmp_path / "home", DATABASE_URL=url)
    make_outlet(world)
    assert Bag(world).look() == []
    world.act("alice", "ask_decision", question="Fermer le site ?")
    run(cluster, "pg_dump", "-Fc", "-f", str(tmp_path / "dump"), named(url))
    again = World.again(tmp_path / "home", DATABASE_URL=url)
    assert len(Bag(again).look()) == 1, "a restart alone settles nothing"
    again.close()
    world.close()
    run(cluster, "createdb", "fresh")
    run(cluster, "pg_restore", "-d", "fresh", str(tmp_path / "dump"))
    other = World.again(tmp_path / "home", DATABASE_URL=f"{url.rpartition('/')[0]}/fresh")
    assert Bag(other).look() == [] and Bag(other).look() == []
    assert [(one.state, one.reason) for one in posts(other)] == [("given_up", "restored")]
    other.act("alice", "ask_decision", question="Prévenir la presse ?")
    assert len(Bag(other).look()) == 1, "what is asked from now on goes as ever"
    other.close()


def test_two_processes_claim_of_one_channel_in_turn_and_neither_waits(cluster: PostgreSQL, tmp_path: Path):
    url = cluster.database(tmp_path / "schema")
    world = World(tmp_path / "home", DATABASE_URL=url)
    make_outlet(world)
    for number in range(outbox.FEW + 4):
        world.act("alice", "ask_decision", question=f"Question {number} ?")
    numbers, engine = [one.id for one in posts(world)], create_engine(url)
    now = clock.now()
    until, taken = clock.after(now, 180), 0
    with engine.connect() as one, engine.connect() as two:
        for first, second in zip(numbers, numbers[1:], strict=False):
            taken += len(outbox.claim(one, first, f"a{first}", now, until))
            assert outbox.claim(two, second, f"b{second}", now, until) == [], (
                "the other has the channel, and is not waited for"
            )
            one.commit()
            two.commit()
    assert taken == outbox.FEW
    assert [one.reason for one in posts(world)].count("many") == 4
    engine.dispose()
    world.close()
