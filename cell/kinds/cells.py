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


class Targets(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a level promises, in seconds: how long each sort of wait may last, and how far apart the points are.

    `stall_s` is how long what was taken in hand may lie untouched; None in cells that opened before it was promised.
    """

    mobilise_s: int
    acknowledge_s: int
    decide_s: int
    know_s: int
    approve_s: int
    handoff_s: int
    point_every_s: int
    stall_s: int | None = None


@kind("cell.opened", texts=("title",))
class CellOpened(Facts, frozen=True, kw_only=True):
    """A cell is opened.

    title: what happens, in one sentence. level: 1 to 4, 4 worst. type: the sort of crisis, or null. t0: when the
    facts began, maybe before the opening. exercise: true where nothing of it is real. departments: the seats.
    playbook: the slug of the one it follows, or null. targets: what the level promised that day, or null.
    """

    title: str | None = None
    level: int
    type: str | None = None
    t0: str
    exercise: bool = always(False)
    departments: tuple[Seat, ...] = always(())
    playbook: str | None = None
    targets: Targets | None = None


@kind("cell.levelled", texts=("reason",))
class CellLevelled(Facts, frozen=True, kw_only=True):
    """The crisis is found worse or better. level: 1 to 4, 4 worst. reason: why. targets: what this level promises."""

    level: int
    reason: str | None = None
    targets: Targets | None = None


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
    a decimal text, or null. sense: up where more is better; down where the target is a ceiling. start: the value it
    started from, as a decimal text, or null.
    """

    objective: int
    text: str | None = None
    unit: str | None = None
    target: str | None = None
    sense: str = "up"
    start: str | None = None


@kind("objective.measured")
class ObjectiveMeasured(Facts, frozen=True, kw_only=True):
    """An aim has a value. objective: its number. value: as a decimal text. measured_at: when it was that."""

    objective: int
    value: str
    measured_at: str


@kind("objective.retired", texts=("reason",))
class ObjectiveRetired(Facts, frozen=True, kw_only=True):
    """An aim is followed no more; what served it keeps its number. objective: its number. reason: why."""

    objective: int
    reason: str | None = None


@kind("aim.set", texts=("text",))
class AimSet(Facts, frozen=True, kw_only=True):
    """The common aim, in one sentence; each wording is a new version. text: the sentence."""

    text: str | None = None


@kind("situation.set", texts=("text",))
class SituationSet(Facts, frozen=True, kw_only=True):
    """What is known and done, in a few sentences, for who comes now; each wording is a new version. text: the words."""

    text: str | None = None


@kind("point.set")
class PointSet(Facts, frozen=True, kw_only=True):
    """When everybody comes together next. at: the instant, or null where none is planned."""

    at: str | None = None


@kind("phase.set", texts=("phase",))
class PhaseSet(Facts, frozen=True, kw_only=True):
    """The crisis comes to another phase. phase: its name in the cell's own words."""

    phase: str | None = None
