"""The response times counted a second way: straight from exported entries, by nothing of the product."""

import statistics
from collections import defaultdict
from datetime import datetime
from typing import Any

from tests.facts.again_passing import approved, contributed, handed_over

Said = dict[str, Any]
OVER = {"task.completed": "done", "task.validated": "done", "task.dropped": "dropped", "task.left": "dropped"}
STEPS = {"task.acknowledged", "task.waited", "task.resumed", "task.submitted", "task.returned", *OVER}


def span(earlier: str, later: str) -> float:
    """Seconds between two instants."""
    return round((datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds(), 3)


class Count:
    """Durations, and how many have none: open, never, unknown."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.open = self.never = self.unknown = 0
        self.own: dict[int, float] = {}  # by place in seconds: the time somebody set for that very case

    def told(self) -> tuple[Any, ...]:
        """n, median, p90, worst, open, never, unknown; percentiles by the standard library's inclusive method."""
        some = self.seconds
        if len(some) > 1:
            middle, high = statistics.median(some), statistics.quantiles(some, n=10, method="inclusive")[8]
        else:
            middle = high = some[0] if some else None
        worst = max(some) if some else None
        rounded = [None if one is None else round(one, 3) for one in (middle, high, worst)]
        return (len(some), *rounded, self.open, self.never, self.unknown)

    def kept(self, target: float | None) -> int | None:
        """How many ended within what was promised them: the hour set for the case, else the level's target."""
        if target is None and not self.own:
            return None
        goals = [self.own.get(place, target) for place in range(len(self.seconds))]
        return sum(goal is None or lasted < goal for lasted, goal in zip(self.seconds, goals, strict=True))


def counted(entries: list[Said]) -> dict[str, Count]:
    """Every response time of a journal, by its name."""
    found: dict[str, Count] = defaultdict(Count)
    by_task: dict[int, list[Said]] = defaultdict(list)
    for entry in entries:
        number = entry["facts"].get("task")
        if entry["kind"].startswith("task.") and entry["kind"] != "task.recorded" and isinstance(number, int):
            by_task[number].append(entry)
    for lines in by_task.values():
        straight = _without_slips(lines)
        _task(straight, found)
        _handed_in(straight, found["validate"])
    _decisions(entries, found)
    _mobilised(entries, found["mobilise"])
    handed_over(entries, span, found["hand_over"])
    approved(entries, span, found["approve"])
    contributed(entries, span, found["contribute"])
    return found


def _without_slips(lines: list[Said]) -> list[Said]:
    gone: set[int] = set()
    for line in lines:
        if line["kind"] == "task.undone" and line["facts"].get("former") is not None:
            gone |= {one["seq"] for one in lines if line["facts"]["entry"] <= one["seq"] < line["seq"]} | {line["seq"]}
    return [line for line in lines if line["seq"] not in gone]


def _task(lines: list[Said], found: dict[str, Count]) -> None:
    asked: str | None = None  # since when it waits to be taken in hand the first time, in one department
    taken: str | None = None
    held: str | None = None
    reopened = False

    def settle(is_over: bool) -> None:
        if asked is None or reopened:
            return
        if taken is not None:
            found["acknowledge"].seconds.append(span(asked, taken))
        elif is_over:
            found["acknowledge"].never += 1
        else:
            found["acknowledge"].open += 1

    for line in lines:
        kind, facts, at = line["kind"], line["facts"], line["at"]
        moves = kind == "task.edited" and "department" in facts["fields"] and facts.get("department") is not None
        if held is not None and (kind in STEPS or moves or kind == "task.undone"):
            found["unblock"].seconds.append(span(held, at))
            held = at if moves else None
        if kind == "task.waited":
            held = at
        elif kind == "task.added":
            asked = at
        elif kind == "task.acknowledged" and asked is not None:
            taken = at
        elif (moves or kind == "task.stalled") and asked is not None:
            settle(True)
            asked, taken = at, None
        elif kind in OVER or kind == "task.undone":
            settle(True)
            asked = taken = None
        elif kind == "task.reopened":
            asked, reopened = at, True
    settle(False)
    found["unblock"].open += held is not None


def _handed_in(lines: list[Said], count: Count) -> None:
    """Each result that was handed in, until somebody said what they thought of it."""
    handed: str | None = None
    for line in lines:
        kind, at = line["kind"], line["at"]
        if kind == "task.submitted":
            handed = at
        elif handed is not None and kind in ("task.validated", "task.returned"):
            count.seconds.append(span(handed, at))
            handed = None
        elif handed is not None and (kind in OVER or kind in ("task.undone", "task.waited")):
            count.never += 1
            handed = None
    count.open += handed is not None


def _decisions(entries: list[Said], found: dict[str, Count]) -> None:
    asked: dict[int, str] = {}
    told: dict[tuple[int, str], str] = {}
    needed: dict[int, str | None] = {}
    for entry in entries:
        kind, facts, at = entry["kind"], entry["facts"], entry["at"]
        number: int = facts.get("decision", 0)
        if kind == "decision.asked":
            asked[number], needed[number] = at, facts.get("needed_by")
        elif kind == "decision.left" and asked.pop(number, None):
            found["decide"].never += 1
        elif kind == "decision.taken":
            if (since := asked.pop(number, None)) is not None:
                lasted = span(since, facts["decided_at"])
                if lasted < 0:
                    found["decide"].unknown += 1
                else:
                    if (until := needed[number]) is not None:
                        found["decide"].own[len(found["decide"].seconds)] = max(0.0, span(since, until))
                    found["decide"].seconds.append(lasted)
            told |= {(number, slug): at for slug in facts.get("inform", ())}
        elif kind == "decision.informed":
            told |= {(number, slug): at for slug in facts["departments"] if (number, slug) not in told}
        elif kind == "decision.acknowledged" and told.get((number, facts["department"])):
            found["know"].seconds.append(span(told[number, facts["department"]], at))
            told[number, facts["department"]] = ""
        elif kind in ("decision.superseded", "decision.revoked"):
            for key in [key for key, since in told.items() if key[0] == number and since]:
                found["know"].never += 1
                told[key] = ""
    found["decide"].open += len(asked)
    found["know"].open += sum(bool(since) for since in told.values())


def _mobilised(entries: list[Said], count: Count) -> None:
    called: dict[str, str] = {}
    seats: dict[int, str | None] = {}
    for entry in entries:
        kind, facts = entry["kind"], entry["facts"]
        if kind == "cell.opened" and facts.get("targets"):
            called |= {seat["id"]: entry["at"] for seat in facts["departments"]}
        elif kind == "department.added" and called:
            called[facts["department"]["id"]] = entry["at"]
        elif kind in ("member.added", "role.given"):
            seats[facts["member"]] = facts.get("department") if facts["role"] != "observer" else None
        elif kind == "member.removed":
            seats[facts["member"]] = None
        away = kind == "member.answered" and facts["answer"] != "here"
        slug = seats.get(entry["by"]) if entry["by"] is not None and not away else None
        if slug is not None and slug in called:
            count.seconds.append(span(called.pop(slug), entry["at"]))
    count.open += len(called)
