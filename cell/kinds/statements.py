"""Kinds about statements: the words everybody says to an audience, from draft to withdrawal."""

from cell.kinds.registry import Facts, always, kind


@kind("statement.drafted", texts=("text",))
class StatementDrafted(Facts, frozen=True, kw_only=True):
    """A wording is proposed.

    statement: its number. audience: the code of whom it is for. text: the wording. approvers: slugs of the
    departments without whose yes it is not published.
    """

    statement: int
    audience: str
    text: str | None = None
    approvers: tuple[str, ...] = always(())


@kind("statement.revised", texts=("text", "reason"))
class StatementRevised(Facts, frozen=True, kw_only=True):
    """A draft is worded anew; earlier wordings stay, and what was approved was an earlier one.

    statement: its number. version: 2, 3… text: the wording. reason: what changed, or null.
    """

    statement: int
    version: int
    text: str | None = None
    reason: str | None = None


@kind("statement.published", texts=("reason",))
class StatementPublished(Facts, frozen=True, kw_only=True):
    """From now on this is what is said to its audience; what was said before gives way.

    statement: its number. version: the wording. missing: slugs of departments whose approval was not waited for.
    reason: why not, or null where none is missing.
    """

    statement: int
    version: int
    missing: tuple[str, ...] = always(())
    reason: str | None = None


@kind("statement.told", texts=("whom", "channel"))
class StatementTold(Facts, frozen=True, kw_only=True):
    """Somebody was told the published words.

    statement: its number. version: the wording. whom: who was told. channel: how, or null. speaker: the member who
    said it. told_at: when.
    """

    statement: int
    version: int
    whom: str | None = None
    channel: str | None = None
    speaker: int
    told_at: str


@kind("statement.withdrawn", texts=("reason",))
class StatementWithdrawn(Facts, frozen=True, kw_only=True):
    """It is said no more, or never was. statement: its number. reason: why."""

    statement: int
    reason: str | None = None
