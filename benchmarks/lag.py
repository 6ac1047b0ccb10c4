"""How late the loop is while the writer commits: 64 commands in flight on a live desk, and a greenlet that only sleeps.

python -m benchmarks.lag FOLDER ROUNDS SECONDS    milliseconds late, median and p99 by rounds, as JSON
"""

if __name__ == "__main__":
    from gevent import monkey

    monkey.patch_all()

import json
import sys
import time
from pathlib import Path

import gevent

from app import create_app
from benchmarks.proc import share
from benchmarks.writing import IN_FLIGHT, comment
from tests.cast import World

NAP_S = 0.001


def lag(world: World, seconds: float) -> tuple[list[float], int]:
    """How many milliseconds late each nap ended, and how many commands were answered meanwhile."""
    desk = world.house.desk
    end = time.monotonic() + seconds
    late: list[float] = []
    done: list[None] = []

    def ask() -> None:
        while time.monotonic() < end:
            desk.ask(comment(world))
            done.append(None)

    def nap() -> None:
        while (begun := time.monotonic()) < end:
            gevent.sleep(NAP_S)
            late.append(1e3 * (time.monotonic() - begun - NAP_S))

    gevent.joinall([gevent.spawn(nap), *(gevent.spawn(ask) for _ in range(IN_FLIGHT))], raise_error=True)
    return late, len(done)


def main() -> None:
    folder, rounds, seconds = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    folder.mkdir(parents=True)
    world = World(folder)
    world.act("alice", "add_task", title="Call the insurer", department="legal")
    world.close()
    world.app = create_app({"CELL_INSTANCE": folder}, live=True)
    world.house = world.app.extensions["house"]
    told: dict[str, list[float]] = {"p50_ms": [], "p99_ms": [], "commands_s": []}
    for _ in range(rounds):
        late, done = lag(world, seconds)
        told["p50_ms"].append(share(late, 0.5))
        told["p99_ms"].append(share(late, 0.99))
        told["commands_s"].append(done / seconds)
    world.close()
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
