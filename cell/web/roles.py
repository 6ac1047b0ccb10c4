"""What members do with roles and with the call, from the page of members: offer, accept, give, take, answer."""

from typing import Any

from flask import Blueprint, Flask, flash, redirect, url_for
from flask_babel import gettext as _

from cell.errors import Refused
from cell.forms import pressed_key
from cell.house import house
from cell.web import places
from cell.web.board import seen_by
from cell.web.identity import me
from cell.web.lobby import short
from cell.web.members import check_right, order, page, say, told
from cell.web.words import label, moment, tongue

pages = Blueprint("roles", __name__, url_prefix="/cells/<cell>/members")


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)


def _back(cell: str, told: str) -> Any:
    flash(told)
    return redirect(url_for("members.index", cell=cell), 303)


@pages.post("/give")
def give(cell: str) -> Any:
    """Another role or department."""
    shown = check_right(cell, "give_role")
    form = places.GiveRoleForm(prefix="give-").offer(shown.board, tongue())
    if not form.validate_on_submit():
        return page(cell, 422, give=form)
    args = {"member": form.member.data, "role": form.role.data, "department": form.department_in(shown.board)}
    try:
        order(cell, "give_role", args, form.used_key())
    except Refused as refused:
        return page(cell, say(form, refused), give=form)
    name = shown.board.members[args["member"]].name or "…"
    return _back(cell, _("%(name)s is now: %(role)s.", name=name, role=label(args["role"])))


@pages.post("/offer")
def offer(cell: str) -> Any:
    """Ask somebody to take a role over."""
    shown = check_right(cell, "offer_role")
    form = places.OfferRoleForm(prefix="offer-").offer(shown.board, shown.board.members[me().id], tongue())
    if not form.validate_on_submit():
        return page(cell, 422, offer=form)
    try:
        order(cell, "offer_role", {"role": form.role.data, "member": form.member.data}, form.used_key())
    except Refused as refused:
        return page(cell, say(form, refused), offer=form)
    name = shown.board.members[form.member.data].name or "…"
    return _back(cell, _("%(name)s is asked. Nothing changes until they accept.", name=name))


@pages.post("/accept/<role>")
def accept(cell: str, role: str) -> Any:
    """Take an offered role."""
    return _answered(cell, "accept_role", role, _("You are now: %(role)s. Everybody has been told.", role=label(role)))


@pages.post("/decline/<role>")
def decline(cell: str, role: str) -> Any:
    """Say no to an offered role, or take one's offer back."""
    return _answered(cell, "decline_role", role, _("The offer has ended; the role stays where it was."))


def _answered(cell: str, name: str, role: str, said: str) -> Any:
    """Say yes or no to what is offered."""
    seen_by(cell, me().id)
    try:
        order(cell, name, {"role": role}, pressed_key())
    except Refused as refused:
        return told(cell, refused)
    return _back(cell, said)


@pages.post("/direction")
def direction(cell: str) -> Any:
    """Direct the cell, since the director is away."""
    if seen_by(cell, me().id)[1].role != "director":  # who has taken it already, and sends it twice, is told the same
        check_right(cell, "take_direction")
    form = places.TakeDirectionForm(prefix="direction-")
    if not form.validate_on_submit():
        return page(cell, 422, direction=form)
    try:
        order(cell, "take_direction", {"reason": form.reason.data}, form.used_key())
    except Refused as refused:
        return page(cell, say(form, refused), direction=form)
    return _back(cell, _("You are now: %(role)s. Everybody has been told.", role=label("director")))


@pages.post("/answer")
def answer(cell: str) -> Any:
    """Answer the call for oneself."""
    check_right(cell, "answer_call")
    form = places.AnswerForm(prefix="answer-")
    if not form.validate_on_submit():
        return page(cell, 422, answer=form)
    try:
        order(cell, "answer_call", form.wanted(me().zone))
    except Refused as refused:
        return page(cell, say(form, refused, coming_at="at"), answer=form)
    member = house().desk.show(cell).board.members[me().id]
    if member.coming_at is not None:
        hour, day = moment(member.coming_at, "HH:mm"), moment(member.coming_at, "EEE d MMM")
        if short(member.coming_at) == hour:
            return _back(cell, _("Noted: you are coming at about %(time)s.", time=hour))
        return _back(cell, _("Noted: you are coming on %(day)s at about %(time)s.", day=day, time=hour))
    noted = {"here": _("Noted: you are here."), "coming": _("Noted: you are coming.")}
    return _back(cell, noted.get(form.answer.data, _("Noted: you cannot come.")))
