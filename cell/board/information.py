"""Rules of information, and of the entries that speak about other entries."""

from collections.abc import Iterator

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
    row = step.board.informations[facts.information]
    seen = {"state": facts.state, "checked_at": entry.at, "checked_by": entry.by, "checked_reason": facts.reason}
    checker = step.board.members.get(entry.by) if entry.by is not None else None
    anew = list(_told_anew(row, checker.department if checker is not None else None))
    told = {
        "informed": {**row.informed, **dict.fromkeys(anew)},
        "told_at": {**row.told_at, **dict.fromkeys(anew, entry.at)},
        "seen": {slug: at for slug, at in row.seen.items() if slug not in anew},
    }
    step.change("information", facts.information, changed_seq=entry.seq, **seen, **(told if anew else {}))


def _told_anew(row: Information, checker: str | None) -> Iterator[str]:
    """Who said that they know what is now held otherwise, but for the checker; of what is false no more, the others."""
    for slug, at in row.informed.items():
        if slug != checker if at is not None else (row.state == "false" and slug not in row.told_at):
            yield slug


def unknowing(row: Information) -> dict[str, str]:
    """The departments that have yet to say they know it as it is held now, each with since when.

    What is false need not be learnt by who never knew it; who knew it must learn that it is false.
    """
    told = row.told_at
    return {
        slug: told.get(slug, row.recorded_at)
        for slug, at in row.informed.items()
        if at is None and (row.state != "false" or slug in told)
    }


@rule
def information_acknowledged(step: Step) -> None:
    entry = step.entry
    facts: information.InformationAcknowledged = step.facts
    informed = {**step.board.informations[facts.information].informed, facts.department: entry.at}
    step.change("information", facts.information, changed_seq=entry.seq, informed=informed)


@rule
def information_seen(step: Step) -> None:
    entry = step.entry
    facts: information.InformationSeen = step.facts
    seen = {**step.board.informations[facts.information].seen, facts.department: entry.at}
    step.change("information", facts.information, changed_seq=entry.seq, seen=seen)


_FOUND = {"verified": "verified", "false": "refuted", "to_verify": "doubted"}


def asked_about(row: Information, slug: str) -> str:
    """What a department is to take note of: the words (read), or what was found: verified, refuted or doubted."""
    return _FOUND[row.state] if slug in row.told_at else "read"


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
