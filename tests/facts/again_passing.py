"""The same second way for what passes between departments: hand-offs, approvals, contributions."""

from typing import Any

Said = dict[str, Any]


def handed_over(entries: list[Said], span: Any, count: Any) -> None:
    """Each offer, until it is accepted; or given back or taken back before."""
    offered: dict[int, tuple[str, str | None]] = {}
    for entry in entries:
        kind, facts, at = entry["kind"], entry["facts"], entry["at"]
        if kind in ("handoff.offered", "handoff.renewed"):
            offered[facts["handoff"]] = (at, facts.get("needed_by"))
        elif kind == "handoff.stalled":
            offered[facts["handoff"]] = (at, None)
        elif kind.startswith("handoff.") and kind != "handoff.seen":
            since = offered.pop(facts["handoff"], None)
            if since is not None and kind == "handoff.accepted":
                _done(count, span, since, at)
            elif since is not None:
                count.never += 1
    count.open += len(offered)


def approved(entries: list[Said], span: Any, count: Any) -> None:
    """Each request, until the department says yes or no."""
    asked: dict[int, tuple[str, str | None, str]] = {}
    for entry in entries:
        kind, facts, at = entry["kind"], entry["facts"], entry["at"]
        if kind == "approval.asked":
            asked[facts["approval"]] = (at, facts.get("needed_by"), facts["object"])
        elif kind in ("approval.given", "approval.refused"):
            since = asked.pop(facts["approval"])
            _done(count, span, since[:2], at)
        elif kind in ("approval.lapsed", "approval.presumed", "approval.withdrawn", "approval.left"):
            count.never += asked.pop(facts["approval"], None) is not None
        elif kind in ("statement.revised", "statement.published", "statement.withdrawn"):
            about = f"statement:{facts['statement']}"
            for number in [number for number, one in asked.items() if one[2] == about]:
                del asked[number]
                count.never += 1
    count.open += len(asked)


def contributed(entries: list[Said], span: Any, count: Any) -> None:
    """Each department asked, until it gives its part the first time."""
    asked: dict[tuple[int, str], tuple[str, str | None]] = {}
    for entry in entries:
        kind, facts, at = entry["kind"], entry["facts"], entry["at"]
        number: int = facts.get("contribution", 0)
        if kind == "contribution.asked":
            asked |= {(number, slug): (at, facts["needed_by"]) for slug in facts["departments"]}
        elif kind == "contribution.given":
            since = asked.pop((number, facts["department"]), None)
            if since is not None:
                _done(count, span, since, at)
        elif kind in ("contribution.withdrawn", "contribution.left"):
            gone = [key for key in asked if key[0] == number]
            count.never += len([asked.pop(key) for key in gone])
    count.open += len(asked)


def _done(count: Any, span: Any, since: tuple[str, str | None], at: str) -> None:
    if since[1] is not None:
        count.own[len(count.seconds)] = max(0.0, span(since[0], since[1]))
    count.seconds.append(span(since[0], at))
