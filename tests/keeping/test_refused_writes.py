"""A disk that refuses: all of the batch is refused with one clear code, nothing is kept, reads go on, it recovers."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from psycopg.errors import DeadlockDetected
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from cell.errors import Refused
from cell.journal import drafts
from cell.journal.orders import Answer, Job
from cell.journal.verify import verify
from tests.cast import World
from tests.mirror import Mirror, assert_same
from tests.recording import command, entries_of, together

LONG = "x" * 9_000
PATHS = ("/board", "/entries", "/measures")


@contextmanager
def full(world: World) -> Iterator[None]:
    """SQLite may not make the file longer by a page: what it answers is the answer of a full disk."""
    is_full = True

    def limit(connection: Any, _record: object = None) -> None:
        if is_full:
            connection.set_authorizer(None)
            connection.execute("PRAGMA max_page_count = 1")

    event.listen(world.house.store.writer, "connect", limit)
    limit(world.house.desk.writer._connect().connection.dbapi_connection)
    yield
    is_full = False
    event.remove(world.house.store.writer, "connect", limit)


def big(world: World, who: str = "chloe") -> Any:
    return command(world, who, "comment_task", task=1, text=LONG)


def test_every_command_of_the_batch_is_refused_and_nothing_is_kept(world: World):
    world.act("chloe", "add_task", title="une", department="legal")
    screens = [Mirror(world, True), Mirror(world, False)]
    seq, heard, token = world.seq, list[Any](), world.token("dan")
    world.house.desk.listeners.append(heard.append)
    with full(world):
        orders = [command(world, "alice", "set_aim", text="petit"), *(big(world) for _ in range(3))]
        answers = together(world, list(orders))
        assert [answer.code for answer in answers] == ["cannot_write"] * 4
        assert all(isinstance(answer, Refused) and answer.status == 503 for answer in answers)
        assert not heard
        # Reads go on meanwhile, and tell what is on disk.
        assert world.seq == seq and world.board.cell.aim is None
        assert len(entries_of(world)) == seq
        headers = {"Authorization": f"Bearer {token}"}
        told = [world.app.test_client().get(f"/api/v1/cells/{world.cell}{path}", headers=headers) for path in PATHS]
        assert [answer.status_code for answer in told] == [200, 200, 200]
    assert_same(world, screens)


def test_it_recovers_by_itself_and_the_keys_are_still_good(world: World):
    world.act("chloe", "add_task", title="une", department="legal")
    order = big(world)
    with full(world):
        for _ in range(3):
            [refused] = together(world, [order])
            assert refused.code == "cannot_write"
    [answer] = together(world, [order])
    assert isinstance(answer, Answer) and answer.seq == world.seq
    assert [entry.key for entry in entries_of(world)].count(order.key) == 1
    with world.house.store.reading() as connection:
        assert verify(connection, world.cell).seq == world.seq
    assert_same(world, [Mirror(world, True), Mirror(world, False)])


def test_a_sign_in_that_cannot_be_written_is_refused_too(world: World):
    with full(world), pytest.raises(Refused) as refused:
        world.house.desk.ask(Job(lambda connection: _fill(connection)))
    assert refused.value.code == "cannot_write"


def _fill(connection: Any) -> None:
    for number in range(50):
        connection.exec_driver_sql("INSERT INTO settings VALUES (?, ?)", (f"filling {number}", LONG))


def test_a_checkpoint_that_cannot_be_kept_costs_nothing(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(drafts, "EVERY", 2)

    def refuse(*_: object) -> None:
        _fill(world.house.desk.writer._connect())

    monkeypatch.setattr(drafts, "keep_checkpoint", refuse)
    world.act("chloe", "add_task", title="une", department="legal")
    answers = [world.act("chloe", "comment_task", task=1, text="x").seq for _ in range(5)]
    assert answers == list(range(world.seq - 4, world.seq + 1))


def test_a_fault_of_ours_refuses_the_batch_and_the_next_goes_through(world: World):
    """The constraint that no two entries share a key is the last line: a batch that meets it is refused whole."""
    world.act("chloe", "add_task", key="k", title="une", department="legal")
    world.house.desk.writer._drafts.clear()
    seq = world.seq

    def collide(connection: Any) -> None:
        connection.exec_driver_sql("INSERT INTO settings VALUES ('twice', 'x'), ('twice', 'x')")

    with pytest.raises(Refused) as refused:
        world.house.desk.ask(Job(collide))
    assert refused.value.code == "cannot_write" and world.seq == seq
    assert world.act("chloe", "acknowledge_task", task=1).seq == seq + 1


@pytest.mark.parametrize("times", [1, 2])
def test_who_waited_in_a_ring_with_another_process_is_carried_out_once_more(world: World, times: int):
    tries: list[int] = []

    def meet(connection: Any) -> str:
        tries.append(len(tries))
        connection.exec_driver_sql("INSERT INTO settings VALUES ('met', 'x')")
        if len(tries) <= times:
            raise OperationalError("", {}, DeadlockDetected())
        return "through"

    task = command(world, "chloe", "add_task", title="une", department="legal")
    if times == 1:
        assert world.house.desk.ask(Job(meet)) == "through"
    else:
        answers = together(world, [task, Job(meet)])
        assert isinstance(answers[0], Answer) and answers[1] == "through", "of many, each goes alone"
    assert len(tries) == times + 1


def test_a_cell_that_another_process_opens_just_after_its_head_was_looked_for_is_there(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    opening = command(world, "alice", "open_cell", cell="calike", title="Deux portes", level=2)
    [first] = together(world, [opening])
    world.house.desk.writer._drafts.clear()
    head_of, looked = drafts.head_of, list[str]()

    def late(connection: Any, cell: str) -> Any:
        looked.append(cell)
        return head_of(connection, cell) if len(looked) > 1 else None

    monkeypatch.setattr(drafts, "head_of", late)
    [again] = together(world, [opening])
    assert looked == ["calike", "calike"]
    assert isinstance(again, Answer) and (again.seq, again.ref) == (first.seq, first.ref)


def test_readers_never_wait_for_a_writer_in_its_transaction(world: World):
    inside, go_on, seq = threading.Event(), threading.Event(), world.seq

    def slow(connection: Any) -> None:
        connection.exec_driver_sql("INSERT INTO settings VALUES ('slow', 'x')")
        inside.set()
        assert go_on.wait(10)

    thread = threading.Thread(target=lambda: world.house.desk.ask(Job(slow)))
    thread.start()
    assert inside.wait(10)
    assert len(entries_of(world)) == world.seq == seq
    go_on.set()
    thread.join()
