"""`cell export` and `cell import`: one cell as one file, and back, with the same digests."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from cell import people, wire
from cell.errors import Refused
from cell.house import house
from cell.journal.orders import Command, Job, Load
from cell.journal.parcel import Parcel, packed, put_in, unpacked
from cell.journal.parcel_lines import Spoilt
from cell.language import refusal


def read_parcel(file: Path) -> Parcel:
    """A proved file. Raises ClickException with the line and the reason."""
    try:
        with file.open("rb") as lines:
            return unpacked(lines)
    except Spoilt as fault:
        raise click.ClickException(f"{file}: {fault}") from None
    except OSError as fault:
        raise click.ClickException(f"{file}: {fault.strerror}") from None


def made_by(parcel: Parcel, ours: str | None) -> str:
    """Whose file it is. That it holds only says that nobody touched it since: anybody can make a key, and a file."""
    key = parcel.end.public_key
    return f"made by this house, key {key}" if key == ours else f"made by a house this one does not know: {key}"


@click.command("export")
@click.argument("cell")
@click.argument("file", type=click.Path(path_type=Path))
@with_appcontext
def export_cell(cell: str, file: Path) -> None:
    """Write one cell, every word of it, to a file that `cell verify FILE` proves and `cell import FILE` takes back."""
    rooms = house()
    if file.exists():
        raise click.ClickException(f"{file} is already there")
    try:
        board = rooms.desk.show(wire.read_cell(cell)).board
    except Refused:
        raise click.ClickException(f"there is no cell {cell}") from None
    part = file.with_name(file.name + ".part")
    try:
        with rooms.store.reading() as connection, part.open("wb") as out:
            for line in packed(connection, cell, board.seq, rooms.seal.sign):
                out.write(line)
        part.rename(file)
    except OSError as fault:
        raise click.ClickException(f"{file}: {fault.strerror}") from None
    finally:
        part.unlink(missing_ok=True)
    click.echo(f"{file}: {cell}, {board.seq} entries")
    click.echo(f"{file}: made by this house, key {rooms.seal.public()}")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--member", metavar="EMAIL", help="Who of this house may read it, as an observer.")
@click.option("--key", metavar="HEX", help="The public key of the house that made it, as that house says it.")
@with_appcontext
def import_cell(file: Path, member: str | None, key: str | None) -> None:
    """Take a cell from a file: all of it, proved, with the same digests; or nothing, with the line and the reason."""
    rooms, parcel = house(), read_parcel(file)
    trusted = rooms.seal.public() if key is None else key.strip().lower()
    if parcel.end.public_key != trusted:
        told = "ask that house for its key, then say --key HEX" if key is None else "that is not the key you gave"
        raise click.ClickException(f"{file}: {made_by(parcel, rooms.seal.public())}; {told}")
    reader = None
    if member is not None:
        with rooms.store.reading() as connection:
            reader = people.by_email(connection, member)
        if reader is None or reader.disabled_at is not None:
            raise click.ClickException(f"--member: nobody signs in as {member}")

    def take(connection: object) -> int:
        try:
            return put_in(connection, parcel)  # pyright: ignore[reportArgumentType]
        except Spoilt as fault:
            faults.append(fault)
            raise Refused("wrong_state") from None

    faults: list[Spoilt] = []
    try:
        made = rooms.desk.ask(Job(take))
        if reader is not None:
            args = {"member": reader.id, "role": "observer"}
            rooms.desk.ask(Load(parcel.head.cell))
            rooms.desk.ask(Command(parcel.head.cell, None, "add_member", args))
    except Refused as refused:
        raise click.ClickException(f"{file}: {faults[0] if faults else refusal(refused, 'en')}") from None
    click.echo(f"{parcel.head.cell}: {parcel.proof.seq} entries taken in, head {parcel.proof.digest}")
    click.echo(f"{made} people were not known here: they are named, and cannot sign in")
