"""A redaction takes words and nothing else: the chain proves what it keeps."""

import pytest

from cell.errors import Damaged
from cell.journal.pen import Pen
from cell.journal.verify import verify
from tests.cast import World


def test_a_redaction_cannot_rewrite_what_an_entry_did(world: World, monkeypatch: pytest.MonkeyPatch):
    world.act("alice", "add_task", title="à effacer", department="legal", priority=1)
    seq = world.seq
    true = Pen.keep

    def lie(pen: Pen, entry: object) -> dict[str, object]:
        kept = true(pen, entry)  # type: ignore[arg-type]
        return {**kept, "kept": {**kept["kept"], "department": "production"}}

    # A fault of ours, or a hand in the file: the writer itself is made to write the lie.
    monkeypatch.setattr(Pen, "keep", lie)
    world.act("alice", "redact_entry", entry=seq, reason="vie privée")
    assert world.board.tasks[1].department == "production"
    with world.house.store.reading() as connection, pytest.raises(Damaged) as found:
        verify(connection, world.cell)
    assert (found.value.seq, found.value.fault) == (seq, "its redaction is forged")


def test_an_honest_redaction_keeps_all_but_the_words_and_is_proved(world: World):
    world.act("alice", "add_task", title="à effacer", department="legal", priority=1)
    seq = world.seq
    world.act("alice", "redact_entry", entry=seq, reason="vie privée")
    row = world.board.tasks[1]
    assert (row.title, row.department, row.priority) == (None, "legal", 1)
    with world.house.store.reading() as connection:
        assert verify(connection, world.cell).redacted == 1
