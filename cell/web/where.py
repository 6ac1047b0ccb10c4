"""Where a row of a cell is read and dealt with: its own page, or its place on the board or in the journal."""

BETWEEN = ("handoff", "approval", "statement", "arbitration")
PAGED = ("decision", *BETWEEN)


def where(cell: str, ref: str) -> str:
    """The address of a row."""
    noun, _colon, ident = ref.partition(":")
    if noun in PAGED:
        return f"/cells/{cell}/{noun}s/{ident}"
    apart = {
        "information": f"/journal?information={ident}#i-{ident}",
        "lesson": f"/review/lessons/{ident}",
        "lane": "/statements",
    }
    return f"/cells/{cell}" + apart.get(noun, f"#{noun}-{ident}" if ident else "")
