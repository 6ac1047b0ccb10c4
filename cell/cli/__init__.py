"""The operator's commands: `cell …`. Each says in one line what it did, or why not, and exits non-zero then."""

import os
import sys
from functools import wraps
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import FlaskGroup

from cell import cells, migrate, organisation, outbox, passwords, people
from cell.backup import NotRestored, back_up, prove_file
from cell.backup import restore as put_back
from cell.cli.demo import begin_again
from cell.cli.parcels import export_cell, import_cell, made_by, read_parcel
from cell.cli.steps import import_log
from cell.cli.timeline import import_timeline
from cell.errors import Damaged, Refused
from cell.house import House
from cell.journal import rebuild as rebuilding
from cell.journal.orders import Job
from cell.journal.verify import verify as prove
from cell.journal.verify import verify_all
from cell.language import refusal
from cell.serve import only_server
from cell.settings import Misconfigured, database_file, read_settings


def _create_app(config: dict[str, Any] | None = None) -> Any:
    from app import create_app

    made = create_app(config)
    migrate.bind(made)  # for `cell db`
    return made


group = FlaskGroup(
    create_app=lambda: _create_app(),
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
    set_debug_flag=False,
    help="Crisis Cell, for its operator.",
)


def _house() -> House:
    return current_app.extensions["house"]


def command(name: str, *, needs_app: bool = True) -> Any:
    """A command of the group whose refusals are one line and exit status 1."""

    def register(act: Any) -> click.Command:
        @wraps(act)
        def safely(*args: Any, **options: Any) -> Any:
            try:
                return act(*args, **options)
            except Refused as refused:
                fail(f"{refused.field or 'refused'}: {refusal(refused, 'en')}")
            except (Damaged, NotRestored) as fault:
                fail(str(fault))

        return group.command(name, with_appcontext=needs_app)(safely)

    return register


def fail(line: str) -> None:
    """Say why not, and stop."""
    click.echo(line, err=True)
    sys.exit(1)


@command("create-admin")
@click.argument("email")
@click.option("--name", default="", help="How the person is called; else what stands before the @.")
def create_admin(email: str, name: str) -> None:
    """Make the first administrator; the password comes on standard input."""
    if sys.stdin.isatty():
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    _add(email, name, password, is_admin=True)
    click.echo(f"{people.folded(email)} is an administrator")


def _add(email: str, name: str, password: str, *, is_admin: bool) -> None:
    if "@" not in email.strip("@"):
        fail("EMAIL: this is not an address")
    passwords.check_new(password, about=(email, name))
    hashed = passwords.hash_of(password)
    called = name.strip() or email.partition("@")[0]

    def add(connection: Any) -> int:
        add_person = organisation.add_person
        return add_person(connection, None, email, called, hashed, is_admin=is_admin, one_time=False)

    _house().desk.ask(Job(add))


@command("add-person")
@click.argument("email")
@click.option("--name", default="", help="How the person is called.")
def add_person(email: str, name: str) -> None:
    """Make an account; the password comes on standard input."""
    _add(email, name, sys.stdin.readline().rstrip("\r\n"), is_admin=False)
    click.echo(f"{people.folded(email)} may sign in")


def _account(email: str) -> Any:
    with _house().store.reading() as connection:
        account = people.by_email(connection, email)
    if account is None or account.disabled_at is not None:
        fail(f"EMAIL: nobody signs in as {email}")
    return account


@command("token")
@click.argument("email")
@click.option("--name", default="command line", help="What the token is for.")
def token(email: str, name: str) -> None:
    """Make a personal token and print it, this once."""
    account = _account(email)
    click.echo(_house().desk.ask(Job(lambda connection: people.add_token(connection, account.id, name[:80]))))


@command("disable")
@click.argument("email")
def disable(email: str) -> None:
    """Shut every door of a person at once; a running server lets their screens go within a second."""
    account = _account(email)
    _house().desk.ask(Job(lambda connection: organisation.disable_person(connection, None, account.id)))
    click.echo(f"{account.email} is shut out")


@command("reset-password")
@click.argument("email")
def reset_password(email: str) -> None:
    """Print a password, this once, with which a person chooses another; all their sign-ins end."""
    account, fresh = _account(email), passwords.one_time()
    hashed = passwords.hash_of(fresh)
    _house().desk.ask(Job(lambda connection: organisation.reset_password(connection, None, account.id, hashed)))
    click.echo(fresh)


@command("drop-factor")
@click.argument("email")
def drop_factor(email: str) -> None:
    """Ask a person for no code any more, where telephone and recovery codes are lost; all their sign-ins end."""
    account = _account(email)
    _house().desk.ask(Job(lambda connection: organisation.drop_factor(connection, None, account.id)))
    click.echo(f"{account.email} signs in with the password alone")


@command("verify")
@click.argument("what", required=False)
def verify(what: str | None) -> None:
    """Prove one cell, a backup file, or every cell: contiguity, chain, seals, known kinds, replay."""
    store, parcel = _house().store, None
    if what is not None and (Path(what).exists() or "/" in what or "." in what):
        parcel = read_parcel(Path(what)) if _is_parcel(Path(what)) else None
        proofs = [parcel.proof] if parcel is not None else prove_file(Path(what))
    else:
        with store.reading_apart() as connection:
            known = cells.all_ids(connection)
            if what is not None and what not in known:
                fail(f"there is no cell {what}")
            proofs = [prove(connection, what)] if what else verify_all(connection)
    ours = _house().seal.public()
    for proof in proofs:
        click.echo(f"{proof.cell}: {proof.seq} entries hold, {proof.redacted} redacted, head {proof.digest}")
        for key in proof.keys:
            whose = "this house" if key == ours else "another house than this one"
            click.echo(f"{proof.cell}: sealed by {whose}, key {key}")
    if parcel is not None:
        click.echo(f"{parcel.head.cell}: {made_by(parcel, ours)}")
    click.echo(f"{len(proofs)} cells hold")


def _is_parcel(path: Path) -> bool:
    """Whether a file is one cell: every database of SQLite begins otherwise."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(1) == b"{"


@command("rebuild")
def rebuild() -> None:
    """Make the index tables anew from the entries; on a sound database it changes nothing."""
    house = _house()
    with house.store.reading() as connection:
        known = cells.all_ids(connection)
    wrong = 0
    for cell in known:
        wrong += house.desk.ask(Job(lambda connection, cell=cell: rebuilding.rebuild(connection, cell)))
    click.echo(f"{len(known)} cells rebuilt, {wrong} rows were wrong")


def _file() -> Path:
    """The SQLite file, found without opening it: it may be what has to be replaced."""
    path = database_file(read_settings(dict(os.environ)))
    if path is None:
        fail("back up and restore PostgreSQL with its own tools (docs/deploy.md)")
    assert path is not None
    return path


@command("backup")
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy the database while it works, and prove the copy."""
    proofs = back_up(_file(), file)
    click.echo(f"{file}: {len(proofs)} cells, {sum(proof.seq for proof in proofs)} entries, all proved")


@command("restore", needs_app=False)
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Put a backup in the place of the database; the server must be stopped."""
    target = _file()
    proofs, aside = put_back(file, target)
    former = f"; the former database is {aside.name}" if aside else ""
    click.echo(f"{target}: {len(proofs)} cells restored{former}")


@command("settle-alerts")
@click.option("--yes", is_flag=True, help="Do not ask.")
def settle_alerts(yes: bool) -> None:
    """Send none of the alerts that wait: for a database that was put back by other means than `restore`.

    The server must be stopped.
    """
    if not yes:
        click.confirm("No alert that waits will be sent. Go on?", abort=True, err=True)
    house = _house()
    # On PostgreSQL no lock tells whether a server works: what one is sending just now is its own.
    is_served = database_file(house.settings) is None

    def settle(connection: Any) -> tuple[int, int]:
        settled = outbox.settle(connection, is_served=is_served)
        return settled, outbox.going(connection) if is_served else 0

    try:
        with only_server(house.settings):
            settled, left = house.desk.ask(Job(settle))
    except Misconfigured as fault:
        fail(f"{fault}: stop it first")
    click.echo(f"{settled} messages that waited are not sent; administrators may send them after all")
    if left:
        click.echo(f"{left} are being sent by a server: stop it, wait for CELL_SEND_LEASE seconds, and give this again")


@command("demo-reset", needs_app=False)
@click.option("--yes", is_flag=True, help="Do not ask.")
def demo_reset(yes: bool) -> None:
    """Put the seeded demo back as new; what was done in its cells is lost. The server must be stopped."""
    if not yes:
        click.confirm("What was done in the demo's cells will be lost. Go on?", abort=True, err=True)
    proofs = begin_again(_create_app, read_settings(dict(os.environ)))
    click.echo(f"The demo is back as new: {len(proofs)} cells, {sum(proof.seq for proof in proofs)} entries")


for _one in (import_timeline, import_log, export_cell, import_cell):
    group.add_command(_one)


def main() -> None:
    """The entrance of the command `cell`."""
    os.umask(0o077)
    try:
        read_settings(dict(os.environ))
        group()
    except Misconfigured as fault:
        print(f"cell: {fault}", file=sys.stderr)
        sys.exit(2)
