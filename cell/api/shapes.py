"""The shapes of what the API answers: routes build their answers from them, the OpenAPI document is made of them."""

from typing import Annotated, Any, get_args, get_type_hints

import msgspec
from msgspec import Meta

from cell import silos
from cell.board import NOUNS, Board
from cell.board.rows import Cell
from cell.cells import Listed
from cell.errors import STATUS
from cell.kinds import KINDS
from cell.measures import MEASURES
from cell.measures.spread import Spread
from cell.silos import Bounce, Move, Saying, Share
from cell.waits import Wait
from cell.web.similar import Similar
from cell.wire import WITHHELD

PLACE = "#/components/schemas/{name}"
NUMBERED = {"cell": "cell", "department": "department:[^:]+"}


def _is(name: str) -> Meta:
    """A value that is written as bytes or a plain dict, and has the shape of this name."""
    return Meta(extra_json_schema={"$ref": PLACE.format(name=name)})


AnyRow = Annotated[dict[str, Any], _is("Row")]
AnyEntry = Annotated[dict[str, Any], _is("Entry")]
Snapshot = Annotated[msgspec.Raw, _is("Snapshot")]


class Me(msgspec.Struct):
    """The person of the token."""

    id: int
    name: str
    email: str
    language: str
    zone: str
    is_admin: bool


class Cells(msgspec.Struct):
    """The cells the person is in."""

    cells: list[Listed]


class Part(msgspec.Struct):
    """The person's part in a cell: what `may` be commanded, and whether restricted entries are shown."""

    id: int
    name: str | None
    role: str
    department: str | None
    may: list[str]
    cleared: bool


class Opened(Cell, frozen=True, kw_only=True):
    """A cell's row as it was opened, and the number of its first entry."""

    seq: int


class OneCell(Cell, frozen=True, kw_only=True):
    """A cell's row, the head of its journal, and the person's part in it."""

    seq: int
    stream: str
    me: Part


class BoardAt(msgspec.Struct):
    """A board after entry `seq`."""

    cell: str
    seq: int
    now: str
    stream: str
    board: Snapshot


class Entries(msgspec.Struct):
    """A page of the journal, ascending; `seq` is the head, `more` whether entries follow the last one here."""

    cell: str
    now: str
    stream: str
    seq: int
    entries: list[AnyEntry]
    more: bool


class Waits(msgspec.Struct):
    """Who waits on whom, in the order of the asking; `n` is how many there are, `more` whether others follow these."""

    cell: str
    now: str
    waits: list[Wait]
    n: int
    more: bool


class SimilarTo(msgspec.Struct):
    """What reads like a title, the most alike first: a few rows of the person's cells, as they stand."""

    cell: str
    similar: list[Similar]


class SiloSquare(msgspec.Struct):
    """One department waiting on another: ended waits, seconds waited, open ones by their first entry, returns."""

    waiting: str
    on: str
    spread: Spread
    sum_s: float
    open: list[int]
    oldest_s: float | None
    late: int
    offers: int
    returned: int
    approve: Spread
    hand_over: Spread


class SiloMap(msgspec.Struct):
    """The silo map at an instant, since the opening; definitions in docs/measures.md."""

    cell: str
    now: str
    squares: list[SiloSquare]
    sayings: list[Saying]
    moves: list[Move]
    shares: list[Share]
    bounces: list[Bounce]
    apart: int


def silo_map(cell: str, now: str, found: list[Wait], board: Board) -> SiloMap:
    """The map of some waits, in the order of the departments."""
    matrix = silos.matrix_of(found, board.departments, silos.Span(now), board.cell.targets)
    squares = [
        SiloSquare(
            **{name: getattr(one, name) for name in SiloSquare.__struct_fields__ if name not in ("open", "oldest_s")},
            open=[wait.asked for wait in one.open],
            oldest_s=one.open[0].lasted_s if one.open else None,
        )
        for _pair, one in sorted(matrix.squares.items())
    ]
    return SiloMap(
        *(cell, now, squares, silos.sayings_of(matrix), silos.moves_of(found, silos.blocks_of(board))),
        *(silos.shares_of(found, board.departments, now), silos.bounces_of(matrix), len(matrix.apart)),
    )


class MeasuresAt(msgspec.Struct):
    """The measures at an instant."""

    cell: str
    now: str
    measures: Annotated[dict[str, Any], _is("Measures")]


class Exported(msgspec.Struct):
    """The whole journal with its digests, and the board it makes."""

    cell: str
    exercise: bool
    seq: int
    entries: list[Annotated[dict[str, Any], _is("ExportedEntry")]]
    board: Snapshot


class Done(msgspec.Struct):
    """A command is on disk: the first entry it made, and the row it is about, as it stands."""

    ok: Annotated[bool, Meta(extra_json_schema={"const": True})]
    seq: int
    row: AnyRow | msgspec.UnsetType = msgspec.UNSET


ANSWERS: tuple[Any, ...] = (
    *(Me, Cells, Opened, OneCell, BoardAt, Entries),
    *(Waits, SimilarTo, SiloMap, MeasuresAt, Exported, Done),
)


def components(arguments: list[Any]) -> dict[str, Any]:
    """Every schema of the document by name: arguments, answers, rows, entries of each kind, the refusal."""
    rows = {noun: get_args(get_type_hints(Board)[noun + "s"])[1] for noun in NOUNS}
    measures = msgspec.defstruct(
        "Measures", [(name, get_type_hints(measure)["return"]) for name, measure in MEASURES.items()]
    )
    known = [*arguments, *ANSWERS, measures, *rows.values(), *KINDS.values()]
    _, made = msgspec.json.schema_components(known, ref_template=PLACE)
    made = {name: _as_ecma(schema) for name, schema in made.items()}
    for schema in made.values():
        if schema.get("type") == "object":
            schema["additionalProperties"] = False
    refs = {noun: {"$ref": PLACE.format(name=row.__name__)} for noun, row in rows.items()}
    return {
        **made,
        "Row": {"anyOf": list(refs.values())},
        "Snapshot": _snapshot(refs),
        "Entry": _entry({}),
        "ExportedEntry": _entry({"key": {"type": ["string", "null"]}, "sum": _DIGEST, "digest": _DIGEST}),
        "Refusal": _REFUSAL,
    }


def _as_ecma(schema: Any) -> Any:
    """The same schema with patterns as JSON Schema spells them: there, Python's marks of both ends are letters."""
    if isinstance(schema, dict):
        return {
            name: value.replace(r"\A", "^").replace(r"\Z", "$") if name == "pattern" else _as_ecma(value)
            for name, value in schema.items()
        }
    return [_as_ecma(one) for one in schema] if isinstance(schema, list) else schema


def _snapshot(refs: dict[str, Any]) -> dict[str, Any]:
    rows = {f"^{NUMBERED.get(noun, noun + ':[0-9]+')}$": ref for noun, ref in refs.items()}
    return {
        "description": "Every row of a cell by its ref, such as task:12, after entry `seq`.",
        "type": "object",
        "properties": {
            "seq": {"type": "integer"},
            "rows": {"type": "object", "patternProperties": rows, "additionalProperties": False},
        },
        "required": ["seq", "rows"],
        "additionalProperties": False,
    }


_DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def _entry(more: dict[str, Any]) -> dict[str, Any]:
    kinds = [
        _of_kind(kind, {"$ref": PLACE.format(name=facts.__name__)}, {"type": ["integer", "null"]}, more)
        for kind, facts in KINDS.items()
    ]
    nothing = {"type": "object", "maxProperties": 0}
    return {
        "description": "One line of the journal. Who may not read it gets its number and its time, kind withheld.",
        "anyOf": [*kinds, _of_kind(WITHHELD, nothing, {"type": "null"}, more)],
    }


def _of_kind(kind: str, facts: dict[str, Any], by: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    always = {"seq": {"type": "integer"}, "at": {"type": "string"}, "by": by, "kind": {"const": kind}, "facts": facts}
    return {
        "type": "object",
        "properties": {**always, **more, "clearance": {"const": "restricted"}},
        "required": [*always, *more],
        "additionalProperties": False,
    }


_REFUSAL: dict[str, Any] = {
    "description": "A refusal (RFC 9457). Nothing was changed. `detail` is in the language of the account.",
    "type": "object",
    "properties": {
        "type": {"const": "about:blank"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"enum": sorted(STATUS)},
        "detail": {"type": "string"},
        "field": {"type": "string", "description": "The field at fault; on.task is task inside on."},
        "row": {"$ref": PLACE.format(name="Row"), "description": "What was changed meanwhile, as it stands."},
        "reference": {"type": "string", "description": "To quote to whoever helps you: it stands in the diary."},
    },
    "required": ["type", "title", "status", "code", "detail"],
    "additionalProperties": False,
}
