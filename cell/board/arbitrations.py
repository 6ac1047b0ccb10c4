"""Rules of the arbitration."""

from cell.board.board import ref_of
from cell.board.fold import Step, rule
from cell.board.numbers import number_of
from cell.board.passing_rows import Arbitration, Ruling, Side
from cell.kinds import arbitrations


@rule
def arbitration_asked(step: Step) -> None:
    entry = step.entry
    facts: arbitrations.ArbitrationAsked = step.facts
    step.put(
        ref_of("arbitration", facts.arbitration),
        Arbitration(
            clearance=entry.clearance,
            id=facts.arbitration,
            number=number_of(f"arbitration:{facts.arbitration}"),
            question=facts.question,
            first=Side(facts.first, facts.first_text, facts.first_indicator),
            second=Side(facts.second, facts.second_text, facts.second_indicator),
            asked_at=entry.at,
            asked_by=entry.by,
            changed_seq=entry.seq,
        ),
    )


@rule
def arbitration_ruled(step: Step) -> None:
    """A ruling takes the place of the one before, and all of them stay."""
    entry = step.entry
    facts: arbitrations.ArbitrationRuled = step.facts
    said = (facts.choice, facts.text, facts.reason, facts.decider, facts.suspended, facts.until)
    rulings = (*step.board.arbitrations[facts.arbitration].rulings, Ruling(*said, entry.at, entry.by, entry.seq))
    step.change("arbitration", facts.arbitration, status="ruled", rulings=rulings, reason=None, changed_seq=entry.seq)


@rule
def arbitration_recalled(step: Step) -> None:
    facts: arbitrations.ArbitrationRecalled = step.facts
    marks = {"recalled_at": facts.until, "task": facts.task, "changed_seq": step.entry.seq}
    step.change("arbitration", facts.arbitration, **marks)
