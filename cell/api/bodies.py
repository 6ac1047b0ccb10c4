"""What comes in by HTTP: bodies, queries and keys, refused with the field at fault."""

import re
import uuid
from typing import Annotated, Any, TypeVar

import msgspec
from flask import request
from msgspec import Meta

from cell.commands import fields
from cell.commands.registry import Args, read_args
from cell.errors import Refused
from cell.wire import read_json, read_key


class NewCell(Args, frozen=True, kw_only=True):
    """What it takes to open a cell."""

    title: fields.Line
    level: Annotated[int, Meta(ge=1, le=4)]
    type: fields.Slug | None = None
    playbook: fields.Slug | None = None
    departments: Annotated[tuple[fields.Slug, ...], Meta(max_length=60)] = ()
    t0: fields.Instant | None = None
    exercise: bool = False


class At(Args, frozen=True, kw_only=True):
    """A number of an entry to stop at."""

    at: Annotated[int, Meta(ge=1, le=2**53)] | None = None


class After(Args, frozen=True, kw_only=True):
    """Where to go on, and how far."""

    after: Annotated[int, Meta(ge=0, le=2**53)] = 0
    limit: Annotated[int, Meta(ge=1, le=1_000)] = 1_000


class Skip(Args, frozen=True, kw_only=True):
    """How many to pass over, and how many to answer then; all of them where nobody says."""

    skip: Annotated[int, Meta(ge=0, le=2**53)] = 0
    limit: Annotated[int, Meta(ge=1, le=10_000)] | None = None


class Titled(Args, frozen=True, kw_only=True):
    """What is about to be asked, in its own words."""

    title: fields.Line


class Nothing(Args, frozen=True, kw_only=True):
    """No query at all."""


S = TypeVar("S", bound=msgspec.Struct)
_NUMBER = re.compile("-?[0-9]{1,18}")


def query(struct: type[S], texts: tuple[str, ...] = ()) -> S:
    """The query of the request, `texts` as they are. Refused for a name nobody knows or a value that is none."""
    given: dict[str, Any] = {}
    for name, values in request.args.lists():
        if len(values) > 1:
            raise Refused("bad_value", name)
        is_number = name not in texts and _NUMBER.fullmatch(values[0])
        given[name] = int(values[0]) if is_number else values[0]
    return read_args(struct, given)


def no_query() -> None:
    """Refuse any query."""
    query(Nothing)


def json_body() -> dict[str, Any]:
    """The request's JSON object."""
    no_query()
    if request.mimetype != "application/json":
        raise Refused("bad_media")
    try:
        value = read_json(request.get_data(cache=False))
    except (ValueError, msgspec.DecodeError):
        raise Refused("bad_request") from None
    if not isinstance(value, dict):
        raise Refused("bad_value", "body")
    return value


def key() -> str:
    """The request's Idempotency-Key, or a fresh one where it has none."""
    given = request.headers.get("Idempotency-Key")
    return str(uuid.uuid4()) if given is None else read_key(given, "Idempotency-Key")
