"""The form of an alert channel: where it leads, what it is for, and when it is to be left in peace."""

import re
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import (
    BooleanField,
    Field,
    PasswordField,
    SelectChoice,  # pyright: ignore[reportAttributeAccessIssue]  (its stubs are of an older one)
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import AnyOf
from wtforms.widgets import PasswordInput

from cell.forms import ZONES, CheckboxesField, PlainForm, needed, zone_of
from cell.house import house
from cell.outlets import NAME, Terms
from cell.sending import fault_of
from cell.web.admin.fields import readable, short

_: Any = lazy_gettext
FAULTS = {
    "unreadable": _("This address is not understood. Look at the examples."),
    "retired": _("Microsoft has switched “msteams” addresses off. Make a workflow in Teams and use “workflows”."),
    "not_taken": _("This kind of address is not taken here. Look at the list of those that are."),
    "nobody": _("No service for messages can be at this address."),
    "unverified": _("This address would talk to whoever answers, with no certificate checked. Leave that part out."),
    "meddles": _("This address would have the server use files of its own, or send otherwise. Leave that part out."),
}
HOUR = re.compile(r"([01]?\d|2[0-3]):[0-5]\d", re.ASCII)


def trimmed(typed: str | None) -> str:
    """What was typed or pasted, without the blanks around it."""
    return (typed or "").strip()


class OutletForm(PlainForm):
    """An alert channel. Where it is new its address is needed; later an empty one keeps what is there."""

    name = StringField(_("Name"), [needed, short(NAME), readable], description=_("As you call it among you."))
    address = PasswordField(
        _("Address"), filters=[trimmed], widget=PasswordInput(hide_value=False), render_kw={"autocomplete": "off"}
    )
    language = SelectField(
        _("Language"), [needed], choices=[SelectChoice("fr", "Français"), SelectChoice("en", "English")]
    )
    zone = StringField(
        _("Time zone"),
        [needed, AnyOf(ZONES, message=_("Nobody knows this time zone."))],
        [zone_of],
        description=_("For the hours in its messages, and for its quiet hours."),
    )
    departments = CheckboxesField(_("For what is asked of"))
    director = BooleanField(_("For what goes to who leads a cell"))
    everything = BooleanField(_("For everything"))
    level = SelectField(_("From level"), coerce=int, default=1)
    exercises = BooleanField(_("In exercises too; each message says so"))
    quiet_from = StringField(_("Quiet from"), filters=[trimmed], description=_("Hours and minutes, such as 22:00."))
    quiet_until = StringField(_("Quiet until"), filters=[trimmed], description=_("Then what was held back is sent."))
    is_new = True
    known: tuple[str, ...] = ()

    def offer(self, departments: list[tuple[str, str]], levels: list[tuple[int, str]]) -> "OutletForm":
        """Fill the choices in the reader's language."""
        self.departments.choices = departments
        self.known = tuple(slug for slug, _name in departments)
        self.level.choices = levels
        return self

    def validate_address(self, field: Field) -> None:
        """Something that is taken; looked at in a thread, since the library is slow to load."""
        if not field.data:
            if self.is_new:
                raise ValidationError(gettext("This is needed."))
            return
        fault = house().desk.in_thread(fault_of, field.data)
        if fault is not None:
            raise ValidationError(str(FAULTS[fault]))

    def validate_departments(self, field: Field) -> None:
        """For somebody at least."""
        if not (field.data or self.director.data or self.everything.data):
            raise ValidationError(gettext("Choose what it is for: departments, who leads, or everything."))

    def validate_quiet_from(self, field: Field) -> None:
        """An hour, and the other one too."""
        if field.data and not HOUR.fullmatch(field.data):
            raise ValidationError(gettext("Hours and minutes, such as 22:00."))
        other = self.quiet_until if field is self.quiet_from else self.quiet_from
        if other.data and not field.data:
            raise ValidationError(gettext("Quiet hours have a beginning and an end."))

    def validate_quiet_until(self, field: Field) -> None:
        """The same, and another hour than the beginning."""
        self.validate_quiet_from(field)
        if field.data and field.data == self.quiet_from.data:
            raise ValidationError(gettext("Quiet hours have a beginning and an end."))

    def terms(self) -> Terms:
        """What was said of the channel."""
        chosen = set(self.departments.data or [])
        return Terms(
            name=self.name.data or "",
            language=self.language.data,
            zone=self.zone.data or "",
            everything=self.everything.data,
            director=self.director.data,
            departments=tuple(slug for slug in self.known if slug in chosen),
            level=self.level.data,
            exercises=self.exercises.data,
            quiet_from=_hour(self.quiet_from.data),
            quiet_until=_hour(self.quiet_until.data),
        )


def _hour(typed: str | None) -> str | None:
    """An hour as it is kept, such as 07:30; None where none was typed."""
    return typed.rjust(5, "0") if typed else None
