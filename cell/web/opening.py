"""Opening a cell: what the panel offers, and what comes of it. One sentence and a key do; no script is needed."""

import contextlib
import re
from typing import Any

import msgspec
from flask import g, request

from cell import cells, language, organisation, people, wire
from cell.errors import Refused
from cell.forms import OpenCellForm, put_refusal
from cell.house import house
from cell.journal.orders import Command
from cell.kinds.cells import Targets
from cell.organisation import Department, Level
from cell.playbooks import Playbook
from cell.web.identity import me
from cell.web.words import tongue

N_ = language.N_
# What a level promises, in the order people ask about it. {age} is a duration.
PROMISES = {
    "point_every_s": N_("a point every {age}"),
    "acknowledge_s": N_("tasks acknowledged within {age}"),
    "decide_s": N_("questions decided within {age}"),
    "approve_s": N_("approvals within {age}"),
    "stall_s": N_("asked again after {age} untouched"),
}
# For who chooses nothing: it calls the few that every crisis needs.
FALLBACK = "other"


class Chair(msgspec.Struct, frozen=True):
    """A department that can be called, and who stands for it."""

    row: Department
    holder: str | None
    deputy: str | None


class Offer(msgspec.Struct, frozen=True):
    """What the panel shows beside its fields."""

    playbooks: list[Playbook]
    levels: list[Level]
    chairs: dict[str, Chair]


def offer() -> Offer:
    """The playbooks, the levels and the departments of the organisation, as they are now."""
    with house().store.reading() as connection:
        ready = [organisation.ready(connection, one.slug) for one in organisation.playbooks_of(connection)]
        departments = organisation.departments_of(connection)
        staff = {row.slug: organisation.staff_of(connection, row.slug) for row in departments}
        levels = organisation.levels_of(connection)
    chairs = {
        row.slug: Chair(row, *((one.name if one else None) for one in staff[row.slug][:2])) for row in departments
    }
    return Offer([one for one in ready if one is not None], levels, chairs)


def form() -> OpenCellForm:
    """The form with its choices in the reader's language; a key of its own, unless it comes back with one."""
    made, offered, chosen = OpenCellForm(), offer(), tongue()
    made.level.choices = [(one.level, getattr(one.name, chosen)) for one in offered.levels]
    made.playbook.choices = [(one.slug, getattr(one.name, chosen)) for one in offered.playbooks]
    made.departments.choices = [(slug, getattr(chair.row.name, chosen)) for slug, chair in offered.chairs.items()]
    if not made.is_submitted() and any(one.slug == FALLBACK for one in offered.playbooks):
        made.playbook.data = FALLBACK
    if not made.key.data:
        made.key.data = people.new_secret()[:22]
    return made


def opened() -> tuple[str | None, OpenCellForm, int]:
    """Open the cell that was asked for: its id, or the form with what is wrong and the status to answer with."""
    account, made = me(), form()
    if not made.validate_on_submit():
        return None, made, 422
    try:
        key = wire.read_key(request.form["key"]) if request.form.get("key") else None
        command = cells.opening(account.id, _placed(made.wanted(account.zone), account.id), key, g.door)
        house().desk.ask(command)
    except Refused as refused:
        if refused.field == "key":  # an old page, changed and sent again: the next press opens another cell
            made.key.data = people.new_secret()[:22]
            refused = Refused(refused.code)  # nobody sees that field: it is said on the form
        return None, made, put_refusal(made, refused)
    _call(command.cell, account.id)
    return command.cell, made, 303


def _placed(wanted: dict[str, Any], account: int) -> dict[str, Any]:
    """The same, with the opener in the department they stand for, where that one is called."""
    with house().store.reading() as connection:
        followed = organisation.ready(connection, wanted["playbook"]) if wanted["playbook"] else None
        called = wanted["departments"] or (followed.departments if followed else ())
        for slug in called:
            if any(one is not None and one.id == account for one in organisation.staff_of(connection, slug)[:2]):
                return wanted | {"department": slug}
    return wanted


def _call(cell: str, account: int) -> None:
    """Call who holds each department: they find the cell in their lobby and say whether they come.

    Sent again, it calls nobody twice. Who cannot be called is named on the board as an empty chair.
    """
    board = house().desk.show(cell).board
    for slug, row in board.departments.items():
        if row.holder is not None and row.holder.id not in house().desk.show(cell).board.members:
            args = {"member": row.holder.id, "role": "member", "department": slug}
            with contextlib.suppress(Refused):
                house().desk.ask(Command(cell, account, "add_member", args, f"call-{slug}", g.door))


def promise(targets: Targets) -> str:
    """What a level promises, in words."""
    chosen = tongue()
    told = [
        language.say(text, chosen).format(age=re.sub(r"(?<=h)\s00\Z", "", language.lasting(seconds, chosen)))
        for name, text in PROMISES.items()
        if (seconds := getattr(targets, name))
    ]
    return ", ".join(told)
