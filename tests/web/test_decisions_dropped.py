"""A question that nobody settles here any more, on every page that shows decisions; a page made while others write."""

from typing import Any

import pytest

from cell.board import Board
from cell.web.decisions import reading
from tests.cast import World
from tests.web.visitor import Visitor


@pytest.mark.parametrize("given", [{"line": "Le comité"}, {"reason": "Le comité n'en veut plus"}])
def test_a_question_handed_on_or_dropped_is_on_every_page(world: World, given: dict[str, str]):
    world.act("alice", "ask_decision", question="Fermer ?", consulted=["legal"])
    world.act("alice", "pass_on_decision", decision=1, **given)
    visitor = Visitor(world, "dan")
    listed = visitor.page(f"/cells/{world.cell}/decisions").text
    assert "Fermer ?" in listed and "Not settled here" in listed
    assert "Fermer ?" in visitor.page(f"/cells/{world.cell}/decisions?state=over").text
    shown = visitor.page(f"/cells/{world.cell}/decisions/1").text
    assert "No longer to be settled in this cell" in shown and "Le comité" in shown
    for place in ("/brief", "/review", "/close", "/times", "/journal", f"/at/{world.seq}"):
        assert visitor.get(f"/cells/{world.cell}{place}").status_code == 200, place
    headers = {"Authorization": f"Bearer {world.token('dan')}"}
    for place in ("/board", "/exports/json", "/exports/csv", "/measures"):
        answer = world.app.test_client().get(f"/api/v1/cells/{world.cell}{place}", headers=headers)
        assert answer.status_code == 200, place
    world.act("alice", "close_cell", reason="fini")
    assert visitor.get(f"/cells/{world.cell}/review").status_code == 200


def test_who_may_write_is_offered_nothing_that_would_be_refused(world: World):
    world.act("alice", "ask_decision", question="Fermer ?")
    world.act("alice", "pass_on_decision", decision=1, line="Le comité")
    forms = Visitor(world, "alice").page(f"/cells/{world.cell}/decisions/1").forms
    assert not [place for place in forms if place.endswith(("/acknowledge", "/inform", "/position", "/revoke"))]


def test_a_page_is_made_of_a_board_that_stands_still(world: World, monkeypatch: pytest.MonkeyPatch):
    """It is made beside the loop, whose own board changes meanwhile."""
    world.act("alice", "ask_decision", question="Fermer ?")
    given: list[Board] = []
    make = reading._sheet

    def sheet(connection: Any, cell: str, board: Board, *more: Any) -> Any:
        given.append(board)
        return make(connection, cell, board, *more)

    monkeypatch.setattr(reading, "_sheet", sheet)
    Visitor(world, "dan").page(f"/cells/{world.cell}/decisions/1")
    seq = given[0].seq
    world.act("alice", "add_task", title="Compter", department="logistics", decision=1)
    assert given[0].seq == seq < world.seq and not given[0].tasks
