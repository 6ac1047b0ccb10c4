"""Who is in the cell: the list, letting in, taking out."""

from typing import Any

from flask import Blueprint, Flask, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from cell import people, rights
from cell.errors import Refused
from cell.forms import AddMemberForm, put_refusal
from cell.house import house
from cell.journal.orders import Command
from cell.web.board import seen_by
from cell.web.identity import me
from cell.web.words import tongue

pages = Blueprint("members", __name__, url_prefix="/cells/<cell>/members")


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)


@pages.get("")
def index(cell: str) -> Any:
    """The list."""
    return _page(cell, _form(cell))


def _form(cell: str) -> AddMemberForm:
    shown, _member = seen_by(cell, me().id)
    chosen = tongue()
    return AddMemberForm().offer(
        [(row.id, getattr(row.name, chosen)) for row in shown.board.departments.values()], chosen
    )


def _page(cell: str, form: AddMemberForm, status: int = 200) -> Any:
    shown, member = seen_by(cell, me().id)
    present = [row for row in shown.board.members.values() if row.removed_at is None]
    page = render_template(
        "cell/members.html",
        cell=cell,
        title=shown.board.cell.title,
        row=shown.board.cell,
        members=sorted(present, key=lambda row: (rights.ROLES.index(row.role), row.name or "")),
        departments=shown.board.departments,
        may=rights.commands_of(member.role),
        form=form,
    )
    return page, status


@pages.post("")
def add(cell: str) -> Any:
    """Let somebody in by their address."""
    account = me()
    _shown, member = seen_by(cell, account.id)
    if not rights.may(member.role, "add_member"):
        raise Refused("not_allowed", role=member.role)  # before the address: who has an account is not for all
    form = _form(cell)
    if not form.validate_on_submit():
        return _page(cell, form, 422)
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
        house().desk.ask(Command(cell, account.id, "add_member", args, None, g.door))
    except Refused as refused:
        field = "email" if refused.field == "member" else refused.field
        return _page(cell, form, put_refusal(form, Refused(refused.code, field, **refused.about)))
    flash(_("%(name)s is in the cell.", name=joined.name))
    return redirect(url_for("members.index", cell=cell), 303)


@pages.post("/<int:member>/remove")
def remove(cell: str, member: int) -> Any:
    """Take somebody out."""
    account = me()
    seen_by(cell, account.id)
    house().desk.ask(Command(cell, account.id, "remove_member", {"member": member}, None, g.door))
    if member == account.id:
        return redirect(url_for("lobby.index"), 303)
    return redirect(url_for("members.index", cell=cell), 303)
