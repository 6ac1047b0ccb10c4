"""One decision as a file: its row, every entry about it with its digest, and the digest it is chained to."""

from typing import Any

from flask import Blueprint, Response

from cell import exports, rights
from cell.errors import Refused
from cell.lines import Remarks
from cell.web.board import seen_by
from cell.web.decisions.reading import sheet_of
from cell.web.identity import me

pages = Blueprint("decision_files", __name__, url_prefix="/cells/<cell>/decisions")
FORMS = {"json": exports.decision_json, "csv": exports.decision_csv}


@pages.get("/<int:number>/record.<form>")
def take(cell: str, number: int, form: str) -> Response:
    """The file, to be kept."""
    shown, member = seen_by(cell, me().id)
    if form not in FORMS:
        raise Refused("not_found")
    sheet = sheet_of(cell, shown.board, number, member)
    entries = sorted([*sheet.stages, *sheet.corrections], key=lambda one: one.seq)
    cleared = rights.cleared(member.role, member.department)
    write: Any = FORMS[form]
    made = write(sheet.row, entries, sheet.before, Remarks(sheet.corrections), shown.board, cleared, me())
    response = Response(made.body, mimetype=made.type)
    response.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response
