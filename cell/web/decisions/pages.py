"""Reading the decision log: the list with what is open first, one decision, and the cell as it stood then."""

from typing import Any

from flask import Blueprint, render_template, request

from cell import clock, rights
from cell.board import Board, Decision, Member
from cell.commands.decisions.finding import narrower
from cell.forms import PlainForm
from cell.journal.desk import Shown
from cell.web.board import seen_by
from cell.web.decisions import forms
from cell.web.decisions.reading import may_see, sheet_of
from cell.web.identity import me

pages = Blueprint("decisions", __name__, url_prefix="/cells/<cell>/decisions")
GROUPS = ("asked", "in_force", "over")
STATES = {"asked": "asked", "in_force": "in_force", "superseded": "over", "revoked": "over", "dropped": "over"}


def of_cell(cell: str, shown: Shown, member: Member) -> dict[str, Any]:
    """What every page of the log is given."""
    board = shown.board
    return {
        "cell": cell,
        "title": board.cell.title,
        "row": board.cell,
        "board": board,
        "seq": board.seq,
        "stream": shown.stream,
        "member": member,
        "members": board.members,
        "departments": board.departments,
        "may": rights.commands_of(member.role) if board.cell.state == "open" else [],
        "letter": forms.letter,
        "said_of": forms.said_of,
        "now": clock.now(),
    }


@pages.get("")
def index(cell: str) -> Any:
    """The list; its filters are in the address."""
    shown, member = seen_by(cell, me().id)
    board = shown.board
    wanted = {name: request.args.get(name, "") for name in ("state", "department", "unknown")}
    rows = [row for row in board.decisions.values() if may_see(row, member)]
    kept = [row for row in rows if _is_wanted(row, wanted)]
    groups = [(name, sorted(_in(kept, name), key=_order)) for name in GROUPS]
    counts = {name: len(_in(rows, name)) for name in GROUPS}
    unknown = sum(_is_unknown(row) for row in rows)
    more = {"groups": groups, "counts": counts, "unknown": unknown, "wanted": wanted, "all": len(rows)}
    return render_template("cell/decisions.html", **of_cell(cell, shown, member), **more)


def _in(rows: list[Decision], group: str) -> list[Decision]:
    return [row for row in rows if STATES[row.status] == group]


def _is_unknown(row: Decision) -> bool:
    return row.status == "in_force" and None in row.informed.values()


def _is_wanted(row: Decision, wanted: dict[str, str]) -> bool:
    slug = wanted["department"]
    is_state = wanted["state"] not in GROUPS or STATES[row.status] == wanted["state"]
    is_known = not wanted["unknown"] or _is_unknown(row)
    if wanted["unknown"] and slug:
        return is_state and is_known and row.informed.get(slug, "") is None
    return is_state and is_known and (not slug or slug in row.consulted or slug in row.informed)


def _order(row: Decision) -> tuple[Any, ...]:
    """What is asked by its hour; what holds and is not known by all first; then the last first."""
    if row.status == "asked":
        return (row.needed_by or "~", row.id)
    return (not _is_unknown(row), -row.id)


@pages.get("/<int:number>")
def show(cell: str, number: int) -> Any:
    """One decision, for a screen and for paper."""
    return page(cell, number)


def page(cell: str, number: int, status: int = 200, **given: PlainForm) -> Any:
    """The page of a decision; a form that was filled in is shown as it was, the others fresh."""
    shown, member = seen_by(cell, me().id)
    sheet = sheet_of(cell, shown.board, number, member)
    made = {**fresh_forms(shown.board, sheet.row, member), **given}
    more = {"sheet": sheet, "forms": made, "back": came_from(shown.board)}
    return render_template("cell/decision.html", **more, **of_cell(cell, shown, member)), status


def came_from(board: Board) -> str:
    """The department whose inbox the reader came from, as its links and buttons say; nothing for who came otherwise."""
    slug = request.values.get("back", "")
    return slug if slug in board.departments else ""


def fresh_forms(board: Board, row: Decision, member: Member) -> dict[str, PlainForm]:
    """Every form of the page as it is before anything is typed."""
    return {name: make(board, row, member, formdata=None) for name, make in FORMS.items()}


def _review(_board: Board, _row: Decision, _member: Member, **options: Any) -> PlainForm:
    return forms.ReviewForm(prefix="review-", **options).offer()


def _supersede(board: Board, row: Decision, member: Member, **options: Any) -> PlainForm:
    holding = [one for one in board.decisions.values() if one.status == "in_force" and one.id != row.id]
    rows = [one for one in holding if may_see(one, member) and not narrower(one, row)]
    return forms.SupersedeForm(prefix="supersede-", **options).offer(rows)


FORMS: dict[str, Any] = {
    "option": lambda board, row, member, **options: forms.OptionForm(prefix="option-", **options),
    "position": lambda board, row, member, **options: forms.PositionForm(prefix="position-", **options).offer(
        board, row, member
    ),
    "acknowledge": lambda board, row, member, **options: forms.KnowForm(prefix="acknowledge-", **options).offer(
        board, row, member
    ),
    "inform": lambda board, row, member, **options: forms.InformForm(prefix="inform-", **options).offer(board, row),
    "review": _review,
    "supersede": _supersede,
    "revoke": lambda board, row, member, **options: forms.RevokeForm(prefix="revoke-", **options),
    "task": lambda board, row, member, **options: forms.TaskForm(prefix="task-", **options).offer(board, row, member),
}
