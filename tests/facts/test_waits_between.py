"""The waits for what is sent to departments, and for a ruling between two of them."""

from cell.kinds import arbitrations as a
from cell.kinds import information as i
from cell.kinds.members import MemberAdded, RoleAccepted
from cell.waits import waits_of
from tests.facts.entries import KIM, LEA, SAM, instant, journal

SENT = (10, LEA, i.InformationRecorded(information=1, departments=("logistics", "legal")))
KNOWN = (20, SAM, i.InformationAcknowledged(information=1, department="logistics"))


def waits(*lines: tuple) -> list[tuple]:
    """Who waits on whom since when and how it ended: in the order asked, what has ended after what has not."""
    found = waits_of(journal(*lines), instant(120))
    return [
        (one.waiting, one.on, one.asked_at[11:16], one.outcome)
        for one in found
        if one.about in ("information", "arbitration")
    ]


def checked(minute: float, by: int, state: str) -> tuple:
    return (minute, by, i.InformationChecked(information=1, state=state))


def test_information_waits_for_each_department_it_is_sent_to():
    assert waits(SENT, KNOWN) == [("production", "legal", "08:10", None), ("production", "logistics", "08:10", "known")]
    [_other, wait] = waits_of(journal(SENT, KNOWN), instant(120))
    assert (wait.object, wait.acknowledged_s, wait.lasted_s) == ("information:1", 600, 600)
    read = (12, SAM, i.InformationSeen(information=1, department="logistics"))
    seen = [one.seen_at for one in waits_of(journal(SENT, read, KNOWN), instant(120))]
    assert seen == [None, instant(12)]


def test_who_knew_what_turns_out_otherwise_is_told_and_who_never_knew_need_not_learn_what_is_false():
    assert waits(SENT, KNOWN, checked(30, LEA, "false")) == [
        ("production", "logistics", "08:10", "known"),
        ("production", "legal", "08:10", "refuted"),
        ("production", "logistics", "08:30", None),
    ]
    again = waits(SENT, KNOWN, checked(30, LEA, "false"), checked(40, LEA, "verified"))
    assert again[3:] == [("production", "legal", "08:40", None)], "and of what holds after all, everybody"


def test_who_finds_out_needs_no_telling_and_a_record_taken_in_afterwards_asked_nobody():
    assert waits(SENT, KNOWN, checked(30, SAM, "verified")) == waits(SENT, KNOWN)
    assert waits((10, LEA, i.InformationRecorded(information=1, departments=("legal",), row="r1"))) == []
    assert waits((10, LEA, i.InformationRecorded(information=1, departments=("legal",), state="false"))) == []


CLASH = (10, SAM, a.ArbitrationAsked(arbitration=1, first="logistics", second="finance"))
RULED = (40, LEA, a.ArbitrationRuled(arbitration=1, choice="first", decider=LEA))


def test_both_departments_of_an_arbitration_wait_on_whoever_leads():
    assert waits(CLASH) == [("logistics", "production", "08:10", None), ("finance", "production", "08:10", None)]
    assert {outcome for *_rest, outcome in waits(CLASH, RULED)} == {"ruled"}
    assert waits(CLASH, RULED, (50, LEA, RULED[2])) == waits(CLASH, RULED), "ruled anew ends nothing more"


def test_it_waits_on_who_leads_by_then():
    seated = (5, LEA, MemberAdded(member=KIM, role="coordinator", department="it"))
    passed = (6, KIM, RoleAccepted(member=KIM, role="director", former=LEA))
    assert [on for _waiting, on, *_rest in waits(seated, passed, CLASH)] == ["it", "it"]
