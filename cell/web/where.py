"""Where a row of a cell is read and dealt with: its own page, or its place on the board or in the journal."""

from flask import request
from flask.globals import request_ctx
from werkzeug.exceptions import HTTPException

BETWEEN = ("handoff", "approval", "statement", "arbitration", "contribution")
PAGED = ("decision", *BETWEEN)
# The address of a press: whoever opens it is sent to the page the press stands on.
PRESSED = "passing.pressed"


def where(cell: str, ref: str) -> str:
    """The address of a row, or of the inbox."""
    noun, _colon, ident = ref.partition(":")
    if noun in PAGED:
        return f"/cells/{cell}/{noun}s/{ident}"
    apart = {
        "information": f"/journal?information={ident}#i-{ident}",
        "lesson": f"/review/lessons/{ident}",
        "lane": "/statements",
        "inbox": "/inbox",
    }
    return f"/cells/{cell}" + apart.get(noun, f"#{noun}-{ident}" if ident else "")


def on_screen() -> str:
    """The address of what is on the screen.

    After a refusal that is not the address of the form, which cannot be read, but of the nearest page above it.
    """
    if request.method == "GET":
        return request.full_path.rstrip("?")
    adapter, path = request_ctx.url_adapter, request.path
    while adapter and path:
        try:
            found, _args = adapter.match(path, method="GET")
        except HTTPException:
            found = PRESSED
        if found != PRESSED:
            return path
        path = path.rpartition("/")[0]
    return "/"
