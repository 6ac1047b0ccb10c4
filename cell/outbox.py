"""The outbox: one row for an entry and a channel, written with the entry, claimed by one process, sent once.

What is rolled back was never to be sent, and what is on disk is sent by whichever process lives. A process claims a row
for a while: killed on the way, its claim runs out and another one tries. At the far end that may be twice.

A channel gets of one cell a few messages on their own; what it is owed besides goes together, in one message.
"""

import logging
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, insert, or_, select, text, update

from cell import clock, deeds
from cell.board import Board
from cell.errors import Refused
from cell.kinds import Entry
from cell.outlets import Outlet, outlet_of, outlets_of, wants
from cell.outward import GRAVEST, KINDS, Call, call_of
from cell.tables import cells, outbox, outlets, settings

# What is told of long ago, by a story or a file, calls nobody now.
FRESH_S = 3_600
# Nobody is called for what lay here for days: after quiet hours, and after a server that was off for a night, yes.
STALE_S = 48 * 3_600
KEPT_S = 28 * 24 * 3_600
LASTING = ("sent", "settled", "given_up")
# No telephone rings fifty times: so many messages of one cell go to a channel on their own in such a while. Then they
# wait, and go together once the last is so old; at the gravest level at once.
FEW = 5
WHILE_S = 300.0
GATHER_S = 60.0
# The clock of another server may be ahead by so much, no more.
AHEAD_S = 30.0
MOST_TOGETHER = 200
# What waits for these waits no longer once its cell is as grave as it can be.
HELD = ("quiet", "many")
PLACE = "outbox"
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
    # Looked up each time: were rows woken when a level rises, what that is put back just then would sleep.
    is_woken = outbox.c.reason.in_(HELD) & outbox.c.cell.in_(_grave())
    # Nothing is gathered that long: the machine's clock was put back since.
    is_beyond = (outbox.c.reason == "many") & (outbox.c.due_at > clock.after(now, AHEAD_S + GATHER_S))
    return (outbox.c.state == "waiting") & or_(outbox.c.due_at <= now, is_woken, is_beyond) & is_free


def _grave() -> Any:
    return select(cells.c.id).where(cells.c.level >= GRAVEST)


def ready(connection: Connection, now: str, most: int) -> list[tuple[int, int]]:
    """What may be tried now, each with its outlet, those that wait longest first."""
    found = select(outbox.c.id, outbox.c.outlet).where(_ready(now)).order_by(outbox.c.due_at, outbox.c.id).limit(most)
    return [(post, outlet) for post, outlet in connection.execute(found)]


def claim(connection: Connection, post: int, lease: str, now: str, until: str) -> list[Post]:
    """Take a row until an instant, with what goes in the same message; nothing where another process was first.

    Nothing either, and all of it is left for a while, where its cell has just sent a few messages that way.
    """
    outlet = select(outbox.c.outlet).where(outbox.c.id == post).scalar_subquery()
    found = _posts(connection, (outbox.c.id == post) & _ready(now), 1) if _alone(connection, outlet) else []
    if not found:
        return []
    which = outbox.c.id == post
    if found[0].cell is not None:
        beside = (outbox.c.outlet == found[0].outlet) & (outbox.c.cell == found[0].cell)
        told, ready = _told(connection, beside, now), beside & _ready(now)
        gathered = clock.after(max(told), GATHER_S) if len(told) >= FEW else ""
        if now < gathered and not connection.scalar(_grave().where(cells.c.id == found[0].cell)):
            connection.execute(update(outbox).where(ready).values(due_at=gathered, reason="many"))
            return []
        is_gathered = connection.scalar(select(outbox.c.id).where(ready & (outbox.c.reason == "many")).limit(1))
        which = beside if gathered or is_gathered else which  # one by one they would never all go
    taken = select(outbox.c.id).where(which & _ready(now)).order_by(outbox.c.id).limit(MOST_TOGETHER)
    claimed = update(outbox).where(outbox.c.id.in_(taken.with_for_update(skip_locked=True)))
    connection.execute(claimed.values(lease=lease, leased_until=until, tries=outbox.c.tries + 1))
    return _posts(connection, outbox.c.lease == lease, MOST_TOGETHER)[::-1]


def _alone(connection: Connection, outlet: Any) -> bool:
    """Whether nobody else deals with a channel just now. On SQLite nobody ever does; elsewhere nobody waits for it."""
    mine = select(outlets.c.id).where(outlets.c.id == outlet).with_for_update(key_share=True, skip_locked=True)
    return connection.scalar(mine) is not None


def _told(connection: Connection, beside: Any, now: str) -> list[str]:
    """When the last messages went of a cell to a channel; those that are going, now.

    What went well after now went before the machine's clock was put back, nobody knows when: it holds up nothing.
    """
    is_sent = (outbox.c.state == "sent") & outbox.c.reason.is_(None)
    is_lately = outbox.c.ended_at.between(clock.after(now, -WHILE_S), clock.after(now, AHEAD_S))
    gone = select(outbox.c.ended_at).where(beside & is_sent & is_lately)
    going = select(outbox.c.lease).where(beside & _is_going(now)).distinct()
    return [*connection.scalars(gone), *(now for _lease in connection.scalars(going))]


def _is_going(now: str) -> Any:
    is_claimed = outbox.c.leased_until.is_not(None) & (outbox.c.leased_until > now)
    return (outbox.c.state == "waiting") & is_claimed


def going(connection: Connection) -> int:
    """How many rows are claimed by a process just now."""
    return connection.scalar(select(func.count()).select_from(outbox).where(_is_going(clock.now()))) or 0


def post_of(connection: Connection, post: int) -> Post | None:
    """A row by its number, or None."""
    found = _posts(connection, outbox.c.id == post, 1)
    return found[0] if found else None


def end(connection: Connection, post: int, lease: str, state: str, reason: str | None) -> None:
    """Say how a claimed row ended; nothing where the claim is no longer ours."""
    values: dict[str, Any] = {"state": state, "reason": reason, "ended_at": clock.now()}
    ended = update(outbox).where(_mine(post, lease)).values(**values, lease=None, leased_until=None)
    row = post_of(connection, post) if connection.execute(ended).rowcount else None
    # Of a trial, whoever asked for it is told on the page.
    if row is not None and state == "given_up" and row.cell is not None:
        _tell_failure(connection, row.outlet, reason)


def _tell_failure(connection: Connection, outlet: int, reason: str | None) -> None:
    """Put on record that a channel fails: once, until somebody touches it or it fails otherwise."""
    facts = {"reason": [None, reason]}
    if deeds.last_about(connection, "outlet", outlet) != ("outlet.given_up", facts):
        deeds.note(connection, None, "outlet.given_up", outlet, **facts)


def put_back(
    connection: Connection, post: int, lease: str, due_at: str, reason: str | None, *, is_try: bool = True
) -> None:
    """Leave a claimed row for later; what was only held back was no try."""
    values: dict[str, Any] = {"due_at": due_at, "reason": reason, "lease": None, "leased_until": None}
    if not is_try:
        values["tries"] = outbox.c.tries - 1
    connection.execute(update(outbox).where(_mine(post, lease)).values(**values))


def hold(connection: Connection, post: int, lease: str, until: str, outlet: Outlet) -> None:
    """Leave a claimed row until quiet hours are over; looked at anew where their channel was changed meanwhile."""
    is_same = _alone(connection, outlet.id) and outlet in outlets_of(connection)
    put_back(connection, post, lease, until if is_same else clock.now(), "quiet", is_try=False)


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


def settle(connection: Connection, *, is_served: bool = False) -> int:
    """Send nothing of what waits, in a database that was put back: it was sent since, or is of another day.

    `is_served` says that a server may be at work: what is claimed may be going out just now, and is left alone.
    Administrators may have it sent all the same. Returns how many rows it was.
    """
    waiting = outbox.c.state == "waiting"
    if is_served:
        waiting &= ~_is_going(clock.now())
    calling = select(outbox.c.outlet).where(waiting & outbox.c.cell.is_not(None)).distinct()
    for outlet in sorted(connection.scalars(calling)):
        _tell_failure(connection, outlet, "restored")
    values: dict[str, Any] = {"state": "given_up", "reason": "restored", "ended_at": clock.now()}
    return connection.execute(update(outbox).where(waiting).values(**values, lease=None, leased_until=None)).rowcount


def settle_where_moved(connection: Connection) -> int:
    """The same where a dump was put back by PostgreSQL's own tools: they make every table anew, with another number."""
    if connection.dialect.name != "postgresql":
        return 0
    asked = "SELECT concat(oid, '.', 'outbox'::regclass::oid) FROM pg_database WHERE datname = current_database()"
    place, mark = connection.scalar(text(asked)), settings.c.name == PLACE
    known = connection.scalar(select(settings.c.value).where(mark))
    if known == place:
        return 0
    connection.execute(delete(settings).where(mark))
    connection.execute(insert(settings).values(name=PLACE, value=place))
    return settle(connection) if known is not None else 0


def sweep(connection: Connection) -> None:
    """Forget what ended weeks ago."""
    over = outbox.c.state.in_(LASTING) & (outbox.c.ended_at < clock.after(clock.now(), -KEPT_S))
    connection.execute(delete(outbox).where(over))
