"""Every door there is, found and tried: through none of them is an entry of the journal altered or taken away.

Statements through the app's own connections are in test_append_only.py; files, and who holds the file, in
test_every_file.py; PostgreSQL and the socket in tests/live/test_every_door.py.
"""

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from cell.commands.registry import COMMANDS, UNASKED
from cell.errors import Damaged, Refused
from cell.journal.verify import verify_all
from tests.cast import World
from tests.story import redact, tell
from tests.unaltered import Before
from tests.web.administrators import name_admin
from tests.web.hostile import needed
from tests.web.test_open_routes import address
from tests.web.visitor import Visitor

# What a form or a body might name, were there a door that altered an entry.
WANTED = {"entry": 3, "seq": 3, "text": "forged", "title": "forged", "reason": "x", "digest": "0" * 64, "at": "now"}
HIDDEN = {"_method": "DELETE", "X-HTTP-Method-Override": "DELETE"}
# After these the one who tries would be outside, or the cell shut.
LAST = ("give_role", "remove_member", "accept_role", "take_direction", "close_cell")


@pytest.fixture
def told(world: World) -> World:
    """A crisis with something of everything, some of its words redacted; Alice leads it and administers the house."""
    redact(world, tell(world))
    name_admin(world, "alice")
    return world


# HTTP ------------------------------------------------------------------------------------------------------------


def test_no_address_deletes_or_replaces(told: World):
    for rule in told.app.url_map.iter_rules():
        assert not {"DELETE", "PUT", "PATCH"} & (rule.methods or set()), rule


def test_no_address_alters_an_entry_whatever_method_and_body_it_is_sent(told: World):
    before, tried = Before(told.house.store), 0
    urls = told.app.url_map
    headers = {"Authorization": f"Bearer {told.token('alice')}", "X-HTTP-Method-Override": "DELETE"}
    paths = {address(told, rule, urls) for rule in urls.iter_rules()}
    paths |= {f"/cells/{told.cell}/{noun}/3" for noun in ("entries", "journal", "entry", "facts")}
    paths |= {f"/api/v1/cells/{told.cell}/{rest}" for rest in ("entries/3", "entries", "", "board", "journal/3")}
    alice, page = Visitor(told, "alice"), ""
    for path, method in itertools.product(sorted(paths), ("DELETE", "POST")):
        if path.startswith("/api/"):
            answer = told.app.test_client().open(path, method=method, json=WANTED, headers=headers)
        else:
            page = page or alice.token
            form = {**WANTED, **HIDDEN, "csrf_token": page}
            answer = alice.client.open(path, method=method, data=form, headers=HIDDEN)
            if method == "POST" and re.search("sign|account|password", path):  # these may show her out
                alice, page = Visitor(told, "alice"), ""
        assert method == "POST" or answer.status_code in (401, 404, 405), (method, path, answer.status_code)
        answer.close()
        tried += 1
    assert tried > 200
    before.stands()


# Commands --------------------------------------------------------------------------------------------------------


def _numbered(value: Any, number: int) -> Any:
    """Arguments about the row or the entry of a number."""
    match value:
        case bool():
            return value
        case int():
            return number
        case dict():
            return {name: _numbered(one, number) for name, one in value.items()}
        case list():
            return [_numbered(one, number) for one in value]
    return value


def attempts(name: str) -> Iterator[dict[str, Any]]:
    """What to ask of a command: about each of the first entries and rows, and with fields it does not have."""
    plain = needed(name, "forged")
    for number in range(1, 8 if "entry" in plain else 3):
        yield _numbered(plain, number)
    for extra in ({"seq": 3}, {"entry": 3, "kind": "aim.set", "at": "2020-01-01T00:00:00Z", "digest": "0" * 64}):
        yield {**plain, **extra}


def test_no_command_of_the_api_alters_an_entry(told: World):
    before, done = Before(told.house.store), 0
    client, headers = told.app.test_client(), {"Authorization": f"Bearer {told.token('alice')}"}
    for name in sorted(COMMANDS, key=lambda name: (name in LAST, name)):
        for args in attempts(name):
            answer = client.post(f"/api/v1/cells/{told.cell}/commands/{name}", json=args, headers=headers)
            assert answer.status_code < 500, (name, args, answer.text)
            assert name not in UNASKED or answer.status_code == 404
            done += answer.status_code == 200
        assert not before.altered(), name
    assert done > 50
    before.stands()


def test_nobody_elses_command_and_no_other_cell_reaches_an_entry(told: World):
    told.open("cother", "alice")
    before = Before(told.house.store)
    for name in ("correct_entry", "redact_entry", "mark_entry", "open_cell", "join_cell"):
        for args, where in itertools.product(attempts(name), (told.cell, "cother")):
            for who in ("alice", "chloe", "eve"):
                try:
                    told.act(who, name, cell=where, **args)
                except Refused:
                    continue
    before.stands()


# The database ----------------------------------------------------------------------------------------------------

REFUSED = (
    "UPDATE cells SET id = 'cother' WHERE id = 'ctest'",
    "DELETE FROM cells WHERE id = 'ctest'",
    "INSERT OR REPLACE INTO cells SELECT 'ctest', title FROM cells",
    "WITH gone AS (SELECT 3 AS seq) DELETE FROM entries WHERE seq IN (SELECT seq FROM gone)",
    "UPDATE entries SET digest = facts.salt FROM facts WHERE facts.seq = entries.seq",
    "DELETE FROM facts WHERE seq = 3 RETURNING body",
    "UPDATE main.entries SET by = 2",
    "SELECT load_extension('x')",
    "REINDEX",
    "DETACH main",
)
END = "1 + (SELECT max(seq) FROM entries WHERE cell = 'ctest')"
COPIED = (
    f"INSERT INTO entries SELECT cell, {END}, at, by, kind, NULL, clearance, sum, digest FROM entries WHERE seq = 3",
    "INSERT INTO facts SELECT cell, (SELECT max(seq) FROM entries), salt, body, NULL FROM facts WHERE seq = 3",
)
TAKEN = (
    f"INSERT INTO entries SELECT cell, {END}, at, by, 'entry.redacted', NULL, clearance, sum, digest FROM entries"
    " WHERE seq = 3",
    "INSERT INTO facts SELECT cell, (SELECT max(seq) FROM entries), salt,"
    """ '{"entry":3,"kept":{},"salt":"x","whole":"x"}', NULL FROM facts WHERE seq = 3""",
    "DELETE FROM facts WHERE seq = 3",
)
# Rows that may be written, since entries and indexes are: that they lie is found.
FOUND: dict[str, tuple[str, ...]] = {
    "an entry nobody wrote": COPIED,
    "words taken by a redaction nobody wrote": TAKEN,
    "a register that forgets the end": ("UPDATE cells SET seq = seq - 1",),
    "a register with another head": ("UPDATE cells SET digest = '0'",),
    "a cell without its title": ("UPDATE cells SET title = 'forged'",),
    "an index with another owner": ("UPDATE task_index SET owner = 2",),
    "an index without an entry": ("DELETE FROM touches WHERE seq = 3",),
    "words nobody said": ("UPDATE words SET text = 'forged'",),
    "a member nobody added": ("UPDATE memberships SET role = 'director'",),
}


def test_the_cells_own_number_holds_its_entries(told: World):
    before = Before(told.house.store)
    for statement in REFUSED:
        with told.house.store.writer.connect() as connection, pytest.raises(DatabaseError):
            connection.exec_driver_sql(statement)
            connection.commit()
    before.stands()


@pytest.mark.parametrize("what", FOUND)
def test_what_the_database_lets_be_written_is_found(told: World, what: str):
    before = Before(told.house.store)
    with told.house.store.writer.connect() as connection:
        for statement in FOUND[what]:
            connection.execute(text(statement.replace(":", "\\:")))
        with pytest.raises(Damaged):
            verify_all(connection)
        connection.rollback()
    before.stands()
