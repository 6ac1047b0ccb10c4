"""The review of a cell: provisional while it runs, of what it was once it is closed."""

from typing import Any

import msgspec
from flask import Blueprint, render_template
from sqlalchemy import Connection

from cell import cells, clock, language, measures, rights, sentence, waits, wire
from cell.board import Board, Decision, Lesson, Member
from cell.house import house
from cell.journal.reader import read_entries
from cell.measures import Times
from cell.review import Lane, lanes_of, ten_lines
from cell.waits import Wait, seconds_between
from cell.web.board import seen_by
from cell.web.identity import me
from cell.web.plots import plot_of
from cell.web.review.strip import Strip, strip_of
from cell.web.times import TITLES, number
from cell.web.words import tongue

pages = Blueprint("review", __name__, url_prefix="/cells/<cell>/review")


class Told(msgspec.Struct, frozen=True):
    """One of the ten lines: the number of its entry, its instant, its sentence."""

    seq: int
    at: str
    text: str


class Read(msgspec.Struct, frozen=True):
    """What a reading of the whole journal gives, for one reader."""

    until: str
    told: tuple[Told, ...]
    times: tuple[Times, ...]
    lanes: tuple[Lane, ...]
    waits: tuple[Wait, ...]


class Ruled(msgspec.Struct, frozen=True):
    """A decision as the review looks at it: how long it took, who objected, how long until all knew, None: not yet."""

    row: Decision
    decide_s: float | None
    know_s: float | None
    unknown: int
    objections: tuple[str, ...]
    notes: tuple[Any, ...]


def until_of(board: Board) -> str:
    """Until when a cell is counted: its closing, or now."""
    return board.cell.closed_at or clock.now()


def read(cell: str, board: Board, cleared: bool) -> Read:
    """Read the journal apart, while others go on."""
    chosen, until = tongue(), until_of(board)

    def make(connection: Connection) -> Read:
        entries = wire.readable(read_entries(connection, cell, upto=board.seq), cleared)
        found = waits.waits_of(entries, until)
        told = tuple(Told(one.seq, one.at, sentence.of(one, board, chosen)) for one in ten_lines(entries, board))
        times = measures.response_times(found, board.cell.targets, board.departments)
        return Read(until, told, tuple(times), tuple(lanes_of(found, board, until)), tuple(found))

    return house().desk.apart(make)


def titles() -> dict[str, str]:
    """What each response time is called."""
    return {name: language.say(title, tongue()) for name, title in TITLES.items()}


@pages.get("")
def show(cell: str) -> Any:
    """The page."""
    shown, member = seen_by(cell, me().id)
    board = shown.board.copy()  # the loop's own goes on changing
    cleared = rights.cleared(member.role, member.department)
    found = read(cell, board, cleared)
    with house().store.reading() as connection:
        listed = cells.cells_of(connection, me().id)
    return render_template(
        "review/review.html",
        **frame(cell, board, member),
        found=found,
        figures=[(one, plot_of(one)) for one in found.times],
        words=titles(),
        strip=drawn(found, board, cleared),
        ruled=ruled(board, found, cleared),
        lessons=lessons_of(board, cleared),
        counts=counts(board, found, cleared),
        others=[one for one in listed if one.id != cell and one.exercise == board.cell.exercise],
        apart=sum(one.exercise != board.cell.exercise for one in listed),
        number=number,
    )


def frame(cell: str, board: Board, member: Member) -> dict[str, Any]:
    """What every page of the review needs."""
    return {
        "cell": cell,
        "title": board.cell.title,
        "row": board.cell,
        "board": board,
        "departments": board.departments,
        "names": {row.id: row.name for row in board.members.values()},
        "member": member,
        "may": rights.commands_of(member.role),
        "now": clock.now(),
    }


def drawn(found: Read, board: Board, cleared: bool) -> Strip:
    """The strip, with the decisions a reader may see."""
    ruled = [row for row in board.decisions.values() if row.taken is not None and (cleared or row.clearance == "cell")]
    return strip_of(found.lanes, ruled, min(board.cell.t0, board.cell.opened_at), found.until)


def ruled(board: Board, found: Read, cleared: bool) -> list[Ruled]:
    """Every decision taken that a reader may see, in the order of their numbers."""
    rows = [row for row in board.decisions.values() if row.taken is not None]
    return [_ruled(row, board, found) for row in rows if cleared or row.clearance == "cell"]


def _ruled(row: Decision, board: Board, found: Read) -> Ruled:
    ref = f"decision:{row.id}"
    asked = [wait.lasted_s for wait in found.waits if wait.object == ref and wait.about == "decision"]
    known = [seconds_between(row.taken.recorded_at, at) if row.taken and at else None for at in row.informed.values()]
    told = [seconds for seconds in known if seconds is not None]
    review = board.reviews.get(row.id)
    return Ruled(
        row,
        asked[-1] if asked else None,
        max(told) if told and len(told) == len(known) else None,
        len(known) - len(told),
        tuple(dict.fromkeys(one.department for one in row.positions if one.strong)),
        review.notes if review is not None else (),
    )


def lessons_of(board: Board, cleared: bool) -> list[Lesson]:
    """The lessons a reader may see: those still open first, by their date."""
    rows = [row for row in board.lessons.values() if cleared or row.clearance == "cell"]
    return sorted(rows, key=lambda row: (row.closed_at is not None, row.due_at))


def counts(board: Board, found: Read, cleared: bool) -> dict[str, Any]:
    """The figures that are no response times."""
    tasks = [row for row in board.tasks.values() if cleared or row.clearance == "cell"]
    return {
        "lasted_s": seconds_between(board.cell.t0, found.until) or 0.0,
        "tasks": len(tasks),
        "done": sum(row.status == "done" for row in tasks),
        "dropped": sum(row.status == "dropped" for row in tasks),
        "decisions": sum(
            row.taken is not None and (cleared or row.clearance == "cell") for row in board.decisions.values()
        ),
        "informations": sum(cleared or row.clearance == "cell" for row in board.informations.values()),
        "entries": board.seq,
        "departments": len(board.departments),
        "waits_s": sum(lane.waits_s for lane in found.lanes),
        "works_s": sum(lane.works_s for lane in found.lanes),
    }
