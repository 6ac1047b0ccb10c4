"""A fashion house answers a video that goes round: all are ready to speak, and one department is waited for."""

from cell.story.controversy import answer, between, coming, known, work
from cell.story.controversy.cast import DEPARTMENTS, LEAD, OPENING
from cell.story.telling import Story, opened, told

_PARTS = (coming, known, work, between, answer)
_AGO, _TITLE = OPENING

# Of a lower level than the supply break: the lists show it after that one.
STORY = Story(
    opened(_AGO, LEAD, 55, title=_TITLE, level=2, type="controversy", departments=list(DEPARTMENTS)),
    told(*(part.STEPS for part in _PARTS)),
    turn_min=3,
)
