"""The tables. People and the register of cells are mapped; the journal is Core, for speed.

Everything about a cell but `entries` and `facts` is an index: written with the entries, rebuilt from them.
"""

from typing import Any

from sqlalchemy import ForeignKey, Index, MetaData, String, Text, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The one metadata, with named constraints so that SQLite can alter tables in batches."""

    metadata = MetaData(naming_convention=NAMES)


Instant = String(24)
REDACTED = text("kind = 'entry.redacted'")


class Account(Base):
    """A person who may sign in; `disabled_at` shuts every door at once."""

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


class SignIn(Base):
    """One browser of one person, from sign-in to sign-out. Only the SHA-256 of its secret is kept."""

    __tablename__ = "sign_ins"
    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    secret: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[str] = mapped_column(Instant)
    expires_at: Mapped[str] = mapped_column(Instant)
    ended_at: Mapped[str | None] = mapped_column(Instant)
    address: Mapped[str | None] = mapped_column(String(64))
    agent: Mapped[str | None] = mapped_column(String(200))


class Token(Base):
    """A personal token for programs. Only its SHA-256 is kept."""

    __tablename__ = "tokens"
    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    secret: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[str] = mapped_column(Instant)
    ended_at: Mapped[str | None] = mapped_column(Instant)


class Guess(Base):
    """A failed sign-in, kept as long as it slows the next one. `whose` is a digest of a name or an address."""

    __tablename__ = "guesses"
    id: Mapped[int] = mapped_column(primary_key=True)
    whose: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[str] = mapped_column(Instant)


class Department(Base):
    """A department of the organisation; cells copy what they need of it when they open."""

    __tablename__ = "departments"
    slug: Mapped[str] = mapped_column(String(40), primary_key=True)
    name_en: Mapped[str] = mapped_column(String(80))
    name_fr: Mapped[str] = mapped_column(String(80))
    code_en: Mapped[str] = mapped_column(String(3))
    code_fr: Mapped[str] = mapped_column(String(3))
    tint: Mapped[int]
    position: Mapped[int]


class Cell(Base):
    """The register of cells: the head of each journal, and an index of what a list of cells shows.

    `stream` changes when the cell comes back from a backup, so that screens know their numbers are void.
    """

    __tablename__ = "cells"
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    stream: Mapped[str] = mapped_column(String(16))
    seq: Mapped[int]
    at: Mapped[str] = mapped_column(Instant)
    digest: Mapped[str] = mapped_column(String(64))
    title: Mapped[str | None] = mapped_column(Text)
    level: Mapped[int]
    type: Mapped[str | None] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(10))
    exercise: Mapped[bool]
    demo: Mapped[bool] = mapped_column(default=False)
    t0: Mapped[str] = mapped_column(Instant)
    opened_at: Mapped[str] = mapped_column(Instant)
    closed_at: Mapped[str | None] = mapped_column(Instant)


class Membership(Base):
    """Index: who is in which cell."""

    __tablename__ = "memberships"
    __table_args__ = (Index("ix_memberships_account", "account", "cell"),)
    cell: Mapped[str] = mapped_column(ForeignKey("cells.id"), primary_key=True)
    account: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(String(20))
    department: Mapped[str | None] = mapped_column(String(40))
    removed_at: Mapped[str | None] = mapped_column(Instant)


class TaskIndex(Base):
    """Index: tasks across cells, as lists of "my tasks" need them."""

    __tablename__ = "task_index"
    __table_args__ = (Index("ix_task_index_owner_status", "owner", "status"),)
    cell: Mapped[str] = mapped_column(ForeignKey("cells.id"), primary_key=True)
    task: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str | None] = mapped_column(Text)
    department: Mapped[str] = mapped_column(String(40))
    owner: Mapped[int | None]
    status: Mapped[str] = mapped_column(String(20))
    due_at: Mapped[str | None] = mapped_column(Instant)
    since: Mapped[str] = mapped_column(Instant)


class Touch(Base):
    """Index: which rows an entry touched, so that a screen that missed entries gets just those rows."""

    __tablename__ = "touches"
    __table_args__ = (Index("ix_touches_cell_ref", "cell", "ref", "seq"), {"sqlite_with_rowid": False})
    cell: Mapped[str] = mapped_column(ForeignKey("cells.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(80), primary_key=True)


class Checkpoint(Base):
    """Cache: a board at an entry, so that a giant's board needs no full replay. May be deleted at any time."""

    __tablename__ = "checkpoints"
    cell: Mapped[str] = mapped_column(ForeignKey("cells.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    format: Mapped[int]
    body: Mapped[str] = mapped_column(Text)


class EntryRow(Base):
    """The journal. A row never changes (triggers)."""

    __tablename__ = "entries"
    __table_args__ = (
        UniqueConstraint("cell", "key"),
        Index("ix_entries_redacted", "kind", "cell", "seq", sqlite_where=REDACTED, postgresql_where=REDACTED),
        {"sqlite_with_rowid": False},
    )
    cell: Mapped[str] = mapped_column(ForeignKey("cells.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str] = mapped_column(Instant)
    by: Mapped[int | None]
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str | None] = mapped_column(String(80))
    clearance: Mapped[str] = mapped_column(String(10))
    sum: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))


class FactsRow(Base):
    """What the entries say, apart, so that a redaction can take the words and leave the entry."""

    __tablename__ = "facts"
    cell: Mapped[str] = mapped_column(String(16), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    salt: Mapped[str] = mapped_column(String(32))
    body: Mapped[str] = mapped_column(Text)


class Setting(Base):
    """A few facts about this database, such as whether it holds the demo."""

    __tablename__ = "settings"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


accounts: Any = Account.__table__
sign_ins: Any = SignIn.__table__
tokens: Any = Token.__table__
guesses: Any = Guess.__table__
departments: Any = Department.__table__
cells: Any = Cell.__table__
memberships: Any = Membership.__table__
task_index: Any = TaskIndex.__table__
touches: Any = Touch.__table__
checkpoints: Any = Checkpoint.__table__
entries: Any = EntryRow.__table__
facts: Any = FactsRow.__table__
settings: Any = Setting.__table__
