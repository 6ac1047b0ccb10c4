"""One cell as one file: proved, taken in elsewhere with the same digests, and refused by line where it was touched."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app import create_app
from cell import organisation, people
from cell.house import House
from cell.journal.orders import Job
from cell.journal.verify import verify
from tests.cast import World, hashed
from tests.keeping.test_operator import cell
from tests.recording import entries_of
from tests.story import redact, tell

Lines = list[bytes]


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Path]:
    """A crisis with redactions and restricted entries, closed, and its file."""
    world = World(tmp_path_factory.mktemp("house"))
    redact(world, tell(world))
    world.act("alice", "close_cell", reason="terminé")
    file = tmp_path_factory.mktemp("files") / "a.cell"
    result = cell(world.house.settings.instance, "export", world.cell, file)
    assert result.exit_code == 0, result.output
    return world, file


def touched(file: Path, folder: Path, change: Callable[[Lines], Lines]) -> Path:
    other = folder / "touched.cell"
    other.write_bytes(b"".join(change(file.read_bytes().splitlines(keepends=True))))
    return other


def said(line: int, **fields: Any) -> Callable[[Lines], Lines]:
    """Change fields of one line, spelt as we spell."""

    def change(lines: Lines) -> Lines:
        row = {**json.loads(lines[line - 1]), **fields}
        lines[line - 1] = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        return lines

    return change


def taken(folder: Path, packed: tuple[World, Path], *words: object) -> Any:
    """Import the file in another house, whose operator was told the key."""
    return cell(folder, "import", packed[1], "--key", packed[0].house.seal.public(), *words)


def cells_of(folder: Path) -> str:
    return cell(folder, "verify").output.splitlines()[-1]


def test_a_file_is_proved_and_tells_the_head(packed: tuple[World, Path], tmp_path: Path):
    world, file = packed
    result = cell(tmp_path, "verify", file)
    head = entries_of(world)[-1]
    assert result.exit_code == 0, result.output
    assert f"ctest: {head.seq} entries hold, 4 redacted, head {head.digest}" in result.output
    again = cell(world.house.settings.instance, "export", world.cell, file)
    assert again.exit_code == 1 and "already there" in again.output


def test_a_cell_comes_back_in_another_house_with_the_same_digests(packed: tuple[World, Path], tmp_path: Path):
    world, _ = packed
    result = taken(tmp_path, packed)
    assert result.exit_code == 0, result.output
    other = World.again(tmp_path)
    assert [one.digest for one in entries_of(other)] == [one.digest for one in entries_of(world)]
    assert other.board == world.board
    proof = other.house.desk.ask(Job(lambda connection: verify(connection, "ctest")))
    assert proof.redacted == 4 and proof.keys == (world.house.seal.public(),)
    with other.house.store.reading() as connection:
        people = connection.exec_driver_sql("SELECT name, password, disabled_at FROM accounts").all()
    assert "Alice Martin" in {row.name for row in people}
    assert all(row.password is None and row.disabled_at for row in people)
    other.close()
    assert "is here already" in taken(tmp_path, packed).output


def house_with(folder: Path, email: str) -> None:
    """Another house, with one person in it who was made as an administrator makes people."""
    app = create_app({"CELL_INSTANCE": folder})
    house: House = app.extensions["house"]
    house.desk.ask(Job(lambda c: organisation.add_person(c, None, email, "Zoé", hashed(), one_time=False)))
    house.desk.close()
    house.store.close()


def test_who_is_given_the_cell_can_read_it_there(packed: tuple[World, Path], tmp_path: Path):
    house_with(tmp_path, "zoe@example.org")
    result = taken(tmp_path, packed, "--member", "zoe@example.org")
    assert result.exit_code == 0, result.output
    other = World.again(tmp_path)
    assert [row.name for row in other.board.members.values() if row.role == "observer"][-1] == "Zoé"
    other.house.desk.ask(Job(lambda connection: verify(connection, "ctest")))
    other.close()
    assert "nobody signs in" in taken(tmp_path, packed, "--member", "no@example.org").output


TAMPERED: dict[str, tuple[Callable[[Lines], Lines], str]] = {
    "a word": (said(4, body='{"text":"autre"}'), "line 4: entry 3"),
    "an author": (said(5, by=None), "line 5: entry 4: the chain breaks"),
    "a line gone": (lambda lines: lines[:5] + lines[6:], "line 6: entry 5 is missing"),
    "the end gone": (lambda lines: lines[:-1], "the file ends before its last line"),
    "cut short": (lambda lines: [*lines[:-3], lines[-1]], "another head"),
    "a name": (said(1, people=[]), "the signature is not that of this file"),
    "half a line": (lambda lines: [*lines[:6], lines[6][:20] + b"\n", *lines[7:]], "line 7: it cannot be read"),
    "another spelling": (lambda lines: [lines[0], b" " + lines[1], *lines[2:]], "line 2: it is not spelt"),
    "another version": (said(1, version=2), "line 1: this is no cell"),
    "something more": (said(3, surplus=1), "line 3: it cannot be read"),
    "nothing": (lambda lines: [b"{}\n"], "ends before its last line"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_file_that_was_touched_is_refused_by_line_and_leaves_nothing(
    packed: tuple[World, Path], tmp_path: Path, what: str
):
    change, told = TAMPERED[what]
    file = touched(packed[1], tmp_path, change)
    for name in ("verify", "import"):
        result = cell(tmp_path, name, file)
        assert result.exit_code == 1 and told in result.output, result.output
    assert cells_of(tmp_path) == "0 cells hold"


def test_a_journal_never_makes_somebody_else_of_a_person(packed: tuple[World, Path], tmp_path: Path):
    app = create_app({"CELL_INSTANCE": tmp_path})
    house: House = app.extensions["house"]
    house.desk.ask(Job(lambda c: people.add_account(c, "zoe@example.org", "Zoé", None)))
    house.desk.close()
    house.store.close()
    result = taken(tmp_path, packed)
    assert result.exit_code == 1 and "account 1 is somebody else here: zoe@example.org" in result.output
    assert cells_of(tmp_path) == "0 cells hold"


def test_people_known_in_both_houses_are_the_same(packed: tuple[World, Path], tmp_path: Path):
    app = create_app({"CELL_INSTANCE": tmp_path})
    house: House = app.extensions["house"]
    house.desk.ask(Job(lambda c: people.add_account(c, "alice@example.org", "Alice Martin", None)))
    house.desk.close()
    house.store.close()
    result = taken(tmp_path, packed)
    assert result.exit_code == 0 and "3 people were not known here" in result.output
