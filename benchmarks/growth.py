"""What a long journal costs: to write to, to catch up with, to read from cold, and to send as a whole."""

import statistics
import time
from collections.abc import Callable
from typing import Any

import msgspec
from flask import Flask, jsonify

from benchmarks.giant import world_of
from benchmarks.plan import Plan
from benchmarks.report import Part, Row, middle, ratios
from benchmarks.stage import Stage
from benchmarks.writing import IN_FLIGHT, append
from cell import wire
from cell.board import Board, fold
from cell.journal.desk import Shown
from cell.journal.drafts import load
from cell.journal.reader import entries_about
from cell.journal.verify import verify
from cell.kinds import Entry
from cell.kinds.tasks import TaskAdded
from cell.live.screens import Screens
from cell.live.talk import Talk
from tests.cast import World

HOW = (
    "The same acts on a short journal and on a long one, taking turns. Appending is the real writer, one command per"
    " commit, on a real file. Catching up is what a screen that comes back is answered. The snapshot is compared with"
    " Flask's `jsonify` of the same rows, as plain values already in memory."
)


def growth(stage: Stage, plan: Plan) -> Part:
    """Everything about long journals and large boards."""
    few, many = plan.entries_few, plan.entries_many
    begun = time.perf_counter()
    worlds = {str(count): world_of(stage.place(), count) for count in (few, many)}
    some = world_of(stage.place(), plan.entries_some, checkpoint=False)
    raw: dict[str, Any] = {"making_s": time.perf_counter() - begun}
    try:
        with some.house.store.reading() as connection:
            verify(connection, some.cell)  # what was made in bulk must be a journal like any other
        rows = [*_catch_up(plan, worlds, raw), *_cold(plan, some, worlds[str(many)], raw)]
        rows += [_about(plan, worlds, raw), *_append(plan, worlds, raw), *_snapshot(plan, raw)]
    finally:
        for world in (*worlds.values(), some):
            world.close()
    return Part("Growth", HOW, rows, raw)


def timed(work: Callable[[], object], repeats: int) -> float:
    """Milliseconds for one call, median."""
    took: list[float] = []
    for _ in range(repeats):
        begun = time.perf_counter()
        work()
        took.append(1e3 * (time.perf_counter() - begun))
    return statistics.median(took)


def _append(plan: Plan, worlds: dict[str, World], raw: dict[str, Any]) -> list[Row]:
    rows: list[Row] = []
    # Several commands in one batch ask other questions of the database than one alone does.
    for what, width, repeats in (
        ("an append", 1, plan.repeats),
        ("a batch of 64", IN_FLIGHT, max(3, plan.repeats // 10)),
    ):
        told = raw[what] = append(worlds, 2 * plan.rounds, repeats, width)
        (few, short), (many, long) = told.items()
        rows += [
            Row(
                f"{name} of {what}, {int(many):,} entries over {int(few):,}",
                ratios(long[figure], short[figure]),
                1.1,
                f"{unit}: {middle(long[figure])}, {middle(short[figure])}",
            )
            for name, figure, unit in (("p50", "p50_ms", "ms"), ("CPU", "cpu_us", "µs"))
        ]
    return rows


def _about(plan: Plan, worlds: dict[str, World], raw: dict[str, Any]) -> Row:
    told: dict[str, list[float]] = {name: [] for name in worlds}
    for _ in range(plan.rounds):
        for name, world in worlds.items():
            with world.house.store.reading() as connection:
                each = timed(
                    lambda c=connection, w=world: entries_about(c, w.cell, "task:2", 10), max(3, plan.repeats // 10)
                )
            told[name].append(each)
    raw["about_ms"] = told
    (few, short), (many, long) = told.items()
    name = f"the last 10 entries about a task, {int(many):,} entries over {int(few):,}"
    return Row(name, ratios(long, short), 1.1, f"ms: {middle(long)}, {middle(short)}")


def _catch_up(plan: Plan, worlds: dict[str, World], raw: dict[str, Any]) -> list[Row]:
    first, last = min(100, plan.entries_few // 2), min(1_000, plan.entries_many // 2)
    few, many = worlds
    wanted = {few: [first], many: [first, last]}
    told: dict[str, dict[int, list[float]]] = {name: {count: [] for count in wanted[name]} for name in worlds}
    for _ in range(plan.rounds):
        for name, world in worlds.items():
            talk, shown = Talk(world.house.store, world.house.desk, Screens()), world.house.desk.show(world.cell)
            for count in wanted[name]:
                after = shown.board.seq - count

                def missed(talk: Talk = talk, shown: Shown = shown, after: int = after) -> bytes:
                    return msgspec.json.encode(talk._missed(shown.board.cell.id, shown, after, True))

                told[name][count].append(timed(missed, max(3, plan.repeats // 4)))
    raw["catch_up_ms"] = told
    short, long = told[few], told[many]
    name = f"catching up with {first} entries, {int(many):,} over {int(few):,}"
    return [
        Row(name, ratios(long[first], short[first]), 1.1, f"ms: {middle(long[first])}, {middle(short[first])}"),
        Row(
            f"catching up with {last:,} entries over {first} ({int(many):,} in the journal)",
            ratios(long[last], long[first]),
            12,
            f"ms: {middle(long[last])}, {middle(long[first])}",
        ),
    ]


def _cold(plan: Plan, some: World, giant: World, raw: dict[str, Any]) -> list[Row]:
    told: dict[str, list[float]] = {"whole": [], "checkpoint": []}
    for _ in range(plan.rounds):
        for name, world in (("whole", some), ("checkpoint", giant)):
            with world.house.store.reading() as connection:
                told[name].append(timed(lambda c=connection, w=world: load(c, w.cell), 3))
    raw["cold_ms"] = told
    whole, kept = told["whole"], told["checkpoint"]
    name = f"a cold cell: {plan.entries_many:,} entries with a checkpoint over {plan.entries_some:,} without"
    each = statistics.median(whole) / plan.entries_some * 1e3
    return [Row(name, ratios(kept, whole), 1, f"ms: {middle(kept)}, {middle(whole)} ({each:.1f} µs per entry)")]


def board_of(tasks: int) -> Board:
    """A board with that many tasks."""
    board = Board()
    for number in range(1, tasks + 1):
        said = TaskAdded(
            task=number, title=f"Call the insurer about lorry {number}", department="legal", owner=3, priority=2
        )
        fold(board, Entry("cbench", number, "2026-01-01T00:00:00.000Z", 1, said.kind, said))
    return board


def _snapshot(plan: Plan, raw: dict[str, Any]) -> list[Row]:
    board = board_of(plan.tasks)
    plain = {"seq": board.seq, "rows": msgspec.to_builtins(board.rows())}
    told: dict[str, list[float]] = {"cold": [], "cached": [], "jsonify": []}
    shown, app = Shown(board, "bench"), Flask("bench")
    with app.app_context():
        for _ in range(plan.rounds):
            told["jsonify"].append(timed(lambda: jsonify(plain).get_data(), 5))
            told["cold"].append(timed(lambda: wire.snapshot(board, True), 5))
            told["cached"].append(timed(lambda: shown.snapshot(True, wire.snapshot), 5))
    raw["snapshot_ms"] = {**told, "bytes": len(wire.snapshot(board, True))}
    usual = told["jsonify"]
    return [
        Row(
            f"snapshot of {plan.tasks:,} tasks, {name}, over jsonify",
            ratios(told[name], usual),
            limit,
            f"ms: {middle(told[name])}, jsonify {middle(usual)}",
        )
        for name, limit in (("cold", 0.35), ("cached", 0.1))
    ]
