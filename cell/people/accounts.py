"""Accounts, and what is kept of a secret. Writing functions take the writer's connection, inside its transaction."""

import hashlib
import secrets
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from cell import clock
from cell.errors import Refused
from cell.tables import accounts, cells, memberships

LANGUAGES = ("fr", "en")
THEMES = ("auto", "light", "dark")


def new_secret() -> str:
    """43 characters that carry 256 random bits."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def folded(email: str) -> str:
    """An address as it is compared: blanks around it and case do not count."""
    return email.strip().casefold()


def add_account(
    connection: Connection,
    email: str,
    name: str,
    password: str | None,
    *,
    is_admin: bool = False,
    language: str = "fr",
    number: int | None = None,
) -> int:
    """Make an account; `password` is a hash, or None for who cannot sign in. Refused where the address is taken.

    `number` is its id where it is not to be the next one.
    """
    email = folded(email)
    if by_email(connection, email) is not None:
        raise Refused("already_there", "email")
    values = {
        "email": email,
        "name": name,
        "password": password,
        "is_admin": is_admin,
        "language": language,
        "theme": "auto",
        "zone": "Europe/Paris",
        "created_at": clock.now(),
        **({"id": number} if number is not None else {}),
    }
    return connection.execute(insert(accounts).values(**values).returning(accounts.c.id)).scalar_one()


def new_number(connection: Connection) -> int:
    """A number nobody has, here or most likely in any other house: a journal that moves there names people by it."""
    while True:
        number = 1_000_000 + secrets.randbelow(2**31 - 2_000_000)
        if by_id(connection, number) is None:
            return number


def by_email(connection: Connection, email: str) -> Any | None:
    """The account of an address, or None."""
    return connection.execute(select(accounts).where(accounts.c.email == folded(email))).one_or_none()


def by_id(connection: Connection, account: int, *, is_held: bool = False) -> Any | None:
    """The account of an id, or None; held where nobody may change it until the transaction ends."""
    statement = select(accounts).where(accounts.c.id == account)
    return connection.execute(statement.with_for_update(key_share=True) if is_held else statement).one_or_none()


def remove_fresh(connection: Connection, account: int) -> None:
    """Take back an account that was made a moment ago and that nothing knows of yet."""
    connection.execute(delete(accounts).where(accounts.c.id == account))


def first_admin(connection: Connection) -> Any | None:
    """The oldest administrator who may sign in, or None."""
    statement = select(accounts).where(accounts.c.is_admin, accounts.c.disabled_at.is_(None))
    oldest = statement.order_by(accounts.c.created_at, accounts.c.id)
    return connection.execute(oldest.limit(1)).one_or_none()


def change_account(connection: Connection, account: int, **values: Any) -> None:
    """Change columns of an account."""
    connection.execute(update(accounts).where(accounts.c.id == account).values(**values))


def renew_password(connection: Connection, account: int, kept: str, fresh: str) -> Any:
    """Keep the same password by a better hash; returns the account. Refused where it has been changed meanwhile."""
    renewing = update(accounts).where(accounts.c.id == account, accounts.c.password == kept)
    if not connection.execute(renewing.values(password=fresh)).rowcount:
        raise Refused("wrong_password", "password")
    return by_id(connection, account)


def may_sign_in(account: Any) -> bool:
    """Whether an account is open, and its password not one that was handed out too long ago."""
    return account.disabled_at is None and (account.password_ends_at or "9") > clock.now()


def is_member(connection: Connection, cell: str, account: int) -> Any | None:
    """The membership of a person who is in a cell now, or None."""
    statement = select(memberships).where(
        memberships.c.cell == cell, memberships.c.account == account, memberships.c.removed_at.is_(None)
    )
    return connection.execute(statement).one_or_none()


def demo_people(connection: Connection, suffix: str) -> list[Any]:
    """Accounts whose address ends so, each with the cell it was in first: the demo's people of one language."""
    statement = (
        select(accounts.c.id, accounts.c.email, accounts.c.name, memberships)
        .join_from(accounts, memberships, memberships.c.account == accounts.c.id)
        .join(cells, cells.c.id == memberships.c.cell)
        .where(accounts.c.email.endswith(suffix, autoescape=True), accounts.c.disabled_at.is_(None))
        .order_by(accounts.c.id, cells.c.opened_at, cells.c.id)
    )
    found: dict[int, Any] = {}
    for row in connection.execute(statement):
        found.setdefault(row.id, row)
    return list(found.values())
