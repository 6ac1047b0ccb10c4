"""The silo map: who waits on whom, what to see in it, what to unblock first; and the waits behind each square."""

import math
import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Flask, Response, render_template, request
from flask_babel import format_percent, lazy_gettext, ngettext
from wtforms import DateTimeLocalField
from wtforms.validators import Optional, ValidationError

from cell import clock, language, rights, silos, waits
from cell.board import Board
from cell.forms import PlainForm
from cell.house import house
from cell.journal.waiting import waits_in
from cell.language import N_
from cell.silos import Matrix, Span
from cell.web import times
from cell.web.board import seen_by
from cell.web.identity import me
from cell.web.journal_filters import instant_of
from cell.web.words import tongue

pages = Blueprint("silos", __name__, url_prefix="/cells/<cell>/silos")

_: Any = lazy_gettext
HEATS = 5
LINES = 100  # waits of a square on one page
WIDE = 14  # departments a map can show; of more, those that waited and kept waiting longest
PAIRS = 40  # rows of figures
COUNTED: dict[str, Callable[[int], str]] = {
    "task": lambda n: ngettext("%(num)s task", "%(num)s tasks", n),
    "rework": lambda n: ngettext("%(num)s task reopened", "%(num)s tasks reopened", n),
    "hold": lambda n: ngettext("%(num)s task on hold", "%(num)s tasks on hold", n),
    "validate": lambda n: ngettext("%(num)s result to validate", "%(num)s results to validate", n),
    "decision": lambda n: ngettext("%(num)s decision", "%(num)s decisions", n),
    "knowing": lambda n: ngettext("%(num)s decision to be known", "%(num)s decisions to be known", n),
    "handoff": lambda n: ngettext("%(num)s hand-off", "%(num)s hand-offs", n),
    "approval": lambda n: ngettext("%(num)s approval", "%(num)s approvals", n),
    "information": lambda n: ngettext(
        "%(num)s piece of information to be known", "%(num)s pieces of information to be known", n
    ),
    "arbitration": lambda n: ngettext("%(num)s ruling", "%(num)s rulings", n),
    "contribution": lambda n: ngettext("%(num)s contribution", "%(num)s contributions", n),
    "answer": lambda n: ngettext("%(num)s answer", "%(num)s answers", n),
    "step": lambda n: ngettext("%(num)s case", "%(num)s cases", n),
}
OUTCOMES = {
    **{"done": N_("done"), "dropped": N_("dropped"), "moved": N_("moved elsewhere"), "resumed": N_("resumed")},
    **{"replaced": N_("waits for something else"), "withdrawn": N_("taken back"), "validated": N_("validated")},
    **{"returned": N_("returned"), "taken": N_("decided"), "known": N_("known"), "superseded": N_("superseded")},
    **{"revoked": N_("revoked"), "usable": N_("usable"), "given": N_("given"), "refused": N_("refused")},
    **{"lapsed": N_("lapsed by the rule on silence"), "presumed": N_("counts as agreed: nobody answered")},
    **{"released": N_("released by a fast lane"), "overtaken": N_("overtaken by another wording")},
    **{"ack": N_("acknowledged"), "reply": N_("answered"), "decision": N_("decided"), "expired": N_("expired")},
    **{"ruled": N_("ruled"), "refuted": N_("found to be false")},
    **{"passed": N_("passed on"), "over": N_("over"), "stalled": N_("taken, then left")},
}


class SpanForm(PlainForm):
    """Between which times. Nothing of it writes, so it is sent by GET and needs no token."""

    since = DateTimeLocalField(_("From"), [Optional()], name="from")
    until = DateTimeLocalField(_("Before"), [Optional()], name="to")

    def validate_until(self, field: Any) -> None:
        """A span that ends before it begins holds nothing."""
        if field.data and self.since.data and field.data <= self.since.data:
            raise ValidationError(_("This is not after the beginning."))

    def span(self, now: str, zone: str) -> Span:
        """What is asked for; a field that cannot be read asks for nothing, and the page says so beside it."""
        ends = [None if field.errors else instant_of(field.data, zone) for field in (self.since, self.until)]
        return Span(now, *ends)


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)


@pages.get("")
def show(cell: str) -> Any:
    """The map."""
    return render_template("cell/silos.html", **_found(cell))


@pages.get("/now")
def now(cell: str) -> Any:
    """The map alone, for a page that stays open; nothing where no entry came since the number it knows."""
    shown, _member = seen_by(cell, me().id)
    if request.args.get("after") == str(shown.board.seq):
        return Response(status=204)
    return render_template("cell/silos_now.html", **_found(cell))


@pages.get("/<waiting>/<on>")
def square(cell: str, waiting: str, on: str) -> Any:
    """The waits behind one square."""
    found = _found(cell)
    one = found["matrix"].squares.get((waiting, on))
    words = {name: language.say(text, tongue()) for name, text in OUTCOMES.items()}
    lines = [] if one is None else [*one.open, *(wait for wait in reversed(one.waits) if wait.ended_at is not None)]
    page = Paged(lines, request.args.get("page", ""))
    found |= {"one": one, "page": page, "waiting": waiting, "on": on, "outcomes": words}
    return render_template("cell/silos_square.html", **found)


class Paged:
    """Some of many waits: those of the page asked for, which is the first where nobody asks for one that is there."""

    def __init__(self, lines: list[waits.Wait], asked: str):
        self.n = len(lines)
        self.last = max(1, math.ceil(self.n / LINES))
        number = int(asked) if re.fullmatch(r"[1-9][0-9]{0,8}", asked) else 1
        self.number = number if number <= self.last else 1
        self.start = (self.number - 1) * LINES
        self.lines = lines[self.start : self.start + LINES]


def map_of(board: Board, found: list[waits.Wait], span: Span, *, only_open: bool = False) -> Matrix:
    """The map of a cell's waits; where only what runs is wanted, of that alone."""
    if only_open:
        found = [wait for wait in found if wait.ended_at is None]
    return silos.matrix_of(found, board.departments, span, board.cell.targets)


def _found(cell: str) -> dict[str, Any]:
    shown, member = seen_by(cell, me().id)
    cleared = rights.cleared(member.role, member.department)
    board = shown.board.copy()  # the loop's own goes on changing
    row = board.cell
    instant = clock.now() if row.closed_at is None else row.closed_at
    form = SpanForm(request.args)
    form.validate()
    span, view = form.span(instant, me().zone), request.args.get("view")

    def read(connection: Any) -> list[waits.Wait]:
        return waits_in(connection, cell, instant, cleared=cleared, upto=board.seq)

    found = house().desk.apart(read)
    asked = {name: request.args[name] for name in ("view", "from", "to") if request.args.get(name)}
    only_open = view == "now" and span == Span(instant)
    matrix = map_of(board, found, span, only_open=only_open)
    most = max((one.sum_s for one in matrix.squares.values()), default=0.0)
    waited, kept = totals(matrix)
    order = [slug for slug in matrix.order if slug in board.departments or slug in waited or slug in kept]
    return {
        **{"cell": cell, "title": row.title, "row": row, "board": board, "departments": board.departments},
        **{"form": form, "span": span, "only_open": only_open, "matrix": matrix, "now": instant},
        **{"order": _busiest(order, waited, kept), "order_n": len(order), "waited": waited, "kept": kept},
        "listed": sorted(matrix.squares.values(), key=lambda one: (-one.sum_s, one.waiting, one.on))[:PAIRS],
        "query": f"?{urlencode(asked)}" if asked else "",
        "seq": board.seq,
        "sayings": silos.sayings_of(matrix),
        "moves": silos.moves_of(found, silos.blocks_of(board)),
        "bounces": silos.bounces_of(matrix),
        "shares": silos.shares_of(found, board.departments, instant),
        "heat": lambda one: min(HEATS, math.ceil(HEATS * one.sum_s / most)) if most else 0,
        "counted": lambda about, n: COUNTED[about](n) if about in COUNTED else str(n),
        "number": times.number,
        "share": share,
        "about": lambda ref: times.called(board, ref, tongue()),
        "target_of": lambda wait: silos.target_s(wait, row.targets),
    }


def _busiest(order: list[str], waited: dict[str, float], kept: dict[str, float]) -> list[str]:
    """As many departments as a map can show, in their order."""
    longest = set(sorted(order, key=lambda slug: -waited.get(slug, 0.0) - kept.get(slug, 0.0))[:WIDE])
    return [slug for slug in order if slug in longest]


def totals(matrix: Matrix) -> tuple[dict[str, float], dict[str, float]]:
    """How long each department waited on others, and how long it kept others waiting."""
    waited, kept = defaultdict[str, float](float), defaultdict[str, float](float)
    for (waiting, on), one in matrix.squares.items():
        waited[waiting] += one.sum_s
        kept[on] += one.sum_s
    return waited, kept


def share(part: float) -> str:
    """A part of one, as people read it."""
    return format_percent(part)
