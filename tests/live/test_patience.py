"""Connections that only wait, all at once for half a minute: the silent are cut, the quiet but alive are not.

One fixture opens them all, speaks in a calm cell and in a loud one, and notes when each connection ended.
"""

import json
import threading
import time
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.live.conftest import Standing
from tests.live.raw import Raw, frame, message
from tests.live.watching import MB, Watched, named, open_cell
from tests.serving import Screen

HORIZON_S = 29.0
LOUD_S = 12.0  # less than it takes to be called stuck
LOUD = 400  # pages of 10 kB: several times what may wait for one screen
AT_ONCE = 10
ROOM = 4096


class Waiter:
    """A connection, what it does while it waits, and after how many seconds it was ended (None: not yet)."""

    def __init__(self, raw: Raw):
        self.raw = raw
        self.ended_s: float | None = None

    def look(self, now_s: float) -> None:
        """Notice the end without reading what came."""
        if self.ended_s is None and not self.is_open():
            self.ended_s = now_s

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
    sent_s: float


@pytest.fixture(scope="module")
def seen(standing: Standing) -> Iterator[Seen]:
    """Half a minute of waiting."""
    calm, loud, quiet = (open_cell(standing, "alice", title) for title in ("calme", "bruit", "silence"))
    honest = standing.screen("alice", join=False)
    screen = standing.screen("bruno")  # in a cell where nothing happens
    honest.join(cell=loud)
    watched = Watched(standing)
    of = lambda cell, count, **options: [  # noqa: E731
        Waiter(named(standing, "alice", cell, **options)) for _ in range(count)
    ]
    groups = {
        "nameless": [Waiter(Raw(standing.port)) for _ in range(30)],
        "chatty": [Waiter(Raw(standing.port)) for _ in range(10)],
        "silent": of(calm, 2, room=ROOM),
        "ponging": of(calm, 2, room=ROOM),
        "deaf": of(quiet, 2),
        "loud": of(loud, 3, room=ROOM),
        "slow": of(loud, 3, room=ROOM),
    }
    made = Seen(**groups, quiet=screen, honest=honest, said=[], watched=watched, sent_s=0)
    over = threading.Event()
    worker = threading.Thread(target=wait, args=(made, over))
    worker.start()
    try:
        slowest = speak(standing, calm, loud, made)
    finally:
        over.set()
        worker.join()
    standing.screens.clear()  # they outlive the test that happens to come first
    raws, Raw.opened = Raw.opened, []
    yield made._replace(sent_s=slowest)
    for one in (honest, screen, *raws):
        one.close()


def wait(seen: Seen, over: threading.Event) -> None:
    """Ten times a second: notice who was hung up on; once a second the living pong, read a little, or both."""
    begun, ticks = time.monotonic(), 0
    while not over.wait(0.1):
        ticks += 1
        for waiter in (*seen.nameless, *seen.chatty, *seen.silent, *seen.ponging, *seen.deaf, *seen.loud, *seen.slow):
            waiter.look(time.monotonic() - begun)
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


def speak(standing: Standing, calm: str, loud: str, seen: Seen) -> float:
    """Write until the horizon, much in the loud cell at first; returns the slowest answer of the loud cell."""
    shouter, talker = named(standing, "alice", calm), standing.screen("alice", join=False)
    begun, slowest = time.monotonic(), 0.0
    while (past := time.monotonic() - begun) < HORIZON_S:
        if past < LOUD_S and len(seen.said) < LOUD:
            shouter.send(*(page(loud, len(seen.said) + number) for number in range(AT_ONCE)))
            answers = [shouter.text("43") or "" for _ in range(AT_ONCE)]
            seen.said.extend(json.loads(answer.partition("[")[2][:-1])["seq"] for answer in answers)
            slowest = max(slowest, time.monotonic() - begun - past)
            while len(seen.honest.entries()) < len(seen.said):  # who reads is given the time to
                time.sleep(0.01)
        else:
            time.sleep(0.5)
        if int(past) != int(time.monotonic() - begun):
            talker.act("record_information", cell=calm, text="y" * 4_000, standing="fact", state="verified")
            seen.watched.look()
    talker.close()
    return slowest


def page(cell: str, number: int) -> bytes:
    """The message that records ten thousand letters."""
    args = {"text": "x" * 9_900, "standing": "fact", "state": "verified"}
    body = {"cell": cell, "name": "record_information", "args": args, "key": f"page {number}"}
    return message("command", body, number)


def test_who_never_says_a_name_is_gone_after_ten_seconds(seen: Seen):
    """Needs: the watch's limit for connections without a name."""
    ends = [waiter.ended_s for waiter in seen.nameless]
    assert all(end is not None and 8 <= end <= 15 for end in ends), ends


def test_answering_pings_is_no_name(seen: Seen):
    """Needs: the same limit, counted from birth and not from what was last heard."""
    ends = [waiter.ended_s for waiter in seen.chatty]
    assert all(end is not None and 8 <= end <= 15 for end in ends), ends


def test_who_neither_reads_nor_answers_is_cut(seen: Seen):
    """Needs: the watch's limits for silence and for what is not taken."""
    assert all(waiter.ended_s is not None for waiter in seen.silent)


def test_who_pongs_unasked_and_does_not_read_is_cut(seen: Seen):
    """Needs: the watch looks at what the kernel could not hand over, not at what was heard."""
    assert all(waiter.ended_s is not None for waiter in seen.ponging), [waiter.ended_s for waiter in seen.ponging]


def test_who_reads_and_never_answers_a_ping_is_cut(seen: Seen):
    """Needs: the watch's limit for silence."""
    assert all(waiter.ended_s is not None and waiter.ended_s >= 15 for waiter in seen.deaf)


def test_who_owes_too_much_is_cut_before_it_is_stuck_for_long(seen: Seen):
    """Needs: a bound on what waits for one screen. Those that sip take a little and owe as much."""
    assert all(waiter.ended_s is not None for waiter in (*seen.loud, *seen.slow))
    assert seen.watched.diary.count("read too slowly and was cut off") == len(seen.loud) + len(seen.slow)


def test_slow_and_stalled_screens_cost_little_memory(seen: Seen):
    """Needs: the same bound, for those that read a kilobyte a second."""
    assert seen.watched.grown <= 20 * MB, seen.watched.grown / MB


def test_others_never_waited_for_them_and_got_everything(seen: Seen):
    """Needs: nobody's socket is waited for but by its own writer."""
    got = [entry["seq"] for entry in seen.honest.entries()]
    assert got == seen.said
    assert seen.sent_s <= 3  # on a quiet machine a few milliseconds: see the benchmarks


def test_a_screen_where_nothing_happens_stays(seen: Seen):
    """Needs: pings at the watch's pace, and a writer that does not give up after twenty quiet seconds."""
    assert seen.quiet.client.connected and seen.honest.client.connected
    assert seen.quiet.act("add_task", title="toujours là", department="legal")["ok"]
