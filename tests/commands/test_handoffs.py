"""The hand-off: both departments sign, what comes back says why, and its four times are kept."""

from typing import Any

import pytest

from cell import clock
from cell.alerts import Alerts
from cell.journal.reader import read_entries
from cell.mine import things_of
from cell.waits import Wait, waits_of
from tests.cast import World


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Put the machine's clock ahead by minutes."""
    real = clock.now
    return lambda minutes: monkeypatch.setattr(clock, "now", lambda: clock.after(real(), 60 * minutes))


def waits(world: World, about: str) -> list[Wait]:
    with world.house.store.reading() as connection:
        entries = read_entries(connection, world.cell)
    return [wait for wait in waits_of(entries, clock.now()) if wait.about == about]


def offer(world: World, who: str = "chloe", **more: Any) -> int:
    args = {"to": "legal", "text": "Contrat signé", "means": "La clause est relue", **more}
    return world.act(who, "offer_handoff", **args).row.id


def seat_legal(world: World) -> None:
    world.act("alice", "give_role", member=world.ids["dan"], role="member", department="legal")


def test_it_goes_from_offered_to_usable_with_four_times(world: World):
    seat_legal(world)
    number = offer(world, task=None)
    row = world.board.handoffs[number]
    assert (row.number, row.department, row.to, row.status) == ("H-0001", "logistics", "legal", "offered")
    for name, status in (("see", "seen"), ("accept", "accepted"), ("complete", "usable")):
        row = world.act("dan", f"{name}_handoff", handoff=number).row
        assert row.status == status
    assert row.offered_at <= row.seen_at <= row.accepted_at <= row.usable_at
    assert {row.seen_by, row.accepted_by, row.usable_by} == {world.ids["dan"]}
    [wait] = waits(world, "handoff")
    assert (wait.waiting, wait.on, wait.object, wait.outcome) == ("logistics", "legal", "handoff:1", "usable")
    assert (wait.seen_at, wait.acknowledged_at, wait.ended_at) == (row.seen_at, row.accepted_at, row.usable_at)


def test_each_side_signs_for_itself(world: World):
    seat_legal(world)
    number = offer(world)
    for name, more in (("see", {}), ("accept", {}), ("return", {"reason": "x"})):
        assert world.refused("chloe", f"{name}_handoff", handoff=number, **more).code == "not_yours"
    assert world.refused("dan", "withdraw_handoff", handoff=number, reason="x").code == "not_yours"
    assert world.refused("chloe", "offer_handoff", to="logistics", text="x", department="legal").code == "not_yours"
    assert world.refused("chloe", "offer_handoff", to="logistics", text="x").field == "to"
    world.act("bruno", "accept_handoff", handoff=number)  # who keeps the record writes it down for them


def test_what_comes_back_says_why_is_counted_and_may_be_offered_again(world: World):
    seat_legal(world)
    number = offer(world)
    assert world.refused("dan", "return_handoff", handoff=number, reason="  ").field == "reason"
    row = world.act("dan", "return_handoff", handoff=number, reason="L’annexe manque").row
    assert (row.status, [bounce.reason for bounce in row.bounces]) == ("returned", ["L’annexe manque"])
    [bounce], [wait] = row.bounces, waits(world, "handoff")
    assert (row.seen_at, row.seen_by) == (bounce.at, world.ids["dan"]), "who returns has read it"
    assert (bounce.seen_at, bounce.seen_by, wait.seen_at) == (row.seen_at, row.seen_by, row.seen_at)
    assert world.refused("dan", "accept_handoff", handoff=number).code == "wrong_state"
    asked = [(one.asked, one.ref) for one in things_of(world.board, world.ids["chloe"], clock.now())]
    assert ("renew", "handoff:1") in asked
    row = world.act("chloe", "renew_handoff", handoff=number, text="Contrat et annexe").row
    told = (row.status, row.text, row.means, row.seen_at)
    assert told == ("offered", "Contrat et annexe", "La clause est relue", None), "what is left out stays"
    world.act("dan", "accept_handoff", handoff=number)
    row = world.act("dan", "return_handoff", handoff=number, reason="Illisible").row
    world.act("chloe", "withdraw_handoff", handoff=number, reason="Refait ailleurs")
    assert len(row.bounces) == 2
    assert [(wait.outcome, wait.acknowledged_at is not None) for wait in waits(world, "handoff")] == [
        ("returned", False),
        ("returned", True),
    ]


def test_a_task_goes_over_as_it_is_accepted_and_its_former_owner_lets_go(world: World):
    seat_legal(world)
    task = world.act("chloe", "add_task", title="Relire", department="logistics").row.id
    world.act("chloe", "acknowledge_task", task=task)
    number = offer(world, task=task)
    assert world.board.tasks[task].department == "logistics", "an offer moves nothing"
    world.act("dan", "accept_handoff", handoff=number)
    row = world.board.tasks[task]
    assert (row.department, row.owner, row.status) == ("legal", None, "in_progress")
    assert [(wait.on, wait.outcome) for wait in waits(world, "task")] == [("logistics", "moved"), ("legal", None)]
    world.act("dan", "complete_task", task=task)
    assert world.refused("chloe", "offer_handoff", to="legal", text="x", task=task).code == "wrong_state"


def test_it_waits_in_the_inbox_of_the_department_whoever_sits_there(world: World):
    offer(world)

    def asked(who: str) -> list[tuple[str, str]]:
        return [(one.asked, one.ref) for one in things_of(world.board, world.ids[who], clock.now())]

    seat_legal(world)
    assert ("accept", "handoff:1") in asked("dan") and ("accept", "handoff:1") not in asked("chloe")
    world.act("alice", "remove_member", member=world.ids["dan"])
    world.act("alice", "give_role", member=world.ids["chloe"], role="member", department="legal")
    assert ("accept", "handoff:1") in asked("chloe"), "a change of shift loses nothing"
    world.act("chloe", "accept_handoff", handoff=1)
    assert ("use", "handoff:1") in asked("chloe")


def test_silence_is_reminded_of_and_goes_up_once(world: World, later: Any):
    world.act("alice", "staff_department", department="legal", deputy=world.ids["bruno"])
    offer(world)
    later(200)
    for _again in range(2):
        Alerts(world.house.store, world.house.desk).look()
    marks = [(one.measure, one.step, one.on) for one in world.board.handoffs[1].reminded]
    assert marks == [("accept", "passed", "legal"), ("accept", "director", "legal")]
    asked = [(one.asked, one.ref) for one in things_of(world.board, world.ids["alice"], clock.now())]
    assert ("step_in", "handoff:1") in asked
    seat_legal(world)
    world.act("dan", "return_handoff", handoff=1, reason="pas nous")
    world.act("chloe", "renew_handoff", handoff=1, text="si")
    Alerts(world.house.store, world.house.desk).look()
    assert len(world.board.handoffs[1].reminded) == 2, "a new offer has its own time"


def test_a_restricted_one_is_for_those_who_may_read_it(world: World):
    seat_legal(world)
    args = {"department": "direction", "text": "Plainte à préparer", "restricted": True}
    assert world.refused("chloe", "offer_handoff", to="legal", text="x", restricted=True).field == "restricted"
    assert world.refused("alice", "offer_handoff", **{**args, "to": "logistics"}).field == "to"
    number = world.act("alice", "offer_handoff", **{**args, "to": "legal"}).row.id
    assert world.refused("chloe", "accept_handoff", handoff=number).code == "not_found"
    entry = world.act("dan", "accept_handoff", handoff=number)
    with world.house.store.reading() as connection:
        said = read_entries(connection, world.cell, entry.seq - 1, 1)[0]
    assert (said.kind, said.clearance) == ("handoff.accepted", "restricted")
    assert waits(world, "handoff")[0].clearance == "restricted"
    decision = world.act("alice", "ask_decision", question="Qui parle ?", restricted=True).row.id
    args = {"to": "legal", "department": "direction", "text": "x", "decision": decision}
    assert world.refused("alice", "offer_handoff", **args).field == "decision"


def test_words_that_are_redacted_leave_the_hand_off_standing(world: World):
    made = world.act("chloe", "offer_handoff", to="legal", text="Nom du client", means="…")
    world.act("alice", "redact_entry", entry=made.seq, reason="nom d’un tiers")
    row = world.board.handoffs[1]
    assert (row.text, row.means, row.status, row.to) == (None, None, "offered", "legal")


def test_a_task_goes_over_once_and_only_from_who_has_it(world: World):
    seat_legal(world)
    task = world.act("chloe", "add_task", title="Relire", department="logistics").row.id
    first, second = offer(world, task=task), offer(world, to="production", task=task)
    world.act("dan", "accept_handoff", handoff=first)
    world.act("alice", "accept_handoff", handoff=second)
    assert world.board.tasks[task].department == "legal", "logistics had nothing to hand over any more"
    refused = world.refused("chloe", "offer_handoff", to="production", text="x", task=task)
    assert (refused.code, refused.field) == ("not_yours", "task")


def test_half_of_an_acceptance_is_not_taken_back(world: World):
    seat_legal(world)
    task = world.act("chloe", "add_task", title="Relire", department="logistics").row.id
    for name in ("acknowledge_task", "submit_task"):
        world.act("chloe", name, task=task)
    number = offer(world, task=task)
    last = world.act("dan", "accept_handoff", handoff=number).seq
    for entry in range(last - 2, world.seq + 1):
        world.refused("dan", "undo_task", task=task, entry=entry)
    assert [wait.outcome for wait in waits(world, "validate")] == ["withdrawn"], "nobody is to find it good any more"
