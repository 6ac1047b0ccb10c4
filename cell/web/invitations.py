"""Links into a cell: invitations by department with their QR codes, and links to the wall view.

A secret is made here, shown once and kept nowhere: the journal has its digest. So the forms that make one bear no key:
sent twice they make another, since the first could not be shown again.
"""

from typing import Any

import segno
from flask import Blueprint, Flask, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from cell import clock, people, rights
from cell.board import Invitation
from cell.errors import Refused
from cell.forms import pressed_key, put_refusal
from cell.house import house
from cell.journal.orders import Command
from cell.web.board import seen_by
from cell.web.entrance import InvitationForm
from cell.web.errors import sentence
from cell.web.identity import me
from cell.web.words import tongue

pages = Blueprint("invitations", __name__, url_prefix="/cells/<cell>")
PREFIX = "invitation-"  # the form stands on a page with others


def init_app(app: Flask) -> None:
    """Add the pages, and what their parts on the page of members need."""
    app.register_blueprint(pages)
    app.jinja_env.globals.update(links_of=links_of, qr=qr, left_of=left_of)


def links_of(cell: str) -> dict[str, Any]:
    """What the parts of a page that show a cell's links need: the rows, what may be done, and the form."""
    shown, member = seen_by(cell, me().id)
    board = shown.board
    may = set(rights.commands_of(member.role))
    return {
        "may": may if board.cell.state == "open" else may & {"revoke_invitation", "revoke_wall"},
        "invitations": sorted(board.invitations.values(), key=lambda row: row.id, reverse=True),
        "walls": sorted(board.walls.values(), key=lambda row: row.id, reverse=True),
        "members": board.members,
        "departments": board.departments,
        "form": g.get("invitation_form") or InvitationForm(formdata=None, prefix=PREFIX).offer(board, member, tongue()),
        "state_of": _state,
    }


def _state(row: Invitation) -> str:
    """standing, revoked, used_up or expired."""
    if row.revoked_at is not None:
        return "revoked"
    if row.uses is not None and row.used >= row.uses:
        return "used_up"
    return "expired" if clock.now() >= row.expires_at else "standing"


def left_of(row: Invitation) -> str:
    """How many more may come by an invitation."""
    if row.uses is None:
        return _("no limit")
    return ngettext("%(num)s left", "%(num)s left", max(0, row.uses - row.used))


def qr(address: str) -> Markup:
    """An address as a QR code: one SVG without a style, dark on light in both themes, since cameras want it so."""
    drawn = segno.make_qr(address, error="m").svg_inline(omitsize=True, light="#fff", dark="#000", border=3)
    return Markup(drawn)  # noqa: S704


@pages.get("/invitations")
def index(cell: str) -> Any:
    """The links alone, on a page of their own."""
    return _page(cell)


def _page(cell: str, status: int = 200) -> Any:
    shown, member = seen_by(cell, me().id)
    if not rights.may(member.role, "make_invitation"):
        raise Refused("not_allowed", role=member.role)
    row = shown.board.cell
    return render_template("cell/links.html", cell=cell, title=row.title, row=row), status


@pages.post("/invitations")
def make(cell: str) -> Any:
    """Make a link, or one for each department, and show them this once."""
    account = me()
    shown, member = seen_by(cell, account.id)
    if not rights.may(member.role, "make_invitation"):
        raise Refused("not_allowed", role=member.role)
    form = g.invitation_form = InvitationForm(prefix=PREFIX).offer(shown.board, member, tongue())
    if not form.validate_on_submit():
        return _page(cell, 422)
    expires_at = clock.after(clock.now(), form.expires.data)
    made: list[dict[str, Any]] = []
    try:
        for slug in form.wanted:
            secret = people.new_secret()
            args = {"department": slug, "role": form.role.data, "expires_at": expires_at, "uses": form.uses.data}
            args["digest"] = people.digest(secret)
            house().desk.ask(Command(cell, account.id, "make_invitation", args, None, g.door))
            address = url_for("join.show", cell=cell, secret=secret, _external=True)
            made.append({"department": shown.board.departments[slug], "address": address})
    except Refused as refused:
        if not made:
            field = "expires" if refused.field == "expires_at" else refused.field
            return _page(cell, put_refusal(form, Refused(refused.code, field, **refused.about)))
        left = [shown.board.departments[slug] for slug in form.wanted[len(made) :]]
        names = ", ".join(getattr(row.name, tongue()) for row in left)
        flash(_("No link for: %(names)s. %(why)s", names=names, why=sentence(refused)), "error")
    return _made(cell, "cell/invited.html", made=made, expires_at=expires_at, uses=form.uses.data, role=form.role.data)


def _made(cell: str, template: str, **more: Any) -> Any:
    shown, _member = seen_by(cell, me().id)
    is_local = request.host.partition(":")[0] in ("localhost", "127.0.0.1")
    row = shown.board.cell
    page = render_template(template, cell=cell, title=row.title, row=row, is_local=is_local, **more)
    return page, 201


@pages.post("/invitations/<int:number>/revoke")
def revoke(cell: str, number: int) -> Any:
    """Let nobody in by a link any more."""
    _order(cell, "revoke_invitation", {"invitation": number})
    flash(_("Revoked: nobody joins by this link any more."))
    return redirect(url_for("members.index", cell=cell), 303)


@pages.post("/walls")
def make_wall(cell: str) -> Any:
    """Make a link to the wall view, and show it this once."""
    secret = people.new_secret()
    _order(cell, "make_wall", {"digest": people.digest(secret)})
    return _made(cell, "cell/walled.html", address=url_for("wall.show", cell=cell, secret=secret, _external=True))


@pages.post("/walls/<int:number>/revoke")
def revoke_wall(cell: str, number: int) -> Any:
    """Make a wall dark."""
    _order(cell, "revoke_wall", {"wall": number})
    flash(_("Revoked: this wall is dark."))
    return redirect(url_for("members.index", cell=cell), 303)


def _order(cell: str, name: str, args: dict[str, Any]) -> None:
    account = me()
    seen_by(cell, account.id)
    house().desk.ask(Command(cell, account.id, name, args, pressed_key(), g.door))
