"""Screens that stop reading: theirs must stay a valid stream, bounded, and the others must not feel it."""

from typing import Any

from benchmarks.plan import Plan
from benchmarks.report import Part, Row, middle, ratios
from benchmarks.stage import Stage, figures, target_of

LONG = 3_500  # letters of a comment: 50 a second for some seconds are more than sockets take
MB = 1_000_000
HOW = (
    "Some screens join and never read (4 kB of room at their end). The others are measured once the sockets of those"
    " are full, beside the same phase without them; then as many updates as go through, until the server cuts them off."
    " Last, they read all they were sent: it must be whole frames, in order, without a gap. One may owe 1 MB."
)


def screens(stage: Stage, plan: Plan) -> Part:
    """Everything about screens that do not read."""
    filling, paced = f"rate:50,{max(0.2, plan.seconds - 1):g}", f"rate:10,{plan.seconds:g}"
    flood = f"sat:64,{plan.seconds:g}"
    told: dict[str, list[dict[str, Any]]] = {"without": [], "with": [], "warm": [], "flood": []}
    with stage.product() as served:
        served.start()
        target = target_of(served)
        for _ in range(plan.rounds):
            for name, stalled in (("without", 0), ("with", plan.stalled)):
                phases = f"{filling};{paced}"
                told[name].append(stage.load(target, plan.few, phases, words=LONG, stalled=stalled))
            for name, stalled in (("warm", 0), ("flood", plan.stalled)):  # what a flood costs by itself is not theirs
                told[name].append(stage.load(target, plan.few, flood, words=LONG, stalled=stalled))
    return Part("Screens that stop reading", HOW, [_others(plan, told, paced), *_streams(plan, told)], told)


def _others(plan: Plan, told: dict[str, list[dict[str, Any]]], paced: str) -> Row:
    those, these = figures(told["with"], paced, "last_p50"), figures(told["without"], paced, "last_p50")
    late = figures(told["with"], paced, "last_p99"), figures(told["without"], paced, "last_p99")
    detail = f"ms: {middle(those)}, {middle(these)}; p99 {middle(late[0])}, {middle(late[1])}"
    return Row(
        f"last of {plan.few} with {plan.stalled} that do not read, over without", ratios(those, these), 1.25, detail
    )


def _streams(plan: Plan, told: dict[str, list[dict[str, Any]]]) -> list[Row]:
    both = [one["stalled"] for one in told["with"] + told["flood"]]
    valid = [one["valid"] / one["screens"] for one in both]
    flooded = [one["stalled"] for one in told["flood"]]
    alone = [one["rss_grown"] for one in told["warm"]]
    grown = [
        max(0.0, one["rss_grown"] - max(0, other)) / plan.stalled / MB
        for one, other in zip(told["flood"], alone, strict=True)
    ]
    most = max(one["most_bytes"] for one in both) / MB
    cut = sum(one["cut"] for one in flooded)
    return [
        Row("their streams valid, in order, without a gap (1 is all)", valid, 1, "", at_least=True),
        Row(
            "memory grown per screen that does not read, under a flood, beyond the same without, MB",
            grown,
            1,
            f"{cut} of {sum(one['screens'] for one in flooded)} were cut off; the longest stream had {most:.1f} MB",
        ),
    ]
