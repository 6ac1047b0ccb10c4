"""Starting again, everybody coming back at once, what each screen then costs; and one small answer over HTTP."""

import http.client
import time
from contextlib import closing
from typing import Any

from benchmarks.growth import timed
from benchmarks.plan import Plan
from benchmarks.report import Part, Row, middle
from benchmarks.report import ratios as over
from benchmarks.stage import Stage, Target, target_of
from tests.serving import Served

HOW = (
    "The server is killed and started again on a long journal; then all screens connect and join at the same instant,"
    " offering compression as browsers do. Planka needs 10 to 15 s for 500 (measured earlier, same kind of machine)."
    " The small answer is `/healthz` over a connection that stays open, beside pywsgi as Flask-SocketIO starts it."
)
START_S = 3.0
SCREEN_KB = 75
PLANKA = (500, 10.0)


def start(stage: Stage, plan: Plan) -> Part:
    """Everything about starting, returning and small answers."""
    told: dict[str, list[Any]] = {"start_s": [], "returned": [], "bare": [], "small_ms": [], "usual_small_ms": []}
    with stage.product(plan.entries_some) as served, stage.bare() as bare, stage.usual() as usual:
        served.start()
        for _ in range(plan.rounds):
            served.kill()
            told["start_s"].append(_started_s(served))
            told["small_ms"].append(small_ms(served.port, plan.repeats))
            told["usual_small_ms"].append(small_ms(usual.port, max(3, plan.repeats // 4)))
            for name, target in (("returned", target_of(served)), ("bare", bare)):
                told[name].append(_returned(stage, plan, target))
    return Part("Starting again", HOW, _rows(plan, told), told)


def _started_s(served: Served) -> float:
    begun = time.perf_counter()
    served.start()
    with closing(http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)) as connection:
        ask(connection)
    return time.perf_counter() - begun


def ask(connection: http.client.HTTPConnection) -> None:
    """One small answer."""
    connection.request("GET", "/healthz")
    response = connection.getresponse()
    body = response.read()
    assert response.status == 200 and body == b"alive\n", (response.status, body)


def small_ms(port: int, repeats: int) -> float:
    """Milliseconds for a small answer on a connection that stays open, median."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        ask(connection)
        return timed(lambda: ask(connection), repeats)


def _returned(stage: Stage, plan: Plan, target: Target) -> dict[str, Any]:
    return stage.load(target, plan.many, at_once=plan.many, deflate=True)


def _rows(plan: Plan, told: dict[str, list[Any]]) -> list[Row]:
    begun, small, usual = told["start_s"], told["small_ms"], told["usual_small_ms"]
    back, bare = ([one["enter_s"] for one in told[name]] for name in ("returned", "bare"))
    screens, seconds = PLANKA
    memory = [one["rss_per_screen"] / 1_000 for one in told["returned"]]
    return [
        Row(
            f"from start to first answer, {plan.entries_some:,} entries, over {START_S:g} s",
            [one / START_S for one in begun],
            1,
            f"s: {middle(begun)}",
        ),
        Row(
            f"{plan.many} screens back and joined, over Planka's {seconds:g} s for {screens} (quoted, another run)",
            [one / seconds for one in back],
            1 if plan.many == screens else None,
            f"s: {middle(back)}, bare C {middle(bare)}",
        ),
        Row(
            f"memory per screen, over {SCREEN_KB} kB",
            [one / SCREEN_KB for one in memory],
            1,
            f"kB: {middle(memory)}, all that joining them cost a server just started included",
        ),
        Row(
            "small answer, connection kept, over pywsgi as it comes",
            over(small, usual),
            0.05,
            f"ms: {middle(small)}, pywsgi {middle(usual)}",
        ),
    ]
