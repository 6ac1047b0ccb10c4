"""Approvals: asked of a department, answered, or settled by the rule on silence, exactly once; and fast lanes."""

from typing import Any

import pytest

from cell import clock
from cell.alerts import Alerts
from cell.journal.reader import read_entries
from cell.kinds import Entry
from cell.mine import things_of, waits_on
from cell.waits import waits_of
from tests.cast import World


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Put the machine's clock ahead by minutes."""
    real = clock.now
    return lambda minutes: monkeypatch.setattr(clock, "now", lambda: clock.after(real(), 60 * minutes))


@pytest.fixture
def draft(world: World) -> World:
    """Dan sits for legal, and Chloé has drafted statement 1, which legal must approve."""
    world.act("alice", "give_role", member=world.ids["dan"], role="member", department="legal")
    world.act("chloe", "draft_statement", audience="media", text="Nous enquêtons.", approvers=["legal"])
    return world


def ask(world: World, who: str = "chloe", **more: Any) -> int:
    args = {"object": "statement:1", "departments": ["legal"], **more}
    return world.act(who, "ask_approval", **args).row.id


def look(world: World) -> None:
    Alerts(world.house.store, world.house.desk).look()


def entries_of(world: World, kind: str) -> list[Entry]:
    with world.house.store.reading() as connection:
        return [entry for entry in read_entries(connection, world.cell) if entry.kind == kind]


def outcomes(world: World) -> list[tuple[str | None, str | None, str | None]]:
    with world.house.store.reading() as connection:
        found = waits_of(read_entries(connection, world.cell), clock.now())
    return [(wait.waiting, wait.on, wait.outcome) for wait in found if wait.about == "approval"]


def asked_of(world: World, who: str) -> list[tuple[str, str]]:
    return [(one.asked, one.ref) for one in things_of(world.board, world.ids[who], clock.now())]


def test_the_department_says_yes_or_no_and_nobody_else(draft: World):
    number = ask(draft, text="Le mot « accident »")
    assert ("approve", "approval:1") in asked_of(draft, "dan") and not asked_of(draft, "bruno").count(
        ("approve", "approval:1")
    )
    assert draft.refused("chloe", "give_approval", approval=number).code == "not_yours"
    row = draft.act("dan", "give_approval", approval=number, text="Sans le nom du site").row
    assert (row.number, row.status, row.words, row.answered_by) == (
        "V-0001",
        "given",
        "Sans le nom du site",
        draft.ids["dan"],
    )
    assert draft.refused("dan", "refuse_approval", approval=number, reason="x").code == "wrong_state"
    assert draft.refused("chloe", "ask_approval", object="statement:1", departments=["legal"]).code == "already_there"
    task = draft.act("chloe", "add_task", title="Livrer", department="logistics").row.id
    other = ask(draft, object=f"task:{task}")
    assert draft.refused("dan", "refuse_approval", approval=other, reason=" ").field == "reason"
    assert draft.act("dan", "refuse_approval", approval=other, reason="Trop tôt").row.status == "refused"
    assert outcomes(draft) == [("logistics", "legal", "given"), ("logistics", "legal", "refused")]


def test_who_is_named_answers_and_their_stand_in(draft: World):
    alice, bruno, dan = (draft.ids[who] for who in ("alice", "bruno", "dan"))
    number = ask(draft, approver=bruno, deputy=alice)
    assert draft.refused("dan", "give_approval", approval=number).code == "not_yours"
    assert ("approve", "approval:1") in asked_of(draft, "bruno") and ("approve", "approval:1") not in asked_of(
        draft, "dan"
    )
    draft.act("alice", "staff_department", department="legal", deputy=dan)
    assert draft.act("dan", "give_approval", approval=number).row.status == "given", "a department's own deputy"
    two = {"object": "statement:1", "departments": ["production", "direction"]}
    assert draft.refused("chloe", "ask_approval", **two, approver=bruno).field == "departments"
    assert draft.act("chloe", "ask_approval", **two).row.id == 2 and draft.board.approvals[3].department == "direction"


def test_silence_goes_up_to_the_deputy_that_was_named_and_then_to_the_director(draft: World, later: Any):
    needed_by = clock.after(clock.now(), 3600)
    ask(draft, deputy=draft.ids["bruno"], needed_by=needed_by)
    steps = {"neared": 46, "passed": 61, "deputy": 76, "director": 91}
    for count, (step, minutes) in enumerate(steps.items(), 1):
        later(minutes)
        look(draft)
        look(draft)
        marks = draft.board.approvals[1].reminded
        assert [one.step for one in marks][-1] == step and len(marks) == count
    assert [one.to for one in marks] == [None, None, draft.ids["bruno"], draft.ids["alice"]]
    assert ("step_in", "approval:1") in asked_of(draft, "bruno")
    draft.act("bruno", "give_approval", approval=1)  # the deputy has full authority
    assert draft.board.approvals[1].status == "given"


@pytest.mark.parametrize(
    ("silence", "kind", "status"),
    [("agree", "approval.presumed", "presumed"), ("lapse", "approval.lapsed", "lapsed")],
)
def test_the_rule_on_silence_is_carried_out_once(draft: World, later: Any, silence: str, kind: str, status: str):
    assert (
        draft.refused(
            "chloe", "ask_approval", **{"object": "statement:1", "departments": ["legal"], "silence": silence}
        ).field
        == "needed_by"
    )
    needed_by = clock.after(clock.now(), 3600)
    ask(draft, needed_by=needed_by, silence=silence)
    assert draft.refused(None, "end_approval", approval=1, needed_by=needed_by).code == "wrong_state", "not yet"
    later(50)
    look(draft)
    assert [one.step for one in draft.board.approvals[1].reminded] == ["neared"]
    later(200)
    clocks = [Alerts(draft.house.store, draft.house.desk) for _process in range(2)]
    for one in clocks * 2:
        one.look()
    [said] = entries_of(draft, kind)
    assert said.by is None and draft.board.approvals[1].status == status
    assert len(draft.board.approvals[1].reminded) == 1, "a rule that settles it calls nobody"
    assert outcomes(draft)[-1][-1] == status
    assert draft.refused(None, "end_approval", approval=1, needed_by=needed_by).code == "wrong_state"


def test_an_answer_in_time_and_a_closed_cell_leave_the_rule_nothing_to_do(draft: World, later: Any):
    args = {"needed_by": clock.after(clock.now(), 3600), "silence": "agree"}
    ask(draft, **args)
    draft.act("dan", "refuse_approval", approval=1, reason="Non")
    ask(draft, **args)
    draft.act("alice", "close_cell", reason="fini")
    later(100)
    look(draft)
    assert [row.status for row in draft.board.approvals.values()] == ["refused", "asked"]


def test_a_fast_lane_releases_at_once_and_says_so(draft: World, later: Any):
    assert draft.refused("chloe", "open_lane", department="legal", text="x").code == "not_yours"
    lane = draft.act("dan", "open_lane", text="Messages d’attente, sans chiffre ni cause", audience="media").row.id
    row = draft.act("chloe", "release_approval", object="statement:1", lane=lane).row
    assert (row.status, row.department, row.lane, row.wording) == ("released", "legal", lane, 1)
    assert outcomes(draft) == [], "nobody waited"
    assert draft.act("alice", "publish_statement", statement=1).row.missing == ()
    draft.act("chloe", "draft_statement", audience="customers", text="x", approvers=["legal"])
    args = {"object": "statement:2", "lane": lane}
    assert draft.refused("chloe", "release_approval", **args).field == "lane", "another audience"
    draft.act("dan", "close_lane", lane=lane, reason="Les chiffres sont connus")
    assert draft.refused("chloe", "release_approval", **args).code == "wrong_state"
    every = draft.act("dan", "open_lane", text="Messages d’attente").row.id
    ask(draft, object="statement:2")
    draft.act("dan", "refuse_approval", approval=2, reason="Il y a un chiffre")
    refused = draft.refused("chloe", "release_approval", object="statement:2", lane=every)
    assert (refused.code, refused.field) == ("wrong_state", "lane"), "a no to these words is a no"
    short = draft.act("dan", "open_lane", text="x", ends_at=clock.after(clock.now(), 600)).row.id
    later(20)
    assert draft.refused("chloe", "release_approval", object="statement:2", lane=short).code == "wrong_state"


def test_what_is_restricted_is_asked_of_those_who_may_read_it(draft: World):
    number = draft.act("alice", "ask_decision", question="Porter plainte ?", restricted=True).row.id
    args = {"object": f"decision:{number}"}
    assert draft.refused("alice", "ask_approval", **args, departments=["logistics"]).field == "departments"
    assert draft.refused("chloe", "ask_approval", **args, departments=["legal"]).code == "not_found"
    ask(draft, "alice", **args)
    assert draft.refused("chloe", "withdraw_approval", approval=1, reason="x").code == "not_found"
    assert draft.refused("dan", "withdraw_approval", approval=1, reason="x").code == "not_yours"
    draft.act("alice", "withdraw_approval", approval=1, reason="Réglé de vive voix")
    kinds = [*entries_of(draft, "approval.asked"), *entries_of(draft, "approval.withdrawn")]
    assert [one.clearance for one in kinds] == ["restricted", "restricted"]
    over = draft.refused("chloe", "ask_approval", object="task:9", departments=["legal"])
    assert (over.code, over.field) == ("not_found", "object")


def test_nobody_gets_a_yes_from_whom_they_choose_or_from_a_silence_too_short_to_break(draft: World, later: Any):
    args = {"object": "statement:1", "departments": ["legal"]}
    for field in ("approver", "deputy"):
        refused = draft.refused("chloe", "ask_approval", **args, **{field: draft.ids["chloe"]})
        assert (refused.code, refused.field) == ("not_yours", field), "who asks sits elsewhere"
    for seconds in (-5, 0, 500):
        needed_by = clock.after(clock.now(), seconds)
        for silence in ("agree", "lapse"):
            refused = draft.refused("chloe", "ask_approval", **args, silence=silence, needed_by=needed_by)
            assert (refused.code, refused.field) == ("too_soon", "needed_by")
    draft.act("alice", "staff_department", department="legal", holder=draft.ids["chloe"])
    assert ask(draft, approver=draft.ids["chloe"], needed_by=clock.after(clock.now(), 60)) == 1


@pytest.mark.parametrize("end", ["drop_task", "complete_task"])
def test_what_is_over_waits_for_no_yes_and_silence_makes_none(draft: World, later: Any, end: str):
    task = draft.act("chloe", "add_task", title="Livrer", department="logistics").row.id
    draft.act("chloe", "acknowledge_task", task=task)
    hour = {"needed_by": clock.after(clock.now(), 3600), "silence": "agree"}
    number = ask(draft, object=f"task:{task}", **hour)
    assert ("approve", "approval:1") in asked_of(draft, "dan")
    draft.act("chloe", end, task=task, **({"reason": "Annulé"} if end == "drop_task" else {}))
    assert ("approve", "approval:1") not in asked_of(draft, "dan")
    assert not [one for one in waits_on(draft.board, True, clock.now()) if one.asked == "approve"]
    assert outcomes(draft) == [("logistics", "legal", "withdrawn")]
    later(200)
    look(draft)
    assert not draft.board.approvals[number].reminded
    again = draft.refused(None, "end_approval", approval=number, needed_by=hour["needed_by"])
    assert again.code == "wrong_state" and draft.board.approvals[number].status == "asked"
