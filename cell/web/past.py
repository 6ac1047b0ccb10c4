"""The board as it stood after any entry: what was known then, whatever came later."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Flask, Response, redirect, render_template, request, url_for
from sqlalchemy import Connection

from cell import clock, rights, sentence
from cell.board import Board, Row
from cell.errors import Refused
from cell.house import house
from cell.journal.drafts import load
from cell.journal.reader import last_before, read_entries
from cell.sentence import SaidAt
from cell.web.board import seen_by
from cell.web.identity import me
from cell.web.words import said_in, tongue

pages = Blueprint("past", __name__, url_prefix="/cells/<cell>/at")
STATUSES = ("to_acknowledge", "in_progress", "waiting", "to_validate", "done", "dropped")
LEAP = 10


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)


@pages.get("")
def seek(cell: str) -> Any:
    """Go to an entry by its number, or to the last one before an hour; both are clamped to what the cell lived."""
    shown, _member = seen_by(cell, me().id)
    entry, time = request.args.get("entry", ""), request.args.get("time", "")
    seq = shown.board.seq
    if entry.isascii() and entry.isdigit() and len(entry) < 11:
        seq = min(max(1, int(entry)), shown.board.seq)
    elif time:
        until = _instant(time)
        seq = house().desk.apart(lambda connection: last_before(connection, cell, until)) or 1
    return redirect(url_for("past.show", cell=cell, seq=seq), 303)


def _instant(typed: str) -> str:
    """The end of a typed minute, read in the person's zone."""
    try:
        moment = datetime.fromisoformat(typed[:19]).replace(tzinfo=ZoneInfo(me().zone))
        return clock.text_of(moment + timedelta(seconds=59, milliseconds=999) if len(typed) <= 16 else moment)
    except (ValueError, OverflowError):
        raise Refused("bad_value", "time") from None


@pages.get("/<int:seq>")
def show(cell: str, seq: int) -> Response | str:
    """The whole board after an entry, to be read."""
    shown, member = seen_by(cell, me().id)
    head = shown.board.seq
    if not 1 <= seq <= head:
        raise Refused("not_found", "at")
    cleared = rights.cleared(member.role, member.department)
    reader = tongue(), said_in(me().zone)  # the other thread knows of no request
    board, said = house().desk.apart(lambda connection: _then(connection, cell, seq, cleared, reader))
    return render_template(
        "cell/past.html",
        **known(board, cleared),
        cell=cell,
        title=shown.board.cell.title,
        row=board.cell,
        seq=seq,
        head=head,
        at=board.at,
        said=said,
        steps=_steps(seq, head),
        past=board,
        names={row.id: row.name for row in board.members.values()},
    )


def _then(connection: Connection, cell: str, seq: int, cleared: bool, reader: tuple[str, SaidAt]) -> tuple[Board, str]:
    board = load(connection, cell, seq).board
    entry = read_entries(connection, cell, seq - 1, 1)[0]
    is_withheld = entry.clearance != "cell" and not cleared
    return board, "" if is_withheld else sentence.of(entry, board, *reader)


def known(board: Board, cleared: bool) -> dict[str, Any]:
    """What a board shows to a reader: tasks by status, decisions, information, objectives, who sat where."""

    def seen(rows: dict[int, Any]) -> list[Any]:
        mine: list[Row] = [row for row in rows.values() if cleared or row.clearance == "cell"]
        return mine

    present = [row for row in board.members.values() if row.removed_at is None]
    tasks = seen(board.tasks)
    return {
        "columns": {status: [task for task in tasks if task.status == status] for status in STATUSES},
        "decisions": list(reversed(seen(board.decisions))),
        "informations": list(reversed(seen(board.informations))),
        "objectives": [row for row in seen(board.objectives) if row.retired_at is None],
        "departments": board.departments,
        "seated": {slug: [row for row in present if row.department == slug] for slug in board.departments},
        "direction": [row for row in present if row.role in rights.EXCLUSIVE],
    }


def _steps(seq: int, head: int) -> dict[str, int | None]:
    """Where one may step to; None where there is no further."""
    return {
        "first": 1 if seq > 1 else None,
        "leap_back": max(1, seq - LEAP) if seq > 2 else None,
        "before": seq - 1 if seq > 1 else None,
        "after": seq + 1 if seq < head else None,
        "leap_on": min(head, seq + LEAP) if seq < head - 1 else None,
        "last": head if seq < head else None,
    }
