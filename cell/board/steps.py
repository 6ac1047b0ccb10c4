"""Rules of a record that another tool kept: its many steps stand in the journal, and make no row of the board."""

from cell.board.fold import Step, rule


@rule
def source_recorded(step: Step) -> None:
    """Where the rows of the record come from."""


@rule
def step_recorded(step: Step) -> None:
    """A row for each would make every screen carry the whole record."""


@rule
def step_passed(step: Step) -> None:
    """The same."""
