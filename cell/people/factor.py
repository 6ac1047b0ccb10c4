"""The second factor: six digits that a telephone makes of a secret and the hour, and codes for when it is lost.

Between the password and the code, a browser stands on a threshold: a row that ends by itself, and opens nothing else.
"""

from secrets import compare_digest
from typing import Any

import pyotp
from pyotp.totp import TOTP
from sqlalchemy import Connection, delete, func, insert, select, update

from cell import clock
from cell.errors import Refused
from cell.passwords import readable
from cell.people.accounts import digest, may_sign_in, new_secret
from cell.people.guesses import note_guess, wait_before_guess
from cell.tables import accounts, factors, recovery_codes, thresholds

STEP_S = 30
STEPS_AROUND = 1  # telephones are a little early or late
THRESHOLD_S = 5 * 60
RECOVERY_CODES = 10
RECOVERY_GROUPS = 6  # 120 bits: no list of digests gives them back


def has_factor(connection: Connection, account: int) -> bool:
    """Whether a person's password alone does not let them in."""
    statement = select(factors.c.account).where(factors.c.account == account, factors.c.confirmed_at.is_not(None))
    return connection.scalar(statement) is not None


def begin_factor(connection: Connection, account: int) -> None:
    """Make a secret for a telephone; it is not asked for before its first code. Refused where one is in force."""
    if has_factor(connection, account):
        raise Refused("already_there")
    connection.execute(delete(factors).where(factors.c.account == account))
    values = {"account": account, "secret": pyotp.random_base32(), "created_at": clock.now(), "step": 0}
    connection.execute(insert(factors).values(**values))


def pending_secret(connection: Connection, account: int) -> str | None:
    """The secret of a factor that waits for its first code."""
    statement = select(factors.c.secret).where(factors.c.account == account, factors.c.confirmed_at.is_(None))
    return connection.scalar(statement)


def confirm_factor(connection: Connection, account: int, code: str) -> list[str]:
    """Bring a factor into force by its first code; returns the recovery codes, which are nowhere else."""
    if pending_secret(connection, account) is None:
        raise Refused("not_found")
    if not _is_code(connection, account, _bare(code)):
        raise Refused("wrong_code", "code")
    connection.execute(update(factors).where(factors.c.account == account).values(confirmed_at=clock.now()))
    codes = [readable(RECOVERY_GROUPS) for _ in range(RECOVERY_CODES)]
    connection.execute(delete(recovery_codes).where(recovery_codes.c.account == account))
    connection.execute(insert(recovery_codes), [{"account": account, "secret": digest(_bare(one))} for one in codes])
    return codes


def drop_factor(connection: Connection, account: int) -> None:
    """Ask a person for no code any more."""
    for table in (factors, recovery_codes, thresholds):
        connection.execute(delete(table).where(table.c.account == account))


def recovery_left(connection: Connection, account: int) -> int:
    """How many recovery codes a person has not used."""
    unused = (recovery_codes.c.account == account, recovery_codes.c.used_at.is_(None))
    return connection.scalar(select(func.count()).select_from(recovery_codes).where(*unused)) or 0


def count_code(connection: Connection, account: int) -> None:
    """Count a try before it is made. Refused where it must wait: by person, since only who has the password tries."""
    wait = wait_before_guess(connection, code_of(account))
    if wait:
        raise Refused("too_many", None, limit=wait)
    note_guess(connection, code_of(account))


def code_of(account: int) -> str:
    """What tries of a person's codes are counted under."""
    return f"code {account}"


def take_code(connection: Connection, account: int, code: str) -> None:
    """Take a code of the telephone or a recovery code, for good. Refused where it is neither, or was taken before."""
    bare = _bare(code)
    if not has_factor(connection, account) or not (
        _is_code(connection, account, bare) or _recovers(connection, account, bare)
    ):
        raise Refused("wrong_code", "code")


def _bare(code: str) -> str:
    return "".join(sign for sign in code.casefold() if sign.isalnum())


def _is_code(connection: Connection, account: int, bare: str) -> bool:
    """Whether it is a code of now, a step before or after, later than the last one taken; it is taken then."""
    row = connection.execute(select(factors).where(factors.c.account == account).with_for_update()).one()
    totp, now = TOTP(row.secret), int(clock.moment_of(clock.now()).timestamp()) // STEP_S
    for step in range(max(now - STEPS_AROUND, row.step + 1), now + STEPS_AROUND + 1):
        if compare_digest(totp.generate_otp(step).encode(), bare.encode()):
            connection.execute(update(factors).where(factors.c.account == account).values(step=step))
            return True
    return False


def _recovers(connection: Connection, account: int, bare: str) -> bool:
    taken = update(recovery_codes).where(
        recovery_codes.c.account == account, recovery_codes.c.secret == digest(bare), recovery_codes.c.used_at.is_(None)
    )
    return connection.execute(taken.values(used_at=clock.now())).rowcount == 1


# Thresholds -----------------------------------------------------------------------------------------------------


def begin_threshold(connection: Connection, account: int) -> str:
    """A password was right and a code is owed: returns the secret by which the same browser comes back with it.

    Where it wanted to go is not kept here: that may be the address of an invitation, which is a secret.
    """
    now, secret = clock.now(), new_secret()
    connection.execute(delete(thresholds).where(thresholds.c.expires_at <= now))
    values = {"secret": digest(secret), "account": account, "expires_at": clock.after(now, THRESHOLD_S), "next": ""}
    connection.execute(insert(thresholds).values(**values))
    return secret


def at_threshold(connection: Connection, secret: str) -> Any | None:
    """The person who stands on a threshold, or None where it is over or never was."""
    statement = (
        select(accounts)
        .join_from(thresholds, accounts, accounts.c.id == thresholds.c.account)
        .where(thresholds.c.secret == digest(secret), thresholds.c.expires_at > clock.now())
    )
    row = connection.execute(statement).one_or_none()
    return row if row is not None and may_sign_in(row) else None


def end_threshold(connection: Connection, secret: str) -> bool:
    """The browser came in, or begins again. False where there was none any more."""
    return connection.execute(delete(thresholds).where(thresholds.c.secret == digest(secret))).rowcount == 1
