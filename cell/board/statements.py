"""Rules of the statement: one current wording per audience."""

from cell.board.approvals import settle
from cell.board.board import ref_of
from cell.board.fold import Step, rule
from cell.board.numbers import number_of
from cell.board.passing_rows import Statement, Telling, Wording
from cell.kinds import statements


@rule
def statement_drafted(step: Step) -> None:
    entry = step.entry
    facts: statements.StatementDrafted = step.facts
    step.put(
        ref_of("statement", facts.statement),
        Statement(
            clearance=entry.clearance,
            id=facts.statement,
            number=number_of(f"statement:{facts.statement}"),
            audience=facts.audience,
            wordings=(Wording(1, facts.text, entry.at, entry.by, entry.seq),),
            approvers=facts.approvers,
            drafted_at=entry.at,
            drafted_by=entry.by,
            changed_seq=entry.seq,
        ),
    )


def _change(step: Step, statement: int, **fields: object) -> None:
    step.change("statement", statement, changed_seq=step.entry.seq, **fields)


def _end_approvals(step: Step, statement: int, status: str) -> None:
    """Nobody is waited for any more; an answer that was given was given, to the wording that it names."""
    open_ones = [row for row in step.board.approvals.values() if row.status == "asked"]
    for row in open_ones:
        if row.object == f"statement:{statement}":
            settle(step, row.id, status)


@rule
def statement_revised(step: Step) -> None:
    entry = step.entry
    facts: statements.StatementRevised = step.facts
    wording = Wording(facts.version, facts.text, entry.at, entry.by, entry.seq, facts.reason)
    _change(step, facts.statement, wordings=(*step.board.statements[facts.statement].wordings, wording))
    _end_approvals(step, facts.statement, "overtaken")


@rule
def statement_published(step: Step) -> None:
    entry = step.entry
    facts: statements.StatementPublished = step.facts
    audience = step.board.statements[facts.statement].audience
    standing = [row.id for row in step.board.statements.values() if row.status == "published"]
    for other in standing:
        if step.board.statements[other].audience == audience:
            _change(step, other, status="superseded", ended_at=entry.at, successor=facts.statement)
    fields = {"published_at": entry.at, "published_by": entry.by, "missing": facts.missing, "reason": facts.reason}
    _change(step, facts.statement, status="published", **fields)
    _end_approvals(step, facts.statement, "overtaken")


@rule
def statement_told(step: Step) -> None:
    facts: statements.StatementTold = step.facts
    told = Telling(facts.whom, facts.channel, facts.told_at, facts.speaker, facts.version, step.entry.seq)
    _change(step, facts.statement, told=(*step.board.statements[facts.statement].told, told))


@rule
def statement_withdrawn(step: Step) -> None:
    facts: statements.StatementWithdrawn = step.facts
    _change(step, facts.statement, status="withdrawn", ended_at=step.entry.at, reason=facts.reason)
    _end_approvals(step, facts.statement, "withdrawn")
