"""WTForms: what people type into plain pages. Limits are those of the commands; errors are in their language."""

from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo, available_timezones

from flask import g, request
from flask_babel import get_locale, gettext, lazy_gettext
from flask_wtf import FlaskForm
from flask_wtf.i18n import translations
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
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from cell import clock, language, passwords, rights
from cell.errors import Refused
from cell.house import house
from cell.wire import read_key

_: Any = lazy_gettext  # WTForms takes lazy texts wherever it says str
needed = DataRequired(_("This is needed."))
address = Regexp(r"\s*[^@\s]+@[^@\s]+\s*\Z", message=_("This is not an address."))


def plain(_form: FlaskForm, field: Field) -> None:
    """Nothing but signs that can be seen: no control, and none that a database would choke on."""
    if not (field.data or "").isprintable():
        raise ValidationError(sentence(Refused("bad_value")))


# What the library itself says to a person, in our words; the rest of its sentences hardly reach anybody.
_CHOICE = language.N_("This is not one of the choices.")
_SAID = {
    **dict.fromkeys(("Not a valid choice.", "Invalid Choice: could not coerce."), _CHOICE),
    "Invalid choice(s): one or more data inputs could not be coerced.": _CHOICE,
    "'%(value)s' is not a valid choice for this field.": _CHOICE,
    "Not a valid datetime value.": language.N_("This is not a day and an hour."),
    "Not a valid date value.": language.N_("This is not a day."),
    "Not a valid integer value.": language.N_("This is not a whole number."),
    "This field is required.": language.N_("This is needed."),
}


class _Sayings:
    """The library's sentences: ours where we have one, else its own, with the apostrophe of a printed text."""

    def gettext(self, string: str) -> str:
        """One sentence."""
        known = _SAID.get(string)
        return gettext(known) if known else translations.gettext(string).replace("'", "’")

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """One that counts."""
        known = _SAID.get(singular)
        return gettext(known) if known else translations.ngettext(singular, plural, n).replace("'", "’")


class PlainForm(FlaskForm):
    """A form that is filled from a form: not from JSON, which the library would take for one."""

    class Meta(FlaskForm.Meta):
        """How forms are read."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was sent."""
            return request.form if request.is_json else super().wrap_formdata(form, formdata)

        def get_translations(self, form: Any) -> Any:
            """What the library's messages are said with."""
            return _Sayings()


def fresh_key() -> str:
    """A key for one filling in, or one press of a button."""
    return uuid4().hex


def pressed_key() -> str | None:
    """The key that a form of one button came with, or None. Raises Refused."""
    return read_key(request.form["key"]) if request.form.get("key") else None


class KeyedForm(PlainForm):
    """A form that writes at most once for each filling in: its key makes a double click one."""

    key = HiddenField(default=fresh_key)

    def used_key(self) -> str | None:
        """The key of this filling in, or None for who sends none. Raises Refused."""
        return read_key(self.key.data) if self.key.data else None

    def renew(self) -> None:
        """Take another key: what is sent next is another filling in."""
        self.key.data = fresh_key()


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
    """What happens, how bad it is, and who is called. `key` makes a double click open one cell."""

    playbook = RadioField(_("What is happening?"), [Optional()])
    level = RadioField(_("Level"), [InputRequired(_("Choose a level."))], coerce=int, default=3)
    title = StringField(_("In one sentence"), [needed, Length(max=200, message=_("200 characters at most."))])
    t0 = DateTimeLocalField(_("Start of the facts (T0)"), [Optional()], format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])
    exercise = BooleanField(_("Exercise"))
    departments = CheckboxesField(_("Departments called"))
    key = HiddenField()

    def wanted(self, zone: str) -> dict[str, Any]:
        """What was typed, as the command's arguments; without departments, those of the playbook are called."""
        return {
            "title": self.title.data,
            "level": self.level.data,
            "playbook": self.playbook.data or None,
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


class AddMemberForm(KeyedForm):
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


ZONES = sorted(available_timezones() - {"Factory", "localtime"})  # the two that name no place
THEMES = (("auto", _("As the system")), ("light", _("Light")), ("dark", _("Dark")))


def zone_of(typed: str | None) -> str | None:
    """The time zone somebody means by its name or by its city, in any case; what was typed where that is unclear."""
    wanted = "_".join((typed or "").split()).casefold()
    cities = [zone for zone in ZONES if zone.rpartition("/")[2].casefold() == wanted]
    return next((zone for zone in ZONES if zone.casefold() == wanted), cities[0] if len(cities) == 1 else typed)


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
    zone = StringField(
        _("Time zone"),
        [needed, AnyOf(ZONES, message=_("Nobody knows this time zone."))],
        [zone_of],
        description=_("Type a city and choose: Paris, Montréal, Nouméa…"),
    )
    save = SubmitField(_("Save"))


def check_new(field: Field, *about: str) -> None:
    """The rules of a new password, and nothing of the person in it; looked at in a thread, others run meanwhile."""
    try:
        house().desk.in_thread(passwords.check_new, field.data or "", about)
    except Refused as refused:
        raise ValidationError(sentence(refused)) from None


class PasswordForm(PlainForm):
    """Another password; the present one proves it is me. `next` is where they wanted to go."""

    current = PasswordField(_("Present password"), [needed, Length(max=1_000)])
    password = PasswordField(_("New password"), [needed])
    again = PasswordField(_("New password, once more"), [needed])
    next = HiddenField()

    def validate_password(self, field: Field) -> None:
        """The rules of a new password."""
        if field.data and field.data == self.current.data:
            raise ValidationError(_("Choose another one than the present one."))
        check_new(field, *((g.account.email, g.account.name) if g.account is not None else ()))

    def validate_again(self, field: Field) -> None:
        """Typed twice the same."""
        if field.data != self.password.data:
            raise ValidationError(_("The two are not the same."))


class CodeForm(PlainForm):
    """The second step: a code of the telephone, or a recovery code."""

    code = StringField(_("Code"), [needed, Length(max=100), plain])


class FactorForm(PlainForm):
    """The password that proves it is me, before my second step is set up or switched off."""

    factor_password = PasswordField(_("Present password"), [needed, Length(max=1_000)])


class EndFactorForm(FactorForm):
    """Password and code, to do without a code from now on."""

    code = StringField(_("Code"), [needed, Length(max=100), plain])


class TokenForm(PlainForm):
    """A token for a program."""

    name = StringField(_("What is it for?"), [needed, Length(max=80)])


def sentence(refused: Refused) -> str:
    """A refusal in the reader's language, for a field."""
    locale = get_locale()
    return language.refusal(refused, locale.language if locale else language.TONGUES[0])


def put_refusal(form: FlaskForm, refused: Refused, told: str | None = None) -> int:
    """Say a refusal beside the field it is about, or on the form; returns the status of the page that shows it.

    `told` is its sentence where more of it is known, such as who. A form that was understood and cannot be taken is
    422, whatever was at fault: the page itself is found and allowed.
    """
    field: Any = form._fields.get(refused.field or "")
    if field is not None:
        field.errors = [*field.errors, told or sentence(refused)]
        return 422
    form.form_errors.append(told or sentence(refused))
    return refused.status
