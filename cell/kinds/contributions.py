"""Kinds about contributions: each department's part of something, asked for by an hour, and given."""

from cell.kinds.registry import Facts, always, kind


@kind("contribution.asked", texts=("text",))
class ContributionAsked(Facts, frozen=True, kw_only=True):
    """Each of some departments is to give its part.

    contribution: its number. text: what is asked. departments: the slugs of those asked. needed_by: by when.
    """

    contribution: int
    text: str | None = None
    departments: tuple[str, ...] = always(())
    needed_by: str


@kind("contribution.given", texts=("text",))
class ContributionGiven(Facts, frozen=True, kw_only=True):
    """A department gives its part, or gives it anew: the last one holds, the others stay in the journal.

    contribution: its number. department: the slug of whose part it is. text: the part, or the
    sign \u2205 alone where there is nothing to report.
    """

    contribution: int
    department: str
    text: str | None = None


@kind("contribution.withdrawn", texts=("reason",))
class ContributionWithdrawn(Facts, frozen=True, kw_only=True):
    """The parts that are missing are not needed any more. contribution: its number. reason: why."""

    contribution: int
    reason: str | None = None
