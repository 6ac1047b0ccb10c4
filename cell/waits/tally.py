"""The waits so far, as each entry begins, changes or ends them."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

import msgspec

from cell.board.fold import shows_up
from cell.kinds import Entry, cells, decisions, records, tasks
from cell.kinds.closing import DecisionLeft
from cell.kinds.information import InformationRecorded
from cell.waits import passing
from cell.waits.seats import Seats
from cell.waits.wait import Wait, is_timed, own_time

Key = tuple[str, int] | tuple[str, int, str] | tuple[str, str]
RECORDED = {"message.recorded", "task.recorded", "decision.recorded", "information.recorded"}
# Only these ask something of the department they go to.
ASKING = {"message.recorded", "task.recorded"}
# What sort of row the waits about something name, where it is no task.
NOUN_OF = {"decision": "decision", "knowing": "decision", "mobilise": "department", **passing.NOUN_OF}


def _facts(entry: Entry) -> Any:
    """The facts of an entry whose kind is known by then."""
    return entry.facts


def tallied(entries: Iterable[Entry]) -> tuple[list[Wait], list[Wait], str | None]:
    """The waits that entries begin, those nothing answers, and the last timed fact of an imported record, if any."""
    tally = Tally()
    for entry in entries:
        tally.hear(entry)
    return tally.waits, tally.unanswered(), tally.horizon


class Tally:
    """The waits so far: those still open are found by what would end them."""

    def __init__(self) -> None:
        self.waits: list[Wait] = []
        self.horizon: str | None = None
        self._places: dict[Key, int] = {}
        self.seats = Seats()
        self._calls = False
        self._deciders: dict[int, str | None] = {}
        self._asked: set[Key] = set()
        self._holders: dict[int, str] = {}
        self._askers: dict[int, int | None] = {}
        self._recorded: dict[int, Entry] = {}
        self._answered: set[int] = set()
        self.parties: dict[int, tuple[str, str]] = {}  # by hand-off: who hands over, who is to receive
        self.wanted: dict[str, list[int]] = {}  # by ref: the approvals that were asked for it
        self.told: dict[tuple[int, str], str] = {}  # by information and department: sent, known or anew
        self.sides: dict[int, tuple[str, str]] = {}  # by arbitration: the two departments
        self.contributors: dict[int, tuple[str, ...]] = {}  # by contribution: the departments asked

    def hear(self, entry: Entry) -> None:
        """One more entry."""
        self.seats.hear(entry)
        rule = self.RULES.get(entry.kind)
        if rule is not None:
            rule(self, entry, entry.facts)
        self._arrive(entry)

    def begin(self, key: Key, entry: Entry, waiting: str | None, on: str | None, **more: Any) -> None:
        """A wait begins; `key` is what it is about, and the number or slug of its row."""
        noun = NOUN_OF.get(key[0], "task")
        fields: dict[str, Any] = {"about": key[0], "object": f"{noun}:{key[1]}", "waiting": waiting, "on": on} | more
        self._places[key] = len(self.waits)
        self._asked.add(key)
        self.waits.append(Wait(asked=entry.seq, asked_at=entry.at, clearance=entry.clearance, **fields))

    def open(self, key: Key) -> Wait | None:
        """The wait of a key that has not ended, or None."""
        place = self._places.get(key)
        return None if place is None else self.waits[place]

    def change(self, key: Key, **fields: Any) -> None:
        """Something more is known of an open wait."""
        place = self._places.get(key)
        if place is not None:
            self.waits[place] = msgspec.structs.replace(self.waits[place], **fields)

    def end(self, key: Key, entry: Entry, outcome: str, **more: Any) -> None:
        """It is over, if it was open."""
        self.change(key, **({"ended": entry.seq, "ended_at": entry.at, "outcome": outcome} | more))
        self._places.pop(key, None)

    # Departments --------------------------------------------------------------------------------------------

    def _call(self, entry: Entry, facts: cells.CellOpened) -> None:
        """Where a level promised nothing, as of a record that was taken in, nobody was called."""
        self._calls = facts.targets is not None
        for seat in facts.departments:
            self._summon(entry, seat.id)

    def _call_one(self, entry: Entry, facts: cells.DepartmentAdded) -> None:
        self._summon(entry, facts.department.id)

    def _summon(self, entry: Entry, department: str) -> None:
        if self._calls:
            self.begin(("mobilise", department), entry, None, department)

    def _arrive(self, entry: Entry) -> None:
        """A department is there once one of its people, not an observer, writes."""
        department = self.of(entry.by)
        if department is not None and entry.by not in self.seats.lookers and shows_up(entry):
            self.end(("mobilise", department), entry, "mobilised", acknowledged_at=entry.at)

    def of(self, member: int | None) -> str | None:
        """The department of a member, if any."""
        return self.seats.of(member)

    # Tasks --------------------------------------------------------------------------------------------------

    def _give(self, entry: Entry, facts: tasks.TaskAdded) -> None:
        self._holders[facts.task], self._askers[facts.task] = facts.department, entry.by
        self.begin(("task", facts.task), entry, self.of(entry.by), facts.department)

    def _take(self, entry: Entry, facts: tasks.TaskAcknowledged) -> None:
        self.change(("task", facts.task), acknowledged_at=entry.at)
        self.end(("hold", facts.task), entry, "resumed")
        self.end(("validate", facts.task), entry, "withdrawn")  # taken over while its result lay there

    def _stall(self, entry: Entry, facts: tasks.TaskStalled) -> None:
        """Taken and then left: who asked for it waits anew, from now."""
        wait = self.open(("task", facts.task))
        if wait is not None:
            self.end(("task", facts.task), entry, "stalled")
            self.begin(("task", facts.task), entry, wait.waiting, wait.on, about=wait.about)

    def _hold(self, entry: Entry, facts: tasks.TaskWaited) -> None:
        self.end(("hold", facts.task), entry, "replaced")
        self.end(("validate", facts.task), entry, "withdrawn")
        on = facts.on.department
        if facts.on.task is not None:
            on = self._holders.get(facts.on.task)
        key = ("hold", facts.task)
        self.begin(key, entry, self._holders.get(facts.task), on, outside=facts.on.outside)

    def _go_on(self, entry: Entry, facts: tasks.TaskResumed | tasks.TaskSubmitted | tasks.TaskReturned) -> None:
        self.end(("hold", facts.task), entry, "resumed")

    def _submit(self, entry: Entry, facts: tasks.TaskSubmitted) -> None:
        """Whoever asked for the work is waited on now, by the department that did it."""
        self._go_on(entry, facts)
        asker = self.of(self._askers.get(facts.task))
        self.begin(("validate", facts.task), entry, self._holders.get(facts.task), asker)

    def _send_back(self, entry: Entry, facts: tasks.TaskReturned) -> None:
        self.end(("validate", facts.task), entry, "returned")
        self._go_on(entry, facts)

    def _find_good(self, entry: Entry, facts: tasks.TaskValidated) -> None:
        self.end(("validate", facts.task), entry, "validated")
        self._finish(entry, facts)

    def _finish(self, entry: Entry, facts: Any) -> None:
        outcome = "dropped" if entry.kind in ("task.dropped", "task.undone", "task.left") else "done"
        for about in ("hold", "task", "validate"):
            self.end((about, facts.task), entry, outcome)
        passing.want_no_more(self, entry, f"task:{facts.task}")

    def _undo(self, entry: Entry, facts: tasks.TaskUndone) -> None:
        if facts.former is None:
            self._finish(entry, facts)

    def _reopen(self, entry: Entry, facts: tasks.TaskReopened) -> None:
        self.begin(("task", facts.task), entry, self.of(entry.by), self._holders.get(facts.task), about="rework")

    def _move(self, entry: Entry, facts: tasks.TaskEdited) -> None:
        """Who waited goes on waiting, on another department; who held the task and waited is now another."""
        if "department" not in facts.fields or facts.department is None:
            return
        self._holders[facts.task] = facts.department
        wait, hold = self.open(("task", facts.task)), self.open(("hold", facts.task))
        if wait is not None:
            self.end(("task", facts.task), entry, "moved")
            self.begin(("task", facts.task), entry, wait.waiting, facts.department, about=wait.about)
        if hold is not None:
            self.end(("hold", facts.task), entry, "moved")
            self.begin(("hold", facts.task), entry, facts.department, hold.on, outside=hold.outside)

    # Decisions ----------------------------------------------------------------------------------------------

    def _ask(self, entry: Entry, facts: decisions.DecisionAsked) -> None:
        about = self.of(entry.by), self.of(facts.decider)
        self.begin(("decision", facts.decision), entry, *about, due_at=facts.needed_by)

    def _leave(self, entry: Entry, facts: DecisionLeft) -> None:
        """A question that leaves the cell is waited for no more, and was not decided."""
        self.end(("decision", facts.decision), entry, "dropped")
        passing.want_no_more(self, entry, f"decision:{facts.decision}")

    def _decide(self, entry: Entry, facts: decisions.DecisionTaken) -> None:
        key, decider = ("decision", facts.decision), self.of(facts.decider)
        wait = self.open(key)
        if wait is not None:
            self.end(key, entry, "taken", ended_at=facts.decided_at, on=wait.on or decider)
        self._deciders[facts.decision] = decider
        for department in facts.inform:
            self.begin(("knowing", facts.decision, department), entry, decider, department)

    def _know(self, entry: Entry, facts: decisions.DecisionAcknowledged) -> None:
        key = ("knowing", facts.decision, facts.department)
        self.end(key, entry, "known", acknowledged_at=entry.at)

    def _inform(self, entry: Entry, facts: decisions.DecisionInformed) -> None:
        """Who is told again waits on; who is told for the first time begins to."""
        for department in facts.departments:
            key = ("knowing", facts.decision, department)
            if key not in self._asked:
                self.begin(key, entry, self._deciders.get(facts.decision), department)

    def _void(self, entry: Entry, facts: decisions.DecisionSuperseded | decisions.DecisionRevoked) -> None:
        """What holds no more need not be known any more."""
        for key in [key for key in self._places if key[0] == "knowing" and key[1] == facts.decision]:
            self.end(key, entry, entry.kind.partition(".")[2])
        passing.want_no_more(self, entry, f"decision:{facts.decision}")

    # The record ---------------------------------------------------------------------------------------------

    def _record(self, entry: Entry, facts: records.Recorded | InformationRecorded) -> None:
        self._recorded[entry.seq] = entry
        time = own_time(entry)
        if facts.row is not None and is_timed(time):
            self.horizon = max(self.horizon or time, time)
        if isinstance(facts, InformationRecorded):
            passing.send(self, entry, facts)
        if facts.answers is not None:
            self._answer(entry.seq, facts.answers, facts.answer or "reply")

    def _link(self, _entry: Entry, facts: records.EntryLinked) -> None:
        self._answer(facts.entry, facts.answers, facts.answer)

    def _answer(self, answer: int, request: int, outcome: str) -> None:
        asked, said = self._recorded.get(request), self._recorded.get(answer)
        if asked is None or said is None:
            return
        self._answered.add(request)
        at = own_time(said)
        restricted = asked.clearance if asked.clearance != "cell" else said.clearance
        wait = self._request(asked, _facts(said).department)
        known = {"acknowledged_at": at if outcome == "ack" else None, "clearance": restricted}
        self.waits.append(msgspec.structs.replace(wait, ended=answer, ended_at=at, outcome=outcome, **known))

    def unanswered(self) -> list[Wait]:
        """Messages and tasks that went to somebody, and that nothing answers."""
        silent = [entry for seq, entry in self._recorded.items() if seq not in self._answered]
        asking = [entry for entry in silent if entry.kind in ASKING and _facts(entry).to is not None]
        return [self._request(entry, _facts(entry).to) for entry in asking]

    def _request(self, entry: Entry, on: str | None) -> Wait:
        return Wait(
            about="answer",
            object=f"entry:{entry.seq}",
            waiting=_facts(entry).department,
            on=on,
            asked=entry.seq,
            asked_at=own_time(entry),
            clearance=entry.clearance,
        )

    RULES: ClassVar[dict[str, Callable[..., None]]] = {
        **passing.RULES,
        "cell.opened": _call,
        "department.added": _call_one,
        "task.added": _give,
        "task.acknowledged": _take,
        "task.stalled": _stall,
        "task.waited": _hold,
        "task.resumed": _go_on,
        "task.submitted": _submit,
        "task.returned": _send_back,
        "task.validated": _find_good,
        "task.completed": _finish,
        "task.dropped": _finish,
        "task.left": _finish,
        "task.undone": _undo,
        "task.reopened": _reopen,
        "task.edited": _move,
        "decision.asked": _ask,
        "decision.taken": _decide,
        "decision.left": _leave,
        "decision.acknowledged": _know,
        "decision.informed": _inform,
        "decision.superseded": _void,
        "decision.revoked": _void,
        "entry.linked": _link,
        **dict.fromkeys(RECORDED, _record),
    }
