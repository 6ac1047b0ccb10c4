"""What waits on one person in a cell, and what a cell looks like to who only passes by."""

from cell.board import words_of
from cell.mine.glance import Glance, Hold, glance
from cell.mine.inbox import Item, inbox_of, sent_of, waits_on
from cell.mine.thing import Thing
from cell.mine.things import pressing, things_of, urgency_of
from cell.mine.words import ASKED, told, worded

__all__ = [
    "ASKED",
    "Glance",
    "Hold",
    "Item",
    "Thing",
    "glance",
    "inbox_of",
    "pressing",
    "sent_of",
    "things_of",
    "told",
    "urgency_of",
    "waits_on",
    "words_of",
    "worded",
]
