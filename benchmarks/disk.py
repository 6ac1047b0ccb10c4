"""What a flush costs: one commit for all that wait, and a disk that takes 5 ms for each."""

from functools import partial
from typing import Any

from benchmarks.plan import Plan
from benchmarks.report import Part, Row, middle, ratios
from benchmarks.stage import FLUSH_MS, Stage, figures, target_of
from benchmarks.writing import IN_FLIGHT

HOW = (
    f"The same writer with batches of one and with all {IN_FLIGHT} commands that are in flight; then a disk whose flush"
    f" takes {FLUSH_MS:g} ms longer (`slowsync.c`), where times are told in such flushes. The loop is late by how much"
    " longer than asked a greenlet sleeps while the writer's thread commits."
)


def disk(stage: Stage, plan: Plan) -> Part:
    """Everything about flushes."""
    raw: dict[str, Any] = {}
    rows: list[Row] = []
    for name, limit, environ in (("this disk", 6, {}), (f"a {FLUSH_MS:g} ms flush", 30, stage.slow_disk)):
        commands = IN_FLIGHT * max(1, plan.repeats // 6)
        told = stage.theft.calmest(partial(_written, stage, plan.rounds, commands, environ))
        raw[f"group commit, {name}"] = told
        one, all_ = told["one_by_one"], told["grouped"]
        detail = f"commands/s: {middle(all_)}, one by one {middle(one)}"
        rows.append(Row(f"group commit over one by one, {name}", ratios(all_, one), limit, detail, at_least=True))
    return Part("Flushes", HOW, [*rows, *_answers(stage, plan, raw), *_lag(stage, plan, raw)], raw)


def _written(stage: Stage, rounds: int, commands: int, environ: dict[str, str]) -> dict[str, Any]:
    return stage.run("benchmarks.writing", stage.place(), rounds, commands, environ=environ)


def _answers(stage: Stage, plan: Plan, raw: dict[str, Any]) -> list[Row]:
    spec = f"rate:10,{2 * plan.seconds:g}"
    with stage.product(environ=stage.slow_disk) as served:
        served.start()
        told = [stage.load(target_of(served), plan.few, spec) for _ in range(plan.rounds)]
    raw["answers"] = told
    rows: list[Row] = []
    for name, limit in (("p50", 2.5), ("p99", 4)):
        times = figures(told, spec, f"ack_{name}")
        flushes = [one / FLUSH_MS for one in times]
        rows.append(Row(f"answer {name}, {plan.few} screens, 10/s, in flushes", flushes, limit, f"ms: {middle(times)}"))
    return rows


def _lag(stage: Stage, plan: Plan, raw: dict[str, Any]) -> list[Row]:
    told = stage.theft.calmest(
        lambda: stage.run("benchmarks.lag", stage.place(), plan.rounds, plan.seconds, environ=stage.slow_disk)
    )
    raw["lag"] = told
    late = told["p99_ms"]
    detail = f"ms: p99 {middle(late)}, p50 {middle(told['p50_ms'])}; {middle(told['commands_s'])} commands/s"
    return [Row(f"loop late, p99, {IN_FLIGHT} in flight, in flushes", [one / FLUSH_MS for one in late], 1, detail)]
