"""The OpenAPI document, made from the structs that read what comes in and from those that go out."""

import inspect
from functools import cache
from typing import Any

import msgspec

from cell import wire
from cell.api import shapes
from cell.api.bodies import After, At, NewCell, Skip, Titled
from cell.commands import COMMANDS
from cell.commands.registry import UNASKED, Intention
from cell.errors import STATUS
from cell.exports import FORMATS

# What a command answers with, by its last word; None: no row.
ABOUT: dict[str, str | None] = {
    "cell": "Cell",
    "aim": "Cell",
    "situation": "Cell",
    "point": "Cell",
    "phase": "Cell",
    "level": "Cell",
    "department": "Department",
    "member": "Member",
    "role": "Member",
    "call": "Member",
    "direction": "Member",
    "invitation": "Invitation",
    "wall": "Wall",
    "objective": "Objective",
    "task": "Task",
    "rest": "first of them",
    "duplicate": "Task",
    "decision": "Decision",
    "option": "Decision",
    "position": "Decision",
    "information": "Information",
    "criterion": "Criterion",
    "lesson": "Lesson",
    "review": "Review",
    "handoff": "Handoff",
    "approval": "Approval",
    "lane": "Lane",
    "statement": "Statement",
    "arbitration": "Arbitration",
    "contributions": "Contribution",
    "contribution": "Contribution",
    "entry": None,
}
READING = (401, 404, 422, 429, 503)
OPENING_REFUSED = (400, 401, 404, 413, 415, 422, 429, 503)
COMMANDING = (400, 401, 403, 404, 409, 413, 415, 422, 429, 503)
INTRODUCTION = """\
A crisis cell is one journal: an append-only list of entries numbered 1, 2, 3… without a gap. The board, the waits and
the measures are computed from it. Every call is made in a person's name, with that person's rights. The live channel
(Socket.IO) and worked examples are in docs/api.md."""


@cache
def document(version: str) -> bytes:
    """The whole document, as JSON."""
    return msgspec.json.encode(
        {
            "openapi": "3.1.0",
            "info": {"title": "Crisis Cell", "version": version, "description": INTRODUCTION},
            "servers": [{"url": "/api/v1"}],
            "security": [{"token": []}],
            "paths": {**_paths(), **dict(_command_paths()), **dict(_export_paths())},
            "components": {
                "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "A personal token."}},
                "parameters": {"cell": _CELL, "key": _KEY},
                "responses": {f"Refused{status}": _refused(status) for status in sorted({*READING, *COMMANDING})},
                "schemas": shapes.components([NewCell, *(intention.args for _, intention in commands())]),
            },
        }
    )


def commands() -> list[tuple[str, Intention]]:
    """The commands that may be given to a cell that is there."""
    return [(name, intention) for name, intention in COMMANDS.items() if name not in UNASKED]


_CELL = {
    "name": "cell",
    "in": "path",
    "required": True,
    "description": "The cell's id.",
    "schema": {"type": "string", "pattern": f"^{wire.CELL}$"},
}
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "The client's own key for this one call, such as a UUID. The same call again with the same "
    "key changes nothing and has the same answer, so a call whose answer was lost may be made again.",
    "schema": {"type": "string", "pattern": f"^{wire.KEY}$"},
}


def _paths() -> dict[str, Any]:
    return {
        "/openapi.json": {"get": {**_call("description", "This document.", _ok(_ANY), 422), "security": []}},
        "/me": {"get": _call("me", "The person of the token.", _ok(_made("Me")), 401, 422)},
        "/cells": {
            "get": _call("list_cells", "The cells the person is in.", _ok(_made("Cells")), 401, 422),
            "post": {
                **_call("open_cell", "Open a cell; you become its director.", _created(), *OPENING_REFUSED),
                "parameters": [{"$ref": "#/components/parameters/key"}],
                "requestBody": _body("NewCell"),
            },
        },
        "/cells/{cell}": {"get": _read("show_cell", "One cell, and your part in it.", "OneCell")},
        "/cells/{cell}/board": {
            "get": _read("show_board", "The board now, or as it stood after entry `at`.", "BoardAt", At)
        },
        "/cells/{cell}/entries": {"get": _read("list_entries", "Entries after a number, ascending.", "Entries", After)},
        "/cells/{cell}/waits": {
            "get": _read("list_waits", "Who waited or waits on whom; all, or a page of them.", "Waits", Skip)
        },
        "/cells/{cell}/similar": {
            "get": _read("list_similar", "What reads like a task about to be added.", "SimilarTo", Titled)
        },
        "/cells/{cell}/silos": {"get": _read("show_silos", "Who waits on whom, department by department.", "SiloMap")},
        "/cells/{cell}/measures": {"get": _read("show_measures", "Response times, with their n.", "MeasuresAt")},
    }


def _command_paths() -> Any:
    for name, intention in commands():
        told = inspect.getdoc(intention.act) or ""
        yield (
            f"/cells/{{cell}}/commands/{name}",
            {
                "post": {
                    **_call(name, told, _done(name), *COMMANDING),
                    "parameters": [{"$ref": "#/components/parameters/cell"}, {"$ref": "#/components/parameters/key"}],
                    "requestBody": _body(intention.args.__name__),
                }
            },
        )


def _export_paths() -> Any:
    for form in FORMATS:
        made = _made("Exported") if form == "json" else {"text/csv": {"schema": {"type": "string"}}}
        call = _call(f"export_{form}", f"The journal as {form.upper()}.", _ok(made), *READING)
        yield f"/cells/{{cell}}/exports/{form}", {"get": {**call, "parameters": [_in_cell()]}}


def _call(name: str, told: str, made: dict[str, Any], *refused: int) -> dict[str, Any]:
    summary, _, more = told.partition("\n\n")
    call = {"operationId": name, "summary": " ".join(summary.split())}
    if more:
        call["description"] = " ".join(more.split())
    return {**call, "responses": {**made, **_refusals(*refused)}}


def _read(name: str, told: str, shape: str, query: type[msgspec.Struct] | None = None) -> dict[str, Any]:
    return {**_call(name, told, _ok(_made(shape)), *READING), "parameters": [_in_cell(), *_queries(query)]}


def _in_cell() -> dict[str, str]:
    return {"$ref": "#/components/parameters/cell"}


def _queries(struct: type[msgspec.Struct] | None) -> list[dict[str, Any]]:
    if struct is None:
        return []
    _, made = msgspec.json.schema_components([struct])
    needed = made[struct.__name__].get("required", ())
    return [
        {"name": name, "in": "query", "schema": _without_null(schema), **({"required": True} if name in needed else {})}
        for name, schema in made[struct.__name__]["properties"].items()
    ]


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A query has no null: what may be absent is left out."""
    return next((one for one in schema.get("anyOf", ()) if one.get("type") != "null"), schema)


def _ref(name: str) -> dict[str, str]:
    return {"$ref": shapes.PLACE.format(name=name)}


def _made(shape: str) -> dict[str, Any]:
    return {"application/json": {"schema": _ref(shape)}}


_ANY = {"application/json": {"schema": {"type": "object"}}}


def _ok(made: dict[str, Any]) -> dict[str, Any]:
    return {"200": {"description": "Done.", "content": made}}


def _done(name: str) -> dict[str, Any]:
    """Any row by its shape: of an entry that was redacted only the key is known, whatever is sent with it."""
    about = ABOUT[name.rpartition("_")[2]]
    told = f"Done; `row` is the {about} as it stands." if about else "Done; there is no row."
    return {"200": {"description": told, "content": _made("Done")}}


def _created() -> dict[str, Any]:
    location = {"description": "Where the cell is.", "schema": {"type": "string"}}
    return {"201": {"description": "The cell is open.", "headers": {"Location": location}, "content": _made("Opened")}}


def _body(struct: str) -> dict[str, Any]:
    return {"required": True, "content": _made(struct)}


def _refusals(*statuses: int) -> dict[str, Any]:
    return {str(status): {"$ref": f"#/components/responses/Refused{status}"} for status in sorted(statuses)}


def _refused(status: int) -> dict[str, Any]:
    codes = sorted(code for code, number in STATUS.items() if number == status)
    exactly = {"properties": {"status": {"const": status}, "code": {"enum": codes}}}
    headers = {
        401: {"WWW-Authenticate": {"schema": {"type": "string"}}},
        429: {"Retry-After": {"schema": {"type": "string"}}},
    }
    return {
        "description": "Refused: " + ", ".join(codes) + ".",
        "headers": headers.get(status, {}),
        "content": {"application/problem+json": {"schema": {"allOf": [_ref("Refusal"), exactly]}}},
    }
