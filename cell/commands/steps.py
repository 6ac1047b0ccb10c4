"""Taking in the record of another tool: each of its rows becomes an entry at its own time, in one go or not at all."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from cell.commands import fields
from cell.commands.registry import Args, command
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import cells, members, steps
from cell.steps import COMPLETED, PAUSES, QUEUED, SIZE_MAX, Malformed, Passed, Row, Taken, read_record

DEPARTMENTS_MAX = 300  # lanes of one board
SLUG_MAX = 40
Digest = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]


class ImportRecord(Args, frozen=True, kw_only=True):
    """`text` is the whole file, `sha256` the digest of its bytes, `file` what it is called.

    `queue` and `pauses` as in source.recorded: not given, they are the usual ones where the file has them; "" and an
    empty list say that it has none. `keep_good` leaves out each case with a bad row instead of refusing the file.
    `name` is how the importer is called.
    """

    title: fields.Line
    level: Annotated[int, Meta(ge=1, le=4)]
    text: Annotated[str, Meta(max_length=SIZE_MAX)]
    sha256: Digest
    file: fields.Line
    queue: fields.Line | None = None
    pauses: Annotated[tuple[fields.Line, ...], Meta(max_length=20)] | None = None
    keep_good: bool = False
    name: fields.Line | None = None


@command
def import_log(pen: Pen, args: ImportRecord) -> str:
    """Open a cell with the rows of a record by their own time, written now. Who imports becomes its director.

    Refused with the line at fault under "line".
    """
    try:
        taken = read_record(args.text, pen.at)
    except Malformed as fault:
        raise Refused("bad_value", "text", line=fault.line) from None
    if taken.faults and not args.keep_good:
        raise Refused("bad_value", "text", line=taken.faults[0].line)
    slugs = _slugs(_departments(taken))
    if len(slugs) > DEPARTMENTS_MAX:
        raise Refused("bad_count", "text")
    _open(pen, args, taken, slugs)
    if taken.form == "handoffs":
        _write_passed(pen, taken.passed, slugs)
    else:
        _write_steps(pen, taken.rows, slugs, *marks_of(taken, args))
    return "cell"


def marks_of(taken: Taken, args: ImportRecord) -> tuple[str | None, tuple[str, ...]]:
    """The status that is a queue and the beginnings of pauses: those given, else the usual ones that the rows have."""
    queue, pauses = args.queue, args.pauses
    if queue is None:
        queue = QUEUED if any(row.status == QUEUED for row in taken.rows) else ""
    if pauses is None:
        pauses = tuple(one for one in PAUSES if any(row.activity.startswith(one) for row in taken.rows))
    said = tuple(fields.line(one, "pauses") for one in pauses if one.strip())
    queue = fields.line(queue, "queue") if queue.strip() else None
    return (queue, said) if taken.form == "steps" else (None, ())


def _departments(taken: Taken) -> list[str]:
    named = {row.department for row in taken.rows}
    for row in taken.passed:
        named |= {row.department, row.to, row.next}
    return sorted(name for name in named if name is not None)


def _slugs(names: Iterable[str]) -> dict[str, str]:
    """A slug for each department of a record, which knows them by words alone."""
    found: dict[str, str] = {}
    used: set[str] = set()
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
        stem = (stem if stem[:1].isalpha() else f"d-{stem}".strip("-"))[: SLUG_MAX - 5]
        slug = next(one for number in range(1, 10_000) if (one := _numbered(stem, number)) not in used)
        used.add(slug)
        found[name] = slug
    return found


def _numbered(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}-{number}"


def _code(name: str) -> str:
    """Three signs by which a department is known on a narrow screen: its initials, or how it begins."""
    words = re.findall(r"\w+", name)
    if len(words) == 1 or not words:
        return name[:3].upper()
    last = words[-1]
    initials = "".join(word[0] for word in words[:-1])
    return (initials[: max(1, 3 - len(last))] + last)[:3].upper()


def _open(pen: Pen, args: ImportRecord, taken: Taken, slugs: dict[str, str]) -> None:
    rows = taken.rows or taken.passed
    seats = tuple(
        cells.Seat(id=slug, name=cells.Named(name, name), code=cells.Named(_code(name), _code(name)), tint=tint)
        for tint, (name, slug) in enumerate(slugs.items(), 1)
    )
    title = fields.line(args.title, "title")
    pen.write(cells.CellOpened(title=title, level=args.level, t0=rows[0].at, departments=seats))
    if pen.by is not None:
        name = fields.line(args.name, "name") if args.name else f"#{pen.by}"
        pen.write(members.MemberAdded(member=pen.by, name=name, role="director"))
    queue, pauses = marks_of(taken, args)
    pen.write(
        steps.SourceRecorded(
            file=fields.line(args.file, "file"),
            sha256=args.sha256,
            form=taken.form,
            rows=len(rows),
            left=taken.left,
            queue=queue,
            pauses=pauses,
        )
    )


def _write_steps(
    pen: Pen, rows: tuple[Row, ...], slugs: dict[str, str], queue: str | None, pauses: tuple[str, ...]
) -> None:
    numbers: dict[str, int] = {}
    for row in rows:
        pen.write(
            steps.StepRecorded(
                case=numbers.setdefault(row.case, len(numbers) + 1),
                name=row.case,
                step=row.step,
                happened_at=row.at,
                precision=row.precision,
                department=slugs[row.department] if row.department else None,
                team=row.team,
                activity=row.activity,
                status=row.status,
                actor=row.actor,
                queued=queue is not None and row.status == queue,
                completed=row.status == COMPLETED,
                paused=row.activity.startswith(pauses) if pauses else False,
            )
        )


def _write_passed(pen: Pen, rows: tuple[Passed, ...], slugs: dict[str, str]) -> None:
    numbers: dict[str, int] = {}
    for row in rows:
        pen.write(
            steps.StepPassed(
                case=numbers.setdefault(row.case, len(numbers) + 1),
                name=row.case,
                step=row.step,
                happened_at=row.at,
                precision=row.precision,
                department=slugs[row.department],
                to=slugs[row.to],
                acknowledged_at=row.acknowledged_at,
                left_at=row.left_at,
                next=slugs[row.next] if row.next else None,
            )
        )
