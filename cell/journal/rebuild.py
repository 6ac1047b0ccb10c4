"""Making the index tables anew from the entries: on a sound database it changes nothing."""

from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from cell.board import Board, fold
from cell.db import Store
from cell.index import cell_values, membership_values, task_values, touched_by
from cell.journal import drafts
from cell.journal.reader import walk_entries
from cell.search import row_of
from cell.tables import cells, memberships, task_index, touches, words


def rebuild_all(store: Store) -> int:
    """Make the index tables of every cell anew, before anybody else writes: after a migration they may lack rows."""
    with store.writing(), store.writer.begin() as connection:
        known = sorted(connection.scalars(select(cells.c.id)))  # locked in the order in which everybody locks them
        return sum(rebuild(connection, cell) for cell in known)


def rebuild(connection: Connection, cell: str) -> int:
    """Make a cell's index tables anew from its entries; returns how many rows were wrong, missing or too many.

    Nobody else writes the cell meanwhile. A checkpoint from before a redaction, which may hold its words, goes.
    """
    drafts.head_of(connection, cell)
    drafts.drop_checkpoints(connection, cell, before=drafts.last_redaction(connection, cell))
    board = Board()
    wrong = 0
    earlier: dict[int, set[str]] = {}
    expected: dict[int, set[str]] = {}
    spoken: dict[int, dict[str, Any] | None] = {}
    for entry in walk_entries(connection, cell):
        expected[entry.seq] = touched_by(entry, fold(board, entry), earlier)
        spoken[entry.seq] = row_of(entry)
        if len(expected) >= 2_000:
            wrong += _mend_touches(connection, cell, expected) + _mend_words(connection, cell, spoken)
            expected, spoken = {}, {}
    wrong += _mend_touches(connection, cell, expected) + _mend_words(connection, cell, spoken)
    wrong += _mend(connection, memberships, cell, [membership_values(cell, m) for m in board.members.values()])
    wrong += _mend(connection, task_index, cell, [task_values(cell, t) for t in board.tasks.values()])
    register = connection.execute(select(cells).where(cells.c.id == cell)).mappings().one()
    values = cell_values(board)
    if any(register[name] != value for name, value in values.items()):
        connection.execute(update(cells).where(cells.c.id == cell).values(**values))
        wrong += 1
    return wrong


def _mend_touches(connection: Connection, cell: str, expected: dict[int, set[str]]) -> int:
    if not expected:
        return 0
    span = (touches.c.cell == cell, touches.c.seq >= min(expected), touches.c.seq <= max(expected))
    found = {(row.seq, row.ref) for row in connection.execute(select(touches).where(*span))}
    right = {(seq, ref) for seq, refs in expected.items() for ref in refs}
    if found != right:
        connection.execute(delete(touches).where(*span))
        rows = [{"cell": cell, "seq": seq, "ref": ref} for seq, ref in sorted(right)]
        if rows:
            connection.execute(insert(touches), rows)
    return len(found ^ right)


def _mend_words(connection: Connection, cell: str, spoken: dict[int, dict[str, Any] | None]) -> int:
    if not spoken:
        return 0
    span = (words.c.cell == cell, words.c.seq >= min(spoken), words.c.seq <= max(spoken))
    found = {tuple(row) for row in connection.execute(select(words).where(*span))}
    right = [row for row in spoken.values() if row is not None]
    wrong = found ^ {tuple(row.values()) for row in right}
    if wrong:
        connection.execute(delete(words).where(*span))
        if right:
            connection.execute(insert(words), right)
    return len(wrong)


def _mend(connection: Connection, table: Table, cell: str, right: list[dict[str, Any]]) -> int:
    found = {tuple(row) for row in connection.execute(select(table).where(table.c.cell == cell))}
    wrong = found ^ {tuple(row.values()) for row in right}
    if wrong:
        connection.execute(delete(table).where(table.c.cell == cell))
        if right:
            connection.execute(insert(table), right)
    return len(wrong)
