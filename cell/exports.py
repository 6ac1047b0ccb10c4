"""A cell's journal as a file: JSON with everything, CSV that opens in a spreadsheet and stays text there."""

import csv
import io
import unicodedata
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from cell import clock, language, sentence, wire
from cell.board import Board, Decision
from cell.kinds import Entry
from cell.lines import CATEGORY_NAMES, Remarks, category_of, departments_of, happened_at

# A cell that begins so would be run as a formula. Some spreadsheets fold wide, small and raised signs to these.
_LIVE = frozenset("=+-@\N{MINUS SIGN}")
_BREAKS = frozenset("\t\r\n")
CSV = "text/csv; charset=utf-8"  # and a mark before the text: spreadsheets look at nothing else


class Made(msgspec.Struct, frozen=True):
    """A file: its bytes, its type and its name."""

    body: bytes
    type: str
    name: str


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula, nor for one once it has cut what leaves no ink."""
    first = next((sign for sign in text if unicodedata.category(sign)[0] not in "CZM"), "")
    is_live = text[:1] in _BREAKS or not _LIVE.isdisjoint(unicodedata.normalize("NFKC", first))
    return "'" + text if text and is_live else text


def as_json(entries: list[Entry], board: Board, cleared: bool, account: Any) -> Made:
    """Every entry with its digests, and the board."""
    told = {
        "cell": board.cell.id,
        "exercise": board.cell.exercise,
        "seq": board.seq,
        "entries": [
            {
                **wire.entry_view(entry, cleared),
                "key": entry.key if entry.clearance == "cell" or cleared else None,
                "sum": entry.sum,
                "digest": entry.digest,
            }
            for entry in entries
        ],
        "board": msgspec.Raw(wire.snapshot(board, cleared)),
    }
    return Made(msgspec.json.encode(told), "application/json", _name(board, account, "json"))


def as_csv(entries: list[Entry], board: Board, cleared: bool, account: Any) -> Made:
    """The journal, a line an entry, in the reader's language and with the separator a spreadsheet there expects."""
    tongue = account.language
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if tongue == "fr" else ",", lineterminator="\r\n")
    writer.writerow([language.say(head, tongue) for head in HEADS])
    for entry in entries:
        is_withheld = entry.clearance != "cell" and not cleared
        by = board.members.get(entry.by) if entry.by is not None and not is_withheld else None
        text = "" if is_withheld else sentence.of(entry, board, tongue)
        kind = wire.WITHHELD if is_withheld else entry.kind
        writer.writerow([entry.seq, entry.at, safe((by.name if by else "") or ""), kind, safe(text), entry.digest])
    return Made(out.getvalue().encode("utf-8-sig"), CSV, _name(board, account, "csv"))


def register_json(entries: list[Entry], remarks: Remarks, board: Board, cleared: bool, account: Any) -> Made:
    """Some entries with their digests, and the numbers of those that speak about each."""
    told = {
        "cell": board.cell.id,
        "title": board.cell.title,
        "exercise": board.cell.exercise,
        "seq": board.seq,
        "entries": [
            {
                **wire.entry_view(entry, cleared),
                "digest": entry.digest,
                **(_about(entry, remarks) if _may_read(entry, cleared) else {}),
            }
            for entry in entries
        ],
    }
    return Made(msgspec.json.encode(told), "application/json", _name(board, account, "json", "journal"))


def _about(entry: Entry, remarks: Remarks) -> dict[str, Any]:
    return {"key": remarks.is_key(entry), "spoken_of_by": [one.seq for one in remarks.of(entry)]}


def _may_read(entry: Entry, cleared: bool) -> bool:
    return cleared or entry.clearance == "cell"


def register_csv(entries: list[Entry], remarks: Remarks, board: Board, cleared: bool, account: Any) -> Made:
    """Some entries as a register: what a running log carries, a column each, in the reader's language and zone."""
    out, tongue = io.StringIO(), account.language
    writer = csv.writer(out, delimiter=";" if tongue == "fr" else ",", lineterminator="\r\n")
    writer.writerow([language.say(head, tongue).format(zone=account.zone) for head in REGISTER])
    for entry in entries:
        if _may_read(entry, cleared):
            writer.writerow([safe(str(one)) for one in _register(entry, remarks, board, tongue, account.zone)])
        else:
            kept = [entry.seq, "", _wall(entry.at, account.zone), "", language.say(WITHHELD, tongue)]
            writer.writerow([*kept, *[""] * (len(REGISTER) - 6), entry.digest])
    return Made(out.getvalue().encode("utf-8-sig"), CSV, _name(board, account, "csv", "journal"))


def decision_json(
    row: Decision, entries: list[Entry], before: str, remarks: Remarks, board: Board, cleared: bool, account: Any
) -> Made:
    """One decision with every entry about it and its digests; `before` is the digest its own is chained to."""
    ref = f"decision:{row.id}"
    told = {
        "cell": board.cell.id,
        "title": board.cell.title,
        "exercise": board.cell.exercise,
        "seq": board.seq,
        "number": row.number,
        "decision": wire.visible({ref: row}, cleared)[ref],
        "chained_to": before,
        "entries": [
            {**wire.entry_view(entry, cleared), "digest": entry.digest, **_about(entry, remarks)} for entry in entries
        ],
    }
    return Made(msgspec.json.encode(told), "application/json", _name(board, account, "json", row.number))


def decision_csv(
    row: Decision, entries: list[Entry], before: str, remarks: Remarks, board: Board, cleared: bool, account: Any
) -> Made:
    """The entries about one decision, as the register has them."""
    made = register_csv(entries, remarks, board, cleared, account)
    return msgspec.structs.replace(made, name=_name(board, account, "csv", row.number))


def _register(entry: Entry, remarks: Remarks, board: Board, tongue: str, zone: str) -> list[Any]:
    facts: Any = entry.facts

    def said_at(instant: str) -> str:
        return f"{_wall(instant, zone)[:16]} {zone if len(instant) > 10 else ''}".strip()

    said = {name: getattr(facts, name, None) for name in ("source", "channel", "to", "standing", "state", "answers")}
    by = board.members.get(entry.by) if entry.by is not None else None
    row = board.informations.get(facts.information) if entry.kind == "information.recorded" else None
    codes = [code[tongue] for slug in departments_of(entry, board) if (code := _code(board, slug))]
    later = [f"{one.seq}: {sentence.of(one, board, tongue, said_at)}" for one in remarks.of(entry)]
    sure: list[str | None] = [said["standing"], row.state if row is not None else said["state"]]
    return [
        entry.seq,
        _wall(happened_at(entry) or "", zone),
        _wall(entry.at, zone),
        (by.name if by else "") or "",
        language.say(CATEGORY_NAMES[category_of(entry.kind)], tongue),
        entry.kind,
        said["source"] or "",
        said["channel"] or "",
        (_code(board, said["to"]) or {}).get(tongue, "") if isinstance(said["to"], str) else "",
        sentence.of(entry, board, tongue, said_at),
        *(language.say(language.LABELS.get(one, one), tongue) if one else "" for one in sure),
        language.say(YES, tongue) if remarks.is_key(entry) else "",
        " ".join(codes),
        " | ".join(later),
        said["answers"] or getattr(facts, "entry", None) or "",
        entry.digest,
    ]


def _code(board: Board, slug: str) -> dict[str, str] | None:
    row = board.departments.get(slug)
    return {"en": row.code.en, "fr": row.code.fr} if row is not None else None


def _wall(instant: str, zone: str) -> str:
    """A time as every spreadsheet reads it, in a zone; a date alone as it is."""
    if len(instant) <= 10:
        return instant
    return f"{clock.moment_of(instant).astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M:%S}"


N_ = language.N_
YES = N_("yes")
EXERCISE = N_("EXERCISE")
WITHHELD = N_("Content kept for the direction, the loggist and legal.")
REGISTER = (
    *(N_("No."), N_("Happened at ({zone})"), N_("Written at ({zone})"), N_("Written by"), N_("Category"), N_("Kind")),
    *(
        N_("Source"),
        N_("Channel"),
        N_("Recipient"),
        N_("Text"),
        N_("Standing"),
        N_("State"),
        N_("Key fact"),
        N_("Departments"),
    ),
    *(N_("Said of it later"), N_("About no."), N_("Digest")),
)
HEADS = (N_("No."), N_("Time (UTC)"), N_("Written by"), N_("Kind"), N_("Text"), N_("Digest"))


def mark_of(board: Board, account: Any) -> str:
    """What the name of a file begins with, so that no exercise is taken for real: in the reader's language."""
    return f"{language.say(EXERCISE, account.language)}-" if board.cell.exercise else ""


def _name(board: Board, account: Any, ending: str, what: str = "cell") -> str:
    return f"{mark_of(board, account)}{what}-{board.cell.id}-{board.seq}.{ending}"


FORMATS: dict[str, Callable[[list[Entry], Board, bool, Any], Made]] = {"json": as_json, "csv": as_csv}
