"""`cell verify` beside a server that goes on writing: what it proves is one state, and not a bit of two."""

import pytest

from cell.journal.verify import _Walk  # pyright: ignore[reportPrivateUsage]
from tests.cast import World
from tests.keeping.test_operator import cell, folder_of
from tests.recording import entries_of


@pytest.mark.parametrize("what", [[], ["ctest"], ["cell.db"]], ids=["all", "cell", "file"])
def test_what_is_written_during_a_proof_is_no_damage(world: World, monkeypatch: pytest.MonkeyPatch, what: list[str]):
    """A server goes on working while its database is proved."""
    finish, before = _Walk.finish, entries_of(world)[-1].seq

    def late(walk: _Walk) -> None:
        world.act("alice", "add_task", title="Meanwhile", department="legal")
        finish(walk)

    monkeypatch.setattr(_Walk, "finish", late)
    words = [str(folder_of(world) / one) if "." in one else one for one in what]
    result = cell(folder_of(world), "verify", *words)
    assert result.exit_code == 0, result.output
    assert f"ctest: {before} entries hold" in result.output
    assert entries_of(world)[-1].seq == before + 1
