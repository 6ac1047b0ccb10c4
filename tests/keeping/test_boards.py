"""A board is what its entries say, whichever way it was come by: live, from a checkpoint, at an earlier number."""

import pytest
from sqlalchemy import Connection, delete, select, text, update

from cell.board import Board, replay
from cell.errors import Refused
from cell.journal import drafts
from cell.journal.orders import Job, Load
from cell.journal.reader import read_entries
from cell.journal.verify import verify
from cell.tables import checkpoints
from tests.cast import World
from tests.mirror import Mirror, assert_same, replayed
from tests.story import redact, tell


@pytest.fixture
def kept(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A crisis with a checkpoint every six entries."""
    monkeypatch.setattr(drafts, "EVERY", 6)
    tell(world)
    return world


def checkpoints_in(world: World) -> list[int]:
    with world.house.store.reading() as connection:
        return list(connection.scalars(select(checkpoints.c.seq).order_by(checkpoints.c.seq)))


def change(world: World, statement: str) -> None:
    """Change the database behind the boards' back."""
    world.house.desk.ask(Job(lambda connection: connection.execute(text(statement)) and None))


def again(world: World) -> World:
    """The same folder after a restart."""
    world.close()
    return World.again(world.house.settings.instance)


def test_checkpoint_and_tail_are_the_replay_from_zero(kept: World):
    assert len(checkpoints_in(kept)) >= 3
    board = kept.board.copy()
    reborn = again(kept)
    assert reborn.board == board == replayed(reborn)
    assert_same(reborn, [Mirror(reborn, True)])
    reborn.close()


def test_every_board_of_the_past_is_the_replay_of_its_prefix(kept: World):
    with kept.house.store.reading() as connection:
        entries = read_entries(connection, kept.cell)
        for seq in range(1, kept.seq + 1):
            draft = drafts.load(connection, kept.cell, seq)
            assert draft.board == replay(entries[:seq])
            assert draft.digest == entries[seq - 1].digest
        for wrong in (0, -1, kept.seq + 1):
            with pytest.raises(Refused) as refused:
                drafts.load(connection, kept.cell, wrong)
            assert (refused.value.code, refused.value.field) == ("not_found", "at")


def test_checkpoints_may_be_deleted_at_any_time(kept: World):
    board, at_nine = kept.board.copy(), _board_at(kept, 9)
    kept.house.desk.ask(Job(lambda connection: connection.execute(delete(checkpoints)) and None))
    reborn = again(kept)
    assert reborn.board == board and _board_at(reborn, 9) == at_nine
    with reborn.house.store.reading() as connection:
        verify(connection, reborn.cell)
    reborn.close()


def _board_at(world: World, seq: int) -> Board:
    with world.house.store.reading() as connection:
        return drafts.load(connection, world.cell, seq).board


@pytest.mark.parametrize(
    "spoilt", ["body = 'words'", 'body = \'{"seq":"x"}\'', "body = x'ff00'", "format = 0", "digest = ''"]
)
def test_a_checkpoint_that_cannot_be_used_is_passed_over(kept: World, spoilt: str):
    board = kept.board.copy()
    change(kept, f"UPDATE checkpoints SET {spoilt}")
    reborn = again(kept)
    assert reborn.board == board
    reborn.act("chloe", "add_task", title="encore", department="legal")
    reborn.close()


def test_a_checkpoint_of_another_board_is_found_by_the_proof(kept: World):
    from cell.errors import Damaged

    first, *_, last = checkpoints_in(kept)

    def lie(connection: Connection) -> None:
        body = select(checkpoints.c.body).where(checkpoints.c.seq == last).scalar_subquery()
        connection.execute(update(checkpoints).where(checkpoints.c.seq == first).values(body=body))

    kept.house.desk.ask(Job(lie))
    with kept.house.store.reading() as connection, pytest.raises(Damaged, match="checkpoint") as found:
        verify(connection, kept.cell)
    assert found.value.seq == first


def test_a_redaction_drops_every_checkpoint_and_a_new_one_is_kept_soon(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(drafts, "EVERY", 6)
    seqs = tell(world)
    before = checkpoints_in(world)
    last = redact(world, seqs)
    assert checkpoints_in(world) and set(checkpoints_in(world)).isdisjoint(before)
    assert max(checkpoints_in(world)) > last - 6


def test_a_shown_board_never_changes_rows_that_somebody_holds(world: World):
    world.act("chloe", "add_task", title="une", department="legal")
    held = world.board.tasks[1]
    world.act("chloe", "acknowledge_task", task=1)
    assert (held.status, world.board.tasks[1].status) == ("to_acknowledge", "in_progress")


def test_the_coldest_boards_are_put_away_and_come_back(world: World, monkeypatch: pytest.MonkeyPatch):
    from cell.journal import desk, writer

    monkeypatch.setattr(desk, "KEPT_BOARDS", 2)
    monkeypatch.setattr(writer, "KEPT_DRAFTS", 2)
    for number in range(5):
        world.open(f"c{number}", "alice")
    assert len(world.house.desk.shown()) <= 2
    for number in range(5):
        world.act("alice", "set_aim", cell=f"c{number}", text=str(number))
        assert world.house.desk.show(f"c{number}").board.cell.aim == str(number)
    world.house.desk.ask(Load("c0"))
    assert world.house.desk.show("c0").board == replayed(world, "c0")
