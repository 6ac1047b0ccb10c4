"""Opening a cell, saying what it is after, closing it with a seal, and working in it again."""

from typing import Any

import pytest

from cell.errors import Refused
from cell.journal.orders import Job
from cell.journal.verify import verify
from cell.kinds.cells import CellSealed
from tests.cast import SEATS, World
from tests.recording import command, entries_of, recording, together

OPENING: dict[str, Any] = {"title": "Rupture", "level": 2, "departments": ["legal", "logistics", "legal"]}


def open_cell(world: World, cell: str, **args: Any) -> Any:
    """Open a cell as Chloé; returns the answer or the refusal."""
    return together(world, [command(world, "chloe", "open_cell", cell=cell, **{**OPENING, **args})])[0]


def test_who_opens_a_cell_directs_it(world: World):
    answer = open_cell(world, "cnew", type="supply", t0="2026-01-01T00:00Z", department="logistics")
    kinds = [entry.kind for entry in entries_of(world, cell="cnew")]
    assert (answer.seq, answer.ref, kinds) == (1, "cell", ["cell.opened", "member.added", "point.set"])
    board = world.house.desk.show("cnew").board
    assert (board.cell.title, board.cell.type, board.cell.opened_by) == ("Rupture", "supply", world.ids["chloe"])
    assert (board.cell.t0, list(board.departments)) == ("2026-01-01T00:00:00.000Z", ["legal", "logistics"])
    [member] = board.members.values()
    assert (member.name, member.role, member.department) == ("Chloé Durand", "director", "logistics")


@pytest.mark.parametrize(
    ("args", "code", "field"),
    [
        ({"title": ""}, "missing", "title"),
        ({"level": 0}, "bad_value", "level"),
        ({"level": 5}, "bad_value", "level"),
        ({"type": "war"}, "bad_value", "type"),
        ({"departments": ["nowhere"]}, "not_found", "departments"),
        ({"department": "production"}, "not_found", "department"),
        ({"t0": "2199-01-01T00:00Z"}, "bad_value", "t0"),
        ({"t0": "yesterday"}, "bad_value", "t0"),
        ({"state": "closed"}, "unknown_field", "state"),
    ],
)
def test_a_cell_that_makes_no_sense_is_not_opened(world: World, args: dict[str, Any], code: str, field: str):
    refused = open_cell(world, "cnew", **args)
    assert (refused.code, refused.field) == (code, field)
    with pytest.raises(Refused):
        world.house.desk.show("cnew")


def test_a_cell_is_opened_once(world: World):
    refused = open_cell(world, world.cell)
    assert (refused.code, refused.field) == ("already_there", "cell")


def test_aim_and_objectives_are_worded_anew_under_their_number(world: World):
    with recording(world, "aim.set", "aim.set"):
        world.act("alice", "set_aim", text="Livrer")
        world.act("alice", "set_aim", text="Livrer à temps")
    assert (world.board.cell.aim, world.board.cell.aim_version) == ("Livrer à temps", 2)
    with recording(world, "objective.set", "objective.set", "objective.set"):
        world.act("alice", "set_objective", text="Servis", unit="%", target="95.5")
        world.act("alice", "set_objective", text="Stock")
        world.act("alice", "set_objective", objective=1, text="Clients servis", unit="%", target="99")
    first, second = world.board.objectives.values()
    assert (first.id, first.text, first.target, first.version, second.id) == (1, "Clients servis", "99", 2, 2)
    assert world.refused("alice", "set_objective", objective=3, text="x").code == "not_found"
    assert world.refused("alice", "set_objective", text="x", target="beaucoup").field == "target"
    assert world.refused("alice", "set_aim", text="x" * 201).about["limit"] == 200


def test_a_department_is_called_once_and_must_be_one_of_ours(world: World):
    with recording(world, "department.added"):
        answer = world.act("alice", "add_department", department="finance")
    assert answer.ref == "department:finance" and list(world.board.departments) == [*SEATS, "finance"]
    assert world.refused("alice", "add_department", department="finance").code == "already_there"
    assert world.refused("alice", "add_department", department="nowhere").field == "department"


def test_a_closed_cell_is_sealed_and_takes_nothing_but_what_a_review_needs(world: World):
    world.act("chloe", "add_task", title="x", department="legal")
    with recording(world, "cell.closed", "decision.asked", "decision.taken", "cell.sealed") as added:
        world.act("alice", "close_cell", reason="stocks reconstitués")
    seal = added[3].facts
    assert isinstance(seal, CellSealed)
    assert (seal.entry, seal.head) == (added[2].seq, added[2].digest)
    assert (world.board.cell.state, world.board.cell.sealed) == ("closed", seal.entry)
    for name, args in (("add_task", {"title": "x", "department": "legal"}), ("set_aim", {"text": "x"})):
        assert world.refused("alice", name, **args).code == "cell_closed"
    assert world.refused("alice", "close_cell", reason="x").code == "cell_closed"
    with recording(world, "entry.corrected", "entry.redacted"):
        world.act("alice", "correct_entry", entry=6, text="y", reason="x")
        world.act("alice", "redact_entry", entry=6, reason="x")
    with recording(world, "cell.reopened", "cell.closed", "decision.asked", "decision.taken", "cell.sealed"):
        world.act("alice", "reopen_cell", reason="rechute")
        world.act("alice", "close_cell", reason="bis")
    proof = world.house.desk.ask(Job(lambda connection: verify(connection, world.cell)))
    assert proof.keys == (seal.public_key,)


def test_an_open_cell_cannot_be_reopened(world: World):
    assert world.refused("alice", "reopen_cell", reason="x").code == "wrong_state"


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("set_aim", {"text": "x"}),
        ("set_objective", {"text": "x"}),
        ("add_department", {"department": "finance"}),
        ("close_cell", {"reason": "x"}),
        ("reopen_cell", {"reason": "x"}),
    ],
)
def test_only_the_lead_says_what_the_cell_is(world: World, name: str, args: dict[str, Any]):
    for who in ("bruno", "chloe", "dan"):
        assert world.refused(who, name, **args).code == "not_allowed"
    stranger = world.refused("eve", name, **args)
    assert (stranger.code, stranger.field) == ("not_found", "cell")


def test_a_coordinator_leads_but_does_not_close(world: World):
    world.act("alice", "give_role", member=world.ids["chloe"], role="coordinator")
    world.act("chloe", "set_aim", text="Livrer")
    assert world.refused("chloe", "close_cell", reason="x").code == "not_allowed"
