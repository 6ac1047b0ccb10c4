"""Words that were redacted are nowhere any more; the entry, its number and its place in the chain stay."""

from pathlib import Path

import pytest
from sqlalchemy import Connection

from cell import exports, people, waits, wire
from cell.backup import back_up
from cell.journal import drafts, rebuild
from cell.journal.orders import Job
from cell.journal.reader import entries_about, read_entries
from cell.journal.verify import Proof, verify
from cell.kinds import has_words
from tests.cast import World
from tests.mirror import Mirror, assert_same
from tests.recording import command, entries_of, recording, together
from tests.story import SECRET, redact, tell

WORD = "Marchandeau"


@pytest.fixture
def told(world: World) -> World:
    """A crisis in which a person was named in five entries, with a checkpoint that holds the name, then redacted."""
    seqs = tell(world)
    _keep_checkpoint(world)
    assert WORD in everything(world)
    redact(world, seqs)
    return world


def _keep_checkpoint(world: World) -> None:
    def keep(connection: Connection) -> None:
        drafts.keep_checkpoint(connection, world.cell, drafts.load(connection, world.cell))

    world.house.desk.ask(Job(keep))


def everything(world: World) -> str:
    """Every table, the shown board, snapshots, exports, a row's history and the past boards, as text."""
    with world.house.store.reading() as connection:
        tables = [row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
        told = [repr(connection.exec_driver_sql(f"SELECT * FROM {table}").all()) for table in tables]
        entries = read_entries(connection, world.cell)
        told += [repr(entries_about(connection, world.cell, ref)) for ref in world.board.rows()]
        told += [repr(drafts.load(connection, world.cell, seq)) for seq in range(1, world.seq + 1)]
    shown = world.house.desk.show(world.cell)
    told += [
        repr(shown.board),
        repr(shown.snapshot(True, wire.snapshot)),
        repr(waits.waits_of(entries, shown.board.at)),
    ]
    with world.house.store.reading() as connection:
        account = people.by_id(connection, world.ids["alice"])
    told += [make(entries, shown.board, True, account).body.decode() for make in exports.FORMATS.values()]
    return "\n".join(told)


def test_the_words_are_in_no_table_no_board_no_export_and_no_past(told: World):
    assert WORD not in everything(told)


def test_the_words_are_not_in_the_bytes_of_the_files(told: World, tmp_path: Path):
    path = told.house.store.path
    assert path is not None
    raw = told.house.desk.writer._connect().connection.dbapi_connection
    assert raw is not None
    raw.set_authorizer(None)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    files = [*path.parent.glob("cell.db*")]
    assert any(path.read_bytes().count(b"Chartrer") for path in files)
    assert not any(WORD.encode() in path.read_bytes() for path in files)
    back_up(path, tmp_path / "copy.db")
    assert WORD.encode() not in (tmp_path / "copy.db").read_bytes()


def test_a_redacted_journal_still_verifies_and_rebuilds_to_itself(told: World):
    def prove(connection: Connection) -> Proof:
        assert rebuild.rebuild(connection, told.cell) == 0
        return verify(connection, told.cell)

    proof = told.house.desk.ask(Job(prove))
    assert (proof.seq, proof.redacted) == (told.seq, 4)
    assert_same(told, [Mirror(told, True), Mirror(told, False)])


def test_what_the_entry_did_stays(told: World):
    task = told.board.tasks[2]
    assert (task.status, task.comments, task.title) == ("done", 1, None)
    assert told.board.informations[1].text is None
    assert told.board.informations[1].standing == "fact"


def test_a_restart_reads_the_same(told: World):
    folder, board = told.house.settings.instance, told.board.copy()
    told.close()
    again = World.again(folder)
    assert again.board == board
    assert WORD not in everything(again)
    again.close()


def test_a_redaction_says_who_why_and_of_what(told: World):
    last = entries_of(told)[-1]
    assert (last.kind, last.by) == ("entry.redacted", told.ids["bruno"])
    assert last.facts.reason == "donnée personnelle"  # type: ignore[attr-defined]


def test_the_reason_of_a_redaction_can_be_redacted_too(told: World):
    first = next(entry.seq for entry in entries_of(told) if entry.kind == "entry.redacted")
    with recording(told, "entry.redacted", "entry.redacted"):
        told.act("alice", "redact_entry", entry=first, reason="encore trop")
        told.act("alice", "redact_entry", entry=told.seq, reason="et encore")
    assert "encore trop" not in everything(told) and WORD not in everything(told)
    assert told.refused("alice", "redact_entry", entry=first, reason="x").code == "wrong_state"
    told.house.desk.ask(Job(lambda connection: verify(connection, told.cell)))


def test_a_member_whose_name_goes_stays_a_member(world: World):
    joined = next(entry for entry in entries_of(world) if getattr(entry.facts, "name", "") == "Chloé Durand")
    with recording(world, "entry.redacted"):
        world.act("alice", "redact_entry", entry=joined.seq, reason="droit à l'oubli")
    member = world.board.members[world.ids["chloe"]]
    assert (member.name, member.role, member.department) == (None, "member", "logistics")
    world.act("chloe", "add_task", title="elle travaille", department="logistics")
    with world.house.store.reading() as connection:
        assert "Durand" not in repr(read_entries(connection, world.cell))


def test_every_kind_of_words_can_be_taken_out_of_every_entry(world: World):
    tell(world)
    for entry in entries_of(world):
        if has_words(entry.facts):
            world.act("bruno", "redact_entry", entry=entry.seq, reason="tout")
        else:
            assert world.refused("bruno", "redact_entry", entry=entry.seq, reason="tout").code == "wrong_state"
    assert not [entry.seq for entry in entries_of(world) if has_words(entry.facts) and entry.kind != "entry.redacted"]
    assert_same(world, [Mirror(world, True), Mirror(world, False)])
    assert "Chartrer" not in everything(world)
    world.house.desk.ask(Job(lambda connection: verify(connection, world.cell)))


def test_words_written_and_redacted_in_one_batch_leave_it_unsaid(world: World):
    """A batch of four: written, redacted, redacted again (refused), corrected; the answer carries no word either."""
    seq = world.seq + 1
    screens = [Mirror(world, cleared) for cleared in (True, False)]
    pushes: list[bytes] = []
    world.house.desk.listeners.append(lambda page: pushes.extend(wire.push(page, True) for _ in (0,)))
    orders = [
        command(world, "chloe", "add_task", title=f"appeler {SECRET}", department="legal"),
        command(world, "bruno", "redact_entry", entry=seq, reason="nom"),
        command(world, "bruno", "redact_entry", entry=seq, reason="nom encore"),
        command(world, "bruno", "redact_entry", entry=seq + 1, reason="la raison"),
    ]
    added, redacted, twice, reason = together(world, list(orders))
    assert twice.code == "wrong_state"
    assert [added.seq, redacted.seq, reason.seq] == [seq, seq + 1, seq + 2]
    assert added.row.title is None
    assert pushes and not [push for push in pushes if WORD in push.decode()]
    for screen in screens:
        for push in pushes:
            screen.hear(push)
    assert_same(world, screens)
    assert WORD not in everything(world)
    assert world.house.desk.ask(Job(lambda connection: rebuild.rebuild(connection, world.cell))) == 0


def test_what_is_restricted_stays_hidden_when_it_is_redacted(world: World):
    seq = world.act("bruno", "record_information", text="rançon de 3 M€", restricted=True).seq
    with recording(world, "entry.redacted") as added:
        world.act("bruno", "redact_entry", entry=seq, reason="victime nommée")
    assert added[0].clearance == "restricted"
    assert WORD not in everything(world)
    stub = wire.entry_view(added[0], cleared=False)
    assert (stub["kind"], stub["facts"]) == ("withheld", {})
