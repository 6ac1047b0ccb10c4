"""Writes docs/rights.md from the table of rights itself, so that the page cannot lie; a test checks it is fresh."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
PAGE = TOP / "docs" / "rights.md"
OPENING = """\
# Rights

Which role may give which command in a cell. Rights are looked up at every command, never remembered from sign-in.
Who is not in a cell does not learn that it exists: every command is answered as for a cell that is not there.
Any account may open a cell, and directs it then; whoever has an invitation link joins as it says. One person at a
time is director, coordinator, loggist or communications: such a role is offered and accepted. This page is generated
by `make docs` from `cell/rights.py`.
"""
READING = """\
Every member reads the whole board but for restricted entries. Of these, who is not cleared gets the number and the
time alone. Cleared are:
"""


def page(
    roles: Sequence[str], may: Mapping[str, frozenset[str]], cleared: frozenset[str], seats: frozenset[str]
) -> str:
    """The whole page: a row per command, a column per role, then who reads what is restricted."""
    lines = [OPENING, f"| command | {' | '.join(roles)} |", f"|---|{'---|' * len(roles)}"]
    lines += [
        f"| `{command}` | {' | '.join('yes' if role in allowed else '' for role in roles)} |".replace("|  ", "| ")
        for command, allowed in may.items()
    ]
    lines += ["", "## Restricted entries", "", READING]
    lines += [f"- the roles {' and '.join(sorted(cleared))}"]
    lines += [f"- whoever sits for {' or '.join(sorted(seats))}, observers excepted"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.path.insert(0, str(TOP))
    from cell import rights

    PAGE.write_text(page(rights.ROLES, rights.MAY, rights.CLEARED_ROLES, rights.CLEARED_DEPARTMENTS))
