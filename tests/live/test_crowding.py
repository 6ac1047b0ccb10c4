"""Nobody crowds others out: walls that only stand there, writing on many screens, readings that take long."""

import threading
from typing import Any

from cell.live import picture as drawing
from cell.live.presence import Presence
from cell.live.screens import Screens
from cell.live.walls import SCREENS_OF_WALL, Walls
from cell.live.writing import Pace
from tests.cast import World
from tests.live.joining import make_wall
from tests.live.raw import Raw
from tests.live.test_wall import seen, wall_at
from tests.live.watching import named, until
from tests.serving import PATIENCE_S, Served


def test_idle_sockets_keep_no_screen_of_the_room_dark(served: Served):
    """Needs: of too many screens of one wall, those that show nothing give way first, then the oldest."""
    secret, _number = make_wall(served)
    room = wall_at(served, secret)
    assert (room.ask("join", {"cell": served.cell}) or {})["ok"]
    idle = [wall_at(served, secret) for _ in range(SCREENS_OF_WALL + 5)]
    late = wall_at(served, secret)
    assert (late.ask("join", {"cell": served.cell}) or {})["ok"], "a right link is never refused"
    served.api("alice", "POST", f"/cells/{served.cell}/commands/set_aim", json={"text": "Tenir"})
    assert seen(room)["title"] and seen(late)["title"]
    until(lambda: sum(one.is_ended(0.01) for one in idle) >= 7)
    assert not room.is_ended(0.1)


def test_of_screens_that_show_the_cell_the_oldest_gives_way(served: Served):
    secret, _number = make_wall(served)
    walls: list[Raw] = []
    for _time in range(SCREENS_OF_WALL + 1):
        walls.append(wall_at(served, secret))
        walls[-1].ask("join", {"cell": served.cell})
    assert '"crowded"' in (walls[0].text('42["out"') or "")
    assert walls[0].is_ended() and not walls[1].is_ended(0.2)


def test_a_person_says_that_they_write_once_in_two_seconds_over_all_screens(served: Served):
    first, second, other = named(served, "chloe"), named(served, "chloe"), named(served, "alice")
    said = {"cell": served.cell, "ref": "cell", "field": "aim"}

    assert (first.ask("writing", said) or {})["ok"]
    # A machine that stands still for two seconds lets one more through.
    answers = [second.ask("writing", said) or {} for _time in range(10)]
    assert "too_many" in {answer["refused"]["code"] for answer in answers if not answer["ok"]}
    assert (other.ask("writing", said) or {})["ok"], "and holds nobody else up"


def test_the_pace_forgets_who_wrote_long_ago():
    pace = Pace()
    for account in range(100):
        pace.step(account)
    pace._last = dict.fromkeys(pace._last, float("-inf"))
    pace.step(7)
    assert set(pace._last) == {7}


def test_a_picture_is_drawn_once_for_all_walls_until_something_changes(world: World, monkeypatch: Any):
    drawn: list[int] = []
    real = drawing.picture

    def picture(*args: Any) -> Any:
        drawn.append(1)
        return real(*args)

    monkeypatch.setattr("cell.live.walls.picture", picture)
    from cell.live.neighbours import Neighbours

    desk, screens = world.house.desk, Screens()
    walls = Walls(desk, screens, Presence(desk, screens, Neighbours()))
    assert len({bytes(walls.told(world.cell)["picture"]) for _time in range(50)}) == 1
    assert len(drawn) == 1
    world.act("alice", "set_aim", text="Tenir")
    assert b"Tenir" in bytes(walls.told(world.cell)["picture"])
    assert len(drawn) == 2


def test_presence_does_not_wait_for_long_readings():
    """Needs: what live screens show is read in a thread of its own."""
    import gevent
    from gevent.threadpool import ThreadPool

    from cell.live.desk import LiveDesk

    desk = LiveDesk.__new__(LiveDesk)
    desk._readers, desk._screens = ThreadPool(2), ThreadPool(1)

    class Writer:
        class store:
            @staticmethod
            def reading_apart() -> Any:
                from contextlib import nullcontext

                return nullcontext()

    desk.writer = Writer()  # type: ignore[assignment]
    begun, gate = threading.Semaphore(0), threading.Event()

    def read(_connection: object) -> None:
        begun.release()
        gate.wait(PATIENCE_S)

    long = [gevent.spawn(desk.apart, read) for _ in range(4)]
    while not begun.acquire(blocking=False):
        gevent.sleep(0.01)
    assert desk.aside(lambda _connection: "here") == "here"
    assert not any(one.ready() for one in long)
    gate.set()
    gevent.joinall(long)
