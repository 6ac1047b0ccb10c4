"""Sign-ins and tokens: the doors people and programs come in by.

Secrets are random, shown once, and kept as SHA-256: 256 random bits need no slow hash.
"""

from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from cell import clock
from cell.people.accounts import change_account, digest, new_secret
from cell.prepared import Prepared
from cell.tables import accounts, sign_ins, thresholds, tokens

Door = tuple[str, int]
Who = tuple[Any, Door]

SIGN_IN_S = 14 * 24 * 3600
IDLE_S = 12 * 3600
SEEN_EVERY_S = 300  # use is written down this often, not at every request
TOKEN_PREFIX = "cell_"


def choose_password(connection: Connection, account: int, hashed: str, but: int | None = None) -> None:
    """Keep a password that its owner chose; all their sign-ins end, one excepted where named."""
    change_account(connection, account, password=hashed, must_change=False, password_ends_at=None)
    end_sign_ins(connection, account, but=but)


def disable_account(connection: Connection, account: int) -> None:
    """Shut every door of a person at once."""
    connection.execute(update(accounts).where(accounts.c.id == account).values(disabled_at=clock.now()))
    end_sign_ins(connection, account)
    end_tokens(connection, account)


def begin_sign_in(
    connection: Connection, account: int, address: str | None, agent: str | None, *, idle_s: float = IDLE_S
) -> str:
    """Open a sign-in; returns its secret, which is nowhere else. Unused for `idle_s`, it lapses."""
    secret, now = new_secret(), clock.now()
    connection.execute(
        insert(sign_ins).values(
            account=account,
            secret=digest(secret),
            created_at=now,
            expires_at=clock.after(now, SIGN_IN_S),
            last_seen_at=now,
            lapses_at=clock.after(now, idle_s),
            address=(address or "")[:64] or None,
            agent=(agent or "")[:200] or None,
        )
    )
    return secret


def see(connection: Connection, seen: set[int], *, idle_s: float = IDLE_S) -> None:
    """Write down that sign-ins are in use, those that were not written down a moment ago; none that is over."""
    now = clock.now()
    statement = update(sign_ins).where(
        sign_ins.c.id.in_(seen),
        sign_ins.c.ended_at.is_(None),
        sign_ins.c.lapses_at > now,
        sign_ins.c.last_seen_at < clock.after(now, -SEEN_EVERY_S),
    )
    connection.execute(statement.values(last_seen_at=now, lapses_at=clock.after(now, idle_s)))


def unseen(connection: Connection, doors: set[Door]) -> set[int]:
    """Those sign-ins among some doors whose use is to be written down again."""
    ids = [ident for kind, ident in doors if kind == "sign_in"]
    if not ids:
        return set()
    before = clock.after(clock.now(), -SEEN_EVERY_S)
    return set(connection.scalars(_UNSEEN, {"ids": ids, "before": before}))


_UNSEEN = select(sign_ins.c.id).where(
    sign_ins.c.id.in_(bindparam("ids", expanding=True)), sign_ins.c.last_seen_at < bindparam("before")
)


def end_sign_in(connection: Connection, sign_in: int) -> None:
    """End one sign-in."""
    ending = update(sign_ins).where(sign_ins.c.id == sign_in, sign_ins.c.ended_at.is_(None))
    connection.execute(ending.values(ended_at=clock.now()))


def end_sign_ins(connection: Connection, account: int, but: int | None = None) -> None:
    """End all sign-ins of a person, half-made ones too, one excepted where named."""
    connection.execute(delete(thresholds).where(thresholds.c.account == account))
    statement = update(sign_ins).where(sign_ins.c.account == account, sign_ins.c.ended_at.is_(None))
    if but is not None:
        statement = statement.where(sign_ins.c.id != but)
    connection.execute(statement.values(ended_at=clock.now()))


def open_sign_ins(connection: Connection, account: int) -> list[Any]:
    """A person's sign-ins that have not ended, newest first."""
    now = clock.now()
    statement = select(sign_ins).where(
        sign_ins.c.account == account,
        sign_ins.c.ended_at.is_(None),
        sign_ins.c.expires_at > now,
        sign_ins.c.lapses_at > now,
    )
    return list(connection.execute(statement.order_by(sign_ins.c.id.desc())))


_BY_SIGN_IN = (
    select(accounts, sign_ins.c.id.label("door"), sign_ins.c.last_seen_at)
    .join_from(sign_ins, accounts, accounts.c.id == sign_ins.c.account)
    .where(
        sign_ins.c.secret == bindparam("digest"),
        sign_ins.c.ended_at.is_(None),
        sign_ins.c.expires_at > bindparam("now"),
        sign_ins.c.lapses_at > bindparam("now"),
        accounts.c.disabled_at.is_(None),
    )
)


def by_sign_in(connection: Connection, secret: str) -> Who | None:
    """Who holds a sign-in's secret, and the door; None where it ended, lapsed, expired or never was."""
    row = connection.execute(_BY_SIGN_IN, {"digest": digest(secret), "now": clock.now()}).one_or_none()
    return (row, ("sign_in", row.door)) if row else None


def add_token(connection: Connection, account: int, name: str) -> str:
    """Make a personal token; returns it, shown once."""
    secret = TOKEN_PREFIX + new_secret()
    values = {"account": account, "secret": digest(secret), "name": name[:80], "created_at": clock.now()}
    connection.execute(insert(tokens).values(**values))
    return secret


def end_token(connection: Connection, account: int, token: int) -> None:
    """End one of a person's tokens."""
    ending = update(tokens).where(tokens.c.id == token, tokens.c.account == account, tokens.c.ended_at.is_(None))
    connection.execute(ending.values(ended_at=clock.now()))


def end_tokens(connection: Connection, account: int) -> None:
    """End all of a person's tokens."""
    ending = update(tokens).where(tokens.c.account == account, tokens.c.ended_at.is_(None))
    connection.execute(ending.values(ended_at=clock.now()))


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


def _alive(table: Any, *more: Any) -> tuple[Any, Prepared]:
    """The statement that asks for some of them, and the one that asks for one."""
    found = (
        select(table.c.id)
        .join_from(table, accounts, accounts.c.id == table.c.account)
        .where(table.c.ended_at.is_(None), accounts.c.disabled_at.is_(None), *more)
    )
    one = Prepared(found.where(table.c.id == bindparam("ident")))
    return found.where(table.c.id.in_(bindparam("ids", expanding=True))), one


_ALIVE = {
    "sign_in": _alive(
        sign_ins,
        sign_ins.c.expires_at > bindparam("now"),
        sign_ins.c.lapses_at > bindparam("now"),
        ~accounts.c.must_change,
    ),
    "token": _alive(tokens),
}


def alive(connection: Connection, doors: set[Door]) -> set[Door]:
    """Those of some doors by which their person may act now: not by a password that must be changed first."""
    found: set[Door] = set()
    for kind, (of_some, of_one) in _ALIVE.items():
        ids = [ident for name, ident in doors if name == kind]
        now = {"now": clock.now()} if kind == "sign_in" else {}
        if len(ids) == 1:
            found |= {(kind, ident) for (ident,) in of_one.rows(connection, {"ident": ids[0], **now})}
        elif ids:
            found |= {(kind, ident) for ident in connection.scalars(of_some, {"ids": ids, **now})}
    return found
