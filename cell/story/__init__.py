"""What happens in the demo: a textile maker loses its yarn supplier, and has a temporary chain three days later."""

from cell.story import first_day, known, pace, passing, second_day, this_morning, this_noon
from cell.story.cast import DEPARTMENTS, LEAD, OPENING, PEOPLE, STAFF, STAND_INS
from cell.story.telling import WORDS, In, Said, Step, The, Who

_TOLD = (first_day, second_day, this_morning, this_noon, known, pace, passing)
# In the order of time; what has the same minute stays as it is told.
STEPS = tuple(sorted((step for part in _TOLD for step in part.STEPS), key=lambda step: -step.ago))

__all__ = [
    "DEPARTMENTS",
    "LEAD",
    "OPENING",
    "PEOPLE",
    "STAFF",
    "STAND_INS",
    "STEPS",
    "WORDS",
    "In",
    "Said",
    "Step",
    "The",
    "Who",
]
