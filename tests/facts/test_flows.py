"""What goes between departments: the worked example by hand, and what must hold of any record."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cell.flows.between import between
from cell.flows.cases import business_seconds, case_of
from cell.flows.flow import open_by_month, runs_of, xmr_of
from cell.flows.lengths import nearest_rank, percentiles_of, type_6
from cell.steps import Step, by_team, cases_of, visits_of

T0 = datetime(2024, 1, 5, 8, tzinfo=UTC)  # a Friday


@dataclass
class At:
    """A step by hand: minutes after eight, who holds it, and its marks."""

    minute: float
    who: str | None
    marks: str = ""


def case(*told: At, name: str = "X") -> list[Step]:
    return [
        Step(
            case=name,
            step=number,
            at=(T0 + timedelta(minutes=one.minute)).isoformat().replace("+00:00", "Z"),
            department=one.who,
            team=f"{one.who}-team" if one.who else None,
            queued="q" in one.marks,
            completed="c" in one.marks,
            paused="p" in one.marks,
            entry=number,
        )
        for number, one in enumerate(told, 1)
    ]


TOY = case(
    *(At(0, "A"), At(30, "A"), At(60, "B", "q"), At(120, "B"), At(140, "A", "q"), At(170, "A")),
    *(At(180, "C", "q"), At(185, "B", "q"), At(245, "B"), At(275, "B", "c")),
)


def test_the_worked_example_hand_over_by_hand_over():
    found = between({"X": TOY}, has_queue=True)
    told = {(edge.giver, edge.to): edge for edge in found.edges}
    assert [(*pair, edge.count, edge.share) for pair, edge in told.items()] == [
        (giver, to, 1, 0.111111111) for giver, to in (("A", "B"), ("A", "C"), ("B", "A"), ("C", "B"))
    ]
    assert {pair: edge.elapsed.sum for pair, edge in told.items()} == {
        ("A", "B"): 1_800,
        ("B", "A"): 1_200,
        ("A", "C"): 600,
        ("C", "B"): 300,
    }
    assert {pair: (edge.wait.n, edge.wait.sum, edge.never) for pair, edge in told.items()} == {
        ("A", "B"): (1, 3_600, 0),
        ("B", "A"): (1, 1_800, 0),
        ("A", "C"): (0, 0, 1),
        ("C", "B"): (1, 3_600, 0),
    }
    assert [(loop.waiting, loop.on, loop.wait.n, loop.wait.sum) for loop in found.loops] == [("A", "B", 1, 4_800)]
    assert {node.holder: (node.cases, node.alone, node.visits.sum) for node in found.nodes} == {
        "A": (1, 2, 6_000),
        "B": (1, 3, 10_200),
        "C": (1, 0, 300),
    }


def test_the_worked_example_as_a_piece_of_work():
    found = case_of("X", TOY, has_queue=True)
    assert (found.throughput_s, found.active_s, found.paused_s, found.business_s) == (16_500, 16_500, 0, 12_900)
    assert (found.visits, found.ping_pong, found.re_entries) == (5, True, 2)
    assert (found.to_take_s, found.to_complete_s) == (0, 16_500)


def test_without_a_queue_nobody_says_when_work_was_taken():
    [edge] = between({"X": case(At(0, "A"), At(5, "B"))}, has_queue=False).edges
    assert (edge.wait, edge.never, edge.elapsed.sum) == (None, None, 300)
    assert case_of("X", TOY, has_queue=False).to_take_s is None


def test_steps_without_a_department_are_left_out_of_pairs_and_count_for_the_case():
    told = case(At(0, None), At(10, "A"), At(20, None, "p"), At(30, "A"), At(40, "B"), At(50, None, "c"))
    found = between({"X": told}, has_queue=False)
    assert [(edge.giver, edge.to, edge.elapsed.sum) for edge in found.edges] == [("A", "B", 600)]
    assert {node.holder: (node.alone, node.visits.sum) for node in found.nodes} == {"A": (1, 1_800), "B": (0, 0)}
    one = case_of("X", told, has_queue=False)
    assert (one.throughput_s, one.paused_s, one.active_s, one.to_complete_s) == (3_000, 600, 2_400, 3_000)
    assert visits_of(case(At(0, None)), by_team) == []
    assert between({"X": case(At(0, None))}, has_queue=True).edges == ()


def test_a_case_that_is_only_queued_was_never_taken():
    one = case_of("X", case(At(0, "A", "q"), At(10, "B", "q")), has_queue=True)
    assert (one.to_take_s, one.to_complete_s, one.ping_pong, one.re_entries) == (None, None, False, 0)


@pytest.mark.parametrize(
    ("first", "last", "seconds"),
    [
        ((5, 8), (5, 12), 10_800),  # Friday before nine
        ((5, 16), (8, 10), 7_200),  # over a weekend
        ((6, 10), (7, 12), 0),  # Saturday and Sunday
        ((1, 0), (15, 0), 10 * 28_800),  # two whole weeks
        ((5, 17), (5, 18), 0),  # half-open: five o'clock is over
    ],
)
def test_business_seconds(first: tuple[int, int], last: tuple[int, int], seconds: float):
    one, two = (datetime(2024, 1, *when, tzinfo=UTC).timestamp() for when in (first, last))
    assert business_seconds(one, two) == seconds


def test_percentiles_differ_where_n_is_small_and_say_so():
    values = [15.0, 20.0, 35.0, 40.0, 50.0]
    assert (type_6(values, 0.5), nearest_rank(values, 0.3), nearest_rank(values, 1)) == (35.0, 20.0, 50.0)
    assert type_6(values, 0.4) == pytest.approx(26)
    assert (type_6(values, 0.99), type_6(values, 0.01), type_6([7.0], 0.5)) == (50.0, 15.0, 7.0)
    assert nearest_rank(list(map(float, range(1, 11))), 0.9) == 9
    found: Any = percentiles_of(values)
    assert (found["n"], found["p50_type7"], found["p90_type7"], found["p90_nearest_rank"]) == (5, 35.0, 46.0, 50.0)
    assert percentiles_of([]) is None


def test_open_cases_are_those_that_arrived_and_have_not_departed():
    days = 24 * 60
    cases = [
        case_of(name, case(At(start * days, "A"), At(end * days, "A"), name=name), has_queue=False)
        for name, start, end in (("one", 0, 40), ("two", 30, 30.5))
    ]
    assert [tuple(month.values()) for month in open_by_month(cases)] == [
        ("2024-01-01T00:00:00Z", 0, 0, 0),
        ("2024-02-01T00:00:00Z", 1, 0, 1),
        ("2024-03-01T00:00:00Z", 2, 2, 0),
    ]
    assert open_by_month([]) == [] and xmr_of(cases) is None


def test_a_run_is_eight_on_one_side_and_breaks_at_the_mean():
    assert runs_of([1.0] * 8 + [0.0] + [-1.0] * 9, 0.0) == [[0, 7, "+"], [9, 17, "-"]]
    assert runs_of([1.0] * 7 + [0.0] + [1.0] * 7, 0.0) == []


STEPS = st.tuples(st.integers(0, 60), st.sampled_from("ABCD"), st.sampled_from(["", "q", "p"]))


@given(st.lists(st.lists(STEPS, min_size=1, max_size=12), min_size=1, max_size=5), st.integers())
def test_what_must_hold_of_any_record(told: list[list[tuple[int, str, str]]], seed: int):
    steps: list[Step] = []
    for number, one in enumerate(told):
        minutes = sorted(minute for minute, _, _ in one)  # ties are common here
        timed = [At(minute, who, marks) for minute, (_, who, marks) in zip(minutes, one, strict=True)]
        steps += case(*timed, name=f"case {number}")
    cases = cases_of(steps)
    found = between(cases, has_queue=True)
    lives = [case_of(name, rows, has_queue=True) for name, rows in cases.items()]
    assert sum(node.visits.sum for node in found.nodes) == pytest.approx(sum(one.throughput_s for one in lives))
    assert sum(edge.count for edge in found.edges) == sum(one.visits - 1 for one in lives)
    assert all(edge.wait.n + (edge.never or 0) == edge.count for edge in found.edges)
    assert all(0 <= one.paused_s <= one.throughput_s and 0 <= one.business_s <= one.throughput_s for one in lives)
    random.Random(seed).shuffle(steps)
    assert between(cases_of(steps), has_queue=True) == found
