"""In whose name somebody writes, and what the records between departments have in common."""

from cell import clock, rights
from cell.board import Member
from cell.commands import fields
from cell.errors import Refused
from cell.journal.pen import Pen

# Who keeps the record, or leads, writes down what a department said by telephone.
FOR_ANY = ("director", "coordinator", "loggist")
SLACK_S = 60


def check_seat(pen: Pen, department: str, field: str) -> None:
    """Refuse a department that has no seat here."""
    if department not in pen.board.departments:
        raise Refused("not_found", field)


def speaks_for(member: Member, department: str) -> bool:
    """Whether somebody speaks for a department: it is theirs, or they keep the record."""
    return member.department == department or member.role in FOR_ANY


def check_speaks(pen: Pen, department: str, field: str | None = None) -> None:
    """Refuse who speaks for a department that is not theirs."""
    if pen.me is not None and not speaks_for(pen.me, department):
        raise Refused("not_yours", field)


def check_reader(department: str, field: str) -> None:
    """Refuse to ask a department about what is kept from it."""
    if not rights.cleared("member", department):
        raise Refused("bad_value", field)


def to_come(pen: Pen, value: str | None, field: str) -> str | None:
    """An hour to come, or None; a minute is left for whoever types it."""
    at = fields.instant(value, field)
    if at is not None and clock.seconds_between(at, pen.at) > SLACK_S:
        raise Refused("past", field)
    return at
