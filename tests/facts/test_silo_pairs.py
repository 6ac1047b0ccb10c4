"""Pairs of departments from one crisis to another: which stand where, and what has changed, worked out by hand."""

from typing import Any

from cell import silos
from cell.silos import Matrix, Span
from cell.waits import Wait
from tests.facts.test_silos import NOW, ORDER, at, wait


def matrix(*found: Wait) -> Matrix:
    return silos.matrix_of(found, ORDER, Span(NOW))


def lasting(minutes: tuple[float, ...], **more: Any) -> list[Wait]:
    """Production waited on legal so many times, so many minutes each."""
    return [wait("production", "legal", 10 * n, 10 * n + long, **more) for n, long in enumerate(minutes)]


def test_a_pair_stands_once_with_its_square_of_each_crisis_those_of_both_first():
    before = matrix(*lasting((10, 20, 30, 40, 50)), wait("legal", "purchasing", 0, 5))
    after = matrix(*lasting((10, 10, 15, 20, 25)), wait("purchasing", "legal", 0))
    found = silos.pairs_of([before, after])
    assert [(one.waiting, one.on) for one in found] == [
        ("production", "legal"),
        ("purchasing", "legal"),
        ("legal", "purchasing"),
    ]
    assert [[square is not None for square in one.squares] for one in found] == [[1, 1], [0, 1], [1, 0]]
    assert [[change.figure for change in one.changes] for one in found] == [["median"], [], []]
    [change] = found[0].changes
    assert (change.by, change.part, change.is_few) == (-900, -0.5, False)


def test_approvals_hand_offs_and_returns_are_compared_each_for_itself():
    taken = {"about": "handoff", "acknowledged_at": at(5), "outcome": "usable"}
    first = [
        *lasting((60,), about="approval", outcome="given"),
        wait("production", "legal", 0, 100, acknowledged_s=600, **taken),
        *lasting((9,), about="handoff", outcome="returned"),
    ]
    last = [
        *lasting((90,), about="approval", outcome="refused"),
        wait("production", "legal", 0, 100, acknowledged_s=600, **taken),
    ]
    [pair] = silos.pairs_of([matrix(*first), matrix(), matrix(*last)])
    told = {change.figure: (change.by, change.part, change.is_few) for change in pair.changes}
    assert told["approve"] == (1800, 0.5, True) and told["hand_over"] == (0, 0, True)
    assert told["returned"] == (-0.5, None, True)
    assert len(pair.squares) == 3 and pair.squares[1] is None


def test_nothing_is_said_of_what_has_not_ended_in_both():
    [pair] = silos.pairs_of([matrix(wait("production", "legal", 0)), matrix(*lasting((10,)))])
    assert pair.changes == () and pair.sum_s == 600 * 60 + 600
    [same] = silos.pairs_of([matrix(*lasting((0,))), matrix(*lasting((10,)))])
    assert [(change.by, change.part) for change in same.changes] == [(600, None)], "of nothing there is no part"
    assert silos.pairs_of([]) == []


def test_what_has_changed_goes_between_the_crises_in_which_it_waited():
    [pair] = silos.pairs_of([matrix(*lasting((10,))), matrix(*lasting((15,))), matrix()])
    assert [(change.by, change.part) for change in pair.changes] == [(300, 0.5)] and len(pair.waited) == 2
    [late] = silos.pairs_of([matrix(), matrix(*lasting((10,))), matrix(), matrix(*lasting((5,)))])
    assert [change.by for change in late.changes] == [-300], "nor need the first be one of them"
    [alone] = silos.pairs_of([matrix(), matrix(*lasting((10,))), matrix()])
    assert alone.changes == () and len(alone.waited) == 1
