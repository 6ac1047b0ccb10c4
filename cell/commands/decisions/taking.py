"""Settling a question."""

from typing import Annotated

from msgspec import Meta

from cell import clock
from cell.board import Decision
from cell.commands import fields
from cell.commands.decisions import finding
from cell.commands.members import present
from cell.commands.registry import Args, command
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import decisions

Pinned = Annotated[tuple[fields.Number, ...], Meta(max_length=60)]


class TakeDecision(Args, frozen=True, kw_only=True):
    decision: fields.Number
    choice: fields.Text
    rationale: fields.Text
    decider: fields.Number
    decided_at: fields.Instant | None = None
    effective_at: fields.Instant | None = None
    rejected: fields.Text | None = None
    none_rejected: bool = False
    assumptions: fields.Text | None = None
    effect: fields.Text | None = None
    authority: fields.Text | None = None
    scope: fields.Text | None = None
    risk: fields.Text | None = None
    option: fields.Number | None = None
    review_at: fields.Instant | None = None
    inform: tuple[fields.Slug, ...] = ()
    pinned: Pinned = ()


@command
def take_decision(pen: Pen, args: TakeDecision) -> str:
    """Write down what was decided, why, by whom and when; the time may be past, never to come."""
    decision = finding.decision(pen, args.decision, "asked")
    present(pen, args.decider, "decider")
    decided_at = fields.instant(args.decided_at, "decided_at") or pen.at
    if clock.seconds_between(pen.at, decided_at) > 60:
        raise Refused("bad_value", "decided_at")
    _check_answers(pen, args, decision)
    said = decisions.DecisionTaken(
        decision=decision.id,
        choice=fields.text(args.choice, "choice"),
        rationale=fields.text(args.rationale, "rationale"),
        decider=args.decider,
        decided_at=decided_at,
        effective_at=fields.instant(args.effective_at, "effective_at"),
        rejected=fields.maybe_text(args.rejected, "rejected"),
        none_rejected=args.none_rejected,
        assumptions=fields.maybe_text(args.assumptions, "assumptions"),
        effect=fields.maybe_text(args.effect, "effect"),
        authority=fields.maybe_text(args.authority, "authority"),
        scope=fields.maybe_text(args.scope, "scope"),
        risk=fields.maybe_text(args.risk, "risk"),
        option=args.option,
        review_at=finding.to_come(args.review_at, decided_at),
        inform=finding.departments(pen, args.inform, "inform"),
        pinned=tuple(dict.fromkeys(args.pinned)),
    )
    return finding.write(pen, decision, said)


def _check_answers(pen: Pen, args: TakeDecision, decision: Decision) -> None:
    """The option chosen is one of the question's, what is pinned can be read, and nothing says two things at once."""
    if args.option is not None and args.option > len(decision.options):
        raise Refused("not_found", "option")
    if args.none_rejected and (args.rejected or "").strip():
        raise Refused("bad_value", "none_rejected")
    for number in args.pinned:
        row = pen.board.informations.get(number)
        if row is None or (row.clearance != "cell" and not pen.is_cleared):
            raise Refused("not_found", "pinned")
