"""The lines of a cell's file, as strict on the way in as commands are with people: whoever made the file wrote them."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, BinaryIO, Literal, cast

import msgspec
from msgspec import Meta

from cell import clock, language
from cell.journal.chain import canonical

LINE_MAX = 2_000_000
TOTAL_MAX = 1_000_000_000
PEOPLE_MAX = 20_000
NUMBER_MAX = 2**31 - 1
LEVELS, YEARS = range(1, 5), range(1900, 2200)  # those of the commands
CELL = r"\A[A-Za-z0-9_-]{1,16}\Z"  # as in addresses
_SLUG = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")
_TIMES = ("at", "t0", "since", "needed_by", "until")
_OBJECT = re.compile(
    r"(task|decision|statement|handoff|approval|contribution):[1-9][0-9]{0,9}|department:[a-z][a-z0-9_-]{0,39}"
)
_CODES = {"audience": frozenset(language.AUDIENCES), "silence": frozenset({"escalate", "lapse", "agree"})}
_MAYBE_DAYS = ("happened_at", "acknowledged_at", "since")  # a later record may know no hour

Number = Annotated[int, Meta(ge=1, le=NUMBER_MAX)]
Digest = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]


class Spoilt(Exception):
    """A file that is not what was packed: the line at fault, and why."""

    def __init__(self, line: int, fault: str):
        super().__init__(f"line {line}: {fault}")
        self.line = line
        self.fault = fault


class Person(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Somebody whom the journal names."""

    id: Number
    name: str | None
    mark: str | None


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line."""

    format: str
    version: int
    cell: Annotated[str, Meta(pattern=CELL)]
    people: Annotated[tuple[Person, ...], Meta(max_length=PEOPLE_MAX)]


class Packed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry."""

    seq: Number
    at: str
    by: Number | None
    kind: str
    key: Annotated[str, Meta(min_length=1, max_length=80)] | None
    clearance: Literal["cell", "restricted"]
    sum: Digest
    digest: Digest
    salt: str | None
    body: str | None
    asked: str | None


class End(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The last line."""

    seq: Number
    digest: Digest
    signature: Annotated[str, Meta(pattern=r"\A[0-9a-f]{128}\Z")]
    public_key: Digest


def lines_of(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file, never more of them in memory than a cell may have. Raises Spoilt where it is too long."""
    number = total = 0
    while line := file.readline(LINE_MAX + 1):
        number, total = number + 1, total + len(line)
        if len(line) > LINE_MAX or not line.endswith(b"\n"):
            raise Spoilt(number, "the line has no end, or is too long")
        if total > TOTAL_MAX:
            raise Spoilt(number, "the file is longer than any cell")
        yield line


def read_line(number: int, line: bytes, struct: Any) -> Any:
    """One line. Raises Spoilt where we would not have written it so."""
    try:
        value = msgspec.json.decode(line, type=struct)
        again = msgspec.json.encode(value) + b"\n"
    except (msgspec.MsgspecError, ValueError, ArithmeticError, RecursionError) as fault:
        raise Spoilt(number, f"it cannot be read ({fault})") from None
    if again != line:
        raise Spoilt(number, "it is not spelt as it was written")
    return value


def check_people(head: Head) -> None:
    """Refuse a head that names somebody twice."""
    if len({one.id for one in head.people}) != len(head.people):
        raise Spoilt(1, "it names somebody twice")


def check_rows(rows: list[Packed]) -> None:
    """Refuse what a chain cannot tell is wrong and pages would fall over: its maker chained it as it is."""
    keys: set[str] = set()
    for number, row in enumerate(rows, 2):
        if row.key is not None and row.key in keys:
            raise Spoilt(number, "its key is that of an earlier entry")
        if row.key is not None:
            keys.add(row.key)
        if not _is_instant(row.at):
            raise Spoilt(number, "its at is no instant")
        if row.body is not None:
            _check_value(number, row.kind, _read_body(number, row.body))


def _read_body(number: int, body: str) -> Any:
    try:
        value = msgspec.json.decode(body)
        again = canonical(value)
    except (msgspec.MsgspecError, ValueError, ArithmeticError, RecursionError) as fault:
        raise Spoilt(number, f"its facts cannot be read ({fault})") from None
    if again != body.encode():
        raise Spoilt(number, "its facts are not spelt as they were written")
    return value


def _check_value(number: int, name: str, value: Any) -> None:
    if isinstance(value, dict):
        for inner, one in cast("dict[str, Any]", value).items():
            _check_value(number, inner, one)
    elif isinstance(value, list):
        for one in cast("list[Any]", value):
            _check_value(number, "", one)
    elif value is not None and not _is_sound(name, value):
        raise Spoilt(number, f"its {name or 'list'} is nothing that is written here")


def _is_sound(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return True
    if isinstance(value, int):
        return value in LEVELS if name == "level" else 0 <= value <= NUMBER_MAX
    if not isinstance(value, str):
        return False
    if name == "type":
        return _SLUG.fullmatch(value) is not None
    if name == "object":
        return _OBJECT.fullmatch(value) is not None
    if name in _CODES:
        return value in _CODES[name]
    if name in _TIMES or name.endswith("_at"):
        return _is_instant(value) or (name in _MAYBE_DAYS and _is_day(value))
    return True


def _is_instant(text: str) -> bool:
    try:
        return clock.read(text) == text and int(text[:4]) in YEARS
    except (ValueError, OverflowError):
        return False


def _is_day(text: str) -> bool:
    """Whether it is a date, or a month alone."""
    return _DAY.fullmatch(text) is not None and _is_instant(f"{text}{'-01' * (len(text) == 7)}T00:00:00.000Z")
