"""A timeline file into rows, or a refusal that names the line: nothing is guessed, mended or cut.

Columns: id, time, precision, actor, dept, to_dept, kind, answers, answer_type, text, lang, source, note, in any order.
How long words may be, and which signs they may hold, is the command's to say, as for any other words.
"""

from collections.abc import Iterator

import msgspec

from cell import sheets
from cell.sheets import Malformed, columns_of, records, shown
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
    return sheets.text_of(data, SIZE_MAX)


def read_rows(text: str, now: str) -> tuple[Row, ...]:
    """The rows of a file in its own order, one at least. `now` is an instant: facts are past.

    Raises Malformed for the first fault from the top; a link to a row that is not there is found last.
    """
    found = _records(text)
    columns = columns_of(next(found, None), COLUMNS)
    rows: dict[str, Row] = {}
    for line, cells in found:
        row = _row(line, columns, cells, now)
        if row.id in rows:
            raise Malformed(line, f"the id {shown(row.id)} is already that of line {rows[row.id].line}")
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
            raise ValueError(f"row {shown(wanted)} has no hour: no clock can start there")
        if row.id == wanted:
            return row
    raise ValueError(f"there is no row {shown(wanted)}")


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    for line, cells in records(text):
        if any("\0" in cell for cell in cells):
            raise Malformed(line, "a NUL among the signs")
        yield line, cells


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
        raise Malformed(line, f"{column} {shown(value)} is none of {names}")
    return value or None


def _check_id(line: int, ident: str) -> None:
    if not ident:
        raise Malformed(line, "no id")
    if len(ident) > ID_MAX or " " in ident or not ident.isprintable():
        raise Malformed(line, f"the id {shown(ident)} is not {ID_MAX} printable signs at most, without blanks")


def _check_link(row: Row, rows: dict[str, Row]) -> None:
    if row.answers == row.id:
        raise Malformed(row.line, f"row {shown(row.id)} answers itself")
    if row.answers is not None and row.answers not in rows:
        raise Malformed(row.line, f"answers {shown(row.answers)}, which is the id of no row")
