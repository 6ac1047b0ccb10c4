"""The clock's own task has no sentence of ours in the journal: everybody reads its name in their own language."""

from typing import Any

from cell import sentence
from cell.board import replay
from cell.kinds.decisions import DecisionAsked, DecisionTaken
from cell.kinds.tasks import TaskAdded
from cell.mine import things_of, told
from cell.titles import cut, of_review, task_title
from tests.facts.entries import LEA, SAM, instant, journal

TITLE = of_review("D-0001")
LINES: tuple[Any, ...] = (
    (1, LEA, DecisionAsked(decision=1, question="Affréter ?")),
    (2, LEA, DecisionTaken(decision=1, choice="Oui", rationale="x", decider=LEA, decided_at=instant(2))),
    (3, None, TaskAdded(task=1, title=TITLE, department="logistics", owner=SAM, decision=1)),
    (4, LEA, TaskAdded(task=2, title=TITLE, department="logistics")),
    (5, LEA, TaskAdded(task=3, title=None, department="logistics", decision=1)),
)


def test_the_task_of_a_review_is_named_in_the_readers_language():
    board = replay(journal(*LINES))
    assert task_title(board.tasks[1], board, "en") == "Review D-0001: Oui"
    assert task_title(board.tasks[1], board, "fr") == "Réviser D-0001\u00a0: Oui"
    assert task_title(board.tasks[2], board, "en") == TITLE, "people's own words are left as they are"
    assert task_title(board.tasks[3], board, "en") is None


def test_the_task_of_an_arbitration_that_ran_out_is_named_too():
    entries = journal((1, None, TaskAdded(task=1, title=of_review("R-0001"), department="logistics")))
    board = replay(entries)
    assert task_title(board.tasks[1], board, "en") == "Rule again on R-0001: the suspension has ended"
    assert "R-0001" in (task_title(board.tasks[1], board, "fr") or "")


def test_what_became_restricted_or_unknown_gives_its_number_alone():
    entries = journal(*LINES[2:3])
    board = replay(entries)
    assert task_title(board.tasks[1], board, "en") == "Review D-0001"


def test_sentences_and_lists_say_it_too():
    entries = journal(*LINES)
    board = replay(entries)
    given = next(one for one in entries if one.kind == "task.added")
    assert "Review D-0001: Oui" in sentence.of(given, board, "en") and "↻" not in sentence.of(given, board, "fr")
    thing = next(one for one in things_of(board, SAM, instant(9)) if one.ref == "task:1")
    assert told(thing, board, "en")[0] == "Review D-0001: Oui"


def test_a_long_text_is_cut_and_says_so():
    assert cut("Incendie", 8) == "Incendie" and cut("Incendie à Lyon", 10) == "Incendie…"
