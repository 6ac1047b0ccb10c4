"""The filters of the journal's page, as they stand in its address."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext
from wtforms import BooleanField, DateTimeLocalField, SelectField, StringField
from wtforms.validators import Length, Optional

from cell import clock, language, search
from cell.board import Board
from cell.forms import PlainForm
from cell.journal.finding import Hint, Wanted
from cell.kinds import Entry
from cell.lines import CATEGORY_NAMES, TURNING, Remarks, departments_of, kinds_of
from cell.web.places import departments_of as seats_of

_: Any = lazy_gettext
# As the canonical facts of a piece of information say that it is a key fact; in people's words quotes are escaped.
KEY_FACT = '"key_fact":true'


class FilterForm(PlainForm):
    """What is looked for. Nothing of it writes, so it is sent by GET and needs no token."""

    q = StringField(_("Words"), [Length(max=search.QUERY_MAX)], description=_("Without accents too."))
    department = SelectField(_("Department"), [Optional()])
    kind = SelectField(_("Kind"), [Optional()])
    by = SelectField(_("Written by"), [Optional()])
    since = DateTimeLocalField(_("From"), [Optional()], name="from")
    until = DateTimeLocalField(_("Before"), [Optional()], name="to")
    key = BooleanField(_("Key facts only"))

    names = ("q", "department", "kind", "by", "from", "to", "key")

    def offer(self, board: Board, tongue: str) -> "FilterForm":
        """Fill the choices in the reader's language."""
        people = sorted(board.members.values(), key=lambda row: row.name or "~")
        self.department.choices = [("", _("all")), *seats_of(board, tongue)]
        self.kind.choices = [
            ("", _("all")),
            *((name, language.say(words, tongue)) for name, words in CATEGORY_NAMES.items()),
        ]
        self.by.choices = [("", _("everybody")), *((str(row.id), row.name or "…") for row in people)]
        return self

    @property
    def given(self) -> dict[str, Any]:
        """The fields that ask for something that can be read."""
        return {name: field.data for name, field in self._fields.items() if field.data and not field.errors}


def wanted_by(form: FilterForm, board: Board, remarks: Remarks, cleared: bool, zone: str) -> Wanted:
    """What a form asks for. A field that cannot be read asks for nothing, and the page says so beside it."""
    given = form.given
    slug, is_key = given.get("department"), bool(given.get("key"))
    kinds = kinds_of(given["kind"]) if "kind" in given else None

    def passes(entry: Entry) -> bool:
        is_there = slug is None or slug in departments_of(entry, board)
        return is_there and (not is_key or remarks.is_key(entry))

    hints = [Hint(kinds=kinds)] if kinds is not None else []
    hints += [Hint(by=frozenset({int(given["by"])}))] if "by" in given else []
    hints += [Hint(kinds=TURNING, seqs=frozenset(remarks.marked()), holds=KEY_FACT)] if is_key else []
    hints += [_about(slug, board)] if slug is not None else []
    return Wanted(
        cleared=cleared,
        hints=tuple(hints),
        since=instant_of(given.get("since"), zone),
        until=instant_of(given.get("until"), zone),
        words=tuple(search.words_in(given.get("q", ""))),
        passes=passes if slug is not None or is_key else None,
    )


def _about(slug: str, board: Board) -> Hint:
    """What concerns a department names it, or touches a task of it, or is written by one of its members."""
    return Hint(
        by=frozenset(row.id for row in list(board.members.values()) if row.department == slug),
        refs=frozenset(f"task:{row.id}" for row in list(board.tasks.values()) if row.department == slug),
        holds=f'"{slug}"',
    )


def instant_of(wall: datetime | None, zone: str) -> str | None:
    """The instant that a date and an hour mean in the reader's zone; none for a year no clock has."""
    if wall is None or not 1900 <= wall.year < 2200:
        return None
    return clock.text_of(wall.replace(tzinfo=ZoneInfo(zone)))


def number(text: str | None) -> int | None:
    """A number of an address, or None where there is none, or one no entry has."""
    return int(text) if text is not None and re.fullmatch("[0-9]{1,9}", text) else None
