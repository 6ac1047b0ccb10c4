"""Two crises side by side: the same figures, of the same definitions. What is an exercise is said to be one."""

from typing import Any

from flask import Blueprint, render_template, request

from cell import cells, rights
from cell.errors import Refused
from cell.house import house
from cell.web.board import seen_by
from cell.web.identity import me
from cell.web.review.pages import counts, read, titles

pages = Blueprint("compare", __name__)


@pages.get("/compare")
def show() -> Any:
    """Two of my cells; without both, the choice of them."""
    account = me()
    with house().store.reading() as connection:
        listed = cells.cells_of(connection, account.id)
    chosen = [request.args.get(name) for name in ("a", "b")]
    sides = [_side(cell) for cell in chosen if cell]
    return render_template(
        "review/compare.html",
        listed=listed,
        chosen=chosen,
        sides=sides if len(sides) == 2 else [],
        mixed=len({one["row"].exercise for one in sides}) > 1,
        words=titles(),
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
    }
