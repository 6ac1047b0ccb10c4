"""Decisions as commands find them, and what all that is said of one has in common."""

from cell import clock
from cell.board import Decision
from cell.commands import fields
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import Facts

SAID_MAX = 60_000
RULED = ("in_force", "superseded", "revoked")


def departments(pen: Pen, slugs: tuple[str, ...], field: str) -> tuple[str, ...]:
    """Departments that have a seat here, each once."""
    for slug in slugs:
        if slug not in pen.board.departments:
            raise Refused("not_found", field)
    return tuple(dict.fromkeys(slugs))


def decision(pen: Pen, number: int, *states: str) -> Decision:
    """A decision that who writes may see, in one of some states."""
    row = seen(pen, number)
    if row.status not in states:
        raise Refused("wrong_state", "decision", status=row.status)
    return row


def seen(pen: Pen, number: int, field: str = "decision") -> Decision:
    """A decision that is there for who writes."""
    row = pen.board.decisions.get(number)
    if row is None or (row.clearance != "cell" and not pen.is_cleared):
        raise Refused("not_found", field)
    return row


def narrower(row: Decision, other: Decision) -> bool:
    """Whether fewer people read a decision than another, so that what is said of the other may not name it."""
    return row.clearance != "cell" and other.clearance == "cell"


def write(pen: Pen, decision: Decision, said: Facts) -> str:
    """What is said about a restricted decision is restricted too."""
    pen.write(said, decision.clearance)
    return f"decision:{decision.id}"


def check_size(decision: Decision, words: str, field: str) -> None:
    """The whole row goes to every screen each time it changes: it may not grow without end."""
    said = [option.text for option in decision.options] + [position.reason for position in decision.positions]
    said += [looked.text for looked in decision.reviews]
    left = SAID_MAX - sum(len(one or "") + 100 for one in said)
    if len(words) > left:
        raise Refused("too_long", field, limit=max(left, 0))


def to_come(value: str | None, after: str) -> str | None:
    """When to look again: later than something, or None."""
    at = fields.instant(value, "review_at")
    if at is not None and clock.seconds_between(after, at) <= 0:
        raise Refused("bad_value", "review_at")
    return at
