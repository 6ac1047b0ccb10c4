"""The brief of who comes late, and answering the call."""

from decimal import Decimal, InvalidOperation
from typing import Any

from flask import Blueprint, Flask, flash, g, redirect, render_template, request, url_for
from flask_babel import format_decimal
from flask_babel import gettext as _
from msgspec.structs import replace

from cell import clock, rights
from cell.board import Board
from cell.brief import Brief, brief_of
from cell.errors import Refused
from cell.forms import put_refusal
from cell.house import house
from cell.journal.orders import Command
from cell.mine import waits_on, worded
from cell.web.board import seen_by
from cell.web.identity import me
from cell.web.people import safe
from cell.web.places import AnswerForm
from cell.web.words import tongue

pages = Blueprint("brief", __name__, url_prefix="/cells/<cell>")


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)
    app.jinja_env.globals.update(amount=amount)


def amount(value: str, unit: str | None) -> str:
    """A measured value with its unit, as the reader's language writes it; as it stands where it is no number."""
    try:
        written = format_decimal(Decimal(value))
    except InvalidOperation:
        written = value
    gap = "" if unit == "%" and tongue() == "en" else "\u00a0"
    return f"{written}{gap}{unit}" if unit else written


@pages.get("/brief")
def show(cell: str) -> Any:
    """What a late joiner must know, on one page."""
    return _page(cell, AnswerForm(formdata=None))


def _page(cell: str, form: AnswerForm, status: int = 200) -> Any:
    shown, member = seen_by(cell, me().id)
    row, talk = shown.board.cell, house().talk
    now = row.closed_at if row.state == "closed" and row.closed_at else clock.now()  # what is over stands still
    empty = talk.presence.look(cell)[1] if talk is not None else {}
    cleared = rights.cleared(member.role, member.department)

    def words(ref: str, text: str | None) -> str | None:
        return worded(shown.board, ref, text, tongue())

    page = render_template(
        "cell/brief.html",
        cell=cell,
        title=shown.board.cell.title,
        row=row,
        brief=_timed(brief_of(shown.board, member, cleared, empty, now, tongue()), shown.board, cleared, now),
        member=member,
        members=shown.board.members,
        departments=shown.board.departments,
        may=rights.commands_of(member.role) if shown.board.cell.state == "open" else [],
        may_answer=rights.may(member.role, "answer_call") and shown.board.cell.state == "open",
        form=form,
        said_of=words,
        now=now,
    )
    return page, status


def _timed(brief: Brief, board: Board, cleared: bool, now: str) -> Brief:
    """The same, with until when each thing may wait as the inbox and the clocks count it."""
    slug = brief.department.id if brief.department is not None else None
    dues = {one.ref: one.due for one in waits_on(board, cleared, now) if one.on == slug}
    asks = [replace(one, due_at=dues.get(one.ref) or one.due_at) for one in brief.asks]
    return replace(brief, asks=tuple(sorted(asks, key=lambda one: (one.due_at or "~", one.since))))


@pages.post("/answer")
def answer(cell: str) -> Any:
    """Answer the call for oneself."""
    account, form = me(), AnswerForm()
    seen_by(cell, account.id)
    if not form.validate_on_submit():
        return _page(cell, form, 422)
    try:
        args = form.wanted(account.zone)
        house().desk.ask(Command(cell, account.id, "answer_call", args, None, g.door))
    except Refused as refused:
        field = "at" if refused.field == "coming_at" else refused.field
        return _page(cell, form, put_refusal(form, Refused(refused.code, field, **refused.about)))
    wanted = request.form.get("next")
    flash(_("The cell knows your answer."))
    return redirect(safe(wanted) if wanted else url_for("brief.show", cell=cell), 303)
