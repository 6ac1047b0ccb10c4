"""Connections that only wait, all at once for half a minute: the silent are cut, the quiet but alive are not.

One fixture opens them all, speaks in a calm cell and in a loud one, and notes when each connection ended. No end has a
latest moment: on a machine that stands still the watch excuses everybody.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from cell import clock
from cell.links import Link
from cell.live.watch import NAMELESS_S, SILENT_S, Watch
from tests.live.conftest import Standing
from tests.live.raw import Raw, frame, message
from tests.live.watching import MB, Watched, named, open_cell
from tests.serving import PATIENCE_S, Screen

HORIZON_S = 22.0  # longer than anybody may be silent
LOUD = 400  # pages of 10 kB: several times what may wait for one screen
AT_ONCE = 50
ROOM = 4096


class Waiter:
    """A connection, what it does while it waits, and when it was ended (None: not yet)."""

    def __init__(self, make: Callable[[], Raw]):
        self.begun = time.monotonic()  # before the server can have heard of it
        self.raw = make()
        self.ended_at: float | None = None

    @property
    def ended_s(self) -> float:
        """After how many seconds it was ended."""
        assert self.ended_at is not None
        return self.ended_at - self.begun

    def look(self) -> None:
        """Notice the end without reading what came."""
        if self.ended_at is None and not self.is_open():
            self.ended_at = time.monotonic()

    def is_open(self) -> bool:
        """Whether the peer has not hung up. Sending is the only way to know without reading."""
        info = self.raw.sock.getsockopt(6, 11, 1)  # TCP_INFO, its first byte is the state
        return info[0] == 1  # established


class Seen(NamedTuple):
    """What became of everybody."""

    nameless: list[Waiter]
    chatty: list[Waiter]
    silent: list[Waiter]
    ponging: list[Waiter]
    deaf: list[Waiter]
    loud: list[Waiter]
    slow: list[Waiter]
    quiet: Screen
    honest: Screen
    said: list[int]
    watched: Watched
    beside: int

    @property
    def doomed(self) -> list[Waiter]:
        """Those that must all be cut."""
        return [*self.nameless, *self.chatty, *self.silent, *self.ponging, *self.deaf, *self.loud, *self.slow]


@pytest.fixture(scope="module")
def seen(standing: Standing) -> Iterator[Seen]:
    """Half a minute of waiting."""
    calm, loud, quiet = (open_cell(standing, "alice", title) for title in ("calme", "bruit", "silence"))
    honest = standing.screen("alice", join=False)
    screen = standing.screen("bruno")  # in a cell where nothing happens
    honest.join(cell=loud)
    watched = Watched(standing)
    of = lambda cell, count, **options: [  # noqa: E731
        Waiter(lambda: named(standing, "alice", cell, **options)) for _ in range(count)
    ]
    groups = {
        "nameless": [Waiter(lambda: Raw(standing.port)) for _ in range(30)],
        "chatty": [Waiter(lambda: Raw(standing.port)) for _ in range(10)],
        "silent": of(calm, 2, room=ROOM),
        "ponging": of(calm, 2, room=ROOM),
        "deaf": of(quiet, 2),
        "loud": of(loud, 3, room=ROOM),
        "slow": of(loud, 3, room=ROOM),
    }
    made = Seen(**groups, quiet=screen, honest=honest, said=[], watched=watched, beside=0)
    over = threading.Event()
    worker = threading.Thread(target=wait, args=(made, over))
    worker.start()
    try:
        beside = speak(standing, calm, loud, made)
    finally:
        over.set()
        worker.join()
    standing.screens.clear()  # they outlive the test that happens to come first
    raws, Raw.opened = Raw.opened, []
    yield made._replace(beside=beside)
    for one in (honest, screen, *raws):
        one.close()


def wait(seen: Seen, over: threading.Event) -> None:
    """Ten times a second: notice who was hung up on; once a second the living pong, read a little, or both."""
    ticks = 0
    while not over.wait(0.1):
        ticks += 1
        for waiter in seen.doomed:
            waiter.look()
        if ticks % 10 == 0:
            for waiter in (*seen.chatty, *seen.ponging, *seen.loud, *seen.slow):
                waiter.raw.send(frame("3"))
            for waiter in seen.slow:
                waiter.raw.sock.settimeout(0.01)
                sip(waiter.raw)
            for waiter in seen.deaf:
                waiter.raw.sock.settimeout(0.01)
                sip(waiter.raw, 65536)


def sip(raw: Raw, size: int = 1024) -> None:
    try:
        raw.sock.recv(size)
    except OSError:
        pass


def speak(standing: Standing, calm: str, loud: str, seen: Seen) -> int:
    """Write until everybody who must be cut is; much in the loud cell at first.

    Returns how many pages were answered there while one that reads nothing was still connected.
    """
    shouter, talker = named(standing, "alice", calm), standing.screen("alice", join=False)
    begun, beside = time.monotonic(), 0
    while len(seen.said) < LOUD:
        shouter.send(*(page(loud, len(seen.said) + number) for number in range(AT_ONCE)))
        answers = [shouter.text("43") or "" for _ in range(AT_ONCE)]
        seen.said.extend(json.loads(answer.partition("[")[2][:-1])["seq"] for answer in answers)
        if any(waiter.is_open() for waiter in seen.loud):
            beside = len(seen.said)
        while len(seen.honest.entries()) < len(seen.said):  # who reads is given the time to
            time.sleep(0.01)
    while (past := time.monotonic() - begun) < HORIZON_S or any(one.ended_at is None for one in seen.doomed):
        assert past < PATIENCE_S, [one.ended_at for one in seen.doomed]
        talker.act("record_information", cell=calm, text="y" * 4_000, standing="fact", state="verified")
        seen.watched.look()
        time.sleep(1)
    talker.close()
    return beside


def page(cell: str, number: int) -> bytes:
    """The message that records ten thousand letters."""
    args = {"text": "x" * 9_900, "standing": "fact", "state": "verified"}
    body = {"cell": cell, "name": "record_information", "args": args, "key": f"page {number}"}
    return message("command", body, number)


def test_who_never_says_a_name_is_gone_after_ten_seconds(seen: Seen):
    """Needs: the watch's limit for connections without a name."""
    assert min(waiter.ended_s for waiter in seen.nameless) >= NAMELESS_S
    last = max(waiter.ended_at or 0 for waiter in seen.nameless)
    assert last <= min(waiter.ended_at or 0 for waiter in seen.deaf), "sooner than who has a name and is silent"


def test_answering_pings_is_no_name(seen: Seen):
    """Needs: the same limit, counted from birth and not from what was last heard."""
    assert min(waiter.ended_s for waiter in seen.chatty) >= NAMELESS_S


def test_who_neither_reads_nor_answers_is_cut(seen: Seen):
    """Needs: the watch's limits for silence and for what is not taken."""
    assert all(waiter.ended_at is not None for waiter in seen.silent)


def test_who_pongs_unasked_and_does_not_read_is_cut(seen: Seen):
    """Needs: the watch looks at what the kernel could not hand over, not at what was heard."""
    assert all(waiter.ended_at is not None for waiter in seen.ponging)


def test_who_reads_and_never_answers_a_ping_is_cut(seen: Seen):
    """Needs: the watch's limit for silence."""
    assert min(waiter.ended_s for waiter in seen.deaf) >= SILENT_S


def test_who_owes_too_much_is_cut_before_it_is_stuck_for_long(seen: Seen):
    """Needs: a bound on what waits for one screen. Those that sip take a little and owe as much."""
    assert all(waiter.ended_at is not None for waiter in (*seen.loud, *seen.slow))
    assert 1 <= seen.watched.diary.count("read too slowly and was cut off") <= len(seen.loud) + len(seen.slow)


def test_slow_and_stalled_screens_cost_little_memory(seen: Seen):
    """Needs: the same bound, for those that read a kilobyte a second."""
    assert seen.watched.grown <= 20 * MB, seen.watched.grown / MB


def test_others_never_waited_for_them_and_got_everything(seen: Seen):
    """Needs: nobody's socket is waited for but by its own writer."""
    got = [entry["seq"] for entry in seen.honest.entries()]
    assert got == seen.said
    assert seen.beside >= AT_ONCE, "nobody was answered before those who do not read were cut"


def test_a_screen_where_nothing_happens_stays(seen: Seen):
    """Needs: pings at the watch's pace, and a writer that does not give up after twenty quiet seconds."""
    assert seen.quiet.client.connected and seen.honest.client.connected
    assert seen.quiet.act("add_task", title="toujours là", department="legal")["ok"]


def test_a_server_that_stood_still_cuts_nobody_for_it(monkeypatch: pytest.MonkeyPatch):
    """Needs: the watch counts what it slept itself against nobody, and what it did not sleep as before."""
    hour, links = [100.0], set[Link]()
    monkeypatch.setattr(clock, "elapsed", lambda: hour[0])
    links.add(Link(lambda _link: None, None))
    [link] = links
    watch = Watch.__new__(Watch)
    watch._channel, watch._screens = SimpleNamespace(links=links), []  # type: ignore[assignment]
    hour[0] += 60
    watch._excuse(55.0)
    watch.links()
    assert not link.is_cut
    hour[0] += NAMELESS_S - 4
    watch._excuse(0.1)
    watch.links()
    assert link.is_cut
