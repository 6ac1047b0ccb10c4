"""A cell into which somebody hostile typed every payload, in every text of every command."""

from collections import Counter
from typing import Any

from cell import people
from cell.errors import Refused
from cell.journal.orders import Command, Job
from tests.cast import SEATS, World
from tests.facts.test_steps_parser import steps
from tests.facts.test_timeline_parser import page
from tests.web.hostile_passing import pass_on
from tests.web.hostile_texts import Field, free_texts, needed
from tests.web.payloads import KEPT, REFUSED, packs

BY_HAND = frozenset(
    "add_task edit_task comment_task wait_task return_task complete_task drop_task ask_decision add_option"
    " give_position take_decision review_decision revoke_decision record_information check_information correct_entry"
    " redact_entry set_aim set_situation set_phase set_objective retire_objective change_level remove_member"
    " take_direction open_cell import_timeline import_log close_cell reopen_cell".split()
)
ELSEWHERE = {("close_cell", "question"), ("close_cell", "choice")}


class Hostile:
    """Types a payload wherever words go. `tried` counts payloads by field; those that are refused count too."""

    def __init__(self, world: World):
        self.world = world
        self.tried: Counter[Field] = Counter()
        self.refused: Counter[Field] = Counter()
        self._who = world.ids["alice"]
        self._weight = 1

    def act(self, name: str, /, *fields: str, by: str = "alice", cell: str | None = None, **args: Any) -> Any:
        """A command of which some fields are hostile; None where it was refused for one of them."""
        self._tried(name, *fields)
        try:
            return self.world.act(by, name, cell=cell, **args)
        except Refused as refused:
            assert refused.code in ("bad_value", "missing"), (name, args, refused)
            assert refused.field in fields, (name, args, refused)
            self._refused(name, *fields)
            return None

    def everywhere(self, payload: str, weight: int = 1) -> None:
        """A text with some payloads in it, in every text of the cell."""
        self._weight = weight
        for part in (self._task, self._decision, self._information, self._cell, self._people):
            part(payload)
        pass_on(self, payload)

    def _task(self, text: str) -> None:
        made = self.act("add_task", "title", title=text, department="logistics")
        number = made.row.id if made else self.world.act("alice", "add_task", title="x", department="legal").row.id
        task = {"task": number}
        self.act("edit_task", "title", title=f"{text}", **task)
        self.act("comment_task", "text", text=text, **task)
        self.world.act("alice", "acknowledge_task", **task)
        fields = {"reason": text, "on": {"outside": text}, "unblocker": text}
        if self.act("wait_task", "reason", "on.outside", "unblocker", **fields, **task):
            self.world.act("alice", "resume_task", **task)
        self.world.act("alice", "submit_task", **task)
        if not self.act("return_task", "reason", reason=text, **task):
            self.world.act("alice", "return_task", reason="x", **task)
        if not self.act("complete_task", "result", result=text, **task):
            self.world.act("alice", "complete_task", **task)
        self.world.act("alice", "reopen_task", **task)
        if not self.act("drop_task", "reason", reason=text, **task):
            self.world.act("alice", "drop_task", reason="x", **task)
        self.world.act("alice", "reopen_task", **task)  # and left where it stands in the way, for walls to show
        self.act("wait_task", "reason", "on.outside", "unblocker", **fields, **task)

    def _decision(self, text: str) -> None:
        asked = self.act("ask_decision", "question", question=text)
        number = asked.row.id if asked else self.world.act("alice", "ask_decision", question="x").row.id
        decision = {"decision": number}
        self.act("add_option", "text", text=text, **decision)
        stance = {"department": "logistics", "stance": "against", "strong": True}
        self.act("give_position", "reason", reason=text, **stance, **decision)
        names = ("choice", "rationale", "rejected", "assumptions", "effect", "authority", "scope", "risk")
        taken = self.act("take_decision", *names, decider=self._who, **dict.fromkeys(names, text), **decision)
        if not taken:
            self.world.act("alice", "take_decision", decider=self._who, choice="x", rationale="y", **decision)
        self.act("review_decision", "text", verdict="keep", text=text, **decision)
        self.act("revoke_decision", "reason", reason=text, **decision)
        if taken:  # and one that stays in force, for briefs to show
            decision = {"decision": self.world.act("alice", "ask_decision", question=text).row.id}
            self.act("take_decision", "choice", decider=self._who, choice=text, rationale=text, **decision)

    def _information(self, text: str) -> None:
        names = ("text", "source", "channel")
        written = self.act("record_information", *names, key_fact=True, **dict.fromkeys(names, text))
        if not written:
            written = self.world.act("alice", "record_information", text="x")
        self.act("check_information", "reason", information=written.row.id, state="verified", reason=text)
        self.act("correct_entry", "text", "reason", entry=written.seq, text=text, reason=text)
        gone = self.world.act("alice", "record_information", text="x")
        self.act("redact_entry", "reason", entry=gone.seq, reason=text)

    def _cell(self, text: str) -> None:
        self.act("set_aim", "text", text=text)
        self.act("set_situation", "text", text=text)
        self.act("set_phase", "phase", phase=text)
        unit = text if len(text) <= 20 else text[:20]
        objective = self.act("set_objective", "text", "unit", text=text, unit=unit, target="1")
        objective = objective or self.world.act("alice", "set_objective", text="x", target="1")
        gone = {"objective": objective.row.id}
        if not self.act("retire_objective", "reason", reason=text, **gone):
            self.world.act("alice", "retire_objective", reason="x", **gone)
        level = 3 if self.world.board.cell.level == 2 else 2
        self.act("change_level", "reason", level=level, reason=text)

    def _people(self, text: str) -> None:
        dan, alice = self.world.ids["dan"], self.world.ids["alice"]
        if self.act("remove_member", "reason", member=dan, reason=text):
            self.world.act("alice", "add_member", member=dan, role="coordinator", department="production")
        else:
            self.world.act("alice", "give_role", member=dan, role="coordinator", department="production")
        if self.act("take_direction", "reason", by="dan", reason=text):
            self.world.act("dan", "offer_role", role="director", member=alice)
            self.world.act("alice", "accept_role", role="director")

    def another_cell(self, text: str, weight: int, number: int) -> None:
        """A cell of that name, opened, and one imported."""
        self._weight = weight
        title = {"title": text, "level": 2}
        cell = f"chost{number}"
        if not self._open(cell, "open_cell", "title", departments=SEATS, **title):
            self.world.open(cell, "alice")
        if self.act("close_cell", "reason", reason=text, cell=cell):
            if not self.act("reopen_cell", "reason", reason=text, cell=cell):
                self.world.act("alice", "reopen_cell", reason="x", cell=cell)
        else:
            self._tried("reopen_cell", "reason")
        self._others(cell, text)
        words = {"text": text, "actor": text, "source": text, "note": text}
        names = ("title", "name", "text")
        self._open(f"cpast{number}", "import_timeline", *names, text=page(words), name=text, **title)
        words = dict.fromkeys(("case_id", "activity", "status", "department", "team", "resource"), text)
        more = {"file": text, "queue": text, "pauses": [text], "sha256": "0" * 64, "text": steps(words), "name": text}
        self._open(f"cwork{number}", "import_log", *names, "file", "queue", "pauses", **more, **title)

    def _open(self, cell: str, name: str, /, *fields: str, **args: Any) -> bool:
        self._tried(name, *fields)
        try:
            self.world.house.desk.ask(Command(cell, self._who, name, args, None))
        except Refused as refused:
            assert refused.field in fields, (args, refused)
            self._refused(name, *fields)
            return False
        return True

    def _others(self, cell: str, text: str) -> None:
        """The texts of all commands that are not typed by hand above, as far as their other arguments let them in."""
        self.world.act("alice", "add_task", title="x", department="legal", cell=cell)
        self.world.act("alice", "ask_decision", question="x", cell=cell)
        for name, field in sorted(free_texts()):
            if name in BY_HAND and (name, field) not in ELSEWHERE:
                continue
            self._tried(name, field)
            try:
                self.world.act("alice", name, cell=cell, **{**needed(name, text), field: text})
            except Refused:
                self._refused(name, field)

    def _tried(self, name: str, *fields: str) -> None:
        self.tried.update(dict.fromkeys(((name, field) for field in fields), self._weight))

    def _refused(self, name: str, *fields: str) -> None:
        self.refused.update(dict.fromkeys(((name, field) for field in fields), self._weight))

    def somebody(self, payload: str, number: int) -> None:
        """A member of that name."""
        made = Job(lambda c: people.add_account(c, f"host{number}@example.org", payload, None))
        account = self.world.house.desk.ask(made)
        self.world.act("alice", "add_member", member=account, role="member", department="logistics")
        self.tried["account", "name"] += 1


def fill(world: World) -> Hostile:
    """Every payload in every text of a cell, in the names of other cells, and in those of its members."""
    hostile = Hostile(world)
    for number, (text, weight) in enumerate(packs()):
        hostile.everywhere(text, weight)
        hostile.another_cell(text, weight, number)
    for text, _count in packs()[:3]:  # some that stay
        hostile.act("set_objective", "text", text=text, target="1")
    for number, payload in enumerate(REFUSED):
        hostile.everywhere(payload)
        hostile.another_cell(payload, 1, 1_000 + number)
    for number, payload in enumerate(KEPT):
        hostile.somebody(payload, number)
    return hostile
