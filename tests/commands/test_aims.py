"""What the cell is after and where it stands: objectives and their values, situation, next point, phase, level."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.cast import World
from tests.recording import recording


def from_now(seconds: float) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()


@pytest.fixture
def aimed(world: World) -> World:
    """Objective 1: customers served, from 12 to 95.5 %."""
    world.act("alice", "set_objective", text="Clients servis", unit="%", target="95.5", start="12")
    return world


def test_an_objective_has_a_sense_and_a_start(aimed: World):
    with recording(aimed, "objective.set"):
        aimed.act("alice", "set_objective", text="Lignes à l'arrêt", unit="h", target="24", sense="down")
    first, second = aimed.board.objectives.values()
    assert (first.sense, first.start, first.value, first.measures) == ("up", "12", None, ())
    assert (second.sense, second.start) == ("down", None)
    for args in ({"sense": "sideways"}, {"start": "peu"}, {"target": "1e9"}):
        assert aimed.refused("alice", "set_objective", text="x", **args).field == next(iter(args))


def test_there_are_four_objectives_at_most_and_a_retired_one_makes_room(aimed: World):
    for number in range(3):
        aimed.act("alice", "set_objective", text=f"But {number}")
    refused = aimed.refused("alice", "set_objective", text="Un de trop")
    assert (refused.code, refused.field) == ("too_many_objectives", "objective")
    with recording(aimed, "objective.set", "objective.retired", "objective.set"):
        aimed.act("alice", "set_objective", objective=2, text="But mieux dit")
        aimed.act("alice", "retire_objective", objective=2, reason="atteint")
        aimed.act("alice", "set_objective", text="Le suivant")
    rows = aimed.board.objectives
    assert list(rows) == [1, 2, 3, 4, 5] and rows[2].retired_at is not None
    for name, args in (
        ("set_objective", {"text": "x"}),
        ("measure_objective", {"value": "1"}),
        ("retire_objective", {"reason": "x"}),
    ):
        refused = aimed.refused("alice", name, objective=2, **args)
        assert (refused.code, refused.about["status"]) == ("wrong_state", "retired")
    refused = aimed.refused("alice", "add_task", title="x", objective=2)
    assert (refused.code, refused.field) == ("wrong_state", "objective")


def test_an_objective_is_measured_over_time_by_the_values_own_time(aimed: World):
    hour_ago = from_now(-3600)
    with recording(aimed, "objective.measured", "objective.measured"):
        aimed.act("chloe", "measure_objective", objective=1, value="61.5")
        aimed.act("bruno", "measure_objective", objective=1, value="40", measured_at=hour_ago)
    row = aimed.board.objectives[1]
    assert (row.value, row.measured_by) == ("61.5", aimed.ids["chloe"])
    assert [(one.value, one.by) for one in row.measures] == [("40", aimed.ids["bruno"]), ("61.5", aimed.ids["chloe"])]
    assert row.measured_at == row.measures[1].at > row.measures[0].at
    aimed.act("alice", "set_objective", objective=1, text="Clients livrés", unit="%", target="99")
    row = aimed.board.objectives[1]
    assert (row.version, row.value, row.start, len(row.measures)) == (2, "61.5", None, 2)


def test_values_in_another_unit_are_no_values_of_the_aim(aimed: World):
    aimed.act("chloe", "measure_objective", objective=1, value="61.5")
    with recording(aimed, "objective.set"):
        aimed.act("alice", "set_objective", objective=1, text="Clients servis", unit="clients", target="12")
    row = aimed.board.objectives[1]
    assert (row.value, row.measured_at, row.measured_by, row.measures) == (None, None, None, ())


def test_the_last_fifty_values_are_shown_and_all_are_in_the_journal(aimed: World):
    for number in range(53):
        aimed.act("chloe", "measure_objective", objective=1, value=str(number))
    row = aimed.board.objectives[1]
    assert [one.value for one in row.measures] == [str(number) for number in range(3, 53)]


@pytest.mark.parametrize(
    ("args", "code", "field"),
    [
        ({"objective": 9}, "not_found", "objective"),
        ({"value": "beaucoup"}, "bad_value", "value"),
        ({"value": 12}, "bad_value", "value"),
        ({"measured_at": "2199-01-01T00:00Z"}, "bad_value", "measured_at"),
        ({"measured_at": "hier"}, "bad_value", "measured_at"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(aimed: World, args: dict[str, Any], code: str, field: str):
    refused = aimed.refused("chloe", "measure_objective", **{"objective": 1, "value": "12", **args})
    assert (refused.code, refused.field) == (code, field)


def test_aim_and_situation_say_by_whom_and_when_and_which_version(world: World):
    with recording(world, "aim.set", "situation.set", "situation.set"):
        world.act("alice", "set_aim", text="Livrer les douze clients")
        world.act("bruno", "set_situation", text="Le site est fermé.\r\nNeuf jours de stock.")
        world.act("alice", "set_situation", text="Le site rouvre lundi.")
    cell = world.board.cell
    assert (cell.aim_by, cell.aim_version, cell.aim_at) == (world.ids["alice"], 1, cell.aim_at)
    assert (cell.situation, cell.situation_version) == ("Le site rouvre lundi.", 2)
    assert (cell.situation_by, cell.situation_at) == (world.ids["alice"], world.board.at)


@pytest.mark.parametrize(("name", "version"), [("set_aim", "aim_version"), ("set_situation", "situation_version")])
def test_who_writes_over_words_they_have_not_seen_is_told(world: World, name: str, version: str):
    world.act("alice", "give_role", member=world.ids["chloe"], role="coordinator")
    world.act("alice", name, text="un", seen=0)
    refused = world.refused("chloe", name, text="deux", seen=0)
    assert (refused.code, refused.field, refused.about["ref"]) == ("changed_meanwhile", "text", "cell")
    assert (refused.about["who"], refused.about["at"]) == (world.ids["alice"], world.board.at)
    world.act("alice", name, text="trois", seen=0)  # their own words
    world.act("chloe", name, text="quatre", seen=getattr(world.board.cell, version))
    world.act("alice", name, text="cinq")  # who does not say what they saw means it
    assert getattr(world.board.cell, version) == 4


@pytest.mark.parametrize("text", ["aim", "situation"])
def test_words_that_were_withdrawn_do_not_come_back_from_a_form_left_open(world: World, text: str):
    name = f"set_{text}"
    world.act("alice", "give_role", member=world.ids["dan"], role="coordinator", department="legal")
    said = world.act("alice", name, text="Prévenir Mme Roy", seen=0)
    opened = getattr(world.board.cell, f"{text}_version")
    world.act("alice", "redact_entry", entry=said.seq, reason="un nom")
    assert getattr(world.board.cell, text) is None
    for who in ("alice", "dan"):  # whose words they were makes no difference
        refused = world.refused(who, name, text="Prévenir Mme Roy", seen=opened)
        assert (refused.code, refused.field) == ("withdrawn", "text")
    world.act("alice", name, text="Prévenir la cliente", seen=getattr(world.board.cell, f"{text}_version"))
    assert world.refused("alice", name, text="Prévenir Mme Roy", seen=opened).code == "withdrawn", "nor later"
    world.act("alice", name, text="Prévenir les clients", seen=getattr(world.board.cell, f"{text}_version"))
    assert getattr(world.board.cell, text) == "Prévenir les clients"


def test_the_next_point_is_to_come_and_may_be_none(world: World):
    at = "2031-05-01T08:00:00.000Z"
    with recording(world, "point.set", "point.set"):
        world.act("bruno", "set_point", at=at)
        assert world.board.cell.next_point_at == at
        world.act("bruno", "set_point", at=at)
        world.act("bruno", "set_point", at=None)
    assert world.board.cell.next_point_at is None
    assert world.refused("bruno", "set_point", at=from_now(-120)).field == "at"
    assert world.refused("bruno", "set_point").code == "missing"


def test_a_phase_is_announced_in_the_cells_own_words(world: World):
    with recording(world, "phase.set"):
        world.act("alice", "set_phase", phase=" Stabiliser ")
        world.act("bruno", "set_phase", phase="Stabiliser")
    assert world.board.cell.phase == "Stabiliser"
    assert world.refused("alice", "set_phase", phase=" ").field == "phase"


def test_a_new_level_brings_its_targets_and_a_faster_rhythm(world: World):
    world.open("cslow", "alice", level=1)
    world.cell = "cslow"
    was = world.board.cell
    with recording(world, "cell.levelled", "point.set"):
        world.act("alice", "change_level", level=4, reason="deux sites arrêtés")
    cell = world.board.cell
    assert (was.level, cell.level) == (1, 4)
    assert cell.targets.acknowledge_s <= was.targets.acknowledge_s and cell.targets != was.targets
    assert cell.next_point_at < was.next_point_at
    with recording(world, "cell.levelled"):  # a slower rhythm does not put off the point that is planned
        world.act("alice", "change_level", level=2, reason="un seul site")
    assert world.board.cell.next_point_at == cell.next_point_at
    refused = world.refused("alice", "change_level", level=2, reason="x")
    assert (refused.code, refused.field) == ("already_there", "level")
    assert world.refused("alice", "change_level", level=5, reason="x").field == "level"
    assert world.refused("alice", "change_level", level=3, reason=" ").field == "reason"


@pytest.mark.parametrize(
    ("name", "args", "may"),
    [
        ("measure_objective", {"objective": 1, "value": "1"}, {"bruno", "chloe"}),
        ("retire_objective", {"objective": 1, "reason": "x"}, set[str]()),
        ("set_situation", {"text": "x"}, {"bruno"}),
        ("set_point", {"at": None}, {"bruno"}),
        ("set_phase", {"phase": "x"}, {"bruno"}),
        ("change_level", {"level": 1, "reason": "x"}, set[str]()),
    ],
)
def test_who_may_say_where_the_cell_stands(aimed: World, name: str, args: dict[str, Any], may: set[str]):
    for who in {"bruno", "chloe", "dan"} - may:
        assert aimed.refused(who, name, **args).code == "not_allowed"
    for who in sorted(may):
        aimed.act(who, name, **args)
