"""What can happen in a cell: a frozen struct per kind, and the entry that carries it.

Kinds are for ever: never renamed, never given another meaning. A field may be added if it has a default.
`texts` names the fields that hold people's own words: a redaction empties these and keeps the rest.
"""

# Importing them registers what they define.
from cell.kinds import approvals as approvals
from cell.kinds import arbitrations as arbitrations
from cell.kinds import cells as cells
from cell.kinds import closing as closing
from cell.kinds import contributions as contributions
from cell.kinds import decisions as decisions
from cell.kinds import handoffs as handoffs
from cell.kinds import information as information
from cell.kinds import invitations as invitations
from cell.kinds import journal as journal
from cell.kinds import members as members
from cell.kinds import records as records
from cell.kinds import statements as statements
from cell.kinds import steps as steps
from cell.kinds import targets as targets
from cell.kinds import tasks as tasks
from cell.kinds.entry import Entry
from cell.kinds.registry import KINDS, Facts, facts_of, has_words, kept_of, noun_of, words_of

__all__ = ["KINDS", "Entry", "Facts", "facts_of", "has_words", "kept_of", "noun_of", "words_of"]
