"""The forms that make something new: a hand-off, a draft, a request for approval or for contributions, a fast lane."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from cell.board import number_of
from cell.commands.statements import current_of
from cell.errors import Refused
from cell.journal.desk import Shown
from cell.language import AUDIENCES
from cell.web.board import seen_by
from cell.web.decisions.forms import put, said_of
from cell.web.decisions.reading import may_see
from cell.web.identity import me
from cell.web.members import check_right, order, turned_back
from cell.web.passing.contributing import CollectForm
from cell.web.passing.forms import AskAboutForm, DraftForm, LaneForm, OfferForm
from cell.web.passing.inbox import given
from cell.web.passing.ruling import ClashForm
from cell.web.where import where

pages = Blueprint("passing_making", __name__, url_prefix="/cells/<cell>")


def _offer(shown: Shown, **options: Any) -> OfferForm:
    return OfferForm(**options).offer(shown.board, _member(shown))


def _draft(shown: Shown, **options: Any) -> DraftForm:
    return DraftForm(**options).offer(shown.board, request.args.get("audience", ""))


def _lane(shown: Shown, **options: Any) -> LaneForm:
    return LaneForm(**options).offer(shown.board, _member(shown))


def _clash(shown: Shown, **options: Any) -> ClashForm:
    return ClashForm(**options).offer(shown.board, _member(shown))


def _collect(shown: Shown, **options: Any) -> CollectForm:
    return CollectForm(**options).offer(shown.board, _member(shown), me().zone)


def _ask(shown: Shown, **options: Any) -> AskAboutForm:
    """A decision that is asked or holds, or a task that is not over."""
    board, member = shown.board, _member(shown)
    form = AskAboutForm(**options)
    form.offer(board)
    decisions = [row for row in board.decisions.values() if row.status in ("asked", "in_force")]
    tasks = [row for row in board.tasks.values() if row.status not in ("done", "dropped")]
    form.object.choices = [
        *((f"decision:{row.id}", f"{row.number} {said_of(row)}"[:90]) for row in decisions if may_see(row, member)),
        *((f"task:{row.id}", f"A-{row.id} {row.title or '…'}"[:90]) for row in tasks),
    ]
    return form


def _member(shown: Shown) -> Any:
    return shown.board.members[me().id]


# Each: the right it takes, its form, its command, its page.
MADE: dict[str, tuple[str, Callable[..., Any]]] = {
    "handoffs": ("offer_handoff", _offer),
    "statements": ("draft_statement", _draft),
    "approvals": ("ask_approval", _ask),
    "lanes": ("open_lane", _lane),
    "arbitrations": ("ask_arbitration", _clash),
    "contributions": ("ask_contributions", _collect),
}


@pages.get("/<any(handoffs, statements, approvals, lanes, arbitrations, contributions):what>/new")
def new(cell: str, what: str) -> Any:
    """The empty form."""
    name, make = MADE[what]
    shown = check_right(cell, name)
    return turned_back(shown, _list_of(cell, what)) or _page(cell, what, make(shown, formdata=None))


@pages.post("/<any(handoffs, statements, approvals, lanes, arbitrations, contributions):what>/new")
def made(cell: str, what: str) -> Any:
    """Write it; a refusal comes back beside its field, with everything that was typed."""
    name, make = MADE[what]
    form = make(check_right(cell, name))
    if not form.validate_on_submit():
        return _page(cell, what, form, 422)
    try:
        ref = str(order(cell, name, form.wanted(me().zone), form.used_key()).ref)
    except Refused as refused:
        return _page(cell, what, form, put(form, refused))
    number = number_of(ref)
    # Nouns have a gender in other languages, and this sentence speaks of one.
    flash(_("%(number)s is asked for.", number=number) if what == "contributions" else _written(number))
    if what in ("approvals", "lanes"):
        return redirect(_list_of(cell, what), 303)
    return redirect(where(cell, ref), 303)


def _list_of(cell: str, what: str) -> str:
    """The page on which these are listed."""
    name = {"approvals": "inbox.show", "lanes": "inbox.statements"}.get(what, f"inbox.{what}")
    return url_for(name, cell=cell)


def _written(number: str) -> str:
    return _("%(number)s is written down.", number=number)


def _page(cell: str, what: str, form: Any, status: int = 200) -> Any:
    shown, member = seen_by(cell, me().id)
    # Every line that stands: the page shows the one of the audience that is chosen, once its script runs.
    found = [current_of(shown.board, audience) for audience in AUDIENCES] if isinstance(form, DraftForm) else []
    more = {"form": form, "what": what, "standing": [row for row in found if may_see(row, member)]}
    return render_template("passing/new.html", **given(cell, shown, member), **more), status
