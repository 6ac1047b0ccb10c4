"""Crises side by side: the same figures, of the same definitions. What is an exercise is said to be one."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from cell import cells, rights, silos
from cell.errors import Refused
from cell.house import house
from cell.web.board import seen_by
from cell.web.identity import me
from cell.web.review import pairs
from cell.web.review.pages import counts, read, titles
from cell.web.silos import share

pages = Blueprint("compare", __name__)
NAMES = ("a", "b", "c", "d")  # two crises, and two more where one asks for them


@pages.get("/compare")
def show() -> Any:
    """Two of my cells or more; without two, the choice of them."""
    account = me()
    with house().store.reading() as connection:
        listed = cells.cells_of(connection, account.id)
    chosen = [request.args.get(name) or None for name in NAMES]
    offered = _offered(chosen, listed)
    twice = _twice(chosen) if len(listed) > 1 else {}  # who is in one cell has nothing to choose
    # Each is read once and before anything is told: whoever may not read one of them is told nothing.
    sides = [_side(cell) for cell in dict.fromkeys(chosen) if cell]
    back = sides[0] if sides else None
    sides = [] if twice else sides
    found = silos.pairs_of(one["matrix"] for one in sides) if len(sides) > 1 else []
    most = len(found) if request.args.get("pairs") == "all" else pairs.MOST
    page = render_template(
        "review/compare.html",
        listed=listed,
        choices=[one for at, one in enumerate(zip(NAMES, offered, strict=True)) if at < max(2, len(listed)) or one[1]],
        sides=sides if len(sides) > 1 else [],
        mixed=len({one["row"].exercise for one in sides}) > 1,
        words=titles(),
        pairs=found[:most],
        pairs_n=len(found),
        every_pair=url_for(".show", **dict(zip(NAMES, chosen, strict=True)), pairs="all", _anchor="pairs"),
        back=back,
        twice=twice,
        said=pairs.said,
        departments={slug: row for one in reversed(sides) for slug, row in one["departments"].items()},
        share=share,
    )
    return page, 422 if twice else 200


def _offered(chosen: list[str | None], listed: list[cells.Listed]) -> list[str | None]:
    """What the page holds ready: the first two are never left on one and the same, an exercise stands by exercises."""
    found, rows = list(chosen), sorted(listed, key=lambda row: row.exercise)
    for at, other in ((0, 1), (1, 0)):
        beside = next((row for row in rows if row.id == found[other]), None)
        free = [row for row in rows if row is not beside]
        if found[at] is None and free:
            found[at] = min(free, key=lambda row: beside is not None and row.exercise != beside.exercise).id
    return found


def _twice(chosen: list[str | None]) -> dict[str, int]:
    """The choices that are one already made, by name: the place of that one."""
    return {NAMES[at]: chosen.index(one) for at, one in enumerate(chosen) if one and chosen.index(one) < at}


def _side(cell: str) -> dict[str, Any]:
    shown, member = seen_by(cell, me().id)
    board = shown.board.copy()  # the loop's own goes on changing
    if not board.seq:
        raise Refused("not_found", "cell")
    cleared = rights.cleared(member.role, member.department)
    found = read(cell, board, cleared)
    return {
        "cell": cell,
        "row": board.cell,
        "times": {one.name: one for one in found.times},
        "counts": counts(board, found, cleared),
        "lanes": {lane.department: lane for lane in found.lanes},
        "departments": board.departments,
        "matrix": silos.matrix_of(found.waits, board.departments, silos.Span(found.until), board.cell.targets),
    }
