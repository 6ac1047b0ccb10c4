"""What waits on one person in a cell, and what a cell looks like to who only passes by."""

from cell.mine.glance import Glance, Hold, glance
from cell.mine.things import Thing, pressing, things_of, urgency_of
from cell.mine.words import ASKED, told

__all__ = ["ASKED", "Glance", "Hold", "Thing", "glance", "pressing", "things_of", "told", "urgency_of"]
