"""The types of arguments, and their limits; cell.texts makes of a text what is kept."""

from typing import Annotated

from msgspec import Meta

from cell import clock
from cell.errors import Refused
from cell.texts import LINE, TEXT
from cell.texts import line as line
from cell.texts import maybe_text as maybe_text
from cell.texts import text as text

Line = Annotated[str, Meta(max_length=LINE)]
Text = Annotated[str, Meta(max_length=TEXT)]
Slug = Annotated[str, Meta(pattern=r"\A[a-z][a-z0-9_-]{0,39}\Z")]
Number = Annotated[int, Meta(ge=1, le=2**31 - 1)]
Instant = Annotated[str, Meta(max_length=40, extra_json_schema={"format": "date-time"})]

# What nobody lived to write down here, or will: such an instant is a slip, and breaks what counts from it.
YEARS = range(1900, 2200)


def check_seen(seen: int | None, version: int, field: str, *, is_gone: bool = False, **about: str | int | None) -> None:
    """Refuse to write over what the writer never had before them: `seen` is the version that they had, if they say so.

    `is_gone`: the words were withdrawn since; whoever still has them is told, and does not put them back unawares.
    """
    if seen is not None and version > seen:
        raise Refused("withdrawn" if is_gone else "changed_meanwhile", field, **about)


def instant(value: str | None, field: str) -> str | None:
    """An instant in our spelling from any ISO 8601 text with an offset, or None for None."""
    if value is None:
        return None
    try:
        read = clock.read(value.strip())
    except (ValueError, OverflowError):
        raise Refused("bad_value", field) from None
    year = read.partition("-")[0]
    if len(year) != 4 or int(year) not in YEARS:
        raise Refused("bad_value", field)
    return read
