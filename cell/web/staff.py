"""Who stands for a department of the cell, and calling another department."""

from typing import Any

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from cell import people
from cell.board import Board
from cell.board.rows import Department
from cell.errors import Refused
from cell.house import house
from cell.web.identity import me
from cell.web.members import call_form, check_right, order, page, say, turned_back
from cell.web.places import STAFF, StaffForm, present
from cell.web.words import tongue

pages = Blueprint("staff", __name__, url_prefix="/cells/<cell>/departments")


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)


@pages.post("")
def add(cell: str) -> Any:
    """Call another department."""
    form = call_form(check_right(cell, "add_department"))
    if not form.validate_on_submit():
        return page(cell, 422, call=form)
    try:
        order(cell, "add_department", {"department": form.department.data}, form.used_key())
    except Refused as refused:
        return page(cell, say(form, refused), call=form)
    seat = house().desk.show(cell).board.departments[form.department.data]
    flash(_("%(department)s is called into the cell.", department=getattr(seat.name, tongue())))
    return redirect(url_for("members.index", cell=cell) + "#departments", 303)


@pages.get("/<slug>")
def edit(cell: str, slug: str) -> Any:
    """Who stands for one department, to be changed."""
    shown = check_right(cell, "staff_department")
    board, seat = shown.board, _seat(shown.board, slug)
    if back := turned_back(shown, url_for("members.index", cell=cell)):
        return back
    people_now = {part: getattr(seat, part) for part in STAFF}
    named = {part: one.name or "" for part, one in people_now.items() if one is not None}
    return _page(cell, board, seat, StaffForm(formdata=None, data=named))


@pages.post("/<slug>")
def save(cell: str, slug: str) -> Any:
    """Change who stands for one department."""
    board = check_right(cell, "staff_department").board
    seat, form = _seat(board, slug), StaffForm()
    if not form.validate_on_submit():
        return _page(cell, board, seat, form, 422)
    wanted: dict[str, Any] = {"department": slug}
    try:
        for part in STAFF:
            wanted[part] = _account(board, seat, part, form[part].data or "")
        order(cell, "staff_department", wanted, form.used_key())
    except Refused as refused:
        return _page(cell, board, seat, form, say(form, refused))
    flash(_("Noted: who stands for %(department)s.", department=getattr(seat.name, tongue())))
    return redirect(url_for("members.index", cell=cell) + "#departments", 303)


def _page(cell: str, board: Board, seat: Department, form: StaffForm, status: int = 200) -> Any:
    names = sorted({row.name for row in present(board) if row.name})
    more = {"cell": cell, "title": board.cell.title, "row": board.cell, "me": me()}
    return render_template("cell/department.html", seat=seat, form=form, names=names, **more), status


def _seat(board: Board, slug: str) -> Department:
    seat = board.departments.get(slug)
    if seat is None:
        raise Refused("not_found", "department")
    return seat


def _account(board: Board, seat: Department, part: str, typed: str) -> int | None:
    """Whom somebody means: who stands there already, a member by name, anybody by address. Refused where unclear."""
    wanted = " ".join(typed.split())
    if not wanted:
        return None
    former = getattr(seat, part)
    if former is not None and wanted == former.name:
        return former.id
    if "@" in wanted:
        with house().store.reading() as connection:
            found = people.by_email(connection, wanted)
        if found is None or found.disabled_at is not None:
            raise Refused("nobody", part)
        return found.id
    named = [row.id for row in present(board) if (row.name or "").casefold() == wanted.casefold()]
    if len(named) != 1:
        raise Refused("same_name" if named else "no_such_name", part)
    return named[0]
