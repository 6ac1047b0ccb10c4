"""Ten lines of what happened, by a rule anybody can follow; and the strip of who worked and who waited."""

from typing import Any

import msgspec

from cell.board import replay
from cell.kinds import Entry, Facts
from cell.kinds.cells import (
    AimSet,
    CellClosed,
    CellLevelled,
    CellOpened,
    Named,
    ObjectiveMeasured,
    ObjectiveSet,
    Seat,
    Targets,
)
from cell.kinds.closing import TaskLeft
from cell.kinds.decisions import DecisionAsked, DecisionTaken
from cell.kinds.information import InformationRecorded
from cell.kinds.journal import EntryMarked, EntryUnmarked
from cell.kinds.tasks import On, TaskAcknowledged, TaskAdded, TaskCompleted, TaskReopened, TaskResumed, TaskWaited
from cell.review import LINES, lanes_of, links_of, ten_lines
from cell.waits import waits_of
from tests.facts.entries import LEA, SAM, instant, journal

SEATED = 4  # the entries of the opening


def told(entries: list[Entry]) -> list[int]:
    return [one.seq for one in ten_lines(entries, replay(entries))]


def info(number: int) -> InformationRecorded:
    return InformationRecorded(information=number, text=f"Fait {number}", standing="fact", state="verified")


def ruled(*numbers: int) -> list[tuple[float, int | None, Facts]]:
    lines: list[tuple[float, int | None, Facts]] = []
    for number in numbers:
        taken = DecisionTaken(decision=number, choice="Oui", rationale="x", decider=LEA, decided_at=instant(number))
        lines += [(number, LEA, DecisionAsked(decision=number, question="?")), (number, LEA, taken)]
    return lines


def test_the_opening_is_first_the_closing_last_and_what_is_marked_between():
    entries = journal((1, LEA, info(1)), (2, LEA, info(2)), (3, LEA, EntryMarked(entry=6)), (4, LEA, CellClosed()))
    assert told(entries) == [1, 6, 8]


def test_what_lost_its_mark_and_what_nobody_marked_is_left_out():
    mark, off = EntryMarked(entry=5), EntryUnmarked(entry=5)
    assert told(journal((1, LEA, info(1)), (2, LEA, mark), (3, LEA, off))) == [1]
    assert told(journal((1, LEA, info(1)), (2, LEA, mark), (3, LEA, off), (4, LEA, mark))) == [1, 5]


def test_what_is_said_twice_of_a_task_is_told_once_and_nothing_after_the_closing():
    work = [(1, SAM, TaskAdded(task=1, title="x", department="logistics")), (2, SAM, TaskCompleted(task=1))]
    again = [(3, SAM, TaskReopened(task=1)), (4, SAM, TaskCompleted(task=1)), (5, LEA, CellClosed()), *ruled(6)]
    entries = journal(*work, *again)
    assert [one.kind for one in ten_lines(entries, replay(entries))] == [
        "cell.opened",
        "task.reopened",
        "task.completed",
        "cell.closed",
    ]


def test_of_too_many_the_first_and_the_last_stay_and_the_others_are_spread():
    entries = journal(*ruled(*range(1, 31)))
    lines, taken = told(entries), [one.seq for one in entries if one.kind == "decision.taken"]
    assert len(lines) == LINES and lines[0] == 1
    assert lines[1] == taken[0] and lines[-1] == taken[-1]
    gaps = [later - earlier for earlier, later in zip(lines[1:], lines[2:], strict=False)]
    assert max(gaps) - min(gaps) <= 2


def test_a_higher_rank_comes_before_a_lower_one_and_the_journal_gives_the_order():
    done = [(20 + n, SAM, TaskAdded(task=n, title="x", department="logistics")) for n in range(1, 20)]
    done += [(50 + n, SAM, TaskCompleted(task=n)) for n in range(1, 20)]
    entries = journal(*done, (90, LEA, CellLevelled(level=4)), *ruled(1), (99, LEA, AimSet(text="x")))
    kinds = [entries[seq - 1].kind for seq in told(entries)]
    assert len(kinds) == LINES and kinds[-3:] == ["cell.levelled", "decision.taken", "aim.set"]
    assert kinds.count("task.completed") == LINES - 4


def test_an_aim_counts_when_its_target_is_reached_the_right_way_round():
    up = ObjectiveSet(objective=1, text="Servis", unit="%", target="95")
    down = ObjectiveSet(objective=2, text="Retard", unit="h", target="4", sense="down")
    values = [("1", "90"), ("1", "95.5"), ("2", "6"), ("2", "4")]
    lines = [
        (n, LEA, ObjectiveMeasured(objective=int(o), value=v, measured_at=instant(n)))
        for n, (o, v) in enumerate(values, 2)
    ]
    assert told(journal((1, LEA, up), (1, LEA, down), *lines)) == [1, 8, 10]


def test_a_long_journal_is_read_a_few_times_not_once_per_entry():
    reads: list[int] = []

    class Counted:
        def __init__(self, entry: Entry):
            self.seq, self.facts, self._kind = entry.seq, entry.facts, entry.kind

        @property
        def kind(self) -> str:
            reads.append(self.seq)
            return self._kind

    aim = ObjectiveSet(objective=1, text="Servis", unit="%", target="95")
    lines: list[tuple[float, int | None, Facts]] = [(1, LEA, info(1)), (1, LEA, aim)]
    for _ in range(100):
        lines += [(2, LEA, EntryMarked(entry=5)), (2, LEA, EntryUnmarked(entry=5)), (2, LEA, AimSet(text="x"))]
        lines += [(2, LEA, ObjectiveMeasured(objective=1, value="90", measured_at=instant(2)))]
    entries = journal(*lines)
    counted: Any = [Counted(entry) for entry in entries]
    assert [one.seq for one in ten_lines(counted, replay(entries))] == [1, 9]
    assert len(reads) < 40 * len(entries)


def test_an_imported_record_and_an_empty_cell_have_their_lines_too():
    assert told(journal()) == [1]
    opened = [Entry("c1", 1, instant(0), LEA, "cell.opened", CellOpened(level=1, t0=instant(0)))]
    assert told(opened) == [1]


def test_the_strip_unites_what_overlaps_and_ends_where_the_cell_does():
    entries = journal(
        (0, LEA, TaskAdded(task=1, title="x", department="logistics")),
        (0, LEA, TaskAdded(task=2, title="y", department="logistics")),
        (10, SAM, TaskAcknowledged(task=1)),
        (20, SAM, TaskAcknowledged(task=2)),
        (30, SAM, TaskCompleted(task=1)),
        (40, SAM, TaskWaited(task=2, on=On(department="production"), reason="clé")),
        (50, SAM, TaskResumed(task=2)),
    )
    board = replay(entries)
    board.departments = {"logistics": None, "production": None}  # type: ignore[dict-item]  (only their order is read)
    lane, other = lanes_of(waits_of(entries, instant(60)), board, instant(60))
    assert [(one.sort, one.since, one.until) for one in lane.spans] == [
        ("work", instant(10), instant(60)),
        ("hold", instant(40), instant(50)),
    ]
    assert (lane.works_s, lane.waits_s, other.spans) == (3000.0, 600.0, ())


def test_a_task_that_left_the_cell_is_waited_for_no_more():
    entries = journal(
        (0, LEA, TaskAdded(task=1, title="x", department="logistics")),
        (5, LEA, TaskLeft(task=1, line="Mme Roy")),
    )
    [wait] = [one for one in waits_of(entries, instant(60)) if one.about == "task"]
    assert (wait.outcome, wait.ended_at) == ("dropped", instant(5))


def test_the_strip_tells_who_waited_on_whom_and_which_seat_stood_empty():
    opened = journal()[0]
    seats = tuple(Seat(slug, Named(slug, slug), Named(slug[:3], slug[:3]), 1) for slug in ("production", "logistics"))
    promised = Targets(*(600,) * 7)
    facts = CellOpened(level=3, t0=instant(0), departments=seats, targets=promised)
    entries = journal(
        (10, LEA, TaskAdded(task=1, title="x", department="production")),
        (20, LEA, TaskAcknowledged(task=1)),
        (30, LEA, TaskWaited(task=1, on=On(department="logistics"), reason="x")),
        (35, LEA, TaskAdded(task=2, title="y", department="logistics")),
        (40, SAM, TaskAcknowledged(task=2)),
        (50, LEA, TaskResumed(task=1)),
        (55, LEA, TaskWaited(task=1, on=On(outside="la douane"), reason="x")),
    )
    entries = [msgspec.structs.replace(opened, facts=facts), *entries[1:]]
    board, waits = replay(entries), waits_of(entries, instant(60))
    [link] = links_of(waits, board, instant(60))
    assert (link.waiting, link.on, link.since, link.until) == ("production", "logistics", instant(30), instant(50))
    gone = {lane.department: [one for one in lane.spans if one.sort == "gone"] for lane in lanes_of(waits, board, "")}
    assert gone["logistics"][0].until == instant(40)
