"""Entries and rows as JSON, as strict on the way in as on the way out, and what each clearance may see of them."""

import re
from typing import Any

import msgspec

from cell import clock, language, rights
from cell.board import Board, Invitation, Member, Row, Wall
from cell.errors import Refused
from cell.journal.orders import Answer, Page
from cell.kinds import Entry, Facts
from cell.kinds.invitations import InvitationMade, WallMade

WITHHELD = "withheld"
CELL = r"[A-Za-z0-9_-]{1,16}"
KEY = r"[ -~]{1,80}"


class Json:
    """The JSON of the socket: msgspec, which neither takes nor makes NaN. The signature is the standard library's."""

    @staticmethod
    def dumps(value: Any, **_options: Any) -> str:
        """One line of JSON."""
        return msgspec.json.encode(value).decode()

    @staticmethod
    def loads(text: str | bytes, **_options: Any) -> Any:
        """Plain values. Raises ValueError for anything that is not JSON, however deep."""
        return read_json(text)


def read_json(text: str | bytes) -> Any:
    """Plain values from JSON. Raises ValueError where it is none, or too deep to be ours."""
    try:
        return msgspec.json.decode(text)
    except RecursionError:
        raise ValueError("too deep") from None


def read_cell(text: str) -> str:
    """A cell's id as it comes in. Refused alike for what can be none and, later, for what is none."""
    if not re.fullmatch(CELL, text):
        raise Refused("not_found", "cell")
    return text


def read_key(text: str, field: str = "key") -> str:
    """A client's key as it comes in: 1 to 80 printable signs of ASCII."""
    if not re.fullmatch(KEY, text):
        raise Refused("bad_value", field)
    return text


def entry_view(entry: Entry, cleared: bool) -> dict[str, Any]:
    """An entry as a screen sees it; who may not read it gets its number and its time."""
    if entry.clearance != "cell" and not cleared:
        return {"seq": entry.seq, "at": entry.at, "by": None, "kind": WITHHELD, "facts": {}}
    view: dict[str, Any] = {
        "seq": entry.seq,
        "at": entry.at,
        "by": entry.by,
        "kind": entry.kind,
        "facts": _facts(entry.facts),
    }
    if entry.clearance != "cell":
        view["clearance"] = entry.clearance
    return view


def visible(rows: dict[str, Row | None], cleared: bool) -> dict[str, Row | None]:
    """The rows a screen may see, as it may see them."""
    return {ref: _row(row) for ref, row in rows.items() if cleared or row is None or row.clearance == "cell"}


def _row(row: Row | None) -> Row | None:
    """A row without the digest by which a link is known: nobody outside has a use for it but to try secrets."""
    return msgspec.structs.replace(row, digest=msgspec.UNSET) if isinstance(row, Invitation | Wall) else row


def _facts(facts: Facts) -> Facts:
    return msgspec.structs.replace(facts, digest="") if isinstance(facts, InvitationMade | WallMade) else facts


def readable(entries: list[Entry], cleared: bool) -> list[Entry]:
    """The entries that somebody may read."""
    return entries if cleared else [entry for entry in entries if entry.clearance == "cell"]


def push(page: Page, cleared: bool) -> bytes:
    """The payload of the push "entries" of one committed batch."""
    return msgspec.json.encode(
        {
            "cell": page.cell,
            "now": clock.now(),
            "stream": page.stream,
            "entries": [entry_view(entry, cleared) for entry in page.entries],
            "rows": visible(page.rows, cleared),
        }
    )


def is_restricted(page: Page) -> bool:
    """Whether a page differs by clearance."""
    return any(entry.clearance != "cell" for entry in page.entries) or any(
        row is not None and row.clearance != "cell" for row in page.rows.values()
    )


def snapshot(board: Board, cleared: bool) -> bytes:
    """A whole board."""
    rows: dict[str, Row | None] = dict(board.rows())
    return msgspec.json.encode({"seq": board.seq, "rows": visible(rows, cleared)})


def me(member: Member) -> dict[str, Any]:
    """What a screen is told of its own person."""
    return {
        "id": member.id,
        "name": member.name,
        "role": member.role,
        "department": member.department,
        "may": rights.commands_of(member.role),
        "cleared": rights.cleared(member.role, member.department),
    }


def answer(made: Answer) -> dict[str, Any]:
    """The answer to a command that is on disk."""
    told: dict[str, Any] = {"ok": True, "seq": made.seq}
    if made.row is not None:
        told["row"] = _row(made.row)
    return told


def refusal(refused: Refused, tongue: str, board: Board | None = None, zone: str = "Europe/Paris") -> dict[str, Any]:
    """The answer to a command that changed nothing: code, field and a sentence in the person's language."""
    told: dict[str, Any] = {
        "code": refused.code,
        "message": language.refusal(refused, tongue, board, zone, clock.now()),
    }
    if refused.field is not None:
        told["field"] = refused.field
    row = row_of(refused, board)
    if row is not None:
        told["row"] = row
    return told


def row_of(refused: Refused, board: Board | None) -> Row | None:
    """The row that a refusal says was changed meanwhile, as it stands, for who must look at it again."""
    ref = refused.about.get("ref")
    row = board.row(str(ref)) if board is not None and ref is not None else None
    return _row(row) if row is not None and row.clearance == "cell" else None
