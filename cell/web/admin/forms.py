"""The forms of the administration: a person, a department, a level."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    SelectChoice,  # pyright: ignore[reportAttributeAccessIssue]  (its stubs are of an older one)
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import Length, Regexp

from cell.forms import PlainForm, address, needed
from cell.kinds.cells import Named, Targets
from cell.web.admin.fields import DurationField, readable, short

_: Any = lazy_gettext


class IdentityForm(PlainForm):
    """How somebody is called, and where they are written to."""

    name = StringField(_("Name"), [needed, short(120), readable])
    email = EmailField(_("E-mail"), [needed, address, Length(max=254), readable])


class PersonForm(IdentityForm):
    """Somebody who may sign in."""

    language = SelectField(
        _("Language"), [needed], choices=[SelectChoice("fr", "Français"), SelectChoice("en", "English")]
    )
    is_admin = BooleanField(_("Administrator of the organisation"))


CODE = Regexp(r"\s*[A-Za-z0-9]{2,3}\s*\Z", message=_("Two or three letters or figures, without accents."))


class DepartmentForm(PlainForm):
    """A department: its names and codes, and who stands for it."""

    name_fr = StringField(_("Name in French"), [needed, short(80), readable])
    name_en = StringField(_("Name in English"), [needed, short(80), readable])
    code_fr = StringField(_("Code in French"), [needed, CODE], description=_("Two or three letters, for the tiles."))
    code_en = StringField(_("Code in English"), [needed, CODE], description=_("Two or three letters, for the tiles."))
    holder = SelectField(_("Holder"), default="", description=_("Answers for the department in a cell."))
    deputy = SelectField(
        _("Deputy"), default="", description=_("Has the holder’s full authority when the holder is away.")
    )
    sponsor = SelectField(
        _("Sponsor"), default="", description=_("Opens doors for the department, and settles what it cannot.")
    )
    shut: frozenset[str] = frozenset()

    def offer(self, people: list[Any], seated: set[int | None]) -> "DepartmentForm":
        """Fill the choices: nobody, who may sign in, and who stands there now even if their account is shut."""
        chosen = [("", "—")]
        for one in people:
            if one.disabled_at is None:
                chosen.append((str(one.id), f"{one.name} ({one.email})"))
            elif one.id in seated:
                chosen.append((str(one.id), gettext("%(name)s (account disabled)", name=one.name)))
                self.shut |= {str(one.id)}
        for field in (self.holder, self.deputy, self.sponsor):
            field.choices = chosen
        return self

    def validate_holder(self, field: Field) -> None:
        """Somebody who can come."""
        if field.data in self.shut:
            raise ValidationError(_("This account is disabled: choose somebody else."))

    validate_sponsor = validate_holder

    def validate_deputy(self, field: Field) -> None:
        """Somebody who can come, and another than the holder."""
        self.validate_holder(field)
        if field.data and field.data == self.holder.data:
            raise ValidationError(_("Nobody is their own deputy."))

    def staff(self) -> dict[str, int | None]:
        """Who stands for it, as account ids."""
        return {name: int(self[name].data) if self[name].data else None for name in STAFF}

    def named(self) -> tuple[Named, Named]:
        """Its name and its code."""
        return (
            Named(en=self.name_en.data or "", fr=self.name_fr.data or ""),
            Named(en=self.code_en.data or "", fr=self.code_fr.data or ""),
        )


STAFF = ("holder", "deputy", "sponsor")


class LevelForm(PlainForm):
    """A crisis level: how it is called, and how long each sort of answer may take."""

    name_fr = StringField(_("Name in French"), [needed, short(80), readable])
    name_en = StringField(_("Name in English"), [needed, short(80), readable])
    mobilise_s = DurationField(_("Mobilise"), description=_("From the call until every department has answered."))
    acknowledge_s = DurationField(_("Acknowledge"), description=_("From a task given until its owner has it in hand."))
    decide_s = DurationField(_("Decide"), description=_("From a question asked until the decision is taken."))
    know_s = DurationField(_("Make known"), description=_("From a decision until each department knows of it."))
    approve_s = DurationField(_("Approve"), description=_("From handing in until the answer: validated or returned."))
    handoff_s = DurationField(_("Hand off"), description=_("From an offer until the other department accepts."))
    stall_s = DurationField(
        _("Ask again"),
        description=_("From the last entry on what was taken in hand until it is to acknowledge again."),
    )
    point_every_s = DurationField(_("A point every"), description=_("How far apart the points of the cell are."))

    def targets(self) -> Targets:
        """What is promised, in seconds."""
        return Targets(**{name: self[name].data for name in TARGETS})


TARGETS = Targets.__struct_fields__
