"""The watch: once a second it looks after links, doors and heads, by a clock that nobody can set; and the beat."""

import logging

import gevent

from cell import clock, people
from cell.alerts import Alerts
from cell.db import Store
from cell.errors import Refused
from cell.fanout import Ready
from cell.journal.desk import Desk
from cell.journal.orders import Job, Load
from cell.journal.reader import heads_of
from cell.links import Framed, Link
from cell.live.channel import PING_S, Channel
from cell.live.screens import Screens
from cell.live.talk import Talk

NAMELESS_S = 10.0
STUCK_S = 15.0
SILENT_S = 2.0 * PING_S
HELD_S = 2.0  # a look that comes later than this finds a process that stood still, not peers that were silent
HEAD_EVERY_S = 10
BEAT_EVERY_S = 1.0  # a page takes its link for lost after 1.75 s without a word: static/js/silence.js
_PING = Framed.of("2")
_diary = logging.getLogger(__name__)


class Watch:
    """Runs for the life of the server."""

    def __init__(self, store: Store, desk: Desk, screens: Screens, channel: Channel, talk: Talk, idle_s: float):
        self._idle_s = idle_s
        self._store = store
        self._desk = desk
        self._screens = screens
        self._channel = channel
        self._talk = talk
        self._ticks = 0
        self._alerts = Alerts(store, desk)
        self._workers = [gevent.spawn(work) for work in (self._run, self._beat, self._alert)]

    def stop(self) -> None:
        """Look no more."""
        gevent.killall(self._workers)

    def _beat(self) -> None:
        """Apart from the looks, which may take their time: a beat that comes late is a board that says it froze."""
        due = clock.elapsed()
        while True:
            due = max(due + BEAT_EVERY_S, clock.elapsed())
            gevent.sleep(max(0.0, due - clock.elapsed()))
            try:
                self._channel.fanout.beat([screen.link for screen in self._screens if screen.cell is not None])
            except Exception:
                _diary.exception("the beat stumbled")

    def _alert(self) -> None:
        """What time alone makes due; apart, since it waits for the disk."""
        while True:
            gevent.sleep(1.0)
            try:
                self._alerts.look()
            except Exception:
                _diary.exception("the clock stumbled")

    def _run(self) -> None:
        looked = clock.elapsed()
        while True:
            gevent.sleep(1.0)
            late_s, looked = clock.elapsed() - looked - 1.0, clock.elapsed()
            self._excuse(late_s)
            self._ticks += 1
            for look in (self.links, self.doors, self.others, self._talk.presences, self._talk.pictures):
                try:
                    look()
                except Exception:
                    _diary.exception("the watch stumbled")
            if self._ticks % HEAD_EVERY_S == 0:
                self._talk.heads()

    def links(self) -> None:
        """Ping who is due, and cut the nameless, the silent, the stuck and the dead."""
        now = clock.elapsed()
        named = {screen.link: screen for screen in self._screens}
        for link in list(self._channel.links):
            screen = named.get(link)
            if link.is_cut:
                self._channel.forget(link)
                if screen is not None:  # presence must not hang on a goodbye that never came
                    self._talk.gone(screen)
            elif screen is None and now - link.born > NAMELESS_S:
                link.cut(hard=True)
            elif now - link.heard > SILENT_S or link.stuck_s(now) > STUCK_S:
                link.cut(hard=True)
            elif now - link.pinged >= PING_S:
                self._ping(link, now)

    def _excuse(self, late_s: float) -> None:
        """A process that stood still heard nobody: it must not cut everybody off as soon as it goes on."""
        for link in self._channel.links if late_s > HELD_S else ():
            link.heard += late_s
            link.born += late_s
            link.pinged += late_s
            link.moved += late_s

    def _ping(self, link: Link, now: float) -> None:
        link.pinged = now
        self._channel.fanout.deliver([link], _ping_packet())

    def doors(self) -> None:
        """Let go of screens whose sign-in or token has ended or lapsed; a screen that is there keeps its own in use."""
        doors = {screen.door for screen in self._screens if screen.wall is None}
        if not doors:
            return
        with self._store.reading() as connection:
            ended = doors - people.alive(connection, doors)
            unseen = people.unseen(connection, doors - ended)
        for door in ended:
            self._talk.dismiss_door(door)
        if unseen:
            seen = Job(lambda connection: people.see(connection, unseen, idle_s=self._idle_s))
            self._desk.submit(seen, lambda value: None)  # refused, it is tried again a second later

    def others(self) -> None:
        """Fetch what other processes (or the operator's commands) added to the cells that are looked at."""
        cells = self._screens.cells()
        if not cells:
            return
        with self._store.reading() as connection:
            heads = heads_of(connection, cells)
        for cell, (seq, stream) in heads.items():
            shown = self._desk.peek(cell)
            if shown is None or seq > shown.board.seq or stream != shown.stream:
                self._desk.submit(Load(cell, whole=shown is None or stream != shown.stream), _heed)


def _heed(value: object) -> None:
    if isinstance(value, Refused):
        _diary.warning("a cell could not be brought up to date: %s", value)


def _ping_packet() -> Ready:
    packet = Ready("")
    packet.encode_cache = _PING
    return packet
