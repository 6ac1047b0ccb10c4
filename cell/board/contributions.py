"""Rules of the contribution."""

from cell.board.board import ref_of
from cell.board.fold import Step, rule
from cell.board.numbers import number_of
from cell.board.passing_rows import Contribution, Part
from cell.kinds import contributions


@rule
def contribution_asked(step: Step) -> None:
    entry = step.entry
    facts: contributions.ContributionAsked = step.facts
    step.put(
        ref_of("contribution", facts.contribution),
        Contribution(
            clearance=entry.clearance,
            id=facts.contribution,
            number=number_of(f"contribution:{facts.contribution}"),
            text=facts.text,
            departments=facts.departments,
            needed_by=facts.needed_by,
            asked_at=entry.at,
            asked_by=entry.by,
            changed_seq=entry.seq,
        ),
    )


@rule
def contribution_given(step: Step) -> None:
    """A part takes the place of the one before of its department; with the last that was missing, all of it is in.

    Words that were withdrawn count once more: who read them saw another version.
    """
    entry = step.entry
    facts: contributions.ContributionGiven = step.facts
    row = step.board.contributions[facts.contribution]
    former = row.parts.get(facts.department)
    version = (former.version if former is not None else 0) + 1 + (facts.text is None)
    withdrawn = version if facts.text is None else former.withdrawn if former is not None else 0
    first = (former.first_at, former.first_by, former.first_seq) if former else (entry.at, entry.by, entry.seq)
    part = Part(facts.text, entry.at, entry.by, entry.seq, version, withdrawn, *first)
    parts = {**row.parts, facts.department: part}
    status = "complete" if row.status == "asked" and all(slug in parts for slug in row.departments) else row.status
    step.change("contribution", row.id, parts=parts, status=status, changed_seq=entry.seq)


def missing_of(row: Contribution) -> list[str]:
    """The departments whose part is still waited for; none where nobody waits any more."""
    return [slug for slug in row.departments if slug not in row.parts] if row.status == "asked" else []


@rule
def contribution_withdrawn(step: Step) -> None:
    facts: contributions.ContributionWithdrawn = step.facts
    want_no_more(step, facts.contribution, facts.reason)


def want_no_more(step: Step, contribution: int, reason: str | None) -> None:
    """What is missing is waited for no more; what was given stays."""
    step.change("contribution", contribution, status="withdrawn", reason=reason, changed_seq=step.entry.seq)
