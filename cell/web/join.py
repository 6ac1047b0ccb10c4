"""Joining a cell by a link: looking never joins, and who has no account makes one here.

The address of these pages is a secret. So nothing of it is sent on (no referrer), kept (no store) or written into the
diary, and wrong ones are counted before anything else is done for whoever sends them.

Whether an address has an account is nobody's business who holds a link. So the making of one is answered alike whether
it was made or was there: with the door, where it is signed in with. And it is counted, by link and by address.
"""

from typing import Any

from flask import Blueprint, Flask, Response, flash, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import validate_csrf
from sqlalchemy import Connection
from wtforms import ValidationError

from cell import clock, language, passwords, people
from cell.board import Board, Invitation
from cell.commands import fields
from cell.commands.invitations import invited_by
from cell.errors import Refused
from cell.forms import put_refusal
from cell.house import house
from cell.journal.orders import Command, Job
from cell.live import doorstep
from cell.web.entrance import AccountForm, ComeInForm, JoinForm
from cell.web.identity import ADDRESS, WANTED, csrf
from cell.web.people import ask_for_code, check_password, come_in, owes_code
from cell.web.words import tongue
from cell.wire import read_cell

ACCOUNTS_OF_ADDRESS = 60  # within a quarter of an hour: a whole room comes in behind one address
ACCOUNTS_OF_LINK = 120
pages = Blueprint("join", __name__, url_prefix="/join/<cell>/<secret>")


def init_app(app: Flask) -> None:
    """Add the pages.

    Their forms check their own token: the general check wants a referrer over HTTPS, which these pages never send.
    """
    app.register_blueprint(pages)
    csrf.exempt(pages)


@pages.before_request
def _check_token() -> None:
    """What comes from another site's page is not looked at."""
    if request.method == "POST":
        try:
            validate_csrf(request.form.get("csrf_token"))
        except ValidationError:
            raise Refused("bad_csrf") from None


@pages.after_request
def _hide(response: Response) -> Response:
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _invited(cell: str, secret: str) -> tuple[Board, Invitation]:
    """The invitation a link opens, while it stands. Refused alike for a wrong secret and for a cell that is not."""
    address = request.remote_addr or "?"
    try:
        board = doorstep.board_of(house().desk, house().store, read_cell(cell), address)
        return board, invited_by(board, people.digest(secret), clock.now())
    except Refused as refused:
        if refused.code in ("invitation_over", "too_many"):
            raise
    doorstep.check(house().store, address)
    doorstep.note(house().desk, address)
    raise Refused("not_found")


@pages.get("")
def show(cell: str, secret: str) -> Any:
    """Where the link leads, and how to come in."""
    chosen = request.args.get("language")
    if chosen in language.TONGUES:
        session["language"] = chosen
        return redirect(url_for("join.show", cell=cell, secret=secret))
    try:
        board, invitation = _invited(cell, secret)
    except Refused as refused:
        if refused.code != "invitation_over" or not _is_in(house().desk.show(cell).board):
            raise
        return redirect(url_for("brief.show", cell=cell), 303)  # the link is over because they came by it
    if "then" in request.args and _is_in(board):
        return redirect(url_for("brief.show", cell=cell), 303)
    return _page(board, invitation)


def _is_in(board: Board) -> bool:
    member = board.members.get(g.account.id) if g.account is not None else None
    return member is not None and member.removed_at is None


def _page(board: Board, invitation: Invitation, status: int = 200, **forms: Any) -> Any:
    shown = {"join": JoinForm(formdata=None), "come_in": ComeInForm(formdata=None), "make": AccountForm(formdata=None)}
    page = render_template(
        "cell/join.html",
        **{**shown, **forms},
        row=board.cell,
        invitation=invitation,
        department=board.departments[invitation.department],
        is_member=_is_in(board),
        other="en" if tongue() == "fr" else "fr",
    )
    return page, status


@pages.post("")
def join(cell: str, secret: str) -> Any:
    """Who is signed in joins."""
    board, invitation = _invited(cell, secret)
    form = JoinForm()
    if g.account is None:
        raise Refused("signed_out")
    try:
        _enter(cell, secret, g.account.id, g.door)
    except Refused as refused:
        return _page(board, invitation, put_refusal(form, refused), join=form)
    return redirect(url_for("brief.show", cell=cell), 303)


@pages.post("/sign-in")
def sign_in(cell: str, secret: str) -> Any:
    """Who has an account signs in and joins."""
    board, invitation = _invited(cell, secret)
    form = ComeInForm()
    if not form.validate():
        return _page(board, invitation, 422, come_in=form)
    try:
        email, password = people.folded(form.email.data or ""), form.password.data or ""
        found = check_password(email, password, request.remote_addr or "?")
        account, kept = found.id, found.password
        if owes_code(account):  # nobody joins half-way in: with the code, they are back at the link
            return ask_for_code(account, url_for("join.show", cell=cell, secret=secret), kept)
        _enter(cell, secret, account)
        return come_in(account, url_for("brief.show", cell=cell), kept)
    except Refused as refused:
        return _page(board, invitation, put_refusal(form, refused), come_in=form)


@pages.post("/account")
def make_account(cell: str, secret: str) -> Any:
    """Who has no account makes one and joins; where joining fails at the last moment, no account is left behind.

    The answer is the door in either case, and leads back here: who has an account joins then.
    """
    board, invitation = _invited(cell, secret)
    form = AccountForm()
    if not form.validate():
        return _page(board, invitation, 422, make=form)
    try:
        if board.cell.state != "open":
            raise Refused("cell_closed")
        _count(secret)
        account = _account_of(form)
        if account is not None:
            _enter_fresh(cell, secret, account)
    except Refused as refused:
        return _page(board, invitation, _put(form, refused), make=form)
    session[WANTED] = url_for("join.show", cell=cell, secret=secret, then="brief")
    session[ADDRESS] = form.new_email.data
    flash(_("Now sign in. If the address had an account before, it is that account’s password that counts."))
    return redirect(url_for("people.sign_in"), 303)


def _count(secret: str) -> None:
    """Count the making of an account before it is looked at. Refused where the link or the address must wait."""
    link = f"accounts of {people.digest(secret)}"
    address = f"accounts from {doorstep.neighbourhood(request.remote_addr or '?')}"

    def count(connection: Connection) -> None:
        wait = people.wait_before_guess(connection, address, free=ACCOUNTS_OF_ADDRESS)
        wait = max(wait, people.wait_before_guess(connection, link, free=ACCOUNTS_OF_LINK))
        if wait:
            raise Refused("too_many", limit=wait)
        people.note_guess(connection, address, link)

    house().desk.ask(Job(count))


def _enter_fresh(cell: str, secret: str, account: int) -> None:
    try:
        _enter(cell, secret, account)
    except Refused:
        house().desk.ask(Job(lambda connection: people.remove_fresh(connection, account)))
        raise


def _put(form: AccountForm, refused: Refused) -> int:
    field = "new_email" if refused.field == "email" else refused.field
    return put_refusal(form, Refused(refused.code, field, **refused.about))


def _account_of(form: AccountForm) -> int | None:
    """A fresh account, or None where the address has one. The hash is paid for in either case."""
    email, name = people.folded(form.new_email.data or ""), fields.line(form.name.data or "", "name")
    kept, chosen = house().desk.in_thread(passwords.hash_of, form.new_password.data), tongue()

    def add(connection: Connection) -> int | None:
        if people.by_email(connection, email) is not None:
            return None
        number = people.new_number(connection)
        return people.add_account(connection, email, name, kept, language=chosen, number=number)

    return house().desk.ask(Job(add))


def _enter(cell: str, secret: str, account: int, door: people.Door | None = None) -> None:
    args = {"invitation_digest": people.digest(secret)}
    house().desk.ask(Command(cell, account, "join_cell", args, None, door))
