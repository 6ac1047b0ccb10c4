"""An entry as a sentence in the reader's language, for exports; the browser fills the same sentences itself."""

import re
from collections.abc import Callable
from typing import Any, cast

import msgspec

from cell import language, titles
from cell.board import Board, number_of
from cell.kinds import Entry
from cell.language import N_

# What the clock counts, as it calls it.
MEASURES = {
    "mobilise": N_("time to mobilise"),
    "acknowledge": N_("time to acknowledge"),
    "decide": N_("time to decide"),
    "know": N_("time to know"),
    "approve": N_("time to validate"),
    "handoff": N_("time to unblock"),
    "accept": N_("time to take over"),
    "contribute": N_("time to contribute"),
}
CALL = N_("call")
# After the words of a ruling, where an indicator counts no more for a while.
SUSPENSIONS = (
    N_("; the indicator of {department} is suspended until {time}"),
    N_("; the indicator of {department} ({indicator}) is suspended until {time}"),
)
SaidAt = Callable[[str], str]
Maker = Callable[[Any, Board, str], str | None]
_NAMED = re.compile(r"\{([a-z_]+)\}")
_MISSING = "…"
_INSTANTS = frozenset({"at", "measured_at", "due_at", "touched_at"})
_MAYBE_NOBODY = frozenset({"former", "holder", "deputy", "sponsor", "line"})


def in_utc(value: str) -> str:
    """An instant for a file that names no reader; a day alone has no hour."""
    return value if len(value) <= 10 else f"{value[:10]} {value[11:16]} UTC"


def of(entry: Entry, board: Board, tongue: str, said_at: SaidAt = in_utc) -> str:
    """The sentence of an entry, its hours as `said_at` writes them; what is unknown or was redacted is an ellipsis."""
    return "".join(text for _name, text in parts(entry, board, tongue, said_at))


def parts(entry: Entry, board: Board, tongue: str, said_at: SaidAt = in_utc) -> list[tuple[str, str]]:
    """The sentence in pieces, each with the name of the gap it fills; our own words have the empty name."""
    facts: dict[str, Any] = msgspec.to_builtins(entry.facts)
    # Split by a pattern with one group, words and names take turns.
    pieces = enumerate(_NAMED.split(language.say(language.SENTENCES[entry.kind], tongue)))
    found = [
        (piece, _part(piece, entry, facts, board, tongue, said_at) or ("" if _is_unsaid(piece, facts) else _MISSING))
        if place % 2
        else ("", piece)
        for place, piece in pieces
    ]
    return [(name, text) for name, text in found if text]


def _part(name: str, entry: Entry, facts: dict[str, Any], board: Board, tongue: str, said_at: SaidAt) -> str | None:
    if name == "by":
        return _member(entry.by, board) if entry.by is not None else language.say(language.AUTOMATIC, tongue)
    if name == "changes":
        return ", ".join(language.say(language.FIELDS[one], tongue) for one in facts.get("fields", ()))
    if name == "suspension":
        return _suspension(facts, board, tongue, said_at)
    value = facts.get(name)
    if name == "title" and entry.kind == "task.added":
        value = titles.told(value, facts.get("decision"), board, tongue)
    if name == "text" and entry.kind == "contribution.given":
        value = titles.part_text(value, tongue)
    if isinstance(value, str) and name in _INSTANTS:
        return said_at(value)
    if value is None and name == "at":
        return language.say(language.NONE, tongue)
    if value is None:
        return language.say(language.NOBODY, tongue) if name in _MAYBE_NOBODY else None
    maker = _MAKERS.get(name)
    return maker(value, board, tongue) if maker else str(value)


def _is_unsaid(name: str, facts: dict[str, Any]) -> bool:
    """Nothing is suspended. Or who goes on in the line was named, and no reason was given.

    A withdrawal would have taken the name as well.
    """
    return name == "suspension" or (name == "reason" and facts.get("line") is not None)


def _suspension(facts: dict[str, Any], board: Board, tongue: str, said_at: SaidAt) -> str | None:
    """Whose indicator a ruling suspends, and until when."""
    row = board.arbitrations.get(facts["arbitration"])
    if row is None or not facts.get("suspended") or not facts.get("until"):
        return None
    side = row.first if facts["suspended"] == "first" else row.second
    told = {"department": _department(side.department, board, tongue), "time": said_at(facts["until"])}
    text = language.say(SUSPENSIONS[side.indicator is not None], tongue)
    return text.format(indicator=side.indicator, **told)


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


def _object(value: str, tongue: str) -> str:
    """What a clock is about: the number people know a row by; of a department, the call it got."""
    return number_of(value) or language.say(CALL, tongue)


def _numbered(noun: str) -> Maker:
    return lambda value, board, tongue: number_of(f"{noun}:{value}")


def _missing(value: list[str], board: Board, tongue: str) -> str:
    return ", ".join(_department(slug, board, tongue) or slug for slug in value) or language.say(language.NONE, tongue)


_MAKERS: dict[str, Maker] = {
    **{noun: _numbered(noun) for noun in ("handoff", "approval", "statement", "lane", "arbitration", "contribution")},
    **dict.fromkeys(("to", "first", "second"), _department),
    "speaker": lambda value, board, tongue: _member(value, board),
    "audience": lambda value, board, tongue: language.say(language.LABELS[value], tongue),
    "missing": _missing,
    **dict.fromkeys(("task", "of"), lambda value, board, tongue: f"A-{value}"),
    "decision": lambda value, board, tongue: f"D-{value:04d}",
    "successor": lambda value, board, tongue: f"D-{value:04d}",
    "information": lambda value, board, tongue: f"I-{value}",
    "state": lambda value, board, tongue: language.say(language.LABELS.get(value, str(value)), tongue),
    "criterion": lambda value, board, tongue: f"C-{value}",
    "lesson": lambda value, board, tongue: f"L-{value}",
    "met": lambda value, board, tongue: language.say(language.LABELS["met" if value else "not_met"], tongue),
    "reasonable": lambda value, board, tongue: language.say(language.LABELS[value], tongue),
    "owner": lambda value, board, tongue: _member(value, board),
    "objective": lambda value, board, tongue: f"O{value}",
    "member": lambda value, board, tongue: _member(value, board),
    "decider": lambda value, board, tongue: _member(value, board),
    "former": lambda value, board, tongue: _member(value, board),
    **dict.fromkeys(("holder", "deputy", "sponsor", "called"), lambda value, board, tongue: value.get("name")),
    "answer": lambda value, board, tongue: language.say(language.LABELS.get(value, str(value)), tongue),
    "department": _department,
    "object": lambda value, board, tongue: _object(value, tongue),
    "measure": lambda value, board, tongue: language.say(MEASURES.get(value, str(value)), tongue),
    "departments": lambda value, board, tongue: ", ".join(_department(slug, board, tongue) or slug for slug in value),
    "verdict": lambda value, board, tongue: language.say(language.LABELS[value], tongue),
    "on": _on,
    "role": lambda value, board, tongue: language.say(language.LABELS[value], tongue),
    "stance": lambda value, board, tongue: language.say(language.LABELS[value], tongue),
}
