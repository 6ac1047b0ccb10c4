"""Playbooks: what a cell of one type begins with. Rows are added, moved and taken out on the server, without saving."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from msgspec.structs import replace
from sqlalchemy import Connection

from cell import language, organisation
from cell.errors import Refused
from cell.forms import sentence
from cell.house import house
from cell.kinds.cells import Named
from cell.playbooks import NAME, Playbook
from cell.web.admin.door import do, pages
from cell.web.admin.playbook_form import PlaybookForm
from cell.web.admin.playbook_rows import form_of, playbook_from, put_row_refusal, rearranged
from cell.web.words import tongue


@pages.get("/playbooks")
def playbooks() -> Any:
    """Those a cell may open with, and those put away."""
    with house().store.reading() as connection:
        page = render_template(
            "admin/playbooks.html",
            playbooks=organisation.playbooks_of(connection),
            archived=organisation.playbooks_of(connection, archived=True),
        )
    return page


def _departments() -> list[tuple[str, str]]:
    with house().store.reading() as connection:
        return [(one.slug, getattr(one.name, tongue())) for one in organisation.departments_of(connection)]


def _known(slug: str) -> Playbook:
    with house().store.reading() as connection:
        return organisation.playbook_of(connection, slug)


def _page(form: PlaybookForm, slug: str | None, status: int = 200) -> Any:
    page = render_template("admin/playbook.html", form=form.offer(_departments(), tongue()), slug=slug)
    return page, status


@pages.get("/playbooks/<slug>")
def playbook(slug: str) -> Any:
    """One playbook, to be changed."""
    return _page(form_of(_known(slug)), slug)


@pages.get("/playbooks/new")
def new_playbook() -> Any:
    """An empty one."""
    return _page(form_of(None), None)


@pages.post("/playbooks/new")
def add_playbook() -> Any:
    """A playbook more."""
    return _keep(None)


@pages.post("/playbooks/<slug>")
def change_playbook(slug: str) -> Any:
    """Another wording of a playbook."""
    _known(slug)
    return _keep(slug)


def _keep(slug: str | None) -> Any:
    """Save what was typed; or, if a row's button was pressed, show it with the rows as they are wanted."""
    form = PlaybookForm().offer(_departments(), tongue())
    wanted = request.form.get("do")
    if wanted:
        return _page(rearranged(form, wanted), slug)
    if not form.validate_on_submit():
        return _page(form, slug, 422)
    try:
        kept = do(lambda connection, by: _save(connection, by, form, slug))
    except Refused as refused:
        if refused.code == "changed_meanwhile" and slug is not None:
            form.seen.data = organisation.wording_of(_known(slug))  # told of it once, they may save over it
        return _page(form, slug, put_row_refusal(form, refused))
    flash(_("Saved. Cells that open from now on begin with it."))
    return redirect(url_for("admin.playbook", slug=kept), 303)


def _save(connection: Connection, by: int, form: PlaybookForm, slug: str | None) -> str:
    if slug is not None:
        former = organisation.playbook_of(connection, slug).departments
        playbook = playbook_from(form, slug, former)
        return organisation.save_playbook(connection, by, playbook, seen=form.seen.data or "")
    free = _free_slug(connection, form.name_en.data or form.name_fr.data or "")
    return organisation.save_playbook(connection, by, playbook_from(form, free, ()), is_new=True)


def _free_slug(connection: Connection, name: str) -> str:
    """A short name for addresses, made of the English one; "new" is the address of the empty form."""
    taken = {one.slug for away in (False, True) for one in organisation.playbooks_of(connection, archived=away)}
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:32] or "playbook"
    stem = stem if stem[0].isalpha() else f"p-{stem}"
    tries = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
    return next(slug for slug in tries if slug not in taken | {"new"})


@pages.post("/playbooks/<slug>/duplicate")
def duplicate_playbook(slug: str) -> Any:
    """A copy to be changed; it says in its name that it is one."""

    def copy(connection: Connection, by: int) -> str:
        former = organisation.playbook_of(connection, slug)
        known = {one.name.en for one in organisation.playbooks_of(connection)}
        number = next(n for n in range(1, 1000) if _copied(former.name, n).en not in known)
        name = _copied(former.name, number)
        made = replace(former, slug=_free_slug(connection, name.en), name=name)
        return organisation.save_playbook(connection, by, made, is_new=True)

    kept = do(copy)
    flash(_("This is the copy. Give it its own name, and change what differs."))
    return redirect(url_for("admin.playbook", slug=kept), 303)


def _copied(name: Named, number: int) -> Named:
    texts = {}
    for chosen in language.TONGUES:
        mark = f" ({language.say(COPY, chosen)}{f' {number}' if number > 1 else ''})"
        texts[chosen] = getattr(name, chosen)[: NAME - len(mark)] + mark
    return Named(**texts)


COPY = language.N_("copy")
DEEDS: dict[str, Callable[[Connection, int, str], None]] = {
    "archive": organisation.archive_playbook,
    "restore": organisation.restore_playbook,
}


@pages.post(f"/playbooks/<slug>/<any({', '.join(DEEDS)}):deed>")
def do_to_playbook(slug: str, deed: str) -> Any:
    """Put a playbook away, or bring it back."""
    try:
        do(lambda connection, by: DEEDS[deed](connection, by, slug))
    except Refused as refused:
        if refused.code == "not_found":
            raise
        flash(sentence(refused), "error")
    return redirect(url_for("admin.playbooks"), 303)
