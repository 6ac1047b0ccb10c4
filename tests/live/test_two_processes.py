"""Two server processes on one PostgreSQL: one picture, whatever becomes of Redis."""

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from cell.db import Store
from cell.journal.verify import verify
from tests.live.clusters import Redis
from tests.serving import PATIENCE_S, Screen, Served


class Twins:
    """Two processes, the address of their database, and their Redis."""

    def __init__(self, one: Served, two: Served, database: str, redis: Redis):
        self.one, self.two, self.database, self.redis = one, two, database, redis


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory, database: str) -> Iterator[Twins]:
    folder = tmp_path_factory.mktemp("twins")
    redis = Redis(folder)
    environ = {"DATABASE_URL": database, "REDIS_URL": redis.url}
    one = Served(folder / "one", **environ)
    two = one.twin()
    one.start()
    two.start()
    yield Twins(one, two, database, redis)
    one.stop()
    two.stop()
    redis.stop()


def test_what_one_process_writes_is_seen_on_the_screens_of_the_other(twins: Twins):
    alice, chloe = twins.one.screen("alice"), twins.two.screen("chloe")
    number = alice.act("add_task", title="à deux", department="legal")["row"]["id"]
    assert f"task:{number}" in chloe.wait_for("entries")["rows"]
    assert chloe.act("acknowledge_task", task=number)["ok"]
    while "task.acknowledged" not in [entry["kind"] for entry in alice.entries()]:
        alice.wait_for("entries")
    assert alice.act("acknowledge_task", task=number)["refused"]["code"] == "already_taken"


def test_both_write_one_cell_at_once_without_a_gap(twins: Twins):
    number = twins.one.screen("alice").act("add_task", title="partagée", department="legal")["row"]["id"]
    refused: list[object] = []

    def write(served: Served, who: str) -> None:
        screen = served.screen(who)
        for count in range(30):
            answer = screen.act("comment_task", task=number, text=f"{who} {count}")
            if not answer["ok"]:
                refused.append(answer)

    threads = [threading.Thread(target=write, args=pair) for pair in ((twins.one, "alice"), (twins.two, "chloe"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == []
    boards = [served.api("bruno", "GET", f"/cells/{served.cell}/board").json() for served in (twins.one, twins.two)]
    head = max(board["seq"] for board in boards)
    store = Store(twins.database)
    with store.reading() as connection:
        assert verify(connection, twins.one.cell).seq == head
    store.close()


def test_a_cell_that_is_opened_at_both_in_one_instant_is_one_cell(twins: Twins):
    body = {"title": "Deux portes", "level": 2, "departments": ["direction"]}
    for _round in range(12):
        headers = {"Idempotency-Key": str(uuid.uuid4())}
        start = threading.Barrier(2)
        answers: list[Any] = []

        def ask(served: Served, headers: dict[str, str] = headers, start: Any = start, to: list[Any] = answers) -> None:
            start.wait()
            to.append(served.api("alice", "POST", "/cells", json=body, headers=headers))

        threads = [threading.Thread(target=ask, args=(served,)) for served in (twins.one, twins.two)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert {answer.status_code for answer in answers} <= {200, 201}, [answer.text for answer in answers]
        assert len(answers) == 2 and len({answer.json()["id"] for answer in answers}) == 1


def test_without_redis_nothing_is_lost(twins: Twins):
    alice, chloe = twins.one.screen("alice"), twins.two.screen("chloe")
    twins.redis.stop()
    made = [alice.act("add_task", title=f"sans {count}", department="legal")["seq"] for count in range(5)]
    while not set(made) <= {entry["seq"] for entry in chloe.entries()}:
        chloe.wait_for("entries")
    twins.redis.start()


def test_who_is_removed_in_one_process_loses_the_screens_of_the_other(twins: Twins):
    chloe = twins.two.screen("chloe")
    alice = twins.one.screen("alice")
    alice.act("remove_member", member=twins.one.ids["chloe"])
    assert chloe.wait_for("out")["reason"] == "removed"
    alice.act("add_member", member=twins.one.ids["chloe"], role="member", department="logistics")


def test_the_journal_is_append_only_on_postgresql_too(twins: Twins):
    store = Store(twins.database)
    with store.writer.begin() as connection:
        connection.exec_driver_sql("INSERT INTO deeds (at, deed, about, facts) VALUES ('', 'person.added', '1', '{}')")
    for statement in (
        "UPDATE deeds SET deed = 'x'",
        "DELETE FROM deeds",
        "TRUNCATE deeds",
        "UPDATE entries SET kind = 'x'",
        "DELETE FROM entries",
        "TRUNCATE entries",
        "UPDATE facts SET body = '{}'",
        "DELETE FROM facts",
        "TRUNCATE facts",
    ):
        with store.writer.connect() as connection, pytest.raises(Exception, match="append-only|never change|redaction"):
            connection.exec_driver_sql(statement)
    store.close()


def until(
    screen: Screen, name: str, wanted: Callable[[dict[str, Any]], bool], limit_s: float = PATIENCE_S
) -> dict[str, Any]:
    """The next push of a name that is as wanted."""
    deadline = time.monotonic() + limit_s
    said = None
    while time.monotonic() < deadline:
        try:
            said = screen.wait_for(name, deadline - time.monotonic())
        except AssertionError:
            break
        if wanted(said):
            return said
    raise AssertionError(f"no such {name} in time; the last one: {said}; the server: {screen.served.lines[-10:]}")


def test_who_is_present_at_one_process_is_seen_at_the_other_and_leaves_no_chair_empty_there(twins: Twins):
    alice, chloe = twins.one.screen("alice"), twins.two.screen("chloe")
    told = until(alice, "presence", lambda said: len(said["members"]) == 2 and "legal" in said["empty"])
    assert "logistics" not in told["empty"], "Chloé sits there, at the other process"
    until(chloe, "presence", lambda said: len(said["members"]) == 2)
    chloe.close()
    gone = until(alice, "presence", lambda said: len(said["members"]) == 1)
    assert "logistics" in gone["empty"]


def test_who_writes_at_one_process_is_told_at_the_other(twins: Twins):
    alice, chloe = twins.one.screen("alice"), twins.two.screen("chloe")
    assert chloe.client.call("writing", {"cell": twins.one.cell, "ref": "cell", "field": "situation"})["ok"]
    assert alice.wait_for("writing")["name"] == "Chloé Durand"


def test_what_others_write_into_redis_neither_makes_people_present_nor_breaks_anything(twins: Twins):
    import redis

    alice = twins.one.screen("alice")
    mouth = redis.Redis.from_url(twins.redis.url)
    here = {"type": "here", "process": "x", "cell": twins.one.cell}
    for said in (
        b"\x80",
        b"[" * 50_000,
        b'{"type":"here"}',
        msgspec.json.encode({**here, "people": {str(twins.one.ids["eve"]): 1, "999": 1, "-1": 10**9}}),
        msgspec.json.encode({**here, "type": "writing", "ref": "task:x", "field": "<b>", "by": twins.one.ids["bruno"]}),
        msgspec.json.encode(
            {**here, "type": "writing", "ref": "cell", "field": "aim", "by": twins.one.ids["dan"]},
        ),
    ):
        mouth.publish("cell:said", said)
    time.sleep(1.5)
    assert "writing" not in [name for name, _payload in alice.pushes], "Dan only reads"
    assert all(
        one["id"] != twins.one.ids["eve"]
        for name, told in alice.pushes
        if name == "presence"
        for one in told["members"]
    )
    assert alice.act("add_task", title="encore là", department="legal")["ok"]
