"""Contributions: what several departments are asked for, each department's part, and who is still missing."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import request
from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, HiddenField, Label, SubmitField, ValidationError
from wtforms.validators import InputRequired, Length

from cell import clock
from cell.board import Board, Contribution, Member, Part
from cell.commands.contributions import may_withdraw
from cell.commands.speaking import speaks_for
from cell.forms import CheckboxesField, needed
from cell.texts import LINE
from cell.titles import NOTHING, part_text
from cell.web.decisions.forms import TimedForm, text_field, time_field
from cell.web.passing.forms import RESTRICTED, version_of
from cell.web.places import departments_of
from cell.web.words import tongue

_: Any = lazy_gettext
# Where no fixed point is planned, parts are asked for within an hour; one that is closer than this asks for too much.
USUAL_S, CLOSE_S = 3_600, 600
QUARTER_MIN = 15
DIRECTION = "direction"


class CollectForm(TimedForm):
    """What each department is to give, and by when."""

    text = text_field(
        _("What is asked"), needed, hint=_("The same of each: what it knows, what it does, what it lacks.")
    )
    departments = CheckboxesField(_("Asked of"), [needed])
    needed_by = time_field(_("Due"), InputRequired(_("This is needed.")))
    restricted = BooleanField(RESTRICTED)

    def offer(self, board: Board, member: Member, zone: str) -> "CollectForm":
        """Fill the choices: everybody but one's own department, for the next fixed point."""
        self.departments.choices = departments_of(board, tongue())
        if self.departments.raw_data is None:
            own = own_of(member)
            self.departments.data = [slug for slug, _name in self.departments.choices if slug != own]
        if self.needed_by.raw_data is None:
            self.needed_by.data = _usual(board, clock.now()).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        return self

    def wanted(self, zone: str) -> dict[str, Any]:
        """The command's arguments."""
        args = {"text": self.text.data, "departments": self.departments.data or []}
        return {**args, "needed_by": self.instant("needed_by", zone), "restricted": bool(self.restricted.data)}


def _usual(board: Board, now: str) -> Any:
    """The next fixed point; where none is near enough ahead, the quarter of an hour that follows one hour from now."""
    point = board.cell.next_point_at
    if point is not None and point > clock.after(now, CLOSE_S):
        return clock.moment_of(point).replace(second=0, microsecond=0)
    at = clock.moment_of(clock.after(now, USUAL_S)).replace(second=0, microsecond=0)
    return at + timedelta(minutes=-at.minute % QUARTER_MIN)


def _said_once(form: Any, field: Any) -> None:
    """Words, or the button that says there are none: both together would lose what was written."""
    has_words = bool((field.data or "").strip())
    if has_words and form.nothing.data:
        raise ValidationError(gettext("You have written something: give that, or empty this field."))
    if not has_words and not form.nothing.data:
        raise ValidationError(gettext("This is needed."))


class PartForm(TimedForm):
    """A department's part. `seen` is the version of it that stood on the page, 0 where there was none."""

    department = HiddenField(validators=[needed, Length(max=LINE)])
    text = text_field(_("Our part"), _said_once)
    nothing = SubmitField(_("Nothing to report"))
    seen = HiddenField()

    def offer(self, row: Contribution, member: Member) -> "PartForm":
        """Whose part it is; what stands there is to be worded anew."""
        if not self.department.data:
            self.department.data = _chosen(row, member, request.args.get("department", ""))
        held = row.parts.get(self.department.data or "")
        if self.department.data != own_of(member):
            self.text.label = Label(self.text.id, gettext("What it gives"))
        if self.text.raw_data is None and held is not None:
            self.text.data = held.text if held.text and held.text != NOTHING else ""
        if self.seen.raw_data is None:
            self.saw(row)
        return self

    def saw(self, row: Contribution) -> None:
        """The page shows the part as it is now: the next press is about that."""
        held = row.parts.get(self.department.data or "")
        self.seen.data = str(held.version if held is not None else 0)

    def wanted(self, _zone: str) -> dict[str, Any]:
        """The command's arguments."""
        text = NOTHING if self.nothing.data else self.text.data
        return {"department": self.department.data, "text": text, "seen": version_of(self.seen.data or "", least=0)}


def _chosen(row: Contribution, member: Member, wanted: str) -> str:
    """The one asked for, or one's own; nobody is handed the part of others unasked."""
    mine = spoken_for(row, member)
    return next((slug for slug in (wanted, own_of(member)) if slug in mine), "")


def own_of(member: Member) -> str | None:
    """The department somebody sits for."""
    return member.department or (DIRECTION if member.role == "director" else None)


def said_part(part: Part) -> str | None:
    """What a department gave, in the reader's language where that is nothing."""
    return part_text(part.text, tongue())


def spoken_for(row: Contribution, member: Member) -> list[str]:
    """The departments asked in whose name somebody may write."""
    return [slug for slug in row.departments if speaks_for(member, slug)]


def page_of(row: Contribution, member: Member) -> dict[str, Any]:
    """What the page of one is given."""
    return {"mine": spoken_for(row, member), "own": own_of(member), "asks": may_withdraw(row, member)} | {
        "wanted": request.args.get("department", "")
    }
