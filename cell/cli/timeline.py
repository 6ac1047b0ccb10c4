"""`cell import-timeline`: a past crisis from a file, and its figures from the journal it became."""

import json
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from cell import clock, language, people
from cell.cells import new_id
from cell.errors import Refused
from cell.house import House, house
from cell.journal.orders import Command
from cell.journal.reader import read_entries
from cell.timeline import SIZE_MAX, Malformed, figures_of, read_rows, start_of, text_of


@click.command("import-timeline")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--start", metavar="ROW", help="Id of the row the clock starts from; else the earliest timed one.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON, and nothing else.")
@click.option("--by", metavar="EMAIL", help="Who imports, and directs the cell; else the first administrator.")
@click.option("--title", help="What the cell is called; else the file's name.")
@click.option("--level", type=click.IntRange(1, 4), default=3, show_default=True, help="4 is the worst.")
@with_appcontext
def import_timeline(
    file: Path, start: str | None, as_json: bool, by: str | None, title: str | None, level: int
) -> None:
    """Make a cell of a timeline: a CSV with one fact per row. All of it is taken, or nothing."""
    rooms = house()
    args: dict[str, Any] = {"title": title or file.stem, "level": level, "text": _read(file, start)}
    account = importer_of(rooms, by)
    if start is not None:
        args["start"] = start
    if account is not None:
        args["name"] = account.name
    by_id = account.id if account is not None else None
    cell = new_id(by_id, None)
    try:
        rooms.desk.ask(Command(cell, by_id, "import_timeline", args))
    except Refused as refused:
        raise click.ClickException(told_of(file, refused)) from None
    with rooms.store.reading() as connection:
        figures = figures_of(read_entries(connection, cell), clock.now())
    click.echo(json.dumps(figures, indent=1) if as_json else _summary(cell, args["title"], figures))


def _read(file: Path, start: str | None) -> str:
    """The text of a file that is a timeline. The command reads it again: here the operator is told what is wrong."""
    try:
        with file.open("rb") as opened:
            text = text_of(opened.read(SIZE_MAX + 1))
        start_of(read_rows(text, clock.now()), start)
    except OSError as fault:
        raise click.ClickException(f"{click.format_filename(file)}: {fault.strerror}") from None
    except Malformed as fault:
        raise click.ClickException(f"{click.format_filename(file)}: {fault}") from None
    except ValueError as fault:
        raise click.ClickException(f"{click.format_filename(file)}: --start: {fault}") from None
    return text


def importer_of(rooms: House, email: str | None) -> Any | None:
    """Who imports: the account of an address, else the first administrator, else nobody."""
    with rooms.store.reading() as connection:
        if email is None:
            return people.first_admin(connection)
        account = people.by_email(connection, email)
    if account is None or account.disabled_at is not None:
        raise click.ClickException(f"--by: nobody signs in as {email}")
    return account


def told_of(file: Path, refused: Refused) -> str:
    """A refusal by the product's own limits, with the line it is about where there is one."""
    line = refused.about.get("line")
    places = [click.format_filename(file), f"line {line}" if line is not None else None, refused.field]
    return ": ".join([*filter(None, places), language.refusal(refused, "en")])


def _summary(cell: str, title: str, figures: dict[str, Any]) -> str:
    start = f"from row {figures['start']}" if figures["start"] else "no row has an hour"
    return (
        f"{cell}  {title}: {figures['rows']} facts, {figures['rows_precise']} with an hour; "
        f"{len(figures['pairs'])} answers, {figures['pairs_timed']} timed; {start}"
    )
