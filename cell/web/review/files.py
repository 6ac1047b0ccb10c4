"""The cell as a file, from its review: JSON and CSV for everybody in it, the whole with its proof for who directs."""

from typing import Any

from flask import Blueprint, Response

from cell import rights
from cell.errors import Refused
from cell.exports import FORMATS, mark_of
from cell.house import house
from cell.journal.parcel import packed
from cell.journal.reader import read_entries
from cell.web.board import seen_by
from cell.web.identity import me

pages = Blueprint("files", __name__, url_prefix="/cells/<cell>/files")
WHOLE = "cell"


@pages.get("/<form>")
def get(cell: str, form: str) -> Response:
    """The file, to be kept."""
    shown, member = seen_by(cell, me().id)
    board, reader = shown.board.copy(), me()
    if form == WHOLE:
        # It holds every word that was ever written here, those of restricted entries too.
        if member.role != "director":
            raise Refused("not_allowed", role=member.role)
        seal = house().seal
        lines = house().desk.apart(lambda connection: b"".join(packed(connection, cell, board.seq, seal.sign)))
        return _file(lines, "application/x-ndjson", f"{mark_of(board, reader)}{cell}-{board.seq}.cell")
    if form not in FORMATS:
        raise Refused("not_found", "format")
    write: Any = FORMATS[form]
    cleared = rights.cleared(member.role, member.department)
    made = house().desk.apart(lambda one: write(read_entries(one, cell, upto=board.seq), board, cleared, reader))
    return _file(made.body, made.type, made.name)


def _file(body: bytes, type: str, name: str) -> Response:
    response = Response(body, mimetype=type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
