"""The beat: a word a second to every screen that has joined, and never a burden to one that does not read."""

from collections.abc import Iterator
from typing import Any

import gevent
import pytest

from cell import clock
from cell.fanout import BEAT
from cell.live.watch import Watch
from tests.live.conftest import Standing
from tests.live.joining import make_wall
from tests.live.raw import Raw, message
from tests.live.test_fanout import Far


@pytest.fixture
def far() -> Iterator[Far]:
    """One screen's end of a line."""
    made = Far()
    yield made
    made.near.close()
    made.sock.close()


class Over(BaseException):
    """Enough was seen."""


@pytest.mark.parametrize(
    ("lasts", "beaten"),
    [([0.0] * 5, [1, 2, 3, 4, 5]), ([0.3] * 5, [1, 2, 3, 4, 5]), ([0.0, 7.5, 0.0, 0.0, 0.0], [1, 2, 9.5, 10.5, 11.5])],
    ids=["quick", "takes a while", "stood still"],
)
def test_it_beats_once_a_second_whatever_a_beat_takes(monkeypatch: Any, lasts: list[float], beaten: list[float]):
    """Needs: or the page would say that the link is lost. What was missed is not made up for: one beat is enough."""
    hour, told = [0.0], list[float]()

    class Fanout:
        """Each beat lasts as long as it is told to."""

        def beat(self, _links: list[object]) -> None:
            told.append(round(hour[0], 3))
            hour[0] += lasts[len(told) - 1]
            if len(told) == len(lasts):
                raise Over

    class Channel:
        fanout = Fanout()

    watch = Watch.__new__(Watch)
    watch._channel, watch._screens = Channel(), []  # type: ignore[assignment]
    monkeypatch.setattr(clock, "elapsed", lambda: hour[0])
    monkeypatch.setattr(gevent, "sleep", lambda seconds: hour.__setitem__(0, hour[0] + seconds))
    with pytest.raises(Over):
        watch._beat()
    assert told == beaten


def test_a_joined_screen_hears_it_again_and_again_a_wall_too_and_who_has_not_joined_does_not(standing: Standing):
    secret, _number = make_wall(standing)
    raw, wall, other = (Raw(standing.port) for _ in range(3))
    raw.name({"token": standing.tokens["alice"]})
    wall.name({"wall": secret, "cell": standing.cell})
    other.name({"token": standing.tokens["alice"]})
    assert raw.ask("join", {"cell": standing.cell})
    wall.send(message("join", {"cell": standing.cell}, 1))
    for _second in range(3):
        assert raw.text('42["beat"]') and wall.text('42["beat"]')
    assert other.ask("nonsense", {})
    assert b"beat" not in other.taken


def test_a_screen_that_does_not_read_is_owed_none(far: Far):
    def work(far: Far, link: object) -> None:
        far.fill()
        for _ in range(50):
            far.fanout.beat([far.link])  # type: ignore[list-item]
        assert far.queue.qsize() == 0
        assert far.link is not None and far.link.owed == 0 and not far.link.is_cut

    far.serve(work)


def test_a_thousand_screens_do_not_keep_the_loop(far: Far):
    turns: list[int] = []

    def work(far: Far, link: object) -> None:
        other = gevent.spawn(lambda: [turns.append(turn) or gevent.sleep(0) for turn in range(100)])
        far.fanout.beat([far.link] * 1000)  # type: ignore[list-item]
        assert len(turns) >= 10
        other.kill()
        assert far.read().count(BEAT.wire) > 100  # as many as the kernel holds

    far.serve(work)
