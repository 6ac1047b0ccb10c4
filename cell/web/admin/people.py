"""People: who may sign in, and what an administrator can do for them. Passwords handed out are shown once."""

import unicodedata
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import Connection

from cell import organisation, passwords
from cell import people as register
from cell.errors import Refused
from cell.forms import put_refusal
from cell.house import house
from cell.web.account import dismiss_dead
from cell.web.admin.door import LARGEST, do, pages
from cell.web.admin.forms import IdentityForm, PersonForm
from cell.web.identity import me
from cell.web.words import tongue


@pages.get("/people")
def people() -> Any:
    """Everybody, or those whose name or address holds what is looked for."""
    return _list(PersonForm(formdata=None, language=me().language))


def _list(form: PersonForm, status: int = 200) -> Any:
    with house().store.reading() as connection:
        everybody = organisation.people_of(connection)
        names = _names(connection)
    wanted = _plain(request.args.get("q", "").strip()[:200])
    page = render_template(
        "admin/people.html",
        form=form,
        people=[one for one in everybody if wanted in _plain(f"{one.name}\n{one.email}")],
        count=len(everybody),
        wanted=request.args.get("q", "")[:200],
        seats={one.id: [_post(slug, part, names) for slug, part in one.stands_for] for one in everybody},
    )
    return page, status


def _plain(text: str) -> str:
    """A text as it is looked for: accents and case do not count."""
    split = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in split if not unicodedata.combining(sign)).casefold()


def _names(connection: Connection) -> dict[str, str]:
    return {one.slug: getattr(one.name, tongue()) for one in organisation.departments_of(connection)}


def _post(slug: str, part: str, names: dict[str, str]) -> str:
    """Where somebody stands: “Legal, deputy”."""
    words = {"holder": _("holder"), "deputy": _("deputy"), "sponsor": _("sponsor")}
    return f"{names.get(slug, slug)}, {words[part]}"


@pages.post("/people")
def add_person() -> Any:
    """Somebody more; the password to hand over is shown this once."""
    form = PersonForm()
    if not form.validate_on_submit():
        return _list(form, 422)
    secret, hashed = _one_time()
    values = {"is_admin": form.is_admin.data, "language": form.language.data}
    try:
        person = do(
            lambda connection, by: organisation.add_person(
                connection, by, form.email.data or "", form.name.data or "", hashed, **values
            )
        )
    except Refused as refused:
        return _list(form, put_refusal(form, refused))
    return _person(person, 201, secret=secret)


def _one_time() -> tuple[str, str]:
    secret = passwords.one_time()
    return secret, house().desk.in_thread(passwords.hash_of, secret)


@pages.get("/people/<int:person>")
def person(person: int) -> Any:
    """Somebody's account, and what can be done about it."""
    return _person(person)


def _known(connection: Connection, person: int) -> Any:
    account = register.by_id(connection, person) if person <= LARGEST else None
    if account is None:
        raise Refused("not_found")
    return account


def _person(person: int, status: int = 200, *, form: IdentityForm | None = None, secret: str | None = None) -> Any:
    with house().store.reading() as connection:
        account = _known(connection, person)
        sign_ins = register.open_sign_ins(connection, person)
        has_factor = register.has_factor(connection, person)
        names = _names(connection)
        [found] = [one for one in organisation.people_of(connection) if one.id == person]
    page = render_template(
        "admin/person.html",
        one=account,
        form=form or IdentityForm(formdata=None, obj=account),
        sign_ins=sign_ins,
        has_factor=has_factor,
        seats=[_post(slug, part, names) for slug, part in found.stands_for],
        secret=secret,
    )
    return page, status


@pages.post("/people/<int:person>")
def change_person(person: int) -> Any:
    """Another name or address."""
    form = IdentityForm()
    with house().store.reading() as connection:
        _known(connection, person)
    if not form.validate_on_submit():
        return _person(person, 422, form=form)
    values = {"email": form.email.data or "", "name": form.name.data or ""}
    try:
        do(lambda connection, by: organisation.change_person(connection, by, person, **values))
    except Refused as refused:
        return _person(person, put_refusal(form, refused), form=form)
    flash(_("Saved."))
    return redirect(url_for("admin.person", person=person), 303)


@pages.post("/people/<int:person>/password")
def reset_password(person: int) -> Any:
    """A password to hand over, shown this once; every sign-in and every token of the person ends."""
    with house().store.reading() as connection:
        _known(connection, person)
    if person == me().id:
        return _at_home()
    secret, hashed = _one_time()
    try:
        do(lambda connection, by: organisation.reset_password(connection, by, person, hashed))
    except Refused as refused:
        return _refused(person, refused)
    dismiss_dead(person)
    return _person(person, 201, secret=secret)


def _at_home() -> Any:
    """One's own password and second step: on one's own page, which asks for the present password.

    Here they would be anybody's who sits down at a screen that an administrator left open.
    """
    flash(_("For your own account, do this on your account’s page: it takes your present password."), "error")
    return redirect(url_for("account.index"), 303)


def _refused(person: int, refused: Refused) -> Any:
    """What cannot be done, said on the page of the person it was about."""
    form = IdentityForm(formdata=None)
    status = put_refusal(form, Refused(refused.code, None, **refused.about))
    flash(" ".join(form.form_errors), "error")
    return _person(person, status)


DEEDS: dict[str, Callable[[Connection, int, int], None]] = {
    "disable": organisation.disable_person,
    "enable": organisation.enable_person,
    "sign-out": organisation.sign_out_person,
    "drop-factor": organisation.drop_factor,
    "make-administrator": lambda connection, by, person: organisation.set_admin(connection, by, person, True),
    "unmake-administrator": lambda connection, by, person: organisation.set_admin(connection, by, person, False),
}


@pages.post(f"/people/<int:person>/<any({', '.join(repr(name) for name in DEEDS)}):deed>")
def do_to_person(person: int, deed: str) -> Any:
    """Shut or open an account, end its sign-ins, give or take administration. At once, on live screens too."""
    with house().store.reading() as connection:
        name = _known(connection, person).name
    if person == me().id and deed == "drop-factor":
        return _at_home()
    try:
        do(lambda connection, by: DEEDS[deed](connection, by, person))
    except Refused as refused:
        return _refused(person, refused)
    dismiss_dead(person)
    if person == me().id and deed in ("disable", "sign-out"):
        return redirect(url_for("people.sign_in"), 303)
    said = {
        "disable": _("%(name)s is disabled: every door is shut.", name=name),
        "enable": _("%(name)s may sign in again.", name=name),
        "drop-factor": _("%(name)s signs in with the password alone.", name=name),
        "sign-out": _("%(name)s is signed out everywhere.", name=name),
        "make-administrator": _("%(name)s is an administrator.", name=name),
        "unmake-administrator": _("%(name)s is no administrator any more.", name=name),
    }
    flash(said[deed])
    if person == me().id and deed == "unmake-administrator":
        return redirect(url_for("lobby.index"), 303)
    return redirect(url_for("admin.person", person=person), 303)
