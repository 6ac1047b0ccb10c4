"""Rules of the hand-off: offered, seen, accepted or returned, usable."""

from cell.board.board import ref_of
from cell.board.fold import Step, rule
from cell.board.numbers import number_of
from cell.board.passing_rows import Bounce, Handoff
from cell.kinds import handoffs


@rule
def handoff_offered(step: Step) -> None:
    entry = step.entry
    facts: handoffs.HandoffOffered = step.facts
    step.put(
        ref_of("handoff", facts.handoff),
        Handoff(
            clearance=entry.clearance,
            id=facts.handoff,
            number=number_of(f"handoff:{facts.handoff}"),
            department=facts.department,
            to=facts.to,
            text=facts.text,
            means=facts.means,
            needed_by=facts.needed_by,
            task=facts.task,
            decision=facts.decision,
            offered_at=entry.at,
            offered_by=entry.by,
            asked_at=entry.at,
            changed_at=entry.at,
            changed_seq=entry.seq,
        ),
    )


def _change(step: Step, handoff: int, **fields: object) -> None:
    step.change("handoff", handoff, changed_at=step.entry.at, changed_seq=step.entry.seq, **fields)


@rule
def handoff_seen(step: Step) -> None:
    facts: handoffs.HandoffSeen = step.facts
    _change(step, facts.handoff, status="seen", seen_at=step.entry.at, seen_by=step.entry.by)


@rule
def handoff_accepted(step: Step) -> None:
    """Who accepts has seen it."""
    entry = step.entry
    facts: handoffs.HandoffAccepted = step.facts
    row = step.board.handoffs[facts.handoff]
    seen = {} if row.seen_at else {"seen_at": entry.at, "seen_by": entry.by}
    taken = {"accepted_at": entry.at, "accepted_by": entry.by, "stalled_since": None}
    _change(step, facts.handoff, status="accepted", **taken, **seen)


@rule
def handoff_returned(step: Step) -> None:
    """Who returns has read it."""
    entry = step.entry
    facts: handoffs.HandoffReturned = step.facts
    row = step.board.handoffs[facts.handoff]
    seen = (row.seen_at, row.seen_by) if row.seen_at else (entry.at, entry.by)
    bounce = Bounce(row.offered_at, entry.at, entry.by, facts.reason, *seen)
    read = {"seen_at": bounce.seen_at, "seen_by": bounce.seen_by}
    _change(step, facts.handoff, status="returned", bounces=(*row.bounces, bounce), stalled_since=None, **read)


@rule
def handoff_renewed(step: Step) -> None:
    """A new offer, with its own times; what the clock said was of the one before."""
    entry = step.entry
    facts: handoffs.HandoffRenewed = step.facts
    fields = {"text": facts.text, "means": facts.means, "needed_by": facts.needed_by}
    fields |= {"offered_at": entry.at, "offered_by": entry.by, "asked_at": entry.at, "seen_at": None, "seen_by": None}
    _change(step, facts.handoff, status="offered", **fields)


@rule
def handoff_stalled(step: Step) -> None:
    """It was read: what is asked anew, from now on, is that it be accepted."""
    facts: handoffs.HandoffStalled = step.facts
    untaken = {"accepted_at": None, "accepted_by": None, "stalled_since": facts.touched_at}
    _change(step, facts.handoff, status="seen", asked_at=step.entry.at, **untaken)


@rule
def handoff_completed(step: Step) -> None:
    facts: handoffs.HandoffCompleted = step.facts
    _change(step, facts.handoff, status="usable", usable_at=step.entry.at, usable_by=step.entry.by)


@rule
def handoff_withdrawn(step: Step) -> None:
    facts: handoffs.HandoffWithdrawn = step.facts
    _change(step, facts.handoff, status="withdrawn", reason=facts.reason)
