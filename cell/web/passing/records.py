"""One hand-off, approval, statement, arbitration or contribution: what is known of it, what can be done with it."""

import difflib
import re
from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from cell.board import Approval, Board, Handoff, Member, Row, Statement
from cell.commands.approvals import may_answer, may_withdraw
from cell.commands.speaking import speaks_for
from cell.commands.statements import current_of, missing_of
from cell.errors import Refused
from cell.forms import PlainForm
from cell.journal.desk import Shown
from cell.mine import words_of
from cell.web.board import seen_by
from cell.web.decisions.forms import put
from cell.web.decisions.reading import may_see
from cell.web.errors import sentence
from cell.web.identity import me
from cell.web.members import order
from cell.web.passing import contributing, forms
from cell.web.passing.inbox import given, lanes_of
from cell.web.passing.ruling import RuleForm
from cell.web.where import where

pages = Blueprint("passing", __name__, url_prefix="/cells/<cell>")
Make = Callable[[Shown, Any, Member, dict[str, Any]], PlainForm]
# Which command each act of a page gives, with which form.
ACTS: dict[str, dict[str, tuple[str, Make]]] = {
    "handoffs": {
        "see": ("see_handoff", lambda shown, row, member, with_: forms.PressForm(**with_)),
        "accept": ("accept_handoff", lambda shown, row, member, with_: forms.PressForm(**with_)),
        "complete": ("complete_handoff", lambda shown, row, member, with_: forms.PressForm(**with_)),
        "return": ("return_handoff", lambda shown, row, member, with_: forms.ReasonForm(**with_)),
        "renew": ("renew_handoff", lambda shown, row, member, with_: forms.RenewForm(**with_).offer(row, me().zone)),
        "withdraw": ("withdraw_handoff", lambda shown, row, member, with_: forms.ReasonForm(**with_)),
    },
    "approvals": {
        "give": ("give_approval", lambda shown, row, member, with_: forms.YesForm(**with_)),
        "refuse": ("refuse_approval", lambda shown, row, member, with_: forms.ReasonForm(**with_)),
        "withdraw": ("withdraw_approval", lambda shown, row, member, with_: forms.ReasonForm(**with_)),
    },
    "statements": {
        "revise": ("revise_statement", lambda shown, row, member, with_: forms.ReviseForm(**with_).offer(row)),
        "ask": ("ask_approval", lambda shown, row, member, with_: _ask(shown, row, with_)),
        "release": ("release_approval", lambda shown, row, member, with_: _release(shown, row, member, with_)),
        "publish": ("publish_statement", lambda shown, row, member, with_: forms.PublishForm(**with_).offer(row)),
        "tell": (
            "tell_statement",
            lambda shown, row, member, with_: forms.TellForm(**with_).offer(shown.board, member),
        ),
        "withdraw": ("withdraw_statement", lambda shown, row, member, with_: forms.ReasonForm(**with_)),
    },
    "arbitrations": {
        "rule": ("rule_arbitration", lambda shown, row, member, with_: RuleForm(**with_).offer(shown.board, row)),
    },
    "contributions": {
        "give": (
            "give_contribution",
            lambda shown, row, member, with_: contributing.PartForm(**with_).offer(row, member),
        ),
        "withdraw": ("withdraw_contribution", lambda shown, row, member, with_: forms.ReasonForm(**with_)),
    },
    "lanes": {"close": ("close_lane", lambda shown, row, member, with_: forms.ReasonForm(**with_))},
    "informations": {
        "acknowledge": ("acknowledge_information", lambda shown, row, member, with_: forms.KnowForm(**with_)),
        "see": ("see_information", lambda shown, row, member, with_: forms.KnowForm(**with_)),
    },
}
NOUNS = {name: name[:-1] for name in ACTS}
# What has no page of its own: a refusal is said where the button was.
BACK = {"lanes": "inbox.statements", "informations": "inbox.show"}
# These name what they are about instead of numbering it.
ABOUT = ("ask", "release")
# Comparing takes the product of both lengths, in words: a page must not keep everybody waiting.
COMPARED_MOST = 1_000_000


def _ask(shown: Shown, row: Statement, with_: dict[str, Any]) -> PlainForm:
    return forms.AskForm(**with_).offer(shown.board, missing_of(shown.board, row))


def _release(shown: Shown, row: Statement, member: Member, with_: dict[str, Any]) -> PlainForm:
    missing = missing_of(shown.board, row)
    rows = [one for one in lanes_of(shown, member, shown.board.at) if one.department in missing]
    return forms.ReleaseForm(**with_).offer([one for one in rows if one.audience in (None, row.audience)])


@pages.get("/<any(handoffs, approvals, statements, arbitrations, contributions):what>/<int:number>")
def show(cell: str, what: str, number: int) -> Any:
    """One record."""
    return _page(cell, what, number)


@pages.post(f"/<any({', '.join(ACTS)}):what>/<int:number>/<act>")
def act(cell: str, what: str, number: int, act: str) -> Any:
    """Do one thing; a refusal comes back beside its field, with everything that was typed."""
    shown, member = seen_by(cell, me().id)
    if act not in ACTS[what]:
        raise Refused("not_found")
    row = _find(shown.board, what, number, member)
    name, make = ACTS[what][act]
    form: Any = make(shown, row, member, {"prefix": f"{act}-"})
    if not form.validate_on_submit():
        return _again(cell, what, number, 422, act, form)
    about = {"object": f"statement:{number}"} if act in ABOUT else {NOUNS[what]: number}
    try:
        order(cell, name, {**about, **form.wanted(me().zone)}, form.used_key())
    except Refused as refused:
        if request.form.get("back") and refused.status == 409:
            flash(sentence(refused), "error")
            return _back(cell, what, number)
        if isinstance(form, forms.PublishForm | contributing.PartForm):
            form.saw(_find(seen_by(cell, member.id)[0].board, what, number, member))
        return _again(cell, what, number, put(form, refused), act, form)
    flash(_("Done, and written down."))
    return _back(cell, what, number)


@pages.get(f"/<any({', '.join(ACTS)}):what>/<int:number>/<act>")
def pressed(cell: str, what: str, number: int, act: str) -> Any:
    """The address of a press, opened by hand or from a history: its record."""
    shown, member = seen_by(cell, me().id)
    if act not in ACTS[what]:
        raise Refused("not_found")
    _find(shown.board, what, number, member)
    return redirect(where(cell, f"{NOUNS[what]}:{number}"), 303)


def _back(cell: str, what: str, number: int) -> Any:
    """To where the button was: the inbox, or the record itself."""
    if request.form.get("back"):
        return redirect(url_for("inbox.show", cell=cell, department=request.form["back"][:40]), 303)
    return redirect(where(cell, f"{NOUNS[what]}:{number}"), 303)


def _again(cell: str, what: str, number: int, status: int, act: str, form: PlainForm) -> Any:
    if what not in BACK:
        return _page(cell, what, number, status, **{act: form})
    flash(" ".join(message for found in form.errors.values() for message in found) or _("This is needed."), "error")
    return redirect(url_for(BACK[what], cell=cell), 303)


def _find(board: Board, what: str, number: int, member: Member) -> Any:
    """A row by its number. Refused alike where there is none and where the reader may not see it."""
    row: Row | None = board.shelf(NOUNS[what]).get(number)
    if row is None or not may_see(row, member):
        raise Refused("not_found", NOUNS[what])
    return row


def _page(cell: str, what: str, number: int, status: int = 200, **typed: PlainForm) -> Any:
    shown, member = seen_by(cell, me().id)
    row = _find(shown.board, what, number, member)
    fresh = {
        name: make(shown, row, member, {"prefix": f"{name}-", "formdata": None})
        for name, (_name, make) in ACTS[what].items()
    }
    more = {"one": row, "forms": {**fresh, **typed}, **MORE[what](shown, row, member)}
    return render_template(f"passing/{NOUNS[what]}.html", **given(cell, shown, member), **more), status


def _of_handoff(_shown: Shown, row: Handoff, member: Member) -> dict[str, Any]:
    return {"speaks": {slug: speaks_for(member, slug) for slug in (row.department, row.to)}}


def _of_approval(shown: Shown, row: Approval, member: Member) -> dict[str, Any]:
    about = shown.board.row(row.object)
    more = {"about": about if may_see(about, member) else None, "words": words_of(shown.board, row)}
    more |= {"answers": may_answer(shown.board, row, member), "asks": may_withdraw(shown.board, row, member)}
    return more


def _of_statement(shown: Shown, row: Statement, member: Member) -> dict[str, Any]:
    board, ref = shown.board, f"statement:{row.id}"
    asked = [one for one in board.approvals.values() if one.object == ref and may_see(one, member)]
    standing = current_of(board, row.audience) if row.status == "draft" else None
    more = {"standing": standing if may_see(standing, member) else None, "missing": missing_of(board, row)}
    others = [one for one in board.statements.values() if one.audience == row.audience and may_see(one, member)]
    others.remove(row)  # told in the instant of its end it mends nothing
    is_mended = any(telling.at >= (row.ended_at or "") for one in others for telling in one.told)
    misled = row.told if row.status == "withdrawn" and not is_mended else ()
    return {**more, "asked": list(reversed(asked)), "current": row.wordings[-1], "misled": misled}


MORE: dict[str, Any] = {"handoffs": _of_handoff, "approvals": _of_approval, "statements": _of_statement} | {
    "arbitrations": lambda shown, row, member: {"holds": row.rulings[-1] if row.rulings else None},
    "contributions": lambda shown, row, member: contributing.page_of(row, member),
}


def differences(former: str | None, later: str | None) -> list[tuple[str, str]]:
    """Two wordings word by word: ("same" or "gone" or "new", text) in reading order; too long ones stand whole."""
    old, new = (re.findall(r"\S+\s*", text or "") for text in (former, later))
    if len(old) * len(new) > COMPARED_MOST:
        return [("gone", former or ""), ("new", later or "")]
    found: list[tuple[str, str]] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            found.append(("same", "".join(new[c:d])))
            continue
        found += [("gone", "".join(old[a:b]))] * (b > a) + [("new", "".join(new[c:d]))] * (d > c)
    return found
