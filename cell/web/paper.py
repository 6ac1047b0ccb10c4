"""What stands on every sheet that is printed: the crisis, which page, when and by whom it was printed, for whom."""

from typing import Any

from flask import Blueprint, Flask, Response, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from cell import clock, rights
from cell.board import Board, Member
from cell.titles import cut
from cell.web.board import seen_by
from cell.web.identity import me
from cell.web.words import moment

pages = Blueprint("paper", __name__, url_prefix="/cells/<cell>")
lazy: Any = lazy_gettext
PAGES = {
    "journal": lazy("Running log"),
    "decisions": lazy("Decisions"),
    "times": lazy("Response times"),
    "silos": lazy("Who waits on whom"),
    "review": lazy("Review"),
    "close": lazy("Stand-down"),
    "contributions": lazy("Contributions"),
    "brief": lazy("Brief"),
    "compare": lazy("Compare crises"),
}
TITLE_MOST = 70
# On these the page itself knows whether anything restricted stands on it, and says so.
TELLING = ("journal", "decision", "contributions")


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)


@pages.get("/paper.css")
def show(cell: str) -> Response:
    """A style sheet, since only a style sheet reaches the margins of every page."""
    shown, member = seen_by(cell, me().id)
    args = request.args
    what = args.get("of", "")
    number = args.get("decision", "")
    if number.isascii() and number.isdigit() and len(number) < 10:
        what, name = "decision", f"D-{int(number):04d}"
    else:
        name = str(PAGES.get(what, ""))
    seq = args.get("at", "")
    if what == "past" and seq.isascii() and seq.isdigit():
        name = _("Entry %(n)s", n=seq[:10])
    seen = [(shown.board, member)]
    if what == "compare":
        for one in args.getlist("with") or [""]:
            other, as_member = seen_by(one, me().id)
            seen.append((other.board, as_member))
    rows = [board.cell for board, _member in seen]
    titles = [cut(one.title or _("Text withdrawn"), TITLE_MOST // len(rows)) for one in rows]
    is_exercise = any(one.exercise for one in rows)
    head = " · ".join(part for part in (_("EXERCISE") if is_exercise else "", " / ".join(titles), name) if part)
    printed = {"time": moment(clock.now(), "d MMM y, HH:mm"), "name": member.name or "…"}
    foot = " · ".join([_("printed on %(time)s by %(name)s", **printed), _grade(seen, what)])
    text = f"@page {{ @top-left {{ {_margin(head)} }} @bottom-left {{ {_margin(foot)} }} }}\n"
    return Response(text, mimetype="text/css")


def _grade(seen: list[tuple[Board, Member]], what: str) -> str:
    """For whom the sheet is: what a cleared reader prints of a whole cell is restricted once anything in it is."""
    boards = [board for board, member in seen if rights.cleared(member.role, member.department)]
    if what in TELLING:
        is_restricted = bool(boards) and "restricted" in request.args
    else:
        is_restricted = any(row.clearance != "cell" for board in boards for row in board.rows().values())
    return _("Restricted: direction, loggist and legal") if is_restricted else _("For the members of the cell")


def _margin(text: str) -> str:
    """The content of a margin, with every sign that could end it written as its number."""
    safe = "".join(sign if sign.isascii() and sign.isalnum() else f"\\{ord(sign):x} " for sign in text)
    return f'content: "{safe}"; font: 8pt sans-serif; white-space: nowrap;'
