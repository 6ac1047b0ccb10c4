"""Figures agree with the waits they are read from, and say what they leave out."""

import statistics

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cell.kinds import Entry
from cell.kinds import decisions as d
from cell.kinds import tasks as t
from cell.kinds.cells import CellOpened
from cell.kinds.records import DecisionRecorded, EntryLinked, StartSet
from cell.measures import MEASURES, Reading, Spread, measures_of, percentile, spread_of
from cell.waits import Wait, waits_of
from tests.facts.entries import LEA, SAM, instant, journal, message

NOW = instant(600)
SLUGS = ("production", "logistics", "legal")
seconds = st.floats(min_value=0, max_value=1e9, allow_nan=False)


@given(st.lists(seconds, min_size=2), st.integers(2, 100), st.data())
def test_percentile_is_type_7(values: list[float], parts: int, data: st.DataObject):
    expected = statistics.quantiles(values, n=parts, method="inclusive")
    at = data.draw(st.integers(1, parts - 1))
    assert percentile(values, at / parts) == pytest.approx(expected[at - 1], rel=1e-9, abs=1e-6)


@given(st.lists(seconds, min_size=1))
def test_percentile_ends_at_the_least_and_the_greatest(values: list[float]):
    assert (percentile(values, 0), percentile(values, 1)) == (min(values), max(values))


@pytest.mark.parametrize(("values", "part"), [([], 0.5), ([1.0], -0.1), ([1.0], 1.1), ([1.0], float("nan"))])
def test_percentile_of_nothing_is_refused(values: list[float], part: float):
    with pytest.raises(ValueError, match="percentile"):
        percentile(values, part)


@given(st.lists(seconds))
def test_a_spread_agrees_with_its_values(values: list[float]):
    spread = spread_of(values)
    assert spread.n == len(values)
    if values:
        assert spread.worst == max(values)
        assert spread.mean == pytest.approx(statistics.fmean(values), abs=0.001)
        assert spread.median == pytest.approx(statistics.median(values), abs=0.001)
    else:
        assert spread == Spread(n=0)


number = st.integers(1, 3)
slug = st.sampled_from(SLUGS)
own_time = st.sampled_from(["2019-03", "2019-03-19", "2019-03-20"]) | st.integers(0, 900).map(instant)
FACTS = st.one_of(
    st.builds(t.TaskAdded, task=number, department=slug),
    st.builds(t.TaskAcknowledged, task=number),
    st.builds(t.TaskWaited, task=number, on=st.builds(t.On, department=slug) | st.builds(t.On, task=number)),
    st.builds(t.TaskResumed, task=number),
    st.builds(t.TaskEdited, task=number, fields=st.just(("department",)), department=slug),
    st.builds(t.TaskCompleted, task=number),
    st.builds(t.TaskDropped, task=number),
    st.builds(t.TaskReopened, task=number),
    st.builds(d.DecisionAsked, decision=number, decider=st.sampled_from([None, LEA, SAM])),
    st.builds(
        d.DecisionTaken,
        decision=number,
        decider=st.sampled_from([LEA, SAM]),
        decided_at=st.integers(0, 900).map(instant),
        inform=st.lists(slug, unique=True).map(tuple),
    ),
    st.builds(d.DecisionAcknowledged, decision=number, department=slug),
    st.builds(message, number, own_time, department=slug, to=slug, row=st.sampled_from([None, "r"])),
    st.builds(DecisionRecorded, decision=number, happened_at=own_time, precision=st.just("about")),
    st.builds(
        EntryLinked,
        entry=st.integers(1, 30),
        answers=st.integers(1, 30),
        answer=st.sampled_from(["ack", "done", "expired"]),
    ),
    st.builds(StartSet, entry=st.integers(1, 30)),
)
JOURNALS = st.lists(FACTS, max_size=25).map(
    lambda many: journal(*((minute, (LEA, SAM, None)[minute % 3], facts) for minute, facts in enumerate(many)))
)


@given(JOURNALS)
def test_no_wait_is_negative_and_every_figure_counts_each_wait_once(entries: list[Entry]):
    waits = waits_of(entries, NOW)
    assert all((wait.lasted_s or 0) >= 0 and (wait.acknowledged_s or 0) >= 0 for wait in waits)
    assert [wait.asked for wait in waits] == sorted(wait.asked for wait in waits)
    found = measures_of(entries, NOW)
    for name, about in {
        "time_to_acknowledge": "task",
        "time_to_decide": "decision",
        "time_to_know": "knowing",
        "time_held": "hold",
    }.items():
        check(found[name], [wait for wait in waits if wait.about == about])
    answers = [wait for wait in waits if wait.about == "answer"]
    assert len(found["pairs"]) + len(found["unanswered"]) == len(answers)
    assert sum(spread.n + spread.unknown for spread in found["time_to_answer"].values()) == sum(
        wait.outcome in ("ack", "done") for wait in answers
    )
    assert (found["span"] or 0) >= 0
    assert (found["time_to_first_decision"].seconds or 0) >= 0
    msgspec.json.encode(found)


def check(spread: Spread, waits: list[Wait]) -> None:
    assert spread.n + spread.unknown + spread.never + len(spread.open) == len(waits)
    assert all(still.age_s is None or still.age_s >= 0 for still in spread.open)
    assert spread.n == 0 or 0 <= (spread.median or 0) <= (spread.p90 or 0) <= (spread.worst or 0)


def test_those_never_taken_in_hand_stand_apart():
    found = measures_of(
        journal(
            (0, LEA, t.TaskAdded(task=1, department="logistics")),
            (0, LEA, t.TaskAdded(task=2, department="logistics")),
            (0, LEA, t.TaskAdded(task=3, department="legal")),
            (5, SAM, t.TaskAcknowledged(task=1)),
            (6, SAM, t.TaskDropped(task=2)),
        ),
        NOW,
    )["time_to_acknowledge"]
    assert (found.n, found.median, found.p90, found.worst, found.never) == (1, 300, 300, 300, 1)
    assert [(still.object, still.on, still.age_s) for still in found.open] == [("task:3", "legal", 36000)]


def test_the_clock_starts_at_t0_or_where_it_was_set():
    lines = [
        (20, LEA, d.DecisionTaken(decision=1, decider=LEA, decided_at=instant(15))),
        (30, LEA, message(1, instant(10), to="customers")),
    ]
    found = measures_of(journal(*lines), NOW)
    assert (found["time_to_first_decision"].seconds, found["time_to_first_decision"].entry) == (900, 5)
    assert found["time_to_first_public_message"].seconds == 600
    found = measures_of(journal(*lines, (40, LEA, StartSet(entry=6))), NOW)
    assert found["time_to_first_decision"].seconds == 300
    assert found["time_to_first_public_message"].seconds is None
    assert found["span"] == 0


def test_decisions_of_the_same_days_without_an_hour_make_an_upper_bound():
    days = ("2026-03-01", "2026-03-02", "2026-03-03", "2026-03", "2026-04")
    blurred = [(1, LEA, DecisionRecorded(decision=2, happened_at=day, precision="day")) for day in days]
    taken = (9, LEA, d.DecisionTaken(decision=1, decider=LEA, decided_at=instant(5)))
    first = measures_of(journal(taken, *blurred), NOW)["time_to_first_decision"]
    assert (first.entry, first.may_be_earlier) == (5, (7, 9))
    assert measures_of(journal(*blurred), NOW)["time_to_first_decision"].may_be_earlier == (6, 7, 8, 9)


def test_a_day_is_that_of_the_place():
    late = message(1, "2026-03-01T23:30:00.000Z", offset="+01:00")
    assert Reading(journal((1, LEA, late)), NOW).facts[0].days == ("2026-03-02", "2026-03-02")


def test_nothing_is_measured_of_nothing():
    found = measures_of([], NOW)
    assert list(found) == list(MEASURES)
    assert found["time_to_first_decision"].entry is found["span"] is None
    assert found["recorded_facts"].n == found["time_to_know"].n == 0
    assert Reading([Entry("c", 1, NOW, None, "cell.opened", CellOpened(level=1, t0=NOW))], NOW).start is not None
