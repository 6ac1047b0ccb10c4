"""What the writer costs: one command at a time against all that wait, and a short journal against a long one.

python -m benchmarks.writing FOLDER ROUNDS COMMANDS    group commit, as JSON (so that it can run on a slow disk)
"""

import json
import statistics
import sys
import time
import uuid
from pathlib import Path
from typing import Any

from cell.errors import Refused
from cell.journal.orders import Command, Order
from tests.cast import World

IN_FLIGHT = 64


def comment(world: World) -> Order:
    """A command as the load client gives it."""
    args = {"task": 1, "text": "bench, " + "x" * 200}
    return Command(world.cell, world.ids["alice"], "comment_task", args, str(uuid.uuid4()))


def carry_out(world: World, orders: list[Order]) -> float:
    """Have a batch written; returns how many seconds it took. Nothing may be refused."""
    begun = time.perf_counter()
    outcome = world.house.desk.writer.carry_out(orders)
    took = time.perf_counter() - begun
    refused = [one for one in outcome.answers if isinstance(one, Refused)]
    if refused:
        raise refused[0]
    return took


def group(world: World, rounds: int, commands: int) -> dict[str, list[float]]:
    """Commands a second, by rounds: one commit each, and one commit for all that are in flight."""
    told: dict[str, list[float]] = {"one_by_one": [], "grouped": []}
    for _ in range(rounds):
        for name, width in (("one_by_one", 1), ("grouped", IN_FLIGHT)):
            count = max(1, commands // IN_FLIGHT) if width == 1 else max(1, commands // width)
            took = sum(carry_out(world, [comment(world) for _ in range(width)]) for _ in range(count))
            told[name].append(count * width / took)
    return told


def append(worlds: dict[str, World], rounds: int, repeats: int, width: int = 1) -> dict[str, dict[str, list[float]]]:
    """Milliseconds (median) and microseconds of CPU for one batch, by rounds, for each of the journals."""
    told: dict[str, dict[str, list[float]]] = {name: {"p50_ms": [], "cpu_us": []} for name in worlds}
    for world in worlds.values():
        carry_out(world, [comment(world)])
    for _ in range(rounds):
        for name, world in worlds.items():
            cpu = time.process_time()
            took = [carry_out(world, [comment(world) for _ in range(width)]) for _ in range(repeats)]
            told[name]["cpu_us"].append(1e6 * (time.process_time() - cpu) / repeats)
            told[name]["p50_ms"].append(1e3 * statistics.median(took))
    return told


def main() -> None:
    folder, rounds, commands = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    folder.mkdir(parents=True)
    world = World(folder)
    world.act("alice", "add_task", title="Call the insurer", department="legal")
    told: dict[str, Any] = group(world, rounds, commands)
    world.close()
    print(json.dumps(told))


if __name__ == "__main__":
    main()
