"""A record of another tool into rows, each with its line: bad ones are told with the reason, and mended never.

Three forms are known by their columns: one row a step (`case_id` …), the same as an export of a service desk writes it
(`number` …, day first, `?` for empty), and one row a hand-over (`handoff_id` …).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from cell.errors import Refused
from cell.sheets import Malformed, columns_of, records, shown
from cell.steps.instants import instant_of, minute_of
from cell.texts import LINE, line

STEPS = ("case_id", "seq", "timestamp", "activity", "status", "department", "team", "resource")
DESK = ("number", "incident_state", "sys_mod_count", "sys_updated_at", "assignment_group")
HANDOFFS = (
    *("handoff_id", "task_id", "from_department", "to_department"),
    *("requested_at", "acknowledged_at", "left_at", "next_department"),
)
SIZE_MAX = 60_000_000  # bytes of a file
ROWS_MAX = 200_000  # one transaction
_NUMBER = re.compile(r"[0-9]{1,9}")
_LAST_NUMBER = re.compile(r"([0-9]{1,9})\Z")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a piece of work. `line` is where it stands, `step` its place in the case; None where not said."""

    line: int
    case: str
    step: int
    at: str
    precision: str
    activity: str
    status: str
    department: str | None = None
    team: str | None = None
    actor: str | None = None


class Passed(msgspec.Struct, frozen=True, kw_only=True):
    """One hand-over of a piece of work; what has not happened is None."""

    line: int
    case: str
    step: int
    id: str
    at: str
    precision: str
    department: str
    to: str
    acknowledged_at: str | None
    left_at: str | None
    next: str | None


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What a file holds: the rows of the cases without a fault, by time; the faults by line; how many rows they cost.

    `form` is steps or handoffs.
    """

    form: str
    rows: tuple[Row, ...] = ()
    passed: tuple[Passed, ...] = ()
    faults: tuple[Malformed, ...] = ()
    left: int = 0


class _Sheet:
    """The rows read so far, by case; a case with a bad row is spoilt, since its figures would be wrong."""

    def __init__(self, columns: list[str], now: str):
        self.place = {name: place for place, name in enumerate(columns)}
        self.now = now
        self.cases: dict[str, list[Any]] = {}
        self.spoilt: set[str] = set()
        self.faults: list[Malformed] = []
        self.n = 0
        self._kept: dict[str, str] = {}

    def word(self, cells: list[str], name: str) -> str:
        """A cell as it is kept, or "". Raises ValueError, with one line."""
        value = cells[self.place[name]]
        kept = self._kept.get(value)
        if kept is None:
            kept = self._kept[value] = _clean(value, name)
        return kept

    def needed(self, cells: list[str], name: str) -> str:
        """The same where something must stand."""
        value = self.word(cells, name)
        if not value:
            raise ValueError(f"no {name}")
        return value

    def read(self, found: Iterable[tuple[int, list[str]]], case: str, row_of: Callable[..., Any]) -> None:
        """Read every record; `case` is the column that names the piece of work."""
        for number, cells in found:
            self.n += 1
            if self.n > ROWS_MAX:
                raise Malformed(number, f"more than {ROWS_MAX} rows")
            try:
                if len(cells) != len(self.place):
                    raise ValueError(f"{len(cells)} cells under {len(self.place)} columns")
                row = row_of(self, number, cells)
            except ValueError as fault:
                self.faults.append(Malformed(number, str(fault)))
                self.spoil(cells, case)
            else:
                self.cases.setdefault(row.case, []).append(row)

    def spoil(self, cells: list[str], case: str) -> None:
        """Leave out the whole case of a bad row, as far as it can be told."""
        try:
            self.spoilt.add(self.word(cells, case))
        except (ValueError, IndexError):
            return

    def settle(self, order: Callable[[list[Any]], list[Any]]) -> list[Any]:
        """The rows of the sound cases, each put into its order."""
        sound: list[Any] = []
        for name, rows in self.cases.items():
            if name in self.spoilt:
                continue  # it has a hole that its own row explains
            try:
                sound += order(rows)
            except Malformed as fault:
                self.faults.append(fault)
        return sorted(sound, key=lambda row: (row.at, row.case, row.step))


def read_record(text: str, now: str) -> Taken:
    """The rows of a file, whatever their order in it. `now` is an instant: what a record says is past.

    Raises Malformed where the file as a whole cannot be read, or no row of it can.
    """
    found = records(text)
    header = next(found, None)
    names = {cell.strip() for cell in header[1]} if header is not None else set[str]()
    if "handoff_id" in names:
        return _read(found, _Sheet(columns_of(header, HANDOFFS), now), "handoffs", "task_id", _passed, _in_turn)
    if "number" in names and "case_id" not in names:
        return _read(found, _Sheet(columns_of(header, DESK, others=True), now), "steps", "number", _of_desk, _by_time)
    return _read(found, _Sheet(columns_of(header, STEPS), now), "steps", "case_id", _step, _by_step)


def _read(
    found: Iterator[tuple[int, list[str]]],
    sheet: _Sheet,
    form: str,
    case: str,
    row_of: Callable[..., Any],
    order: Callable[[list[Any]], list[Any]],
) -> Taken:
    sheet.read(found, case, row_of)
    rows = sheet.settle(order)
    faults = tuple(sorted(sheet.faults, key=lambda fault: fault.line))
    if not rows:
        raise faults[0] if faults else Malformed(1, "no row under the header")
    more = {"rows": tuple(rows)} if form == "steps" else {"passed": tuple(rows)}
    return Taken(form=form, faults=faults, left=sheet.n - len(rows), **more)


def _clean(value: str, name: str) -> str:
    if not value.strip():
        return ""
    try:
        return line(value, name)
    except Refused as refused:
        reasons = {"too_long": f"{name} is longer than {LINE} signs", "missing": f"no {name}"}
        reason = reasons.get(refused.code, f"{name} {shown(value)} has signs that cannot be seen")
        raise ValueError(reason) from None


def _number(text: str, name: str, least: int) -> int:
    if _NUMBER.fullmatch(text) is None or int(text) < least:
        raise ValueError(f"{name} {shown(text)} is not a number from {least}")
    return int(text)


def _step(sheet: _Sheet, number: int, cells: list[str]) -> Row:
    at, precision = instant_of(cells[sheet.place["timestamp"]].strip(), sheet.now)
    return Row(
        line=number,
        case=sheet.needed(cells, "case_id"),
        step=_number(cells[sheet.place["seq"]].strip(), "seq", 1),
        at=at,
        precision=precision,
        activity=sheet.needed(cells, "activity"),
        status=sheet.needed(cells, "status"),
        department=sheet.word(cells, "department") or None,
        team=sheet.word(cells, "team") or None,
        actor=sheet.word(cells, "resource") or None,
    )


def _by_step(rows: list[Row]) -> list[Row]:
    """A case in its own order, which must be without gap or double and may not go back in time."""
    ordered = sorted(rows, key=lambda row: (row.step, row.line))
    former: Row | None = None
    for wanted, row in enumerate(ordered, 1):
        if former is not None and row.step == former.step:
            raise Malformed(row.line, f"case {shown(row.case)} has seq {row.step} at line {former.line} already")
        if row.step != wanted:
            raise Malformed(row.line, f"case {shown(row.case)} goes to seq {row.step} where {wanted} should stand")
        if former is not None and row.at < former.at:
            raise Malformed(row.line, f"seq {row.step} of case {shown(row.case)} is before that of line {former.line}")
        former = row
    return ordered


def _of_desk(sheet: _Sheet, number: int, cells: list[str]) -> Row:
    """A row of the service desk: how often it was changed stands for its place until the case is whole."""

    def word(name: str) -> str:
        value = sheet.word(cells, name) if name in sheet.place else ""
        return "" if value == "?" else value

    case, state, group = word("number"), word("incident_state"), word("assignment_group") or None
    if not case or not state:
        raise ValueError("no incident_state" if case else "no number")
    at, precision = minute_of(cells[sheet.place["sys_updated_at"]].strip(), sheet.now)
    return Row(
        line=number,
        case=case,
        step=_number(cells[sheet.place["sys_mod_count"]].strip(), "sys_mod_count", 0),
        at=at,
        precision=precision,
        activity=state,
        status=state,
        department=group,
        team=group,
        actor=word("assigned_to") or None,
    )


def _by_time(rows: list[Row]) -> list[Row]:
    ordered = sorted(rows, key=lambda row: (row.at, row.step, row.line))
    return [msgspec.structs.replace(row, step=place) for place, row in enumerate(ordered, 1)]


def _passed(sheet: _Sheet, number: int, cells: list[str]) -> Passed:
    def instant(name: str) -> str | None:
        value = cells[sheet.place[name]].strip()
        return instant_of(value, sheet.now)[0] if value else None

    at, precision = instant_of(cells[sheet.place["requested_at"]].strip(), sheet.now)
    ident = sheet.needed(cells, "handoff_id")
    last = _LAST_NUMBER.search(ident)
    row = Passed(
        line=number,
        case=sheet.needed(cells, "task_id"),
        step=int(last.group(1)) if last else 0,
        id=ident,
        at=at,
        precision=precision,
        department=sheet.needed(cells, "from_department"),
        to=sheet.needed(cells, "to_department"),
        acknowledged_at=instant("acknowledged_at"),
        left_at=instant("left_at"),
        next=sheet.word(cells, "next_department") or None,
    )
    _check(row)
    return row


def _check(row: Passed) -> None:
    """What one hand-over may not say of itself."""
    times = [row.at, *filter(None, (row.acknowledged_at, row.left_at))]
    if times != sorted(times):
        raise ValueError("requested_at, acknowledged_at and left_at are not in this order")
    if row.department == row.to or row.next == row.to:
        raise ValueError(f"a department hands over to itself: {shown(row.to)}")
    if row.next is not None and row.left_at is None:
        raise ValueError("there is a next_department and no left_at")


def _in_turn(rows: list[Passed]) -> list[Passed]:
    ordered = sorted(rows, key=lambda row: (row.at, row.step, row.line))
    for former, row in zip(ordered, ordered[1:], strict=False):
        if row.id == former.id:
            raise Malformed(row.line, f"handoff_id {shown(row.id)} is already that of line {former.line}")
        if former.left_at is None or row.at < former.left_at:
            raise Malformed(row.line, f"handed over before it left the department of line {former.line}")
    return [msgspec.structs.replace(row, step=place) for place, row in enumerate(ordered, 1)]
