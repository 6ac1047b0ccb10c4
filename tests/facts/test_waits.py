"""Who waits on whom is read from the entries."""

import pytest

from cell.kinds import Entry
from cell.kinds import decisions as d
from cell.kinds import tasks as t
from cell.kinds.members import RoleGiven
from cell.kinds.records import DecisionRecorded, EntryLinked, TaskRecorded
from cell.waits import Wait, seconds_between, waits_of
from tests.facts.entries import KIM, LEA, SAM, instant, journal, message

NOW = instant(120)
GIVEN = (10, LEA, t.TaskAdded(task=1, department="logistics"))
TAKEN = (14, SAM, t.TaskAcknowledged(task=1))


def waits(*lines: tuple) -> list[Wait]:
    return waits_of(journal(*lines), NOW)


def told(wait: Wait) -> tuple:
    return wait.about, wait.waiting, wait.on, wait.outcome, wait.lasted_s


def test_a_task_given_to_another_department_waits_until_it_is_done():
    [wait] = waits(GIVEN, TAKEN, (40, SAM, t.TaskCompleted(task=1)))
    assert told(wait) == ("task", "production", "logistics", "done", 1800)
    assert (wait.object, wait.asked_at, wait.acknowledged_at, wait.ended_at) == (
        "task:1",
        instant(10),
        instant(14),
        instant(40),
    )
    assert (wait.acknowledged_s, wait.seen_at) == (240, None)


def test_a_task_nobody_took_is_open_and_ages():
    [wait] = waits(GIVEN)
    assert (wait.acknowledged_at, wait.ended, wait.outcome, wait.lasted_s) == (None, None, None, 110 * 60)


@pytest.mark.parametrize(("facts", "outcome"), [(t.TaskValidated(task=1), "done"), (t.TaskDropped(task=1), "dropped")])
def test_a_task_ends_as_it_ended(facts: t.TaskValidated | t.TaskDropped, outcome: str):
    [wait] = waits(GIVEN, (20, SAM, facts))
    assert told(wait) == ("task", "production", "logistics", outcome, 600)


def test_who_has_no_department_waits_without_one():
    [wait] = waits((10, KIM, t.TaskAdded(task=1, department="logistics")))
    assert wait.waiting is None
    [wait] = waits((5, LEA, RoleGiven(member=KIM, role="member", department="it")), (10, KIM, GIVEN[2]))
    assert wait.waiting == "it"


def test_a_reopened_task_is_waited_for_again():
    given = waits(GIVEN, (20, SAM, t.TaskCompleted(task=1)), (30, LEA, t.TaskReopened(task=1)))
    assert [told(wait) for wait in given] == [
        ("task", "production", "logistics", "done", 600),
        ("rework", "production", "logistics", None, 5400),
    ]


def test_a_task_that_moves_is_waited_for_elsewhere():
    given = waits(
        GIVEN,
        (12, SAM, t.TaskWaited(task=1, on=t.On(department="legal"))),
        (13, SAM, t.TaskEdited(task=1, fields=("priority",), priority=1)),
        (20, SAM, t.TaskEdited(task=1, fields=("department",), department="it")),
        (50, KIM, t.TaskCompleted(task=1)),
    )
    assert [told(wait) for wait in given] == [
        ("task", "production", "logistics", "moved", 600),
        ("hold", "logistics", "legal", "moved", 480),
        ("task", "production", "it", "done", 1800),
        ("hold", "it", "legal", "done", 1800),
    ]


def test_a_held_task_waits_on_a_department_a_task_or_somebody_outside():
    given = waits(
        GIVEN,
        (10, LEA, t.TaskAdded(task=2, department="legal")),
        (20, SAM, t.TaskWaited(task=1, on=t.On(department="legal"))),
        (30, SAM, t.TaskWaited(task=1, on=t.On(task=2))),
        (35, SAM, t.TaskResumed(task=1)),
        (40, SAM, t.TaskWaited(task=1, on=t.On(outside="the carrier"))),
    )
    holds = [wait for wait in given if wait.about == "hold"]
    assert [told(wait)[2:] for wait in holds] == [
        ("legal", "replaced", 600),
        ("legal", "resumed", 300),
        (None, None, 4800),
    ]
    assert [wait.outside for wait in holds] == [None, None, "the carrier"]


@pytest.mark.parametrize("facts", [t.TaskSubmitted(task=1), t.TaskReturned(task=1), t.TaskAcknowledged(task=1)])
def test_any_step_of_a_held_task_ends_the_hold(facts: t.TaskSubmitted):
    hold = waits(GIVEN, (20, SAM, t.TaskWaited(task=1, on=t.On(department="legal"))), (25, SAM, facts))[1]
    assert told(hold) == ("hold", "logistics", "legal", "resumed", 300)


def test_a_question_waits_for_its_decision_and_each_department_for_word_of_it():
    given = waits(
        (10, SAM, d.DecisionAsked(decision=1)),
        (40, LEA, d.DecisionTaken(decision=1, decider=LEA, decided_at=instant(30), inform=("logistics", "legal"))),
        (45, SAM, d.DecisionAcknowledged(decision=1, department="logistics")),
        (46, SAM, d.DecisionAcknowledged(decision=1, department="it")),
    )
    assert [told(wait) for wait in given] == [
        ("decision", "logistics", "production", "taken", 1200),
        ("knowing", "production", "legal", None, 4800),
        ("knowing", "production", "logistics", "known", 300),
    ]
    assert {wait.object for wait in given} == {"decision:1"}


def test_a_decision_taken_before_it_was_asked_lasted_no_known_time():
    taken = d.DecisionTaken(decision=1, decider=LEA, decided_at=instant(5))
    [wait] = waits((10, SAM, d.DecisionAsked(decision=1, decider=LEA)), (12, LEA, taken))
    assert (wait.outcome, wait.lasted_s) == ("taken", None)


UNDONE = {"fields": ("status",), "former": t.Former(status="to_acknowledge")}


def test_an_acknowledgement_that_is_taken_back_was_none_and_the_clock_goes_on():
    given = waits(GIVEN, TAKEN, (14.5, SAM, t.TaskUndone(task=1, entry=6, **UNDONE)))
    assert given == waits(GIVEN)
    [wait] = waits(GIVEN, TAKEN, (14.5, SAM, t.TaskUndone(task=1, entry=6, **UNDONE)), (30, SAM, TAKEN[2]))
    assert (wait.acknowledged_at, wait.acknowledged_s) == (instant(30), 1200)


def test_all_that_one_slip_wrote_is_taken_back_and_nothing_of_other_tasks():
    other = (14, LEA, t.TaskAdded(task=2, department="legal"))
    held = (14, SAM, t.TaskWaited(task=1, on=t.On(department="legal")))
    given = waits(GIVEN, TAKEN, other, held, (14.5, SAM, t.TaskUndone(task=1, entry=6, **UNDONE)))
    assert [told(wait)[:3] for wait in given] == [("task", "production", "logistics"), ("task", "production", "legal")]
    assert given[0] == waits(GIVEN)[0]


def test_a_task_that_moved_by_a_slip_is_waited_for_where_it_was():
    moved = (20, SAM, t.TaskEdited(task=1, fields=("department",), department="it"))
    back = t.TaskUndone(task=1, entry=6, fields=("department",), former=t.Former(department="logistics"))
    assert waits(GIVEN, moved, (20.5, SAM, back)) == waits(GIVEN)


def test_a_task_whose_creation_is_taken_back_is_dropped():
    [wait] = waits(GIVEN, (10.5, LEA, t.TaskUndone(task=1, entry=5)))
    assert told(wait) == ("task", "production", "logistics", "dropped", 30)


def test_what_is_withheld_is_only_missed():
    taken = d.DecisionTaken(decision=1, decider=LEA, decided_at=instant(5), inform=("legal",))
    [wait] = waits(
        (12, LEA, taken), (13, SAM, t.TaskCompleted(task=9)), (14, SAM, EntryLinked(entry=99, answers=98, answer="ack"))
    )
    assert told(wait)[:3] == ("knowing", "production", "legal")


def test_a_restricted_wait_says_so():
    [asked] = [Entry("c1", 1, instant(1), LEA, "decision.asked", d.DecisionAsked(decision=1), clearance="restricted")]
    assert waits_of([asked], NOW)[0].clearance == "restricted"


def test_recorded_facts_wait_for_their_answers_at_their_own_times():
    given = waits(
        (60, LEA, message(1, "2019-03-19T03:00:00.000Z", department="it", to="comms", row="r1")),
        (60, LEA, message(2, "2019-03-19T04:00:00.000Z", department="comms", answers=5, answer="ack", row="r2")),
        (60, LEA, message(3, "2019-03-20", department="hr", answers=5, answer="done", row="r3")),
    )
    assert [told(wait) for wait in given] == [
        ("answer", "it", "comms", "ack", 3600),
        ("answer", "it", "hr", "done", None),
    ]
    assert [wait.acknowledged_s for wait in given] == [3600, None]
    assert {wait.object for wait in given} == {"entry:5"}


def test_a_fact_may_answer_one_that_is_written_after_it():
    given = waits(
        (60, LEA, message(1, "2019-03-19T04:00:00.000Z", department="comms", row="r1")),
        (60, LEA, message(2, "2019-03-19T03:00:00.000Z", department="it", to="comms", row="r2")),
        (60, LEA, EntryLinked(entry=5, answers=6, answer="reply")),
    )
    assert [told(wait) for wait in given] == [("answer", "it", "comms", "reply", 3600)]


def test_a_message_that_nothing_answers_is_as_old_as_its_record():
    decided = DecisionRecorded(
        decision=1, happened_at="2019-03-19T05:00:00.000Z", precision="minute", to="hr", row="r3"
    )
    given = waits(
        (60, LEA, message(1, "2019-03-19T03:00:00.000Z", department="it", to="comms", row="r1")),
        (60, LEA, TaskRecorded(task=1, happened_at="2019-03-19", precision="day", to="legal", row="r2")),
        (60, LEA, decided),
    )
    assert [told(wait) for wait in given] == [
        ("answer", "it", "comms", None, 7200),
        ("answer", None, "legal", None, None),
    ]


def test_no_seconds_are_counted_from_a_day():
    assert seconds_between("2019-03-19", "2019-03-19T03:00:00.000Z") is None
    assert seconds_between(None, instant(1)) is None
    assert seconds_between(instant(2), instant(1)) == -60


def test_a_result_handed_in_waits_on_whoever_asked_until_it_is_good_or_sent_back():
    handed = (20, SAM, t.TaskSubmitted(task=1))
    back = (30, LEA, t.TaskReturned(task=1, reason="incomplet"))
    found = waits(GIVEN, TAKEN, handed, back, (40, SAM, handed[2]), (45, LEA, t.TaskValidated(task=1)))
    assert [told(wait) for wait in found if wait.about == "validate"] == [
        ("validate", "logistics", "production", "returned", 600),
        ("validate", "logistics", "production", "validated", 300),
    ]
    [still] = [wait for wait in waits(GIVEN, TAKEN, handed) if wait.about == "validate"]
    assert (still.ended, still.lasted_s) == (None, 100 * 60)
    held = (30, SAM, t.TaskWaited(task=1, on=t.On(department="legal"), reason="x"))
    assert [wait.outcome for wait in waits(GIVEN, TAKEN, handed, held) if wait.about == "validate"] == ["withdrawn"]


def test_a_question_keeps_the_hour_that_somebody_set_for_it():
    [wait] = waits((10, LEA, d.DecisionAsked(decision=1, question="?", decider=SAM, needed_by=instant(30))))
    assert wait.due_at == instant(30)
