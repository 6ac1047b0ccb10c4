"""Kinds about who is in the cell."""

from cell.kinds.registry import Facts, kind


@kind("member.added", texts=("name",))
class MemberAdded(Facts, frozen=True, kw_only=True):
    """A person joins the cell, or comes back.

    member: the account's id. name: as written then. role: director, coordinator, loggist, communications, member or
    observer. department: the slug, or null.
    """

    member: int
    name: str | None = None
    role: str
    department: str | None = None


@kind("member.removed", texts=("reason",))
class MemberRemoved(Facts, frozen=True, kw_only=True):
    """A person leaves the cell and sees it no more. member: the account's id. reason: why, or null."""

    member: int
    reason: str | None = None


@kind("role.given")
class RoleGiven(Facts, frozen=True, kw_only=True):
    """A member gets another role or department. member, role, department: as in member.added."""

    member: int
    role: str
    department: str | None = None
