"""What a person may want of a cell: one function per intention, one file per noun.

A command gets a pen and its arguments, looks at the board of this instant, refuses or writes, and returns the ref
of the row it is about. It never sees a request, a socket or a session.
"""

# Importing them registers what they define.
from cell.commands import aims as aims
from cell.commands import approvals as approvals
from cell.commands import arbitrations as arbitrations
from cell.commands import cells as cells
from cell.commands import closing as closing
from cell.commands import contributions as contributions
from cell.commands import decisions as decisions
from cell.commands import departments as departments
from cell.commands import entries as entries
from cell.commands import handoffs as handoffs
from cell.commands import information as information
from cell.commands import invitations as invitations
from cell.commands import lessons as lessons
from cell.commands import members as members
from cell.commands import roles as roles
from cell.commands import statements as statements
from cell.commands import steps as steps
from cell.commands import targets as targets
from cell.commands import tasks as tasks
from cell.commands import timelines as timelines
from cell.commands.registry import COMMANDS, run

__all__ = ["COMMANDS", "run"]
