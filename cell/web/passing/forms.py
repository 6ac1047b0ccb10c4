"""The forms of what passes between departments. Each says which arguments its command gets."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectChoice,  # pyright: ignore[reportAttributeAccessIssue]  (its stubs are of an older one)
    SelectField,
    StringField,
)
from wtforms.validators import InputRequired, Length, Optional

from cell import clock
from cell.board import Board, Handoff, Lane, Member, Statement
from cell.commands.approvals import may_be_named
from cell.forms import CheckboxesField, needed
from cell.language import AUDIENCES
from cell.texts import LINE
from cell.web.decisions.forms import TimedForm, local_of, text_field, time_field
from cell.web.places import departments_of, present
from cell.web.words import label, tongue

_: Any = lazy_gettext
SILENCES = ("escalate", "lapse", "agree")
OF_ONE = _("Of the one department that is asked. Where several are, each answers for itself.")
RESTRICTED = _("Restricted: read by the direction, the loggist and legal only")


def _members(board: Board) -> list[tuple[str, str]]:
    rows = [row for row in present(board) if row.role != "observer"]
    return [("", "—"), *((str(row.id), row.name or "…") for row in rows)]


def _named(board: Board) -> list[SelectChoice]:
    """Whom the word of a department may be asked of: each with their seat, and every department they may answer for."""
    found = [SelectChoice("", "—")]
    for row in present(board):
        slugs = [slug for slug in board.departments if may_be_named(board, row, slug)]
        if row.role != "observer" and slugs:
            seat = board.departments.get(row.department or "")
            words = f"{row.name or '…'}, {getattr(seat.name, tongue())}" if seat is not None else row.name or "…"
            found.append(SelectChoice(str(row.id), words, {"data-of": " ".join(slugs)}))
    return found


class PressForm(TimedForm):
    """A button alone."""

    def wanted(self, _zone: str) -> dict[str, Any]:
        """Nothing was typed."""
        return {}


class KnowForm(TimedForm):
    """A department says that it knows."""

    department = HiddenField(validators=[needed, Length(max=LINE)])

    def wanted(self, _zone: str) -> dict[str, Any]:
        """The command's arguments."""
        return {"department": self.department.data}


class OfferForm(TimedForm):
    """Something is handed over."""

    department = SelectField(_("From"), [needed])
    to = SelectField(_("To"), [needed])
    text = text_field(_("What is handed over, and in which state"), needed)
    means = text_field(_("“Accepted” means"), hint=_("What must be so for the other department to take it."))
    needed_by = time_field(_("Needed by"))
    task = SelectField(_("Task of the board"), [Optional()])
    restricted = BooleanField(RESTRICTED)

    def offer(self, board: Board, member: Member) -> "OfferForm":
        """Fill the choices; who hands over is one's own department first."""
        self.department.choices = departments_of(board, tongue())
        self.to.choices = departments_of(board, tongue())
        if self.department.raw_data is None and member.department:
            self.department.data = member.department
        open_ones = [one for one in board.tasks.values() if one.status not in ("done", "dropped")]
        named = ((str(one.id), f"A-{one.id} {one.title or '…'}"[:90]) for one in open_ones)
        self.task.choices = [("", gettext("none")), *named]
        return self

    def wanted(self, zone: str) -> dict[str, Any]:
        """The command's arguments."""
        args = {"department": self.department.data, "to": self.to.data, **self.words("text", "means")}
        args |= {"needed_by": self.instant("needed_by", zone), "restricted": bool(self.restricted.data)}
        return {**args, "task": int(self.task.data) if self.task.data else None}


class ReasonForm(TimedForm):
    """Why."""

    reason = text_field(_("Reason"), needed)

    def wanted(self, _zone: str) -> dict[str, Any]:
        """The command's arguments."""
        return {"reason": self.reason.data}


class RenewForm(TimedForm):
    """How a hand-off reads when it is offered again."""

    text = text_field(_("What is handed over, and in which state"), needed)
    means = text_field(_("“Accepted” means"))
    needed_by = time_field(_("Needed by"))

    def offer(self, row: Handoff, zone: str) -> "RenewForm":
        """What stood there, to be mended; an hour that has passed is left for a new one."""
        if self.text.raw_data is None:
            self.text.data, self.means.data = row.text or "", row.means or ""
            if row.needed_by is not None and row.needed_by > clock.now():
                self.needed_by.data = local_of(row.needed_by, zone)
        return self

    def wanted(self, zone: str) -> dict[str, Any]:
        """The command's arguments."""
        means = self.means.data or ""  # taken out is not left as it was
        return {**self.words("text"), "means": means, "needed_by": self.instant("needed_by", zone)}


class AskForm(TimedForm):
    """Departments are asked for their yes."""

    departments = CheckboxesField(_("Asked of"), [needed])
    needed_by = time_field(_("Answer needed by"))
    silence = RadioField(_("If nobody answers by then"), [InputRequired(_("Choose one."))], default="escalate")
    text = text_field(_("What to look at"))
    approver = SelectField(_("Whose word counts"), [Optional()], description=OF_ONE, render_kw={"data-named": ""})
    deputy = SelectField(_("Called in their stead"), [Optional()], render_kw={"data-named": ""})

    def offer(self, board: Board, chosen: tuple[str, ...] = ()) -> "AskForm":
        """Fill the choices; those who must approve are ticked."""
        self.departments.choices = departments_of(board, tongue())
        self.silence.choices = [(name, label(name)) for name in SILENCES]
        self.approver.choices = self.deputy.choices = _named(board)
        if self.departments.raw_data is None:
            self.departments.data = list(chosen)
        return self

    def wanted(self, zone: str) -> dict[str, Any]:
        """The command's arguments but for what it is about."""
        args = {"departments": self.departments.data or [], "silence": self.silence.data, **self.words("text")}
        args |= {name: int(self[name].data) if self[name].data else None for name in ("approver", "deputy")}
        return {**args, "needed_by": self.instant("needed_by", zone)}


class AskAboutForm(AskForm):
    """The same, of a decision or a task that is chosen here."""

    object = SelectField(_("To what"), [needed])

    def wanted(self, zone: str) -> dict[str, Any]:
        """The command's arguments."""
        return {**super().wanted(zone), "object": self.object.data}


class YesForm(TimedForm):
    """A yes, maybe on a condition."""

    text = text_field(_("On this condition"))

    def wanted(self, _zone: str) -> dict[str, Any]:
        """The command's arguments."""
        return self.words("text")


class DraftForm(TimedForm):
    """What is to be said, to whom, and who must approve it."""

    audience = SelectField(_("Audience"), [needed])
    text = text_field(_("Wording"), needed)
    approvers = CheckboxesField(_("Not published without the yes of"))
    restricted = BooleanField(RESTRICTED)

    def offer(self, board: Board, audience: str = "") -> "DraftForm":
        """Fill the choices."""
        self.audience.choices = [(name, label(name)) for name in AUDIENCES]
        self.approvers.choices = departments_of(board, tongue())
        if self.audience.raw_data is None and audience in AUDIENCES:
            self.audience.data = audience
        return self

    def wanted(self, _zone: str) -> dict[str, Any]:
        """The command's arguments."""
        args = {"audience": self.audience.data, "text": self.text.data, "approvers": self.approvers.data or None}
        return {**args, "restricted": bool(self.restricted.data)}


class ReviseForm(TimedForm):
    """Another wording. `seen` is the version that stood on the page."""

    text = text_field(_("Wording"), needed)
    reason = text_field(_("What changed, and why"))
    seen = HiddenField()

    def offer(self, row: Statement) -> "ReviseForm":
        """The present wording, to be changed."""
        if self.text.raw_data is None:
            self.text.data, self.seen.data = row.wordings[-1].text or "", str(row.wordings[-1].version)
        return self

    def wanted(self, _zone: str) -> dict[str, Any]:
        """The command's arguments."""
        seen = self.seen.data or ""
        return {"text": self.text.data, **self.words("reason"), "seen": version_of(seen)}


def version_of(seen: str, least: int = 1) -> int | None:
    """The number of a version that a page sent back; None where it is none."""
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 7 and int(seen) >= least else None


class PublishForm(TimedForm):
    """Why approvals are not waited for, where some are missing. `seen` is the version that stood on the page."""

    reason = text_field(_("Why the missing approvals are not waited for"))
    seen = HiddenField()

    def offer(self, row: Statement) -> "PublishForm":
        """The present wording is the one that is read."""
        if self.seen.raw_data is None:
            self.saw(row)
        return self

    def saw(self, row: Statement) -> None:
        """The page shows the wording as it is now: the next press is about that."""
        self.seen.data = str(row.wordings[-1].version)

    def wanted(self, _zone: str) -> dict[str, Any]:
        """The command's arguments."""
        return {**self.words("reason"), "seen": version_of(self.seen.data or "")}


class TellForm(TimedForm):
    """Somebody was told."""

    whom = StringField(_("Who was told"), [needed, Length(max=LINE)])
    channel = StringField(_("How"), [Optional(), Length(max=LINE)])
    speaker = SelectField(_("By whom"), [Optional()])
    told_at = time_field(_("At what time"), hint=_("Left empty: now."))

    def offer(self, board: Board, member: Member) -> "TellForm":
        """Fill the choices; who writes it down said it themselves, mostly."""
        self.speaker.choices = _members(board)
        if self.speaker.raw_data is None:
            self.speaker.data = str(member.id)
        return self

    def wanted(self, zone: str) -> dict[str, Any]:
        """The command's arguments."""
        args = {**self.words("whom", "channel"), "told_at": self.instant("told_at", zone)}
        return {**args, "speaker": int(self.speaker.data) if self.speaker.data else None}


class ReleaseForm(TimedForm):
    """The fast lane that it belongs to."""

    lane = SelectField(_("Fast lane"), [needed], coerce=int)

    def offer(self, lanes: list[Lane]) -> "ReleaseForm":
        """Those that hold."""
        self.lane.choices = [(one.id, f"F-{one.id} {one.text or '…'}"[:110]) for one in lanes]
        return self

    def wanted(self, _zone: str) -> dict[str, Any]:
        """The command's arguments but for what it is about."""
        return {"lane": self.lane.data}


class LaneForm(TimedForm):
    """A class of messages is cleared beforehand."""

    department = SelectField(_("Department that clears"), [needed])
    text = text_field(_("What belongs to the class, and what does not"), needed)
    audience = SelectField(_("For"), [Optional()])
    ends_at = time_field(_("Until"))

    def offer(self, board: Board, member: Member) -> "LaneForm":
        """Fill the choices; one clears for one's own department first."""
        self.department.choices = departments_of(board, tongue())
        self.audience.choices = [("", gettext("every audience")), *((name, label(name)) for name in AUDIENCES)]
        if self.department.raw_data is None and member.department:
            self.department.data = member.department
        return self

    def wanted(self, zone: str) -> dict[str, Any]:
        """The command's arguments."""
        args = {"department": self.department.data, "text": self.text.data, "audience": self.audience.data or None}
        return {**args, "ends_at": self.instant("ends_at", zone)}
