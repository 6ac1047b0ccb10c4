"""Each role may do over the socket what the table and the page say, and nothing else."""

import rights_doc

from cell import rights
from cell.commands.registry import COMMANDS, UNASKED
from tests.live.raw import Raw
from tests.live.watching import named, open_cell, put_in_role
from tests.project.tree import TOP
from tests.serving import Served


def answered(raw: Raw, cell: str, name: str) -> str:
    """How a command without any sense in its arguments is answered: rights are looked at before they are."""
    order = {"cell": cell, "name": name, "args": {"no_such_thing": 1}, "key": name}
    answer = raw.ask("command", order)
    assert answer and not answer["ok"], (name, answer)
    return str(answer["refused"]["code"])


def test_the_table_names_every_command():
    assert set(rights.MAY) == set(COMMANDS) - UNASKED
    assert set().union(*rights.MAY.values()) <= set(rights.ROLES)


def test_the_page_is_fresh():
    page = rights_doc.page(rights.ROLES, rights.MAY, rights.CLEARED_ROLES, rights.CLEARED_DEPARTMENTS)
    assert (TOP / "docs/rights.md").read_text() == page, "run `make docs`"


def test_each_role_may_do_what_the_table_says_and_nothing_else(standing: Served):
    """Needs: every command asks the table, with the role of this instant, before anything else."""
    raw = named(standing, "dan")
    for role in rights.ROLES:
        put_in_role(standing, "dan", role)
        allowed = {name for name in COMMANDS if name not in UNASKED and rights.may(role, name)}
        codes = {name: answered(raw, standing.cell, name) for name in COMMANDS if name not in UNASKED}
        assert {name for name, code in codes.items() if code == "not_allowed"} == set(codes) - allowed, role
        assert {codes[name] for name in allowed} <= {"unknown_field", "missing", "wrong_state"}, role


def test_who_is_not_in_a_cell_is_told_that_it_is_not_there(standing: Served):
    """Needs: membership is looked at before rights, and both before what is asked."""
    raw, cell = Raw(standing.port), open_cell(standing, "alice")
    raw.name({"token": standing.tokens["eve"]})
    for place in (standing.cell, cell, "nowhere"):
        assert {answered(raw, place, name) for name in COMMANDS} == {"not_found"}
        joined = raw.ask("join", {"cell": place})
        assert joined and joined["refused"]["code"] == "not_found"


def test_the_screen_is_told_what_its_role_may(standing: Served):
    alice = named(standing, "alice")
    told = alice.ask("join", {"cell": standing.cell})
    assert told and told["me"]["may"] == rights.commands_of("director")
