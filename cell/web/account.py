"""My account: how the product speaks to me, my password, my sign-ins, my tokens."""

from typing import Any

from flask import Blueprint, Flask, Response, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from cell import passwords, people
from cell.commands import fields
from cell.errors import Refused
from cell.forms import PasswordForm, PreferencesForm, TokenForm, put_refusal
from cell.house import house
from cell.journal.orders import Job
from cell.web.identity import me
from cell.web.people import check_password

pages = Blueprint("account", __name__, url_prefix="/account")


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)


@pages.get("")
def index() -> Any:
    """Everything about my account."""
    return _page()


def _page(status: int = 200, token: str | None = None, **forms: Any) -> Any:
    account = me()
    with house().store.reading() as connection:
        sign_ins = people.open_sign_ins(connection, account.id)
        tokens = people.open_tokens(connection, account.id)
    shown = {
        "preferences": PreferencesForm(formdata=None, obj=account),
        "password": PasswordForm(formdata=None),
        "token_form": TokenForm(formdata=None),
    }
    page = render_template(
        "people/account.html",
        **{**shown, **forms},
        sign_ins=sign_ins,
        tokens=tokens,
        token=token,
        here=g.door[1] if g.door else None,
    )
    return page, status


@pages.post("/preferences")
def preferences() -> Any:
    """Language, theme and zone."""
    account, form = me(), PreferencesForm()
    if not form.validate_on_submit():
        return _page(422, preferences=form)
    values = {"language": form.language.data, "theme": form.theme.data, "zone": form.zone.data}
    house().desk.ask(Job(lambda connection: people.change_account(connection, account.id, **values)))
    flash(_("Saved."))
    return redirect(url_for("account.index"))


@pages.post("/theme")
def theme() -> Response:
    """The theme alone, from the button in the bar."""
    account, chosen = me(), request.form.get("theme")
    if chosen not in people.THEMES:
        raise Refused("bad_value", "theme")
    house().desk.ask(Job(lambda connection: people.change_account(connection, account.id, theme=chosen)))
    return Response(status=204)


@pages.post("/password")
def password() -> Any:
    """Another password; all other sign-ins end."""
    account, form = me(), PasswordForm()
    if not form.validate_on_submit():
        return _page(422, password=form)
    try:
        passwords.check_new(form.password.data or "", about=(account.email, account.name))
        check_password(account.email, form.current.data or "", request.remote_addr or "?")
    except Refused as refused:
        about_password = refused.code in ("too_short", "too_long", "too_common")
        field = "password" if about_password else "current" if refused.code == "wrong_password" else None
        return _page(put_refusal(form, Refused(refused.code, field, **refused.about)), password=form)
    fresh = house().desk.in_thread(passwords.hash_of, form.password.data)
    here = g.door[1]

    def change(connection: Any) -> None:
        people.change_account(connection, account.id, password=fresh)
        people.end_sign_ins(connection, account.id, but=here)

    house().desk.ask(Job(change))
    _dismiss_others(account.id)
    flash(_("Your password is changed; every other sign-in has ended."))
    return redirect(url_for("account.index"))


def _dismiss_others(account: int) -> None:
    talk = house().talk
    if talk is not None:
        with house().store.reading() as connection:
            alive = {("sign_in", row.id) for row in people.open_sign_ins(connection, account)}
            alive |= {("token", row.id) for row in people.open_tokens(connection, account)}
        talk.dismiss_dead(account, alive)


@pages.post("/sign-ins/<int:sign_in>/end")
def end_sign_in(sign_in: int) -> Any:
    """End one of my sign-ins."""
    account = me()
    with house().store.reading() as connection:
        mine = {row.id for row in people.open_sign_ins(connection, account.id)}
    if sign_in not in mine:
        raise Refused("not_found")
    house().desk.ask(Job(lambda connection: people.end_sign_in(connection, sign_in)))
    _dismiss_others(account.id)
    return redirect(url_for("account.index"))


@pages.post("/sign-ins/end")
def end_sign_ins() -> Any:
    """End all my sign-ins but this one."""
    account, here = me(), g.door[1]
    house().desk.ask(Job(lambda connection: people.end_sign_ins(connection, account.id, but=here)))
    _dismiss_others(account.id)
    flash(_("Every other sign-in has ended."))
    return redirect(url_for("account.index"))


@pages.post("/tokens")
def add_token() -> Any:
    """A new token, shown this once."""
    account, form = me(), TokenForm()
    if not form.validate_on_submit():
        return _page(422, token_form=form)
    try:
        name = fields.line(form.name.data or "", "name")
    except Refused as refused:
        return _page(put_refusal(form, refused), token_form=form)
    secret = house().desk.ask(Job(lambda connection: people.add_token(connection, account.id, name)))
    return _page(201, token=secret)


@pages.post("/tokens/<int:token>/end")
def end_token(token: int) -> Any:
    """End one of my tokens."""
    account = me()
    with house().store.reading() as connection:
        mine = {row.id for row in people.open_tokens(connection, account.id)}
    if token not in mine:
        raise Refused("not_found")
    house().desk.ask(Job(lambda connection: people.end_token(connection, account.id, token)))
    _dismiss_others(account.id)
    return redirect(url_for("account.index"))
