"""The two long forms: asking a question, and writing its ruling down."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from cell.board import Board, Decision, Member
from cell.errors import Refused
from cell.journal.desk import Shown
from cell.web.board import seen_by
from cell.web.decisions.forms import AskForm, TakeForm, put
from cell.web.decisions.pages import of_cell
from cell.web.decisions.reading import find, is_cleared, may_see
from cell.web.identity import me
from cell.web.members import check_right, order, turned_back
from cell.web.words import label

pages = Blueprint("decision_taking", __name__, url_prefix="/cells/<cell>/decisions")


@pages.get("/new")
def ask(cell: str) -> Any:
    """The form of a question."""
    shown = check_right(cell, "ask_decision")
    if back := turned_back(shown, url_for("decisions.index", cell=cell)):
        return back
    return _ask_page(cell, AskForm(formdata=None).offer(shown.board))


def _ask_page(cell: str, form: AskForm, status: int = 200) -> Any:
    shown, member = seen_by(cell, me().id)
    given = {**of_cell(cell, shown, member), "form": form, "cleared": is_cleared(member)}
    return render_template("cell/decision_ask.html", **given), status


@pages.post("/new")
def asked(cell: str) -> Any:
    """Ask the question."""
    form = AskForm().offer(check_right(cell, "ask_decision").board)
    if not form.validate_on_submit():
        return _ask_page(cell, form, 422)
    try:
        ref = order(cell, "ask_decision", form.wanted(me().zone), form.used_key()).ref
    except Refused as refused:
        return _ask_page(cell, form, put(form, refused))
    number = int(str(ref).partition(":")[2])
    flash(_("%(number)s is asked. Its possible answers and the positions come next.", number=f"D-{number:04d}"))
    return redirect(url_for("decisions.show", cell=cell, number=number), 303)


@pages.get("/<int:number>/take")
def take(cell: str, number: int) -> Any:
    """The form of the ruling."""
    shown, member = _to_take(cell, number)
    row = find(shown.board, number, member)
    if back := turned_back(shown, url_for("decisions.show", cell=cell, number=number)):
        return back
    if row.status != "asked":
        return redirect(url_for("decisions.show", cell=cell, number=number), 303)
    return _take_page(cell, shown, member, row, _form(shown.board, row, member, formdata=None))


@pages.post("/<int:number>/take")
def taken(cell: str, number: int) -> Any:
    """Write the ruling down."""
    shown, member = _to_take(cell, number)
    row = find(shown.board, number, member)
    form = _form(shown.board, row, member)
    if not form.validate_on_submit():
        return _take_page(cell, shown, member, row, form, 422)
    try:
        order(cell, "take_decision", {"decision": number, **form.wanted(me().zone)}, form.used_key())
    except Refused as refused:
        return _take_page(cell, shown, member, row, form, put(form, refused))
    flash(_("%(number)s is written down. Who must know is told.", number=row.number))
    return redirect(url_for("decisions.show", cell=cell, number=number), 303)


def _to_take(cell: str, number: int) -> tuple[Shown, Member]:
    """Who may settle; before anything of the decision is shown to them."""
    check_right(cell, "take_decision")
    return seen_by(cell, me().id)


def _form(board: Board, row: Decision, member: Member, **options: Any) -> TakeForm:
    facts = [
        (one.id, f"I-{one.id} {(one.text or '…')[:140]} ({label(one.standing)}, {label(one.state)})")
        for one in reversed(board.informations.values())
        if may_see(one, member)
    ]
    return TakeForm(**options).offer(board, row, facts[:40], me().zone)


def _take_page(cell: str, shown: Shown, member: Member, row: Decision, form: TakeForm, status: int = 200) -> Any:
    given = {**of_cell(cell, shown, member), "decision": row, "form": form}
    return render_template("cell/decision_take.html", **given), status
