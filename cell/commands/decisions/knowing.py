"""Who must know of a decision, and who does."""

from typing import Annotated

from msgspec import Meta

from cell.commands import fields
from cell.commands.decisions import finding
from cell.commands.registry import Args, command
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import decisions

Departments = Annotated[tuple[fields.Slug, ...], Meta(min_length=1, max_length=60)]


class AcknowledgeDecision(Args, frozen=True, kw_only=True):
    decision: fields.Number
    department: fields.Slug


@command
def acknowledge_decision(pen: Pen, args: AcknowledgeDecision) -> str:
    """Say that a department knows."""
    decision = finding.decision(pen, args.decision, *finding.RULED)
    finding.departments(pen, (args.department,), "department")
    known = decision.informed.get(args.department)
    if known is not None:
        raise Refused("already_there", "department", at=known)
    said = decisions.DecisionAcknowledged(decision=decision.id, department=args.department)
    return finding.write(pen, decision, said)


class InformDecision(Args, frozen=True, kw_only=True):
    decision: fields.Number
    departments: Departments


@command
def inform_decision(pen: Pen, args: InformDecision) -> str:
    """Tell departments that they must know, or tell them again; who knows already is left in peace."""
    decision = finding.decision(pen, args.decision, *finding.RULED)
    slugs = finding.departments(pen, args.departments, "departments")
    for slug in slugs:
        if (known := decision.informed.get(slug)) is not None:
            raise Refused("already_there", "departments", at=known)
    return finding.write(pen, decision, decisions.DecisionInformed(decision=decision.id, departments=slugs))
