"""Whatever happens, and whatever becomes of the pushes on their way: in the end everybody sees one board."""

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from cell import wire
from cell.errors import Refused
from cell.journal import rebuild
from cell.journal.orders import Answer, Job, Order, Page
from cell.journal.verify import verify
from tests.cast import World
from tests.histories import deeds, order
from tests.mirror import Mirror, assert_same
from tests.recording import together

FATES = ("now", "now", "lost", "twice", "late", "released", "again")
SCREENS = (True, True, False, False)
STEP = st.tuples(st.lists(deeds(), min_size=1, max_size=5), st.tuples(*(st.sampled_from(FATES) for _ in SCREENS)))
numbers = itertools.count()


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A world in which each history gets a cell of its own."""
    made = World(tmp_path_factory.mktemp("ground"))
    yield made
    made.close()


class Line(Mirror):
    """A screen behind a line that loses, doubles, holds back and turns round what it carries."""

    held: list[bytes]

    def carry(self, push: bytes, fate: str) -> None:
        """One push, and what becomes of it."""
        if fate in ("now", "twice"):
            self.hear(push)
        if fate in ("late", "twice"):
            self.held.append(push)
        if fate == "released":
            for old in [push, *reversed(self.held)]:
                self.hear(old)
            self.held.clear()
        if fate == "again":
            self.ask()


def opened(world: World) -> str:
    """A fresh cell with the whole cast in it."""
    cell = f"c{next(numbers)}"
    world.open(cell, "alice", department="direction")
    for who, role, department in (
        ("bruno", "loggist", None),
        ("chloe", "member", "logistics"),
        ("dan", "observer", None),
    ):
        world.act("alice", "add_member", cell=cell, member=world.ids[who], role=role, department=department)
    for number in range(3):
        world.act("chloe", "add_task", cell=cell, title=f"tâche {number}", department="logistics")
    world.act("alice", "ask_decision", cell=cell, question="Payer ?", restricted=True)
    world.act("alice", "ask_decision", cell=cell, question="Chartrer ?")
    return cell


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(steps=st.lists(STEP, min_size=6, max_size=20))
def test_every_screen_ends_on_the_board_that_a_replay_gives(ground: World, steps: list):
    cell = opened(ground)
    screens = [Line(ground, cleared, cell) for cleared in SCREENS]
    for screen in screens:
        screen.held = []
    pages: list[Page] = []
    ground.house.desk.listeners[:] = [pages.append]
    written = refused = 0
    for number, (batch, fates) in enumerate(steps):
        pages.clear()
        orders: list[Order] = [order(ground, cell, deed, f"{number} {place}") for place, deed in enumerate(batch)]
        answers = together(ground, orders)
        written += sum(isinstance(answer, Answer) for answer in answers)
        refused += sum(isinstance(answer, Refused) for answer in answers)
        assert not [answer for answer in answers if isinstance(answer, Refused) and answer.status >= 500]
        for page in pages:
            for screen, fate in zip(screens, fates, strict=True):
                screen.carry(wire.push(page, screen.cleared), fate)
    event(f"written {min(written // 5 * 5, 50)}+")
    assert written + refused == sum(len(batch) for batch, _ in steps)
    for screen in screens:
        screen.head()
    assert_same(ground, [*screens, *(Mirror(ground, cleared, cell) for cleared in (True, False))], cell)
    # What is on disk proves itself, and the indexes written on the way are those a rebuild would write.
    ground.house.desk.ask(Job(lambda connection: verify(connection, cell)))
    assert ground.house.desk.ask(Job(lambda connection: rebuild.rebuild(connection, cell))) == 0


def test_who_was_away_gets_new_rows_in_the_order_they_came(ground: World):
    cell = opened(ground)
    screens = [Line(ground, cleared, cell) for cleared in (True, False)]
    for number in range(9):
        ground.act("chloe", "add_task", cell=cell, title=f"tâche {number}", department="logistics")
    ground.act("alice", "add_department", cell=cell, department="quality")
    ground.act("alice", "add_department", cell=cell, department="finance")
    for screen in screens:
        screen.head()
    assert_same(ground, screens, cell)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(history=st.lists(deeds(), min_size=5, max_size=25), cuts=st.lists(st.integers(1, 5), min_size=25, max_size=25))
def test_how_commands_fall_into_batches_changes_nothing(ground: World, history: list, cuts: list[int]):
    """One by one or several at once, the same entries are written and the same commands refused."""
    ground.house.desk.listeners.clear()
    told: list[list[object]] = []
    for sizes in (itertools.repeat(1), iter(cuts)):
        cell = opened(ground)
        orders: list[Order] = [order(ground, cell, deed, str(place)) for place, deed in enumerate(history)]
        answers: list[object] = []
        while orders:
            size = next(sizes)
            for answer in together(ground, orders[:size]):
                answers.append(answer.seq if isinstance(answer, Answer) else (answer.code, answer.field))
            orders = orders[size:]
        board = ground.house.desk.show(cell).board
        told.append([answers, board.seq, [(task.status, task.title, task.blocks) for task in board.tasks.values()]])
    assert told[0] == told[1]
