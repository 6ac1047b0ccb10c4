"""The waits so far, as each entry begins, changes or ends them."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from cell.board.fold import shows_up
from cell.kinds import Entry, cells, decisions, members, records, tasks
from cell.kinds.closing import DecisionLeft
from cell.kinds.information import InformationRecorded
from cell.waits.wait import Wait, is_timed, own_time, seconds_between

Key = tuple[str, int] | tuple[str, int, str] | tuple[str, str]
RECORDED = {"message.recorded", "task.recorded", "decision.recorded", "information.recorded"}
# Only these ask something of the department they go to.
ASKING = {"message.recorded", "task.recorded"}


def _facts(entry: Entry) -> Any:
    """The facts of an entry whose kind is known by then."""
    return entry.facts


def waits_of(entries: Iterable[Entry], now: str) -> list[Wait]:
    """The waits of ONE cell's entries (ascending), in the order they were asked. `now` ages those that are open.

    An open wait for an answer to a fact of an imported record is as old as the record: its last timed fact. What was
    taken back within its minute has no effect: the clock goes on as if it had not been stopped.
    """
    entries = list(entries)
    slips = _taken_back(entries)
    tally = _Tally()
    for entry in entries:
        if entry.seq not in slips:
            tally.hear(entry)
    waits = [_counted(wait, now) for wait in tally.waits]
    waits += [_counted(wait, tally.horizon or now) for wait in tally.unanswered()]
    return sorted(waits, key=lambda wait: (wait.asked, wait.ended or 0))


def _taken_back(entries: list[Entry]) -> set[int]:
    """The numbers of entries that count no more. A task whose creation is taken back was there, and is dropped."""
    undone = [(entry.seq, entry.facts) for entry in entries if isinstance(entry.facts, tasks.TaskUndone)]
    spans = [(said.task, said.entry, seq) for seq, said in undone if said.former is not None]
    gone = {task for task, _, _ in spans}
    about = [(entry.seq, task) for entry in entries if (task := getattr(entry.facts, "task", None)) in gone]
    return {seq for seq, task in about if any(task == of and first <= seq < last for of, first, last in spans)}


def _counted(wait: Wait, now: str) -> Wait:
    until = now if wait.ended is None else wait.ended_at
    return msgspec.structs.replace(
        wait,
        acknowledged_s=_forward(seconds_between(wait.asked_at, wait.acknowledged_at)),
        lasted_s=_forward(seconds_between(wait.asked_at, until)),
    )


def _forward(seconds: float | None) -> float | None:
    return seconds if seconds is not None and seconds >= 0 else None


class _Tally:
    """The waits so far: those still open are found by what would end them."""

    def __init__(self) -> None:
        self.waits: list[Wait] = []
        self.horizon: str | None = None
        self._places: dict[Key, int] = {}
        self._departments: dict[int, str | None] = {}
        self._lookers: set[int] = set()
        self._calls = False
        self._deciders: dict[int, str | None] = {}
        self._asked: set[Key] = set()
        self._holders: dict[int, str] = {}
        self._recorded: dict[int, Entry] = {}
        self._answered: set[int] = set()

    def hear(self, entry: Entry) -> None:
        rule = RULES.get(entry.kind)
        if rule is not None:
            rule(self, entry, entry.facts)
        self._arrive(entry)

    def begin(self, key: Key, entry: Entry, waiting: str | None, on: str | None, **more: Any) -> None:
        noun = {"decision": "decision", "knowing": "decision", "mobilise": "department"}.get(key[0], "task")
        fields: dict[str, Any] = {"about": key[0], "object": f"{noun}:{key[1]}", "waiting": waiting, "on": on} | more
        self._places[key] = len(self.waits)
        self._asked.add(key)
        self.waits.append(Wait(asked=entry.seq, asked_at=entry.at, clearance=entry.clearance, **fields))

    def open(self, key: Key) -> Wait | None:
        place = self._places.get(key)
        return None if place is None else self.waits[place]

    def change(self, key: Key, **fields: Any) -> None:
        place = self._places.get(key)
        if place is not None:
            self.waits[place] = msgspec.structs.replace(self.waits[place], **fields)

    def end(self, key: Key, entry: Entry, outcome: str, **more: Any) -> None:
        self.change(key, **({"ended": entry.seq, "ended_at": entry.at, "outcome": outcome} | more))
        self._places.pop(key, None)

    # Departments --------------------------------------------------------------------------------------------

    def call(self, entry: Entry, facts: cells.CellOpened) -> None:
        """Where a level promised nothing, as of a record that was taken in, nobody was called."""
        self._calls = facts.targets is not None
        for seat in facts.departments:
            self._summon(entry, seat.id)

    def call_one(self, entry: Entry, facts: cells.DepartmentAdded) -> None:
        self._summon(entry, facts.department.id)

    def _summon(self, entry: Entry, department: str) -> None:
        if self._calls:
            self.begin(("mobilise", department), entry, None, department)

    def _arrive(self, entry: Entry) -> None:
        """A department is there once one of its people, not an observer, writes."""
        department = self.of(entry.by)
        if department is not None and entry.by not in self._lookers and shows_up(entry):
            self.end(("mobilise", department), entry, "mobilised", acknowledged_at=entry.at)

    # Members ------------------------------------------------------------------------------------------------

    def seat(self, _entry: Entry, facts: members.MemberAdded | members.RoleGiven) -> None:
        self._departments[facts.member] = facts.department
        (self._lookers.add if facts.role == "observer" else self._lookers.discard)(facts.member)

    def unseat(self, _entry: Entry, facts: members.MemberRemoved) -> None:
        self._lookers.add(facts.member)

    def lead(self, _entry: Entry, facts: members.RoleAccepted | members.RoleTaken) -> None:
        self._lookers.discard(facts.member)

    def of(self, member: int | None) -> str | None:
        return None if member is None else self._departments.get(member)

    # Tasks --------------------------------------------------------------------------------------------------

    def give(self, entry: Entry, facts: tasks.TaskAdded) -> None:
        self._holders[facts.task] = facts.department
        self.begin(("task", facts.task), entry, self.of(entry.by), facts.department)

    def take(self, entry: Entry, facts: tasks.TaskAcknowledged) -> None:
        self.change(("task", facts.task), acknowledged_at=entry.at)
        self.end(("hold", facts.task), entry, "resumed")

    def hold(self, entry: Entry, facts: tasks.TaskWaited) -> None:
        self.end(("hold", facts.task), entry, "replaced")
        on = facts.on.department
        if facts.on.task is not None:
            on = self._holders.get(facts.on.task)
        key = ("hold", facts.task)
        self.begin(key, entry, self._holders.get(facts.task), on, outside=facts.on.outside)

    def go_on(self, entry: Entry, facts: tasks.TaskResumed | tasks.TaskSubmitted | tasks.TaskReturned) -> None:
        self.end(("hold", facts.task), entry, "resumed")

    def finish(self, entry: Entry, facts: Any) -> None:
        outcome = "dropped" if entry.kind in ("task.dropped", "task.undone", "task.left") else "done"
        for about in ("hold", "task"):
            self.end((about, facts.task), entry, outcome)

    def undo(self, entry: Entry, facts: tasks.TaskUndone) -> None:
        if facts.former is None:
            self.finish(entry, facts)

    def reopen(self, entry: Entry, facts: tasks.TaskReopened) -> None:
        self.begin(("task", facts.task), entry, self.of(entry.by), self._holders.get(facts.task), about="rework")

    def move(self, entry: Entry, facts: tasks.TaskEdited) -> None:
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

    def ask(self, entry: Entry, facts: decisions.DecisionAsked) -> None:
        self.begin(("decision", facts.decision), entry, self.of(entry.by), self.of(facts.decider))

    def leave(self, entry: Entry, facts: DecisionLeft) -> None:
        """A question that leaves the cell is waited for no more, and was not decided."""
        self.end(("decision", facts.decision), entry, "dropped")

    def decide(self, entry: Entry, facts: decisions.DecisionTaken) -> None:
        key, decider = ("decision", facts.decision), self.of(facts.decider)
        wait = self.open(key)
        if wait is not None:
            self.end(key, entry, "taken", ended_at=facts.decided_at, on=wait.on or decider)
        self._deciders[facts.decision] = decider
        for department in facts.inform:
            self.begin(("knowing", facts.decision, department), entry, decider, department)

    def know(self, entry: Entry, facts: decisions.DecisionAcknowledged) -> None:
        key = ("knowing", facts.decision, facts.department)
        self.end(key, entry, "known", acknowledged_at=entry.at)

    def inform(self, entry: Entry, facts: decisions.DecisionInformed) -> None:
        """Who is told again waits on; who is told for the first time begins to."""
        for department in facts.departments:
            key = ("knowing", facts.decision, department)
            if key not in self._asked:
                self.begin(key, entry, self._deciders.get(facts.decision), department)

    def void(self, entry: Entry, facts: decisions.DecisionSuperseded | decisions.DecisionRevoked) -> None:
        """What holds no more need not be known any more."""
        for key in [key for key in self._places if key[0] == "knowing" and key[1] == facts.decision]:
            self.end(key, entry, entry.kind.partition(".")[2])

    # The record ---------------------------------------------------------------------------------------------

    def record(self, entry: Entry, facts: records.Recorded | InformationRecorded) -> None:
        self._recorded[entry.seq] = entry
        time = own_time(entry)
        if facts.row is not None and is_timed(time):
            self.horizon = max(self.horizon or time, time)
        if facts.answers is not None:
            self._answer(entry.seq, facts.answers, facts.answer or "reply")

    def link(self, _entry: Entry, facts: records.EntryLinked) -> None:
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


RULES: dict[str, Callable[[_Tally, Entry, Any], None]] = {
    "cell.opened": _Tally.call,
    "department.added": _Tally.call_one,
    "member.added": _Tally.seat,
    "member.removed": _Tally.unseat,
    "role.accepted": _Tally.lead,
    "role.taken": _Tally.lead,
    "role.given": _Tally.seat,
    "task.added": _Tally.give,
    "task.acknowledged": _Tally.take,
    "task.waited": _Tally.hold,
    "task.resumed": _Tally.go_on,
    "task.submitted": _Tally.go_on,
    "task.returned": _Tally.go_on,
    "task.validated": _Tally.finish,
    "task.completed": _Tally.finish,
    "task.dropped": _Tally.finish,
    "task.left": _Tally.finish,
    "task.undone": _Tally.undo,
    "task.reopened": _Tally.reopen,
    "task.edited": _Tally.move,
    "decision.asked": _Tally.ask,
    "decision.taken": _Tally.decide,
    "decision.left": _Tally.leave,
    "decision.acknowledged": _Tally.know,
    "decision.informed": _Tally.inform,
    "decision.superseded": _Tally.void,
    "decision.revoked": _Tally.void,
    "entry.linked": _Tally.link,
    **dict.fromkeys(RECORDED, _Tally.record),
}
