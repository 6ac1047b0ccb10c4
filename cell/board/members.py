"""Rules of the members, their roles, and who stands for a department."""

from cell.board.board import ref_of
from cell.board.fold import Step, rule
from cell.board.rows import Member
from cell.kinds import members

_NO_OFFER = {"offered": None, "offered_by": None, "offered_at": None}


@rule
def member_added(step: Step) -> None:
    facts: members.MemberAdded = step.facts
    step.put(
        ref_of("member", facts.member),
        Member(
            id=facts.member,
            name=facts.name,
            role=facts.role,
            department=facts.department,
            added_at=step.entry.at,
        ),
    )
    if facts.invitation is not None:
        used = step.board.invitations[facts.invitation].used
        step.change("invitation", facts.invitation, used=used + 1)
    _settle(step)


@rule
def member_removed(step: Step) -> None:
    facts: members.MemberRemoved = step.facts
    step.change("member", facts.member, removed_at=step.entry.at)
    _settle(step)


@rule
def member_answered(step: Step) -> None:
    facts: members.MemberAnswered = step.facts
    step.change("member", facts.member, answer=facts.answer, coming_at=facts.coming_at, answered_at=step.entry.at)


@rule
def role_given(step: Step) -> None:
    facts: members.RoleGiven = step.facts
    step.change("member", facts.member, role=facts.role, department=facts.department)
    _settle(step)


@rule
def role_offered(step: Step) -> None:
    facts: members.RoleOffered = step.facts
    entry = step.entry
    step.change("member", facts.member, offered=facts.role, offered_by=entry.by, offered_at=entry.at)


@rule
def role_accepted(step: Step) -> None:
    facts: members.RoleAccepted = step.facts
    _hand_over(step, facts)


@rule
def role_declined(step: Step) -> None:
    facts: members.RoleDeclined = step.facts
    step.change("member", facts.member, **_NO_OFFER)


@rule
def role_taken(step: Step) -> None:
    facts: members.RoleTaken = step.facts
    _hand_over(step, facts)


def _hand_over(step: Step, facts: members.RoleAccepted | members.RoleTaken) -> None:
    """Both ends at once, so that there is never nobody nor two: who held the role keeps the department, or gets one."""
    step.change("member", facts.member, role=facts.role, **_NO_OFFER)
    if facts.former is not None:
        seat = getattr(facts, "former_department", None)
        step.change("member", facts.former, role=facts.former_role, **({"department": seat} if seat else {}))
    _settle(step)


def _settle(step: Step) -> None:
    """What follows wherever people come, go or change places."""
    _settle_offers(step)
    _look_at_chairs(step)


def _look_at_chairs(step: Step) -> None:
    """Who went may have been the last of a department that had come: its chair is empty until somebody sits there."""
    here = (row for row in step.board.members.values() if row.removed_at is None and row.role != "observer")
    seated = {row.department for row in here}
    for row in list(step.board.departments.values()):
        if row.id in seated and row.emptied_at is not None:
            step.change("department", row.id, emptied_at=None)
        elif row.id not in seated and row.mobilised_at is not None and row.emptied_at is None:
            step.change("department", row.id, emptied_at=step.entry.at)


def _settle_offers(step: Step) -> None:
    """Let fall the offers that nobody stands behind any more, so that no screen shows one that cannot be accepted."""
    for row in list(step.board.members.values()):
        if row.offered is not None and not _stands(step, row):
            step.change("member", row.id, **_NO_OFFER)


def _stands(step: Step, asked: Member) -> bool:
    if asked.removed_at is not None or asked.role == asked.offered:
        return False
    if asked.offered_by is None:
        return True
    by = step.board.members.get(asked.offered_by)
    return by is not None and by.removed_at is None and by.role in ("director", asked.offered)


@rule
def department_staffed(step: Step) -> None:
    facts: members.DepartmentStaffed = step.facts
    step.change("department", facts.department, holder=facts.holder, deputy=facts.deputy, sponsor=facts.sponsor)
