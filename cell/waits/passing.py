"""The waits for what passes between departments: hand-offs, approvals, information, rulings, contributions."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cell.kinds import Entry, approvals, arbitrations, closing, contributions, handoffs, information, statements

if TYPE_CHECKING:
    from cell.waits.tally import Tally

NOUN_OF = {noun: noun for noun in ("handoff", "approval", "information", "arbitration", "contribution")}


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
    """Who returns has read it."""
    wait = tally.open(("handoff", facts.handoff))
    seen = {"seen_at": wait.seen_at or entry.at} if wait is not None else {}
    tally.end(("handoff", facts.handoff), entry, "returned", **seen)


def _renew(tally: "Tally", entry: Entry, facts: handoffs.HandoffRenewed) -> None:
    if facts.handoff not in tally.parties:
        return
    department, to = tally.parties[facts.handoff]
    tally.begin(("handoff", facts.handoff), entry, department, to, due_at=facts.needed_by)


def _stall(tally: "Tally", entry: Entry, facts: handoffs.HandoffStalled) -> None:
    """Accepted and then left: who handed it over waits anew, from now."""
    if facts.handoff not in tally.parties:
        return
    department, to = tally.parties[facts.handoff]
    tally.end(("handoff", facts.handoff), entry, "stalled")
    tally.begin(("handoff", facts.handoff), entry, department, to)


def _complete(tally: "Tally", entry: Entry, facts: handoffs.HandoffCompleted) -> None:
    tally.end(("handoff", facts.handoff), entry, "usable")


def _take_back(tally: "Tally", entry: Entry, facts: handoffs.HandoffWithdrawn | closing.HandoffLeft) -> None:
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


def send(tally: "Tally", entry: Entry, facts: information.InformationRecorded) -> None:
    """Who was sent something is waited on until it says that it knows; a record taken in afterwards asked nobody."""
    for slug in facts.departments if facts.row is None else ():
        tally.told[facts.information, slug] = "sent"
        if facts.state != "false":
            tally.begin(("information", facts.information, slug), entry, tally.of(entry.by), slug)


def _know(tally: "Tally", entry: Entry, facts: information.InformationAcknowledged) -> None:
    key = ("information", facts.information, facts.department)
    tally.told[key[1:]] = "known"
    wait = tally.open(key)
    if wait is not None:
        tally.end(key, entry, "known", seen_at=wait.seen_at or entry.at, acknowledged_at=entry.at)


def _read(tally: "Tally", entry: Entry, facts: information.InformationSeen) -> None:
    tally.change(("information", facts.information, facts.department), seen_at=entry.at)


def _check(tally: "Tally", entry: Entry, facts: information.InformationChecked) -> None:
    """Who knew what is now held otherwise is told anew, but for the checker; what is false need not be learnt."""
    checker = tally.of(entry.by)
    for number, slug in [key for key in tally.told if key[0] == facts.information]:
        key, told = ("information", number, slug), tally.told[number, slug]
        if told == "known" and slug == checker:
            continue
        if tally.open(key) is None:
            tally.told[number, slug] = "anew"
            tally.begin(key, entry, checker, slug)
        elif facts.state == "false" and told == "sent":
            tally.end(key, entry, "refuted")


def _clash(tally: "Tally", entry: Entry, facts: arbitrations.ArbitrationAsked) -> None:
    """Both departments wait for the ruling."""
    for slug in (facts.first, facts.second):
        tally.begin(("arbitration", facts.arbitration, slug), entry, slug, tally.seats.leading)
    tally.sides[facts.arbitration] = (facts.first, facts.second)


def _rule(tally: "Tally", entry: Entry, facts: arbitrations.ArbitrationRuled) -> None:
    for slug in tally.sides.get(facts.arbitration, ()):
        key = ("arbitration", facts.arbitration, slug)
        wait = tally.open(key)
        if wait is not None:
            on = wait.on or tally.of(facts.decider)
            tally.end(key, entry, "ruled", acknowledged_at=entry.at, on=on)


def _leave(tally: "Tally", entry: Entry, facts: closing.ArbitrationLeft) -> None:
    for slug in tally.sides.get(facts.arbitration, ()):
        tally.end(("arbitration", facts.arbitration, slug), entry, "withdrawn")


def _drop(tally: "Tally", entry: Entry, facts: closing.ApprovalLeft) -> None:
    tally.end(("approval", facts.approval), entry, "withdrawn")


def _ask_each(tally: "Tally", entry: Entry, facts: contributions.ContributionAsked) -> None:
    """Who asked waits for each part, its own department's as well."""
    for slug in facts.departments:
        key = ("contribution", facts.contribution, slug)
        tally.begin(key, entry, tally.of(entry.by), slug, due_at=facts.needed_by)
    tally.contributors[facts.contribution] = facts.departments


def _give(tally: "Tally", entry: Entry, facts: contributions.ContributionGiven) -> None:
    """The first wording ends the wait: later ones are of who was waited for no more."""
    key = ("contribution", facts.contribution, facts.department)
    tally.end(key, entry, "given", acknowledged_at=entry.at)


def _want_no_part(
    tally: "Tally", entry: Entry, facts: contributions.ContributionWithdrawn | closing.ContributionLeft
) -> None:
    for slug in tally.contributors.get(facts.contribution, ()):
        tally.end(("contribution", facts.contribution, slug), entry, "withdrawn")


RULES: dict[str, Callable[["Tally", Entry, Any], None]] = {
    "handoff.offered": _offer,
    "handoff.seen": _see,
    "handoff.accepted": _accept,
    "handoff.returned": _return,
    "handoff.renewed": _renew,
    "handoff.stalled": _stall,
    "handoff.completed": _complete,
    "handoff.withdrawn": _take_back,
    "handoff.left": _take_back,
    "approval.asked": _ask,
    "approval.given": _answer,
    "approval.refused": _answer,
    "approval.lapsed": _answer,
    "approval.presumed": _answer,
    "approval.withdrawn": _answer,
    "approval.left": _drop,
    "statement.revised": _overtake,
    "statement.published": _overtake,
    "statement.withdrawn": _overtake,
    "information.acknowledged": _know,
    "information.seen": _read,
    "information.checked": _check,
    "arbitration.asked": _clash,
    "arbitration.ruled": _rule,
    "arbitration.left": _leave,
    "contribution.asked": _ask_each,
    "contribution.given": _give,
    "contribution.withdrawn": _want_no_part,
    "contribution.left": _want_no_part,
}
