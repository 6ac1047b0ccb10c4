"""The lobby: my cells, and opening another."""

from typing import Any

from flask import Blueprint, Flask, g, redirect, render_template, request, url_for

from cell import cells, departments
from cell.errors import Refused
from cell.forms import OpenCellForm, put_refusal
from cell.house import house
from cell.web.identity import me
from cell.web.words import tongue
from cell.wire import read_key

pages = Blueprint("lobby", __name__)


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)


@pages.get("/")
def index() -> Any:
    """My cells, and the form to open one."""
    me()
    return _page(_form())


def _form() -> OpenCellForm:
    with house().store.reading() as connection:
        known = departments.all_departments(connection)
    chosen = tongue()
    names = [(row.slug, row.name_fr if chosen == "fr" else row.name_en) for row in known]
    return OpenCellForm().offer(names, chosen)


def _page(form: OpenCellForm, status: int = 200) -> Any:
    with house().store.reading() as connection:
        mine = cells.cells_of(connection, me().id)
    return render_template("lobby/index.html", cells=mine, form=form), status


@pages.post("/cells/new")
def open_cell() -> Any:
    """Open a cell and go to it; what was typed is kept where it is refused."""
    account, form = me(), _form()
    if not form.validate_on_submit():
        return _page(form, 422)
    try:
        key = request.form.get("key")
        command = cells.opening(account.id, form.wanted(account.zone), read_key(key) if key else None, g.door)
        house().desk.ask(command)
    except Refused as refused:
        return _page(form, put_refusal(form, refused))
    return redirect(url_for("board.show", cell=command.cell), 303)
