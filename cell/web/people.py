"""Signing in and out, and the language of who is not signed in."""

import re
from typing import Any

from flask import Blueprint, Flask, g, redirect, render_template, request, session, url_for
from sqlalchemy import Connection

from cell import language, passwords
from cell import people as register
from cell.errors import Refused
from cell.forms import SignInForm, put_refusal
from cell.house import house
from cell.journal.orders import Job
from cell.live.doorstep import neighbourhood
from cell.web.identity import ADDRESS, THRESHOLD, WANTED, give_cookie, keep_signed_in, let_go
from cell.web.words import tongue

pages = Blueprint("people", __name__)
# A path of this site: one slash, then nothing a browser reads as another (a backslash) or leaves out (controls).
OURS = re.compile(r"/(?!/)[^\\\x00-\x20\x7f]{0,1000}")


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)


@pages.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Any:
    """The door in. What was typed is kept but for the password; a wrong one and an unknown name look alike."""
    form = SignInForm()
    if request.method == "GET":
        form.next.data = request.args.get("next", "")
        form.email.data = session.pop(ADDRESS, "")
        if g.account is not None:
            return redirect(safe(form.next.data))
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate_on_submit():
            try:
                return _let_in(form)
            except Refused as refused:
                status = put_refusal(form, refused)
    return render_template("people/sign_in.html", form=form, demo=_demo_people(tongue())), status


def _let_in(form: SignInForm) -> Any:
    email, password = register.folded(form.email.data or ""), form.password.data or ""
    account = check_password(email, password, request.remote_addr or "?")
    return let_in(account.id, safe(form.next.data or session.get(WANTED)), account.password)


def let_in(account: int, where: str, kept: str | None = None) -> Any:
    """Somebody's password was right: they are in, or owe a code first."""
    return ask_for_code(account, where, kept) if owes_code(account) else come_in(account, where, kept)


def owes_code(account: int) -> bool:
    """Whether the password alone does not let somebody in."""
    with house().store.reading() as connection:
        return register.has_factor(connection, account)


def ask_for_code(account: int, where: str, kept: str | None = None) -> Any:
    """Lead to the second step. This browser is not signed in: it holds the secret of a threshold, for minutes."""

    def begin(connection: Connection) -> str:
        _check_kept(connection, account, kept)
        return register.begin_threshold(connection, account)

    secret = house().desk.ask(Job(begin))
    session[WANTED] = where
    response = redirect(url_for("factor.code"))
    give_cookie(response, THRESHOLD, secret, register.THRESHOLD_S)
    return response


def come_in(account: int, where: str, kept: str | None = None) -> Any:
    """A fresh sign-in for this browser; the one it had ends, and so does the page token from before.

    `kept` is the hash that was found to match, None where no password was asked. The writer's thread has no request:
    what it needs of this one is read here.
    """
    former, address, agent = g.door, request.remote_addr, request.user_agent.string
    idle_s = house().settings.idle_s

    def begin(connection: Connection) -> str:
        _check_kept(connection, account, kept)
        if former is not None:
            register.end_sign_in(connection, former[1])
        return register.begin_sign_in(connection, account, address, agent, idle_s=idle_s)

    secret = house().desk.ask(Job(begin))
    _dismiss(former)
    response = redirect(where)
    session.clear()
    keep_signed_in(response, secret)
    return response


def _check_kept(connection: Connection, account: int, kept: str | None) -> None:
    """Shut, or given another password, while the slow hash was worked out: nobody comes in by the old one."""
    row = register.by_id(connection, account, is_held=True)
    if row is None or row.disabled_at is not None or (kept is not None and row.password != kept):
        raise Refused("wrong_password", "password")


def _dismiss(door: register.Door | None) -> None:
    talk = house().talk
    if talk is not None and door is not None:
        talk.dismiss_door(door)


def check_password(email: str, password: str, address: str) -> Any:
    """The account of an address and its password.

    Refused alike for a wrong name and a wrong password, after the same work; slowed down by pair of name and address,
    and by address, so that nobody can lock another out.
    """
    desk = house().desk
    address = neighbourhood(address)
    pair = f"{address} {email}"

    def begin(connection: Connection) -> Any:
        """Count the try before it is made, so that many at once are as slow as many in a row."""
        wait = register.wait_before_guess(connection, pair)
        wait = max(wait, register.wait_before_guess(connection, address, free=register.GUESSES_OF_ADDRESS))
        if wait:
            raise Refused("too_many", None, limit=wait)
        register.note_guess(connection, pair, address)
        return register.by_email(connection, email)

    account = desk.ask(Job(begin))
    kept = account.password if account is not None and register.may_sign_in(account) else None
    if not desk.in_thread(passwords.matches, password, kept):
        raise Refused("wrong_password", "password")
    desk.ask(Job(lambda connection: register.forgive(connection, pair, address)))
    if account is not None and passwords.is_stale(kept or ""):
        return _renewed(account, password)
    return account


def _renewed(account: Any, password: str) -> Any:
    """The account, with the same password kept by a better hash; another sign-in may have been faster with that."""
    desk = house().desk
    fresh = desk.in_thread(passwords.hash_of, password)
    try:
        return desk.ask(
            Job(lambda connection: register.renew_password(connection, account.id, account.password, fresh))
        )
    except Refused:
        with house().store.reading() as connection:
            now = register.by_id(connection, account.id)
        if now is None or not desk.in_thread(passwords.matches, password, now.password):
            raise
        return now


def safe(wanted: str | None) -> str:
    """An address of this site to go to; never elsewhere."""
    home = url_for("lobby.index")
    return wanted if wanted and OURS.fullmatch(wanted) else home


def _demo_people(*tongues: str) -> list[Any]:
    from cell import demo

    if any(name in request.headers for name in PASSED_ON) or _name(request.host) not in HERE:
        return []  # somebody else's request, handed on by a proxy that sits at this machine
    return [one for each in tongues for one in demo.people_to_be(house(), request.remote_addr, each)]


PASSED_ON = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip")
HERE = ("localhost", "127.0.0.1", "::1")


def _name(host: str) -> str:
    return host.removeprefix("[").partition("]")[0] if host.startswith("[") else host.partition(":")[0]


@pages.post("/sign-in/demo")
def sign_in_as() -> Any:
    """Come in as one of the demo's people: on this machine only, and only while no one real has a cell there."""
    chosen = [one for one in _demo_people(*language.TONGUES) if one["email"] == request.form.get("email")]
    if not chosen:
        raise Refused("not_allowed")
    return come_in(chosen[0]["id"], chosen[0]["url"])


@pages.post("/sign-out")
def sign_out() -> Any:
    """The door out: this browser's sign-in ends, and its screens with it."""
    door = g.door
    if door is not None:
        house().desk.ask(Job(lambda connection: register.end_sign_in(connection, door[1])))
        _dismiss(door)
    return leave()


def leave() -> Any:
    """Forget this browser, and show it the door in."""
    session.clear()
    response = redirect(url_for("people.sign_in"))
    let_go(response)
    return response


@pages.post("/language")
def choose_language() -> Any:
    """Another language, and the same page in it."""
    chosen = request.form.get("language")
    if chosen not in language.TONGUES:
        raise Refused("bad_value", "language")
    if g.account is not None:
        account = g.account.id
        house().desk.ask(Job(lambda connection: register.change_account(connection, account, language=chosen)))
    session["language"] = chosen
    return redirect(safe(request.form.get("next")))
