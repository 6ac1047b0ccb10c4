"""What waits on a person in a cell, and what a cell looks like in passing."""

from typing import Any

import msgspec
import pytest

from cell.board import replay
from cell.kinds import Facts
from cell.kinds import decisions as d
from cell.kinds import information as i
from cell.kinds import members as m
from cell.kinds import tasks as t
from cell.kinds.cells import CellClosed, CellOpened, DepartmentAdded, Named, Seat, Targets
from cell.mine import Thing, glance, pressing, things_of, told
from tests.facts.entries import KIM, LEA, SAM, instant, journal

NOW = instant(120)
SEATS = tuple(
    Seat(slug, Named(name, name), Named(slug[:3], slug[:3]), 1)
    for slug, name in (("production", "Production"), ("logistics", "Logistics"), ("legal", "Legal"))
)
PROMISED = Targets(
    mobilise_s=600,
    acknowledge_s=900,
    decide_s=3600,
    know_s=1800,
    approve_s=3600,
    handoff_s=7200,
    point_every_s=1800,
)
ANSWERED = tuple((1, who, m.MemberAnswered(member=who, answer="here")) for who in (LEA, SAM))


def board_of(*lines: tuple[float, int | None, Facts], promised: Targets | None = PROMISED) -> Any:
    """Léa directs from production, Sam is of logistics, Kim observes; everybody has answered the call."""
    entries = journal(*ANSWERED, *lines)
    opened = CellOpened(level=3, t0=instant(0), departments=SEATS, targets=promised)
    return replay([msgspec.structs.replace(entries[0], facts=opened), *entries[1:]])


def things(who: int, *lines: tuple, now: str = NOW) -> list[Thing]:
    return things_of(board_of(*lines), who, now)


def asked(who: int, *lines: tuple) -> list[tuple[str, str]]:
    return [(thing.asked, thing.ref) for thing in things(who, *lines)]


GIVEN = (10, LEA, t.TaskAdded(task=1, title="Réserver le quai", department="logistics"))
OWNED = (10, LEA, t.TaskAdded(task=1, title="Réserver le quai", department="logistics", owner=SAM))
TAKEN = (20, SAM, t.TaskAcknowledged(task=1, owner=SAM))
HELD = (30, SAM, t.TaskWaited(task=1, on=t.On(department="production"), reason="le plan de charge"))
QUESTION = (10, SAM, d.DecisionAsked(decision=1, question="Affréter ?", decider=LEA, needed_by=instant(100)))
RULING = d.DecisionTaken(
    decision=1, choice="Affréter", rationale="délai", decider=LEA, decided_at=instant(20), inform=("logistics",)
)


SENT = (10, LEA, i.InformationRecorded(information=1, text="Grève", departments=("logistics", "production")))


def test_information_sent_to_a_department_waits_on_its_people_until_one_says_that_it_knows():
    [thing] = things(SAM, SENT)
    assert (thing.asked, thing.ref, thing.since, thing.due, thing.urgency) == (
        *("read", "information:1", instant(10)),
        *(None, "none"),
    )
    assert told(thing, board_of(SENT), "en") == ("Take note: Grève", "sent to your department by Production")
    assert asked(LEA, SENT) == asked(KIM, SENT) == [], "who wrote it needs no telling, who observes owes nothing"
    assert asked(SAM, SENT, (11, SAM, i.InformationAcknowledged(information=1, department="logistics"))) == []
    assert asked(SAM, SENT, (11, LEA, i.InformationChecked(information=1, state="false", reason="x"))) == []


def test_who_knew_it_is_told_what_was_found_of_it():
    known = (SENT, (11, SAM, i.InformationAcknowledged(information=1, department="logistics")))
    found = (12, LEA, i.InformationChecked(information=1, state="false", reason="x"))
    [thing] = things(SAM, *known, found)
    assert (thing.asked, thing.ref, thing.since) == ("refuted", "information:1", instant(12))
    assert told(thing, board_of(*known, found), "en") == ("Found to be false: Grève", "checked by Production")
    assert asked(LEA, *known, found) == [], "who checked it knows"


def test_nothing_waits_in_a_calm_cell():
    assert things(LEA) == things(SAM) == things(KIM) == []


def test_a_task_without_owner_is_everybodys_of_the_department_until_one_takes_it():
    assert asked(SAM, GIVEN) == [("acknowledge", "task:1")]
    assert asked(LEA, GIVEN) == asked(KIM, GIVEN) == []
    assert asked(SAM, GIVEN, TAKEN) == [("do", "task:1")]


def test_a_task_of_somebody_else_of_my_department_is_not_mine():
    other = (5, LEA, m.MemberAdded(member=9, role="member", department="logistics"))
    here = (6, 9, m.MemberAnswered(member=9, answer="here"))
    assert asked(9, other, here, OWNED) == []
    assert asked(SAM, other, here, OWNED) == [("acknowledge", "task:1")]


def test_work_that_stands_still_is_in_the_hands_of_who_can_lift_it():
    assert asked(SAM, GIVEN, TAKEN, HELD) == []
    [thing] = things(LEA, GIVEN, TAKEN, HELD)
    assert (thing.asked, thing.waiting, thing.reason) == ("free", "logistics", "le plan de charge")
    assert (thing.since, thing.due, thing.urgency) == (instant(30), instant(150), "soon")


def test_what_stands_still_beyond_its_time_comes_back_to_its_owner():
    late = (10, LEA, t.TaskAdded(task=1, department="logistics", due_at=instant(60)))
    assert [(thing.asked, thing.urgency) for thing in things(SAM, late, TAKEN, HELD)] == [("do", "late")]


def test_work_handed_in_waits_on_who_asked_for_it():
    handed = (40, SAM, t.TaskSubmitted(task=1))
    assert asked(LEA, GIVEN, TAKEN, handed) == [("validate", "task:1")]
    assert asked(SAM, GIVEN, TAKEN, handed) == []


def test_work_of_somebody_who_left_is_validated_by_the_director():
    mine = (10, 9, t.TaskAdded(task=1, department="logistics"))
    joined = (5, LEA, m.MemberAdded(member=9, role="member", department="legal"))
    gone = (50, LEA, m.MemberRemoved(member=9))
    assert asked(LEA, joined, mine, TAKEN, (40, SAM, t.TaskSubmitted(task=1)), gone) == [("validate", "task:1")]


def test_what_is_over_waits_on_nobody():
    for end in (t.TaskCompleted(task=1), t.TaskDropped(task=1), t.TaskValidated(task=1)):
        assert asked(SAM, GIVEN, TAKEN, (40, SAM, end)) == []


def test_a_question_waits_on_its_decider_by_what_is_needed_first():
    [thing] = things(LEA, QUESTION)
    assert (thing.asked, thing.text, thing.waiting) == ("decide", "Affréter ?", "logistics")
    assert (thing.due, thing.urgency, thing.late_s) == (instant(70), "late", 3000)  # asked at 10, an hour promised
    assert asked(SAM, QUESTION) == []


def test_a_question_without_a_decider_waits_on_the_director():
    assert asked(LEA, (10, SAM, d.DecisionAsked(decision=1, question="Quoi ?"))) == [("decide", "decision:1")]


def test_a_ruling_waits_until_my_department_knows():
    assert asked(SAM, QUESTION, (20, LEA, RULING)) == [("know", "decision:1")]
    known = (25, SAM, d.DecisionAcknowledged(decision=1, department="logistics"))
    assert asked(SAM, QUESTION, (20, LEA, RULING), known) == []
    assert asked(LEA, QUESTION, (20, LEA, RULING)) == []


def test_a_restricted_question_is_told_to_the_cleared_alone():
    entries = journal(*ANSWERED, (10, LEA, d.DecisionAsked(decision=1, question="Payer ?", decider=SAM)))
    hidden = [*entries[:-1], msgspec.structs.replace(entries[-1], clearance="restricted")]
    assert things_of(replay(hidden), SAM, NOW) == []


def test_a_call_waits_until_it_is_answered_but_never_on_who_opened():
    board = replay(journal())
    assert [thing.asked for thing in things_of(board, SAM, NOW)] == ["answer_call"]
    assert things_of(board, LEA, NOW) == things_of(board, KIM, NOW) == []


def test_an_offered_role_waits_on_who_is_asked():
    [thing] = things(SAM, (10, LEA, m.RoleOffered(member=SAM, role="director")))
    assert (thing.asked, thing.ref, thing.text, thing.since) == ("take_role", f"member:{SAM}", "director", instant(10))


def test_a_closed_cell_and_a_cell_one_left_ask_nothing():
    assert asked(SAM, GIVEN, (50, LEA, CellClosed(reason="fini"))) == []
    assert asked(SAM, GIVEN, (50, LEA, m.MemberRemoved(member=SAM))) == []
    assert things(77, GIVEN) == []


def test_without_promises_only_what_was_agreed_is_counted():
    board = board_of(GIVEN, promised=None)
    assert [(thing.due, thing.urgency) for thing in things_of(board, SAM, NOW)] == [(None, "none")]


@pytest.mark.parametrize(("minute", "urgency"), [(12, "ok"), (21.5, "soon"), (25, "late"), (26, "late")])
def test_the_last_quarter_is_soon_and_the_end_is_late(minute: float, urgency: str):
    assert [thing.urgency for thing in things(SAM, GIVEN, now=instant(minute))] == [urgency]


def test_the_worst_crisis_comes_first_then_the_latest_then_the_oldest():
    def thing(level: int, late_s: float, urgency: str, since: float) -> Thing:
        return Thing(asked="do", ref="task:1", since=instant(since), level=level, late_s=late_s, urgency=urgency)

    right = [
        thing(4, 0, "none", 50),
        thing(3, 500, "late", 40),
        thing(3, 100, "late", 10),
        thing(3, 0, "soon", 45),
        thing(3, 0, "ok", 20),
        thing(3, 0, "ok", 30),
        thing(2, 9000, "late", 1),
    ]
    assert sorted(reversed(right), key=pressing) == right


def test_a_thing_is_told_with_who_asks_and_in_both_languages():
    board = board_of(GIVEN, QUESTION)
    [task], [question] = things_of(board, SAM, NOW), things_of(board, LEA, NOW)
    assert told(task, board, "en") == ("Réserver le quai", "asked by Production")
    assert told(question, board, "en") == ("Decide: Affréter ?", "asked by Logistics")
    assert told(question, board, "fr") == ("Trancher\u00a0: Affréter ?", "demandé par Logistics")


def test_words_with_braces_are_told_as_they_are():
    board = board_of((10, LEA, t.TaskAdded(task=1, title="{who} {0}", department="logistics")))
    [thing] = things_of(board, SAM, NOW)
    assert told(thing, board, "en")[0] == "{who} {0}"


def test_my_own_task_names_nobody():
    [thing] = things(SAM, (10, SAM, t.TaskAdded(task=1, title="Seul", department="logistics")))
    assert told(thing, board_of(), "en") == ("Seul", "")


def test_a_cell_in_passing_shows_its_oldest_hold_its_empty_chairs_and_what_is_not_known():
    more = (35, LEA, t.TaskAdded(task=2, department="production", owner=LEA))
    later = (40, LEA, t.TaskWaited(task=2, on=t.On(department="logistics")))
    seen = glance(board_of(GIVEN, TAKEN, HELD, more, later, QUESTION, (50, LEA, RULING)), SAM, NOW)
    assert seen.hold is not None
    assert (seen.hold.waiting, seen.hold.on, seen.hold.since) == ("logistics", "production", instant(30))
    assert (seen.holds, seen.empty, seen.decisions, seen.unknown, seen.members) == (2, ("legal",), 1, 1, 3)


def test_a_department_called_later_is_empty_until_somebody_sits_there():
    called = (10, LEA, DepartmentAdded(department=Seat("it", Named("IT", "IT"), Named("IT", "SI"), 9)))
    assert glance(board_of(called), SAM, NOW).empty == ("legal", "it")
    observer = (11, LEA, m.MemberAdded(member=9, role="observer", department="it"))
    assert glance(board_of(called, observer), SAM, NOW).empty == ("legal", "it")


CONSULTED = (10, LEA, d.DecisionAsked(decision=1, question="Affréter ?", decider=LEA, consulted=("logistics",)))


def test_a_question_waits_on_each_department_that_is_asked_for_its_position_until_it_gives_it():
    [thing] = things(SAM, CONSULTED)
    assert (thing.asked, thing.ref, thing.since, thing.due) == ("position", "decision:1", instant(10), None)
    assert told(thing, board_of(CONSULTED), "en") == (
        "Give your department’s position: Affréter ?",
        "asked by Production",
    )
    assert asked(LEA, CONSULTED) == [("decide", "decision:1")] and asked(KIM, CONSULTED) == []
    given = d.PositionGiven(decision=1, department="logistics", stance="for", reason="délai")
    assert asked(SAM, CONSULTED, (12, SAM, given)) == []
