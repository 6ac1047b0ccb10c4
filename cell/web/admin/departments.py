"""Departments: their names and codes, who stands for them, their order, and putting them away."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import Connection

from cell import organisation
from cell.errors import Refused
from cell.forms import put_refusal, sentence
from cell.house import house
from cell.organisation import Department
from cell.web.admin.door import do, pages
from cell.web.admin.forms import STAFF, DepartmentForm


@pages.get("/departments")
def departments() -> Any:
    """Those at work in their order, those put away, and the form to add one."""
    return _list(_form(None))


def _form(of: Department | None, **given: Any) -> DepartmentForm:
    """The form, with what is known of the department unless it was sent."""
    values: dict[str, Any] = {}
    if of is not None:
        values = {"name_fr": of.name.fr, "name_en": of.name.en, "code_fr": of.code.fr, "code_en": of.code.en}
        values |= {part: str(getattr(of, part) or "") for part in STAFF}
    form = DepartmentForm(**given, data=values)
    with house().store.reading() as connection:
        people = organisation.people_of(connection)
    return form.offer(people, {getattr(of, part) for part in STAFF} if of is not None else set())


def _list(form: DepartmentForm, status: int = 200) -> Any:
    with house().store.reading() as connection:
        page = render_template(
            "admin/departments.html",
            form=form,
            departments=organisation.departments_of(connection),
            archived=organisation.departments_of(connection, archived=True),
            people={one.id: one for one in organisation.people_of(connection)},
        )
    return page, status


@pages.post("/departments")
def add_department() -> Any:
    """A department more, at the end."""
    form = _form(None)
    if not form.validate_on_submit():
        return _list(form, 422)
    name, code = form.named()
    try:
        do(lambda connection, by: organisation.add_department(connection, by, name, code, **form.staff()))
    except Refused as refused:
        return _list(form, put_refusal(form, refused))
    flash(_("The department is there for the next cell."))
    return redirect(url_for("admin.departments"), 303)


def _known(slug: str) -> Department:
    with house().store.reading() as connection:
        every = organisation.departments_of(connection) + organisation.departments_of(connection, archived=True)
    found = [one for one in every if one.slug == slug]
    if not found:
        raise Refused("not_found")
    return found[0]


@pages.get("/departments/<slug>")
def department(slug: str) -> Any:
    """One department."""
    row = _known(slug)
    return _page(row, _form(row, formdata=None))


def _page(row: Department, form: DepartmentForm, status: int = 200) -> Any:
    return render_template("admin/department.html", row=row, form=form), status


@pages.post("/departments/<slug>")
def change_department(slug: str) -> Any:
    """Other names, codes or people."""
    row = _known(slug)
    form = _form(row)
    if not form.validate_on_submit():
        return _page(row, form, 422)
    name, code = form.named()
    try:
        do(lambda connection, by: organisation.set_department(connection, by, slug, name, code, **form.staff()))
    except Refused as refused:
        return _page(row, form, put_refusal(form, refused))
    flash(_("Saved."))
    return redirect(url_for("admin.departments"), 303)


DEEDS: dict[str, Callable[[Connection, int, str], None]] = {
    "archive": organisation.archive_department,
    "restore": organisation.restore_department,
    "up": lambda connection, by, slug: organisation.move_department(connection, by, slug, -1),
    "down": lambda connection, by, slug: organisation.move_department(connection, by, slug, 1),
}


@pages.post(f"/departments/<slug>/<any({', '.join(DEEDS)}):deed>")
def do_to_department(slug: str, deed: str) -> Any:
    """Put a department away, bring it back, or move it by one place."""
    _known(slug)
    try:
        do(lambda connection, by: DEEDS[deed](connection, by, slug))
    except Refused as refused:
        flash(sentence(refused), "error")
    return redirect(url_for("admin.departments"), 303)
