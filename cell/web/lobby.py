"""The lobby: what waits on me, my cells, and one large way to open another."""

import re
from typing import Any

import msgspec
from flask import Blueprint, Flask, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cell import cells, clock, language, mine, wire
from cell.board import Board, number_of
from cell.cells import Listed
from cell.errors import Refused
from cell.house import house
from cell.journal.orders import Command
from cell.mine import Glance, Thing
from cell.web import opening
from cell.web.errors import sentence
from cell.web.identity import me
from cell.web.where import BETWEEN, where
from cell.web.words import moment, tongue

N_ = language.N_
pages = Blueprint("lobby", __name__)
SMALL = (N_("two"), N_("three"), N_("four"), N_("five"), N_("six"), N_("seven"), N_("eight"), N_("nine"))
EARLIER_S = 60
TAUGHT_MOST = 20  # closed cells whose lessons come back
BOARDS_MOST = 40  # fewer than the desk keeps: a page that needs more would load them again at every look
LATE, LEFT, OF = N_("late {age}"), N_("{age} left"), N_("{age} of {target}")


class Line(msgspec.Struct, frozen=True):
    """A thing that waits on me, as the lobby writes it."""

    thing: Thing
    cell: Listed
    number: str
    sentence: str
    because: str
    clock: str
    url: str
    tile: Any
    key: str


class Open(msgspec.Struct, frozen=True):
    """An open cell: its row in the list, its board, and what is seen of it in passing. `here`: None where unknown."""

    cell: Listed
    board: Board
    glance: Glance
    here: int | None
    hold: str


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)
    app.jinja_env.globals.update(span=span, short=short, lasting=lasting, before=before, promise=opening.promise)


@pages.get("/")
def index() -> Any:
    """What waits on me, my cells, and the form to open one."""
    me()
    return page(opening.form())


@pages.get("/lobby/now")
def now() -> Any:
    """The same without the form, for a lobby that stays open."""
    return render_template("lobby/now.html", **shown(me()))


@pages.post("/cells/new")
def open_cell() -> Any:
    """Open a cell and go to it; what was typed is kept where it is refused."""
    me()
    cell, form, status = opening.opened()
    if cell is None:
        return page(form, status)
    return redirect(url_for("board.show", cell=cell), 303)


@pages.post("/cells/<cell>/tasks/<int:task>/acknowledge")
def acknowledge(cell: str, task: int) -> Any:
    """Take a task in hand from the lobby; who comes second is told by whom and when."""
    account, key = me(), request.form.get("key")
    try:
        key = wire.read_key(key) if key else None
        house().desk.ask(Command(wire.read_cell(cell), account.id, "acknowledge_task", {"task": task}, key, g.door))
        said = _("%(task)s is in your hands.", task=f"A-{task}")
        is_played = house().desk.show(cell).board.cell.exercise
        flash(_("EXERCISE: %(said)s", said=said) if is_played else said)
    except Refused as refused:
        flash(sentence(refused), "error")
    return redirect(url_for("lobby.index"), 303)


def page(form: Any, status: int = 200) -> Any:
    """The lobby with a form as it stands."""
    account = me()
    return render_template("lobby/index.html", form=form, offer=opening.offer(), **shown(account)), status


def shown(account: Any) -> dict[str, Any]:
    """What the lobby shows of a person's cells. Exercises are listed and counted apart: nothing of them is real."""
    with house().store.reading() as connection:
        listed = cells.cells_of(connection, account.id)
        closed = [cell for cell in listed if cell.state == "closed"]
        taught = cells.with_lessons(connection, [cell.id for cell in closed])
    instant = clock.now()
    running = [cell for cell in listed if cell.state != "closed"]
    opened = [_open(cell, account, instant) for cell in running[:BOARDS_MOST]]
    back = [_open(cell, account, instant) for cell in closed if cell.id in taught][:TAUGHT_MOST]
    lines = [line for one in opened + back for line in _lines(one, account, instant)]
    lines.sort(key=lambda line: (line.cell.exercise, *mine.pressing(line.thing)))
    return {
        "greeting": _greeting(account, lines),
        "lines": lines,
        "opened": opened,
        "others": running[BOARDS_MOST:],
        "closed": closed,
        "now": instant,
    }


def _open(cell: Listed, account: Any, instant: str) -> Open:
    board = house().desk.show(cell.id).board
    seen = mine.glance(board, account.id, instant)
    talk = house().talk
    here = len(talk.presence.here(cell.id)) if talk is not None else None
    return Open(cell, board, seen, here, _clock(seen.hold, instant) if seen.hold else "")


def _greeting(account: Any, lines: list[Line]) -> str:
    """The first words of the page: what is real is counted, what is an exercise is said to be one."""
    name = account.name.split()[0] if account.name.split() else account.email
    played = sum(line.cell.exercise for line in lines)
    real = len(lines) - played
    if not lines:
        return _("Hello %(name)s, nothing waits on you", name=name)
    if not real:
        text = ngettext(
            "Hello %(name)s, one thing waits on you in an exercise",
            "Hello %(name)s, %(count)s things wait on you in exercises",
            played,
            name=name,
            count=_count(played),
        )
        return text
    text = ngettext(
        "Hello %(name)s, one thing waits on you",
        "Hello %(name)s, %(count)s things wait on you",
        real,
        name=name,
        count=_count(real),
    )
    if not played:
        return text
    return ngettext(
        "%(real)s, and one in an exercise",
        "%(real)s, and %(count)s in exercises",
        played,
        real=text,
        count=_count(played),
    )


def _count(number: int) -> str:
    """A number as it is read in a sentence."""
    words = {1: N_("one"), **dict(enumerate(SMALL, 2))}
    return language.say(words[number], tongue()) if number in words else str(number)


def _lines(one: Open, account: Any, instant: str) -> list[Line]:
    return [_line(one, thing, account, instant) for thing in mine.things_of(one.board, account.id, instant)]


def _line(one: Open, thing: Thing, account: Any, instant: str) -> Line:
    noun, _colon, ident = thing.ref.partition(":")
    said, because = mine.told(thing, one.board, tongue())
    number = number_of(thing.ref)
    apart = {"lesson": f"/review/lessons/{ident}", "information": f"/journal?information={ident}#i-{ident}"}
    if thing.asked == "position":
        apart["decision"] = f"/decisions/{ident}#position-department"
    place = apart.get(noun, f"#{noun}-{ident}" if number else "")
    return Line(
        thing,
        one.cell,
        number,
        said,
        because,
        _clock(thing, instant),
        where(one.cell.id, thing.ref) if noun in BETWEEN else url_for("board.show", cell=one.cell.id) + place,
        one.board.departments.get(thing.department or ""),
        re.sub(r"[^ -~]", "", f"take-{account.id}-{thing.ref}-{thing.since}"),
    )


def _clock(thing: Any, instant: str) -> str:
    """How late, how much is left, or how much of what was promised has gone; how old where nothing is counted."""
    age = span(thing.since, instant)
    if thing.due is None:
        return age
    if thing.urgency == "late":
        return language.say(LATE, tongue()).format(age=span(thing.due, instant))
    target = getattr(thing, "target_s", None)
    if thing.urgency == "soon" or target is None:
        return language.say(LEFT, tongue()).format(age=span(instant, thing.due))
    return language.say(OF, tongue()).format(age=age, target=language.lasting(target, tongue()))


def span(since: str, until: str, *, to_the_minute: bool = False) -> str:
    """The time between two instants, in the reader's words."""
    return language.lasting(clock.seconds_between(since, until), tongue(), to_the_minute=to_the_minute)


def lasting(seconds: float) -> str:
    """A duration in the reader's words."""
    return language.lasting(seconds, tongue())


def short(instant: str) -> str:
    """The hour in the reader's zone, with the day where it is another one than today."""
    form = "HH:mm" if moment(instant, "y-MM-dd") == moment(clock.now(), "y-MM-dd") else "EEE d MMM, HH:mm"
    return moment(instant, form)


def before(t0: str, opened_at: str) -> bool:
    """Whether the facts began well before the cell was opened, which is then said."""
    return clock.seconds_between(t0, opened_at) > EARLIER_S
