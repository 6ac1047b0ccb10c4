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
            informed=dict.fromkeys(facts.departments),
            changed_seq=entry.seq,
        ),
    )


@rule
def information_checked(step: Step) -> None:
    entry = step.entry
    facts: information.InformationChecked = step.facts
    seen = {"state": facts.state, "checked_at": entry.at, "checked_by": entry.by}
    step.change("information", facts.information, changed_seq=entry.seq, **seen)


@rule
def information_acknowledged(step: Step) -> None:
    entry = step.entry
    facts: information.InformationAcknowledged = step.facts
    informed = {**step.board.informations[facts.information].informed, facts.department: entry.at}
    step.change("information", facts.information, changed_seq=entry.seq, informed=informed)


@rule
def entry_corrected(step: Step) -> None:
    """A correction stands beside what it corrects: no row changes."""


@rule
def entry_marked(step: Step) -> None:
    """A mark stands beside what it marks: no row changes."""


@rule
def entry_unmarked(step: Step) -> None:
    """Nor when it is taken off."""


@rule
def entry_redacted(step: Step) -> None:
    """The words go where the entry is read, so that a replay never has them: here no row changes."""
