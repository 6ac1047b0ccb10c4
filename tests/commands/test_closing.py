"""Standing down: criteria, what goes on in the line, the closing as a decision, what a review still writes."""

import pytest

from cell import clock
from cell.commands.closing import criteria, still_open
from cell.journal.orders import Job
from cell.journal.verify import verify
from cell.waits import waits_of
from tests.cast import World
from tests.recording import entries_of, recording

DUE = "2027-01-15T17:00:00Z"


def test_criteria_are_written_early_worded_anew_and_checked_one_by_one(world: World):
    with recording(world, "criterion.set", "criterion.set", "criterion.set"):
        world.act("alice", "set_criterion", text="Douze clients livrés")
        world.act("alice", "set_criterion", text="Stock à dix jours")
        world.act("alice", "set_criterion", criterion=1, text="Les douze clients sont livrés", seen=1)
    first = world.board.criterions[1]
    assert (first.text, first.version, first.met) == ("Les douze clients sont livrés", 2, None)
    with recording(world, "criterion.checked"):
        world.act("bruno", "check_criterion", criterion=1, met=True, note="bons signés")
    assert world.board.criterions[1].met is True
    world.act("alice", "set_criterion", criterion=1, text="Treize clients")
    assert world.board.criterions[1].met is None  # other words have to be looked at again
    with recording(world, "criterion.dropped"):
        world.act("alice", "drop_criterion", criterion=2, reason="sans objet")
    assert [row.id for row in criteria(world.board)] == [1]


def test_a_criterion_that_is_not_there_or_not_met_without_a_word_is_refused(world: World):
    world.act("alice", "set_criterion", text="Fini")
    assert world.refused("alice", "check_criterion", criterion=2, met=True).field == "criterion"
    assert world.refused("alice", "check_criterion", criterion=1, met=False).field == "note"
    world.act("alice", "set_criterion", criterion=1, text="Vraiment fini")
    assert world.refused("alice", "set_criterion", criterion=1, text="x", seen=1).code == "changed_meanwhile"
    world.act("alice", "drop_criterion", criterion=1, reason="non")
    assert world.refused("alice", "check_criterion", criterion=1, met=True).code == "wrong_state"
    assert world.refused("chloe", "set_criterion", text="x").code == "not_allowed"
    for number in range(12):
        world.act("alice", "set_criterion", text=f"Critère {number}")
    assert world.refused("alice", "set_criterion", text="de trop").code == "bad_count"


def test_what_is_open_is_passed_on_to_a_named_owner_or_dropped_with_a_reason(world: World):
    world.act("alice", "add_task", title="Réparer", department="logistics")
    world.act("alice", "ask_decision", question="Fermer ?")
    world.act("alice", "ask_decision", question="Rouvrir ?")
    assert {noun: len(rows) for noun, rows in still_open(world.board).items() if rows} == {"task": 1, "decision": 2}
    with recording(world, "task.left", "decision.left", "decision.left"):
        world.act("alice", "pass_on_task", task=1, line="Mme Roy", reason="avant mai")
        world.act("alice", "pass_on_decision", decision=1, line="Le comité")
        world.act("alice", "pass_on_decision", decision=2, reason="sans objet")
    board = world.board
    assert (board.tasks[1].status, board.tasks[1].reason) == ("dropped", "→ Mme Roy, avant mai")
    assert [row.status for row in board.decisions.values()] == ["dropped", "dropped"]
    assert not any(still_open(board).values())
    assert world.refused("alice", "pass_on_task", task=1, line="x").code == "wrong_state"
    assert world.refused("alice", "pass_on_decision", decision=1, line="x").code == "wrong_state"


def pass_between(world: World) -> None:
    """A task, a question, and what passes between departments about them and besides."""
    world.act("alice", "add_task", title="Réparer", department="logistics")
    world.act("alice", "ask_decision", question="Fermer ?")
    world.act("chloe", "offer_handoff", to="legal", text="Le contrat")
    world.act("chloe", "ask_approval", object="task:1", departments=["legal"])
    sides = {"first": "logistics", "first_text": "Livrer", "second": "legal", "second_text": "Relire"}
    world.act("alice", "ask_arbitration", question="Qui d'abord ?", **sides)
    hour = clock.after(clock.now(), 3600)
    world.act("alice", "ask_contributions", text="Le point", departments=["logistics", "legal"], needed_by=hour)


def test_what_passes_between_departments_holds_the_closing_up_and_all_is_settled_at_once(world: World):
    pass_between(world)
    assert all(still_open(world.board).values())
    assert world.refused("alice", "close_cell", reason="x", settled=True).code == "still_open"
    refs = ["task:1", "contribution:1", "arbitration:1", "approval:1", "handoff:1", "handoff:1"]
    passed = ("approval.left", "handoff.left", "arbitration.left", "contribution.left")
    kinds = (*passed, "decision.left", "task.left")
    with recording(world, *kinds):
        world.act("alice", "pass_on_rest", objects=[*refs, "decision:1"], line="Mme Roy", reason="lundi")
    board = world.board
    rows = [board.handoffs[1], board.approvals[1], board.arbitrations[1], board.contributions[1]]
    assert [row.status for row in rows] == ["withdrawn"] * 4
    assert {getattr(row, "reason", None) or getattr(row, "words", None) for row in rows} == {"→ Mme Roy, lundi"}
    assert not any(still_open(board).values())
    waits = waits_of(entries_of(world), world.board.at)
    assert not [one for one in waits if one.ended is None and one.about != "mobilise"], "nobody waits any more"
    world.act("alice", "close_cell", reason="x", settled=True)


def test_of_several_all_is_settled_or_nothing(world: World):
    pass_between(world)
    world.act("alice", "ask_decision", question="Payer ?", restricted=True)
    for given in (
        {"objects": ["task:1", "handoff:2"], "line": "Mme Roy"},
        {"objects": ["handoff:1", "task:1"], "line": " "},
        {"objects": [], "reason": "fini"},
        {"objects": ["cell"], "reason": "fini"},
        {"objects": ["information:1"], "reason": "fini"},
    ):
        assert world.refused("alice", "pass_on_rest", **given).field in ("objects", "reason"), given
    world.act("alice", "pass_on_rest", objects=["task:1"], reason="inutile")
    assert (world.board.tasks[1].status, world.board.tasks[1].reason) == ("dropped", "inutile")
    assert world.refused("alice", "pass_on_rest", objects=["approval:1"], reason="x").code == "wrong_state"
    world.act("alice", "give_role", member=world.ids["chloe"], role="coordinator", department="logistics")
    assert world.refused("chloe", "pass_on_rest", objects=["decision:2"], reason="x").code == "not_found"
    assert world.refused("bruno", "pass_on_rest", objects=["handoff:1"], reason="x").code == "not_allowed"


def test_a_question_neither_passed_on_nor_explained_stays(world: World):
    world.act("alice", "ask_decision", question="Fermer ?")
    assert world.refused("alice", "pass_on_decision", decision=1).field == "reason"
    assert world.refused("chloe", "pass_on_decision", decision=1, line="x").code == "not_allowed"


def test_a_settled_closing_is_refused_while_something_is_open_or_unchecked(world: World):
    world.act("alice", "add_task", title="Réparer", department="logistics")
    world.act("alice", "set_criterion", text="Fini")
    assert world.refused("alice", "close_cell", reason="x", settled=True).code == "still_open"
    world.act("alice", "drop_task", task=1, reason="inutile")
    assert world.refused("alice", "close_cell", reason="x", settled=True).code == "unchecked"
    world.act("alice", "check_criterion", criterion=1, met=False, note="la direction l'accepte")
    with recording(world, "cell.closed", "decision.asked", "decision.taken", "cell.sealed"):
        world.act("alice", "close_cell", question="Lever ?", choice="Levée", reason="stock revenu", settled=True)
    taken = world.board.decisions[1].taken
    assert (taken.choice, taken.rationale, taken.decider) == ("Levée", "stock revenu", world.ids["alice"])
    assert world.board.decisions[1].question == "Lever ?"
    assert world.house.desk.ask(Job(lambda connection: verify(connection, world.cell))).keys


def test_a_cell_that_works_again_has_its_criteria_to_check_again(world: World):
    world.act("alice", "set_criterion", text="Fini")
    world.act("alice", "check_criterion", criterion=1, met=True)
    world.act("alice", "close_cell", reason="x", settled=True)
    assert world.refused("alice", "check_criterion", criterion=1, met=True).code == "cell_closed"
    world.act("alice", "reopen_cell", reason="rechute")
    assert world.board.criterions[1].met is None and world.board.cell.sealed is None


def test_a_closed_cell_takes_notes_and_lessons_and_proves_itself_still(world: World):
    world.act("alice", "close_cell", reason="fini")
    with recording(world, "review.noted", "lesson.added", "lesson.edited", "lesson.closed", "lesson.reopened"):
        world.act("dan", "note_review", decision=1, reasonable="partly", outcome="deux jours perdus", lesson="écrire")
        world.act("dan", "add_lesson", text="Une astreinte", owner=world.ids["chloe"], due_at=DUE, decision=1)
        world.act("dan", "edit_lesson", lesson=1, text="Une astreinte juridique")
        world.act("chloe", "close_lesson", lesson=1, proof="note 12")
        world.act("alice", "reopen_lesson", lesson=1, reason="personne n'est nommé")
    lesson, [note] = world.board.lessons[1], world.board.reviews[1].notes
    assert (lesson.text, lesson.closed_at, lesson.reason) == ("Une astreinte juridique", None, "personne n'est nommé")
    assert (note.by, note.reasonable, note.lesson) == (world.ids["dan"], "partly", "écrire")
    world.act("dan", "note_review", decision=1, reasonable="yes")
    assert [one.reasonable for one in world.board.reviews[1].notes] == ["yes"]
    world.house.desk.ask(Job(lambda connection: verify(connection, world.cell)))


@pytest.mark.parametrize(
    ("who", "name", "args", "field"),
    [
        ("dan", "note_review", {"decision": 1, "reasonable": "yes"}, "decision"),
        ("dan", "note_review", {"decision": 2, "reasonable": "maybe"}, "reasonable"),
        ("dan", "add_lesson", {"text": "x", "owner": 99, "due_at": DUE}, "owner"),
        ("dan", "add_lesson", {"text": "x", "owner": 1, "due_at": "demain"}, "due_at"),
        ("dan", "add_lesson", {"text": " ", "owner": 1, "due_at": DUE}, "text"),
        ("dan", "add_lesson", {"text": "x", "owner": 1, "due_at": DUE, "department": "nowhere"}, "department"),
        ("dan", "close_lesson", {"lesson": 9, "proof": "x"}, "lesson"),
        ("bruno", "close_lesson", {"lesson": 1, "proof": "x"}, "lesson"),
        ("chloe", "close_lesson", {"lesson": 1, "proof": " "}, "proof"),
        ("chloe", "reopen_lesson", {"lesson": 1, "reason": "x"}, "lesson"),
    ],
)
def test_what_cannot_be_learnt_is_refused_by_field(world: World, who: str, name: str, args: dict, field: str):
    world.act("alice", "ask_decision", question="Fermer ?")
    world.act("alice", "add_lesson", text="Écrire", owner=world.ids["chloe"], due_at=DUE)
    assert world.refused(who, name, **args).field == field


def test_what_is_learnt_of_a_restricted_decision_is_restricted(world: World):
    world.act("alice", "ask_decision", question="Payer ?", restricted=True)
    ruling = {"decision": 1, "choice": "Non", "rationale": "jamais", "decider": world.ids["alice"]}
    world.act("alice", "take_decision", **ruling)
    assert world.refused("chloe", "note_review", decision=1, reasonable="yes").code == "not_found"
    world.act("bruno", "note_review", decision=1, reasonable="yes", outcome="rien payé")
    lesson = {"text": "x", "due_at": DUE, "decision": 1}
    assert world.refused("alice", "add_lesson", owner=world.ids["chloe"], **lesson).field == "owner"
    world.act("alice", "add_lesson", owner=world.ids["bruno"], **lesson)
    assert {world.board.reviews[1].clearance, world.board.lessons[1].clearance} == {"restricted"}
    assert world.refused("chloe", "close_lesson", lesson=1, proof="x").code == "not_found"


def test_who_changes_says_which_version_they_saw(world: World):
    world.act("alice", "set_criterion", text="Fini")
    world.act("alice", "set_criterion", criterion=1, text="Vraiment fini")
    checked = world.refused("bruno", "check_criterion", criterion=1, met=True, seen=1)
    dropped = world.refused("alice", "drop_criterion", criterion=1, reason="non", seen=1)
    assert (checked.code, dropped.code) == ("changed_meanwhile", "changed_meanwhile")
    world.act("bruno", "check_criterion", criterion=1, met=True, seen=2)
    world.act("alice", "add_lesson", text="Une astreinte", owner=world.ids["chloe"], due_at=DUE)
    world.act("chloe", "edit_lesson", lesson=1, text="Deux astreintes", seen=1)
    assert world.board.lessons[1].version == 2
    assert world.refused("alice", "edit_lesson", lesson=1, text="Trois", seen=1).code == "changed_meanwhile"
