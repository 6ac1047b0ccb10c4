"""Writing down what is known, believed or said; checking it; saying that one knows."""

from typing import Literal

from cell import clock, rights
from cell.board import Information, unknowing
from cell.commands import fields
from cell.commands.registry import Args, command
from cell.errors import Refused
from cell.journal.pen import CLEARANCE, Pen
from cell.kinds import Facts
from cell.kinds.information import InformationAcknowledged, InformationChecked, InformationRecorded, InformationSeen

State = Literal["to_verify", "verified", "false"]


class RecordInformation(Args, frozen=True, kw_only=True):
    text: fields.Text
    source: fields.Line | None = None
    channel: fields.Line | None = None
    happened_at: fields.Instant | None = None
    standing: Literal["fact", "assumption", "rumour"] = "fact"
    state: State = "to_verify"
    departments: tuple[fields.Slug, ...] = ()
    key_fact: bool = False
    restricted: bool = False


@command
def record_information(pen: Pen, args: RecordInformation) -> str:
    """Write one piece of information into the journal; it may have happened before, never later."""
    if args.restricted and not pen.is_cleared:
        raise Refused("not_allowed", "restricted")
    if args.key_fact and pen.me is not None and not rights.may(pen.me.role, "mark_entry"):
        raise Refused("not_allowed", "key_fact")
    for slug in args.departments:
        if slug not in pen.board.departments:
            raise Refused("not_found", "departments")
    happened_at = fields.instant(args.happened_at, "happened_at")
    if happened_at is not None and clock.seconds_between(pen.at, happened_at) > 60:
        raise Refused("bad_value", "happened_at")
    number = len(pen.board.informations) + 1
    pen.write(
        InformationRecorded(
            information=number,
            text=fields.text(args.text, "text"),
            source=fields.line(args.source, "source") if args.source else None,
            channel=fields.line(args.channel, "channel") if args.channel else None,
            happened_at=happened_at,
            precision="minute" if happened_at else None,
            standing=args.standing,
            state=args.state,
            departments=tuple(dict.fromkeys(args.departments)),
            key_fact=args.key_fact,
        ),
        CLEARANCE if args.restricted else "cell",
    )
    return f"information:{number}"


class CheckInformation(Args, frozen=True, kw_only=True):
    information: fields.Number
    state: State
    reason: fields.Text


@command
def check_information(pen: Pen, args: CheckInformation) -> str:
    """Say how sure it is now, and how one knows; what was held before stays in the journal."""
    row = _information(pen, args.information)
    if row.state == args.state:
        raise Refused("already_there", "state", at=row.checked_at or row.recorded_at)
    reason = fields.text(args.reason, "reason")
    return _write(pen, row, InformationChecked(information=row.id, state=args.state, reason=reason))


class AcknowledgeInformation(Args, frozen=True, kw_only=True):
    information: fields.Number
    department: fields.Slug


@command
def acknowledge_information(pen: Pen, args: AcknowledgeInformation) -> str:
    """Say that a department knows."""
    row = _information(pen, args.information)
    if args.department not in pen.board.departments:
        raise Refused("not_found", "department")
    known = row.informed.get(args.department)
    if known is not None:
        raise Refused("already_there", "department", at=known)
    return _write(pen, row, InformationAcknowledged(information=row.id, department=args.department))


@command
def see_information(pen: Pen, args: AcknowledgeInformation) -> str:
    """Say that a department has read what it is sent; that it knows, and has done what follows, it says later."""
    row = _information(pen, args.information)
    if args.department not in unknowing(row):
        known = row.informed.get(args.department)
        raise Refused("already_there", "department", at=known) if known else Refused("not_found", "department")
    if args.department in row.seen:
        raise Refused("already_there", "department", at=row.seen[args.department])
    return _write(pen, row, InformationSeen(information=row.id, department=args.department))


def _information(pen: Pen, number: int) -> Information:
    row = pen.board.informations.get(number)
    if row is None or (row.clearance == CLEARANCE and not pen.is_cleared):
        raise Refused("not_found", "information")
    return row


def _write(pen: Pen, row: Information, said: Facts) -> str:
    pen.write(said, row.clearance)
    return f"information:{row.id}"
