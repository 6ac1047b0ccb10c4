"""Who asks: the sign-in cookie, looked up in the database at every request. Nothing of it is in Flask's session.

Flask's own session only carries the CSRF token, the visitor's language and short messages; it is signed without a
time, so that a clock that steps back signs nobody out.
"""

from typing import Any, cast

from flask import Flask, Request, Response, g, redirect, request, session, url_for
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_wtf.csrf import CSRFError, CSRFProtect
from itsdangerous import BadSignature, URLSafeSerializer

from cell import clock, people
from cell.errors import Refused
from cell.house import House, house
from cell.journal.orders import Job
from cell.web.errors import refused_page

COOKIE = "cell_sign_in"
SESSION = "cell_page"
THRESHOLD = "cell_threshold"
WANTED = "wanted"  # in the signed session: where this browser goes once it is in
ADDRESS = "address"  # in the signed session: what the door's form is filled with, once
SECRET_ADDRESSES = ("join", "wall")
csrf = CSRFProtect()


class TimelessSessions(SecureCookieSessionInterface):
    """Flask's signed cookie without the signature's age, which fails when the clock steps back."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The visitor's session; an empty one where the cookie is not ours."""
        value = request.cookies.get(self.get_cookie_name(app))
        try:
            return SecureCookieSession(_serializer(app).loads(value) if value else {})
        except (BadSignature, ValueError):
            return SecureCookieSession()

    def save_session(self, app: Flask, session: Any, response: Response) -> None:
        """Set the cookie when something changed."""
        if session.accessed:
            response.vary.add("Cookie")
        if session.modified:
            response.set_cookie(
                self.get_cookie_name(app),
                cast(str, _serializer(app).dumps(dict(session))),
                httponly=True,
                secure=self.get_cookie_secure(app),
                samesite="Lax",
                path="/",
            )


def _serializer(app: Flask) -> URLSafeSerializer:
    return URLSafeSerializer(str(app.config["SECRET_KEY"]), salt="cell page")


def init_app(app: Flask) -> None:
    """Identify everybody, and take no form from elsewhere."""
    ours: House = app.extensions["house"]
    app.config.update(
        SESSION_COOKIE_NAME=ours.settings.cookie(SESSION),
        SESSION_COOKIE_SECURE=ours.settings.secure_cookies,
        WTF_CSRF_HEADERS=["X-CSRFToken"],
    )
    app.session_interface = TimelessSessions()
    if ours.settings.CELL_PROXIES:
        from werkzeug.middleware.proxy_fix import ProxyFix

        count = ours.settings.CELL_PROXIES
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)  # type: ignore[method-assign]
    app.before_request(_identify)
    app.before_request(_lead_to_password)
    csrf.init_app(app)
    app.register_error_handler(CSRFError, _csrf_failed)
    app.context_processor(lambda: {"account": g.get("account")})


def _csrf_failed(_fault: CSRFError) -> Any:
    return refused_page(Refused("bad_csrf"))  # raised here it would end as a fault of ours


def _identify() -> None:
    g.account, g.door = None, None
    secret = request.cookies.get(house().settings.cookie(COOKIE))
    if secret and request.endpoint != "static" and not request.path.startswith("/api/"):
        with house().store.reading() as connection:
            who = people.by_sign_in(connection, secret)
        if who is not None:
            g.account, g.door = who
            _see(*who)


def _see(account: Any, door: people.Door) -> None:
    """Write down that a sign-in is in use, now and then, and without waiting for it."""
    if clock.seconds_between(account.last_seen_at, clock.now()) > people.SEEN_EVERY_S:
        idle_s = house().settings.idle_s
        house().desk.submit(
            Job(lambda connection: people.see(connection, {door[1]}, idle_s=idle_s)), lambda value: None
        )


# What is open to who came in with a password that somebody else has seen: choosing another, and going away.
BEFORE_CHOICE = frozenset(
    {"static", "health.alive", "health.ready", "account.index", "account.password", "account.theme"}
    | {"people.sign_out", "people.choose_language"}
)


def _lead_to_password() -> Any:
    """A password given by an administrator opens one page: the one where its owner chooses another."""
    if g.account is None or not g.account.must_change or request.endpoint in BEFORE_CHOICE | {None}:
        return None
    wanted = request.full_path.rstrip("?") if request.method == "GET" else ""
    if request.blueprint in SECRET_ADDRESSES:  # no other address may carry it, nor a page
        session[WANTED], wanted = wanted, ""
    return redirect(url_for("account.index", next=wanted or None), 303)


def me() -> Any:
    """The account that asks. Raises Refused where nobody is signed in."""
    if g.account is None:
        raise Refused("signed_out")
    return g.account


def keep_signed_in(response: Any, secret: str) -> None:
    """Give the browser the secret of its sign-in."""
    give_cookie(response, COOKIE, secret, people.SIGN_IN_S)


def let_go(response: Any) -> None:
    """Take the sign-in's secret from the browser."""
    take_cookie(response, COOKIE)


def give_cookie(response: Any, name: str, value: str, seconds: int) -> None:
    """A cookie for this site alone, which no script reads."""
    settings = house().settings
    kept: dict[str, Any] = {"httponly": True, "secure": settings.secure_cookies, "samesite": "Lax", "path": "/"}
    response.set_cookie(settings.cookie(name), value, max_age=seconds, **kept)


def take_cookie(response: Any, name: str) -> None:
    """Take a cookie away; over HTTPS a browser heeds that only where it looks like the one it has."""
    settings = house().settings
    kept: dict[str, Any] = {"httponly": True, "secure": settings.secure_cookies, "samesite": "Lax", "path": "/"}
    response.delete_cookie(settings.cookie(name), **kept)
