"""What goes outside the page: where alerts are sent, and what is to be sent."""

from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from cell.tables.base import Base, Instant


class Outlet(Base):
    """A channel outside: a mailbox, a chat room, a telephone, a program. It belongs to the organisation.

    `address` is encrypted with a key that is not in the database (cell/vault.py), "" once it was removed; `scheme` is
    how it begins, which is all that is ever shown of it. `departments` is a JSON list of slugs.
    """

    __tablename__ = "outlets"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    scheme: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    zone: Mapped[str] = mapped_column(String(64))
    everything: Mapped[bool]
    director: Mapped[bool]
    departments: Mapped[str] = mapped_column(Text)
    level: Mapped[int]
    exercises: Mapped[bool] = mapped_column(server_default=false())
    quiet_from: Mapped[str | None] = mapped_column(String(5))
    quiet_until: Mapped[str | None] = mapped_column(String(5))
    is_on: Mapped[bool]
    removed_at: Mapped[str | None] = mapped_column(Instant)


class Letter(Base):
    """A message that is to go to an outlet, is on its way, or is done with; written with the entry that calls for it.

    No word of it is kept: it is made of the entry and the board when it is sent. Without a cell it is a trial. `state`:
    waiting, sent, settled (nobody needs it any more), given_up. `due_at` is when it may be tried, `lease` whose it is
    until `leased_until`, with all that goes in one message; `reason` why the last try failed, why it waits or was not
    sent, or "together": it went in another row's message.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("cell", "seq", "outlet"),
        Index("ix_outbox_state_due_at", "state", "due_at"),
        Index("ix_outbox_outlet", "outlet"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cell: Mapped[str | None] = mapped_column(ForeignKey("cells.id"))
    seq: Mapped[int | None]
    outlet: Mapped[int] = mapped_column(ForeignKey("outlets.id"))
    state: Mapped[str] = mapped_column(String(10))
    put_at: Mapped[str] = mapped_column(Instant)
    due_at: Mapped[str] = mapped_column(Instant)
    tries: Mapped[int]
    lease: Mapped[str | None] = mapped_column(String(32))
    leased_until: Mapped[str | None] = mapped_column(Instant)
    ended_at: Mapped[str | None] = mapped_column(Instant)
    reason: Mapped[str | None] = mapped_column(String(40))


outlets: Any = Outlet.__table__
outbox: Any = Letter.__table__
