"""Writing down what is known, believed or said."""

from typing import Literal

from cell import clock
from cell.commands import fields
from cell.commands.registry import Args, command
from cell.errors import Refused
from cell.journal.pen import CLEARANCE, Pen
from cell.kinds.information import InformationRecorded


class RecordInformation(Args, frozen=True, kw_only=True):
    text: fields.Text
    source: fields.Line | None = None
    channel: fields.Line | None = None
    happened_at: fields.Instant | None = None
    standing: Literal["fact", "assumption", "rumour"] = "fact"
    state: Literal["to_verify", "verified", "false"] = "to_verify"
    departments: tuple[fields.Slug, ...] = ()
    restricted: bool = False


@command
def record_information(pen: Pen, args: RecordInformation) -> str:
    """Write one piece of information into the journal; it may have happened before, never later."""
    if args.restricted and not pen.is_cleared:
        raise Refused("not_allowed", "restricted")
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
        ),
        CLEARANCE if args.restricted else "cell",
    )
    return f"information:{number}"
