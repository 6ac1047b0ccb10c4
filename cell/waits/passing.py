"""The waits for hand-offs and approvals: offered, accepted, usable; asked, answered or settled by a rule."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cell.kinds import Entry, approvals, handoffs, statements

if TYPE_CHECKING:
    from cell.waits.tally import Tally

NOUN_OF = {"handoff": "handoff", "approval": "approval"}


def _offer(tally: "Tally", entry: Entry, facts: handoffs.HandoffOffered) -> None:
    tally.begin(("handoff", facts.handoff), entry, facts.department, facts.to, due_at=facts.needed_by)
    tally.parties[facts.handoff] = (facts.department, facts.to)


def _see(tally: "Tally", entry: Entry, facts: handoffs.HandoffSeen) -> None:
    tally.change(("handoff", facts.handoff), seen_at=entry.at)


def _accept(tally: "Tally", entry: Entry, facts: handoffs.HandoffAccepted) -> None:
    wait = tally.open(("handoff", facts.handoff))
    if wait is not None:
        seen = wait.seen_at or entry.at
        tally.change(("handoff", facts.handoff), seen_at=seen, acknowledged_at=entry.at)


def _return(tally: "Tally", entry: Entry, facts: handoffs.HandoffReturned) -> None:
    tally.end(("handoff", facts.handoff), entry, "returned")


def _renew(tally: "Tally", entry: Entry, facts: handoffs.HandoffRenewed) -> None:
    if facts.handoff not in tally.parties:
        return
    department, to = tally.parties[facts.handoff]
    tally.begin(("handoff", facts.handoff), entry, department, to, due_at=facts.needed_by)


def _complete(tally: "Tally", entry: Entry, facts: handoffs.HandoffCompleted) -> None:
    tally.end(("handoff", facts.handoff), entry, "usable")


def _take_back(tally: "Tally", entry: Entry, facts: handoffs.HandoffWithdrawn) -> None:
    tally.end(("handoff", facts.handoff), entry, "withdrawn")


def _ask(tally: "Tally", entry: Entry, facts: approvals.ApprovalAsked) -> None:
    about = tally.of(entry.by), facts.department
    tally.begin(("approval", facts.approval), entry, *about, due_at=facts.needed_by)
    tally.wanted.setdefault(facts.object, []).append(facts.approval)


def _answer(tally: "Tally", entry: Entry, facts: Any) -> None:
    outcome = entry.kind.partition(".")[2]
    known = {"acknowledged_at": entry.at} if outcome in ("given", "refused") else {}
    tally.end(("approval", facts.approval), entry, outcome, **known)


def _overtake(
    tally: "Tally",
    entry: Entry,
    facts: statements.StatementRevised | statements.StatementPublished | statements.StatementWithdrawn,
) -> None:
    outcome = "withdrawn" if entry.kind == "statement.withdrawn" else "overtaken"
    want_no_more(tally, entry, f"statement:{facts.statement}", outcome)


def want_no_more(tally: "Tally", entry: Entry, ref: str, outcome: str = "withdrawn") -> None:
    """Nobody waits any more for a yes to what is over."""
    for approval in tally.wanted.pop(ref, []):
        tally.end(("approval", approval), entry, outcome)


RULES: dict[str, Callable[["Tally", Entry, Any], None]] = {
    "handoff.offered": _offer,
    "handoff.seen": _see,
    "handoff.accepted": _accept,
    "handoff.returned": _return,
    "handoff.renewed": _renew,
    "handoff.completed": _complete,
    "handoff.withdrawn": _take_back,
    "approval.asked": _ask,
    "approval.given": _answer,
    "approval.refused": _answer,
    "approval.lapsed": _answer,
    "approval.presumed": _answer,
    "approval.withdrawn": _answer,
    "statement.revised": _overtake,
    "statement.published": _overtake,
    "statement.withdrawn": _overtake,
}
