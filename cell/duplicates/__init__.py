"""The same task, twice, in two departments: how alike two wordings are. It suggests; nothing is ever merged by it."""

from cell.duplicates.likeness import ALIKE as ALIKE
from cell.duplicates.likeness import Index as Index
from cell.duplicates.likeness import likeness as likeness
from cell.duplicates.trade import SHIPPED as SHIPPED
from cell.duplicates.words import Synonyms as Synonyms
from cell.duplicates.words import Wording as Wording
from cell.duplicates.words import is_too_long as is_too_long
from cell.duplicates.words import read as read
from cell.duplicates.words import sentences as sentences
