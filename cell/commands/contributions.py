"""Contributions: each department's part, asked for by an hour, given, worded anew, or not needed any more."""

from typing import Annotated

from msgspec import Meta

from cell.board import Contribution, Member
from cell.commands import fields
from cell.commands.approvals import Departments
from cell.commands.registry import Args, command
from cell.commands.speaking import FOR_ANY, check_reader, check_seat, check_speaks, to_come
from cell.errors import Refused
from cell.journal.pen import CLEARANCE, Pen
from cell.kinds import Facts, contributions

# One department words its part anew so often at most: every wording stays in the journal.
VERSIONS_MOST = 40
# The letters of all parts: each department has its share of them, whoever comes first.
SAID_MAX = 60_000
OPEN_MOST = 50
Version = Annotated[int, Meta(ge=0, le=2**31 - 1)]


class AskContributions(Args, frozen=True, kw_only=True):
    """What is asked, of which departments, and by when."""

    text: fields.Text
    departments: Departments
    needed_by: fields.Instant
    restricted: bool = False


@command
def ask_contributions(pen: Pen, args: AskContributions) -> str:
    """Ask departments for their part, each its own, by an hour."""
    if args.restricted and not pen.is_cleared:
        raise Refused("not_allowed", "restricted")
    slugs = tuple(dict.fromkeys(args.departments))
    for slug in slugs:
        check_seat(pen, slug, "departments")
        if args.restricted:
            check_reader(slug, "departments")
    needed_by = to_come(pen, args.needed_by, "needed_by")
    assert needed_by is not None, "the hour is not left out"
    if sum(row.status == "asked" for row in pen.board.contributions.values()) >= OPEN_MOST:
        raise Refused("bad_count", "text", limit=OPEN_MOST)
    number, text = len(pen.board.contributions) + 1, fields.text(args.text, "text")
    said = contributions.ContributionAsked(contribution=number, text=text, departments=slugs, needed_by=needed_by)
    pen.write(said, CLEARANCE if args.restricted else "cell")
    return f"contribution:{number}"


class GiveContribution(Args, frozen=True, kw_only=True):
    """Without a department it is one's own. `seen` is the version the writer had, 0 where there was none."""

    contribution: fields.Number
    text: fields.Text
    department: fields.Slug | None = None
    seen: Version | None = None


@command
def give_contribution(pen: Pen, args: GiveContribution) -> str:
    """Give a department's part, or word it anew."""
    row = _find(pen, args.contribution, "asked", "complete")
    department = args.department or (pen.me.department if pen.me is not None else None) or ""
    if not department:
        raise Refused("missing", "department")
    if department not in row.departments:
        raise Refused("not_found", "department")
    check_speaks(pen, department, "department")
    text = fields.text(args.text, "text")
    _check_part(row, department, text, args.seen)
    said = contributions.ContributionGiven(contribution=row.id, department=department, text=text)
    return _write(pen, row, said)


def _check_part(row: Contribution, department: str, text: str, seen: int | None) -> None:
    """What a colleague wrote meanwhile is not written over; and the whole row goes to every screen that reads it."""
    held = row.parts.get(department)
    if held is not None:
        fields.check_seen(seen, held.withdrawn, "text", is_gone=True, who=held.by, at=held.at)
        fields.check_seen(seen, held.version, "text", who=held.by, at=held.at)
        if held.text == text:
            raise Refused("already_there", "text", at=held.at)
        if held.version >= VERSIONS_MOST:
            raise Refused("bad_count", "contribution", limit=VERSIONS_MOST)
    share = SAID_MAX // len(row.departments)
    if len(text) > share:
        raise Refused("too_long", "text", limit=share)


class WithdrawContribution(Args, frozen=True, kw_only=True):
    contribution: fields.Number
    reason: fields.Text


@command
def withdraw_contribution(pen: Pen, args: WithdrawContribution) -> str:
    """Ask no more for the parts that are missing, and say why."""
    row = _find(pen, args.contribution, "asked")
    if pen.me is not None and not may_withdraw(row, pen.me):
        raise Refused("not_yours", "contribution")
    reason = fields.text(args.reason, "reason")
    return _write(pen, row, contributions.ContributionWithdrawn(contribution=row.id, reason=reason))


def may_withdraw(row: Contribution, member: Member) -> bool:
    """Whether somebody asked, leads or keeps the record."""
    return member.id == row.asked_by or member.role in FOR_ANY


def _find(pen: Pen, number: int, *states: str) -> Contribution:
    row = pen.board.contributions.get(number)
    if row is None or (row.clearance != "cell" and not pen.is_cleared):
        raise Refused("not_found", "contribution")
    if row.status not in states:
        raise Refused("wrong_state", "contribution", status=row.status)
    return row


def _write(pen: Pen, row: Contribution, said: Facts) -> str:
    pen.write(said, row.clearance)
    return f"contribution:{row.id}"
