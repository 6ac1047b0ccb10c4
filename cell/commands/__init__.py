"""What a person may want of a cell: one function per intention, one file per noun.

A command gets a pen and its arguments, looks at the board of this instant, refuses or writes, and returns the ref
of the row it is about. It never sees a request, a socket or a session.
"""

from cell.commands import (  # noqa: F401  (they register)
    cells,
    decisions,
    entries,
    information,
    members,
    tasks,
    timelines,
)
from cell.commands.registry import COMMANDS, run

__all__ = ["COMMANDS", "run"]
