"""The beat: a word a second to every screen that has joined, and never a burden to one that does not read."""

import time
from collections.abc import Iterator

import gevent
import pytest

from cell.fanout import BEAT
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


def beats(raw: Raw, seconds: float) -> list[float]:
    """When the beats of some seconds came."""
    end, came = time.monotonic() + seconds, []
    while (left := end - time.monotonic()) > 0:
        try:
            raw.text('42["beat"]', left)
        except TimeoutError:
            break
        came.append(time.monotonic())
    return came


def test_a_joined_screen_hears_one_a_second(standing: Standing):
    raw = Raw(standing.port)
    raw.name({"token": standing.tokens["alice"]})
    assert raw.ask("join", {"cell": standing.cell})
    came = beats(raw, 6.5)
    assert 5 <= len(came) <= 8
    gaps = [late - early for early, late in zip(came, came[1:], strict=False)]
    assert max(gaps) < 1.7, gaps  # or the page would say that the link is lost


def test_a_wall_hears_it_too_and_who_has_not_joined_does_not(standing: Standing):
    secret, _number = make_wall(standing)
    wall, other = Raw(standing.port), Raw(standing.port)
    wall.name({"wall": secret, "cell": standing.cell})
    other.name({"token": standing.tokens["alice"]})
    wall.send(message("join", {"cell": standing.cell}, 1))
    assert len(beats(wall, 2.5)) >= 2
    assert not beats(other, 1.5)


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
