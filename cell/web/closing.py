"""Standing down, on one page: criteria checked one by one, what is still open settled, then the decision to close."""

from typing import Any

import flask_babel
from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms import (
    HiddenField,
    SelectChoice,  # pyright: ignore[reportAttributeAccessIssue]  (its stubs are of an older one)
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, Optional

from cell import rights
from cell.board import Board, Criterion, Decision, Member, number_of
from cell.commands.closing import criteria, still_open
from cell.errors import Refused
from cell.forms import CheckboxesField, KeyedForm, PlainForm, needed
from cell.journal.desk import Shown
from cell.mine import words_of
from cell.texts import LINE, TEXT
from cell.web.board import frame, seen_by
from cell.web.identity import me
from cell.web.members import order, say, seen_in

pages = Blueprint("closing", __name__, url_prefix="/cells/<cell>")
lazy_gettext: Any = flask_babel.lazy_gettext  # WTForms takes lazy texts wherever it says str
line, text = Length(max=LINE), Length(max=TEXT)
ticked = DataRequired(lazy_gettext("Tick at least one."))


class CriterionForm(KeyedForm):
    """What must be true; `seen` is the version that stood on the page."""

    text = StringField(lazy_gettext("What must be true before the cell stands down"), [needed, line])
    seen = HiddenField()


class CheckForm(KeyedForm):
    """Whether a criterion is met; `seen` is the version that stood on the page."""

    met = SelectField(
        lazy_gettext("Is it met?"),
        choices=[SelectChoice("yes", lazy_gettext("met")), SelectChoice("no", lazy_gettext("not met"))],
    )
    note = StringField(lazy_gettext("On what ground"), [Optional(), text])
    seen = HiddenField()


class SettleForm(KeyedForm):
    """What becomes of one thing that is still open."""

    act = SelectField(lazy_gettext("What becomes of it"))
    words = StringField(lazy_gettext("To whom, with what result, or why"), [Optional(), text])


class RestForm(KeyedForm):
    """What becomes of several things that are still open, at once."""

    refs = CheckboxesField(lazy_gettext("What is settled together"), [ticked], validate_choice=False)
    act = SelectField(lazy_gettext("What becomes of what is ticked"))
    words = StringField(lazy_gettext("To whom, or why"), [Optional(), text])


class CloseForm(KeyedForm):
    """The decision to stand down."""

    question = StringField(lazy_gettext("Question"), [needed, text])
    choice = StringField(lazy_gettext("What is decided"), [needed, text])
    reason = TextAreaField(lazy_gettext("Reason: why now"), [needed, text])


class ReopenForm(KeyedForm):
    """Why the cell works again."""

    reason = TextAreaField(lazy_gettext("Why the cell works again"), [needed, text])


TASK_ACTS = (
    ("done", lazy_gettext("Done, with its result")),
    ("line", lazy_gettext("Goes to, in the line")),
    ("drop", lazy_gettext("Dropped, because")),
)
OTHER_ACTS = TASK_ACTS[1:]
# What begins the names of a thing's fields, by its noun.
SORTS = {"task": "t", "decision": "q", "handoff": "h", "approval": "v", "arbitration": "r", "contribution": "p"}


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)


@pages.get("/close")
def show(cell: str) -> Any:
    """The page."""
    return page(cell)


def page(cell: str, status: int = 200, refused: str = "", **given: PlainForm) -> Any:
    """The page with the forms that were filled in as they stood, and the others fresh; `given` by their names.

    `refused` is the code of what was refused, which the top of the page tells with what each field has wrong.
    """
    shown, member = seen_by(cell, me().id)
    board = shown.board
    left = {noun: _visible(rows, member) for noun, rows in still_open(board).items()}
    standing = criteria(board)
    known = {
        **frame(cell, shown, member),
        "board": board,
        "criteria": standing,
        "unchecked": sum(one.met is None for one in standing),
        "unmet": sum(one.met is False for one in standing),
        "left": {noun: left[noun] for noun in SORTS},
        "count": sum(map(len, left.values())),
        "words_of": words_of,
        "number_of": number_of,
        "closing": _closing(board),
        "stopped": list(given.values()),
        "is_held": refused == "still_open",
        "forms": {**_forms(standing, left), **given},
    }
    return render_template("cell/close.html", **known), status


def _visible(rows: list[Any], member: Member) -> list[Any]:
    cleared = rights.cleared(member.role, member.department)
    return [row for row in rows if cleared or row.clearance == "cell"]


def _closing(board: Board) -> Decision | None:
    """The decision by which a closed cell closed: the last one taken, at the instant of the closing."""
    taken = (row for row in board.decisions.values() if row.taken is not None)
    return next((row for row in taken if row.taken and row.taken.recorded_at == board.cell.closed_at), None)


def _forms(standing: list[Criterion], left: dict[str, list[Any]]) -> dict[str, PlainForm]:
    words = {"question": _("Does the cell stand down?"), "choice": _("The cell stands down.")}
    made: dict[str, PlainForm] = {
        "new": CriterionForm(formdata=None, prefix="new-"),
        "close": CloseForm(formdata=None, prefix="close-", data=words),
        "reopen": ReopenForm(formdata=None, prefix="reopen-"),
    }
    for one in standing:
        met = "no" if one.met is False else "yes"
        made[f"c{one.id}"] = CheckForm(formdata=None, prefix=f"c{one.id}-", seen=one.version, met=met)
        made[f"w{one.id}"] = CriterionForm(formdata=None, prefix=f"w{one.id}-", text=one.text, seen=one.version)
    made["rest"] = _rest(formdata=None)
    kept = [(SORTS[noun], one.id) for noun, rows in left.items() for one in rows]
    return made | {f"{sort}{number}": _settling(sort, number, formdata=None) for sort, number in kept}


def _settling(sort: str, number: int, **options: Any) -> SettleForm:
    form = SettleForm(prefix=f"{sort}{number}-", **options)
    form.act.choices = list(TASK_ACTS if sort == "t" else OTHER_ACTS)
    return form


def _rest(**options: Any) -> RestForm:
    form = RestForm(prefix="rest-", **options)
    form.act.choices = list(OTHER_ACTS)
    return form


def _done(cell: str, said: str, place: str) -> Any:
    """Back on the page where one was, and told there: its top may be far above."""
    flash(said, place)
    return redirect(url_for("closing.show", cell=cell, _anchor="told"), 303)


def _give(cell: str, key: str, form: Any, name: str, args: dict[str, Any], said: str, **fields: str) -> Any:
    """Give a command for a form; where it is refused, the page says why beside the field, with what was typed."""
    if not form.validate_on_submit():
        return page(cell, 422, **{key: form})
    try:
        sent = {part: value for part, value in args.items() if value not in (None, "")}
        order(cell, name, sent, form.used_key())
    except Refused as refused:
        if refused.code in ("changed_meanwhile", "withdrawn") and "criterion" in args:
            # The page now shows the other words beside the form: told of them once, one may go on.
            form["seen"].data = _shown(cell).board.criterions[args["criterion"]].version
        return page(cell, say(form, refused, **fields), refused.code, **{key: form})
    return _done(cell, said, "#criteria" if key[0] in "ncw" and key != "close" else "#open")


def _shown(cell: str) -> Shown:
    return seen_by(cell, me().id)[0]


@pages.post("/close/criteria")
def add_criterion(cell: str) -> Any:
    """Another criterion."""
    _shown(cell)
    form = CriterionForm(prefix="new-")
    return _give(cell, "new", form, "set_criterion", {"text": form.text.data}, _("The criterion is written."))


@pages.post("/close/criteria/<int:number>")
def word_criterion(cell: str, number: int) -> Any:
    """Other words for a criterion."""
    _shown(cell)
    form = CriterionForm(prefix=f"w{number}-")
    args = {"criterion": number, "text": form.text.data, "seen": seen_in(form)}
    return _give(
        cell, f"w{number}", form, "set_criterion", args, _("The criterion is worded anew; the old words stay.")
    )


@pages.post("/close/criteria/<int:number>/check")
def check(cell: str, number: int) -> Any:
    """Whether a criterion is met."""
    _shown(cell)
    form = CheckForm(prefix=f"c{number}-")
    args = {"criterion": number, "met": form.met.data == "yes", "note": form.note.data, "seen": seen_in(form)}
    return _give(cell, f"c{number}", form, "check_criterion", args, _("The criterion is checked."))


@pages.post("/close/criteria/<int:number>/drop")
def drop(cell: str, number: int) -> Any:
    """A criterion counts no more."""
    _shown(cell)
    form = CheckForm(prefix=f"c{number}-")
    args = {"criterion": number, "reason": form.note.data, "seen": seen_in(form)}
    said = _("The criterion counts no more.")
    return _give(cell, f"c{number}", form, "drop_criterion", args, said, reason="note")


@pages.post("/close/tasks/<int:number>")
def settle_task(cell: str, number: int) -> Any:
    """What becomes of a task."""
    _shown(cell)
    form = _settling("t", number)
    name, field = {"done": ("complete_task", "result"), "line": ("pass_on_task", "line")}.get(
        form.act.data or "", ("drop_task", "reason")
    )
    args = {"task": number, field: form.words.data}
    return _give(
        cell, f"t{number}", form, name, args, _("%(number)s is settled.", number=f"A-{number}"), **{field: "words"}
    )


@pages.post("/close/decisions/<int:number>")
def settle_question(cell: str, number: int) -> Any:
    """What becomes of a question."""
    _shown(cell)
    form = _settling("q", number)
    field = "line" if form.act.data == "line" else "reason"
    args = {"decision": number, field: form.words.data}
    said = _("%(number)s is settled.", number=f"D-{number:04d}")
    return _give(cell, f"q{number}", form, "pass_on_decision", args, said, line="words", reason="words")


@pages.post("/close/<any(handoffs, approvals, arbitrations, contributions):what>/<int:number>")
def settle_passing(cell: str, what: str, number: int) -> Any:
    """What becomes of a hand-off, an approval, an arbitration or a contribution."""
    _shown(cell)
    ref, sort = f"{what[:-1]}:{number}", SORTS[what[:-1]]
    form = _settling(sort, number)
    field = "line" if form.act.data == "line" else "reason"
    said = _("%(number)s is settled.", number=number_of(ref))
    args = {"objects": [ref], field: form.words.data}
    return _give(cell, f"{sort}{number}", form, "pass_on_rest", args, said, line="words", reason="words")


@pages.post("/close/rest")
def settle_rest(cell: str) -> Any:
    """What becomes of all that was ticked: all of it, or nothing."""
    _shown(cell)
    form = _rest()
    field = "line" if form.act.data == "line" else "reason"
    args = {"objects": form.refs.data, field: form.words.data}
    said = ngettext("%(num)s thing is settled.", "%(num)s things are settled.", len(form.refs.data or ()))
    return _give(cell, "rest", form, "pass_on_rest", args, said, line="words", reason="words", objects="refs")


@pages.post("/close")
def close(cell: str) -> Any:
    """The decision to stand down: taken, closed and sealed in one."""
    _shown(cell)
    form = CloseForm(prefix="close-")
    args = {name: form[name].data for name in ("question", "choice", "reason")}
    said = _("The cell is closed and sealed.")
    answer = _give(cell, "close", form, "close_cell", {**args, "settled": True}, said)
    if isinstance(answer, tuple):
        return answer
    flash(said)
    return redirect(url_for("review.show", cell=cell), 303)


@pages.post("/reopen")
def reopen(cell: str) -> Any:
    """Work again, with a reason."""
    _shown(cell)
    form = ReopenForm(prefix="reopen-")
    return _give(cell, "reopen", form, "reopen_cell", {"reason": form.reason.data}, _("The cell works again."))
