"""A question, its possible answers, and where departments stand."""

from typing import Literal

from cell.commands import fields
from cell.commands.decisions import finding
from cell.commands.members import present
from cell.commands.registry import Args, command
from cell.commands.speaking import to_come
from cell.errors import Refused
from cell.journal.pen import CLEARANCE, Pen
from cell.kinds import decisions


class AskDecision(Args, frozen=True, kw_only=True):
    question: fields.Text
    decider: fields.Number | None = None
    needed_by: fields.Instant | None = None
    consulted: tuple[fields.Slug, ...] = ()
    restricted: bool = False


@command
def ask_decision(pen: Pen, args: AskDecision) -> str:
    """Ask for a question to be settled."""
    if args.restricted and not pen.is_cleared:
        raise Refused("not_allowed", "restricted")
    if args.decider is not None:
        present(pen, args.decider, "decider")
    number = len(pen.board.decisions) + 1
    pen.write(
        decisions.DecisionAsked(
            decision=number,
            question=fields.text(args.question, "question"),
            decider=args.decider,
            needed_by=to_come(pen, args.needed_by, "needed_by"),
            consulted=finding.departments(pen, args.consulted, "consulted"),
        ),
        CLEARANCE if args.restricted else "cell",
    )
    return f"decision:{number}"


class AddOption(Args, frozen=True, kw_only=True):
    decision: fields.Number
    text: fields.Text


@command
def add_option(pen: Pen, args: AddOption) -> str:
    """Add a possible answer."""
    decision = finding.decision(pen, args.decision, "asked")
    text = fields.text(args.text, "text")
    finding.check_size(decision, text, "text")
    number = len(decision.options) + 1
    return finding.write(pen, decision, decisions.OptionAdded(decision=decision.id, option=number, text=text))


class GivePosition(Args, frozen=True, kw_only=True):
    decision: fields.Number
    department: fields.Slug
    stance: Literal["for", "against", "reserved"]
    reason: fields.Text
    option: fields.Number | None = None
    strong: bool = False


@command
def give_position(pen: Pen, args: GivePosition) -> str:
    """Say where a department stands, with its reason."""
    decision = finding.decision(pen, args.decision, "asked")
    finding.departments(pen, (args.department,), "department")
    if args.option is not None and args.option > len(decision.options):
        raise Refused("not_found", "option")
    finding.check_size(decision, args.reason, "reason")
    said = decisions.PositionGiven(
        decision=decision.id,
        option=args.option,
        department=args.department,
        stance=args.stance,
        reason=fields.text(args.reason, "reason"),
        strong=args.strong,
    )
    return finding.write(pen, decision, said)
