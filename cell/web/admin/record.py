"""The overview, and the record: everything an administrator did, page by page or as a file."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import msgspec
from flask import Response, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Connection

from cell import deeds, language, organisation, outbox, outlets
from cell.deeds import Deed
from cell.exports import safe
from cell.house import house
from cell.web.admin.door import LARGEST, pages
from cell.web.admin.said import Names
from cell.web.words import tongue

PAGE, GLANCE, BLOCK = 50, 6, 500


@pages.get("")
def index() -> Any:
    """What there is to manage, and what was done last."""
    with house().store.reading() as connection:
        rooms = _rooms(connection)
        last = _told(connection, deeds.deeds_of(connection, limit=GLANCE))
    return render_template("admin/index.html", rooms=rooms, deeds=last)


def _rooms(connection: Connection) -> list[dict[str, Any]]:
    people = organisation.people_of(connection)
    departments = organisation.departments_of(connection)
    playbooks = organisation.playbooks_of(connection)
    admins = sum(1 for one in people if one.is_admin and one.disabled_at is None)
    empty = sum(1 for one in departments if one.holder is None)
    at_work = sum(1 for one in people if one.disabled_at is None)
    named = _("Every department has a holder.")
    if empty:
        named = ngettext("One department has no holder.", "%(num)s departments have no holder.", empty)
    told = ngettext("One administrator.", "%(num)s administrators.", admins)
    return [
        {"address": "/admin/people", "sign": "users", "name": _("People"), "count": at_work, "told": told},
        {
            "address": "/admin/departments",
            "sign": "factory",
            "name": _("Departments"),
            "count": len(departments),
            "told": named,
        },
        {
            "address": "/admin/levels",
            "sign": "ok",
            "name": _("Levels and targets"),
            "count": len(organisation.levels_of(connection)),
            "told": _("How fast each sort of answer is promised."),
        },
        {
            "address": "/admin/playbooks",
            "sign": "situation",
            "name": _("Playbooks"),
            "count": len(playbooks),
            "told": _("What a cell begins with, by type of crisis."),
        },
        _synonyms(connection),
        _alerts(connection),
    ]


def _synonyms(connection: Connection) -> dict[str, Any]:
    return {
        "address": "/admin/synonyms",
        "sign": "link",
        "name": _("Synonyms"),
        "count": len(organisation.synonyms_of(connection)),
        "told": _("Words that mean the same when a task is asked twice."),
    }


def _alerts(connection: Connection) -> dict[str, Any]:
    failed = len(outbox.given_up(connection))
    told = _("Whom alerts reach who is not looking at a page.")
    if failed:
        told = ngettext("One message could not be sent.", "%(num)s messages could not be sent.", failed)
    count = len(outlets.outlets_of(connection))
    return {"address": "/admin/alerts", "sign": "bell", "name": _("Alerts"), "count": count, "told": told}


def _told(connection: Connection, found: list[Deed]) -> list[dict[str, Any]]:
    names = Names(connection, tongue())
    return [{"id": one.id, "at": one.at, "sentence": names.sentence(one)} for one in found]


@pages.get("/record")
def record() -> Any:
    """A page of the record, newest first. `before` is the number above which everything was seen."""
    typed = request.args.get("before", "")
    before = min(int(typed), LARGEST) if typed.isascii() and typed.isdigit() and len(typed) < 12 else None
    with house().store.reading() as connection:
        found = deeds.deeds_of(connection, before, PAGE + 1)
        shown = _told(connection, found[:PAGE])
    older = found[PAGE - 1].id if len(found) > PAGE else None
    return render_template("admin/record.html", deeds=shown, before=before, older=older)


N_ = language.N_
HEADS = (N_("No."), N_("Time (UTC)"), N_("Written by"), N_("Deed"), N_("About"), N_("Text"), N_("Facts"))


@pages.get("/record.csv")
def record_file() -> Response:
    """All of it as a file, oldest first, with what each thing was and what it became."""
    chosen, out = tongue(), io.StringIO()
    writer = csv.writer(out, delimiter=";" if chosen == "fr" else ",", lineterminator="\r\n")
    writer.writerow([language.say(head, chosen) for head in HEADS])
    with house().store.reading() as connection:
        names = Names(connection, chosen)
        for one in reversed(list(_every(connection))):
            facts = msgspec.json.encode(one.facts).decode() if one.facts else ""
            told = (one.by_name or "", one.deed, one.about, names.sentence(one), facts)
            writer.writerow([one.id, one.at, *map(safe, told)])
    body = b"\xef\xbb\xbf" + out.getvalue().encode()
    answer = Response(body, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="administration-record.csv"'
    return answer


def _every(connection: Connection) -> Iterator[Deed]:
    before = None
    while found := deeds.deeds_of(connection, before, BLOCK):
        yield from found
        before = found[-1].id
