"""The figures of a record under the names they are published by: four tables and a summary."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from cell.flows.between import Between, Edge, Loop, Node
from cell.flows.cases import Case
from cell.flows.flow import open_by_month, xmr_of
from cell.flows.lengths import Lengths, lengths_of, percentiles_of
from cell.flows.record import LEVELS, Record
from cell.steps import seconds_of, visits_of

TOP = 10
Value = str | int | float | None
Row = dict[str, Value]
_NONE = Lengths(n=0, sum=0.0)


class Table(msgspec.Struct, frozen=True):
    """The names of the columns, and the rows."""

    columns: tuple[str, ...]
    rows: list[Row]


class Figures(msgspec.Struct, frozen=True):
    """Tables by name (edges, loops, nodes, cases); those that the record cannot tell are not there."""

    tables: dict[str, Table]
    summary: dict[str, Any]


def figures_of(record: Record, level: str = "department") -> Figures:
    """Every figure of a record. A table of hand-overs has no level, no nodes and no cases."""
    found, lives, has_queue = record.between(level), record.lives(level), record.has_queue
    edges = [_edge(edge, has_queue) for edge in found.edges]
    no_edge, no_loop = Edge(giver="", to="", count=0, wait=_NONE), Loop(waiting="", on="", wait=_NONE)
    tables = {
        "edges": Table(tuple(_edge(no_edge, has_queue)), edges),
        "loops": Table(tuple(_loop(no_loop)), [_loop(loop) for loop in found.loops]),
    }
    if record.source.form == "steps":
        no_node = Node(holder="", cases=0, alone=0, visits=_NONE)
        tables["nodes"] = Table(tuple(_node(no_node)), [_node(node) for node in found.nodes])
        tables["cases"] = Table(CASE, [_case(one) for one in lives])
    return Figures(tables, _summary(record, level, found, lives))


def _spread(prefix: str, lengths: Lengths | None) -> Row:
    """All but n by name; nothing but the names where there is no duration."""
    names = ("sum", "mean", "median", "p90", "min", "max")
    is_some = lengths is not None and lengths.n > 0
    return {f"{prefix}_{name}_s": getattr(lengths, name) if is_some else None for name in names}


def _edge(edge: Edge, has_queue: bool) -> Row:
    row: Row = {"from": edge.giver, "to": edge.to, "count": edge.count}
    row |= {"share_of_successions": edge.share, **_spread("elapsed", edge.elapsed)}
    if has_queue and edge.wait is not None:
        row |= {"queue_wait_n": edge.wait.n, **_spread("queue_wait", edge.wait), "never_acknowledged": edge.never}
    return row


def _loop(loop: Loop) -> Row:
    return {"waiting": loop.waiting, "on": loop.on, "wait_n": loop.wait.n, **_spread("wait", loop.wait)}


def _node(node: Node) -> Row:
    row: Row = {"dept": node.holder, "cases": node.cases, "self_successions": node.alone}
    return row | {"visit_n": node.visits.n, **_spread("visit", node.visits)}


CASE = (
    *("case_id", "n_events", "n_visits", "n_handovers", "throughput_s", "paused_s", "active_s", "business_s"),
    *("time_to_first_ack_s", "time_to_first_completed_s", "ping_pong", "re_entries"),
)


def _case(one: Case) -> Row:
    values: tuple[Value, ...] = (
        *(one.case, one.steps, one.visits, max(one.visits - 1, 0)),
        *(one.throughput_s, one.paused_s, one.active_s, one.business_s, one.to_take_s, one.to_complete_s),
        *(int(one.ping_pong), one.re_entries),
    )
    return dict(zip(CASE, values, strict=True))


def _summary(record: Record, level: str, found: Between, lives: Sequence[Case]) -> dict[str, Any]:
    source, is_whole = record.source, record.source.form == "steps"
    return {
        "input": source.file,
        "input_sha256": source.sha256,
        "level": level,
        "queue_status": source.queue,
        "pause_prefixes": list(source.pauses),
        **(_counts(record, level, found, lives) if is_whole else {"handovers": sum(e.count for e in found.edges)}),
        "distinct_edges": len(found.edges),
        "loops": sum(loop.wait.n for loop in found.loops),
        **_waits(record, level, found),
        **(_durations(lives) if is_whole else {}),
        "top_edges_by_count": _top(found.edges, lambda edge: edge.count),
        "top_edges_by_total_queue_wait": _top(found.edges, _queue_wait) if record.has_queue else None,
        "top_edges_by_total_elapsed": _top(found.edges, lambda edge: edge.elapsed.sum if edge.elapsed else None),
    }


def _counts(record: Record, level: str, found: Between, lives: Sequence[Case]) -> dict[str, Any]:
    holders = [LEVELS[level](step) for steps in record.cases.values() for step in steps]
    alone, handovers = sum(node.alone for node in found.nodes), sum(edge.count for edge in found.edges)
    return {
        "cases": len(lives),
        "events": len(holders),
        "events_without_department": sum(not holder for holder in holders),
        "departments": len(found.nodes),
        "successions": alone + handovers,
        "handovers": handovers,
        "self_successions": alone,
        "cases_with_ping_pong": sum(one.ping_pong for one in lives),
        "cases_with_re_entry": sum(one.re_entries > 0 for one in lives),
        "total_re_entries": sum(one.re_entries for one in lives),
        "total_elapsed_over_handovers_s": round(sum(edge.elapsed.sum for edge in found.edges if edge.elapsed), 3),
    }


def _waits(record: Record, level: str, found: Between) -> dict[str, Any]:
    """The queue waits of all hand-overs together; None where the record has no queue."""
    if not record.has_queue:
        return {"queue_wait_all": None, "never_acknowledged": None}
    waited = [one.waited for one in record.handovers if one.waited is not None]
    for steps in record.cases.values():
        for visit in visits_of(steps, LEVELS[level])[1:]:
            if visit.taken is not None:
                waited.append(seconds_of(visit.taken.at) - seconds_of(visit.first.at))
    lengths = lengths_of(waited)
    told = {"n": lengths.n} | {f"{name}_s": getattr(lengths, name) for name in ("sum", "mean", "median", "p90")}
    told |= {"min_s": lengths.min, "max_s": lengths.max}
    return {"queue_wait_all": told, "never_acknowledged": sum(edge.never or 0 for edge in found.edges)}


def _durations(lives: Sequence[Case]) -> dict[str, Any]:
    return {
        "throughput_s": percentiles_of([one.throughput_s for one in lives]),
        "active_s": percentiles_of([one.active_s for one in lives]),
        "business_s": percentiles_of([one.business_s for one in lives]),
        "time_to_first_ack_s": percentiles_of([one.to_take_s for one in lives if one.to_take_s is not None]),
        "time_to_first_completed_s": percentiles_of(
            [one.to_complete_s for one in lives if one.to_complete_s is not None]
        ),
        "wip_at_month_start": open_by_month(lives),
        "xmr_first_60_closed_throughput_hours": xmr_of(lives),
    }


def _queue_wait(edge: Edge) -> float | None:
    return edge.wait.sum if edge.wait is not None and edge.wait.n else None


def _top(edges: Sequence[Edge], figure: Callable[[Edge], float | None]) -> list[list[Any]]:
    """The edges with the most of something, those without any left out; alike ones by name."""
    known = [(value, edge) for edge in edges if (value := figure(edge)) is not None]
    known.sort(key=lambda one: (-one[0], one[1].giver, one[1].to))
    return [[edge.giver, edge.to, value] for value, edge in known[:TOP]]
