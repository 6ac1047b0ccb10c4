"""My account: how the product speaks to me, my password, my sign-ins, my tokens."""

from typing import Any

from flask import Blueprint, Flask, Response, flash, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from cell import passwords, people
from cell.commands import fields
from cell.errors import Refused
from cell.forms import EndFactorForm, FactorForm, PasswordForm, PreferencesForm, TokenForm, put_refusal
from cell.house import house
from cell.journal.orders import Job
from cell.web.identity import WANTED, me
from cell.web.people import check_password, leave, safe

pages = Blueprint("account", __name__, url_prefix="/account")


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)


@pages.get("")
def index() -> Any:
    """Everything about my account; for who came in with a password used once, only the choice of another."""
    return page(password=PasswordForm(formdata=None, next=request.args.get("next", "")))


def page(status: int = 200, token: str | None = None, **forms: Any) -> Any:
    """My account's page, with the forms that were sent as they were sent."""
    account = me()
    if account.must_change:
        return render_template("people/password.html", password=forms["password"]), status
    with house().store.reading() as connection:
        sign_ins = people.open_sign_ins(connection, account.id)
        tokens = people.open_tokens(connection, account.id)
        has_factor = people.has_factor(connection, account.id)
        recovery_left = people.recovery_left(connection, account.id)
    shown = {
        "factor": (EndFactorForm if has_factor else FactorForm)(formdata=None),
        "preferences": PreferencesForm(formdata=None, obj=account),
        "password": PasswordForm(formdata=None),
        "token_form": TokenForm(formdata=None),
    }
    html = render_template(
        "people/account.html",
        **{**shown, **forms},
        sign_ins=sign_ins,
        tokens=tokens,
        token=token,
        here=g.door[1] if g.door else None,
        has_factor=has_factor,
        recovery_left=recovery_left,
    )
    return html, status


@pages.post("/preferences")
def preferences() -> Any:
    """Language, theme and zone."""
    account, form = me(), PreferencesForm()
    if not form.validate_on_submit():
        return page(422, preferences=form)
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
        return page(422, password=form)
    try:
        check_password(account.email, form.current.data or "", request.remote_addr or "?")
    except Refused as refused:
        field = "current" if refused.code == "wrong_password" else None
        return page(put_refusal(form, Refused(refused.code, field, **refused.about)), password=form)
    fresh = house().desk.in_thread(passwords.hash_of, form.password.data)
    here = g.door[1]

    def change(connection: Any) -> None:
        people.choose_password(connection, account.id, fresh, but=here)

    house().desk.ask(Job(change))
    dismiss_dead(account.id)
    flash(_("Your password is changed; every other sign-in has ended."))
    wanted = session.pop(WANTED, None) or form.next.data
    return redirect(safe(wanted) if account.must_change else url_for("account.index"))


def dismiss_dead(account: int) -> None:
    """Let go of the screens of a person that came by a door that has been shut since."""
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
    dismiss_dead(account.id)
    return redirect(url_for("account.index"))


@pages.post("/sign-ins/end")
def end_sign_ins() -> Any:
    """End all my sign-ins: but this one, or everywhere."""
    account, here = me(), g.door[1]
    is_everywhere = bool(request.form.get("everywhere"))
    kept = None if is_everywhere else here
    house().desk.ask(Job(lambda connection: people.end_sign_ins(connection, account.id, but=kept)))
    dismiss_dead(account.id)
    if is_everywhere:
        return leave()
    flash(_("Every other sign-in has ended."))
    return redirect(url_for("account.index"))


@pages.post("/tokens")
def add_token() -> Any:
    """A new token, shown this once."""
    account, form = me(), TokenForm()
    if not form.validate_on_submit():
        return page(422, token_form=form)
    try:
        name = fields.line(form.name.data or "", "name")
    except Refused as refused:
        return page(put_refusal(form, refused), token_form=form)
    secret = house().desk.ask(Job(lambda connection: people.add_token(connection, account.id, name)))
    return page(201, token=secret)


@pages.post("/tokens/<int:token>/end")
def end_token(token: int) -> Any:
    """End one of my tokens."""
    account = me()
    with house().store.reading() as connection:
        mine = {row.id for row in people.open_tokens(connection, account.id)}
    if token not in mine:
        raise Refused("not_found")
    house().desk.ask(Job(lambda connection: people.end_token(connection, account.id, token)))
    dismiss_dead(account.id)
    return redirect(url_for("account.index"))
