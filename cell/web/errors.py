"""Refusals and faults as pages or as problem+json, with a reference that also stands in the diary."""

import logging
import secrets
from http import HTTPStatus
from typing import Any

import msgspec
from flask import Flask, Response, g, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException

from cell import clock, language
from cell.board import Board
from cell.errors import Refused
from cell.house import house
from cell.web.words import tongue
from cell.wire import row_of

CODES = {
    400: "bad_request",
    401: "signed_out",
    403: "not_allowed",
    404: "not_found",
    405: "bad_method",
    413: "too_large",
    415: "bad_media",
    429: "too_many",
    503: "cannot_write",
}
_diary = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    """Answer every fault the same way."""
    app.register_error_handler(Refused, refused_page)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def problem(refused: Refused, status: int | None = None, reference: str | None = None) -> Response:
    """A refusal as problem+json (RFC 9457)."""
    status = status or refused.status
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": refused.code,
        "detail": sentence(refused),
    }
    if refused.field is not None:
        told["field"] = refused.field
    row = row_of(refused, _board())
    if row is not None:
        told["row"] = row
    if reference is not None:
        told["reference"] = reference
    return Response(msgspec.json.encode(told), status, _headers(refused, status), mimetype="application/problem+json")


def sentence(refused: Refused) -> str:
    """A refusal in the asker's language and zone; who did it and when, where the cell at hand knows.

    Only a command that a member gave names anybody, so that nobody else is told so much.
    """
    account = g.get("account")
    zone = account.zone if account is not None else "Europe/Paris"
    return language.refusal(refused, tongue(), _board(), zone, clock.now())


def _board() -> Board | None:
    """The board of the cell that was asked for, if it is at hand."""
    cell = (request.view_args or {}).get("cell")
    shown = house().desk.peek(cell) if cell else None
    return shown.board if shown else None


def _headers(refused: Refused, status: int) -> dict[str, str]:
    headers: dict[str, str] = {}
    if status == 401 and request.path.startswith("/api/"):
        headers["WWW-Authenticate"] = "Bearer"
    if refused.code == "too_many":
        headers["Retry-After"] = str(refused.about.get("limit") or 1)
    return headers


def refused_page(refused: Refused, status: int | None = None, reference: str | None = None) -> Any:
    """A refusal as whoever asked wants it; who is signed out is shown the door in."""
    wants_json = request.path.startswith("/api/") or (
        request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"
    )
    if wants_json:
        return problem(refused, status, reference)
    if refused.code == "signed_out" and request.method == "GET":
        return redirect(url_for("people.sign_in", next=request.full_path.rstrip("?")))
    status = status or refused.status
    page = render_template(
        "errors/error.html",
        code=status,
        title=language.say(TITLES.get(status, TITLES[500]), tongue()),
        sentence=sentence(refused),
        ref=reference,
    )
    return page, status, _headers(refused, status)


def _http(fault: HTTPException) -> Any:
    status = fault.code or 500
    if 300 <= status < 400:
        return fault
    answer = refused_page(Refused(CODES.get(status, "bad_request" if status < 500 else "broken")), status)
    response = Response(*answer) if isinstance(answer, tuple) else answer
    if status == 405 and getattr(fault, "valid_methods", None):
        response.headers["Allow"] = ", ".join(sorted(fault.valid_methods))  # type: ignore[attr-defined]
    return response


def _broken(fault: Exception) -> Any:
    reference = secrets.token_hex(4)
    _diary.exception("fault %s at %s", reference, request.endpoint, exc_info=fault)
    try:
        return refused_page(Refused("broken"), 500, reference)
    except Exception:  # the page of errors may itself be what broke
        _diary.exception("the page of errors broke too")
        return Response(f"500 {reference}\n", 500, mimetype="text/plain")


N_ = language.N_
TITLES = {
    400: N_("The request could not be read"),
    401: N_("Sign in first"),
    403: N_("Not allowed"),
    404: N_("Nothing here"),
    405: N_("Not that way"),
    409: N_("Not as things stand"),
    413: N_("Too large"),
    422: N_("Something is missing"),
    429: N_("Too many at once"),
    500: N_("Something broke on our side"),
    503: N_("The server cannot write"),
}
