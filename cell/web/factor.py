"""The second step: asked for after the password, set up and switched off on my account's page."""

from typing import Any

from flask import Blueprint, Flask, flash, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from pyotp.totp import TOTP
from sqlalchemy import Connection

from cell import people
from cell.errors import Refused
from cell.forms import CodeForm, EndFactorForm, FactorForm, put_refusal
from cell.house import house
from cell.journal.orders import Job
from cell.web.account import dismiss_dead, page
from cell.web.identity import THRESHOLD, WANTED, me, take_cookie
from cell.web.invitations import qr
from cell.web.people import check_password, come_in, safe

pages = Blueprint("factor", __name__)
ISSUER = "Crisis Cell"


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)


@pages.route("/sign-in/code", methods=["GET", "POST"])
def code() -> Any:
    """The second step of signing in. Who did not take the first, or took it too long ago, is shown the door."""
    secret = request.cookies.get(house().settings.cookie(THRESHOLD)) or ""
    with house().store.reading() as connection:
        account = people.at_threshold(connection, secret)
    if account is None:
        return redirect(url_for("people.sign_in"))
    form, status = CodeForm(), 200
    if request.method == "POST":
        status = 422
        if form.validate_on_submit():
            try:
                return _take(account, secret, form.code.data or "")
            except Refused as refused:
                status = put_refusal(form, refused)
    return render_template("people/code.html", form=form), status


def _take(account: Any, secret: str, typed: str) -> Any:
    def take(connection: Connection) -> None:
        people.take_code(connection, account.id, typed)
        if not people.end_threshold(connection, secret):  # the password was changed meanwhile, or the code taken twice
            raise Refused("signed_out")

    _try_code(account.id, take)
    response = come_in(account.id, safe(session.get(WANTED)))
    take_cookie(response, THRESHOLD)
    return response


def _try_code(account: int, work: Any) -> Any:
    """Do what needs a code. The try is counted before it is made, and forgiven where the code was right."""
    house().desk.ask(Job(lambda connection: people.count_code(connection, account)))

    def do(connection: Connection) -> Any:
        value = work(connection)
        people.forgive(connection, people.code_of(account), people.code_of(account))
        return value

    return house().desk.ask(Job(do))


@pages.post("/account/factor/begin")
def begin() -> Any:
    """The secret for the telephone; nothing is asked for before a code of it came back."""
    account, form = me(), FactorForm()
    try:
        _prove(form)
        house().desk.ask(Job(lambda connection: people.begin_factor(connection, account.id)))
    except Refused as refused:
        if refused.code == "already_there":
            raise
        return page(_put(form, refused), factor=form)
    return _enrol(CodeForm(formdata=None), 201)


def _prove(form: FactorForm) -> None:
    """Who asks is who signed in: a screen left open is not enough."""
    if not form.validate_on_submit():
        raise Refused("missing")
    check_password(me().email, form.factor_password.data or "", request.remote_addr or "?")


def _put(form: FactorForm, refused: Refused) -> int:
    if refused.code == "missing":
        return 422  # said beside the fields already
    field = "factor_password" if refused.code == "wrong_password" else refused.field
    return put_refusal(form, Refused(refused.code, field, **refused.about))


def _enrol(form: CodeForm, status: int) -> Any:
    account = me()
    with house().store.reading() as connection:
        secret = people.pending_secret(connection, account.id)
    if secret is None:
        raise Refused("not_found")
    address = TOTP(secret).provisioning_uri(name=account.email, issuer_name=ISSUER)
    told = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return render_template("people/enrol.html", form=form, drawn=qr(address), secret=told), status


@pages.post("/account/factor")
def confirm() -> Any:
    """The first code: from now on one is asked for. Every other sign-in ends; recovery codes are shown this once."""
    account, form, here = me(), CodeForm(), g.door[1]
    if not form.validate_on_submit():
        return _enrol(form, 422)

    def work(connection: Connection) -> list[str]:
        codes = people.confirm_factor(connection, account.id, form.code.data or "")
        people.end_sign_ins(connection, account.id, but=here)
        return codes

    try:
        codes = _try_code(account.id, work)
    except Refused as refused:
        if refused.code == "not_found":
            raise
        return _enrol(form, put_refusal(form, refused))
    dismiss_dead(account.id)
    return render_template("people/recovery.html", codes=codes), 201


@pages.post("/account/factor/end")
def end() -> Any:
    """No code any more; it takes the password and one last code, and ends every other sign-in."""
    account, form, here = me(), EndFactorForm(), g.door[1]

    def work(connection: Connection) -> None:
        people.take_code(connection, account.id, form.code.data or "")
        people.drop_factor(connection, account.id)
        people.end_sign_ins(connection, account.id, but=here)

    try:
        _prove(form)
        _try_code(account.id, work)
    except Refused as refused:
        return page(_put(form, refused), factor=form)
    dismiss_dead(account.id)
    flash(_("No code is asked for any more."))
    return redirect(url_for("account.index"))
