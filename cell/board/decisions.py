"""Rules of the decision, from the question to what became of the ruling."""

from cell.board.board import ref_of
from cell.board.fold import Step, rule
from cell.board.rows import Decision, Option, Position, Taken
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
    )
    informed: dict[str, str | None] = dict.fromkeys(facts.inform)
    _change(step, facts.decision, status="in_force", taken=taken, informed=informed)


@rule
def decision_acknowledged(step: Step) -> None:
    facts: decisions.DecisionAcknowledged = step.facts
    informed = {**step.board.decisions[facts.decision].informed, facts.department: step.entry.at}
    _change(step, facts.decision, informed=informed)


@rule
def decision_superseded(step: Step) -> None:
    facts: decisions.DecisionSuperseded = step.facts
    _change(step, facts.decision, status="superseded", successor=facts.successor)


@rule
def decision_revoked(step: Step) -> None:
    facts: decisions.DecisionRevoked = step.facts
    _change(step, facts.decision, status="revoked", reason=facts.reason)
