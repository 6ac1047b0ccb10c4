"""Rules of the decision, from the question to what became of the ruling."""

from cell.board.board import ref_of
from cell.board.decision_rows import Chase, Decision, Looked, Option, Position, Taken
from cell.board.fold import Step, rule
from cell.kinds import decisions


@rule
def decision_asked(step: Step) -> None:
    entry = step.entry
    facts: decisions.DecisionAsked = step.facts
    step.put(
        ref_of("decision", facts.decision),
        Decision(
            clearance=entry.clearance,
            id=facts.decision,
            number=f"D-{facts.decision:04d}",
            question=facts.question,
            asked_at=entry.at,
            asked_by=entry.by,
            decider=facts.decider,
            needed_by=facts.needed_by,
            consulted=facts.consulted,
            changed_seq=entry.seq,
        ),
    )


def _change(step: Step, decision: int, **fields: object) -> None:
    step.change("decision", decision, changed_seq=step.entry.seq, **fields)


@rule
def option_added(step: Step) -> None:
    facts: decisions.OptionAdded = step.facts
    option = Option(facts.option, facts.text, step.entry.by)
    _change(step, facts.decision, options=(*step.board.decisions[facts.decision].options, option))


@rule
def position_given(step: Step) -> None:
    facts: decisions.PositionGiven = step.facts
    position = Position(
        facts.department,
        facts.option,
        facts.stance,
        facts.reason,
        facts.strong,
        step.entry.by,
        step.entry.seq,
    )
    _change(step, facts.decision, positions=(*step.board.decisions[facts.decision].positions, position))


@rule
def decision_taken(step: Step) -> None:
    entry = step.entry
    facts: decisions.DecisionTaken = step.facts
    taken = Taken(
        facts.choice,
        facts.rationale,
        facts.decider,
        entry.by,
        facts.decided_at,
        entry.at,
        facts.effective_at,
        facts.rejected,
        facts.assumptions,
        facts.effect,
        facts.authority,
        facts.review_at,
        entry.seq - 1,
        facts.none_rejected,
        facts.scope,
        facts.risk,
        facts.option,
        facts.pinned,
    )
    informed: dict[str, str | None] = dict.fromkeys(facts.inform)
    _change(step, facts.decision, status="in_force", taken=taken, informed=informed, review_at=facts.review_at)


@rule
def decision_acknowledged(step: Step) -> None:
    facts: decisions.DecisionAcknowledged = step.facts
    row = step.board.decisions[facts.decision]
    informed = {**row.informed, facts.department: step.entry.at}
    _change(step, facts.decision, informed=informed, known_by={**row.known_by, facts.department: step.entry.by})


@rule
def decision_informed(step: Step) -> None:
    """A department told for the first time must know from now on; one told again is counted."""
    entry = step.entry
    facts: decisions.DecisionInformed = step.facts
    row = step.board.decisions[facts.decision]
    informed, chased, told_at = dict(row.informed), dict(row.chased), dict(row.told_at)
    for slug in facts.departments:
        if slug in informed:
            former = chased.get(slug)
            chased[slug] = Chase(former.times + 1 if former else 1, entry.at, entry.by)
        else:
            informed[slug], told_at[slug] = None, entry.at
    _change(step, facts.decision, informed=informed, chased=chased, told_at=told_at)


@rule
def decision_recalled(step: Step) -> None:
    facts: decisions.DecisionRecalled = step.facts
    _change(step, facts.decision, recalled_at=facts.review_at, review_task=facts.task)


@rule
def decision_reviewed(step: Step) -> None:
    entry = step.entry
    facts: decisions.DecisionReviewed = step.facts
    looked = Looked(facts.verdict, facts.text, entry.at, entry.by, entry.seq)
    reviews = (*step.board.decisions[facts.decision].reviews, looked)
    _change(step, facts.decision, reviews=reviews, review_at=facts.review_at, review_task=None)


@rule
def decision_superseded(step: Step) -> None:
    facts: decisions.DecisionSuperseded = step.facts
    _change(step, facts.decision, status="superseded", successor=facts.successor)


@rule
def decision_revoked(step: Step) -> None:
    facts: decisions.DecisionRevoked = step.facts
    _change(step, facts.decision, status="revoked", reason=facts.reason)
