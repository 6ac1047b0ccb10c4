"""The writer's own boards, and the checkpoints that spare giants a full replay."""

from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, insert, literal_column, select

from cell.board import Board, replay
from cell.errors import Refused
from cell.journal.chain import START
from cell.journal.reader import LAST, walk_entries
from cell.prepared import Prepared
from cell.tables import cells, checkpoints, entries

# Moves on whenever a rule or a row changes: older checkpoints are then ignored.
FORMAT = 7
EVERY = 5_000
_LOCK = Prepared(select(cells.c.stream, cells.c.seq).where(cells.c.id == bindparam("wanted")).with_for_update())
# By the index of redactions: see cell.journal.reader.
_REDACTED = select(func.max(entries.c.seq)).where(
    func.coalesce(entries.c.cell, "") == bindparam("cell"), entries.c.kind == literal_column("'entry.redacted'")
)
_decoder = msgspec.json.Decoder(Board)


class Head(NamedTuple):
    """A cell's head as the register has it."""

    stream: str
    seq: int


class Draft(msgspec.Struct):
    """A cell as the writer knows it: its board, the digest of its head, its stream, and its last checkpoint."""

    board: Board
    digest: str = START
    stream: str = ""
    checkpoint: int = 0


def load(connection: Connection, cell: str, upto: int | None = None) -> Draft:
    """The draft of a cell at its head, or at an earlier number. Refused where there is no such cell or number."""
    head = connection.execute(select(cells).where(cells.c.id == cell)).one_or_none()
    if head is None:
        raise Refused("not_found", "cell")
    if upto is not None and not 1 <= upto <= head.seq:
        raise Refused("not_found", "at")
    board, digest = _nearest(connection, cell, head.seq if upto is None else upto)
    start = board.seq
    for entry in walk_entries(connection, cell, board.seq, upto):
        replay((entry,), board)
        digest = entry.digest
    return Draft(board, digest, head.stream, start)


def _nearest(connection: Connection, cell: str, upto: int) -> tuple[Board, str]:
    for seq in checkpoints_of(connection, cell, upto):
        kept = read_checkpoint(connection, cell, seq)
        if kept is not None:
            return kept
    return Board(), START


def head_of(connection: Connection, cell: str) -> Head | None:
    """A cell's head, its row locked until the transaction ends; None where there is no such cell."""
    found = _LOCK.rows(connection, {"wanted": cell})
    return Head(*found[0]) if found else None


def last_redaction(connection: Connection, cell: str) -> int:
    """The number of a cell's last redaction, or 0."""
    return connection.scalar(_REDACTED, {"cell": cell}) or 0


def checkpoints_of(connection: Connection, cell: str, upto: int | None = None) -> list[int]:
    """The numbers of the checkpoints that may be used, the last first: of this format, and of the journal as it is.

    A redaction drops those before it, and changes no digest: one that was kept all the same holds its words.
    """
    statement = (
        select(checkpoints.c.seq)
        .join_from(
            checkpoints,
            entries,
            (entries.c.cell == checkpoints.c.cell) & (entries.c.seq == checkpoints.c.seq),
        )
        .where(
            checkpoints.c.cell == cell,
            checkpoints.c.format == FORMAT,
            checkpoints.c.seq >= last_redaction(connection, cell),
            checkpoints.c.digest == entries.c.digest,
        )
        .order_by(checkpoints.c.seq.desc())
    )
    return list(connection.scalars(statement if upto is None else statement.where(checkpoints.c.seq <= upto)))


def read_checkpoint(connection: Connection, cell: str, seq: int) -> tuple[Board, str] | None:
    """The board and the digest kept at an entry, or None where they cannot be read."""
    statement = select(checkpoints.c.body, checkpoints.c.digest).filter_by(cell=cell, seq=seq)
    found = connection.execute(statement).one()
    try:
        return _decoder.decode(found.body), found.digest
    except (msgspec.MsgspecError, TypeError):
        return None


def keep_checkpoint(connection: Connection, cell: str, draft: Draft) -> None:
    """Store the board as it stands, in place of any at the same entry; not where others wrote meanwhile.

    What they wrote may be a redaction, whose words this board still has.
    """
    if head_of(connection, cell) != (draft.stream, draft.board.seq):
        return
    row: dict[str, Any] = {"cell": cell, "seq": draft.board.seq}
    connection.execute(delete(checkpoints).filter_by(**row))
    body = msgspec.json.encode(draft.board).decode()
    connection.execute(insert(checkpoints).values(**row, digest=draft.digest, format=FORMAT, body=body))
    draft.checkpoint = draft.board.seq


def drop_checkpoints(connection: Connection, cell: str, before: int = LAST) -> None:
    """Forget a cell's checkpoints before an entry, whose rows may hold words that are being redacted."""
    connection.execute(delete(checkpoints).where(checkpoints.c.cell == cell, checkpoints.c.seq < before))
