"""The proof of a journal: contiguity, chain, sums, seals, known kinds, and that replaying gives the board."""

import msgspec
from sqlalchemy import Connection, select

from cell.board import Board, fold
from cell.errors import Damaged
from cell.index import cell_values, membership_values, task_values
from cell.journal import drafts
from cell.journal.chain import START, digest_of, sum_of
from cell.journal.keys import holds
from cell.journal.reader import entry_of, kept_parts, select_entries
from cell.kinds import KINDS, Entry
from cell.kinds.cells import CellSealed
from cell.tables import cells, memberships, task_index


class Proof(msgspec.Struct, frozen=True):
    """A journal that holds: its cell, its head, and how many entries have lost their words."""

    cell: str
    seq: int
    digest: str
    redacted: int


def verify(connection: Connection, cell: str) -> Proof:
    """Prove one cell. Raises Damaged with the first entry that does not hold."""
    board, former, redacted = Board(), START, 0
    kept = kept_parts(connection, cell)
    for row in connection.execute(select_entries(cell).execution_options(yield_per=1_000)):
        if row.seq != board.seq + 1:
            raise Damaged(cell, board.seq + 1, "missing")
        if row.kind not in KINDS:
            raise Damaged(cell, row.seq, f"of an unknown kind, {row.kind}")
        if row.at < board.at:
            raise Damaged(cell, row.seq, "earlier than the one before")
        if row.body is not None and sum_of(row.salt, row.body.encode()) != row.sum:
            raise Damaged(cell, row.seq, "its facts are not those that were written")
        if row.body is None and row.seq not in kept:
            raise Damaged(cell, row.seq, "its facts are gone, and no redaction says why")
        header = {name: getattr(row, name) for name in ("cell", "seq", "at", "by", "kind", "key", "clearance", "sum")}
        if digest_of(former, **header) != row.digest:
            raise Damaged(cell, row.seq, "the chain breaks")
        redacted += row.body is None
        _check_seal(_fold(board, cell, row, kept), former)
        former = row.digest
    _check_register(connection, cell, board, former)
    _check_indexes(connection, cell, board)
    return Proof(cell, board.seq, former, redacted)


def _fold(board: Board, cell: str, row: object, kept: dict[int, dict[str, object]]) -> Entry:
    seq = board.seq + 1
    try:
        entry = entry_of(row, kept.get(seq))
        fold(board, entry)
    except (msgspec.MsgspecError, KeyError, ValueError, AssertionError) as fault:
        raise Damaged(cell, seq, f"cannot be replayed ({fault})") from None
    return entry


def _check_seal(entry: Entry, former: str) -> None:
    if not isinstance(entry.facts, CellSealed):
        return
    said, cell = entry.facts, entry.cell
    message = f"{cell} {said.entry} {said.head}".encode()
    if said.entry != entry.seq - 1 or said.head != former or not holds(message, said.signature, said.public_key):
        raise Damaged(cell, entry.seq, "the seal does not prove the head")


def _check_register(connection: Connection, cell: str, board: Board, digest: str) -> None:
    head = connection.execute(select(cells).where(cells.c.id == cell)).one_or_none()
    if head is None or head.seq != board.seq or head.digest != digest or head.at != board.at:
        raise Damaged(cell, board.seq, "the register says another head: entries are missing at the end")
    wrong = [name for name, value in cell_values(board).items() if getattr(head, name) != value]
    if wrong:
        raise Damaged(cell, board.seq, f"the register is not what a replay gives ({', '.join(wrong)})")


def _check_indexes(connection: Connection, cell: str, board: Board) -> None:
    for table, right in (
        (memberships, [membership_values(cell, row) for row in board.members.values()]),
        (task_index, [task_values(cell, row) for row in board.tasks.values()]),
    ):
        found = [dict(row) for row in connection.execute(select(table).where(table.c.cell == cell)).mappings()]
        if len(found) != len(right) or any(row not in right for row in found):
            raise Damaged(cell, board.seq, f"{table.name} is not what a replay gives; run: cell rebuild")
    live = drafts.load(connection, cell).board
    if live != board:
        raise Damaged(cell, board.seq, "the live board is not what a replay gives")
