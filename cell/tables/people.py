"""People and the doors they come in by."""

from typing import Any

from sqlalchemy import ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from cell.tables.base import Base, Instant


class Account(Base):
    """A person who may sign in; `disabled_at` shuts every door at once.

    `must_change`: the password is one that an administrator handed out, good for one purpose: choosing another.
    `password_ends_at`: from when such a password lets nobody in any more.
    """

    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    password: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2), default="fr")
    theme: Mapped[str] = mapped_column(String(8), default="auto")
    zone: Mapped[str] = mapped_column(String(64), default="Europe/Paris")
    is_admin: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[str] = mapped_column(Instant)
    disabled_at: Mapped[str | None] = mapped_column(Instant)
    must_change: Mapped[bool] = mapped_column(default=False, server_default=false())
    password_ends_at: Mapped[str | None] = mapped_column(Instant)


class SignIn(Base):
    """One browser of one person, from sign-in to sign-out. Only the SHA-256 of its secret is kept.

    `expires_at` comes whatever happens, `lapses_at` when it is not used for long; `last_seen_at` is behind by minutes.
    """

    __tablename__ = "sign_ins"
    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    secret: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[str] = mapped_column(Instant)
    expires_at: Mapped[str] = mapped_column(Instant)
    ended_at: Mapped[str | None] = mapped_column(Instant)
    address: Mapped[str | None] = mapped_column(String(64))
    agent: Mapped[str | None] = mapped_column(String(200))
    last_seen_at: Mapped[str] = mapped_column(Instant)
    lapses_at: Mapped[str] = mapped_column(Instant)


class Token(Base):
    """A personal token for programs. Only its SHA-256 is kept."""

    __tablename__ = "tokens"
    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    secret: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[str] = mapped_column(Instant)
    ended_at: Mapped[str | None] = mapped_column(Instant)


class Factor(Base):
    """A person's second factor: the secret their telephone shares with us, in force once `confirmed_at` is set.

    `step` is the last period of 30 s whose code was taken: no code of it or of an earlier one is taken again.
    """

    __tablename__ = "factors"
    account: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True, autoincrement=False)
    secret: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[str] = mapped_column(Instant)
    confirmed_at: Mapped[str | None] = mapped_column(Instant)
    step: Mapped[int]


class RecoveryCode(Base):
    """Stands in once for a code of the telephone. Only its SHA-256 is kept."""

    __tablename__ = "recovery_codes"
    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    secret: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[str | None] = mapped_column(Instant)


class Threshold(Base):
    """A browser whose password was right and that owes a code yet: it is not signed in. `next`: where it wanted."""

    __tablename__ = "thresholds"
    secret: Mapped[str] = mapped_column(String(64), primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    expires_at: Mapped[str] = mapped_column(Instant)
    next: Mapped[str] = mapped_column(String(1002))


class Guess(Base):
    """A failed sign-in, kept as long as it slows the next one. `whose` is a digest of a name or an address."""

    __tablename__ = "guesses"
    id: Mapped[int] = mapped_column(primary_key=True)
    whose: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[str] = mapped_column(Instant)


accounts: Any = Account.__table__
sign_ins: Any = SignIn.__table__
tokens: Any = Token.__table__
factors: Any = Factor.__table__
recovery_codes: Any = RecoveryCode.__table__
thresholds: Any = Threshold.__table__
guesses: Any = Guess.__table__
