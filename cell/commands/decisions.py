"""The decision, from the question to what became of it."""

from typing import Literal

from cell import clock
from cell.board import Decision
from cell.commands import fields
from cell.commands.members import present
from cell.commands.registry import Args, command
from cell.errors import Refused
from cell.journal.pen import CLEARANCE, Pen
from cell.kinds import Facts, decisions

SAID_MAX = 60_000


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
            needed_by=fields.instant(args.needed_by, "needed_by"),
            consulted=_departments(pen, args.consulted, "consulted"),
        ),
        CLEARANCE if args.restricted else "cell",
    )
    return f"decision:{number}"


def _departments(pen: Pen, slugs: tuple[str, ...], field: str) -> tuple[str, ...]:
    for slug in slugs:
        if slug not in pen.board.departments:
            raise Refused("not_found", field)
    return tuple(dict.fromkeys(slugs))


def _decision(pen: Pen, number: int, *states: str) -> Decision:
    decision = pen.board.decisions.get(number)
    if decision is None or (decision.clearance != "cell" and not pen.is_cleared):
        raise Refused("not_found", "decision")
    if decision.status not in states:
        raise Refused("wrong_state", "decision", status=decision.status)
    return decision


def _write(pen: Pen, decision: Decision, said: Facts) -> str:
    """What is said about a restricted decision is restricted too."""
    pen.write(said, decision.clearance)
    return f"decision:{decision.id}"


def _check_size(decision: Decision, words: str, field: str) -> None:
    """The whole row goes to every screen each time it changes: it may not grow without end."""
    said = [option.text for option in decision.options] + [position.reason for position in decision.positions]
    left = SAID_MAX - sum(len(one or "") + 100 for one in said)
    if len(words) > left:
        raise Refused("too_long", field, limit=max(left, 0))


class AddOption(Args, frozen=True, kw_only=True):
    decision: fields.Number
    text: fields.Text


@command
def add_option(pen: Pen, args: AddOption) -> str:
    """Add a possible answer."""
    decision = _decision(pen, args.decision, "asked")
    text = fields.text(args.text, "text")
    _check_size(decision, text, "text")
    number = len(decision.options) + 1
    return _write(pen, decision, decisions.OptionAdded(decision=decision.id, option=number, text=text))


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
    decision = _decision(pen, args.decision, "asked")
    _departments(pen, (args.department,), "department")
    if args.option is not None and args.option > len(decision.options):
        raise Refused("not_found", "option")
    _check_size(decision, args.reason, "reason")
    said = decisions.PositionGiven(
        decision=decision.id,
        option=args.option,
        department=args.department,
        stance=args.stance,
        reason=fields.text(args.reason, "reason"),
        strong=args.strong,
    )
    return _write(pen, decision, said)


class TakeDecision(Args, frozen=True, kw_only=True):
    decision: fields.Number
    choice: fields.Text
    rationale: fields.Text
    decider: fields.Number
    decided_at: fields.Instant | None = None
    effective_at: fields.Instant | None = None
    rejected: fields.Text | None = None
    assumptions: fields.Text | None = None
    effect: fields.Text | None = None
    authority: fields.Text | None = None
    review_at: fields.Instant | None = None
    inform: tuple[fields.Slug, ...] = ()


@command
def take_decision(pen: Pen, args: TakeDecision) -> str:
    """Write down what was decided, why, by whom and when; the time may be past, never to come."""
    decision = _decision(pen, args.decision, "asked")
    present(pen, args.decider, "decider")
    decided_at = fields.instant(args.decided_at, "decided_at") or pen.at
    if clock.seconds_between(pen.at, decided_at) > 60:
        raise Refused("bad_value", "decided_at")
    said = decisions.DecisionTaken(
        decision=decision.id,
        choice=fields.text(args.choice, "choice"),
        rationale=fields.text(args.rationale, "rationale"),
        decider=args.decider,
        decided_at=decided_at,
        effective_at=fields.instant(args.effective_at, "effective_at"),
        rejected=fields.maybe_text(args.rejected, "rejected"),
        assumptions=fields.maybe_text(args.assumptions, "assumptions"),
        effect=fields.maybe_text(args.effect, "effect"),
        authority=fields.maybe_text(args.authority, "authority"),
        review_at=fields.instant(args.review_at, "review_at"),
        inform=_departments(pen, args.inform, "inform"),
    )
    return _write(pen, decision, said)


class AcknowledgeDecision(Args, frozen=True, kw_only=True):
    decision: fields.Number
    department: fields.Slug


@command
def acknowledge_decision(pen: Pen, args: AcknowledgeDecision) -> str:
    """Say that a department knows."""
    decision = _decision(pen, args.decision, "in_force", "superseded", "revoked")
    _departments(pen, (args.department,), "department")
    known = decision.informed.get(args.department)
    if known is not None:
        raise Refused("already_there", "department", at=known)
    said = decisions.DecisionAcknowledged(decision=decision.id, department=args.department)
    return _write(pen, decision, said)


class SupersedeDecision(Args, frozen=True, kw_only=True):
    decision: fields.Number
    by: fields.Number


@command
def supersede_decision(pen: Pen, args: SupersedeDecision) -> str:
    """Put another decision, which holds, in the place of one."""
    decision = _decision(pen, args.decision, "in_force")
    successor = pen.board.decisions.get(args.by)
    if successor is None or successor.id == decision.id or successor.status != "in_force":
        raise Refused("not_found", "by")
    if successor.clearance != "cell" and not pen.is_cleared:
        raise Refused("not_found", "by")
    said = decisions.DecisionSuperseded(decision=decision.id, successor=args.by)
    return _write(pen, decision, said)


class RevokeDecision(Args, frozen=True, kw_only=True):
    decision: fields.Number
    reason: fields.Text


@command
def revoke_decision(pen: Pen, args: RevokeDecision) -> str:
    """Say that a decision holds no more, and why."""
    decision = _decision(pen, args.decision, "in_force")
    reason = fields.text(args.reason, "reason")
    return _write(pen, decision, decisions.DecisionRevoked(decision=decision.id, reason=reason))
