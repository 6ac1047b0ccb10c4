"""Rules of what is written down afterwards: rows that were over before they came to the board."""

from cell.board.board import ref_of
from cell.board.decision_rows import Decision, Taken
from cell.board.fold import Step, rule
from cell.board.rows import Message, Past, Task
from cell.kinds import records


def _past(facts: records.Recorded) -> Past:
    return Past(facts.happened_at, facts.precision, facts.offset, facts.actor)


@rule
def message_recorded(step: Step) -> None:
    entry = step.entry
    facts: records.MessageRecorded = step.facts
    step.put(
        ref_of("message", facts.message),
        Message(
            clearance=entry.clearance,
            id=facts.message,
            text=facts.text,
            source=facts.source,
            department=facts.department,
            to=facts.to,
            recorded_at=entry.at,
            by=entry.by,
            past=_past(facts),
            changed_seq=entry.seq,
        ),
    )


@rule
def task_recorded(step: Step) -> None:
    """The source tells what was done: nobody can take it or wait for it any more, so it stands under "done"."""
    entry = step.entry
    facts: records.TaskRecorded = step.facts
    step.put(
        ref_of("task", facts.task),
        Task(
            clearance=entry.clearance,
            id=facts.task,
            title=facts.text,
            department=facts.department or "",
            owner=None,
            requester=entry.by,
            status="done",
            added_at=entry.at,
            since=entry.at,
            past=_past(facts),
            changed_at=entry.at,
            changed_by=entry.by,
            changed_seq=entry.seq,
        ),
    )


@rule
def decision_recorded(step: Step) -> None:
    """The source has the ruling alone; its words stand for the question too, so that the row has a name."""
    entry = step.entry
    facts: records.DecisionRecorded = step.facts
    step.put(
        ref_of("decision", facts.decision),
        Decision(
            clearance=entry.clearance,
            id=facts.decision,
            number=f"D-{facts.decision:04d}",
            question=facts.text,
            status="in_force",
            asked_at=entry.at,
            asked_by=entry.by,
            decider=None,
            needed_by=None,
            consulted=(),
            taken=_taken(step, facts),
            past=_past(facts),
            changed_seq=entry.seq,
        ),
    )


def _taken(step: Step, facts: records.DecisionRecorded) -> Taken:
    entry = step.entry
    return Taken(
        choice=facts.text,
        rationale=None,
        decider=None,
        recorder=entry.by,
        decided_at=facts.happened_at,
        recorded_at=entry.at,
        effective_at=None,
        rejected=None,
        assumptions=None,
        effect=None,
        authority=None,
        review_at=None,
        known=entry.seq - 1,
    )


@rule
def entry_linked(step: Step) -> None:
    """A link stands between two entries: no row changes."""


@rule
def start_set(step: Step) -> None:
    facts: records.StartSet = step.facts
    step.change("cell", "", start=facts.entry)
