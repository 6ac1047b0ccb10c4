"""The register of cells, as lists need it, and what it takes to open one."""

import base64
import hashlib
import secrets
from typing import Any

import msgspec
from sqlalchemy import Connection, case, func, insert, or_, select, update

from cell import clock
from cell.journal.orders import Command, Door
from cell.tables import accounts, cells, memberships, settings, task_index, touches

OVER = ("done", "dropped")


class Listed(msgspec.Struct, frozen=True):
    """A cell in a list: what it is, my part in it, and how many of its tasks are open and late."""

    id: str
    title: str | None
    level: int
    type: str | None
    state: str
    exercise: bool
    t0: str
    opened_at: str
    closed_at: str | None
    seq: int
    role: str
    members: int
    tasks_open: int
    late: int


def cells_of(connection: Connection, account: int) -> list[Listed]:
    """The cells a person is in now: open ones first, the highest level first, then the newest."""
    mine = memberships.alias("mine")
    members = (
        select(memberships.c.cell, func.count().label("members"))
        .where(memberships.c.removed_at.is_(None))
        .group_by(memberships.c.cell)
        .subquery()
    )
    is_late = case((task_index.c.due_at < clock.now(), 1), else_=0)
    tasks = (
        select(task_index.c.cell, func.count().label("tasks_open"), func.sum(is_late).label("late"))
        .where(task_index.c.status.not_in(OVER))
        .group_by(task_index.c.cell)
        .subquery()
    )
    columns = [cells.c[name] for name in Listed.__struct_fields__ if name in cells.c]
    statement = (
        select(*columns, mine.c.role, members.c.members, tasks.c.tasks_open, tasks.c.late)
        .join_from(cells, mine, mine.c.cell == cells.c.id)
        .join(members, members.c.cell == cells.c.id)
        .outerjoin(tasks, tasks.c.cell == cells.c.id)
        .where(mine.c.account == account, mine.c.removed_at.is_(None))
        .order_by(case((cells.c.state == "open", 0), else_=1), cells.c.level.desc(), cells.c.opened_at.desc())
    )
    found: list[Listed] = []
    for row in connection.execute(statement).mappings():
        values: dict[str, Any] = {**row, "tasks_open": row["tasks_open"] or 0, "late": int(row["late"] or 0)}
        found.append(Listed(**values))
    return found


def with_lessons(connection: Connection, wanted: list[str]) -> set[str]:
    """Those of some cells in which a lesson was ever written: what was closed need not be opened for the others."""
    named = touches.c.cell.in_(wanted), touches.c.ref >= "lesson:", touches.c.ref < "lesson;"
    return set(connection.scalars(select(touches.c.cell).where(*named).distinct()))


def new_id(account: int | None, key: str | None) -> str:
    """The id of a cell to be opened: 60 random bits, or the same ones for the same person and key."""
    seed = hashlib.sha256(f"{account} {key}".encode()).digest() if key else secrets.token_bytes(32)
    return "c" + base64.b32encode(seed)[:12].decode().lower()


def opening(account: int, wanted: dict[str, Any], key: str | None, door: Door) -> Command:
    """The command that opens a cell for a person."""
    return Command(new_id(account, key), account, "open_cell", wanted, key, door)


def all_ids(connection: Connection) -> list[str]:
    """Every cell of the database, oldest first."""
    return list(connection.scalars(select(cells.c.id).order_by(cells.c.opened_at, cells.c.id)))


def open_heads(connection: Connection) -> dict[str, tuple[int, str]]:
    """The last number and the stream of every cell that is not closed."""
    rows = connection.execute(select(cells.c.id, cells.c.seq, cells.c.stream).where(cells.c.state == "open"))
    return {row.id: (row.seq, row.stream) for row in rows}


def has_real(connection: Connection) -> bool:
    """Whether the database holds a cell that is not of the demo."""
    return connection.scalar(select(func.count()).select_from(cells).where(~cells.c.demo)) != 0


def has_strangers(connection: Connection, domain: str) -> bool:
    """Whether the database holds a real cell, or an exercise anybody was ever in whose address is not of a domain."""
    stranger = select(memberships.c.cell).join(accounts, accounts.c.id == memberships.c.account)
    stranger = stranger.where(
        memberships.c.cell == cells.c.id, ~accounts.c.email.endswith(f"@{domain}", autoescape=True)
    )
    shutting = select(cells.c.id).where(~cells.c.demo, or_(~cells.c.exercise, stranger.exists())).limit(1)
    return connection.scalar(shutting) is not None


def note_ready(connection: Connection) -> None:
    """Write something that means nothing, to see that the disk takes it."""
    value = {"name": "ready", "value": clock.now()}
    if connection.execute(update(settings).where(settings.c.name == "ready").values(value)).rowcount == 0:
        connection.execute(insert(settings).values(value))


def is_demo(connection: Connection, cell: str) -> bool:
    """Whether a cell is of the demo."""
    return connection.scalar(select(cells.c.demo).where(cells.c.id == cell)) is True


def mark_demo(connection: Connection, cell: str) -> None:
    """Note that a cell is of the demo."""
    connection.execute(update(cells).where(cells.c.id == cell).values(demo=True))
