"""The outbox: one row for an entry and a channel, written with the entry, claimed by one process, sent once.

What is rolled back was never to be sent, and what is on disk is sent by whichever process lives. A process claims a row
for a while: killed on the way, its claim runs out and another one tries. At the far end that may be twice.
"""

import logging
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, insert, or_, select, update

from cell import clock, deeds
from cell.board import Board
from cell.errors import Refused
from cell.kinds import Entry
from cell.outlets import outlet_of, outlets_of, wants
from cell.outward import GRAVEST, KINDS, Call, call_of
from cell.tables import outbox

# What is told of long ago, by a story or a file, calls nobody now.
FRESH_S = 3_600
# Nobody is called for what lay here for days: after quiet hours, and after a server that was off for a night, yes.
STALE_S = 48 * 3_600
KEPT_S = 28 * 24 * 3_600
LASTING = ("sent", "settled", "given_up")
_diary = logging.getLogger(__name__)


class Post(msgspec.Struct, frozen=True):
    """A row of the outbox, as the table has it; without a cell it is a trial."""

    id: int
    cell: str | None
    seq: int | None
    outlet: int
    state: str
    put_at: str
    due_at: str
    tries: int
    ended_at: str | None
    reason: str | None


def put(connection: Connection, board: Board, entries: list[Entry]) -> None:
    """Write what the entries of a batch in ONE cell call for. Costs nothing where none of them calls anybody."""
    if any(entry.kind == "cell.levelled" for entry in entries) and board.cell.level >= GRAVEST:
        _wake(connection, board.cell.id)
    calling = [entry for entry in entries if entry.kind in KINDS]
    calls = [(entry, call) for entry in calling if (call := _call(entry, board)) is not None]
    earliest = clock.after(clock.now(), -FRESH_S) if calls else ""
    calls = [(entry, call) for entry, call in calls if entry.at >= earliest]
    reached = outlets_of(connection) if calls else []
    rows = [
        _values(board.cell.id, entry.seq, outlet.id)
        for entry, call in calls
        for outlet in reached
        if wants(outlet, call, board)
    ]
    if rows:
        connection.execute(insert(outbox), rows)


def _call(entry: Entry, board: Board) -> Call | None:
    """A fault here must not keep an entry from being written."""
    try:
        return call_of(entry, board)
    except Exception:
        _diary.exception("whom entry %d of cell %s calls could not be told", entry.seq, entry.cell)
        return None


def _values(cell: str | None, seq: int | None, outlet: int) -> dict[str, Any]:
    now = clock.now()
    values: dict[str, Any] = {"cell": cell, "seq": seq, "outlet": outlet, "put_at": now, "due_at": now}
    return {**values, "state": "waiting", "tries": 0}


def _wake(connection: Connection, cell: str) -> None:
    """It became as grave as it can be: quiet hours hold nothing of this cell back any more."""
    held = (outbox.c.cell == cell) & (outbox.c.state == "waiting") & (outbox.c.reason == "quiet")
    connection.execute(update(outbox).where(held).values(due_at=clock.now(), reason=None))


def put_trial(connection: Connection, by: int, outlet: int) -> int:
    """A trial of a channel; returns its number. Refused while another one waits."""
    outlet_of(connection, outlet)
    waiting = (outbox.c.outlet == outlet) & outbox.c.cell.is_(None) & (outbox.c.state == "waiting")
    if connection.scalar(select(func.count()).select_from(outbox).where(waiting)):
        raise Refused("wrong_state", "outlet")
    deeds.note(connection, by, "outlet.tried", outlet)
    return connection.scalars(insert(outbox).values(**_values(None, None, outlet)).returning(outbox.c.id)).one()


def _ready(now: str) -> Any:
    is_free = or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= now)
    return (outbox.c.state == "waiting") & (outbox.c.due_at <= now) & is_free


def ready(connection: Connection, now: str, most: int) -> list[tuple[int, int]]:
    """What may be tried now, each with its outlet, those that wait longest first."""
    found = select(outbox.c.id, outbox.c.outlet).where(_ready(now)).order_by(outbox.c.due_at, outbox.c.id).limit(most)
    return [(post, outlet) for post, outlet in connection.execute(found)]


def claim(connection: Connection, post: int, lease: str, now: str, until: str) -> Post | None:
    """Take a row until an instant; None where another process was first."""
    taken = update(outbox).where((outbox.c.id == post) & _ready(now))
    values: dict[str, Any] = {"lease": lease, "leased_until": until, "tries": outbox.c.tries + 1}
    if connection.execute(taken.values(**values)).rowcount != 1:
        return None
    return post_of(connection, post)


def post_of(connection: Connection, post: int) -> Post | None:
    """A row by its number, or None."""
    found = _posts(connection, outbox.c.id == post, 1)
    return found[0] if found else None


def end(connection: Connection, post: int, lease: str, state: str, reason: str | None) -> None:
    """Say how a claimed row ended; nothing where the claim is no longer ours."""
    values: dict[str, Any] = {"state": state, "reason": reason, "ended_at": clock.now()}
    connection.execute(update(outbox).where(_mine(post, lease)).values(**values, lease=None, leased_until=None))


def put_back(connection: Connection, post: int, lease: str, due_at: str, reason: str, *, is_try: bool = True) -> None:
    """Leave a claimed row for later; what was only held back was no try."""
    values: dict[str, Any] = {"due_at": due_at, "reason": reason, "lease": None, "leased_until": None}
    if not is_try:
        values["tries"] = outbox.c.tries - 1
    connection.execute(update(outbox).where(_mine(post, lease)).values(**values))


def _mine(post: int, lease: str) -> Any:
    return (outbox.c.id == post) & (outbox.c.lease == lease) & (outbox.c.state == "waiting")


def try_again(connection: Connection, by: int, post: int) -> None:
    """Send after all what was given up. Refused where it was not, or its channel is there no more."""
    row = post_of(connection, post)
    if row is None:
        raise Refused("not_found", "post")
    outlet_of(connection, row.outlet)
    given_up = (outbox.c.id == post) & (outbox.c.state == "given_up") & outbox.c.cell.is_not(None)
    values = {**_values(row.cell, row.seq, row.outlet), "ended_at": None, "reason": None}
    if connection.execute(update(outbox).where(given_up).values(**values)).rowcount != 1:
        raise Refused("wrong_state", "post")
    deeds.note(connection, by, "outlet.tried_again", row.outlet, post=[None, row.id])


def posts_of(connection: Connection, outlet: int, most: int = 20) -> list[Post]:
    """The last rows of a channel, the newest first."""
    return _posts(connection, outbox.c.outlet == outlet, most)


def given_up(connection: Connection, most: int = 50) -> list[Post]:
    """What could not be sent and waits for an administrator, the newest first; of channels that are there."""
    there = outbox.c.outlet.in_([one.id for one in outlets_of(connection)])
    return _posts(connection, (outbox.c.state == "given_up") & outbox.c.cell.is_not(None) & there, most)


def _posts(connection: Connection, which: Any, most: int) -> list[Post]:
    columns = [outbox.c[name] for name in Post.__struct_fields__]
    rows = connection.execute(select(*columns).where(which).order_by(outbox.c.id.desc()).limit(most))
    return [Post(**row) for row in rows.mappings()]


def sweep(connection: Connection) -> None:
    """Forget what ended weeks ago."""
    over = outbox.c.state.in_(LASTING) & (outbox.c.ended_at < clock.after(clock.now(), -KEPT_S))
    connection.execute(delete(outbox).where(over))
