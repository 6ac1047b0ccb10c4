"""The wall view: a screen in the room, opened by a link that can be revoked. It shows, and takes nothing."""

from typing import Any

import msgspec
from flask import Blueprint, Flask, Response, render_template, request

from cell import clock
from cell.errors import Refused
from cell.house import house
from cell.live import doorstep
from cell.live.picture import picture
from cell.live.walls import wall_of
from cell.wire import read_cell

pages = Blueprint("wall", __name__, url_prefix="/wall")


def init_app(app: Flask) -> None:
    """Add the page."""
    app.register_blueprint(pages)


@pages.after_request
def _hide(response: Response) -> Response:
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@pages.get("/<cell>/<secret>")
def show(cell: str, secret: str) -> Any:
    """The wall, drawn by its script from what is here and then from the socket."""
    address = request.remote_addr or "?"
    try:
        board = doorstep.board_of(house().desk, house().store, read_cell(cell), address)
        is_right = wall_of(board, secret) is not None
    except Refused as refused:
        if refused.code == "too_many":
            raise
        is_right = False
    if not is_right:
        doorstep.check(house().store, address)
        doorstep.note(house().desk, address)
        raise Refused("not_found")
    shown, talk = house().desk.show(cell), house().talk
    if talk is not None:
        talk.presence.prepare(cell)
        told = talk.walls.told(cell)
    else:
        told = {"cell": cell, "seq": shown.board.seq, "stream": shown.stream, "now": clock.now()}
        told["picture"] = picture(shown.board, set(), {})
    boot = msgspec.json.encode(told)
    return render_template("cell/wall.html", cell=cell, row=shown.board.cell, boot=boot)
