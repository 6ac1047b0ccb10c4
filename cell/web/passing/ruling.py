"""The forms of an arbitration: two positions, and what is ruled."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from cell.board import Arbitration, Board, Member, Side
from cell.forms import needed
from cell.rights import may
from cell.texts import LINE
from cell.web.decisions.forms import TimedForm, deciders, text_field, time_field
from cell.web.passing.forms import RESTRICTED
from cell.web.places import departments_of
from cell.web.words import tongue

_: Any = lazy_gettext


class ClashForm(TimedForm):
    """Two positions that cannot both hold."""

    question = text_field(_("What is to be ruled"), needed)
    first = SelectField(_("One department"), [needed])
    first_text = text_field(_("What it wants"), needed)
    first_indicator = StringField(_("The indicator it protects by that"), [Optional(), Length(max=LINE)])
    second = SelectField(_("The other department"), [needed])
    second_text = text_field(_("What that one wants"), needed)
    second_indicator = StringField(_("The indicator that one protects"), [Optional(), Length(max=LINE)])
    restricted = BooleanField(RESTRICTED)

    def offer(self, board: Board, member: Member) -> "ClashForm":
        """Fill the choices; one's own department stands first."""
        self.first.choices = self.second.choices = departments_of(board, tongue())
        if self.first.raw_data is None and member.department:
            self.first.data = member.department
        return self

    def wanted(self, _zone: str) -> dict[str, Any]:
        """The command's arguments."""
        texts = ("question", "first_text", "first_indicator", "second_text", "second_indicator")
        args = {**self.words(*texts), "first": self.first.data, "second": self.second.data}
        return {**args, "restricted": bool(self.restricted.data)}


class RuleForm(TimedForm):
    """The ruling, for whoever writes it down."""

    choice = RadioField(_("Which position holds"), [InputRequired(_("Choose one."))])
    text = text_field(_("What holds now"), needed)
    reason = text_field(_("Reason"), needed)
    decider = SelectField(_("Ruled by"), [needed], coerce=int)
    suspended = SelectField(_("Indicator suspended"), [Optional()])
    until = time_field(
        _("Until"), hint=_("On that day the indicator counts again by itself, and its department is told.")
    )

    def offer(self, board: Board, row: Arbitration) -> "RuleForm":
        """Fill the choices, in the words of the two."""
        sides = [(name, _side(board, side)) for name, side in (("first", row.first), ("second", row.second))]
        self.choice.choices = [*sides, ("neither", gettext("neither of them"))]
        self.suspended.choices = [("", gettext("none")), *((name, words) for name, words in sides)]
        # Whoever writes it down need not have ruled; who may not rule did not.
        rulers = {row.id for row in board.members.values() if may(row.role, "rule_arbitration")}
        self.decider.choices = [one for one in deciders(board) if one[0] in rulers]
        if self.decider.raw_data is None:
            self.decider.data = self.decider.choices[0][0]
        return self

    def wanted(self, zone: str) -> dict[str, Any]:
        """The command's arguments."""
        args = {"choice": self.choice.data, **self.words("text", "reason"), "decider": self.decider.data}
        return {**args, "suspended": self.suspended.data or None, "until": self.instant("until", zone)}


def _side(board: Board, side: Side) -> str:
    seat = board.departments.get(side.department)
    name = getattr(seat.name, tongue()) if seat is not None else side.department
    return f"{name}, {side.indicator or side.text or '…'}"[:110]
