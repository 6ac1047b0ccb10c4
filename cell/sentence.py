"""An entry as a sentence in the reader's language, for exports; the browser fills the same sentences itself."""

import re
from collections.abc import Callable
from typing import Any, cast

import msgspec

from cell import language
from cell.board import Board
from cell.kinds import Entry

Maker = Callable[[Any, Board, str], str | None]
_NAMED = re.compile(r"\{([a-z_]+)\}")
_MISSING = "…"
_MAYBE_NOBODY = frozenset({"former", "holder", "deputy", "sponsor"})


def of(entry: Entry, board: Board, tongue: str) -> str:
    """The sentence of an entry; what is not known, or was redacted, is an ellipsis."""
    template = language.say(language.SENTENCES[entry.kind], tongue)
    facts: dict[str, Any] = msgspec.to_builtins(entry.facts)
    return _NAMED.sub(lambda found: _part(found.group(1), entry, facts, board, tongue) or _MISSING, template)


def _part(name: str, entry: Entry, facts: dict[str, Any], board: Board, tongue: str) -> str | None:
    if name == "by":
        return _member(entry.by, board) if entry.by is not None else language.say(language.AUTOMATIC, tongue)
    if name == "changes":
        return ", ".join(language.say(language.FIELDS[one], tongue) for one in facts.get("fields", ()))
    value = facts.get(name)
    if value is None and name == "at":
        return language.say(language.NONE, tongue)
    if value is None:
        return language.say(language.NOBODY, tongue) if name in _MAYBE_NOBODY else None
    maker = _MAKERS.get(name)
    return maker(value, board, tongue) if maker else str(value)


def _member(value: Any, board: Board) -> str | None:
    member = board.members.get(value) if value is not None else None
    return member.name if member else None


def _department(value: Any, board: Board, tongue: str) -> str | None:
    slug: str = cast(dict[str, Any], value)["id"] if isinstance(value, dict) else value
    row = board.departments.get(slug)
    return getattr(row.name, tongue) if row else slug


def _on(value: dict[str, Any], board: Board, tongue: str) -> str | None:
    if "department" in value:
        return _department(value["department"], board, tongue)
    return f"A-{value['task']}" if "task" in value else value.get("outside")


_MAKERS: dict[str, Maker] = {
    "task": lambda value, board, tongue: f"A-{value}",
    "decision": lambda value, board, tongue: f"D-{value:04d}",
    "successor": lambda value, board, tongue: f"D-{value:04d}",
    "objective": lambda value, board, tongue: f"O{value}",
    "member": lambda value, board, tongue: _member(value, board),
    "decider": lambda value, board, tongue: _member(value, board),
    "former": lambda value, board, tongue: _member(value, board),
    **dict.fromkeys(("holder", "deputy", "sponsor"), lambda value, board, tongue: value.get("name")),
    "answer": lambda value, board, tongue: language.say(language.LABELS.get(value, str(value)), tongue),
    "department": _department,
    "on": _on,
    **dict.fromkeys(("at", "measured_at"), lambda value, board, tongue: f"{value[:10]} {value[11:16]} UTC"),
    "role": lambda value, board, tongue: language.say(language.LABELS[value], tongue),
    "stance": lambda value, board, tongue: language.say(language.LABELS[value], tongue),
}
