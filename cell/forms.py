"""WTForms: what people type into plain pages. Limits are those of the commands; errors are in their language."""

from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from flask import request
from flask_babel import get_locale, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    EmailField,
    Field,
    HiddenField,
    PasswordField,
    RadioField,
    SelectChoice,  # pyright: ignore[reportAttributeAccessIssue]  (its stubs are of an older one)
    SelectField,
    SelectMultipleField,
    StringField,
    SubmitField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from cell import clock, language, passwords, rights
from cell.commands import cells
from cell.errors import Refused

_: Any = lazy_gettext  # WTForms takes lazy texts wherever it says str
needed = DataRequired(_("This is needed."))
address = Regexp(r"\s*[^@\s]+@[^@\s]+\s*\Z", message=_("This is not an address."))


def plain(_form: FlaskForm, field: Field) -> None:
    """Nothing but signs that can be seen: no control, and none that a database would choke on."""
    if not (field.data or "").isprintable():
        raise ValidationError(sentence(Refused("bad_value")))


class PlainForm(FlaskForm):
    """A form that is filled from a form: not from JSON, which the library would take for one."""

    class Meta(FlaskForm.Meta):
        """How forms are read."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was sent."""
            return request.form if request.is_json else super().wrap_formdata(form, formdata)


class SignInForm(PlainForm):
    """Who comes in. `next` is where they wanted to go."""

    email = EmailField(_("E-mail"), [needed, Length(max=254), plain])
    password = PasswordField(_("Password"), [needed, Length(max=1_000)])
    next = HiddenField()


class CheckboxesField(SelectMultipleField):
    """Several choices, each a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class OpenCellForm(PlainForm):
    """What happens, how bad it is, and who is called."""

    title = StringField(_("In one sentence"), [needed, Length(max=200, message=_("200 characters at most."))])
    level = RadioField(_("Level"), [InputRequired(_("Choose a level."))], coerce=int)
    type = SelectField(_("What is happening?"), [Optional()])
    departments = CheckboxesField(_("Departments called"))
    t0 = DateTimeLocalField(_("Start of the facts (T0)"), [Optional()], format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])
    exercise = BooleanField(_("Exercise"))

    def offer(self, departments: list[tuple[str, str]], tongue: str) -> "OpenCellForm":
        """Fill the choices in the reader's language."""
        self.level.choices = [
            (level, f"{level} {language.say(name, tongue)}") for level, name in language.LEVELS.items()
        ]
        self.type.choices = [("", "")] + [(name, language.say(language.TYPES[name], tongue)) for name in cells.TYPES]
        self.departments.choices = departments
        return self

    def wanted(self, zone: str) -> dict[str, Any]:
        """What was typed, as the command's arguments."""
        return {
            "title": self.title.data,
            "level": self.level.data,
            "type": self.type.data or None,
            "departments": self.departments.data or [],
            "t0": self.t0_instant(zone),
            "exercise": self.exercise.data,
        }

    def t0_instant(self, zone: str) -> str | None:
        """T0 as an instant, read in the person's zone; None where it was left empty. Raises Refused."""
        if self.t0.data is None:
            return None
        try:
            return clock.text_of(self.t0.data.replace(tzinfo=ZoneInfo(zone)))
        except OverflowError:
            raise Refused("bad_value", "t0") from None


class AddMemberForm(PlainForm):
    """Who joins, and as what."""

    email = EmailField(_("E-mail"), [needed, address, Length(max=254), plain])
    role = SelectField(_("Role"), [needed])
    department = SelectField(_("Department"), [Optional()])

    def offer(self, departments: list[tuple[str, str]], tongue: str) -> "AddMemberForm":
        """Fill the choices in the reader's language."""
        self.role.choices = [(role, language.say(language.LABELS[role], tongue)) for role in rights.ROLES]
        self.department.choices = [("", "—"), *departments]
        if not self.is_submitted():
            self.role.data = "member"
        return self


ZONES = sorted(available_timezones())
THEMES = (("auto", _("As the system")), ("light", _("Light")), ("dark", _("Dark")))


class PreferencesForm(PlainForm):
    """How the product speaks to me."""

    language = SelectField(
        _("Language"), [needed], choices=[SelectChoice("fr", "Français"), SelectChoice("en", "English")]
    )
    theme = SelectField(
        _("Theme"),
        [needed],
        choices=[SelectChoice(name, label) for name, label in THEMES],
    )
    zone = SelectField(_("Time zone"), [needed], choices=[SelectChoice(zone) for zone in ZONES])
    save = SubmitField(_("Save"))


class PasswordForm(PlainForm):
    """Another password; the present one proves it is me."""

    current = PasswordField(_("Present password"), [needed, Length(max=1_000)])
    password = PasswordField(_("New password"), [needed])
    again = PasswordField(_("New password, once more"), [needed])

    def validate_password(self, field: Field) -> None:
        """The rules of a new password."""
        try:
            passwords.check_new(field.data or "")
        except Refused as refused:
            raise ValidationError(sentence(refused)) from None

    def validate_again(self, field: Field) -> None:
        """Typed twice the same."""
        if field.data != self.password.data:
            raise ValidationError(_("The two are not the same."))


class TokenForm(PlainForm):
    """A token for a program."""

    name = StringField(_("What is it for?"), [needed, Length(max=80)])


def sentence(refused: Refused) -> str:
    """A refusal in the reader's language, for a field."""
    locale = get_locale()
    return language.refusal(refused, locale.language if locale else language.TONGUES[0])


def put_refusal(form: FlaskForm, refused: Refused) -> int:
    """Say a refusal beside the field it is about, or on the form; returns the status of the page that shows it.

    A form that was understood and cannot be taken is 422, whatever was at fault: the page itself is found and allowed.
    """
    field: Any = form._fields.get(refused.field or "")
    if field is not None:
        field.errors = [*field.errors, sentence(refused)]
        return 422
    form.form_errors.append(sentence(refused))
    return refused.status
