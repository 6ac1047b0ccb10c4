"""One cell as one file that proves itself: a line of JSON for the head, one per entry, one for the end.

Head: {"format": "crisis-cell", "version": 1, "cell", "people"}; people are [id, name, mark], where the mark is a digest
by which the same person is known again in another house, and nobody else is. Entry: the columns of the journal with the
salt and the canonical facts, both null where they were redacted. End: {"seq", "digest", "signature", "public_key"}, the
signature being the house's, over the head of the journal and the digest of every line before.
"""

import hashlib
import secrets
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec
from sqlalchemy import Connection, create_engine, insert, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from cell import clock
from cell.board import Board, replay
from cell.errors import Damaged
from cell.index import cell_values
from cell.journal.chain import START
from cell.journal.keys import holds
from cell.journal.parcel_lines import (
    NUMBER_MAX,
    End,
    Head,
    Packed,
    Person,
    Spoilt,
    check_people,
    check_rows,
    lines_of,
    read_line,
)
from cell.journal.pen import Pen, Sign
from cell.journal.reader import select_entries, span, walk_entries
from cell.journal.rebuild import rebuild
from cell.journal.verify import Proof, verify
from cell.kinds.invitations import InvitationRevoked, WallRevoked
from cell.tables import accounts, cells, entries, facts
from cell.tables.base import Base

FORMAT, VERSION = "crisis-cell", 1


class Parcel(msgspec.Struct, frozen=True):
    """A file that holds: its head, its entries, its end, and what proving it told.

    `board` is what its entries make; `named` are those who act or take part in it, by the line that first names them.
    """

    head: Head
    entries: tuple[Packed, ...]
    end: End
    proof: Proof
    board: Board
    named: dict[int, int]


COLUMNS = ("seq", "at", "by", "kind", "key", "clearance", "sum", "digest")


def packed(connection: Connection, cell: str, upto: int, sign: Sign) -> Iterator[bytes]:
    """The lines of a cell's file, up to one of its entries. It reads the whole cell: do it apart."""
    told = hashlib.sha256()
    board = replay(walk_entries(connection, cell, upto=upto))
    yield _line(Head(FORMAT, VERSION, cell, tuple(_people(connection, board))), told)
    asked = {row.seq: row.asked for row in connection.execute(select(facts.c.seq, facts.c.asked).filter_by(cell=cell))}
    digest = START
    for row in connection.execute(select_entries(), span(cell, upto=upto)):
        columns = {name: getattr(row, name) for name in COLUMNS}
        yield _line(Packed(**columns, salt=row.salt, body=row.body, asked=asked.get(row.seq)), told)
        digest = row.digest
    signature, public_key = sign(_message(cell, upto, digest, told.hexdigest()))
    yield _line(End(upto, digest, signature, public_key), told)


def _people(connection: Connection, board: Board) -> Iterator[Person]:
    emails = {row.id: row.email for row in connection.execute(select(accounts.c.id, accounts.c.email))}
    for row in board.members.values():
        yield Person(row.id, row.name, mark_of(row.id, emails[row.id]) if row.id in emails else None)


def mark_of(account: int, email: str) -> str:
    """By what the same person is known again; the address cannot be read from it."""
    return hashlib.sha256(f"{FORMAT}\n{account}\n{email}".encode()).hexdigest()[:32]


def _line(value: msgspec.Struct, told: Any) -> bytes:
    line = msgspec.json.encode(value) + b"\n"
    told.update(line)
    return line


def _message(cell: str, seq: int, digest: str, lines: str) -> bytes:
    return f"parcel {cell} {seq} {digest} {lines}".encode()


def unpacked(file: BinaryIO) -> Parcel:
    """Read and prove a file. Raises Spoilt with the first line that does not hold; nothing is written anywhere.

    That it holds says nothing of who made it: the key of its end is whoever's. Look whose before taking it in.
    """
    told, found = hashlib.sha256(), list(lines_of(file))
    if len(found) < 3:
        raise Spoilt(len(found) + 1, "the file ends before its last line")
    head = read_line(1, found[0], Head)
    if (head.format, head.version) != (FORMAT, VERSION):
        raise Spoilt(1, "this is no cell, or one of another version")
    check_people(head)
    rows: list[Packed] = []
    for number, line in enumerate(found[1:-1], 2):
        row = read_line(number, line, Packed)
        if row.seq != number - 1:
            raise Spoilt(number, f"entry {number - 1} is missing")
        rows.append(row)
    try:
        end = read_line(len(found), found[-1], End)
    except Spoilt:
        raise Spoilt(len(found), "the file ends before its last line") from None
    check_rows(rows)
    proof, board, named = _prove(head, rows, end)
    for line in found[:-1]:
        told.update(line)
    if not holds(_message(head.cell, end.seq, end.digest, told.hexdigest()), end.signature, end.public_key):
        raise Spoilt(len(found), "the signature is not that of this file")
    return Parcel(head, tuple(rows), end, proof, board, named)


def _prove(head: Head, rows: list[Packed], end: End) -> tuple[Proof, Board, dict[int, int]]:
    """By the same proof as a cell of our own, in a database that only lives for it."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        Base.metadata.create_all(engine)
        with engine.begin() as connection:
            proof = _kept(connection, head.cell, rows)
            board, named = _replayed(connection, head)
    except Damaged as fault:
        raise Spoilt(min(fault.seq, len(rows)) + 1, f"entry {fault.seq}: {fault.fault}") from None
    except (SQLAlchemyError, ArithmeticError, ValueError) as fault:
        raise Spoilt(len(rows) + 1, f"its entries cannot be kept ({type(fault).__name__})") from None
    finally:
        engine.dispose()
    if (proof.seq, proof.digest) != (end.seq, end.digest):
        raise Spoilt(len(rows) + 2, "the end says another head: entries are missing")
    return proof, board, named


def _replayed(connection: Connection, head: Head) -> tuple[Board, dict[int, int]]:
    """The board, and who is named by which line: the head, the authors, and whom the facts give a part in the cell."""
    board, named = Board(), {one.id: 1 for one in head.people}
    for entry in walk_entries(connection, head.cell):
        replay((entry,), board)
        for one in (entry.by, getattr(entry.facts, "member", None)):
            if one is not None:
                named.setdefault(one, entry.seq + 1)
    for one, line in ({one: 1 for one in board.members} | named).items():
        if not 1 <= one <= NUMBER_MAX:
            raise Spoilt(line, f"{one} is no number of an account")
        named.setdefault(one, line)
    return board, named


def _kept(connection: Connection, cell: str, rows: list[Packed]) -> Proof:
    """Write the rows of a cell that is not there, make its indexes, and prove it."""
    try:
        _write(connection, cell, rows)
        board = replay(walk_entries(connection, cell))
        head = rows[-1]
        values = {"seq": head.seq, "at": head.at, "digest": head.digest, **cell_values(board)}
        connection.execute(cells.update().where(cells.c.id == cell).values(**values))
        rebuild(connection, cell)
    except (msgspec.MsgspecError, AttributeError, KeyError, ValueError, TypeError, ArithmeticError):
        pass  # the proof says which entry cannot be replayed, and why
    return verify(connection, cell)


def _write(connection: Connection, cell: str, rows: list[Packed]) -> None:
    blank: dict[str, Any] = {"title": None, "level": 1, "type": None, "state": "open", "exercise": False}
    known = {"id": cell, "stream": secrets.token_urlsafe(12)[:16], "seq": 0, "at": "", "digest": START, "demo": False}
    connection.execute(insert(cells).values(**known, **blank, t0="", opened_at="", closed_at=None))
    connection.execute(
        insert(entries), [{"cell": cell, **{name: getattr(row, name) for name in COLUMNS}} for row in rows]
    )
    said = [
        {"cell": cell, "seq": row.seq, "salt": row.salt, "body": row.body, "asked": row.asked}
        for row in rows
        if row.body is not None
    ]
    if said:
        connection.execute(insert(facts), said)


def put_in(connection: Connection, parcel: Parcel) -> int:
    """Take a proved cell into the database, with its numbers, digests and all; returns how many people were made.

    Raises Spoilt where the cell is there already, or where a number of an account is somebody else's here: journals
    name people by number, and another person's acts, and access, would become theirs. Who is not here is made without
    any way to sign in. Links of the other house that stood open are revoked by entries after the last.
    """
    cell = parcel.head.cell
    if connection.scalar(select(cells.c.id).where(cells.c.id == cell)) is not None:
        raise Spoilt(1, f"cell {cell} is here already")
    told = {one.id: one for one in parcel.head.people}
    here = {row.id: row.email for row in connection.execute(select(accounts.c.id, accounts.c.email))}
    for one, line in parcel.named.items():
        mark = told[one].mark if one in told else None
        if one in here and mark != mark_of(one, here[one]):
            raise Spoilt(line, f"account {one} is somebody else here: {here[one]}")
    fresh = [told.get(one, Person(one, None, None)) for one in parcel.named if one not in here]
    if fresh:
        connection.execute(insert(accounts), [_placeholder(one, cell) for one in fresh])
    _kept(connection, cell, [*parcel.entries, *_revocations(parcel)])
    return len(fresh)


def _revocations(parcel: Parcel) -> Iterator[Packed]:
    """The entries that shut every link: who knows its secret was let into the other house's cell, not into ours."""
    board, now = parcel.board.copy(), clock.now()
    pen = Pen(board, parcel.head.cell, parcel.end.digest, max(now, board.at), None, None, _unsigned)
    for row in parcel.board.invitations.values():
        if row.revoked_at is None and now < row.expires_at:
            pen.write(InvitationRevoked(invitation=row.id))
    for row in parcel.board.walls.values():
        if row.revoked_at is None:
            pen.write(WallRevoked(wall=row.id))
    for line in pen.lines:
        columns = {name: getattr(line.entry, name) for name in COLUMNS}
        yield Packed(**columns, salt=line.salt, body=line.body.decode(), asked=None)


def _unsigned(_message: bytes) -> tuple[str, str]:
    raise AssertionError("revoking links seals nothing")


def _placeholder(one: Person, cell: str) -> dict[str, Any]:
    now = clock.now()
    return {
        "id": one.id,
        "email": f"account-{one.id}@{cell}.invalid",
        "name": one.name or f"{one.id}",
        "password": None,
        "language": "fr",
        "theme": "auto",
        "zone": "Europe/Paris",
        "is_admin": False,
        "created_at": now,
        "disabled_at": now,
    }
