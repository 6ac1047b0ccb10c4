"""The routes of the API. They ask the desk, as pages and screens do; nothing is decided here."""

from collections.abc import Callable
from typing import Any

import msgspec
from flask import Blueprint, Flask, Response, g, request
from sqlalchemy import Connection

from cell import __version__, cells, clock, measures, people, rights, wire
from cell.api import bodies, openapi, shapes
from cell.board import Board
from cell.commands import COMMANDS
from cell.commands.registry import UNASKED, read_args
from cell.errors import Refused
from cell.exports import FORMATS
from cell.house import house
from cell.journal.drafts import load
from cell.journal.orders import Answer, Command
from cell.journal.reader import read_entries
from cell.journal.waiting import Told, told_in
from cell.waits import Wait
from cell.web.board import seen_by
from cell.web.identity import csrf
from cell.web.similar import similar_to

api = Blueprint("api", __name__, url_prefix="/api/v1")


def init_app(app: Flask) -> None:
    """Add the API. It takes no cookie, so it needs no page token."""
    csrf.exempt(api)
    app.register_blueprint(api)


@api.before_request
def _identify() -> None:
    if request.endpoint == "api.description":
        return
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret:
        raise Refused("signed_out")
    with house().store.reading() as connection:
        who = people.by_token(connection, secret.strip())
    if who is None:
        raise Refused("signed_out")
    g.account, g.door = who


def told(value: Any, status: int = 200) -> Response:
    """A value as JSON."""
    return Response(msgspec.json.encode(value), status, mimetype="application/json")


@api.get("/openapi.json")
def description() -> Response:
    """This document."""
    bodies.no_query()
    return Response(openapi.document(__version__), mimetype="application/json")


@api.get("/me")
def who_am_i() -> Response:
    """The person of the token."""
    bodies.no_query()
    return told(shapes.Me(**{name: getattr(g.account, name) for name in shapes.Me.__struct_fields__}))


@api.get("/cells")
def list_cells() -> Response:
    """The cells the person is in."""
    bodies.no_query()
    with house().store.reading() as connection:
        return told(shapes.Cells(cells.cells_of(connection, g.account.id)))


@api.post("/cells")
def open_cell() -> Response:
    """Open a cell; the same Idempotency-Key opens it once."""
    wanted = read_args(bodies.NewCell, bodies.json_body())
    key = bodies.key()
    command = cells.opening(g.account.id, msgspec.to_builtins(wanted), key, g.door)
    answer: Answer = house().desk.ask(command)
    row = house().desk.show(command.cell).board.cell
    response = told(shapes.Opened(**msgspec.structs.asdict(row), seq=answer.seq), 201)
    response.headers["Location"] = f"/api/v1/cells/{command.cell}"
    return response


@api.get("/cells/<cell>")
def show_cell(cell: str) -> Response:
    """One cell: its row, the person's part in it, the head of its journal."""
    bodies.no_query()
    shown, member = seen_by(cell, g.account.id)
    row = msgspec.structs.asdict(shown.board.cell)
    part = shapes.Part(**wire.me(member))
    return told(shapes.OneCell(**row, seq=shown.board.seq, stream=shown.stream, me=part))


@api.get("/cells/<cell>/board")
def show_board(cell: str) -> Response:
    """The board now, or as it stood after entry `at`."""
    query = bodies.query(bodies.At)
    shown, member = seen_by(cell, g.account.id)
    cleared = rights.cleared(member.role, member.department)
    if query.at is None or query.at == shown.board.seq:
        snapshot = shown.snapshot(cleared, wire.snapshot)
        seq = shown.board.seq
    else:
        if query.at > shown.board.seq:
            raise Refused("not_found", "at")
        seq = query.at
        snapshot = house().desk.apart(lambda connection: wire.snapshot(load(connection, cell, seq).board, cleared))
    return told(shapes.BoardAt(cell, seq, clock.now(), shown.stream, msgspec.Raw(snapshot)))


@api.get("/cells/<cell>/entries")
def list_entries(cell: str) -> Response:
    """Entries after a number, ascending; `more` says whether others follow."""
    query = bodies.query(bodies.After)
    shown, member = seen_by(cell, g.account.id)
    cleared = rights.cleared(member.role, member.department)
    with house().store.reading() as connection:
        found = read_entries(connection, cell, query.after, query.limit, shown.board.seq)
    last = found[-1].seq if found else query.after
    views = [wire.entry_view(entry, cleared) for entry in found]
    head = shown.board.seq
    return told(shapes.Entries(cell, clock.now(), shown.stream, head, views, more=last < head))


@api.post("/cells/<cell>/commands/<name>")
def command(cell: str, name: str) -> Response:
    """Carry out a command; the same Idempotency-Key carries it out once."""
    if name not in COMMANDS or name in UNASKED:
        raise Refused("unknown_command", "name")
    args = bodies.json_body()
    answer = house().desk.ask(Command(wire.read_cell(cell), g.account.id, name, args, bodies.key(), g.door))
    return told(wire.answer(answer))


def _reading(cell: str, make: Callable[[Connection, Board, bool], Any]) -> Any:
    """What a long reading of the whole journal makes of it, while the loop goes on with others."""
    shown, member = seen_by(cell, g.account.id)
    cleared = rights.cleared(member.role, member.department)
    board = shown.board.copy()  # the loop's own goes on changing
    return house().desk.apart(lambda connection: make(connection, board, cleared))


def _told(cell: str, now: str, make: Callable[[Told, Board], Any]) -> Any:
    """The same of its waits, and of what the person may read besides a record's steps."""
    return _reading(
        cell, lambda one, board, cleared: make(told_in(one, cell, now, cleared=cleared, upto=board.seq), board)
    )


@api.get("/cells/<cell>/waits")
def list_waits(cell: str) -> Response:
    """Who waited or waits on whom, for what, since when, until when, answered how; a page of them where one asks."""
    query = bodies.query(bodies.Skip)
    now = clock.now()
    found: list[Wait] = _told(cell, now, lambda one, _board: one.waits)
    end = len(found) if query.limit is None else query.skip + query.limit
    return told(shapes.Waits(cell, now, found[query.skip : end], n=len(found), more=end < len(found)))


@api.get("/cells/<cell>/similar")
def list_similar(cell: str) -> Response:
    """What reads like a task about to be added."""
    seen_by(cell, g.account.id)
    query = bodies.query(bodies.Titled, texts=("title",))
    return told(shapes.SimilarTo(cell, similar_to(cell, g.account.id, query.title)))


@api.get("/cells/<cell>/silos")
def show_silos(cell: str) -> Response:
    """The silo map since the opening: squares of waits, what matters, what to unblock first, shares, returns."""
    bodies.no_query()
    now = clock.now()

    return told(_told(cell, now, lambda found, board: shapes.silo_map(cell, now, found.waits, board)))


@api.get("/cells/<cell>/measures")
def show_measures(cell: str) -> Response:
    """Response times, each with its n; definitions in docs/measures.md."""
    bodies.no_query()
    now = clock.now()
    found = _told(cell, now, lambda one, _board: measures.measures_of(one.entries, now, one.waits))
    return told(shapes.MeasuresAt(cell, now, found))


@api.get("/cells/<cell>/exports/<form>")
def export(cell: str, form: str) -> Response:
    """The journal as a file."""
    bodies.no_query()
    if form not in FORMATS:
        raise Refused("not_found", "format")
    write, reader = FORMATS[form], g.account
    made = _reading(
        cell, lambda one, board, cleared: write(read_entries(one, cell, upto=board.seq), board, cleared, reader)
    )
    response = Response(made.body, mimetype=made.type)
    response.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response
