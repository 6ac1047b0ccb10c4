"""The form of a playbook: rows that can be added, moved and taken out without a script, and nothing typed lost."""

import re
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import (
    Field,
    FieldList,
    FormField,
    HiddenField,
    SelectChoice,  # pyright: ignore[reportAttributeAccessIssue]  (its stubs are of an older one)
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired

from cell import language, rights
from cell.commands import cells
from cell.forms import CheckboxesField, PlainForm
from cell.playbooks import (
    LATEST_MIN,
    MOST_REFLEXES,
    MOST_TASKS,
    NAME,
    OBJECTIVES,
    UNIT,
)
from cell.web.admin.fields import readable, short

_: Any = lazy_gettext
OBJECTIVES_MOST = OBJECTIVES[1]
NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", re.ASCII)
SENSES = [SelectChoice("up", _("at least")), SelectChoice("down", _("at most"))]
SERVED = [
    SelectChoice("", _("no objective")),
    *(SelectChoice(str(number), _("objective %(number)s", number=number)) for number in range(1, OBJECTIVES_MOST + 1)),
]
PRIORITIES = [
    SelectChoice("1", _("1, first")),
    SelectChoice("2", _("2, normal")),
    SelectChoice("3", _("3, when possible")),
]


class Row(FlaskForm):
    """A row of a list. Where none of its texts is filled in, it counts as absent."""

    TEXTS: tuple[str, ...] = ()

    class Meta(FlaskForm.Meta):
        """It is part of a form that carries the page's token."""

        csrf = False  # pyright: ignore[reportAssignmentType]

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed in it."""
        return not any((self[name].data or "").strip() for name in self.TEXTS)

    def validate(self, extra_validators: Any = None) -> bool:
        """A row that is blank needs nothing."""
        return self.is_blank or super().validate(extra_validators)


def one_of(name: str) -> Any:
    """Needed in one language at least: said beside the first of the two."""

    def check(form: Any, _field: Field) -> None:
        if not any((form[f"{name}_{tongue}"].data or "").strip() for tongue in language.TONGUES):
            raise ValidationError(gettext("This is needed, in one language at least."))

    return check


def decimal_of(typed: str | None) -> str | None:
    """A number as people type it, with a point or a comma, as decimal text; None for nothing."""
    return "".join((typed or "").split()).replace(",", ".") or None


def number(_form: Any, field: Field) -> None:
    """A number, or nothing."""
    found = decimal_of(field.data)
    if found is not None and not NUMBER.fullmatch(found):
        raise ValidationError(gettext("A number, such as 12 or 3.5."))


class ObjectiveRow(Row):
    """What the cell is measured by."""

    TEXTS = ("text_fr", "text_en", "unit_fr", "unit_en", "target", "start")
    text_fr = StringField(_("Objective in French"), [one_of("text"), short(200), readable])
    text_en = StringField(_("Objective in English"), [short(200), readable])
    sense = SelectField(_("Sense"), choices=SENSES, default="up")
    target = StringField(_("Target"), [number])
    start = StringField(_("Value at the start"), [number])
    unit_fr = StringField(_("Unit in French"), [short(UNIT), readable])
    unit_en = StringField(_("Unit in English"), [short(UNIT), readable])


class TaskRow(Row):
    """A task that is there when the cell opens."""

    TEXTS = ("title_fr", "title_en", "due_min")
    title_fr = StringField(_("Task in French"), [one_of("title"), short(200), readable])
    title_en = StringField(_("Task in English"), [short(200), readable])
    department = SelectField(_("Department"), default="")
    due_min = StringField(_("Due after (minutes)"), [short(5), readable])
    priority = SelectField(_("Priority"), choices=PRIORITIES, default="2")
    objective = SelectField(_("Serves"), choices=SERVED, default="")

    def validate_due_min(self, field: Field) -> None:
        """A whole number of minutes, or nothing."""
        typed = (field.data or "").strip()
        if typed and not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= LATEST_MIN):
            raise ValidationError(
                gettext("Minutes in figures, from 1 to %(limit)s; empty for no due time.", limit=LATEST_MIN)
            )


class RoleLines(Row):
    """The reflex lines of one role, one a line, in both languages."""

    TEXTS = ("fr", "en")
    fr = TextAreaField(_("In French"), [short(3_000)])
    en = TextAreaField(_("In English"), [short(3_000)])

    def validate(self, extra_validators: Any = None) -> bool:
        """As many lines in both languages, unless one of them has none."""
        if not super().validate(extra_validators):
            return False
        counts = {len(lines(self[name].data)) for name in language.TONGUES}
        if max(counts) > MOST_REFLEXES:
            self.fr.errors = [gettext("%(limit)s lines at most.", limit=MOST_REFLEXES)]
        elif len(counts - {0}) > 1:
            self.en.errors = [gettext("There must be as many lines in both languages, or none in one of them.")]
        return not (self.fr.errors or self.en.errors)


def lines(typed: str | None) -> list[str]:
    """The lines of a text that are not blank."""
    return [line.strip() for line in (typed or "").splitlines() if line.strip()]


class ReflexesForm(FlaskForm):
    """The reflex lines of every role."""

    class Meta(FlaskForm.Meta):
        """It is part of a form that carries the page's token."""

        csrf = False  # pyright: ignore[reportAssignmentType]


for _role in rights.ROLES:
    setattr(ReflexesForm, _role, FormField(RoleLines))


class PlaybookForm(PlainForm):
    """All of a playbook. A text left empty in one language is taken from the other."""

    name_fr = StringField(_("Name in French"), [one_of("name"), short(NAME), readable])
    name_en = StringField(_("Name in English"), [short(NAME), readable])
    type = SelectField(_("Type of crisis"))
    departments = CheckboxesField(_("Departments called"), [InputRequired(_("Call one department at least."))])
    aim_fr = StringField(_("Common aim in French"), [one_of("aim"), short(200), readable])
    aim_en = StringField(_("Common aim in English"), [short(200), readable])
    objectives = FieldList(FormField(ObjectiveRow), max_entries=OBJECTIVES_MOST)
    tasks = FieldList(FormField(TaskRow), max_entries=MOST_TASKS)
    reflexes = FormField(ReflexesForm)
    seen = HiddenField()  # the wording that was there when this was begun

    def offer(self, departments: list[tuple[str, str]], tongue: str) -> "PlaybookForm":
        """Fill the choices in the reader's language."""
        self.type.choices = [(name, language.say(language.TYPES[name], tongue)) for name in cells.TYPES]
        self.departments.choices = departments
        for row in self.tasks:
            row.form.department.choices = [("", "—"), *departments]
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        """With what concerns several rows at once: two objectives at least or none, and departments that are called."""
        is_right = super().validate(extra_validators)
        least, most = OBJECTIVES
        if 0 < len(filled(self.objectives)) < least:
            wrong = gettext("Between %(least)s and %(limit)s objectives, or none.", least=least, limit=most)
            self.objectives.errors = [*self.objectives.errors, wrong]
            is_right = False
        return all([self._is_given_to_a_seat(row) for row in filled(self.tasks)]) and is_right

    def _is_given_to_a_seat(self, row: TaskRow) -> bool:
        served = int(row.objective.data) if (row.objective.data or "").isdecimal() else 0  # the field says the rest
        if row.department.data not in (self.departments.data or []):
            blame(self.tasks, row.department, gettext("Choose a department that is called."))
        if served and (served > len(self.objectives) or self.objectives[served - 1].form.is_blank):
            blame(self.tasks, row.objective, gettext("There is no such objective."))
        return not row.errors


def blame(rows: Any, field: Field, wrong: str) -> None:
    """Say what is wrong beside a field of a row; the list it is in counts as wrong too."""
    field.errors = [*field.errors, wrong]
    rows.errors = [*rows.errors, {field.short_name: [wrong]}]


def filled(rows: Any) -> list[Any]:
    """The rows of a list in which something was typed."""
    return [row.form for row in rows if not row.form.is_blank]
