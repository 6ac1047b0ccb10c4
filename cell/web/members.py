"""Who is in the cell: the list, letting in, taking out."""

import re
from typing import Any

from flask import Blueprint, Flask, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from cell import departments, people, rights
from cell.commands.members import holders_of, is_last_director
from cell.errors import Refused
from cell.forms import AddMemberForm, KeyedForm, PlainForm, fresh_key, pressed_key, put_refusal
from cell.house import house
from cell.journal.desk import Shown
from cell.journal.orders import Answer, Command
from cell.web import places
from cell.web.board import frame, seen_by
from cell.web.errors import sentence
from cell.web.identity import me
from cell.web.words import tongue

pages = Blueprint("members", __name__, url_prefix="/cells/<cell>/members")


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)
    app.jinja_env.globals.update(fresh_key=fresh_key)


@pages.get("")
def index(cell: str) -> Any:
    """The list."""
    return page(cell)


def page(cell: str, status: int = 200, **given: PlainForm) -> Any:
    """The page; forms that were filled in are shown as they were, the others fresh."""
    shown, member = seen_by(cell, me().id)
    board = shown.board
    known = {
        **frame(cell, shown, member),
        "mine": member,
        "members": places.present(board),
        "may_remove": rights.may(member.role, "remove_member"),
        "last_director": next((row.id for row in board.members.values() if is_last_director(board, row.id)), None),
        "directors": holders_of(board, "director"),
        **_forms(shown, member),
        **given,
    }
    if board.cell.state != "open":
        known["may"] = []
    return render_template("cell/members.html", **known), status


def _forms(shown: Shown, member: Any) -> dict[str, PlainForm]:
    """Every form of the page, fresh. Prefixes keep their fields apart."""
    board, chosen = shown.board, tongue()
    return {
        "form": _add_form(shown, formdata=None),
        "give": places.GiveRoleForm(formdata=None, prefix="give-").offer(board, chosen),
        "offer": places.OfferRoleForm(formdata=None, prefix="offer-").offer(board, member, chosen),
        "direction": places.TakeDirectionForm(formdata=None, prefix="direction-"),
        "answer": places.AnswerForm(formdata=None, prefix="answer-", answer=member.answer),
        "call": call_form(shown, formdata=None),
    }


def _add_form(shown: Shown, **options: Any) -> AddMemberForm:
    form = AddMemberForm(**options)
    chosen = tongue()
    form.offer(places.departments_of(shown.board, chosen), chosen)
    if options and not form.role.data:
        form.role.data = "member"
    return form


def call_form(shown: Shown, **options: Any) -> places.AddDepartmentForm:
    """The departments of the organisation that have no seat here yet, and what was sent: it may be sent twice."""
    form, chosen = places.AddDepartmentForm(prefix="call-", **options), tongue()
    seated = shown.board.departments.keys() - {form.department.data}
    with house().store.reading() as connection:
        rows = [row for row in departments.all_departments(connection) if row.slug not in seated]
    form.department.choices = [(row.slug, row.name_fr if chosen == "fr" else row.name_en) for row in rows]
    return form


def order(cell: str, name: str, args: dict[str, Any], key: str | None = None) -> Answer:
    """Give a command as who asks. Raises Refused."""
    return house().desk.ask(Command(cell, me().id, name, args, key, g.door))


def seen_in(form: Any) -> int | None:
    """The version that stood on the page, as its form brings it back in `seen`; None for who sends none."""
    return int(form.seen.data) if re.fullmatch("[0-9]{1,9}", form.seen.data or "") else None


def check_right(cell: str, name: str) -> Shown:
    """The cell, where who asks may give a command; before anything is looked up for them."""
    shown, member = seen_by(cell, me().id)
    if not rights.may(member.role, name):
        raise Refused("not_allowed", role=member.role)
    return shown


def turned_back(shown: Shown, list_url: str) -> Any:
    """In a closed cell, from a form that would be refused to its list, told why before one types; else None."""
    if shown.board.cell.state == "open":
        return None
    flash(sentence(Refused("cell_closed")), "error")
    return redirect(list_url, 303)


def say(form: PlainForm, refused: Refused, **fields: str) -> int:
    """Put a refusal beside its field, which the form may call otherwise; returns the status of the page.

    One about the key, which nobody sees, stands on the form: an old page was changed and sent again, and the next
    press is another act.
    """
    field = fields.get(refused.field or "", refused.field)
    if field == "key" and isinstance(form, KeyedForm):
        form.renew()
        field = None
    return put_refusal(form, Refused(refused.code, field, **refused.about), sentence(refused))


def told(cell: str, refused: Refused) -> Any:
    """The page with a refusal at its top: what was pressed is there to be understood, and the rest to go on with."""
    if refused.status != 409:
        raise refused
    flash(sentence(refused), "error")
    return page(cell, refused.status)


@pages.post("")
def add(cell: str) -> Any:
    """Let somebody in by their address."""
    shown = check_right(cell, "add_member")  # before the address: who has an account is not for all
    form = _add_form(shown)
    if not form.validate_on_submit():
        return page(cell, 422, form=form)
    try:
        with house().store.reading() as connection:
            joined = people.by_email(connection, form.email.data or "")
        if joined is None or joined.disabled_at is not None:
            raise Refused("nobody", "email")
        args = {
            "member": joined.id,
            "role": form.role.data,
            "department": form.department.data or None,
        }
        order(cell, "add_member", args, form.used_key())
    except Refused as refused:
        return page(cell, say(form, refused, member="email"), form=form)
    flash(_("%(name)s is in the cell.", name=joined.name))
    return redirect(url_for("members.index", cell=cell), 303)


@pages.post("/<int:member>/remove")
def remove(cell: str, member: int) -> Any:
    """Take somebody out."""
    account = me()
    seen_by(cell, account.id)
    try:
        order(cell, "remove_member", {"member": member}, pressed_key())
    except Refused as refused:
        return told(cell, refused)
    if member == account.id:
        return redirect(url_for("lobby.index"), 303)
    return redirect(url_for("members.index", cell=cell), 303)
