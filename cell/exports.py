"""A cell's journal as a file: JSON with everything, CSV that opens in a spreadsheet and stays text there."""

import csv
import io
import unicodedata
from collections.abc import Callable
from typing import Any

import msgspec

from cell import language, sentence, wire
from cell.board import Board
from cell.kinds import Entry

# A cell that begins so would be run as a formula. Some spreadsheets fold wide, small and raised signs to these.
_LIVE = frozenset("=+-@\N{MINUS SIGN}")
_BREAKS = frozenset("\t\r\n")


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
    return Made(msgspec.json.encode(told), "application/json", _name(board, "json"))


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
    return Made(b"\xef\xbb\xbf" + out.getvalue().encode(), "text/csv; charset=utf-8", _name(board, "csv"))


N_ = language.N_
HEADS = (N_("No."), N_("Time (UTC)"), N_("By"), N_("Kind"), N_("Text"), N_("Digest"))


def _name(board: Board, ending: str) -> str:
    mark = "EXERCISE-" if board.cell.exercise else ""
    return f"{mark}cell-{board.cell.id}-{board.seq}.{ending}"


FORMATS: dict[str, Callable[[list[Entry], Board, bool, Any], Made]] = {"json": as_json, "csv": as_csv}
