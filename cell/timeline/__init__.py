"""A past crisis as a dated list: read from a file row by row, and measured from the journal it became."""

from cell.sheets import Malformed
from cell.timeline.figures import figures_of
from cell.timeline.rows import FUNCTIONS, SIZE_MAX, Row, read_rows, start_of, text_of

__all__ = ["FUNCTIONS", "SIZE_MAX", "Malformed", "Row", "figures_of", "read_rows", "start_of", "text_of"]
