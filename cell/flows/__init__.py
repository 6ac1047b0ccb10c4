"""How the work of another tool's record went between departments: hand-overs, loops, visits, cases, figures."""

from cell.flows.between import Between, Edge, Loop, Node
from cell.flows.cases import Case
from cell.flows.figures import Figures, Table, figures_of
from cell.flows.lengths import Lengths
from cell.flows.record import LEVELS, Record, record_of

__all__ = [
    "LEVELS",
    "Between",
    "Case",
    "Edge",
    "Figures",
    "Lengths",
    "Loop",
    "Node",
    "Record",
    "Table",
    "figures_of",
    "record_of",
]
