"""A decision with its record, and what reviewers say of it beside: was it reasonable on what was known then?"""

from typing import Any

import flask_babel
from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from cell import rights
from cell.board import Board, Decision, Member
from cell.errors import Refused
from cell.forms import KeyedForm
from cell.texts import TEXT
from cell.web.board import seen_by
from cell.web.decisions.forms import put
from cell.web.identity import me
from cell.web.members import order
from cell.web.review.pages import frame
from cell.web.words import label

pages = Blueprint("notes", __name__, url_prefix="/cells/<cell>/review/decisions")
lazy_gettext: Any = flask_babel.lazy_gettext  # WTForms takes lazy texts wherever it says str


class NoteForm(KeyedForm):
    """One reviewer's note on one decision."""

    reasonable = RadioField(
        lazy_gettext("Reasonable, given what was known then?"),
        [InputRequired(lazy_gettext("Choose one."))],
    )
    outcome = TextAreaField(lazy_gettext("What came of it"), [Optional(), Length(max=TEXT)])
    lesson = TextAreaField(lazy_gettext("What it teaches"), [Optional(), Length(max=TEXT)])

    def offer(self) -> "NoteForm":
        """Fill the choices in the reader's language."""
        self.reasonable.choices = [(one, label(one)) for one in ("yes", "partly", "no")]
        return self


@pages.get("/<int:decision>")
def show(cell: str, decision: int) -> Any:
    """The page; my own note stands in the form, to be changed."""
    board, member, row = _found(cell, decision)
    review = board.reviews.get(row.id)
    mine = next((one for one in (review.notes if review else ()) if one.by == member.id), None)
    form = NoteForm(formdata=None, obj=mine).offer()
    return _page(cell, board, member, row, form)


@pages.post("/<int:decision>")
def note(cell: str, decision: int) -> Any:
    """Say what one thinks of it, afterwards."""
    board, member, row = _found(cell, decision)
    form = NoteForm().offer()
    if not form.validate_on_submit():
        return _page(cell, board, member, row, form, 422)
    args = {"decision": decision, "reasonable": form.reasonable.data}
    args |= {name: form[name].data for name in ("outcome", "lesson") if form[name].data}
    try:
        order(cell, "note_review", args, form.used_key())
    except Refused as refused:
        return _page(cell, board, member, row, form, put(form, refused))
    flash(_("Your note on %(number)s is written.", number=row.number))
    return redirect(url_for("review.show", cell=cell) + "#decisions", 303)


def _found(cell: str, number: int) -> tuple[Board, Member, Decision]:
    shown, member = seen_by(cell, me().id)
    row = shown.board.decisions.get(number)
    is_seen = row is not None and (row.clearance == "cell" or rights.cleared(member.role, member.department))
    if row is None or not is_seen or row.taken is None:
        raise Refused("not_found", "decision")
    return shown.board, member, row


def _page(cell: str, board: Board, member: Member, row: Decision, form: NoteForm, status: int = 200) -> Any:
    review = board.reviews.get(row.id)
    told = {"one": row, "notes": review.notes if review is not None else (), "form": form}
    return render_template("review/decision.html", **frame(cell, board, member), **told), status
