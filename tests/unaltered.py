"""What stands in the journal at an instant, to be held against what stands there later, byte for byte."""

import json
from typing import Any

from sqlalchemy import Connection, text

from cell import guards
from cell.db import Store
from cell.journal.verify import Proof, verify_all

Key = tuple[str, str, int]


def rows_of(connection: Connection) -> dict[Key, Any]:
    """Every row of the journal and of its facts, digests and salts included."""
    found: dict[Key, Any] = {}
    for table in ("entries", "facts"):
        for row in connection.execute(text(f"SELECT * FROM {table}")):
            found[table, row.cell, row.seq] = tuple(row)
    return found


def redacted(rows: dict[Key, Any], kinds: dict[tuple[str, int], str]) -> set[Key]:
    """The facts whose words an entry of the journal says are gone."""
    said = [("facts", cell, seq) for (cell, seq), kind in kinds.items() if kind == "entry.redacted"]
    bodies = [(key[1], json.loads(rows[key][3])) for key in said if key in rows]
    for cell, body in bodies:  # a redaction may have been redacted in its turn
        bodies += [(cell, body["kept"])] if "entry" in body.get("kept", {}) else []
    return {("facts", cell, body["entry"]) for cell, body in bodies}


class Before:
    """The journal of a database as it stands now."""

    def __init__(self, store: Store):
        self.store = store
        with store.reading() as connection:
            self.rows = rows_of(connection)
        assert len(self.rows) > 10

    def altered(self) -> list[Key]:
        """What was there and is no more as it was. Facts that went by a redaction, and were there, are not told."""
        with self.store.reading() as connection:
            now = rows_of(connection)
            kinds = {(row.cell, row.seq): row.kind for row in connection.execute(text("SELECT * FROM entries"))}
        gone = redacted(now, kinds)
        return [key for key, row in self.rows.items() if now.get(key) != row and not (key in gone and key not in now)]

    def stands(self) -> list[Proof]:
        """All of it stands as it was, whatever came after it, every guard is there, and the journal proves itself."""
        assert not self.altered()
        with self.store.reading() as connection:
            assert not guards.missing(connection)
            return verify_all(connection)
