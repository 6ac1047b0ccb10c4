"""Rules of information, and of the entries that speak about other entries."""

from cell.board.board import ref_of
from cell.board.fold import Step, rule
from cell.board.rows import Information
from cell.kinds import information


@rule
def information_recorded(step: Step) -> None:
    entry = step.entry
    facts: information.InformationRecorded = step.facts
    step.put(
        ref_of("information", facts.information),
        Information(
            clearance=entry.clearance,
            id=facts.information,
            text=facts.text,
            source=facts.source,
            channel=facts.channel,
            happened_at=facts.happened_at,
            precision=facts.precision,
            recorded_at=entry.at,
            by=entry.by,
            standing=facts.standing,
            state=facts.state,
            departments=facts.departments,
            changed_seq=entry.seq,
        ),
    )


@rule
def entry_corrected(step: Step) -> None:
    """A correction stands beside what it corrects: no row changes."""


@rule
def entry_redacted(step: Step) -> None:
    """The words go where the entry is read, so that a replay never has them: here no row changes."""
