"""One act, seen by all: against a bare broadcast, against the usual way, and against itself with fewer screens."""

from contextlib import ExitStack
from typing import Any

from benchmarks.plan import Plan
from benchmarks.report import Part, Row, middle, ratios
from benchmarks.stage import Stage, Target, figures, target_of

IN_FLIGHT = 64
# Milliseconds until the last of so many screens: Planka 2.1.1, median of seven runs on the same kind of machine.
PLANKA = {200: 19.0, 500: 28.0}
HOW = (
    'N screens of one cell, a comment from one of them; "last" is when the last screen has it. The limit is a C program'
    " that writes one ready frame to every screen and keeps no journal; the usual way is Flask-SocketIO with"
    " Flask-SQLAlchemy on gevent (`usual.py`). The product keeps rights, keys, the chained journal and the flush"
    " throughout. Planka's times were measured earlier on the same kind of machine, not in this run."
)


class Told:
    """The figures of every round, by server and by number of screens."""

    def __init__(self, plan: Plan):
        self.plan = plan
        self.of: dict[str, dict[int, list[dict[str, Any]]]] = {}

    def add(self, name: str, n: int, figures_: dict[str, Any]) -> None:
        self.of.setdefault(name, {}).setdefault(n, []).append(figures_)

    def get(self, name: str, n: int, kind: str, figure: str) -> list[float]:
        """One figure, round by round."""
        return figures(self.of[name][n], self.spec(kind), figure)

    def spec(self, kind: str) -> str:
        """The phase of a kind, such as rate:10 or sat:64, with this plan's length."""
        return f"{kind},{self.plan.seconds:g}"


def live(stage: Stage, plan: Plan) -> Part:
    """Everything about one act and its screens."""
    told = Told(plan)
    with ExitStack() as stack:
        bare, usual = stack.enter_context(stage.bare()), stack.enter_context(stage.usual())
        served = stack.enter_context(stage.product())
        served.start()
        for _ in range(plan.rounds):
            for n in plan.sizes:
                _round(stage, told, n, {"bare": bare, "product": target_of(served), "usual": usual})
    rows = [*_reached(told), *_answered(told), *_cost(told), *_saturated(told), *_planka(told)]
    return Part("One act, all screens", HOW, rows, told.of)


def _round(stage: Stage, told: Told, n: int, targets: dict[str, Target]) -> None:
    paced = [told.spec("rate:10"), told.spec("rate:50"), told.spec("sat:1")]
    phases = {
        "bare": paced,
        "product": [*paced, told.spec(f"sat:{IN_FLIGHT}")],
        "usual": [told.spec("rate:10"), told.spec(f"sat:{IN_FLIGHT}")],
    }
    for name, target in targets.items():
        told.add(name, n, stage.load(target, n, ";".join(phases[name])))


def _times(told: Told, name: str, n: int, kind: str) -> str:
    return ", ".join(
        f"{what} {middle(told.get(name, n, kind, figure))}"
        for what, figure in (("ack", "ack_p50"), ("first", "first_p50"), ("last", "last_p50"), ("p99", "last_p99"))
    )


def _reached(told: Told) -> list[Row]:
    rows: list[Row] = []
    for n, kind in ((told.plan.many, "rate:10"), (told.plan.crowd, "rate:10"), (told.plan.crowd, "rate:50")):
        ours, limit = told.get("product", n, kind, "last_p50"), told.get("bare", n, kind, "last_p50")
        detail = f"ms: {_times(told, 'product', n, kind)}; bare: last {middle(limit)}"
        if kind == "rate:10":
            detail += f"; usual: last {middle(told.get('usual', n, kind, 'last_p50'))}"
        rows.append(Row(f"last of {n} screens, {kind[5:]}/s, over bare C", ratios(ours, limit), 2, detail))
    return rows


def _answered(told: Told) -> list[Row]:
    few, crowd = told.plan.few, told.plan.crowd
    here, there = (told.get("product", n, "rate:50", "ack_p50") for n in (crowd, few))
    detail = f"ms: {middle(here)}, {middle(there)}"
    return [Row(f"answer at 50/s, {crowd} screens over {few}", ratios(here, there), 1.5, detail)]


def _cost(told: Told) -> list[Row]:
    few, crowd = told.plan.few, told.plan.crowd
    ours, less = (told.get("product", n, "sat:1", "cpu_us") for n in (crowd, few))
    bare = told.get("bare", crowd, "sat:1", "cpu_us")
    return [
        Row(
            f"server CPU per push, one command in flight, {crowd} screens, over bare C",
            ratios(ours, bare),
            2.25,
            f"µs: {middle(ours)}, bare {middle(bare)}",
        ),
        Row(
            f"server CPU per push, {crowd} screens over {few}",
            ratios(ours, less),
            1.3,
            f"µs: {middle(ours)}, {middle(less)}",
        ),
    ]


def _saturated(told: Told) -> list[Row]:
    rows: list[Row] = []
    kind = f"sat:{IN_FLIGHT}"
    for n in told.plan.sizes:
        ours, usual = (told.get(name, n, kind, "updates_s") for name in ("product", "usual"))
        name = f"durable updates/s, {IN_FLIGHT} in flight, {n} screens, over the usual way"
        detail = f"per s: {middle(ours)}, usual {middle(usual)}"
        rows.append(Row(name, ratios(ours, usual), 20 if n == told.plan.few else 10, detail, at_least=True))
    for n in told.plan.sizes:
        ours, usual = (told.get(name, n, kind, "cpu_us") for name in ("product", "usual"))
        name = f"server CPU per update delivered, {IN_FLIGHT} in flight, {n} screens, over the usual way"
        rows.append(Row(name, ratios(ours, usual), 0.15, f"µs: {middle(ours)}, usual {middle(usual)}"))
    return rows


def _planka(told: Told) -> list[Row]:
    rows: list[Row] = []
    for n, theirs in PLANKA.items():
        if n in told.plan.sizes:
            ours = told.get("product", n, "rate:10", "last_p50")
            name = f"last of {n} screens, 10/s, over Planka (quoted, another run)"
            rows.append(Row(name, [one / theirs for one in ours], 1, f"ms: {middle(ours)}, Planka {theirs:g}"))
    return rows
