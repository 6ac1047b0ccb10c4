"""Crises side by side: the same figures, of the same definitions. What is an exercise is said to be one."""

from typing import Any

from flask import Blueprint, render_template, request

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
    sides = [_side(cell) for cell in chosen if cell]
    found = silos.pairs_of(one["matrix"] for one in sides) if len(sides) > 1 else []
    return render_template(
        "review/compare.html",
        listed=listed,
        choices=list(zip(NAMES[: max(2, len(listed))], chosen, strict=False)),
        sides=sides if len(sides) > 1 else [],
        mixed=len({one["row"].exercise for one in sides}) > 1,
        words=titles(),
        pairs=found[: pairs.MOST],
        pairs_n=len(found),
        said=pairs.said,
        departments={slug: row for one in reversed(sides) for slug, row in one["departments"].items()},
        share=share,
    )


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
