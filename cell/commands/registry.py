"""The table of commands, and the way every one of them goes: who, what, whether the cell is open, then the act."""

import re
from collections.abc import Callable
from typing import Any, TypeVar, get_type_hints

import msgspec

from cell import rights
from cell.errors import Refused
from cell.journal.pen import Pen

COMMANDS: dict[str, "Intention"] = {}
F = TypeVar("F", bound=Callable[..., str | None])
# What makes a cell that is not there yet; its edge chooses the cell's id, so neither is taken from a screen.
OPENING = frozenset({"open_cell", "import_timeline", "import_log"})
# Given by our own pages alone, never by a screen or a program: who may give these is in no role yet.
DOORS = OPENING | {"join_cell"}
# Given by the clock alone (cell/alerts.py), which is in no cell and has no role.
CLOCKED = frozenset({"end_approval", "recall_arbitration", "recall_decision", "tell_stall", "tell_target"})
# What no screen and no program may ask for.
UNASKED = DOORS | CLOCKED
# What may still be done in a closed cell.
ALWAYS = frozenset(
    {"reopen_cell", "correct_entry", "redact_entry", "remove_member", "revoke_invitation", "revoke_wall"}
    | {"note_review", "add_lesson", "edit_lesson", "close_lesson", "reopen_lesson"}
)


class Args(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Arguments of a command: anything not named is refused."""


class Intention:
    """A command: its name, the struct of its arguments, and the function that carries it out."""

    def __init__(self, function: Callable[..., str | None]):
        self.name = function.__name__
        self.args: type[Args] = get_type_hints(function)["args"]
        self.act = function


def command(function: F) -> F:
    """Register a command under its function's name."""
    assert function.__name__ not in COMMANDS
    COMMANDS[function.__name__] = Intention(function)
    return function


def run(pen: Pen, name: str, args: dict[str, Any]) -> str | None:
    """Carry out a command with a pen; returns the ref of its row. Raises Refused, and then wrote nothing."""
    intention = COMMANDS.get(name)
    if intention is None:
        raise Refused("unknown_command", "name")
    if name in OPENING:
        if pen.board.seq:
            raise Refused("already_there", "cell")
    elif not pen.board.seq:
        raise Refused("not_found", "cell")
    elif pen.by is not None and name not in DOORS:
        _check_member(pen, name)
    return intention.act(pen, read_args(intention.args, args))


def _check_member(pen: Pen, name: str) -> None:
    me = pen.me
    if me is None or me.removed_at is not None:
        raise Refused("not_found", "cell")  # who is not in a cell does not learn that it exists
    if not rights.may(me.role, name):
        raise Refused("not_allowed", role=me.role)
    if pen.board.cell.state != "open" and name not in ALWAYS:
        raise Refused("cell_closed")


A = TypeVar("A", bound=msgspec.Struct)
# msgspec's own words: what is wrong, then where. The middle may hold anything a client wrote, so both ends are held.
_PLACE = re.compile(r" - at `(?:key` in `)?\$([^`]*)`\Z")
_NAMED = re.compile(r"\AObject (contains unknown|missing required) field `(.*)`\Z", re.DOTALL)
_LIMIT = re.compile(r"\AExpected `str` of length <= (\d+)\Z")
_NOTHING = re.compile(r"\AExpected .*(, got `null`|of length >= 1)\Z")
NAME_SHOWN = 80


def read_args(struct: type[A], args: Any) -> A:
    """The arguments of a command from plain values. Raises Refused with the field at fault."""
    if not isinstance(args, dict):
        raise Refused("bad_value", "args")
    try:
        return msgspec.convert(args, struct)
    except (msgspec.ValidationError, RecursionError, UnicodeError) as fault:
        raise _refusal(str(fault)) from None


def _refusal(message: str) -> Refused:
    """What msgspec says as a refusal; the field of a nested value is told as `on.task`, of a list as the list."""
    place = _PLACE.search(message)
    said = message[: place.start()] if place else message
    path = place.group(1).partition("[")[0].strip(".") if place else ""
    named = _NAMED.search(said)
    if named:
        field = ".".join(part for part in (path, named.group(2)[:NAME_SHOWN]) if part)
        return Refused("unknown_field" if named.group(1) == "contains unknown" else "missing", field)
    limit = _LIMIT.search(said)
    if limit:
        return Refused("too_long", path or None, limit=int(limit.group(1)))
    return Refused("missing" if _NOTHING.search(said) else "bad_value", path or None)
