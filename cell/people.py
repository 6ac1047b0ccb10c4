"""Accounts, their sign-ins and tokens. Writing functions take the writer's connection, inside its transaction.

Secrets are random, shown once, and kept as SHA-256: 256 random bits need no slow hash.
"""

import hashlib
import secrets
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from cell import clock
from cell.errors import Refused
from cell.tables import accounts, guesses, memberships, sign_ins, tokens

Door = tuple[str, int]
Who = tuple[Any, Door]

SIGN_IN_S = 14 * 24 * 3600
TOKEN_PREFIX = "cell_"
GUESSES_FREE = 5
GUESSES_OF_ADDRESS = 30  # many people may sit behind one address
GUESSES_KEPT_S = 15 * 60
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


# Accounts -------------------------------------------------------------------------------------------------------


def add_account(
    connection: Connection,
    email: str,
    name: str,
    password: str | None,
    *,
    is_admin: bool = False,
    language: str = "fr",
) -> int:
    """Make an account; `password` is a hash, or None for who cannot sign in. Refused where the address is taken."""
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
    }
    return connection.execute(insert(accounts).values(**values).returning(accounts.c.id)).scalar_one()


def by_email(connection: Connection, email: str) -> Any | None:
    """The account of an address, or None."""
    return connection.execute(select(accounts).where(accounts.c.email == folded(email))).one_or_none()


def by_id(connection: Connection, account: int) -> Any | None:
    """The account of an id, or None."""
    return connection.execute(select(accounts).where(accounts.c.id == account)).one_or_none()


def all_accounts(connection: Connection) -> list[Any]:
    """Every account, by name."""
    return list(connection.execute(select(accounts).order_by(accounts.c.name)))


def first_admin(connection: Connection) -> Any | None:
    """The oldest administrator who may sign in, or None."""
    statement = select(accounts).where(accounts.c.is_admin, accounts.c.disabled_at.is_(None))
    return connection.execute(statement.order_by(accounts.c.id).limit(1)).one_or_none()


def change_account(connection: Connection, account: int, **values: Any) -> None:
    """Change columns of an account."""
    connection.execute(update(accounts).where(accounts.c.id == account).values(**values))


def disable_account(connection: Connection, account: int) -> None:
    """Shut every door of a person at once."""
    now = clock.now()
    connection.execute(update(accounts).where(accounts.c.id == account).values(disabled_at=now))
    end_sign_ins(connection, account)
    connection.execute(
        update(tokens).where(tokens.c.account == account, tokens.c.ended_at.is_(None)).values(ended_at=now)
    )


# Sign-ins -------------------------------------------------------------------------------------------------------


def begin_sign_in(connection: Connection, account: int, address: str | None, agent: str | None) -> str:
    """Open a sign-in; returns its secret, which is nowhere else."""
    secret, now = new_secret(), clock.now()
    connection.execute(
        insert(sign_ins).values(
            account=account,
            secret=digest(secret),
            created_at=now,
            expires_at=clock.after(now, SIGN_IN_S),
            address=(address or "")[:64] or None,
            agent=(agent or "")[:200] or None,
        )
    )
    return secret


def end_sign_in(connection: Connection, sign_in: int) -> None:
    """End one sign-in."""
    connection.execute(
        update(sign_ins).where(sign_ins.c.id == sign_in, sign_ins.c.ended_at.is_(None)).values(ended_at=clock.now())
    )


def end_sign_ins(connection: Connection, account: int, but: int | None = None) -> None:
    """End all sign-ins of a person, one excepted where named."""
    statement = update(sign_ins).where(sign_ins.c.account == account, sign_ins.c.ended_at.is_(None))
    if but is not None:
        statement = statement.where(sign_ins.c.id != but)
    connection.execute(statement.values(ended_at=clock.now()))


def open_sign_ins(connection: Connection, account: int) -> list[Any]:
    """A person's sign-ins that have not ended, newest first."""
    statement = select(sign_ins).where(
        sign_ins.c.account == account, sign_ins.c.ended_at.is_(None), sign_ins.c.expires_at > clock.now()
    )
    return list(connection.execute(statement.order_by(sign_ins.c.id.desc())))


_BY_SIGN_IN = (
    select(accounts, sign_ins.c.id.label("door"))
    .join_from(sign_ins, accounts, accounts.c.id == sign_ins.c.account)
    .where(
        sign_ins.c.secret == bindparam("digest"),
        sign_ins.c.ended_at.is_(None),
        sign_ins.c.expires_at > bindparam("now"),
        accounts.c.disabled_at.is_(None),
    )
)


def by_sign_in(connection: Connection, secret: str) -> Who | None:
    """Who holds a sign-in's secret, and the door; None where it ended, expired or never was."""
    row = connection.execute(_BY_SIGN_IN, {"digest": digest(secret), "now": clock.now()}).one_or_none()
    return (row, ("sign_in", row.door)) if row else None


# Tokens ---------------------------------------------------------------------------------------------------------


def add_token(connection: Connection, account: int, name: str) -> str:
    """Make a personal token; returns it, shown once."""
    secret = TOKEN_PREFIX + new_secret()
    values = {"account": account, "secret": digest(secret), "name": name[:80], "created_at": clock.now()}
    connection.execute(insert(tokens).values(**values))
    return secret


def end_token(connection: Connection, account: int, token: int) -> None:
    """End one of a person's tokens."""
    connection.execute(
        update(tokens)
        .where(tokens.c.id == token, tokens.c.account == account, tokens.c.ended_at.is_(None))
        .values(ended_at=clock.now())
    )


def open_tokens(connection: Connection, account: int) -> list[Any]:
    """A person's tokens that have not ended, newest first."""
    statement = select(tokens).where(tokens.c.account == account, tokens.c.ended_at.is_(None))
    return list(connection.execute(statement.order_by(tokens.c.id.desc())))


_BY_TOKEN = (
    select(accounts, tokens.c.id.label("door"))
    .join_from(tokens, accounts, accounts.c.id == tokens.c.account)
    .where(tokens.c.secret == bindparam("digest"), tokens.c.ended_at.is_(None), accounts.c.disabled_at.is_(None))
)


def by_token(connection: Connection, secret: str) -> Who | None:
    """Who holds a token, and the door; None where it ended or never was."""
    row = connection.execute(_BY_TOKEN, {"digest": digest(secret)}).one_or_none()
    return (row, ("token", row.door)) if row else None


def _alive(table: Any, *more: Any) -> Any:
    return (
        select(table.c.id)
        .join_from(table, accounts, accounts.c.id == table.c.account)
        .where(
            table.c.id.in_(bindparam("ids", expanding=True)),
            table.c.ended_at.is_(None),
            accounts.c.disabled_at.is_(None),
            *more,
        )
    )


_ALIVE = {"sign_in": _alive(sign_ins, sign_ins.c.expires_at > bindparam("now")), "token": _alive(tokens)}


def alive(connection: Connection, doors: set[Door]) -> set[Door]:
    """Those of some doors that still let their person in."""
    found: set[Door] = set()
    for kind, statement in _ALIVE.items():
        ids = [ident for name, ident in doors if name == kind]
        if ids:
            values = {"ids": ids, "now": clock.now()} if kind == "sign_in" else {"ids": ids}
            found |= {(kind, ident) for ident in connection.scalars(statement, values)}
    return found


# Guessing -------------------------------------------------------------------------------------------------------


def wait_before_guess(connection: Connection, *whose: str, free: int = GUESSES_FREE) -> int:
    """Seconds to wait before the next try, by name or by address; 0 while the free ones are not used up.

    Each further failure doubles the wait up to five minutes. It is counted from the last failure, and success
    from another address is never needed: the rightful person waits, but is not locked out.
    """
    wait = 0
    now = clock.now()
    for one in whose:
        statement = select(func.count(), func.max(guesses.c.at)).where(
            guesses.c.whose == digest(one), guesses.c.at > clock.after(now, -GUESSES_KEPT_S)
        )
        count, last = connection.execute(statement).one()
        if count >= free:
            pause = min(300, 2 ** min(count - free, 9))
            wait = max(wait, int(pause - max(0.0, clock.seconds_between(last, now))) + 1)
    return max(wait, 0)


def note_guess(connection: Connection, *whose: str) -> None:
    """Remember a failure, and forget the old ones."""
    now = clock.now()
    connection.execute(delete(guesses).where(guesses.c.at < clock.after(now, -GUESSES_KEPT_S)))
    connection.execute(insert(guesses), [{"whose": digest(one), "at": now} for one in whose])


def forgive(connection: Connection, whose: str, address: str) -> None:
    """Forget the tries of a name that has now signed in, and its last one at its address."""
    connection.execute(delete(guesses).where(guesses.c.whose == digest(whose)))
    last = select(func.max(guesses.c.id)).where(guesses.c.whose == digest(address)).scalar_subquery()
    connection.execute(delete(guesses).where(guesses.c.id == last))


# Cells somebody is in -------------------------------------------------------------------------------------------


def is_member(connection: Connection, cell: str, account: int) -> Any | None:
    """The membership of a person who is in a cell now, or None."""
    statement = select(memberships).where(
        memberships.c.cell == cell, memberships.c.account == account, memberships.c.removed_at.is_(None)
    )
    return connection.execute(statement).one_or_none()


def demo_people(connection: Connection, suffix: str) -> list[Any]:
    """Accounts whose address ends so, with the cell each is in: the demo's people of one language."""
    statement = (
        select(accounts.c.id, accounts.c.email, accounts.c.name, memberships)
        .join_from(accounts, memberships, memberships.c.account == accounts.c.id)
        .where(accounts.c.email.endswith(suffix, autoescape=True), accounts.c.disabled_at.is_(None))
        .order_by(accounts.c.id)
    )
    return list(connection.execute(statement))
