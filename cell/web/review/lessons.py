"""Lessons: whose each is and by when, until it is closed with a proof."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import flask_babel
from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from wtforms import DateField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from cell import clock, rights
from cell.board import Board, Lesson, Member
from cell.errors import Refused
from cell.forms import KeyedForm, needed
from cell.texts import TEXT
from cell.web.board import seen_by
from cell.web.identity import me
from cell.web.members import order, say, seen_in
from cell.web.places import departments_of
from cell.web.review.pages import frame
from cell.web.words import moment, tongue

pages = Blueprint("lessons", __name__, url_prefix="/cells/<cell>/review/lessons")
lazy_gettext: Any = flask_babel.lazy_gettext  # WTForms takes lazy texts wherever it says str
words = Length(max=TEXT)
END = 18  # the hour at which the day of a lesson is over


class LessonForm(KeyedForm):
    """What must change, whose it is and by when; `seen` is the version that stood on the page, `was` its day."""

    text = StringField(lazy_gettext("What is to change"), [needed, words])
    cause = StringField(lazy_gettext("What taught it"), [Optional(), words])
    owner = SelectField(lazy_gettext("Owner"), [InputRequired(lazy_gettext("This is needed."))], coerce=int)
    department = SelectField(lazy_gettext("Department"), [Optional()])
    decision = SelectField(lazy_gettext("Decision that taught it"), [Optional()])
    due = DateField(lazy_gettext("By"), [InputRequired(lazy_gettext("This is needed."))])
    seen = HiddenField()
    was = HiddenField()

    def offer(self, board: Board, member: Member) -> "LessonForm":
        """Fill the choices with what the reader may see."""
        cleared = rights.cleared(member.role, member.department)
        people = sorted(board.members.values(), key=lambda row: (row.removed_at is not None, row.name or ""))
        self.owner.choices = [(row.id, row.name or "…") for row in people]
        self.department.choices = [("", "—"), *departments_of(board, tongue())]
        taken = [row for row in board.decisions.values() if row.taken and (cleared or row.clearance == "cell")]
        named = [(str(row.id), f"{row.number} {(row.question or '')[:60]}") for row in taken]
        self.decision.choices = [("", "—"), *named]
        return self

    def due_at(self) -> str:
        """The end of the day chosen, in the person's zone."""
        assert self.due.data is not None
        day = clock.moment_of(f"{self.due.data.isoformat()}T{END}:00:00").replace(tzinfo=ZoneInfo(me().zone))
        return clock.text_of(day)


class EndForm(KeyedForm):
    """By what one sees that it is done, or why it is not."""

    words = TextAreaField("", [needed, words])


@pages.get("/new")
def new(cell: str) -> Any:
    """The form of a new lesson."""
    shown, member = seen_by(cell, me().id)
    form = LessonForm(formdata=None).offer(shown.board, member)
    return _page(cell, shown.board, member, None, form=form)


@pages.post("/new")
def add(cell: str) -> Any:
    """Another lesson."""
    shown, member = seen_by(cell, me().id)
    form = LessonForm().offer(shown.board, member)
    return _save(cell, shown.board, member, None, form)


@pages.get("/<int:number>")
def show(cell: str, number: int) -> Any:
    """One lesson."""
    board, member, row = _found(cell, number)
    return _page(cell, board, member, row)


@pages.post("/<int:number>")
def edit(cell: str, number: int) -> Any:
    """Other words, another owner or date."""
    board, member, row = _found(cell, number)
    return _save(cell, board, member, row, LessonForm().offer(board, member))


@pages.post("/<int:number>/<act>")
def end(cell: str, number: int, act: str) -> Any:
    """It is done, or it is not after all."""
    board, member, row = _found(cell, number)
    if act not in ("close", "reopen"):
        raise Refused("not_found")
    form, field = EndForm(prefix="end-"), "proof" if act == "close" else "reason"
    if not form.validate_on_submit():
        return _page(cell, board, member, row, 422, end=form)
    try:
        order(cell, f"{act}_lesson", {"lesson": number, field: form.words.data}, form.used_key())
    except Refused as refused:
        return _page(cell, board, member, row, say(form, refused, **{field: "words"}), end=form)
    flash(_("The lesson is closed.") if act == "close" else _("The lesson is open again."))
    return redirect(url_for("review.show", cell=cell) + "#lessons", 303)


def _found(cell: str, number: int) -> tuple[Board, Member, Lesson]:
    shown, member = seen_by(cell, me().id)
    row = shown.board.lessons.get(number)
    if row is None or (row.clearance != "cell" and not rights.cleared(member.role, member.department)):
        raise Refused("not_found", "lesson")
    return shown.board, member, row


def _save(cell: str, board: Board, member: Member, row: Lesson | None, form: LessonForm) -> Any:
    if not form.validate_on_submit():
        return _page(cell, board, member, row, 422, form=form)
    args = _added(form) if row is None else _changed(form, row.id)
    try:
        order(cell, "add_lesson" if row is None else "edit_lesson", args, form.used_key())
    except Refused as refused:
        if refused.code in ("changed_meanwhile", "withdrawn") and row is not None:
            board, member, row = _found(cell, row.id)
            form.seen.data = str(row.version)  # the page shows what stands now: told of it once, they may save over it
        return _page(cell, board, member, row, say(form, refused, due_at="due"), form=form)
    flash(_("The lesson is written down: it comes back until it is closed."))
    return redirect(url_for("review.show", cell=cell) + "#lessons", 303)


def _added(form: LessonForm) -> dict[str, Any]:
    args: dict[str, Any] = {"text": form.text.data, "owner": form.owner.data, "due_at": form.due_at()}
    more = {"cause": form.cause.data, "department": form.department.data, "decision": form.decision.data}
    return args | {name: int(value) if name == "decision" else value for name, value in more.items() if value}


def _changed(form: LessonForm, lesson: int) -> dict[str, Any]:
    """What the page says: a day shown says nothing of the hour, and is no other date until it is changed there."""
    args: dict[str, Any] = {"lesson": lesson, "text": form.text.data, "owner": form.owner.data}
    if str(form.due.data) != form.was.data:
        args["due_at"] = form.due_at()
    seen = seen_in(form)
    return {**args, **({"seen": seen} if seen is not None else {})}


def _page(cell: str, board: Board, member: Member, row: Lesson | None, status: int = 200, **given: Any) -> Any:
    forms: dict[str, Any] = {"form": None, "end": EndForm(formdata=None, prefix="end-")}
    if row is not None:
        day = date.fromisoformat(moment(row.due_at, "yyyy-MM-dd"))
        known = {"text": row.text, "owner": row.owner, "due": day, "seen": row.version, "was": str(day)}
        forms["form"] = LessonForm(formdata=None, data=known).offer(board, member)
    may_change = row is None or member.id in (row.owner, row.added_by) or rights.may(member.role, "set_aim")
    more = {**frame(cell, board, member), "one": row, "may_change": may_change, **forms, **given}
    return render_template("review/lesson.html", **more), status
