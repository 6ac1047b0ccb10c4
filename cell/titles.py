"""What is stored as a sign and said in the reader's language: the clock's own tasks, a part with nothing to report."""

import re
from typing import Any

from cell import language
from cell.board import Board, Decision, Task
from cell.language import N_

AGAIN = "\u21bb"  # by it everybody knows the task of a review (static/js/names.js does too)
REVIEW, REVIEW_OF = N_("Review {number}"), N_("Review {number}: {words}")
RULE_AGAIN = N_("Rule again on {number}: the suspension has ended")
NOTHING = "\u2205"  # the part of a department that has none to give (static/js/sentence.js knows it too)
NOTHING_SAID = N_("Nothing to report")
RULING = re.compile(f"{AGAIN} R-[0-9]{{4,9}}")


def of_review(number: str) -> str:
    """The title under which the task of a decision's review is stored: no sentence, and no copy of anybody's words."""
    return f"{AGAIN} {number}"


def task_title(task: Task, board: Board, tongue: str) -> str | None:
    """A task by its title, in the reader's language where it is the clock's own; None where the words are gone."""
    return told(task.title, task.decision, board, tongue)


def told(title: Any, decision: Any, board: Board | None, tongue: str) -> Any:
    """The same of a title and a decision's number as an entry has them; without a board, by the number alone."""
    if isinstance(title, str) and RULING.fullmatch(title):
        return language.say(RULE_AGAIN, tongue).format(number=title.removeprefix(AGAIN).strip())
    number = f"D-{decision:04d}" if isinstance(decision, int) else ""
    if not number or title != of_review(number):
        return title
    row = board.decisions.get(decision) if board is not None else None
    words = _words(row) if row is not None and row.clearance == "cell" else None
    if not words:
        return language.say(REVIEW, tongue).format(number=number)
    return language.say(REVIEW_OF, tongue).format(number=number, words=words)


def part_text(text: Any, tongue: str) -> Any:
    """A department's part in its own words; in the reader's language where it has nothing to report."""
    return language.say(NOTHING_SAID, tongue) if text == NOTHING else text


def _words(row: Decision) -> str | None:
    return (row.taken.choice if row.taken is not None else None) or row.question


def cut(text: str, most: int) -> str:
    """A text of so many signs at most, with "…" where it was longer."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
