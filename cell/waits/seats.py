"""Who sits in which department, who only looks on and who leads, as each entry about members says."""

from collections.abc import Callable
from typing import ClassVar

from cell.kinds import Entry, members

LEADING = "director"


class Seats:
    """Where everybody sits so far."""

    def __init__(self) -> None:
        self.lookers: set[int] = set()
        self._departments: dict[int, str | None] = {}
        self._leader: int | None = None

    def of(self, member: int | None) -> str | None:
        """The department of a member, if any."""
        return None if member is None else self._departments.get(member)

    @property
    def leading(self) -> str | None:
        """The department of who leads the cell."""
        return self.of(self._leader)

    def hear(self, entry: Entry) -> None:
        """One more entry."""
        rule = self.RULES.get(entry.kind)
        if rule is not None:
            rule(self, entry.facts)

    def _seat(self, facts: members.MemberAdded | members.RoleGiven) -> None:
        self._departments[facts.member] = facts.department
        (self.lookers.add if facts.role == "observer" else self.lookers.discard)(facts.member)
        if facts.role == LEADING:
            self._leader = facts.member
        elif self._leader == facts.member:
            self._leader = None

    def _leave(self, facts: members.MemberRemoved) -> None:
        self.lookers.add(facts.member)
        if self._leader == facts.member:
            self._leader = None

    def _hand_over(self, facts: members.RoleAccepted | members.RoleTaken) -> None:
        self.lookers.discard(facts.member)
        seat = getattr(facts, "former_department", None)
        if facts.former is not None and seat:
            self._departments[facts.former] = seat
        if facts.role == LEADING:
            self._leader = facts.member
        elif self._leader == facts.member:
            self._leader = None

    RULES: ClassVar[dict[str, Callable[..., None]]] = {
        "member.added": _seat,
        "role.given": _seat,
        "member.removed": _leave,
        "role.accepted": _hand_over,
        "role.taken": _hand_over,
    }
