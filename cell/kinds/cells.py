"""Kinds about the cell itself and its departments."""

import msgspec

from cell.kinds.registry import Facts, always, kind


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word in both languages of the product."""

    en: str
    fr: str


class Seat(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A department as the cell knows it: its slug, names, three-letter codes, and the number of its tint."""

    id: str
    name: Named
    code: Named
    tint: int


@kind("cell.opened", texts=("title",))
class CellOpened(Facts, frozen=True, kw_only=True):
    """A cell is opened.

    title: what happens, in one sentence. level: 1 to 4, 4 worst. type: the sort of crisis, or null. t0: when the
    facts began, maybe before the opening. exercise: true where nothing of it is real. departments: the seats.
    """

    title: str | None = None
    level: int
    type: str | None = None
    t0: str
    exercise: bool = always(False)
    departments: tuple[Seat, ...] = always(())


@kind("cell.closed", texts=("reason",))
class CellClosed(Facts, frozen=True, kw_only=True):
    """The cell stands down. reason: why now."""

    reason: str | None = None


@kind("cell.sealed")
class CellSealed(Facts, frozen=True, kw_only=True):
    """The head of a closed journal is signed.

    entry: the number of the signed head. head: its digest. signature: Ed25519 over "cell entry head", in hex.
    public_key: the key that proves it, in hex.
    """

    entry: int
    head: str
    signature: str
    public_key: str


@kind("cell.reopened", texts=("reason",))
class CellReopened(Facts, frozen=True, kw_only=True):
    """A closed cell works again. reason: why."""

    reason: str | None = None


@kind("department.added")
class DepartmentAdded(Facts, frozen=True, kw_only=True):
    """A department joins the cell. department: its seat."""

    department: Seat


@kind("objective.set", texts=("text", "unit"))
class ObjectiveSet(Facts, frozen=True, kw_only=True):
    """One of the measured aims is set or worded anew.

    objective: its number. text: the aim. unit: what its value is counted in, or null. target: the value to reach, as
    a decimal text, or null.
    """

    objective: int
    text: str | None = None
    unit: str | None = None
    target: str | None = None


@kind("aim.set", texts=("text",))
class AimSet(Facts, frozen=True, kw_only=True):
    """The common aim, in one sentence; each wording is a new version. text: the sentence."""

    text: str | None = None
