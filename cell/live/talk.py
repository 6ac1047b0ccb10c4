"""What screens say and are told: join, command, writing, now; entries, head, presence, out; walls their picture."""

import logging
from collections import Counter
from collections.abc import Callable
from typing import Any

import gevent
import msgspec

from cell import clock, people, rights, wire
from cell.board import Board, Member, Row
from cell.commands.registry import UNASKED, read_args
from cell.db import Store
from cell.errors import Refused
from cell.fanout import Fanout, Ready, answered, named
from cell.journal.desk import Desk, Shown
from cell.journal.orders import Command, Page
from cell.journal.reader import read_entries, refs_touched
from cell.live import writing
from cell.live.asked import Join, Wanted
from cell.live.neighbours import Neighbours, Wrote
from cell.live.presence import Presence
from cell.live.screens import Screen, Screens
from cell.live.walls import Walls

IN_FLIGHT_MAX = 256  # of one person, over all their screens
MISSED_MAX = 5_000
# After these, who may see the cell and how much of it is looked at again, and so is who sits where.
PEOPLE_KINDS = frozenset(
    {"member.added", "member.removed", "role.given", "role.accepted", "role.taken", "department.added", "wall.revoked"}
)
_diary = logging.getLogger(__name__)


class Talk:
    """Hears one screen at a time, tells many."""

    fanout: Fanout

    def __init__(self, store: Store, desk: Desk, screens: Screens):
        self._store = store
        self.desk = desk
        self._screens = screens
        self._restless: set[str] = set()  # cells whose presence changed
        self.neighbours = Neighbours()
        self.presence = Presence(desk, screens, self.neighbours)
        self.walls = Walls(desk, screens, self.presence)
        self._in_flight: Counter[int] = Counter()
        self._pace = writing.Pace()
        self._hearers: dict[str, Callable[[Screen, int | None, Any], None]] = {
            "join": self._join,
            "command": self._command,
            "writing": self._writing,
            "now": self._now,
        }
        desk.listeners.append(self.turn)

    # In --------------------------------------------------------------------------------------------------------

    def hear(self, screen: Screen, number: int | None, said: list[Any]) -> None:
        """One message of a screen: its name, then one payload. Anything else is answered with a refusal."""
        hearer = self._hearers.get(said[0])
        try:
            if hearer is None:
                raise Refused("unknown_command", "name")
            if screen.wall is not None and said[0] != "join":
                raise Refused("not_allowed")  # a wall looks
            if len(said) != 2:
                raise Refused("bad_request")
            hearer(screen, number, said[1])
        except Refused as refused:
            self._refuse(screen, number, refused)
        except Exception:
            _diary.exception("a message could not be handled")
            self._refuse(screen, number, Refused("broken"))

    def _join(self, screen: Screen, number: int | None, payload: Any) -> None:
        wanted = read_args(Join, payload)
        cell = wire.read_cell(str(wanted.cell))
        if screen.wall is not None:
            self._answer(screen, number, self.walls.join(screen, cell))
            return
        self._check_door(screen)
        self._restless.add(self._screens.leave(screen) or cell)  # refused or not, it leaves where it was
        shown = self.desk.show(cell)
        if not self._screens.has(screen):  # let go of while the cell was read: entering now would leave a ghost
            return
        member = _member(shown.board, screen.account)
        cleared = rights.cleared(member.role, member.department)
        self._restless.add(cell)
        # From here to the answer nothing else runs: no push can fall between the board and the room.
        self._screens.enter(screen, cell, cleared)
        told: dict[str, Any] = {
            "ok": True,
            "seq": shown.board.seq,
            "now": clock.now(),
            "stream": shown.stream,
            "me": wire.me(member),
        }
        is_same = wanted.stream in (None, shown.stream)
        if wanted.seq is not None and is_same and 0 <= shown.board.seq - wanted.seq <= MISSED_MAX:
            told |= self._missed(cell, shown, wanted.seq, cleared)
        else:
            told["board"] = msgspec.Raw(shown.snapshot(cleared, wire.snapshot))
        self._answer(screen, number, told)

    def _missed(self, cell: str, shown: Shown, after: int, cleared: bool) -> dict[str, Any]:
        if after < 0:
            raise Refused("bad_value", "seq")
        upto = shown.board.seq
        if after == upto:
            return {"entries": [], "rows": {}}
        with self._store.reading() as connection:
            entries = read_entries(connection, cell, after, upto=upto)
            refs = refs_touched(connection, cell, after, upto)
        rows = wire.visible({ref: shown.board.row(ref) for ref in refs}, cleared)
        return {"entries": [wire.entry_view(entry, cleared) for entry in entries], "rows": rows}

    def _command(self, screen: Screen, number: int | None, payload: Any) -> None:
        wanted = read_args(Wanted, payload)
        # Looked at before it joins others' batch: a NUL would make the database refuse them all.
        cell, key = wire.read_cell(str(wanted.cell)), wire.read_key(wanted.key)
        if wanted.name in UNASKED:
            raise Refused("not_found", "cell")
        if self._in_flight[screen.account] >= IN_FLIGHT_MAX:
            raise Refused("too_many")
        self._in_flight[screen.account] += 1
        order = Command(cell, screen.account, wanted.name, wanted.args, key, screen.door)
        self.desk.submit(order, lambda value: self._settled(screen, number, order, value))

    def _settled(self, screen: Screen, number: int | None, order: Command, value: Any) -> None:
        self._in_flight[screen.account] -= 1
        if not self._in_flight[screen.account]:
            del self._in_flight[screen.account]
        if not self._screens.has(screen):
            return  # let go of meanwhile: it gets nothing more, on disk or not
        if isinstance(value, Refused):
            shown = self.desk.peek(order.cell)
            self._refuse(screen, number, value, shown.board if shown else None)
            if value.code == "signed_out":
                self.dismiss(screen, "signed_out")
        else:
            self._answer(screen, number, wire.answer(value))

    def _now(self, screen: Screen, number: int | None, _payload: Any) -> None:
        """What hour it is: a screen whose person acts learns at once whether the link still carries."""
        self._answer(screen, number, {"ok": True, "now": clock.now()})

    def _writing(self, screen: Screen, number: int | None, payload: Any) -> None:
        wanted = read_args(writing.Writing, payload)
        cell = screen.cell or ""
        shown = self.desk.peek(cell)
        row = writing.check(screen, shown.board if shown else None, wanted)
        self._pace.step(screen.account)
        others = [one for one in self._screens.of_cell(cell) if one is not screen]
        told = writing.told(cell, wanted.ref, wanted.field, screen.account, screen.name)
        self._tell_of_writing(others, row, told)
        self.neighbours.say_writing(cell, wanted.ref, wanted.field, screen.account)
        self._answer(screen, number, {"ok": True})

    def hear_neighbour(self, data: bytes) -> None:
        """Another process says who looks at a cell there, or who writes."""
        said = self.neighbours.hear(data)
        if said is None:
            return
        if not isinstance(said, Wrote):
            self._restless.add(said.cell)
            return
        shown = self.desk.peek(said.cell)
        found = writing.elsewhere(shown.board, said) if shown is not None else None
        if found is not None:
            self._tell_of_writing(self._screens.of_cell(said.cell), *found)

    def _tell_of_writing(self, screens: list[Screen], row: Row, told: bytes) -> None:
        self._tell([one for one in screens if one.cleared or row.clearance == "cell"], named("writing", told))

    def _check_door(self, screen: Screen) -> None:
        with self._store.reading() as connection:
            if not people.alive(connection, {screen.door}):
                self.dismiss(screen, "signed_out")
                raise Refused("signed_out")

    # Out -------------------------------------------------------------------------------------------------------

    def turn(self, page: Page) -> None:
        """A batch is on disk: first let go of who was removed, then tell the others."""
        about_people = any(entry.kind in PEOPLE_KINDS for entry in page.entries)
        if about_people or page.board is not None:
            self._regroup(page.cell)
        self.walls.restless.add(page.cell)
        screens = self._screens.of_cell(page.cell)
        if not screens:
            return
        if not page.entries:  # the board was read anew: what the screens lack they fetch themselves
            self._tell(screens, _head(page.cell, page.seq, page.stream))
        elif not wire.is_restricted(page):
            self._tell(screens, named("entries", wire.push(page, True)))
        else:
            for cleared in (True, False):
                some = [screen for screen in screens if screen.cleared is cleared]
                if some:
                    self._tell(some, named("entries", wire.push(page, cleared)))

    def _regroup(self, cell: str) -> None:
        """Look again at who may see the cell, and how much of it."""
        self._restless.add(cell)
        shown = self.desk.peek(cell)
        members = shown.board.members if shown else {}
        for screen in self._screens.of_cell(cell):
            member = members.get(screen.account)
            if member is None or member.removed_at is not None:
                self.dismiss(screen, "removed")
            elif screen.cleared != rights.cleared(member.role, member.department):
                # What it may see is another board now: a head of no stream makes it ask for the whole.
                self._screens.leave(screen)
                self._tell([screen], _head(cell, 0, ""))
        for screen in self._screens.walls_of(cell):
            if shown is None or not self.walls.stands(screen, shown.board):
                self.dismiss(screen, "revoked")

    def heads(self) -> None:
        """Say each cell's head to its screens: the loss of the last push leaves no gap."""
        for cell in self._screens.cells():
            shown = self.desk.peek(cell)
            if shown is not None:
                screens = [*self._screens.of_cell(cell), *self._screens.walls_of(cell)]
                self._tell(screens, _head(cell, shown.board.seq, shown.stream))

    def presences(self) -> None:
        """Say who is present in the cells where that changed."""
        self._restless |= self.presence.turn()
        for cell in list(self._restless):
            if not self.presence.prepare(cell):
                continue  # the next turn tells it
            self._restless.discard(cell)
            told = self.presence.told(cell)
            self._tell(self._screens.of_cell(cell), named("presence", msgspec.json.encode(told)))
            self.walls.restless.add(cell)

    def pictures(self) -> None:
        """Say what the walls of the cells that changed show now."""
        for screens, packet in self.walls.pictures():
            self._tell(screens, packet)

    def dismiss(self, screen: Screen, reason: str) -> None:
        """Tell a screen why it is let go, and shut it; from this instant it gets nothing more."""
        self.gone(screen)
        self._tell([screen], named("out", msgspec.json.encode({"reason": reason})))
        gevent.spawn_later(0.2, screen.link.cut)

    def dismiss_door(self, door: people.Door, reason: str = "signed_out") -> None:
        """A sign-in or a token has ended: so have its screens."""
        for screen in self._screens:
            if screen.door == door and screen.wall is None:
                self.dismiss(screen, reason)

    def dismiss_dead(self, account: int, alive: set[people.Door]) -> None:
        """Some doors of a person were shut: let go of the screens that came by another than those alive."""
        for screen in self._screens.of_account(account):
            if screen.door not in alive:
                self.dismiss(screen, "signed_out")

    def gone(self, screen: Screen) -> None:
        """A screen is no more."""
        cell = self._screens.leave(screen)
        if cell is not None:
            self._restless.add(cell)
        self._screens.remove(screen.sid)

    def _tell(self, screens: list[Screen], packet: Ready) -> None:
        self.fanout.deliver([screen.link for screen in screens], packet)

    def _answer(self, screen: Screen, number: int | None, told: dict[str, Any]) -> None:
        if number is not None:
            self._tell([screen], answered(number, msgspec.json.encode(told)))

    def _refuse(self, screen: Screen, number: int | None, refused: Refused, board: Board | None = None) -> None:
        told = wire.refusal(refused, screen.language, board, screen.zone)
        self._answer(screen, number, {"ok": False, "refused": told})


def _member(board: Board, account: int) -> Member:
    member = board.members.get(account)
    if member is None or member.removed_at is not None:
        raise Refused("not_found", "cell")
    return member


def _head(cell: str, seq: int, stream: str) -> Ready:
    told = {"cell": cell, "seq": seq, "now": clock.now(), "stream": stream}
    return named("head", msgspec.json.encode(told))
