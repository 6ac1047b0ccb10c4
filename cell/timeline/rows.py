"""A timeline file into rows, or a refusal that names the line: nothing is guessed, mended or cut.

Columns: id, time, precision, actor, dept, to_dept, kind, answers, answer_type, text, lang, source, note, in any order.
How long words may be, and which signs they may hold, is the command's to say, as for any other words.
"""

import csv
import io
from collections.abc import Iterator

import msgspec

from cell.timeline.times import When, when_of

COLUMNS = (
    *("id", "time", "precision", "actor", "dept", "to_dept", "kind"),
    *("answers", "answer_type", "text", "lang", "source", "note"),
)
NOUNS = ("task", "decision", "information", "message")
ANSWERS = ("ack", "done", "reply", "decision", "expired")
LANGUAGES = ("en", "fr")
# What a department does; an organisation's own names for them are its own business.
FUNCTIONS = (
    *("direction", "operations", "quality", "it", "logistics", "purchasing", "finance", "legal", "comms"),
    *("hr", "sales", "customers", "suppliers", "authority", "emergency", "public_media"),
)
SIZE_MAX = 10_000_000  # bytes of a file
ROWS_MAX = 20_000  # one transaction, one board
ID_MAX = 40


class Malformed(Exception):
    """A file that is not a timeline. `line` is where its record starts, counted from 1; `reason` is one line."""

    def __init__(self, line: int, reason: str):
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One fact of a file. `line` is where it stands, `answers` the id of the row it answers; None where not said."""

    line: int
    id: str
    when: When
    noun: str
    text: str
    actor: str | None
    department: str | None
    to: str | None
    answers: str | None
    answer: str | None
    lang: str | None
    source: str | None
    note: str | None


def text_of(data: bytes) -> str:
    """The text of a file's bytes, with or without a byte order mark. Raises Malformed where it is not UTF-8."""
    if len(data) > SIZE_MAX:
        raise Malformed(1, f"the file is larger than {SIZE_MAX} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raise Malformed(line, "not UTF-8") from None


def read_rows(text: str, now: str) -> tuple[Row, ...]:
    """The rows of a file in its own order, one at least. `now` is an instant: facts are past.

    Raises Malformed for the first fault from the top; a link to a row that is not there is found last.
    """
    records = _records(text)
    columns = _columns(next(records, None))
    rows: dict[str, Row] = {}
    for line, cells in records:
        row = _row(line, columns, cells, now)
        if row.id in rows:
            raise Malformed(line, f"the id {_shown(row.id)} is already that of line {rows[row.id].line}")
        if len(rows) == ROWS_MAX:
            raise Malformed(line, f"more than {ROWS_MAX} rows")
        rows[row.id] = row
    if not rows:
        raise Malformed(1, "no row under the header")
    for row in rows.values():
        _check_link(row, rows)
    return tuple(rows.values())


def start_of(rows: tuple[Row, ...], wanted: str | None) -> Row | None:
    """The row from which the clock runs: the one wanted, or the earliest that is timed, or None where none is.

    Raises ValueError, with one line, for a row that is not there or that has no hour.
    """
    if wanted is None:
        timed = [row for row in rows if row.when.is_timed]
        return min(timed, key=lambda row: row.when.at) if timed else None
    for row in rows:
        if row.id == wanted and not row.when.is_timed:
            raise ValueError(f"row {_shown(wanted)} has no hour: no clock can start there")
        if row.id == wanted:
            return row
    raise ValueError(f"there is no row {_shown(wanted)}")


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """The line where each record starts, and its cells. Blank lines are no records."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            raise Malformed(line, f"not CSV: {fault}") from None
        if any("\0" in cell for cell in cells):
            raise Malformed(line, "a NUL among the signs")
        if cells:
            yield line, cells


def _columns(header: tuple[int, list[str]] | None) -> list[str]:
    if header is None:
        raise Malformed(1, "the file is empty")
    line, cells = header
    names = [cell.strip() for cell in cells]
    faults = {
        "missing": [name for name in COLUMNS if name not in names],
        "unknown": [name for name in names if name not in COLUMNS],
        "repeated": sorted({name for name in names if names.count(name) > 1}),
    }
    for fault, which in faults.items():
        if which:
            raise Malformed(line, f"{fault} column: {', '.join(map(_shown, which[:5]))}")
    return names


def _row(line: int, columns: list[str], cells: list[str], now: str) -> Row:
    if len(cells) != len(columns):
        raise Malformed(line, f"{len(cells)} cells under {len(columns)} columns")
    said = {name: cell.strip() for name, cell in zip(columns, cells, strict=True)}
    try:
        when = when_of(said["time"], said["precision"], now)
    except ValueError as fault:
        raise Malformed(line, str(fault)) from None
    _check_id(line, said["id"])
    if bool(said["answers"]) != bool(said["answer_type"]):
        raise Malformed(line, "answers and answer_type go together: one of them is empty")
    return Row(
        line=line,
        id=said["id"],
        when=when,
        noun=_one_of(line, "kind", said["kind"], NOUNS) or "",
        text=said["text"],
        actor=said["actor"] or None,
        department=_one_of(line, "dept", said["dept"], ("", *FUNCTIONS)),
        to=_one_of(line, "to_dept", said["to_dept"], ("", *FUNCTIONS)),
        answers=said["answers"] or None,
        answer=_one_of(line, "answer_type", said["answer_type"], ("", *ANSWERS)),
        lang=_one_of(line, "lang", said["lang"], ("", *LANGUAGES)),
        source=said["source"] or None,
        note=said["note"] or None,
    )


def _one_of(line: int, column: str, value: str, known: tuple[str, ...]) -> str | None:
    if value not in known:
        names = ", ".join(name for name in known if name)
        raise Malformed(line, f"{column} {_shown(value)} is none of {names}")
    return value or None


def _check_id(line: int, ident: str) -> None:
    if not ident:
        raise Malformed(line, "no id")
    if len(ident) > ID_MAX or " " in ident or not ident.isprintable():
        raise Malformed(line, f"the id {_shown(ident)} is not {ID_MAX} printable signs at most, without blanks")


def _check_link(row: Row, rows: dict[str, Row]) -> None:
    if row.answers == row.id:
        raise Malformed(row.line, f"row {_shown(row.id)} answers itself")
    if row.answers is not None and row.answers not in rows:
        raise Malformed(row.line, f"answers {_shown(row.answers)}, which is the id of no row")


def _shown(value: str) -> str:
    """A value as a refusal quotes it: short, and on one line whatever it holds."""
    return ascii(value) if len(value) <= ID_MAX else ascii(value[:ID_MAX]) + "…"
