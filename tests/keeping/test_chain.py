"""Whatever is changed in the file behind the app's back is found, and named by its entry."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from cell.backup import back_up, prove_file
from cell.errors import Damaged
from cell.journal.chain import canonical, digest_of, sum_of
from cell.journal.keys import Seal
from cell.journal.verify import Proof, verify_all
from cell.kinds import facts_of, kept_of
from tests.cast import World
from tests.story import redact, tell
from tests.tampering import CELL, HEADER, ON_FACTS, TAMPERINGS, Tamper, chained, cut, rehashed

Prove = Callable[[Tamper, int], list[Proof]]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A database that holds a sealed journal with redactions, and a second cell; triggers dropped."""
    folder = tmp_path_factory.mktemp("sound")
    world = World(folder)
    redact(world, tell(world))
    world.act("alice", "close_cell", reason="terminé")
    world.open("cother", "alice")
    back_up(folder / "cell.db", folder / "copy.db")
    world.close()
    with closing(sqlite3.connect(folder / "copy.db")) as connection:
        for [name] in list(connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")):
            connection.execute(f"DROP TRIGGER {name}")
        connection.commit()
    yield folder / "copy.db"


@pytest.fixture
def tampered(sound: Path) -> Iterator[Prove]:
    """Does something to the file and proves it; it is whole again for the next."""
    engine = create_engine(f"sqlite:///{sound}")

    def do(tamper: Tamper, seq: int) -> list[Proof]:
        with engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.isolation_level = None
            raw.execute("BEGIN")
            try:
                tamper(raw, seq)
                raw.row_factory = None
                return verify_all(connection)
            finally:
                raw.row_factory = None
                raw.execute("ROLLBACK")

    yield do
    engine.dispose()


def numbers(path: Path, statement: str) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        return [seq for [seq] in connection.execute(statement, (CELL,))]


def test_an_untouched_copy_holds(sound: Path):
    assert [(proof.cell, proof.redacted) for proof in prove_file(sound)] == [(CELL, 4), ("cother", 0)]


@pytest.mark.parametrize("kind", TAMPERINGS)
def test_tampering_with_an_entry_is_found(sound: Path, tampered: Prove, kind: str):
    every = numbers(sound, "SELECT seq FROM entries WHERE cell = ? ORDER BY seq")
    assert len(every) > 25
    for seq in [*every[:-1:3], every[-2], *([] if kind in ("swapped", "moved") else every[-1:])]:
        with pytest.raises(Damaged):
            tampered(TAMPERINGS[kind], seq)


@pytest.mark.parametrize("kind", ON_FACTS)
def test_tampering_with_facts_is_found(sound: Path, tampered: Prove, kind: str):
    for seq in numbers(sound, "SELECT seq FROM facts WHERE cell = ? ORDER BY seq")[::2]:
        with pytest.raises(Damaged):
            tampered(ON_FACTS[kind], seq)


@pytest.mark.parametrize("kind", ["entries.by", "entries.sum", "deleted", "facts.salt"])
def test_the_fault_names_the_entry(tampered: Prove, kind: str):
    with pytest.raises(Damaged) as found:
        tampered({**TAMPERINGS, **ON_FACTS}[kind], 9)
    assert (found.value.cell, found.value.seq) == (CELL, 9)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cells SET seq = seq - 1",
        "UPDATE cells SET digest = '" + "0" * 64 + "'",
        "UPDATE cells SET at = '2020-01-01T00:00:00.000Z'",
        "UPDATE cells SET title = 'Autre' WHERE id = 'ctest'",
        "UPDATE cells SET state = 'open' WHERE id = 'ctest'",
        "DELETE FROM cells WHERE id = 'ctest'",
        "UPDATE memberships SET role = 'director'",
        "DELETE FROM memberships WHERE account = 2",
        "UPDATE task_index SET status = 'done'",
        "INSERT INTO task_index SELECT cell, task + 9, title, department, owner, status, due_at, since FROM task_index",
        "DELETE FROM touches WHERE seq = 8",
        "INSERT INTO touches VALUES ('ctest', 8, 'task:77')",
    ],
)
def test_a_register_or_an_index_that_says_something_else_is_found(tampered: Prove, statement: str):
    with pytest.raises(Damaged):
        tampered(lambda connection, _: connection.execute(statement), 0)


def remade(connection: sqlite3.Connection, seq: int) -> None:
    """The whole chain and the register made anew around a change: only the seal is left to say so."""
    rehashed(connection, seq)
    connection.execute(
        "UPDATE cells SET digest = (SELECT digest FROM entries WHERE cell = id ORDER BY seq DESC LIMIT 1) WHERE id = ?",
        (CELL,),
    )


def test_a_journal_made_anew_must_not_run_backwards(tampered: Prove):
    def turn_back(connection: sqlite3.Connection, seq: int) -> None:
        values = ("2020-01-01T00:00:00.000Z", "cother", seq)
        connection.execute("UPDATE entries SET at = ? WHERE cell = ? AND seq = ?", values)
        chained(connection, "cother")
        connection.execute(
            "UPDATE cells SET (at, digest) = (SELECT at, digest FROM entries WHERE cell = id ORDER BY seq DESC LIMIT 1)"
            " WHERE id = 'cother'"
        )

    with pytest.raises(Damaged, match="earlier than the one before") as found:
        tampered(turn_back, 2)
    assert (found.value.cell, found.value.seq) == ("cother", 2)


def test_a_journal_made_anew_breaks_its_seal(tampered: Prove):
    aim = 6
    with pytest.raises(Damaged, match="the seal is of another head"):
        tampered(remade, aim)


def test_a_seal_of_another_house_is_told(sound: Path, tampered: Prove, tmp_path: Path):
    ours = prove_file(sound)[0].keys
    assert len(ours) == 1 and len(bytes.fromhex(ours[0])) == 32

    def forge(connection: sqlite3.Connection, seq: int) -> None:
        """Somebody with a key of their own seals what they made."""
        connection.row_factory = sqlite3.Row
        head = connection.execute("SELECT * FROM entries WHERE cell = ? AND seq = ?", (CELL, seq - 1)).fetchone()
        signature, public = Seal(tmp_path).sign(f"{CELL} {seq - 1} {head['digest']}".encode())
        connection.execute(
            "UPDATE facts SET body = json_set(body, '$.signature', ?, '$.public_key', ?) WHERE cell = ? AND seq = ?",
            (signature, public, CELL, seq),
        )
        [salt, body] = connection.execute(
            "SELECT salt, body FROM facts WHERE cell = ? AND seq = ?", (CELL, seq)
        ).fetchone()
        entry = dict(connection.execute("SELECT * FROM entries WHERE cell = ? AND seq = ?", (CELL, seq)).fetchone())
        entry["sum"] = sum_of(salt, body.encode(), canonical(kept_of(facts_of(entry["kind"], body))))
        digest = digest_of(head["digest"], **{name: entry[name] for name in HEADER})
        values = (entry["sum"], digest, CELL, seq)
        connection.execute("UPDATE entries SET sum = ?, digest = ? WHERE cell = ? AND seq = ?", values)
        connection.execute("UPDATE cells SET digest = ? WHERE id = ?", (digest, CELL))

    forged = (tampered(forge, max(numbers(sound, "SELECT seq FROM entries WHERE cell = ?"))))[0].keys
    assert forged != ours


def test_a_journal_cut_with_its_register_has_another_head(sound: Path, tampered: Prove):
    """Nothing inside the file can show this: the head that was printed elsewhere does."""

    def cut_well(connection: sqlite3.Connection, seq: int) -> None:
        cut(connection, seq)
        connection.execute(
            "UPDATE cells SET (seq, at, digest, state, closed_at) = (SELECT seq, at, digest, 'open', NULL FROM entries"
            " WHERE cell = id ORDER BY seq DESC LIMIT 1) WHERE id = ?",
            (CELL,),
        )

    last = max(numbers(sound, "SELECT seq FROM entries WHERE cell = ?"))
    whole, short = prove_file(sound)[0], (tampered(cut_well, last - 3))[0]
    assert (short.seq, short.digest != whole.digest) == (last - 4, True)


def test_the_chain_is_what_the_documentation_says():
    """The recipe, once more and by hand: whoever keeps an export can compute it without our code."""
    body = b'{"text":"\xc3\xa9"}'
    shown = hashlib.sha256(b"kept\n5a17").hexdigest()[:32].encode()
    parts = hashlib.sha256(b"5a17\n" + body).hexdigest(), hashlib.sha256(shown + b"\n{}").hexdigest()
    assert sum_of("5a17", body, b"{}") == hashlib.sha256("\n".join(parts).encode()).hexdigest()
    header = (
        b'{"at":"2026-01-01T00:00:00.000Z","by":null,"cell":"c","clearance":"cell","key":"k","kind":"aim.set",'
        b'"seq":1,"sum":"ab","v":1}'
    )
    at = "2026-01-01T00:00:00.000Z"
    told = digest_of("0" * 64, cell="c", seq=1, at=at, by=None, kind="aim.set", key="k", clearance="cell", sum="ab")
    assert told == hashlib.sha256(b"0" * 64 + b"\n" + header).hexdigest()
