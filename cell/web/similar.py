"""What reads like a task that somebody is about to add: told before it is saved, and never in its way.

Looked for in the cell and in the person's other cells of the same sort; shown as it stands now, by the rights of now.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec
from flask import Blueprint, Flask, Response, current_app, request
from sqlalchemy import Connection

from cell import duplicates, rights, titles
from cell.board import Board, Decision, Member, Row, Statement, Task
from cell.errors import Refused
from cell.house import house
from cell.kinds.cells import Named
from cell.similar import HEAD, Alike, Memory
from cell.texts import LINE
from cell.web.board import seen_by
from cell.web.identity import me
from cell.web.search import Searches
from cell.web.words import tongue

pages = Blueprint("similar", __name__, url_prefix="/cells")
SHOWN = 4
MEMORY, ASKED = "similar", "similar asked"


class Similar(msgspec.Struct, frozen=True):
    """Something asked, done, decided or said that reads like what was typed.

    ref, number: which row. text: its words. status: of the task, decision or statement. department: the slug of who
    holds the task, or null; name: that of the department in its cell. at: since when it stands so, an instant, or a
    date alone. score: from 0 to 1. cell, title: the cell it is in.
    """

    cell: str
    title: str | None
    ref: str
    number: str
    text: str
    status: str
    department: str | None
    name: Named | None
    at: str
    score: float


def init_app(app: Flask) -> None:
    """Add the page's request."""
    app.register_blueprint(pages)
    app.extensions[MEMORY] = Memory()
    app.extensions[ASKED] = Searches()


@pages.get("/<cell>/similar")
def similar(cell: str) -> Response:
    """For the line that adds a task."""
    title = request.args.get("title", "")[:LINE]
    told = {"similar": similar_to(cell, me().id, title)}
    return Response(msgspec.json.encode(told), mimetype="application/json")


def similar_to(cell: str, account: int, title: str) -> list[Similar]:
    """What reads like a title, for one person in one cell: the most alike first, a few."""
    shown, _member = seen_by(cell, account)
    memory: Memory = current_app.extensions[MEMORY]
    asked: Searches = current_app.extensions[ASKED]

    def look(connection: Connection) -> tuple[list[Alike], duplicates.Synonyms]:
        return memory.alike(connection, account, shown.board.cell.id, title)

    with asked.of(account):
        found, synonyms = house().desk.apart(look)
    told: list[Similar] = []
    for alike, row, board in _standing(found, account):
        facet = FACETS[type(row)](row, board)
        # An entry's wording may have been changed since: what counts is how the row reads now.
        read = [(duplicates.likeness(title, text, synonyms), text) for text in map(_head, facet.texts) if text]
        score, text = max(read, default=(0.0, ""))
        if score >= duplicates.ALIKE:
            told.append(_told(alike, board, facet, text, score))
        if len(told) == SHOWN:
            break
    return told


class Facet(NamedTuple):
    """What a row is told by: the texts it may be asked for by, its number, state, department (slug) and since when."""

    texts: tuple[str | None, ...]
    number: str
    status: str
    department: str | None
    at: str


def _of_task(row: Task, board: Board) -> Facet:
    texts = () if row.undone else (titles.task_title(row, board, tongue()),)
    return Facet(texts, f"A-{row.id}", row.status, row.department or None, _at(row, row.since))


def _of_decision(row: Decision, _board: Board) -> Facet:
    taken = row.taken
    texts = (row.question,) if taken is None else (taken.choice, row.question)
    return Facet(texts, row.number, row.status, None, _at(row, row.asked_at if taken is None else taken.decided_at))


def _of_statement(row: Statement, _board: Board) -> Facet:
    at = row.ended_at or row.published_at or row.drafted_at
    texts = duplicates.sentences(row.wordings[-1].text or "")  # the sentence that reads alike is the one shown
    return Facet(tuple(texts), row.number, row.status, None, at)


# A sort of row that may be warned of: here, and the kinds that word it in cell/similar.py.
FACETS: dict[type[Row], Callable[..., Facet]] = {Task: _of_task, Decision: _of_decision, Statement: _of_statement}


def _at(row: Task | Decision, at: str) -> str:
    """What was written down afterwards has its own time, as well as it is known."""
    return row.past.happened_at if row.past is not None else at


def _head(text: str | None) -> str:
    return text.partition("\n")[0][:HEAD] if text else ""


def _standing(found: list[Alike], account: int) -> Iterator[tuple[Alike, Row, Board]]:
    """The rows that were found, as they stand, where the person may still read them."""
    for alike in found:
        try:
            shown, member = seen_by(alike.cell, account)
        except Refused:
            continue
        row = shown.board.row(alike.ref)
        if type(row) in FACETS and row is not None and _may_read(row, member):
            yield alike, row, shown.board


def _may_read(row: Row, member: Member) -> bool:
    return row.clearance == "cell" or rights.cleared(member.role, member.department)


def _told(alike: Alike, board: Board, facet: Facet, text: str, score: float) -> Similar:
    seat = board.departments.get(facet.department) if facet.department else None
    cell, shown = board.cell, titles.cut(text, LINE)
    name = seat.name if seat is not None else None
    number, status, slug, at = facet.number, facet.status, facet.department, facet.at
    return Similar(cell.id, cell.title, alike.ref, number, shown, status, slug, name, at, round(score, 2))
