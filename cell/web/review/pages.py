"""The review of a cell: provisional while it runs, of what it was once it is closed."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import msgspec
from flask import Blueprint, render_template
from sqlalchemy import Connection

from cell import cells, clock, language, measures, rights, sentence
from cell.board import Board, Decision, Lesson, Member
from cell.house import house
from cell.journal.waiting import told_in
from cell.kinds import Entry, noun_of, words_of
from cell.kinds.journal import EntryCorrected
from cell.measures import Case, Times
from cell.review import Lane, Link, lanes_of, links_of, ten_lines
from cell.waits import Wait, seconds_between
from cell.web.board import seen_by
from cell.web.identity import me
from cell.web.plots import plot_of
from cell.web.review.strip import Strip, strip_of
from cell.web.times import TITLES, number
from cell.web.words import said_in, tongue

pages = Blueprint("review", __name__, url_prefix="/cells/<cell>/review")
LINKS_MOST = 200


class Told(msgspec.Struct, frozen=True):
    """One of the ten lines: the number of its entry, its instant, its sentence.

    corrected: the number of the last correction of it. also: the right words, where they stand in for one of several.
    """

    seq: int
    at: str
    text: str
    corrected: int | None = None
    also: str | None = None


class Read(msgspec.Struct, frozen=True):
    """What a reading of the whole journal gives, for one reader."""

    until: str
    told: tuple[Told, ...]
    times: tuple[Times, ...]
    lanes: tuple[Lane, ...]
    links: tuple[Link, ...]
    waits: tuple[Wait, ...]
    said: dict[int, tuple[Told, ...]]


class Ruled(msgspec.Struct, frozen=True):
    """A decision as the review sees it: how its question was settled, who objected, how long until all knew."""

    row: Decision
    asked: Case | None
    know_s: float | None
    unknown: int
    objections: tuple[str, ...]
    notes: tuple[Any, ...]


def until_of(board: Board) -> str:
    """Until when a cell is counted: its closing, or now."""
    return board.cell.closed_at or clock.now()


def read(cell: str, board: Board, cleared: bool) -> Read:
    """Read the journal apart, while others go on."""
    chosen, said_at, until = tongue(), said_in(me().zone), until_of(board)

    def make(connection: Connection) -> Read:
        entries, found = told_in(connection, cell, until, cleared=cleared, upto=board.seq)
        mended = {one.facts.entry: one for one in entries if isinstance(one.facts, EntryCorrected)}

        def tell(one: Entry) -> Told:
            return _told(one, mended.get(one.seq), sentence.parts(one, board, chosen, said_at))

        told = tuple(tell(one) for one in ten_lines(entries, board))
        times = measures.response_times(found, board.cell.targets, board.departments)
        lanes, links = lanes_of(found, board, until), links_of(found, board, until)
        said = _said(entries, tell)
        return Read(until, told, tuple(times), tuple(lanes), tuple(links), tuple(found), said)

    return house().desk.apart(make)


def _told(entry: Entry, mended: Entry | None, parts: list[tuple[str, str]]) -> Told:
    """The sentence of an entry; what was corrected is said in the right words, never in the wrong ones alone."""
    if mended is None or not isinstance(mended.facts, EntryCorrected):
        return Told(entry.seq, entry.at, "".join(text for _name, text in parts))
    right = mended.facts.text or "…"
    own = [name for name, _text in parts if name in entry.facts.texts]
    # A correction does not say which of several wordings it is about: it then stands beside them.
    is_one = len(own) == 1 and len(words_of(entry.facts)) == 1
    text = "".join(right if is_one and name == own[0] else text for name, text in parts)
    return Told(entry.seq, entry.at, text, mended.seq, None if is_one else right)


def _said(entries: list[Entry], tell: Callable[[Entry], Told]) -> dict[int, tuple[Told, ...]]:
    """What was written about each decision, by its number, ascending."""
    found: dict[int, list[Told]] = {}
    for one in entries:
        number = getattr(one.facts, "decision", None)
        if isinstance(number, int) and noun_of(one.kind) in ("decision", "option", "position"):
            found.setdefault(number, []).append(tell(one))
    return {number: tuple(told) for number, told in found.items()}


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
        listed=longest(found.links),
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
    return strip_of(found.lanes, found.links, ruled, min(board.cell.t0, board.cell.opened_at), found.until)


def longest(links: tuple[Link, ...]) -> list[Link]:
    """As many as a table can hold, in the order they began."""
    lasted = sorted(links, key=lambda one: seconds_between(one.since, one.until) or 0.0, reverse=True)[:LINKS_MOST]
    return sorted(lasted, key=lambda one: one.since) if len(links) > LINKS_MOST else list(links)


def ruled(board: Board, found: Read, cleared: bool) -> list[Ruled]:
    """Every decision taken that a reader may see, in the order of their numbers."""
    rows = [row for row in board.decisions.values() if row.taken is not None]
    asked = {case.object: case for one in found.times if one.name == "decide" for case in one.all.cases}
    known = defaultdict[str, list[Wait]](list)
    for wait in found.waits:
        if wait.about == "knowing":
            known[wait.object].append(wait)
    seen = [(f"decision:{row.id}", row) for row in rows if cleared or row.clearance == "cell"]
    return [_ruled(row, board, asked.get(ref), known[ref]) for ref, row in seen]


def _ruled(row: Decision, board: Board, asked: Case | None, known: list[Wait]) -> Ruled:
    told = [wait.lasted_s for wait in known if wait.outcome == "known" and wait.lasted_s is not None]
    review = board.reviews.get(row.id)
    return Ruled(
        row,
        asked,
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
