"""The round of one process: what is ready in the outbox is claimed, worded, and carried, apart from the loop."""

import logging
import secrets
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from cell import clock, outbox
from cell.db import Store
from cell.errors import Refused
from cell.journal.desk import Desk
from cell.journal.orders import Job
from cell.journal.reader import read_entries
from cell.outbox import Post
from cell.outlets import Outlet, address_of, outlets_of, quiet_end, wants
from cell.outward import Letter, call_of, letter_of, trial_of
from cell.sending.carrier import carry
from cell.settings import Settings
from cell.vault import Vault

AT_ONCE = 4
# To one channel: a far end that hangs must not keep every other waiting.
AT_ONCE_EACH = 3
LOOKED_AT = 500
SWEEP_EVERY_S = 6 * 3600.0
Where = Callable[[str, str], str]
Carry = Callable[[str, Letter], str | None]
_diary = logging.getLogger(__name__)


class Ended(Exception):
    """What needs no sending: how it ended, and why."""

    def __init__(self, state: str, reason: str):
        super().__init__(state, reason)
        self.state, self.reason = state, reason


class Held(Exception):
    """What must wait until an instant: quiet hours."""

    def __init__(self, until: str):
        super().__init__(until)
        self.until = until


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
        self._swept = clock.elapsed()

    def look(self) -> None:
        """Try what is ready, as much as there is room for."""
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
        lease = secrets.token_hex(16)
        try:
            now = clock.now()
            until = clock.after(now, self._lease_s)
            row: Post | None = self._desk.ask(Job(lambda c: outbox.claim(c, post, lease, now, until)))
            if row is not None:
                self._see_through(row, lease)
        except Refused as refused:
            _diary.warning("message %d is tried again later: %s", post, refused)
        except Exception:
            _diary.exception("message %d could not be dealt with", post)
        finally:
            self._mine.pop(post, None)

    def _see_through(self, row: Post, lease: str) -> None:
        def note(done: Callable[..., None], *args: Any, **more: Any) -> None:
            self._desk.ask(Job(lambda c: done(c, row.id, lease, *args, **more)))

        try:
            address, letter = self._made(row)
        except Ended as ended:
            note(outbox.end, ended.state, ended.reason)
            return
        except Held as held:
            note(outbox.put_back, held.until, "quiet", is_try=False)
            return
        reason = self._sent(address, letter)
        if reason is None:
            note(outbox.end, "sent", None)
        elif row.cell is None or row.tries > len(self._pauses):
            note(outbox.end, "given_up", reason)
            _diary.warning(
                "message %d to channel %d is given up after %d tries: %s", row.id, row.outlet, row.tries, reason
            )
        else:
            note(outbox.put_back, clock.after(clock.now(), self._pauses[row.tries - 1]), reason)

    def _sent(self, address: str, letter: Letter) -> str | None:
        return self._carry(address, letter)

    def _made(self, row: Post) -> tuple[str, Letter]:
        """Where a message goes and what it says. Raises Ended or Held."""
        with self._store.reading() as connection:
            outlet = next((one for one in outlets_of(connection) if one.id == row.outlet), None)
            kept = address_of(connection, row.outlet)
        if outlet is None:
            raise Ended("settled", "removed")
        letter = self._letter(row, outlet)
        address = self._vault.open(kept)
        if address is None:
            raise Ended("given_up", "shut")
        return address, letter

    def _letter(self, row: Post, outlet: Outlet) -> Letter:
        now = clock.now()
        if row.cell is None or row.seq is None:
            return trial_of(outlet.name, outlet.language, f"{self._origin}/")
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
            raise Held(until)
        address = self._origin + self._where(row.cell, call.ref)
        return letter_of(call, board, outlet.language, outlet.zone, address)
