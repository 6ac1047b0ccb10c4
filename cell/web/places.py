"""The forms of the page of members: roles, the call, and who stands for a department. What is typed stays typed."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext
from wtforms import (
    RadioField,
    SelectChoice,  # pyright: ignore[reportAttributeAccessIssue]  (its stubs are of an older one)
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import InputRequired, Length, Optional

from cell import clock, language, rights
from cell.board import Board, Member
from cell.forms import KeyedForm, PlainForm, needed, plain

_: Any = lazy_gettext
ANSWERS = (("here", _("I am here")), ("coming", _("I am coming")), ("cannot", _("I cannot come")))
STAFF = ("holder", "deputy", "sponsor")
NONE = "-"  # how no department is chosen: it is the name of none


def present(board: Board) -> list[Member]:
    """Who is in the cell now, by role and then by name."""
    rows = [row for row in board.members.values() if row.removed_at is None]
    return sorted(rows, key=lambda row: (rights.ROLES.index(row.role), row.name or ""))


class GiveRoleForm(KeyedForm):
    """Another role or department for a member."""

    member = SelectField(_("Member"), [needed], coerce=int)
    role = SelectField(_("Role"), [needed])
    department = SelectField(_("Department"), [Optional()])

    def offer(self, board: Board, tongue: str) -> "GiveRoleForm":
        """Fill the choices in the reader's language; as it stands it changes nothing, for no role is chosen yet."""
        self.member.choices = [(row.id, row.name or "…") for row in present(board)]
        roles = ((role, language.say(language.LABELS[role], tongue)) for role in rights.ROLES)
        self.role.choices = [("", "—"), *roles]
        self.department.choices = [("", str(_("As it is now"))), (NONE, "—"), *departments_of(board, tongue)]
        return self

    def department_in(self, board: Board) -> str | None:
        """The department that is meant: what was chosen, none, or what the member has now."""
        if self.department.data:
            return self.department.data if self.department.data != NONE else None
        return board.members[self.member.data].department


class OfferRoleForm(KeyedForm):
    """A role that one person holds, and who is asked to take it over."""

    role = SelectField(_("Role"), [needed])
    member = SelectField(_("To whom?"), [needed], coerce=int)

    def offer(self, board: Board, me: Member, tongue: str) -> "OfferRoleForm":
        """Fill the choices: the director offers any role, everybody else their own."""
        roles = [role for role in rights.ROLES if role in rights.EXCLUSIVE and me.role in ("director", role)]
        self.role.choices = [(role, language.say(language.LABELS[role], tongue)) for role in roles]
        others = [row for row in present(board) if row.id != me.id]
        self.member.choices = [(row.id, row.name or "…") for row in others]
        return self


class TakeDirectionForm(KeyedForm):
    """Why it cannot wait for the director."""

    reason = TextAreaField(_("Why can it not wait?"), [needed, Length(max=2_000)])


class AnswerForm(PlainForm):
    """Whether I come, and about when. It needs no key: the same answer a second time writes nothing."""

    answer = RadioField(
        _("Can you come?"),
        [InputRequired(_("Choose an answer."))],
        choices=[SelectChoice(name, words) for name, words in ANSWERS],
    )
    at = TimeField(_("At about"), [Optional()])

    def wanted(self, zone: str) -> dict[str, Any]:
        """The command's arguments; the time is the next such one on the person's clock."""
        args: dict[str, Any] = {"answer": self.answer.data}
        if self.answer.data == "coming" and self.at.data is not None:
            now = clock.moment_of(clock.now()).astimezone(ZoneInfo(zone))
            coming = datetime.combine(now.date(), self.at.data, ZoneInfo(zone))
            if coming < now.replace(second=0, microsecond=0):
                coming += timedelta(days=1)
            args["coming_at"] = clock.text_of(coming)
        return args


class AddDepartmentForm(KeyedForm):
    """Another department that is called."""

    department = SelectField(_("Department"), [needed])


class StaffForm(KeyedForm):
    """Who stands for a department: by the name of a member, or by the address of anybody."""

    holder = StringField(_("Holder"), [Length(max=254), plain], description=_("Answers for the department."))
    deputy = StringField(
        _("Deputy"), [Length(max=254), plain], description=_("Has full authority when the holder is away.")
    )
    sponsor = StringField(_("Sponsor"), [Length(max=254), plain], description=_("Backs it in the executive."))


def departments_of(board: Board, tongue: str) -> list[tuple[str, str]]:
    """The seats as choices."""
    return [(row.id, getattr(row.name, tongue)) for row in board.departments.values()]
