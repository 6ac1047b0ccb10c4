"""Levels and targets: what the organisation promises, by level."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from msgspec.structs import asdict

from cell import organisation
from cell.errors import Refused
from cell.forms import put_refusal
from cell.house import house
from cell.kinds.cells import Named
from cell.organisation import Level
from cell.web.admin.door import do, pages
from cell.web.admin.fields import span
from cell.web.admin.forms import TARGETS, LevelForm


@pages.get("/levels")
def levels() -> Any:
    """All targets of all levels, side by side."""
    with house().store.reading() as connection:
        rows = organisation.levels_of(connection)
    form = LevelForm(formdata=None)
    return render_template("admin/levels.html", levels=rows, targets=[form[name] for name in TARGETS], span=span)


def _known(number: int) -> Level:
    with house().store.reading() as connection:
        return organisation.level_of(connection, number)


def _page(row: Level, form: LevelForm, status: int = 200) -> Any:
    return render_template("admin/level.html", row=row, form=form, targets=TARGETS), status


@pages.get("/levels/<int:number>")
def level(number: int) -> Any:
    """One level."""
    row = _known(number)
    values = {"name_fr": row.name.fr, "name_en": row.name.en, **asdict(row.targets)}
    return _page(row, LevelForm(formdata=None, data=values))


@pages.post("/levels/<int:number>")
def change_level(number: int) -> Any:
    """Another name, other targets."""
    row, form = _known(number), LevelForm()
    if not form.validate_on_submit():
        return _page(row, form, 422)
    name = Named(en=form.name_en.data or "", fr=form.name_fr.data or "")
    try:
        do(lambda connection, by: organisation.set_level(connection, by, number, name, form.targets()))
    except Refused as refused:
        return _page(row, form, put_refusal(form, refused))
    flash(_("Saved. Cells that open from now on promise this."))
    return redirect(url_for("admin.levels"), 303)
