"""The arbitration: two positions, the indicator each protects, the ruling, and an indicator that comes back."""

from typing import Any

import pytest

from cell import alerts, clock, dues
from cell.alerts import Alerts
from cell.journal.reader import read_entries
from tests.cast import World


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Put the machine's clock ahead by minutes."""
    real = clock.now
    return lambda minutes: monkeypatch.setattr(clock, "now", lambda: clock.after(real(), 60 * minutes))


def ask(world: World, who: str = "chloe", **more: Any) -> int:
    sides = {"first": "logistics", "first_text": "Camions pleins", "first_indicator": "taux de remplissage"}
    sides |= {"second": "production", "second_text": "Livrer chaque jour", "second_indicator": "arrêts de ligne"}
    return world.act(who, "ask_arbitration", question="Quand livrer ?", **{**sides, **more}).row.id


def rule(world: World, number: int, **more: Any) -> Any:
    said = {"choice": "second", "text": "Chaque jour", "reason": "La ligne d’abord", "decider": world.ids["alice"]}
    return world.act("bruno", "rule_arbitration", arbitration=number, **{**said, **more}).row


def kinds(world: World) -> list[str]:
    with world.house.store.reading() as connection:
        return [entry.kind for entry in read_entries(connection, world.cell)]


def test_two_positions_and_their_indicators_are_ruled_with_a_reason(world: World):
    number = ask(world)
    row = world.board.arbitrations[number]
    assert (row.number, row.first.indicator, row.second.text) == (
        "R-0001",
        "taux de remplissage",
        "Livrer chaque jour",
    )
    assert world.refused("chloe", "rule_arbitration", arbitration=1, choice="first", text="x", reason="y", decider=1)
    row = rule(world, number)
    assert (row.status, row.rulings[0].choice, row.rulings[0].by) == ("ruled", "second", world.ids["bruno"])
    row = rule(world, number, choice="neither", text="Deux fois par semaine")
    assert [one.choice for one in row.rulings] == ["second", "neither"], "what was ruled before stays"
    args = {"question": "x", "first_text": "x", "second_text": "y"}
    assert world.refused("chloe", "ask_arbitration", first="legal", second="legal", **args).field == "second"
    assert world.refused("chloe", "ask_arbitration", first="legal", second="hr", **args).field == "second"


def test_a_suspended_indicator_comes_back_by_itself_once(world: World, later: Any):
    number = ask(world)
    said = {"arbitration": number, "choice": "second", "text": "x", "reason": "y", "decider": world.ids["alice"]}
    assert world.refused("bruno", "rule_arbitration", **said, suspended="first").field == "until"
    until = clock.after(clock.now(), 3600)
    assert world.refused("bruno", "rule_arbitration", **said, until=until).field == "suspended"
    rule(world, number, suspended="first", until=until)
    assert world.refused(None, "recall_arbitration", arbitration=number, until=until).code == "wrong_state"
    later(61)
    for one in [Alerts(world.house.store, world.house.desk) for _process in range(2)] * 2:
        one.look()
    assert kinds(world).count("arbitration.recalled") == 1
    row = world.board.arbitrations[number]
    task = world.board.tasks[row.task]
    assert (row.recalled_at, task.department, task.title, task.owner) == (until, "logistics", "↻ R-0001", None)
    again = clock.after(clock.now(), 3600)
    rule(world, number, suspended="second", until=again)
    later(200)
    Alerts(world.house.store, world.house.desk).look()
    assert world.board.tasks[world.board.arbitrations[number].task].department == "production"


def test_what_is_restricted_makes_no_task_that_everybody_sees(world: World, later: Any):
    args = {"first": "legal", "second": "direction", "restricted": True}
    assert world.refused("chloe", "ask_arbitration", question="x", first_text="x", second_text="y", **args)
    number = ask(world, "alice", **args)
    assert world.refused(
        "chloe", "rule_arbitration", arbitration=number, choice="first", text="x", reason="y", decider=1
    )
    rule(world, number, suspended="first", until=clock.after(clock.now(), 600))
    later(20)
    Alerts(world.house.store, world.house.desk).look()
    assert world.board.arbitrations[number].recalled_at and not world.board.tasks
    with world.house.store.reading() as connection:
        said = [one for one in read_entries(connection, world.cell) if one.kind.startswith("arbitration.")]
    assert {one.clearance for one in said} == {"restricted"} and len(said) == 3


def test_a_cell_that_cannot_be_read_stops_the_clock_of_no_other(
    world: World, later: Any, monkeypatch: pytest.MonkeyPatch
):
    for cell in ("cbad1", "cbad2"):
        world.open(cell, "alice")
    world.act("alice", "add_task", title="Livrer", department="logistics")

    def stumbles(board: Any) -> Any:
        if board.cell.id != world.cell:
            raise TypeError("of a kind that nobody foresaw")
        return dues.dues_of(board)

    monkeypatch.setattr(alerts, "SOURCES", (stumbles,))
    later(600)
    clocks = alerts.Alerts(world.house.store, world.house.desk)
    clocks.look()
    assert [one.step for one in world.board.tasks[1].reminded] == ["passed", "director"]
    clocks.look()  # and again, now that their next attempt is planned
