"""The live board of a cell: the page arrives drawn, then the socket keeps it alive."""

import re
from typing import Any

import msgspec
from flask import Blueprint, Flask, Response, render_template, request

from cell import cells, clock, rights, wire
from cell.board import Member
from cell.errors import Refused
from cell.house import house
from cell.journal.desk import Shown
from cell.journal.reader import entries_about, read_entries
from cell.web.identity import me
from cell.web.preloads import needed_by

pages = Blueprint("board", __name__, url_prefix="/cells")
JOURNAL_SHOWN = 200
REF = r"[a-z]{1,20}:[A-Za-z0-9_-]{1,40}"


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)


def seen_by(cell: str, account: int) -> tuple[Shown, Member]:
    """A cell's board and the membership of who looks. Refused alike for no cell and for no member of it."""
    shown = house().desk.show(wire.read_cell(cell))
    member = shown.board.members.get(account)
    if member is None or member.removed_at is not None:
        raise Refused("not_found", "cell")
    return shown, member


def frame(cell: str, shown: Shown, member: Member) -> dict[str, Any]:
    """What every page about a cell is given."""
    board = shown.board
    return {
        "cell": cell,
        "title": board.cell.title,
        "row": board.cell,
        "departments": board.departments,
        "names": {row.id: row.name for row in board.members.values()},
        "may": rights.commands_of(member.role),
    }


@pages.get("/<cell>")
def show(cell: str) -> Any:
    """The board."""
    shown, member = seen_by(cell, me().id)
    cleared = rights.cleared(member.role, member.department)
    with house().store.reading() as connection:
        last = read_entries(connection, cell, max(0, shown.board.seq - JOURNAL_SHOWN), upto=shown.board.seq)
        demo = cells.is_demo(connection, cell)
    boot = msgspec.json.encode(
        {
            "ok": True,
            "seq": shown.board.seq,
            "now": clock.now(),
            "stream": shown.stream,
            "me": wire.me(member),
            "board": msgspec.Raw(shown.snapshot(cleared, wire.snapshot)),
            "entries": [wire.entry_view(entry, cleared) for entry in last],
        }
    )
    row = shown.board.cell
    scripts = needed_by("cell.js")
    return render_template(
        "cell/board.html", cell=cell, title=row.title, row=row, boot=boot, demo=demo, preloads=scripts
    )


@pages.get("/<cell>/history/<noun>/<ident>")
def history(cell: str, noun: str, ident: str) -> Response:
    """The entries that touched a row, for the sheet that shows it."""
    shown, member = seen_by(cell, me().id)
    cleared = rights.cleared(member.role, member.department)
    ref = f"{noun}:{ident}"
    if not re.fullmatch(REF, ref):
        raise Refused("not_found")
    with house().store.reading() as connection:
        # A stub here would say that a hidden row is there, and how often it was touched.
        entries = wire.readable(entries_about(connection, cell, ref), cleared)
    told = [wire.entry_view(entry, cleared) for entry in entries if entry.seq <= shown.board.seq]
    return Response(msgspec.json.encode({"entries": told}), mimetype="application/json")


@pages.get("/<cell>/kinds/<kind>")
def versions(cell: str, kind: str) -> Response:
    """The entries of one kind that touched the cell's own row: the versions of its aim, of its situation."""
    shown, member = seen_by(cell, me().id)
    cleared = rights.cleared(member.role, member.department)
    with house().store.reading() as connection:
        entries = wire.readable(entries_about(connection, cell, "cell"), cleared)
    told = [wire.entry_view(entry, cleared) for entry in entries if entry.kind == kind and entry.seq <= shown.board.seq]
    return Response(msgspec.json.encode({"entries": told}), mimetype="application/json")


@pages.get("/<cell>/entries")
def before(cell: str) -> Response:
    """Older entries of the journal, for who scrolls back: the 200 before a number."""
    shown, member = seen_by(cell, me().id)
    cleared = rights.cleared(member.role, member.department)
    end = _end(request.args.get("before"), shown.board.seq)
    with house().store.reading() as connection:
        entries = read_entries(connection, cell, max(0, end - 1 - JOURNAL_SHOWN), upto=end - 1)
    told = [wire.entry_view(entry, cleared) for entry in entries]
    return Response(msgspec.json.encode({"entries": told}), mimetype="application/json")


def _end(given: str | None, head: int) -> int:
    if given is None:
        return head + 1
    if not re.fullmatch("[0-9]{1,10}", given):
        raise Refused("bad_value", "before")
    return min(max(1, int(given)), head + 1)
