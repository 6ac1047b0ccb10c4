"""The round of one process: what is ready in the outbox is claimed, worded, and carried, apart from the loop."""

import logging
import secrets
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from sqlalchemy import Connection

from cell import clock, outbox
from cell.db import Store
from cell.errors import Refused
from cell.journal.desk import Desk
from cell.journal.orders import Job
from cell.journal.reader import read_entries
from cell.outbox import Post
from cell.outlets import Outlet, address_of, outlets_of, quiet_end, wants
from cell.outward import Call, Letter, call_of, digest_of, letter_of, trial_of
from cell.sending.addresses import room_of
from cell.sending.carrier import LOST_S, carry
from cell.settings import Settings
from cell.vault import Vault

AT_ONCE = 4
# To one channel: a far end that hangs must not keep every other waiting.
AT_ONCE_EACH = 3
LOOKED_AT = 500
SWEEP_EVERY_S = 6 * 3600.0
Where = Callable[[str, str], str]
Carry = Callable[[str, Letter], str | None]
Note = Callable[[Connection], None]
_diary = logging.getLogger(__name__)


class Ended(Exception):
    """What needs no sending: how it ended, and why."""

    def __init__(self, state: str, reason: str):
        super().__init__(state, reason)
        self.state, self.reason = state, reason


class Held(Exception):
    """What must wait until an instant: quiet hours, as a channel has them."""

    def __init__(self, until: str, outlet: Outlet):
        super().__init__(until)
        self.until, self.outlet = until, outlet


class Courier:
    """Sends in the caller's own thread, one after another; the live one lets others run meanwhile.

    `where` makes the path of a row of a cell, `carry` sends one message.
    """

    def __init__(self, settings: Settings, store: Store, desk: Desk, vault: Vault, where: Where, carry: Carry = carry):
        self._pauses, self._lease_s = settings.pauses, float(settings.CELL_SEND_LEASE)
        self._origin = settings.origins[0]
        self._store, self._desk, self._vault = store, desk, vault
        self._where, self._carry = where, carry
        self._mine: dict[int, int] = {}  # what is under way, with its channel
        self._swept, self._is_home = clock.elapsed(), False

    def look(self) -> None:
        """Try what is ready, as much as there is room for."""
        if not self._is_home:
            settled = self._desk.ask(Job(outbox.settle_where_moved))
            self._is_home = True
            if settled:
                _diary.warning("this database was put back: %d messages that waited in it are not sent", settled)
        if clock.elapsed() - self._swept > SWEEP_EVERY_S:
            self._swept = clock.elapsed()
            self._desk.ask(Job(outbox.sweep))
        room = AT_ONCE - len(self._mine)
        if room <= 0:
            return
        with self._store.reading() as connection:
            found = outbox.ready(connection, clock.now(), LOOKED_AT)
        ready = self._chosen(found)[:room]
        self._mine.update(ready)
        self._start(sorted(post for post, _outlet in ready))  # in one order everywhere: no two wait for each other

    def _chosen(self, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """What is tried next: of the channels with the least under way first, and of none too much."""
        busy = Counter(self._mine.values())
        places: list[tuple[int, tuple[int, int]]] = []
        for post, outlet in found:
            if post not in self._mine and busy[outlet] < AT_ONCE_EACH:
                places.append((busy[outlet], (post, outlet)))
                busy[outlet] += 1
        return [one for _place, one in sorted(places, key=lambda place: place[0])]

    def _start(self, posts: Iterable[int]) -> None:
        for post in posts:
            self._attempt(post)

    def _attempt(self, post: int) -> None:
        """Claim one row and see it through; what stumbles is left to the lease, and stops nothing else."""
        lease, begun = secrets.token_hex(16), clock.elapsed()

        def claim(connection: Connection) -> list[Post]:
            now = clock.now()  # as it is written: it may have stood in the queue
            return outbox.claim(connection, post, lease, now, clock.after(now, self._lease_s))

        try:
            rows: list[Post] = self._desk.ask(Job(claim))
            if rows:
                self._see_through(rows, lease, begun)
        except Refused as refused:
            _diary.warning("message %d is tried again later: %s", post, refused)
        except Exception:
            _diary.exception("message %d could not be dealt with", post)
        finally:
            self._mine.pop(post, None)

    def _see_through(self, rows: list[Post], lease: str, begun: float) -> None:
        """Send one message for rows of one channel, and one cell, and write down what became of each, all at once."""
        outlet, kept = self._channel(rows[0].outlet)
        going = self._wanted(rows, lease, outlet)
        address, sent = self._vault.open(kept), [row for row, _call in going]
        if outlet is None or not sent:
            return
        if address is None:
            shut = {"lease": lease, "state": "given_up", "reason": "shut"}
            self._write([partial(outbox.end, post=row.id, **shut) for row in sent])
            return
        letter = self._letter(sent[0].cell, outlet, [call for _row, call in going if call is not None])
        if clock.elapsed() - begun > self._lease_s - LOST_S:  # the machine stood still: another one would send it too
            back = {"lease": lease, "due_at": clock.now(), "reason": None, "is_try": False}
            self._write([partial(outbox.put_back, post=row.id, **back) for row in sent])
            return
        reason = self._sent(address, letter)
        self._write([self._outcome(row, lease, reason, is_first=row is sent[0]) for row in sent])

    def _wanted(self, rows: list[Post], lease: str, outlet: Outlet | None) -> list[tuple[Post, Call | None]]:
        """Those of some rows that are to be sent, with what they call for; of the others it is written down why not."""
        going, notes = list[tuple[Post, Call | None]](), list[Note]()
        for row in rows:
            try:
                going.append((row, self._call(row, outlet)))
            except Ended as ended:
                notes.append(partial(outbox.end, post=row.id, lease=lease, state=ended.state, reason=ended.reason))
            except Held as held:
                notes.append(partial(outbox.hold, post=row.id, lease=lease, until=held.until, outlet=held.outlet))
            except Exception:  # left to the lease: the fault of one is not the others'
                _diary.exception("message %d could not be dealt with", row.id)
        self._write(notes)
        return going

    def _write(self, notes: list[Note]) -> None:
        """Write down what became of rows, all of it or nothing."""

        def write(connection: Connection) -> None:
            for note in notes:
                note(connection)

        if notes:
            self._desk.ask(Job(write))

    def _outcome(self, row: Post, lease: str, reason: str | None, is_first: bool) -> Note:
        """What becomes of a row after a try; of those of one message the first stands for it."""
        mine: dict[str, Any] = {"post": row.id, "lease": lease}
        if reason is None:
            return partial(outbox.end, **mine, state="sent", reason=None if is_first else "together")
        if row.cell is not None and row.tries <= len(self._pauses):
            return partial(
                outbox.put_back, **mine, due_at=clock.after(clock.now(), self._pauses[row.tries - 1]), reason=reason
            )
        _diary.warning("message %d to channel %d is given up after %d tries: %s", row.id, row.outlet, row.tries, reason)
        return partial(outbox.end, **mine, state="given_up", reason=reason)

    def _sent(self, address: str, letter: Letter) -> str | None:
        return self._carry(address, letter)

    def _channel(self, number: int) -> tuple[Outlet | None, str]:
        """A channel, None where it is there no more, with its address as it is kept."""
        with self._store.reading() as connection:
            outlet = next((one for one in outlets_of(connection) if one.id == number), None)
            return outlet, address_of(connection, number)

    def _call(self, row: Post, outlet: Outlet | None) -> Call | None:
        """What a row calls for now; None for a trial. Raises Ended or Held."""
        if outlet is None:
            raise Ended("settled", "removed")
        if row.cell is None or row.seq is None:
            return None
        now = clock.now()
        if clock.seconds_between(row.put_at, now) > outbox.STALE_S:
            raise Ended("given_up", "stale")
        board = self._desk.show(row.cell).board
        with self._store.reading() as connection:
            [entry] = read_entries(connection, row.cell, row.seq - 1, 1)
        call = call_of(entry, board)
        if call is None:
            raise Ended("settled", "settled")
        if not wants(outlet, call, board):
            raise Ended("settled", "unwanted")
        until = quiet_end(outlet, now, board.cell.level)
        if until is not None:
            raise Held(until, outlet)
        return call

    def _letter(self, cell: str | None, outlet: Outlet, calls: list[Call]) -> Letter:
        if cell is None:
            return trial_of(outlet.name, outlet.language, f"{self._origin}/")
        board, tongue, zone = self._desk.show(cell).board, outlet.language, outlet.zone
        if len(calls) == 1:
            return letter_of(calls[0], board, tongue, zone, self._origin + self._where(cell, calls[0].ref))
        inbox = self._origin + self._where(cell, "inbox")
        return digest_of(calls, board, tongue, zone, inbox, room_of(outlet.scheme))
