"""Words that were redacted do not come back: by what is renewed, kept, or read meanwhile."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select

from cell.errors import Refused
from cell.journal import drafts, rebuild
from cell.journal.orders import Job
from cell.journal.verify import verify
from cell.tables import checkpoints
from tests.cast import World
from tests.recording import command, entries_of, together

WORD = "Marchandeau"


def offered(world: World) -> tuple[int, int]:
    """A hand-off whose words are to go, returned: the number of its entry, and its own."""
    world.act("alice", "give_role", member=world.ids["dan"], role="member", department="legal")
    seq = world.act("chloe", "offer_handoff", to="legal", text=f"Le dossier {WORD}").seq
    number = len(world.board.handoffs)
    world.act("dan", "return_handoff", handoff=number, reason="incomplet")
    return seq, number


def said(world: World) -> str:
    """Every entry as it is read now, and the board."""
    return repr(entries_of(world)) + repr(world.board)


def test_an_offer_made_again_loses_its_words_with_the_first(world: World):
    seq, number = offered(world)
    world.act("chloe", "renew_handoff", handoff=number)
    assert world.board.handoffs[number].text == f"Le dossier {WORD}"
    world.act("bruno", "redact_entry", entry=seq, reason="un nom")
    assert WORD not in said(world)
    world.house.desk.ask(Job(lambda connection: verify(connection, world.cell)))


def test_what_comes_after_a_redaction_in_one_batch_does_not_see_its_words(world: World):
    seq, number = offered(world)
    orders = [
        command(world, "bruno", "redact_entry", entry=seq, reason="un nom"),
        command(world, "chloe", "renew_handoff", handoff=number),
        command(world, "chloe", "add_task", title="Autre chose", department="logistics"),
    ]
    redacted, renewed, added = together(world, list(orders))
    assert (renewed.code, renewed.field) == ("missing", "text")
    assert [redacted.seq, added.seq] == [seq + 2, seq + 3]
    assert WORD not in said(world)


def _kept(connection: Connection, cell: str) -> list[int]:
    return list(connection.scalars(select(checkpoints.c.seq).where(checkpoints.c.cell == cell)))


def test_a_checkpoint_is_not_kept_of_a_board_that_others_have_left_behind(world: World):
    seq, _number = offered(world)
    world.house.desk.ask(Job(lambda connection: drafts.load(connection, world.cell)))
    former: list[drafts.Draft] = []
    world.house.desk.ask(Job(lambda connection: former.append(drafts.load(connection, world.cell))))
    world.act("bruno", "redact_entry", entry=seq, reason="un nom")

    def keep(connection: Connection) -> list[int]:
        drafts.keep_checkpoint(connection, world.cell, former[0])
        return _kept(connection, world.cell)

    assert world.house.desk.ask(Job(keep)) == []


def test_a_checkpoint_from_before_a_redaction_is_not_read_and_goes_when_all_is_made_anew(world: World):
    seq, _number = offered(world)
    rows: list[dict[str, Any]] = []

    def keep(connection: Connection) -> None:
        drafts.keep_checkpoint(connection, world.cell, drafts.load(connection, world.cell))
        rows.extend(dict(row) for row in connection.execute(select(checkpoints)).mappings())

    world.house.desk.ask(Job(keep))
    assert rows and WORD in rows[0]["body"]
    world.act("bruno", "redact_entry", entry=seq, reason="un nom")
    world.house.desk.ask(Job(lambda connection: connection.execute(insert(checkpoints), rows) and None))
    loaded = world.house.desk.ask(Job(lambda connection: repr(drafts.load(connection, world.cell))))
    assert WORD not in loaded
    world.house.desk.ask(Job(lambda connection: rebuild.rebuild(connection, world.cell)))
    assert world.house.desk.ask(Job(lambda connection: _kept(connection, world.cell))) == []


def test_who_reads_meanwhile_holds_nobody_up_and_the_words_leave_the_file_after(world: World):
    seq, _number = offered(world)
    writer, path = world.house.desk.writer, world.house.store.path
    assert path is not None

    def in_the_files() -> bool:
        return any(WORD.encode() in one.read_bytes() for one in (path, Path(f"{path}-wal")) if one.exists())

    with world.house.store.reading_apart() as reading:
        reading.exec_driver_sql("SELECT count(*) FROM entries").all()
        world.act("bruno", "redact_entry", entry=seq, reason="un nom")
        assert writer.owes_home and in_the_files()
        writer.go_home()
        assert writer.owes_home, "somebody still reads"
    writer.go_home()
    assert not writer.owes_home and not in_the_files()
    with pytest.raises(Refused):
        world.act("bruno", "redact_entry", entry=seq, reason="un nom")
