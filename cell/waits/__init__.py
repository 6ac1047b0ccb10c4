"""Who waits on whom: department A has been waiting on department B, for what, since when, until when, answered how.

Every response time of the product is read from this one list. It is made from entries alone, in their order; entries
that are missing (withheld from the reader) are only missed. Instants are UTC text; a fact known to the day has a date
or a month alone, and no duration is ever counted from it.
"""

from cell.waits.reading import waits_of
from cell.waits.record import waits_of_steps
from cell.waits.tally import RECORDED
from cell.waits.wait import Wait, is_timed, own_time, seconds_between

__all__ = [
    "RECORDED",
    "Wait",
    "is_timed",
    "own_time",
    "seconds_between",
    "waits_of",
    "waits_of_steps",
]
