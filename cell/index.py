"""Index tables: what lists and catch-up ask for, written with the entries (journal/rebuild.py makes them anew)."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, insert, update
from sqlalchemy.dialects import postgresql, sqlite

from cell.board import Board, Member, Row, Task
from cell.kinds import Entry
from cell.kinds.journal import EntryRedacted
from cell.prepared import Prepared
from cell.tables import cells, memberships, task_index, touches

_TOUCHES = Prepared(insert(touches))


def cell_values(board: Board) -> dict[str, Any]:
    """The columns of the register that say what the board says of its cell."""
    cell = board.cell
    return {
        "title": cell.title,
        "level": cell.level,
        "type": cell.type,
        "state": cell.state,
        "exercise": cell.exercise,
        "t0": cell.t0,
        "opened_at": cell.opened_at,
        "closed_at": cell.closed_at,
    }


def membership_values(cell: str, member: Member) -> dict[str, Any]:
    """The index row of a member."""
    return {
        "cell": cell,
        "account": member.id,
        "role": member.role,
        "department": member.department,
        "removed_at": member.removed_at,
    }


def task_values(cell: str, task: Task) -> dict[str, Any]:
    """The index row of a task."""
    return {
        "cell": cell,
        "task": task.id,
        "title": task.title,
        "department": task.department,
        "owner": task.owner,
        "status": task.status,
        "due_at": task.due_at,
        "since": task.since,
    }


def touched_by(entry: Entry, former: Iterable[str], earlier: dict[int, set[str]]) -> set[str]:
    """The refs that an entry touches: those its fold did or, of a redaction, those of what it redacts.

    `earlier` holds the refs of the entries before it, by number; this one is added.
    """
    gone = entry.facts.entry if isinstance(entry.facts, EntryRedacted) else None
    refs = set(former) if gone is None else earlier.get(gone, set[str]())
    earlier[entry.seq] = refs
    return refs


def write_index(
    connection: Connection,
    board: Board,
    former: dict[str, Row | None],
    refs: Iterable[tuple[int, str]],
) -> None:
    """Bring the index tables to the board after a batch in ONE cell.

    `former` maps each ref the batch touched to the row it had before; `refs` are (entry, ref) pairs for `touches`.
    """
    cell = board.cell.id
    rows = [{"cell": cell, "seq": seq, "ref": ref} for seq, ref in refs]
    if rows:
        _TOUCHES.write(connection, rows)
    changed = [row for ref in former if (row := board.row(ref)) is not None]
    tasks = [
        values
        for row in changed
        if isinstance(row, Task) and (values := task_values(cell, row)) != _before(cell, former[f"task:{row.id}"])
    ]
    _upsert(connection, task_index, tasks)
    members = [membership_values(cell, row) for row in changed if isinstance(row, Member)]
    _upsert(connection, memberships, members)
    if "cell" in former:
        connection.execute(update(cells).where(cells.c.id == cell).values(**cell_values(board)))


def _before(cell: str, row: Row | None) -> dict[str, Any] | None:
    return task_values(cell, row) if isinstance(row, Task) else None


def _upsert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        _upsert_of(table, connection.dialect.name == "sqlite").write(connection, rows)


@cache
def _upsert_of(table: Table, is_sqlite: bool) -> Prepared:
    statement = (sqlite if is_sqlite else postgresql).insert(table)
    keys = list(table.primary_key.columns)
    others = {column.name: statement.excluded[column.name] for column in table.columns if column not in keys}
    return Prepared(statement.on_conflict_do_update(index_elements=keys, set_=others))
