"""Arbitrations: two positions, the indicator each protects, the ruling, and an indicator suspended for a while."""

from typing import Literal

from cell.board import Arbitration
from cell.commands import fields
from cell.commands.members import present
from cell.commands.registry import Args, command
from cell.commands.speaking import check_reader, check_seat, to_come
from cell.errors import Refused
from cell.journal.pen import CLEARANCE, Pen
from cell.kinds import Facts, arbitrations, tasks
from cell.titles import of_review

RULINGS_MOST = 20


class AskArbitration(Args, frozen=True, kw_only=True):
    question: fields.Text
    first: fields.Slug
    first_text: fields.Text
    second: fields.Slug
    second_text: fields.Text
    first_indicator: fields.Line | None = None
    second_indicator: fields.Line | None = None
    restricted: bool = False


@command
def ask_arbitration(pen: Pen, args: AskArbitration) -> str:
    """Ask for a ruling between two departments, each with what it wants and what it protects by that."""
    if args.restricted and not pen.is_cleared:
        raise Refused("not_allowed", "restricted")
    for name in ("first", "second"):
        check_seat(pen, getattr(args, name), name)
        if args.restricted:
            check_reader(getattr(args, name), name)
    if args.first == args.second:
        raise Refused("same_department", "second")
    number = len(pen.board.arbitrations) + 1
    pen.write(
        arbitrations.ArbitrationAsked(
            arbitration=number,
            question=fields.text(args.question, "question"),
            first=args.first,
            first_text=fields.text(args.first_text, "first_text"),
            first_indicator=_line(args.first_indicator, "first_indicator"),
            second=args.second,
            second_text=fields.text(args.second_text, "second_text"),
            second_indicator=_line(args.second_indicator, "second_indicator"),
        ),
        CLEARANCE if args.restricted else "cell",
    )
    return f"arbitration:{number}"


def _line(value: str | None, field: str) -> str | None:
    return fields.line(value, field) if value is not None and value.strip() else None


class RuleArbitration(Args, frozen=True, kw_only=True):
    """A suspension says until when: on that day the indicator counts again by itself."""

    arbitration: fields.Number
    choice: Literal["first", "second", "neither"]
    text: fields.Text
    reason: fields.Text
    decider: fields.Number
    suspended: Literal["first", "second"] | None = None
    until: fields.Instant | None = None


@command
def rule_arbitration(pen: Pen, args: RuleArbitration) -> str:
    """Write down what was ruled, why and by whom, and whose indicator is suspended until when; it may be ruled anew."""
    row = _find(pen, args.arbitration)
    present(pen, args.decider, "decider")
    until = to_come(pen, args.until, "until")
    if (until is None) != (args.suspended is None):
        raise Refused("missing", "until" if until is None else "suspended")
    if len(row.rulings) >= RULINGS_MOST:
        raise Refused("bad_count", "arbitration", limit=RULINGS_MOST)
    said = arbitrations.ArbitrationRuled(
        arbitration=row.id,
        choice=args.choice,
        text=fields.text(args.text, "text"),
        reason=fields.text(args.reason, "reason"),
        decider=args.decider,
        suspended=args.suspended,
        until=until,
    )
    return _write(pen, row, said)


class RecallArbitration(Args, frozen=True, kw_only=True):
    arbitration: fields.Number
    until: fields.Instant


@command
def recall_arbitration(pen: Pen, args: RecallArbitration) -> str:
    """A suspension is over: its department gets a task. Only the clock says this, and once for each time.

    A task tells everybody that the arbitration is there: where that is restricted there is none.
    """
    row = _find(pen, args.arbitration)
    last = row.rulings[-1] if row.rulings else None
    is_due = last is not None and last.until is not None and last.until <= pen.at and args.until == last.until
    if pen.by is not None or pen.board.cell.state != "open" or last is None or not is_due:
        raise Refused("wrong_state", "arbitration", status=row.status)
    if row.recalled_at == last.until:
        raise Refused("already_there", "arbitration")
    side = row.first if last.suspended == "first" else row.second
    number = len(pen.board.tasks) + 1 if row.clearance == "cell" else None
    said = arbitrations.ArbitrationRecalled(
        arbitration=row.id, until=args.until, department=side.department, task=number
    )
    _write(pen, row, said)
    if number is not None:
        pen.write(tasks.TaskAdded(task=number, title=of_review(row.number), department=side.department, priority=1))
    return f"arbitration:{row.id}"


def _find(pen: Pen, number: int) -> Arbitration:
    row = pen.board.arbitrations.get(number)
    if row is None or (row.clearance != "cell" and not pen.is_cleared):
        raise Refused("not_found", "arbitration")
    return row


def _write(pen: Pen, row: Arbitration, said: Facts) -> str:
    pen.write(said, row.clearance)
    return f"arbitration:{row.id}"
