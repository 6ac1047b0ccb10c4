"""Synonyms: which words mean the same here, so that a task asked twice is seen whatever it is called."""

import hashlib
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext
from wtforms import Field, HiddenField, TextAreaField, ValidationError
from wtforms.validators import Length

from cell import organisation
from cell.errors import Refused
from cell.forms import PlainForm, put_refusal
from cell.house import house
from cell.web.admin.door import do, pages

_: Any = lazy_gettext
LONGEST = 60_000
Groups = tuple[tuple[str, ...], ...]


def _read(text: str) -> Groups:
    """A group per line, its words between commas; empty lines are nothing."""
    lines = [[word.strip() for word in line.split(",")] for line in text.splitlines()]
    return tuple(tuple(word for word in line if word) for line in lines if any(line))


def _written(groups: Groups) -> str:
    return "\n".join(", ".join(group) for group in groups)


def _mark(groups: Groups) -> str:
    return hashlib.sha256(_written(groups).encode()).hexdigest()[:16]


class SynonymsForm(PlainForm):
    """All groups, as lines of text. `seen` tells which list was open before it was changed."""

    groups = TextAreaField(
        _("Groups"),
        [Length(max=LONGEST, message=_("%(limit)s characters at most.", limit=LONGEST))],
        description=_(
            "One group per line, in French and in English, with commas between. A phrase has three words at most."
        ),
    )
    seen = HiddenField()

    def validate_groups(self, field: Field) -> None:
        """Every line is a group; the first that is none is named."""
        for number, group in enumerate(_read(field.data or ""), 1):
            try:
                organisation.checked_group(group)
            except Refused:
                words = ", ".join(group)[:60]
                raise ValidationError(
                    gettext(  # at once: what is translated late counts as markup
                        "Group %(number)s (%(words)s): two to twenty words or short phrases.",
                        number=number,
                        words=words,
                    )
                ) from None


def _now() -> Groups:
    with house().store.reading() as connection:
        return organisation.synonyms_of(connection)


@pages.get("/synonyms")
def synonyms() -> Any:
    """The groups, to be changed."""
    groups = _now()
    form = SynonymsForm(formdata=None, data={"groups": _written(groups), "seen": _mark(groups)})
    return render_template("admin/synonyms.html", form=form, count=len(groups))


@pages.post("/synonyms")
def change_synonyms() -> Any:
    """Other groups."""
    form, groups = SynonymsForm(), _now()
    if form.validate_on_submit() and form.seen.data != _mark(groups):
        form.groups.errors = [
            gettext("Another administrator changed the list meanwhile. Open the page again, and add yours.")
        ]
        return render_template("admin/synonyms.html", form=form, count=len(groups)), 409
    if form.errors:
        return render_template("admin/synonyms.html", form=form, count=len(groups)), 422
    try:
        do(lambda connection, by: organisation.set_synonyms(connection, by, _read(form.groups.data or "")))
    except Refused as refused:
        return render_template("admin/synonyms.html", form=form, count=len(groups)), put_refusal(form, refused)
    flash(gettext("Saved. It counts from the next task that is typed."))
    return redirect(url_for("admin.synonyms"), 303)
