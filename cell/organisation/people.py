"""Who may sign in, as an administrator manages it. Secrets are made and hashed before the writer is asked."""

from typing import Any

import msgspec
from sqlalchemy import Connection, func, or_, select

from cell import clock, deeds, people
from cell.errors import Refused
from cell.organisation.departments import STAFF
from cell.tables import accounts, departments, sign_ins
from cell.texts import line

NAME = 120
EMAIL = 254
ONE_TIME_S = 72 * 3600


class Registered(msgspec.Struct, frozen=True):
    """A person's account, as an administrator sees it. `stands_for`: (department's slug, holder, deputy or sponsor)."""

    id: int
    email: str
    name: str
    language: str
    is_admin: bool
    must_change: bool
    created_at: str
    disabled_at: str | None
    signed_in_at: str | None
    stands_for: tuple[tuple[str, str], ...]


def people_of(connection: Connection) -> list[Registered]:
    """Everybody who has an account, by name."""
    last = dict(
        connection.execute(
            select(sign_ins.c.account, func.max(sign_ins.c.created_at)).group_by(sign_ins.c.account)
        ).all()
    )
    seats: dict[int, list[tuple[str, str]]] = {}
    held = select(departments).where(departments.c.archived_at.is_(None)).order_by(departments.c.position)
    for row in connection.execute(held).mappings():
        for part in STAFF:
            if row[part] is not None:
                seats.setdefault(row[part], []).append((row["slug"], part))
    found: list[Registered] = []
    for row in connection.execute(select(accounts).order_by(func.lower(accounts.c.name), accounts.c.id)).mappings():
        values = {name: row[name] for name in Registered.__struct_fields__ if name in accounts.c}
        seat = tuple(seats.get(row["id"], ()))
        found.append(Registered(**values, signed_in_at=last.get(row["id"]), stands_for=seat))
    return found


def add_person(
    connection: Connection,
    by: int | None,
    email: str,
    name: str,
    hashed: str | None,
    *,
    is_admin: bool = False,
    language: str = "fr",
    one_time: bool = True,
) -> int:
    """Make an account; `hashed` is of passwords.one_time(), or (not one_time) of one that its owner chose."""
    email, name = _checked_email(email), line(name, "name", NAME)
    if language not in people.LANGUAGES:
        raise Refused("bad_value", "language")
    number = people.new_number(connection)
    told: dict[str, Any] = {"is_admin": is_admin, "language": language, "number": number}
    account = people.add_account(connection, email, name, hashed, **told)
    if one_time:
        _hand_out(connection, account, hashed)
    deeds.note(connection, by, "person.added", account)
    if is_admin:
        deeds.note(connection, by, "admin.given", account)
    return account


def change_person(connection: Connection, by: int | None, account: int, *, email: str, name: str) -> None:
    """Correct a name or an address; entries keep the name as it was written then."""
    former = _known(connection, account)
    values = {"email": _checked_email(email), "name": line(name, "name", NAME)}
    other = people.by_email(connection, values["email"])
    if other is not None and other.id != account:
        raise Refused("already_there", "email")
    changed = deeds.changes({"email": former.email, "name": former.name}, values)
    if changed:
        people.change_account(connection, account, **values)
        deeds.note(connection, by, "person.changed", account, **changed)


def disable_person(connection: Connection, by: int | None, account: int) -> None:
    """Shut every door of a person at once. Refused for the last administrator."""
    former = _known(connection, account)
    if former.disabled_at is not None:
        return
    _keep_one_admin(connection, account)
    people.disable_account(connection, account)
    deeds.note(connection, by, "person.disabled", account)


def enable_person(connection: Connection, by: int | None, account: int) -> None:
    """Let a person sign in again; sign-ins and tokens that ended stay ended."""
    if _known(connection, account).disabled_at is None:
        return
    people.change_account(connection, account, disabled_at=None)
    deeds.note(connection, by, "person.enabled", account)


def set_admin(connection: Connection, by: int | None, account: int, is_admin: bool) -> None:
    """Make somebody an administrator, or no longer one. Refused for the last who may sign in."""
    former = _known(connection, account)
    if former.is_admin == is_admin:
        return
    if former.disabled_at is not None:
        raise Refused("not_found", "person")  # who cannot come in gets no power meanwhile
    if not is_admin:
        _keep_one_admin(connection, account)
    people.change_account(connection, account, is_admin=is_admin)
    deeds.note(connection, by, "admin.given" if is_admin else "admin.taken", account)


def reset_password(connection: Connection, by: int | None, account: int, hashed: str) -> None:
    """Give a person a password that opens one page, where another is chosen; all their sign-ins and tokens end.

    `hashed` is of passwords.one_time(), which the administrator reads once and hands over.
    """
    if _known(connection, account).disabled_at is not None:
        raise Refused("not_found", "person")
    _hand_out(connection, account, hashed)
    people.end_sign_ins(connection, account)
    people.end_tokens(connection, account)
    deeds.note(connection, by, "password.reset", account)


def drop_factor(connection: Connection, by: int | None, account: int) -> None:
    """Ask a person who lost their telephone for no code any more; all their sign-ins end."""
    _known(connection, account)
    if not people.has_factor(connection, account):
        return
    people.drop_factor(connection, account)
    people.end_sign_ins(connection, account)
    deeds.note(connection, by, "factor.dropped", account)


def sign_out_person(connection: Connection, by: int | None, account: int) -> None:
    """End every sign-in of a person; tokens for programs go on."""
    _known(connection, account)
    people.end_sign_ins(connection, account)
    deeds.note(connection, by, "person.signed_out", account)


def _hand_out(connection: Connection, account: int, hashed: str | None) -> None:
    ends_at = clock.after(clock.now(), ONE_TIME_S)
    people.change_account(connection, account, password=hashed, must_change=True, password_ends_at=ends_at)


def _known(connection: Connection, account: int) -> Any:
    row = people.by_id(connection, account)
    if row is None:
        raise Refused("not_found", "person")
    return row


def _keep_one_admin(connection: Connection, account: int) -> None:
    """The rows are locked until the end of the transaction: of two who resign at once, one stays."""
    able = or_(accounts.c.password.is_not(None), accounts.c.id == account)
    lasting = or_(accounts.c.password_ends_at.is_(None), accounts.c.password_ends_at > clock.now())
    statement = select(accounts.c.id).where(accounts.c.is_admin, accounts.c.disabled_at.is_(None), able, lasting)
    left = set(connection.scalars(statement.with_for_update()))
    if account in left and len(left) == 1:
        raise Refused("last_admin", "person")


def _checked_email(email: str) -> str:
    email = people.folded(line(email, "email", EMAIL))
    name, at, place = email.partition("@")
    if not (name and at and place) or "@" in place or " " in email:
        raise Refused("bad_value", "email")
    return email
