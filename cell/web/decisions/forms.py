"""The forms of the decision log. Only question, choice, reason, decider and time are asked for; the rest may wait."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext, lazy_gettext
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from cell import clock
from cell.board import Board, Decision, Member
from cell.errors import Refused
from cell.forms import CheckboxesField, KeyedForm, PlainForm, needed, put_refusal
from cell.texts import LINE, TEXT
from cell.web.errors import sentence
from cell.web.places import departments_of, present
from cell.web.words import tongue

_: Any = lazy_gettext
TIMES = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
STANCES = (("for", _("for")), ("reserved", _("reserved")), ("against", _("against")))
VERDICTS = (
    ("keep", _("It still holds")),
    ("replace", _("It must be replaced")),
    ("revoke", _("It is revoked at once")),
)
FIRST = ("director", "coordinator")


class TimedForm(KeyedForm):
    """What the forms of a decision share: instants in the person's zone, and a key that makes a double click one."""

    def instant(self, name: str, zone: str) -> str | None:
        """The instant of a field, None where it was left empty. Raises Refused."""
        typed: datetime | None = self[name].data
        if typed is None:
            return None
        try:
            return clock.text_of(typed.replace(tzinfo=ZoneInfo(zone)))
        except OverflowError:
            raise Refused("bad_value", name) from None

    def words(self, *names: str) -> dict[str, Any]:
        """The fields of text that hold something."""
        return {name: self[name].data for name in names if (self[name].data or "").strip()}


def text_field(label: Any, *rules: Any, hint: Any = "") -> TextAreaField:
    return TextAreaField(label, [*(rules or (Optional(),)), Length(max=TEXT)], description=hint)


def time_field(label: Any, *rules: Any, hint: Any = "") -> DateTimeLocalField:
    return DateTimeLocalField(label, [*(rules or (Optional(),))], format=TIMES, description=hint)


def local_of(instant: str, zone: str) -> datetime:
    """An instant as a field of time takes it: the hour of the person's zone, to the minute."""
    return clock.moment_of(instant).astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)


def deciders(board: Board) -> list[tuple[int, str]]:
    """Who may have decided: everybody in the cell, those who lead first."""
    rows = sorted(present(board), key=lambda row: row.role not in FIRST)
    return [(row.id, row.name or "…") for row in rows]


class AskForm(TimedForm):
    """A question to be settled."""

    question = text_field(_("Question"), needed, hint=_("One question, to which yes, no or a choice is the answer."))
    decider = SelectField(_("To be settled by"), [Optional()])
    needed_by = time_field(_("Before"))
    consulted = CheckboxesField(_("Asked for a position"))
    restricted = BooleanField(_("Restricted: read by the direction, the loggist and legal only"))

    def offer(self, board: Board) -> "AskForm":
        """Fill the choices."""
        people = [(str(number), name) for number, name in deciders(board)]
        self.decider.choices = [("", gettext("not said yet")), *people]
        self.consulted.choices = departments_of(board, tongue())
        return self

    def wanted(self, zone: str) -> dict[str, Any]:
        """The command's arguments."""
        args: dict[str, Any] = {"question": self.question.data, "consulted": self.consulted.data or []}
        args["needed_by"] = self.instant("needed_by", zone)
        args["decider"] = int(self.decider.data) if self.decider.data else None
        return {**args, "restricted": bool(self.restricted.data)}


class OptionForm(TimedForm):
    """A possible answer."""

    text = text_field(_("Possible answer"), needed)


class PositionForm(TimedForm):
    """Where a department stands."""

    department = SelectField(_("Department"), [needed])
    option = SelectField(_("On"), [Optional()])
    stance = RadioField(_("Position"), [InputRequired(_("Choose one."))])
    reason = text_field(_("Reason"), needed)
    strong = BooleanField(_("Strong objection, to be kept with its name"))

    def offer(self, board: Board, row: Decision, member: Member) -> "PositionForm":
        """Fill the choices; a member speaks for their own department first."""
        self.department.choices = departments_of(board, tongue())
        if self.department.raw_data is None and member.department:
            self.department.data = member.department
        options = [(str(one.id), f"{letter(one.id)}. {one.text or '…'}"[:80]) for one in row.options]
        self.option.choices = [("", gettext("the question as a whole")), *options]
        self.stance.choices = list(STANCES)
        return self


class TakeForm(TimedForm):
    """The ruling, for whom writes it down."""

    option = RadioField(_("Option chosen"), [Optional()])
    choice = text_field(
        _("What is decided"), needed, hint=_("Not to act is a decision too: write it, with its reason.")
    )
    rationale = text_field(_("Reason"), needed)
    decider = SelectField(_("Decided by"), [needed], coerce=int)
    decided_at = time_field(_("Decided at"), InputRequired(_("This is needed.")))
    effective_at = time_field(_("Takes effect at"))
    rejected = text_field(_("Options set aside, and why"))
    none_rejected = BooleanField(_("There was no other option"))
    assumptions = text_field(_("Assumptions and what is not known"))
    effect = text_field(_("Expected effect, on whom, until when"))
    risk = text_field(_("Risk accepted"))
    scope = StringField(_("Applies to (place, department, product)"), [Optional(), Length(max=LINE)])
    authority = StringField(_("Authority used"), [Optional(), Length(max=LINE)])
    review_at = time_field(
        _("To be reviewed at"), hint=_("At this time it comes back by itself, as a task of the decider.")
    )
    inform = CheckboxesField(_("Must know of it"))
    pinned = CheckboxesField(_("Information relied on"), coerce=int)

    def offer(self, board: Board, row: Decision, facts: list[tuple[int, str]], zone: str) -> "TakeForm":
        """Fill the choices, and what is most likely."""
        self.option.choices = [*((str(one.id), f"{letter(one.id)}. {one.text or '…'}") for one in row.options)]
        self.option.choices.append(("", gettext("another answer")))
        self.decider.choices = deciders(board)
        self.inform.choices = departments_of(board, tongue())
        self.pinned.choices = facts
        if not self.is_submitted():
            self.decided_at.data = local_of(clock.now(), zone)
            self.decider.data = row.decider or self.decider.choices[0][0]
            self.inform.data = list(row.consulted)
            self.option.data = ""
        return self

    def wanted(self, zone: str) -> dict[str, Any]:
        """The command's arguments; what was left empty is not said."""
        texts = ("choice", "rationale", "rejected", "assumptions", "effect", "risk", "scope", "authority")
        args: dict[str, Any] = {**self.words(*texts), "decider": self.decider.data}
        args |= {name: self.instant(name, zone) for name in ("decided_at", "effective_at", "review_at")}
        args |= {"inform": self.inform.data or [], "pinned": self.pinned.data or []}
        args |= {"none_rejected": bool(self.none_rejected.data)}
        return {**args, "option": int(self.option.data) if self.option.data else None}


class KnowForm(TimedForm):
    """A department says that it knows."""

    department = SelectField(_("Department"), [needed])

    def offer(self, board: Board, row: Decision, member: Member) -> "KnowForm":
        """Those that have not said so: one's own first, then those that must, then all others; and what was sent.

        What was sent may be sent twice: it is a choice still, for the command to answer the same or to refuse.
        """
        sent = self.department.data
        left = [one for one in departments_of(board, tongue()) if one[0] == sent or row.informed.get(one[0]) is None]
        self.department.choices = sorted(
            left, key=lambda one: (one[0] != member.department, one[0] not in row.informed)
        )
        return self


class InformForm(TimedForm):
    """Departments that are told, or told again."""

    departments = CheckboxesField(_("Must know of it too"), [needed])

    def offer(self, board: Board, row: Decision) -> "InformForm":
        """Those that were not named; and what was sent, which may be sent twice."""
        shut = row.informed.keys() - set(self.departments.data or ())
        self.departments.choices = [one for one in departments_of(board, tongue()) if one[0] not in shut]
        return self


class ReviewForm(TimedForm):
    """What came of it."""

    verdict = RadioField(_("Verdict"), [InputRequired(_("Choose one."))])
    text = text_field(_("What came of it"), needed)
    review_at = time_field(_("To be reviewed again at"))

    def offer(self) -> "ReviewForm":
        """Fill the choices."""
        self.verdict.choices = list(VERDICTS)
        return self


class SupersedeForm(TimedForm):
    """The decision that takes its place."""

    by = SelectField(_("Replaced by"), [needed], coerce=int)

    def offer(self, rows: list[Decision]) -> "SupersedeForm":
        """Those that hold."""
        self.by.choices = [(row.id, f"{row.number} {said_of(row)}"[:90]) for row in rows]
        return self


class RevokeForm(TimedForm):
    """Why it holds no more."""

    reason = text_field(_("Why it holds no more"), needed)


class TaskForm(TimedForm):
    """A task that carries it out: a new one, or one that is on the board."""

    title = StringField(_("New task"), [Optional(), Length(max=LINE)])
    department = SelectField(_("Department"), [Optional()])
    task = SelectField(_("Or a task of the board"), [Optional()])

    def offer(self, board: Board, row: Decision, member: Member) -> "TaskForm":
        """Tasks that are not over and follow no decision yet; and what was sent, which may be sent twice."""
        self.department.choices = departments_of(board, tongue())
        if self.department.raw_data is None and member.department:
            self.department.data = member.department
        open_now = [one for one in board.tasks.values() if one.status not in ("done", "dropped")]
        free = [one for one in open_now if one.decision is None or str(one.id) == self.task.data]
        self.task.choices = [("", "—"), *((str(one.id), f"A-{one.id} {one.title or '…'}"[:90]) for one in free)]
        return self


def put(form: PlainForm, refused: Refused) -> int:
    """A refusal beside its field; one about the key, which nobody sees, on the form. Returns the page's status."""
    field = None if refused.field == "key" else refused.field
    if field is None and refused.field and isinstance(form, KeyedForm):
        form.renew()  # an old page, changed and sent again: the next press is another act
    return put_refusal(form, Refused(refused.code, field, **refused.about), sentence(refused))


def letter(option: int) -> str:
    """What an option is called on the page: A, B, C… and by its number beyond."""
    return chr(64 + option) if option <= 26 else str(option)


def said_of(row: Decision) -> str:
    """What a decision is known by: its ruling, or its question before."""
    return (row.taken.choice if row.taken is not None else row.question) or row.question or "…"
