"""The organisation, the register of cells, and the journal.

Everything about a cell but `entries` and `facts` is an index: written with the entries, rebuilt from them.
"""

from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from cell.tables.base import Base, Instant

REDACTED = text("kind = 'entry.redacted'")


class Department(Base):
    """A department of the organisation; cells copy what they need of it when they open.

    `holder` answers for it, `deputy` when the holder is away, `sponsor` backs it in the executive: accounts, or nobody.
    """

    __tablename__ = "departments"
    slug: Mapped[str] = mapped_column(String(40), primary_key=True)
    name_en: Mapped[str] = mapped_column(String(80))
    name_fr: Mapped[str] = mapped_column(String(80))
    code_en: Mapped[str] = mapped_column(String(3))
    code_fr: Mapped[str] = mapped_column(String(3))
    tint: Mapped[int]
    position: Mapped[int]
    holder: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    deputy: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    sponsor: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    archived_at: Mapped[str | None] = mapped_column(Instant)


class Level(Base):
    """A crisis level and what the organisation promises at it, in seconds; a cell copies it when it opens."""

    __tablename__ = "levels"
    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name_en: Mapped[str] = mapped_column(String(80))
    name_fr: Mapped[str] = mapped_column(String(80))
    mobilise_s: Mapped[int]
    acknowledge_s: Mapped[int]
    decide_s: Mapped[int]
    know_s: Mapped[int]
    approve_s: Mapped[int]
    handoff_s: Mapped[int]
    point_every_s: Mapped[int]
    stall_s: Mapped[int]


class Playbook(Base):
    """What a cell of one type begins with. `body` is JSON: cell.playbooks says of what."""

    __tablename__ = "playbooks"
    slug: Mapped[str] = mapped_column(String(40), primary_key=True)
    type: Mapped[str] = mapped_column(String(40))
    name_en: Mapped[str] = mapped_column(String(80))
    name_fr: Mapped[str] = mapped_column(String(80))
    body: Mapped[str] = mapped_column(Text)
    position: Mapped[int]
    archived_at: Mapped[str | None] = mapped_column(Instant)


class DeedRow(Base):
    """What an administrator did (by: nobody means the operator). A row never changes (triggers)."""

    __tablename__ = "deeds"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str] = mapped_column(Instant)
    by: Mapped[int | None]
    deed: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = mapped_column(String(80))
    facts: Mapped[str] = mapped_column(Text)


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


class Word(Base):
    """Index: the words of an entry without accents or case, so that they can be found; gone with its redaction."""

    __tablename__ = "words"
    __table_args__ = ({"sqlite_with_rowid": False},)
    cell: Mapped[str] = mapped_column(ForeignKey("cells.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    clearance: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)


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
    """What the entries say, apart, so that a redaction can take the words and leave the entry.

    `asked` is the salted digest of the command that wrote the entry first, where it came with a key: what comes with
    the same key is the same command, or is refused. It is outside the chain and proves nothing.
    """

    __tablename__ = "facts"
    cell: Mapped[str] = mapped_column(String(16), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    salt: Mapped[str] = mapped_column(String(32))
    body: Mapped[str] = mapped_column(Text)
    asked: Mapped[str | None] = mapped_column(String(64))


class Setting(Base):
    """A few facts about this database, such as whether it holds the demo."""

    __tablename__ = "settings"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


departments: Any = Department.__table__
levels: Any = Level.__table__
playbooks: Any = Playbook.__table__
deeds: Any = DeedRow.__table__
cells: Any = Cell.__table__
memberships: Any = Membership.__table__
task_index: Any = TaskIndex.__table__
touches: Any = Touch.__table__
words: Any = Word.__table__
checkpoints: Any = Checkpoint.__table__
entries: Any = EntryRow.__table__
facts: Any = FactsRow.__table__
settings: Any = Setting.__table__
