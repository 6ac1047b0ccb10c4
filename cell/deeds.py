"""What administrators did, append-only: who manages people and departments leaves as clear a trace as the cell does."""

import json
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from cell import clock
from cell.tables import accounts, deeds

# Every deed there is, by what it is about: a person (account id), a department or playbook (slug), a level (number),
# the organisation's synonyms, an outlet of alerts (number).
DEEDS = (
    *("person.added", "person.changed", "person.disabled", "person.enabled", "person.signed_out"),
    *("admin.given", "admin.taken", "password.reset", "factor.dropped"),
    *("department.added", "department.changed", "department.archived", "department.restored", "department.moved"),
    *("level.changed", "playbook.added", "playbook.changed", "playbook.archived", "playbook.restored"),
    *("synonyms.changed", "outlet.added", "outlet.changed", "outlet.on", "outlet.off", "outlet.removed"),
    *("outlet.tried", "outlet.tried_again", "outlet.given_up"),
)


class Deed(msgspec.Struct, frozen=True):
    """One deed. by: an account, or None for the command line and the server. about: an id, slug or number, as text.

    facts: of a change, each name with what it was and what it is: {"name_fr": ["Achat", "Achats"]}.
    """

    id: int
    at: str
    by: int | None
    by_name: str | None
    deed: str
    about: str
    facts: dict[str, Any]


def note(connection: Connection, by: int | None, deed: str, about: str | int, **facts: Any) -> None:
    """Write a deed down, in the transaction that does it. Never give it a secret: it stays for ever."""
    assert deed in DEEDS, deed
    body = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    values = {"at": clock.now(), "by": by, "deed": deed, "about": str(about), "facts": body}
    connection.execute(insert(deeds).values(**values))


def changes(former: dict[str, Any], present: dict[str, Any]) -> dict[str, list[Any]]:
    """What differs, as a deed tells it: by name, what it was and what it is."""
    return {name: [former.get(name), value] for name, value in present.items() if former.get(name) != value}


def last_about(connection: Connection, noun: str, about: str | int) -> tuple[str, dict[str, Any]] | None:
    """The last deed about one thing of a sort, with its facts; None where there is none."""
    mine = (deeds.c.about == str(about)) & deeds.c.deed.startswith(f"{noun}.")
    last = select(deeds.c.deed, deeds.c.facts).where(mine).order_by(deeds.c.id.desc()).limit(1)
    row = connection.execute(last).first()
    return (row.deed, json.loads(row.facts)) if row is not None else None


def deeds_of(connection: Connection, before: int | None = None, limit: int = 50) -> list[Deed]:
    """The last deeds, newest first; those older than the deed numbered `before` where it is given."""
    statement = select(deeds, accounts.c.name.label("by_name")).join_from(
        deeds, accounts, accounts.c.id == deeds.c.by, isouter=True
    )
    if before is not None:
        statement = statement.where(deeds.c.id < before)
    rows = connection.execute(statement.order_by(deeds.c.id.desc()).limit(limit)).mappings()
    return [Deed(**{**row, "facts": json.loads(row["facts"])}) for row in rows]
