"""`cell import-log`: the record of another tool as a cell, and its figures from the journal it became."""

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from cell import clock
from cell.cells import new_id
from cell.cli.timeline import importer_of, told_of
from cell.errors import Refused
from cell.exports import safe
from cell.flows import LEVELS, Figures, Record, Table, figures_of, record_of
from cell.house import house
from cell.journal.orders import Command
from cell.journal.reader import walk_entries
from cell.steps import SIZE_MAX, Malformed, Taken, read_record, text_of

FAULTS_SHOWN = 10


@click.command("import-log")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--figures", type=click.Path(path_type=Path, file_okay=False), help="Folder for the record's figures.")
@click.option(
    "--level",
    "holder",
    type=click.Choice(list(LEVELS)),
    default="department",
    show_default=True,
    help="Between whom the figures count.",
)
@click.option("--queue", metavar="STATUS", help="The status of work that nobody has taken yet; else Queued, if there.")
@click.option(
    "--pause",
    "pauses",
    metavar="WORDS",
    multiple=True,
    help="What activities begin with during which the work stands still; else Accepted/Wait and Awaiting, if there.",
)
@click.option("--keep-good", is_flag=True, help="Leave out every case with a bad row, instead of the whole file.")
@click.option("--by", metavar="EMAIL", help="Who imports, and directs the cell; else the first administrator.")
@click.option("--title", help="What the cell is called; else the file's name.")
@click.option("--severity", type=click.IntRange(1, 4), default=1, show_default=True, help="The cell's level; 4: worst.")
@with_appcontext
def import_log(
    file: Path,
    figures: Path | None,
    holder: str,
    queue: str | None,
    pauses: tuple[str, ...],
    keep_good: bool,
    by: str | None,
    title: str | None,
    severity: int,
) -> None:
    """Make a cell of another tool's record: a CSV with a row for each step, or for each hand-over.

    All of it is taken, or nothing. --queue "" and --pause "" say that the record has none.
    """
    data, text, taken = _read(file)
    _check(file, taken, holder, queue, pauses, keep_good)
    args: dict[str, Any] = {"title": title or file.stem, "level": severity, "text": text, "file": file.name}
    args |= {"sha256": hashlib.sha256(data).hexdigest(), "keep_good": keep_good}
    args |= {"queue": queue} if queue is not None else {}
    args |= {"pauses": [one for one in pauses if one]} if pauses else {}
    rooms = house()
    account = importer_of(rooms, by)
    args |= {"name": account.name} if account is not None else {}
    by_id = account.id if account is not None else None
    cell = new_id(by_id, None)
    try:
        rooms.desk.ask(Command(cell, by_id, "import_log", args))
    except Refused as refused:
        raise click.ClickException(told_of(file, refused)) from None
    with rooms.store.reading() as connection:
        record = record_of(walk_entries(connection, cell))
    assert record is not None
    click.echo(_summary(cell, args["title"], record))
    if figures is not None:
        click.echo(_write(figures, f"{file.stem}_{holder}", figures_of(record, holder)))


def _read(file: Path) -> tuple[bytes, str, Taken]:
    """A file that is a record. The command reads it again: here the operator is told what is wrong."""
    name = click.format_filename(file)
    try:
        with file.open("rb") as opened:
            data = opened.read(SIZE_MAX + 1)
        text = text_of(data, SIZE_MAX)
        return data, text, read_record(text, clock.now())
    except OSError as fault:
        raise click.ClickException(f"{name}: {fault.strerror}") from None
    except Malformed as fault:
        raise click.ClickException(f"{name}: {fault}") from None


def _check(file: Path, taken: Taken, holder: str, queue: str | None, pauses: tuple[str, ...], keep_good: bool) -> None:
    """Refuse what the file cannot answer to, and bad rows unless their cases are to be left out."""
    name = click.format_filename(file)
    if taken.form == "handoffs" and holder != "department":
        raise click.ClickException(f"--level: {name} is a table of hand-overs, which knows departments alone")
    if taken.form == "handoffs" and (queue or any(pauses)):
        click.echo(f"{name} is a table of hand-overs: --queue and --pause change nothing", err=True)
    shown = [f"{name}: {fault}" for fault in taken.faults[:FAULTS_SHOWN]]
    shown += [f"{name}: and {len(taken.faults) - FAULTS_SHOWN} more"] if len(taken.faults) > FAULTS_SHOWN else []
    if taken.faults and not keep_good:
        raise click.ClickException("\n".join(shown))
    for line in shown:
        click.echo(f"left out: {line}", err=True)


def _summary(cell: str, title: str, record: Record) -> str:
    source = record.source
    between = record.between()
    cases = f" of {len(record.cases)} cases" if record.cases else ""
    left = f", {source.left} left out" if source.left else ""
    marks = f"queue {source.queue or 'none'}, pauses {', '.join(source.pauses) or 'none'}"
    told = f"; {marks}" if source.form == "steps" else ""
    handovers = sum(edge.count for edge in between.edges)
    return f"{cell}  {title}: {source.rows} rows{cases}{left}; {handovers} hand-overs{told}"


def _write(folder: Path, stem: str, found: Figures) -> str:
    """The figures as files, each whole or not at all."""
    made: list[str] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in found.tables.items():
            made.append(f"{stem}_{name}.csv")
            (folder / made[-1]).write_text(_table(table), encoding="utf-8", newline="")
        made.append(f"{stem}_summary.json")
        (folder / made[-1]).write_text(json.dumps(found.summary, indent=1, ensure_ascii=False), encoding="utf-8")
    except OSError as fault:
        raise click.ClickException(f"{click.format_filename(folder)}: {fault.strerror}") from None
    return f"{click.format_filename(folder)}: {', '.join(made)}"


def _table(table: Table) -> str:
    """A table as CSV; a name that a spreadsheet would run is made text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([safe(value) if isinstance(value, str) else value for value in row.values()])
    return out.getvalue()
