"""What people do on the page of a decision: answers, positions, receipts, tasks, and what becomes of it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, g, redirect, url_for
from flask_babel import gettext as _

from cell.errors import Refused
from cell.forms import pressed_key
from cell.web.board import seen_by
from cell.web.decisions.forms import put
from cell.web.decisions.pages import FORMS, came_from, page
from cell.web.decisions.reading import find
from cell.web.errors import sentence
from cell.web.identity import me
from cell.web.members import order

pages = Blueprint("decision_acts", __name__, url_prefix="/cells/<cell>/decisions/<int:number>")
Wanted = tuple[str, dict[str, Any]]


@pages.post("/<act>")
def act(cell: str, number: int, act: str) -> Any:
    """Do one thing; a refusal comes back beside its field, with everything that was typed."""
    shown, member = seen_by(cell, me().id)
    if act not in FORMS:
        raise Refused("not_found")
    row, back = find(shown.board, number, member), came_from(shown.board)
    form = FORMS[act](shown.board, row, member)
    if not form.validate_on_submit():
        return page(cell, number, 422, **{act: form})
    try:
        name, args = READ[act](form)
        order(cell, name, {"decision": number, **args}, form.used_key())
    except Refused as refused:
        if not back or refused.status != 409:
            return page(cell, number, put(form, refused), **{act: form})
        flash(sentence(refused), "error")  # told where the button was: somebody of the department said so before
    else:
        flash(_said(act, row.number))
    if back:
        return redirect(url_for("inbox.show", cell=cell, department=back), 303)
    return redirect(url_for("decisions.show", cell=cell, number=number) + PLACES.get(act, ""), 303)


@pages.post("/chase/<slug>")
def chase(cell: str, number: int, slug: str) -> Any:
    """Tell a department again that it must know."""
    seen_by(cell, me().id)
    try:
        order(cell, "inform_decision", {"decision": number, "departments": [slug]}, pressed_key())
    except Refused as refused:
        if refused.status != 409:
            raise
        flash(sentence(refused), "error")
    else:
        flash(_("Told again, and counted."))
    return redirect(url_for("decisions.show", cell=cell, number=number) + "#knows", 303)


def _option(form: Any) -> Wanted:
    return "add_option", {"text": form.text.data}


def _position(form: Any) -> Wanted:
    args = {"department": form.department.data, "stance": form.stance.data, "reason": form.reason.data}
    option = int(form.option.data) if form.option.data else None
    return "give_position", {**args, "option": option, "strong": bool(form.strong.data)}


def _review(form: Any) -> Wanted:
    args = {
        "verdict": form.verdict.data,
        "text": form.text.data,
        "review_at": form.instant("review_at", g.account.zone),
    }
    return "review_decision", args


def _task(form: Any) -> Wanted:
    if form.task.data:
        return "edit_task", {"task": int(form.task.data)}
    if not (form.title.data or "").strip():
        raise Refused("missing", "title")
    return "add_task", {"title": form.title.data, "department": form.department.data or None}


READ: dict[str, Callable[[Any], Wanted]] = {
    "option": _option,
    "position": _position,
    "acknowledge": lambda form: ("acknowledge_decision", {"department": form.department.data}),
    "inform": lambda form: ("inform_decision", {"departments": form.departments.data}),
    "review": _review,
    "supersede": lambda form: ("supersede_decision", {"by": form.by.data}),
    "revoke": lambda form: ("revoke_decision", {"reason": form.reason.data}),
    "task": _task,
}
PLACES = {"option": "#options", "position": "#options", "acknowledge": "#knows", "inform": "#knows", "task": "#tasks"}


def _said(act: str, number: str) -> str:
    said = {
        "option": _("The answer is on the list."),
        "position": _("The position is kept, with its reason."),
        "acknowledge": _("%(number)s: noted, the department knows.", number=number),
        "inform": _("Told: they must know of it."),
        "review": _("The review is written down."),
        "supersede": _("It gives way to the other one; both stay."),
        "revoke": _("It is revoked, and stays in the register."),
        "task": _("The task follows this decision."),
    }
    return said[act]
