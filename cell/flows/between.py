"""What goes between departments: hand-overs with their queue waits, loops, and how long each holds the work."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from cell.flows.lengths import Lengths, lengths_of
from cell.steps import Holder, Step, by_department, seconds_of, visits_of


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """Hand-overs from one department to another.

    `share` is their part of all successions, hand-overs or not; `elapsed` runs from the last step before to the first
    after, and so holds what the first department had left to do; `wait` is the time to be taken in hand, `never` how
    many never were. None where the record does not tell.
    """

    giver: str
    to: str
    count: int
    share: float | None = None
    elapsed: Lengths | None = None
    wait: Lengths | None = None
    never: int | None = None


class Loop(msgspec.Struct, frozen=True, kw_only=True):
    """Work that went to another department and came back: `waiting` had nothing in hand as long as `on` had it."""

    waiting: str
    on: str
    wait: Lengths


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A department: in how many cases, how many steps it made upon its own, and how long the work stayed with it."""

    holder: str
    cases: int
    alone: int
    visits: Lengths


class Between(msgspec.Struct, frozen=True, kw_only=True):
    """All of it: edges by count, loops by number, nodes by visits, then by name."""

    edges: tuple[Edge, ...]
    loops: tuple[Loop, ...]
    nodes: tuple[Node, ...] = ()


Pair = tuple[str, str]


class _Sums:
    """Durations by pair of departments, as they are met."""

    def __init__(self) -> None:
        self.elapsed: dict[Pair, list[float]] = defaultdict(list)
        self.waits: dict[Pair, list[float]] = defaultdict(list)
        self.never: Counter[Pair] = Counter()
        self.loops: dict[Pair, list[float]] = defaultdict(list)
        self.alone: Counter[str] = Counter()
        self.visits: dict[str, list[float]] = defaultdict(list)
        self.cases: Counter[str] = Counter()

    def add(self, case: Sequence[Step], holder: Holder) -> None:
        """One more case, whose steps stand in order."""
        held = [(who, seconds_of(step.at)) for step in case if (who := holder(step))]
        for (giver, before), (to, after) in zip(held, held[1:], strict=False):
            if giver == to:
                self.alone[to] += 1
            else:
                self.elapsed[giver, to].append(after - before)
        visits = visits_of(case, holder)
        lasted = [seconds_of(visit.end.at) - seconds_of(visit.first.at) for visit in visits]
        self.cases.update({visit.holder for visit in visits})
        for place, visit in enumerate(visits):
            self.visits[visit.holder].append(lasted[place])
            if not place:
                continue
            pair = (visits[place - 1].holder, visit.holder)
            if visit.taken is None:
                self.never[pair] += 1
            else:
                self.waits[pair].append(seconds_of(visit.taken.at) - seconds_of(visit.first.at))
            if place + 1 < len(visits) and visits[place + 1].holder == pair[0]:
                self.loops[pair].append(lasted[place])


def between(cases: Mapping[str, Sequence[Step]], holder: Holder = by_department, *, has_queue: bool) -> Between:
    """What goes between the holders of some cases, whose steps stand in order."""
    sums = _Sums()
    for case in cases.values():
        sums.add(case, holder)
    successions = sum(map(len, sums.elapsed.values())) + sums.alone.total()
    edges = [
        Edge(
            giver=pair[0],
            to=pair[1],
            count=len(elapsed),
            share=round(len(elapsed) / successions, 9),
            elapsed=lengths_of(elapsed),
            wait=lengths_of(sums.waits[pair]) if has_queue else None,
            never=sums.never[pair] if has_queue else None,
        )
        for pair, elapsed in sums.elapsed.items()
    ]
    nodes = [
        Node(holder=name, cases=sums.cases[name], alone=sums.alone[name], visits=lengths_of(lasted))
        for name, lasted in sums.visits.items()
    ]
    return Between(
        edges=_by_count(edges),
        loops=_loops(sums.loops),
        nodes=tuple(sorted(nodes, key=lambda node: (-node.visits.n, node.holder))),
    )


class Handover(msgspec.Struct, frozen=True):
    """One hand-over of a table that has nothing else; what did not happen, or is not known, is None."""

    giver: str
    to: str
    waited: float | None
    stayed: float | None
    back: bool


def between_handovers(handovers: Iterable[Handover]) -> Between:
    """The same from a table of hand-overs: it does not tell what was done before each."""
    waits: dict[Pair, list[float | None]] = defaultdict(list)
    loops: dict[Pair, list[float]] = defaultdict(list)
    for one in handovers:
        waits[one.giver, one.to].append(one.waited)
        if one.back and one.stayed is not None:
            loops[one.giver, one.to].append(one.stayed)
    edges = [
        Edge(
            giver=pair[0],
            to=pair[1],
            count=len(waited),
            wait=lengths_of([seconds for seconds in waited if seconds is not None]),
            never=waited.count(None),
        )
        for pair, waited in waits.items()
    ]
    return Between(edges=_by_count(edges), loops=_loops(loops))


def _by_count(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    return tuple(sorted(edges, key=lambda edge: (-edge.count, edge.giver, edge.to)))


def _loops(loops: Mapping[Pair, Sequence[float]]) -> tuple[Loop, ...]:
    found = [Loop(waiting=pair[0], on=pair[1], wait=lengths_of(lasted)) for pair, lasted in loops.items()]
    return tuple(sorted(found, key=lambda loop: (-loop.wait.n, loop.waiting, loop.on)))
