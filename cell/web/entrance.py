"""Forms of coming in: an invitation is made, and somebody joins by it."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms import (
    EmailField,
    Field,
    IntegerField,
    PasswordField,
    SelectChoice,  # pyright: ignore[reportAttributeAccessIssue]  (its stubs are of an older one)
    SelectField,
    StringField,
)
from wtforms.validators import Length, NumberRange, Optional

from cell import language, passwords, rights
from cell.board import Board, Member
from cell.forms import PlainForm, address, check_new, needed, plain

_: Any = lazy_gettext  # WTForms takes lazy texts wherever it says str
EVERY = "*"
HOUR = 3600
EXPIRIES = {
    HOUR: _("1 hour"),
    12 * HOUR: _("12 hours"),
    24 * HOUR: _("1 day"),
    72 * HOUR: _("3 days"),
    168 * HOUR: _("7 days"),
    720 * HOUR: _("30 days"),
}


class InvitationForm(PlainForm):
    """For which department, how long, for how many."""

    department = SelectField(_("Department"), default=EVERY)
    role = SelectField(_("They come as"), default="member")
    expires = SelectField(
        _("Valid for"), coerce=int, default=12 * HOUR, choices=[SelectChoice(*one) for one in EXPIRIES.items()]
    )
    uses = IntegerField(
        _("For how many people"),
        [Optional(), NumberRange(1, 1_000, message=_("Between 1 and 1000."))],
        description=_("Empty: no limit."),
    )
    _every: list[str]

    def offer(self, board: Board, member: Member, tongue: str) -> "InvitationForm":
        """Fill the choices in the reader's language: the departments this member may let somebody into."""
        seats = [
            (row.id, getattr(row.name, tongue))
            for row in board.departments.values()
            if rights.may_give(member.role, "member", row.id)
        ]
        self._every = [slug for slug, _name in seats]
        self.department.choices = [(EVERY, str(_("Each department: one link apiece"))), *seats]
        roles = ("member", "observer")
        self.role.choices = [(role, language.say(language.LABELS[role], tongue)) for role in roles]
        return self

    @property
    def wanted(self) -> list[str]:
        """The departments chosen."""
        return self._every if self.department.data == EVERY else [self.department.data]


class JoinForm(PlainForm):
    """One button."""


class ComeInForm(PlainForm):
    """Who has an account."""

    email = EmailField(_("E-mail"), [needed, Length(max=254), plain])
    password = PasswordField(_("Password"), [needed, Length(max=1_000)])


class AccountForm(PlainForm):
    """Who has none."""

    name = StringField(_("First and last name"), [needed, Length(max=80), plain])
    new_email = EmailField(_("E-mail"), [needed, address, Length(max=254), plain])
    new_password = PasswordField(
        _("Password"),
        [needed],
        description=_("%(count)s characters at least; a sentence is fine.", count=passwords.SHORTEST),
    )

    def validate_new_password(self, field: Field) -> None:
        """The rules of a new password, and nothing of the person in it."""
        check_new(field, self.new_email.data or "", self.name.data or "")
