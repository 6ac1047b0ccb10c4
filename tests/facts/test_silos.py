"""The silo map from waits alone: squares, spans, shares, sayings and moves, worked out by hand."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cell import silos
from cell.silos import Span
from cell.waits import Wait

START = datetime(2026, 11, 17, 8, tzinfo=UTC)
ORDER = ("purchasing", "production", "legal", "communications")


def at(minutes: float) -> str:
    """An instant, minutes after the start."""
    return (START + timedelta(minutes=minutes)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


NOW = at(600)


def wait(waiting: str | None, on: str | None, asked: float, ended: float | None = None, **more: Any) -> Wait:
    """A wait in minutes after the start."""
    last = 600.0 if ended is None else ended
    fields: dict[str, Any] = {"about": "task", "object": f"task:{asked:.0f}", "asked": int(asked) + 1} | more
    outcome = more.get("outcome", None if ended is None else "done")
    return Wait(
        **{**fields, "outcome": outcome},
        waiting=waiting,
        on=on,
        asked_at=at(asked),
        ended=None if ended is None else int(ended) + 1,
        ended_at=None if ended is None else at(ended),
        lasted_s=(last - asked) * 60,
    )


def test_a_square_counts_what_ended_and_keeps_apart_what_runs():
    found = [
        *(wait("production", "legal", 10 * n, 10 * n + 5 + n) for n in range(3)),
        wait("production", "legal", 100),
        wait("production", "legal", 50),
        wait("legal", "production", 0, 20),
        wait("production", "production", 0, 20),
        wait("production", None, 0, outside="douanes"),
    ]
    matrix = silos.matrix_of(found, ORDER, Span(NOW))
    one = matrix.squares["production", "legal"]
    assert (one.spread.n, one.spread.median, one.spread.worst) == (3, 360.0, 420.0)
    assert [wait.lasted_s for wait in one.open] == [33_000.0, 30_000.0], "the oldest first"
    assert one.sum_s == 300 + 360 + 420 + 33_000 + 30_000
    assert matrix.waited_s("production") == one.sum_s and matrix.kept_s("production") == 1200
    assert len(matrix.apart) == 2 and matrix.n == 6 and len(matrix.open) == 2


def test_a_span_cuts_what_it_counts_and_ages_what_ran_at_its_end():
    found = [wait("production", "legal", 0, 60), wait("production", "legal", 30, 200), wait("production", "legal", 300)]
    matrix = silos.matrix_of(found, ORDER, Span(NOW, at(40), at(100)))
    [one] = matrix.squares.values()
    assert one.spread.n == 1 and one.spread.worst == 3600, "it ended within, and counts whole"
    assert [wait.lasted_s for wait in one.open] == [70 * 60], "answered later, it ran then"
    assert one.sum_s == 20 * 60 + 60 * 60
    assert not silos.matrix_of(found, ORDER, Span(NOW, at(210), at(290))).squares


def test_hand_offs_that_bounced_and_approvals_have_figures_of_their_own():
    accepted = {"acknowledged_at": at(110), "acknowledged_s": 600}
    found = [
        wait("purchasing", "legal", 0, 30, about="handoff", outcome="returned"),
        wait("purchasing", "legal", 40, 90, about="handoff", outcome="returned"),
        wait("purchasing", "legal", 100, 160, about="handoff", outcome="usable", **accepted),
        wait("purchasing", "legal", 0, 45, about="approval", outcome="given"),
        wait("purchasing", "legal", 0, 99, about="approval", outcome="presumed"),
    ]
    matrix = silos.matrix_of(found, ORDER, Span(NOW))
    [one] = matrix.squares.values()
    assert (one.offers, one.returned, one.approve.n, one.approve.median) == (3, 2, 1, 2700)
    assert (one.hand_over.n, one.hand_over.worst) == (1, 600)
    [saying] = silos.sayings_of(matrix)
    assert (saying.sort, saying.n, saying.of) == ("bounce", 2, 3)


def test_what_matters_is_said_by_rule():
    found = [
        *(wait("production", "legal", 100 + n, about="approval", object=f"approval:{n}") for n in range(3)),
        wait("communications", "legal", 10),
        wait("legal", "purchasing", 20),
        wait("purchasing", "production", 500, 510),
    ]
    pair, pole = silos.sayings_of(silos.matrix_of(found, ORDER, Span(NOW)))
    assert (pair.sort, pair.waiting, pair.on, pair.n) == ("pair", "production", "legal", 3)
    assert pair.age_s == 500 * 60 and pair.abouts == (("approval", 3),)
    assert (pole.sort, pole.on, pole.n, pole.of) == ("pole", "legal", 4, 5)
    assert not silos.sayings_of(silos.matrix_of([], ORDER, Span(NOW)))


def test_the_next_move_frees_also_who_waits_behind():
    found = [
        wait("production", "legal", 0, object="task:1"),
        wait("purchasing", "production", 50, object="task:2"),
        wait("production", "legal", 60, about="hold", object="task:2"),
        wait("communications", "purchasing", 10, object="task:3"),
        wait("legal", None, 10, object="task:4"),
    ]
    moves = silos.moves_of(found, {"task:1": ["task:2"], "task:2": ["task:1"]})
    assert [(move.object, move.on, move.frees) for move in moves] == [
        ("task:1", "legal", ("production", "purchasing")),
        ("task:3", "purchasing", ("communications",)),
    ]
    assert moves[0].waited_s == (600 + 550 + 540) * 60


def test_of_what_several_are_asked_for_a_move_is_the_part_of_one():
    about: dict[str, Any] = {"about": "contribution", "object": "contribution:1"}
    found = [wait("production", "legal", 0, **about), wait("production", "purchasing", 0, **about)]
    [move] = silos.moves_of(found, {})
    assert (move.on, move.frees, move.waited_s, len(move.waits)) == ("legal", ("production",), 600 * 60, 1)


def test_work_stands_still_until_it_is_taken_and_while_it_is_held():
    found = [
        wait("production", "legal", 0, 100, object="task:1", acknowledged_at=at(20)),
        wait("legal", "purchasing", 40, 70, about="hold", object="task:1"),
        wait("legal", "production", 60, 80, about="validate", object="task:1"),
        wait("production", "purchasing", 0, 10, object="task:2"),
    ]
    legal = next(one for one in silos.shares_of(found, ORDER, NOW) if one.department == "legal")
    assert (legal.n, legal.elapsed_s, legal.still_s, legal.part) == (1, 6000, 3600, 0.6), "40 to 80 counts once"
    never_taken = next(one for one in silos.shares_of(found, ORDER, NOW) if one.department == "purchasing")
    assert never_taken.part == 1


slugs = st.sampled_from([*ORDER, None])


@given(st.lists(st.tuples(slugs, slugs, st.integers(0, 500), st.none() | st.integers(0, 99)), max_size=30), st.data())
def test_sums_and_counts_agree_whatever_the_order(drawn: list[tuple[Any, ...]], data: Any):
    found = [wait(a, b, asked, None if more is None else asked + more) for a, b, asked, more in drawn]
    since, until = (data.draw(st.none() | st.integers(0, 600).map(at)) for _ in range(2))
    span = Span(NOW, since, until)
    matrix = silos.matrix_of(found, ORDER, span)
    squares = matrix.squares.values()
    assert sum(matrix.waited_s(slug) for slug in matrix.order) == sum(matrix.kept_s(slug) for slug in matrix.order)
    assert matrix.n == sum(one.spread.n + len(one.open) for one in squares)
    assert matrix.n + len(matrix.apart) <= len(found)
    assert all(one.sum_s >= 0 and (wait.lasted_s or 0) >= 0 for one in squares for wait in one.waits)
    shuffled = data.draw(st.permutations(found))
    again = silos.matrix_of(shuffled, ORDER, span)
    assert {pair: (one.spread, round(one.sum_s)) for pair, one in again.squares.items()} == {
        pair: (one.spread, round(one.sum_s)) for pair, one in matrix.squares.items()
    }
    assert all(0 <= (one.part or 0) <= 1 for one in silos.shares_of(found, ORDER, NOW))
    assert len(silos.moves_of(found, {})) <= 3
