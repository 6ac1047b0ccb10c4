"""What happens in the demo: a supply break of three days, and a video that goes round since this afternoon.

A folder for each, with its cast and its days; both have the same people, of the same house.
"""

from cell.story import controversy, supply
from cell.story.cast import NAMES
from cell.story.telling import WORDS, In, Said, Step, Story, The, Who

# The first is the one that whoever looks around comes to.
STORIES = (supply.STORY, controversy.STORY)

__all__ = ["NAMES", "STORIES", "WORDS", "In", "Said", "Step", "Story", "The", "Who"]
