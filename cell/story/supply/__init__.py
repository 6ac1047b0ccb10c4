"""A textile maker loses its yarn supplier, and has a temporary chain three days later."""

from cell.story.supply import first_day, known, pace, passing, second_day, this_morning, this_noon
from cell.story.supply.cast import DEPARTMENTS, LEAD, OPENING
from cell.story.telling import Story, opened, told

_PARTS = (first_day, second_day, this_morning, this_noon, known, pace, passing)
_AGO, _TITLE = OPENING

STORY = Story(
    opened(_AGO, LEAD, 40, title=_TITLE, level=3, type="supply", departments=list(DEPARTMENTS)),
    told(*(part.STEPS for part in _PARTS)),
    turn_min=15,
)
