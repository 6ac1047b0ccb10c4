"""Taking in a past crisis: a timeline file becomes a cell, in one go or not at all."""

from typing import Annotated, Any

from msgspec import Meta

from cell.commands import fields
from cell.commands.registry import Args, command, read_args
from cell.departments import SHIPPED
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds import Facts, cells, members, records
from cell.kinds.information import InformationRecorded
from cell.timeline import FUNCTIONS, SIZE_MAX, Malformed, Row, read_rows, start_of

# Functions a timeline knows and that are no department of the organisation, or go by another name there.
OTHERS = (
    ("operations", "Operations", "Opérations", "OPS", "OPE"),
    ("comms", "Communications", "Communication", "COM", "COM"),
    ("customers", "Customers", "Clients", "CUS", "CLI"),
    ("suppliers", "Suppliers", "Fournisseurs", "SUP", "FOU"),
    ("authority", "Authorities", "Autorités", "AUT", "AUT"),
    ("emergency", "Emergency services", "Secours", "EMS", "SEC"),
    ("public_media", "Public and media", "Public et médias", "MED", "MED"),
)
SEATS = {
    slug: cells.Seat(id=slug, name=cells.Named(en=en, fr=fr), code=cells.Named(en=one, fr=two), tint=tint)
    for tint, (slug, en, fr, one, two) in enumerate((*SHIPPED, *OTHERS), 1)
}


class ImportTimeline(Args, frozen=True, kw_only=True):
    """`text` is the whole file; `start` the id of the row the clock starts from; `name` how the importer is called."""

    title: fields.Line
    level: Annotated[int, Meta(ge=1, le=4)]
    text: Annotated[str, Meta(max_length=SIZE_MAX)]
    start: str | None = None
    name: fields.Line | None = None


class Words(Args, frozen=True, kw_only=True):
    """The words of one row, and how long each may be."""

    text: fields.Text
    actor: fields.Line | None
    source: fields.Line | None
    note: fields.Text | None


@command
def import_timeline(pen: Pen, args: ImportTimeline) -> str:
    """Open a cell with the facts of a file, in the file's order, each at its own time and written now.

    Who imports becomes its director. Refused with the line at fault under "line".
    """
    try:
        rows = read_rows(args.text, pen.at)
    except Malformed as fault:
        raise Refused("bad_value", "text", line=fault.line) from None
    try:
        start = start_of(rows, args.start)
    except ValueError:
        raise Refused("not_found", "start") from None
    _open(pen, args, rows, start)
    written = _write_rows(pen, rows)
    if start is not None:
        pen.write(records.StartSet(entry=written[start.id]))
    return "cell"


def _open(pen: Pen, args: ImportTimeline, rows: tuple[Row, ...], start: Row | None) -> None:
    """Where no fact has an hour none is invented: then the cell counts from its opening."""
    used = {slug for row in rows for slug in (row.department, row.to)}
    pen.write(
        cells.CellOpened(
            title=fields.line(args.title, "title"),
            level=args.level,
            t0=start.when.at if start is not None else pen.at,
            departments=tuple(SEATS[slug] for slug in FUNCTIONS if slug in used),
        )
    )
    if pen.by is not None:
        name = fields.line(args.name, "name") if args.name else f"#{pen.by}"
        pen.write(members.MemberAdded(member=pen.by, name=name, role="director"))


def _write_rows(pen: Pen, rows: tuple[Row, ...]) -> dict[str, int]:
    """The entry of each row by its id. A row that answers a later one is linked once both are written."""
    written: dict[str, int] = {}
    links: list[Row] = []
    for row in rows:
        answers = written.get(row.answers) if row.answers else None
        written[row.id] = pen.write(_said(pen, row, answers)).seq
        if row.answers and answers is None:
            links.append(row)
    for row in links:
        link = records.EntryLinked(entry=written[row.id], answers=written[row.answers or ""], answer=row.answer or "")
        pen.write(link)
    return written


def _said(pen: Pen, row: Row, answers: int | None) -> Facts:
    common: dict[str, Any] = {
        "happened_at": row.when.at,
        "precision": row.when.precision,
        "offset": row.when.offset,
        "department": row.department,
        "to": row.to,
        "answers": answers,
        "answer": row.answer if answers is not None else None,
        "lang": row.lang,
        "row": row.id,
        **_words(row),
    }
    match row.noun:
        case "task":
            return records.TaskRecorded(task=len(pen.board.tasks) + 1, **common)
        case "decision":
            return records.DecisionRecorded(decision=len(pen.board.decisions) + 1, **common)
        case "message":
            return records.MessageRecorded(message=len(pen.board.messages) + 1, **common)
        case _:
            return InformationRecorded(information=len(pen.board.informations) + 1, **common)


def _words(row: Row) -> dict[str, str | None]:
    given = {"text": row.text, "actor": row.actor, "source": row.source, "note": row.note}
    try:
        words = read_args(Words, given)
        return {
            "text": fields.text(words.text, "text"),
            "actor": fields.line(words.actor, "actor") if words.actor else None,
            "source": fields.line(words.source, "source") if words.source else None,
            "note": fields.maybe_text(words.note, "note"),
        }
    except Refused as refused:
        raise Refused(refused.code, refused.field, **(refused.about | {"line": row.line})) from None
