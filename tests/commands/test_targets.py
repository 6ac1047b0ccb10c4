"""What the clock writes when time passes: a reminder, the target, then whom silence goes up to. Once each."""

from typing import Any

import pytest

from cell import clock, dues
from cell.alerts import SLICE, Alerts
from cell.commands import targets
from cell.journal.orders import Command
from cell.journal.reader import read_entries
from cell.mine import things_of
from tests.cast import World
from tests.facts.test_timeline_parser import page

LATER = {"neared": 46, "passed": 61, "deputy": 76, "director": 91}  # minutes, at an hour for a question (level 3)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Put the machine's clock ahead by minutes: the one thing of ours that no test can wait for."""
    real = clock.now
    return lambda minutes: monkeypatch.setattr(clock, "now", lambda: clock.after(real(), 60 * minutes))


def look(world: World) -> None:
    """What a server does within its first second."""
    Alerts(world.house.store, world.house.desk).look()


def told(world: World, ref: str) -> list[tuple[str, str, str | None]]:
    return [(one.measure, one.step, one.on) for one in world.board.row(ref).reminded]


def ask(world: World, **more: Any) -> None:
    world.act("bruno", "ask_decision", question="Vol ou camion ?", decider=world.ids["alice"], **more)


def test_a_question_is_reminded_of_passes_its_target_and_goes_up(world: World, later: Any):
    world.act("alice", "staff_department", department="direction", deputy=world.ids["chloe"])
    world.act("alice", "give_role", member=world.ids["alice"], role="director", department="direction")
    ask(world)
    for count, (step, minutes) in enumerate(LATER.items(), 1):
        later(minutes)
        look(world)
        found = told(world, "decision:1")
        if step == "director":  # she decides herself: there is nobody above
            assert len(found) == 3
        else:
            assert found[-1] == ("decide", step, "direction") and len(found) == count
        look(world)
        assert told(world, "decision:1") == found, "what was said is said once"


def test_what_was_missed_while_the_server_was_down_is_told_once_and_only_what_still_helps(world: World, later: Any):
    world.act("alice", "staff_department", department="logistics", deputy=world.ids["bruno"])
    world.act("alice", "add_task", title="Compter", department="logistics")
    later(600)
    look(world)
    assert told(world, "task:1") == [("acknowledge", "passed", "logistics"), ("acknowledge", "director", "logistics")]
    kinds = [row for row in told(world, "department:logistics")]
    assert [step for _measure, step, _on in kinds] == ["passed", "director"]


def test_who_is_called_finds_it_among_what_waits_on_them_until_it_is_over(world: World, later: Any):
    world.act("alice", "add_department", department="finance")
    for department in ("logistics", "finance"):
        world.act("alice", "staff_department", department=department, deputy=world.ids["bruno"])
    world.act("alice", "add_task", title="Compter", department="logistics")
    later(20)
    look(world)

    def asked(who: str) -> list[tuple[str, str]]:
        return [(one.asked, one.ref) for one in things_of(world.board, world.ids[who], clock.now())]

    assert ("step_in", "task:1") in asked("bruno") and ("bring_in", "department:finance") in asked("bruno")
    assert ("step_in", "task:1") not in asked("alice")
    world.act("chloe", "acknowledge_task", task=1)
    world.act("alice", "give_role", member=world.ids["chloe"], role="member", department="finance")
    world.act("chloe", "comment_task", task=1, text="je suis aux finances")
    assert not {"step_in", "bring_in"} & {name for name, _ref in asked("bruno")}


def test_a_department_is_mobilised_by_the_first_of_its_people_who_writes(world: World):
    assert world.board.departments["logistics"].mobilised_at is None
    world.act("chloe", "answer_call", answer="coming")
    assert world.board.departments["logistics"].mobilised_at is None, "to come is not to be there"
    world.act("chloe", "answer_call", answer="here")
    first = world.board.departments["logistics"].mobilised_at
    world.act("chloe", "add_task", title="Compter", department="logistics")
    assert first and world.board.departments["logistics"].mobilised_at == first


def test_a_task_moved_to_another_department_is_timed_anew(world: World, later: Any):
    world.act("alice", "add_task", title="Compter", department="logistics")
    later(20)
    world.act("alice", "edit_task", task=1, department="legal")
    look(world)
    assert told(world, "task:1") == []
    later(36)
    look(world)
    assert told(world, "task:1") == [("acknowledge", "passed", "legal")]


def test_each_department_that_does_not_know_is_told_for_itself(world: World, later: Any):
    ask(world)
    ruled = {"choice": "Vol", "rationale": "Vite", "decider": world.ids["alice"], "inform": ["logistics", "legal"]}
    world.act("bruno", "take_decision", decision=1, **ruled)
    world.act("chloe", "acknowledge_decision", decision=1, department="logistics")
    later(31)
    look(world)
    assert told(world, "decision:1") == [("know", "passed", "legal")]
    world.act("alice", "revoke_decision", decision=1, reason="annulé")
    later(100)
    look(world)
    assert len(told(world, "decision:1")) == 1, "what holds no more need not be known"


def test_what_is_restricted_stays_so(world: World, later: Any):
    ask(world, restricted=True)
    later(61)
    look(world)
    with world.house.store.reading() as connection:
        [entry] = [one for one in read_entries(connection, world.cell) if "decision:1" in str(one.facts)]
    assert (entry.kind, entry.clearance, entry.by) == ("target.passed", "restricted", None)


def test_a_closed_cell_and_an_imported_record_are_left_alone(world: World, later: Any):
    world.act("alice", "add_task", title="Compter", department="logistics")
    world.act("alice", "close_cell", reason="fini")
    text = page({"kind": "task", "to_dept": "legal"}, {})
    world.house.desk.ask(
        Command("cpast", world.ids["alice"], "import_timeline", {"title": "t", "level": 3, "text": text})
    )
    seqs = [world.house.desk.show(cell).board.seq for cell in (world.cell, "cpast")]
    later(10_000)
    look(world)
    assert [world.house.desk.show(cell).board.seq for cell in (world.cell, "cpast")] == seqs


def test_no_person_makes_the_clock_speak(world: World, later: Any):
    world.act("alice", "add_task", title="Compter", department="logistics")
    later(20)
    args = {"step": "passed", "measure": "acknowledge", "object": "task:1", "on": "logistics"}
    assert world.refused("alice", "tell_target", **args).code == "not_allowed"
    before = world.seq
    world.act(None, "tell_target", **{**args, "step": "neared"})
    world.act(None, "tell_target", **{**args, "object": "task:9"})
    assert world.seq == before, "what is not due is not written"


def test_to_tell_of_one_task_the_clocks_of_the_others_are_not_read(
    world: World, later: Any, monkeypatch: pytest.MonkeyPatch
):
    for number in range(20):
        world.act("alice", "add_task", title=f"Compter {number}", department="logistics")
    later(20)
    read: list[str] = []
    after = dues.after
    monkeypatch.setattr(dues, "after", lambda since, seconds: read.append(since) or after(since, seconds))
    world.act(None, "tell_target", step="passed", measure="acknowledge", object="task:7", on="logistics")
    assert told(world, "task:7") == [("acknowledge", "passed", "logistics")]
    assert len(read) <= 10, "the writer's time is everybody's"


def test_what_cannot_be_told_keeps_nothing_else_from_being_told(
    world: World, later: Any, monkeypatch: pytest.MonkeyPatch
):
    for number in range(3):
        world.act("alice", "add_task", title=f"Compter {number}", department="logistics")
    later(20)
    said = targets._said

    def breaks(rung: dues.Rung) -> Any:
        if rung.clock.object == "task:1":
            raise ValueError("a fault of ours")
        return said(rung)

    monkeypatch.setattr(targets, "_said", breaks)
    look(world)
    assert told(world, "task:1") == []
    assert told(world, "task:2") == told(world, "task:3") == [("acknowledge", "passed", "logistics")]
    monkeypatch.setattr(targets, "_said", said)
    look(world)
    assert told(world, "task:1") == [("acknowledge", "passed", "logistics")]


def test_a_cell_with_much_due_hands_it_over_in_slices_and_lets_another_have_its_turn(
    world: World, later: Any, monkeypatch: pytest.MonkeyPatch
):
    world.open("cother", "alice")
    for cell, count in ((world.cell, 2 * SLICE), ("cother", 1)):
        for number in range(count):
            world.act("alice", "add_task", cell=cell, title=f"Compter {number}", department="logistics")
    later(20)
    slices: list[tuple[str, int]] = []
    writer = world.house.desk.writer
    carry_out = writer.carry_out

    def seen(orders: Any) -> Any:
        slices.append((orders[0].cell, len(orders)))
        return carry_out(orders)

    monkeypatch.setattr(writer, "carry_out", seen)
    look(world)
    given = [(cell, count) for cell, count in slices if count > 1 or cell == "cother"]
    assert (world.cell, SLICE) in given and max(count for _cell, count in given) == SLICE
    turns = [cell for cell, _count in given]
    assert turns.index("cother") < 2 and turns.count(world.cell) >= 2
    assert all(told(world, f"task:{number}") for number in range(1, 2 * SLICE + 1))


def test_what_is_written_while_the_next_is_planned_is_planned_too(
    world: World, later: Any, monkeypatch: pytest.MonkeyPatch
):
    """Needs: the cell is looked at again where an entry came while its next instant was worked out."""
    monkeypatch.setattr("cell.alerts.HEADS_EVERY_S", 1e9)
    monkeypatch.setattr("cell.alerts.SHARE", 0.0)
    alerts, written = Alerts(world.house.store, world.house.desk), []
    plan = alerts._plan

    def planned(cell: str, done: frozenset[str] = frozenset()) -> None:
        plan(cell, done)
        if done and not written:
            written.append(world.act("alice", "add_task", title="Compter", department="logistics"))

    monkeypatch.setattr(alerts, "_plan", planned)
    ask(world)
    later(600)
    alerts.look()
    before = alerts._next[world.cell]
    alerts.look()
    after = min(one.at for one in dues.dues_of(world.board))
    assert written and alerts._next[world.cell] == after != before
