"""What it costs to look for what reads like a task that is being typed, among all those of a large cell."""

import csv
import random
import statistics
import time
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from benchmarks.giant import world_of
from benchmarks.plan import Plan
from benchmarks.report import Part, Row, middle, ratios
from benchmarks.stage import Stage
from cell.duplicates.words import plain
from cell.journal.orders import Command
from cell.similar import Memory
from tests.cast import World

HOW = (
    "A cell of many tasks whose titles are made of the words of the labelled pairs; each of these pairs is then asked"
    " for, from the question to the numbers of the rows, the database included. The limit is 20 ms for 19 questions in"
    " 20. Beside it, rapidfuzz alone: one `token_set_ratio` with every title, which knows neither words nor rights."
)
LIMIT_MS = 20.0
PAIRS = Path(__file__).resolve().parent.parent / "tests/duplicates/pairs.csv"
BATCH = 200


def alike(stage: Stage, plan: Plan) -> Part:
    """Everything about looking for duplicates."""
    asked = [row["one"] for row in csv.DictReader(PAIRS.read_text("utf-8").splitlines(), delimiter=";")]
    asked = asked[: max(3, plan.repeats)]
    titles = _titles(asked, plan.tasks)
    world = world_of(stage.place(), 0, checkpoint=False)
    told: dict[str, list[float]] = {"first": [], "p95": [], "median": [], "rapidfuzz": []}
    try:
        _fill(world, titles)
        bare = [plain(title) for title in titles]
        for _round in range(plan.rounds):
            memory = Memory()
            told["first"].append(_took(world, memory, asked[0]))
            took = sorted(_took(world, memory, title) for title in asked)
            told["p95"].append(took[int(len(took) * 0.95)])
            told["median"].append(statistics.median(took))
            told["rapidfuzz"].append(statistics.median(_bare(bare, title) for title in asked[:40]))
    finally:
        world.close()
    return Part("Reading alike", HOW, _rows(plan, told), told)


def _rows(plan: Plan, told: dict[str, list[float]]) -> list[Row]:
    name = f"{plan.tasks:,} tasks looked through, over {LIMIT_MS:.0f} ms (19 in 20)"
    detail = f"ms: {middle(told['p95'])}, half of them {middle(told['median'])}"
    first = f"ms: {middle(told['first'])}, the titles read and taken apart"
    return [
        Row(name, [one / LIMIT_MS for one in told["p95"]], 1.0, detail),
        Row(
            "the same, over rapidfuzz alone", ratios(told["median"], told["rapidfuzz"]), None, middle(told["rapidfuzz"])
        ),
        Row("the first question after a start, over the others", ratios(told["first"], told["median"]), None, first),
    ]


def _titles(asked: list[str], count: int) -> list[str]:
    dice = random.Random(7)
    words = sorted({word for title in asked for word in title.split()})
    return [" ".join([*dice.choices(words, k=dice.randint(2, 8)), str(dice.randint(1, 3_000))]) for _ in range(count)]


def _fill(world: World, titles: list[str]) -> None:
    by = world.ids["alice"]
    orders: list[Any] = [
        Command(world.cell, by, "add_task", {"title": title, "department": "legal"}, None) for title in titles
    ]
    for start in range(0, len(orders), BATCH):
        world.house.desk.ask_all(orders[start : start + BATCH])


def _took(world: World, memory: Memory, title: str) -> float:
    with world.house.store.reading() as connection:
        begun = time.perf_counter()
        memory.alike(connection, world.ids["alice"], world.cell, title)
        return 1e3 * (time.perf_counter() - begun)


def _bare(titles: list[str], title: str) -> float:
    begun = time.perf_counter()
    process.extract(plain(title), titles, scorer=fuzz.token_set_ratio, limit=5)
    return 1e3 * (time.perf_counter() - begun)
