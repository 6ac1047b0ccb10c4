"""Alert channels: where alerts go outside the page, a trial of each, and what could not be sent."""

import time
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from msgspec.structs import asdict
from sqlalchemy import Connection

from cell import language, organisation, outbox
from cell import outlets as book
from cell.errors import Refused
from cell.forms import put_refusal, sentence
from cell.house import house
from cell.outlets import Outlet
from cell.sending import scheme_of
from cell.web.admin.door import LARGEST, do, pages
from cell.web.admin.outlet_form import OutletForm
from cell.web.admin.said import why
from cell.web.identity import me
from cell.web.words import tongue

N_ = language.N_
# How long the page of a trial waits for what becomes of it; after that, whoever reloads it sees.
TRIAL_S, GLANCE_S = 20.0, 0.25
STATES = {
    "waiting": N_("Waiting"),
    "sent": N_("Sent"),
    "settled": N_("Not needed any more"),
    "given_up": N_("Given up"),
}


def told(reason: str | None) -> str:
    """Why a message was not sent, in the reader's language."""
    return why(reason, tongue())


def _form(of: Outlet | None, **given: Any) -> OutletForm:
    account = me()
    values = asdict(of) if of is not None else {"language": account.language, "zone": account.zone}
    form = OutletForm(**given, data={**values, "address": ""})
    form.is_new = of is None
    form.address.description = (
        _("It is encrypted, and never shown again.")
        if form.is_new
        else _("Leave it empty to keep the one that is there.")
    )
    with house().store.reading() as connection:
        departments = organisation.departments_of(connection)
        if of is not None:
            away = organisation.departments_of(connection, archived=True)
            departments += [one for one in away if one.slug in of.departments]
        levels = organisation.levels_of(connection)
    chosen = tongue()
    return form.offer(
        [(one.slug, getattr(one.name, chosen)) for one in departments],
        [(one.level, f"{one.level}, {getattr(one.name, chosen)}") for one in levels],
    )


@pages.get("/alerts")
def outlets() -> Any:
    """Every channel, what could not be sent, and the form to add a channel."""
    return _list(_form(None, formdata=None))


def _list(form: OutletForm, status: int = 200) -> Any:
    with house().store.reading() as connection:
        every = organisation.departments_of(connection) + organisation.departments_of(connection, archived=True)
        found = book.outlets_of(connection)
        failed = outbox.given_up(connection)
    names = {one.slug: getattr(one.name, tongue()) for one in every}
    page = render_template(
        "admin/outlets.html",
        form=form,
        outlets=found,
        wants={one.id: _wants(one, names) for one in found},
        failed=failed,
        names={one.id: one.name for one in found},
        told=told,
    )
    return page, status


def _wants(outlet: Outlet, names: dict[str, str]) -> str:
    """What a channel is for, in words."""
    if outlet.everything:
        return _("everything")
    found = [names.get(slug, slug) for slug in outlet.departments]
    return ", ".join([*found, *([_("who leads")] if outlet.director else [])])


@pages.post("/alerts")
def add_outlet() -> Any:
    """A channel more. Its address is encrypted before it reaches the database, and never shown again."""
    form = _form(None)
    if not form.validate_on_submit():
        return _list(form, 422)
    scheme, shut = _shut(form)
    try:
        made = do(lambda connection, by: book.add_outlet(connection, by, form.terms(), scheme, shut))
    except Refused as refused:
        return _list(form, put_refusal(form, refused))
    flash(_("The channel is there. Try it before you count on it."))
    return redirect(url_for("admin.outlet", number=made), 303)


def _shut(form: OutletForm) -> tuple[str, str]:
    typed = form.address.data or ""
    return (scheme_of(typed), house().vault.shut(typed)) if typed else ("", "")


def _known(connection: Connection, number: int) -> Outlet:
    if number > LARGEST:
        raise Refused("not_found")
    return book.outlet_of(connection, number)


@pages.get("/alerts/<int:number>")
def outlet(number: int) -> Any:
    """One channel, its trial, and its last messages."""
    return _page(number)


def _page(number: int, form: OutletForm | None = None, status: int = 200) -> Any:
    with house().store.reading() as connection:
        row = _known(connection, number)
        posts = outbox.posts_of(connection, number)
    page = render_template(
        "admin/outlet.html",
        row=row,
        form=form or _form(row, formdata=None),
        trial=next((one for one in posts if one.cell is None), None),
        posts=posts,
        states={code: language.say(text, tongue()) for code, text in STATES.items()},
        told=told,
    )
    return page, status


@pages.post("/alerts/<int:number>")
def change_outlet(number: int) -> Any:
    """Other terms, maybe another address."""
    with house().store.reading() as connection:
        row = _known(connection, number)
    form = _form(row)
    if not form.validate_on_submit():
        return _page(number, form, 422)
    scheme, shut = _shut(form)
    try:
        do(lambda connection, by: book.set_outlet(connection, by, number, form.terms(), scheme, shut))
    except Refused as refused:
        return _page(number, form, put_refusal(form, refused))
    flash(_("Saved."))
    return redirect(url_for("admin.outlet", number=number), 303)


@pages.post("/alerts/<int:number>/trial")
def try_outlet(number: int) -> Any:
    """A trial goes through the outbox like any alert; the page comes when it is known what became of it."""
    with house().store.reading() as connection:
        _known(connection, number)
    try:
        post = do(lambda connection, by: outbox.put_trial(connection, by, number))
    except Refused as refused:
        if refused.code == "not_found":
            raise
        flash(_("A trial is on its way already."), "error")
        return redirect(url_for("admin.outlet", number=number), 303)
    _wait(post)
    return redirect(url_for("admin.outlet", number=number, _anchor="trial"), 303)


def _wait(post: int) -> None:
    """Let others run until a message has ended, or for a while. Nobody sends where nobody serves."""
    glances = int(TRIAL_S / GLANCE_S) if house().channel is not None else 0
    for _glance in range(glances):
        with house().store.reading() as connection:
            row = outbox.post_of(connection, post)
        if row is None or row.state != "waiting":
            return
        time.sleep(GLANCE_S)


DEEDS: dict[str, Callable[[Connection, int, int], None]] = {
    "on": lambda connection, by, number: book.switch_outlet(connection, by, number, True),
    "off": lambda connection, by, number: book.switch_outlet(connection, by, number, False),
    "remove": book.remove_outlet,
}


@pages.post(f"/alerts/<int:number>/<any({', '.join(repr(name) for name in DEEDS)}):deed>")
def do_to_outlet(number: int, deed: str) -> Any:
    """Send there no more, send again, or forget the address for good."""
    with house().store.reading() as connection:
        name = _known(connection, number).name
    do(lambda connection, by: DEEDS[deed](connection, by, number))
    if deed == "remove":
        flash(_("%(name)s is removed, and its address forgotten.", name=name))
        return redirect(url_for("admin.outlets"), 303)
    flash(_("Saved."))
    return redirect(url_for("admin.outlet", number=number), 303)


@pages.post("/alerts/messages/<int:post>/again")
def send_again(post: int) -> Any:
    """Try once more what was given up."""
    if post > LARGEST:
        raise Refused("not_found")
    try:
        do(lambda connection, by: outbox.try_again(connection, by, post))
    except Refused as refused:
        if refused.code == "not_found":
            raise
        flash(sentence(refused), "error")
        return redirect(url_for("admin.outlets"), 303)
    flash(_("It is tried again at once."))
    return redirect(url_for("admin.outlets"), 303)
