"""The load client: opens N screens, gives commands from the first, and times what everybody is told.

Per command: "ack" until its sender is answered, "first" and "last" until the first and the last of the N screens have
the push. Phases in which the client sets the pace measure from the instant a command was due, not from when it was
sent, so that a slow server cannot slow down the clock. It speaks the product's contract, which the limit and the
rival answer too.

    python -m benchmarks.load --port P --pid PID --n 500 --phases "rate:10,3;rate:50,3;sat:64,3"

rate:R,T is R commands a second for T seconds; sat:W,T keeps W commands in flight. Prints one JSON document.
"""

import argparse
import gc
import json
import time
import uuid
from typing import Any

from benchmarks.crowd import Crowd, now
from benchmarks.proc import cpu_s, rss, share
from benchmarks.stalled import Stalled

DRAIN_S = 10.0
PAUSE_S = 0.2


class Load:
    """A crowd, the process that serves it, and the commands given so far."""

    def __init__(self, crowd: Crowd, pid: int, words: int):
        self.crowd = crowd
        self.pid = pid
        self.words = "x" * words
        self.sent: dict[int, float] = {}
        self._number = 0

    def give(self, due: float | None = None) -> int:
        """Give the next command; returns its number."""
        self._number = number = self._number + 1
        self.sent[number] = now() if due is None else due
        told = (
            f'42{number}["command",{{"cell":{self.crowd.cell},"name":"comment_task",'
            f'"args":{{"task":1,"text":"bench c={number}, {self.words}"}},"key":"{uuid.uuid4()}"}}]'
        )
        self.crowd.screens[0].say(told.encode())
        return number

    def phase(self, spec: str) -> dict[str, Any]:
        """Run a phase; returns its figures, times in milliseconds."""
        kind, _, rest = spec.partition(":")
        rate, seconds = (float(part) for part in rest.split(","))
        cpu, own, begun, delivered = cpu_s(self.pid), time.process_time(), now(), self.crowd.deliveries
        if kind == "rate":
            self._at_rate(rate, seconds, begun)
        else:
            self._saturated(int(rate), begun + seconds)
        client = (time.process_time() - own) / (now() - begun)
        self._drain()
        spent = max(self.crowd.lasts.values(), default=now()) - begun
        pushed = self.crowd.deliveries - delivered
        figures = {
            "phase": spec,
            "n": len(self.crowd.screens),
            "sent": len(self.sent),
            "done": len(self.crowd.lasts),
            "updates_s": round(len(self.crowd.lasts) / spent, 1),
            "cpu_us": round(1e6 * (cpu_s(self.pid) - cpu) / max(1, pushed), 3),
            "client_util": round(client, 2),
            "refused": len(self.crowd.refusals),
            "closed": self.crowd.closed,
            **self._times("ack", self.crowd.answers),
            **self._times("first", self.crowd.firsts),
            **self._times("last", self.crowd.lasts),
        }
        self.sent.clear()
        self.crowd.forget()
        return figures

    def _at_rate(self, rate: float, seconds: float, begun: float) -> None:
        for number in range(int(rate * seconds)):
            due = begun + number / rate
            self.crowd.pump_until(due)
            self.give(due)

    def _saturated(self, width: int, end: float) -> None:
        def again(_number: int) -> None:
            if now() < end:
                self.give()

        self.crowd.on_last = again
        for _ in range(width):
            self.give()
        while now() < end:
            self.crowd.pump(0.05)
        self.crowd.on_last = None

    def _drain(self) -> None:
        end = now() + DRAIN_S
        while now() < end and not self.crowd.refusals:
            if len(self.crowd.lasts) == len(self.sent) == len(self.crowd.answers):
                return
            self.crowd.pump(0.05)

    def _times(self, name: str, ends: dict[int, float]) -> dict[str, float | None]:
        times = [1e3 * (ends[number] - begun) for number, begun in self.sent.items() if number in ends]
        if not times:
            return {f"{name}_p50": None, f"{name}_p99": None}
        return {f"{name}_p50": round(share(times, 0.5), 3), f"{name}_p99": round(share(times, 0.99), 3)}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--pid", type=int, required=True, help="the server's process, whose cost is measured")
    parser.add_argument("--cell", default="c1")
    parser.add_argument("--token", default="")
    parser.add_argument("--n", type=int, default=50)
    parser.add_argument("--phases", default="")
    parser.add_argument("--words", type=int, default=200, help="letters of each comment")
    parser.add_argument("--deflate", action="store_true", help="offer compression, as browsers do")
    parser.add_argument("--at-once", type=int, default=20, help="screens that connect at the same time")
    parser.add_argument("--stalled", type=int, default=0, help="screens more, that join and then never read")
    given = parser.parse_args()
    gc.disable()
    crowd = Crowd(given.port, given.cell, given.token, deflate=given.deflate)
    before, begun = rss(given.pid), now()
    crowd.enter(given.n, given.at_once)
    enter_s = now() - begun
    crowd.pump_until(now() + PAUSE_S)
    figures: dict[str, Any] = {"enter_s": round(enter_s, 3), "rss_per_screen": (rss(given.pid) - before) / given.n}
    stalled = Stalled(crowd, given.stalled)
    before = rss(given.pid)
    load = Load(crowd, given.pid, given.words)
    figures["phases"] = []
    for spec in filter(None, given.phases.split(";")):
        figures["phases"].append(load.phase(spec))
        crowd.pump_until(now() + PAUSE_S)
    figures["rss_grown"] = rss(given.pid) - before
    figures["stalled"] = stalled.read()
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
