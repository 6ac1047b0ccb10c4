"""Kinds about who is in the cell, and who stands for a department."""

import msgspec

from cell.kinds.registry import Facts, always, kind


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody of the organisation, who may not be in the cell: the account's id, and the name as written then."""

    id: int
    name: str | None = None


@kind("member.added", texts=("name",))
class MemberAdded(Facts, frozen=True, kw_only=True):
    """A person joins the cell, or comes back.

    member: the account's id. name: as written then. role: director, coordinator, loggist, communications, member or
    observer. department: the slug, or null. invitation: the number of the one they came by, or null.
    """

    member: int
    name: str | None = None
    role: str
    department: str | None = None
    invitation: int | None = None


@kind("member.removed", texts=("reason",))
class MemberRemoved(Facts, frozen=True, kw_only=True):
    """A person leaves the cell and sees it no more. member: the account's id. reason: why, or null."""

    member: int
    reason: str | None = None


@kind("member.answered")
class MemberAnswered(Facts, frozen=True, kw_only=True):
    """A person answers the call.

    member: the account's id. answer: here, coming or cannot. coming_at: when they expect to be there, or null.
    """

    member: int
    answer: str
    coming_at: str | None = None


@kind("role.given")
class RoleGiven(Facts, frozen=True, kw_only=True):
    """A member gets another role or department. member, role, department: as in member.added."""

    member: int
    role: str
    department: str | None = None


@kind("role.offered")
class RoleOffered(Facts, frozen=True, kw_only=True):
    """A role that only one person holds is offered; nothing changes until it is accepted.

    member: who is asked to take it. role: which. It falls by itself once who offers leaves or may offer it no more.
    """

    member: int
    role: str


@kind("role.accepted")
class RoleAccepted(Facts, frozen=True, kw_only=True):
    """An offered role changes hands.

    member: who holds it from now on. role: which. former: who held it, or null. former_role: what they are now, a
    department's member, or an observer where they had no department. former_department: the seat they get by this,
    such as the direction's for a director who sat nowhere; null where they keep what they had.
    """

    member: int
    role: str
    former: int | None = always(None)
    former_role: str = "member"
    former_department: str | None = None


@kind("role.declined")
class RoleDeclined(Facts, frozen=True, kw_only=True):
    """An offer ends without effect, by who got it or by who made it. member: who was asked. role: which."""

    member: int
    role: str


@kind("role.taken", texts=("reason",))
class RoleTaken(Facts, frozen=True, kw_only=True):
    """The coordinator takes the direction without the director, who is away.

    member, role, former, former_role: as in role.accepted. reason: why it could not wait.
    """

    member: int
    role: str
    former: int | None = always(None)
    former_role: str = "member"
    reason: str | None = None


@kind("department.staffed", texts=("holder.name", "deputy.name", "sponsor.name"))
class DepartmentStaffed(Facts, frozen=True, kw_only=True):
    """Who stands for a department, whether in the cell or not; each entry says all three anew.

    department: the slug. holder, deputy, sponsor: who answers for it, who does when they cannot, and who backs it in
    the executive; or null.
    """

    department: str
    holder: Person | None = None
    deputy: Person | None = None
    sponsor: Person | None = None
