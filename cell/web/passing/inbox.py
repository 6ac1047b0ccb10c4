"""The inbox of a department, and the lists of hand-offs and statements. Nobody's inbox empties when they go home."""

from typing import Any

from flask import Blueprint, render_template, request

from cell.board import Handoff, Lane, Member, Statement, number_of
from cell.commands.speaking import speaks_for
from cell.commands.statements import missing_of
from cell.dues import running_of
from cell.journal.desk import Shown
from cell.language import AUDIENCES
from cell.mine import inbox_of, sent_of, waits_on, worded
from cell.web.board import seen_by
from cell.web.decisions.pages import of_cell
from cell.web.decisions.reading import is_cleared, may_see
from cell.web.identity import me
from cell.web.passing.contributing import own_of
from cell.web.words import tongue

pages = Blueprint("inbox", __name__, url_prefix="/cells/<cell>")
DIRECTION = "direction"
MOST = 100  # lines of a list: the most pressing; one link brings the others
GROUPS = {
    "open": ("offered", "seen"),
    "returned": ("returned",),
    "accepted": ("accepted",),
    "over": ("usable", "withdrawn"),
}


def given(cell: str, shown: Shown, member: Member) -> dict[str, Any]:
    """What every page of these is given."""
    board = shown.board
    return {
        **of_cell(cell, shown, member),
        "promised": lambda ref: next((one.due_at for one in running_of(board, ref)), None),
        "number_of": number_of,
        "missing_of": missing_of,
        "cleared": is_cleared(member),
        "audiences": AUDIENCES,
    }


@pages.get("/inbox")
def show(cell: str) -> Any:
    """What waits on a department, one's own first, and what it waits for."""
    shown, member = seen_by(cell, me().id)
    board, more = shown.board, given(cell, shown, member)
    slug = _chosen(request.args.get("department"), member, list(board.departments))
    items = waits_on(board, is_cleared(member), more["now"])
    counts = {one: len(inbox_of(items, one)) for one in board.departments}

    def words(ref: str, text: str | None) -> str | None:
        return worded(board, ref, text, tongue())

    mine = (inbox_of(items, slug), sent_of(items, slug))
    more |= {"mine": tuple(one[: _most()] for one in mine), "n": [len(one) for one in mine]}
    more |= {"speaks": speaks_for(member, slug), "own": own_of(member)}
    return render_template("passing/inbox.html", slug=slug, counts=counts, words=words, **more)


def _most() -> int | None:
    """How much of a list is shown: all of it where that is asked for."""
    return None if "all" in request.args else MOST


def _chosen(wanted: str | None, member: Member, slugs: list[str]) -> str:
    order = (wanted, member.department, DIRECTION, *slugs)
    return next((one for one in order if one in slugs), "")


@pages.get("/handoffs")
def handoffs(cell: str) -> Any:
    """Every hand-off, what is open first; the filter is in the address."""
    shown, member = seen_by(cell, me().id)
    slug = request.args.get("department", "")
    rows = [row for row in shown.board.handoffs.values() if may_see(row, member)]
    kept = [row for row in rows if not slug or slug in (row.department, row.to)]
    groups = [(name, sorted(_in(kept, name), key=lambda row: -row.id)) for name in GROUPS]
    more = {"groups": groups, "wanted": slug, "all": len(rows), "most": _most() or len(rows)}
    return render_template("passing/handoffs.html", **given(cell, shown, member), **more)


def _in(rows: list[Handoff], group: str) -> list[Handoff]:
    return [row for row in rows if row.status in GROUPS[group]]


@pages.get("/statements")
def statements(cell: str) -> Any:
    """What is said to each audience now, then drafts, then what was said before; and the fast lanes."""
    shown, member = seen_by(cell, me().id)
    return render_template("passing/statements.html", **statements_given(cell, shown, member))


@pages.get("/arbitrations")
def arbitrations(cell: str) -> Any:
    """What is to be ruled between two departments, then what was, and the indicators that are suspended."""
    shown, member = seen_by(cell, me().id)
    rows = [row for row in reversed(shown.board.arbitrations.values()) if may_see(row, member)]
    groups = [(name, [row for row in rows if row.status == name]) for name in ("asked", "ruled", "withdrawn")]
    more = {"groups": groups, "all": len(rows)}
    return render_template("passing/arbitrations.html", **given(cell, shown, member), **more)


@pages.get("/contributions")
def contributions(cell: str) -> Any:
    """What departments are asked for, with who is missing; then what is all in, then what nobody asks for any more."""
    shown, member = seen_by(cell, me().id)
    rows = [row for row in reversed(shown.board.contributions.values()) if may_see(row, member)]
    groups = [(name, [row for row in rows if row.status == name]) for name in ("asked", "complete", "withdrawn")]
    more = {"groups": groups, "all": len(rows), "is_restricted": any(row.clearance != "cell" for row in rows)}
    more["most"] = _most() or len(rows)
    return render_template("passing/contributions.html", **given(cell, shown, member), **more)


def statements_given(cell: str, shown: Shown, member: Member) -> dict[str, Any]:
    """What the page of statements is given."""
    board, more = shown.board, given(cell, shown, member)
    rows = [row for row in board.statements.values() if may_see(row, member)]
    groups: list[tuple[str, list[Statement]]] = [
        ("published", [row for row in rows if row.status == "published"]),
        ("draft", [row for row in rows if row.status == "draft"]),
        ("over", [row for row in reversed(rows) if row.status in ("superseded", "withdrawn")]),
    ]
    return {**more, "groups": groups, "lanes": lanes_of(shown, member, more["now"]), "all": len(rows)} | {
        "speaks": speaks_for(member, "")
    }


def lanes_of(shown: Shown, member: Member, now: str) -> list[Lane]:
    """The fast lanes that hold."""
    rows = (row for row in shown.board.lanes.values() if row.closed_at is None and may_see(row, member))
    return [row for row in rows if row.ends_at is None or row.ends_at > now]
