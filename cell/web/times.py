"""Response times of a cell, by department, against what its level promises; made of the entries, like all figures."""

from typing import Any

import msgspec
from flask import Blueprint, Flask, Response, render_template, request

from cell import clock, language, measures, mine, rights, waits
from cell.board import NOUNS, Approval, Board, Task, number_of
from cell.house import house
from cell.journal.waiting import waits_in
from cell.language import N_
from cell.measures import Times
from cell.measures.times import Case
from cell.titles import task_title
from cell.web.board import seen_by
from cell.web.identity import me
from cell.web.middle import is_few, middle, middle_of, middle_said
from cell.web.plots import Plot, plot_of
from cell.web.words import tongue

pages = Blueprint("times", __name__, url_prefix="/cells/<cell>/times")

# What each is called, and as docs/measures.md defines it: what it is, from when, until when, what makes it unknown.
TITLES = {
    "mobilise": N_("Mobilise"),
    "acknowledge": N_("Acknowledge"),
    "decide": N_("Decide"),
    "know": N_("Make known"),
    "validate": N_("Validate a result"),
    "unblock": N_("Unblock"),
    "hand_over": N_("Hand over"),
    "approve": N_("Sign off"),
    "contribute": N_("Contribute"),
}
DEFINITIONS = {
    "mobilise": (
        N_("How long a department that is called takes to be there, once per department."),
        N_("The entry that opens the cell, or that calls the department later."),
        N_("The first entry that one of its people writes in the cell; observers do not count."),
        N_("In a record taken in afterwards nobody was called, and nothing is counted."),
    ),
    "acknowledge": (
        N_("How long a department takes to take a task in hand."),
        N_("The entry that gives the task, or that moves it to the department."),
        N_("The first entry after it by which the task is taken in hand."),
        N_("Tasks dropped or moved before anybody took them are counted as never taken in hand."),
    ),
    "decide": (
        N_("How long a question waits for its decision, at the department of who decides."),
        N_("The entry that asks the question."),
        N_("The time of decision that the ruling states."),
        N_("A decision dated before its question was written down has no known duration."),
    ),
    "know": (
        N_("How long a department that must know a decision takes to say that it does."),
        N_("The entry that writes the decision, or that tells the department later."),
        N_("The entry by which the department says that it knows."),
        N_("A decision superseded or revoked before that is counted as never."),
    ),
    "validate": (
        N_("How long a result that is handed in waits to be found good or sent back, at whoever asked for it."),
        N_("The entry that hands the result in."),
        N_("The entry that validates it or sends it back, whichever comes first."),
        N_("Tasks done without a validation, dropped or put on hold before it are counted as never validated."),
    ),
    "unblock": (
        N_("How long a task stands still because it waits on a department, on another task or on somebody outside."),
        N_("The entry that says what the task waits on."),
        N_("Any next step of the task, or another wait."),
        N_("Who is waited on outside the organisation is not a department: it is counted as not known."),
    ),
    "hand_over": (
        N_("How long a department takes to accept what another hands over to it."),
        N_("The entry that offers it, or offers it again."),
        N_("The entry by which the receiving department accepts it."),
        N_("What is given back or withdrawn before it was accepted is counted as never accepted."),
    ),
    "approve": (
        N_("How long a department takes to say yes or no where its approval is asked for."),
        N_("The entry that asks for the approval."),
        N_("The entry by which the department says yes or no."),
        N_("Requests that nobody answered, whatever the rule on silence made of them, are counted as never answered."),
    ),
    "contribute": (
        N_("How long a department takes to give its contribution, once per department asked."),
        N_("The entry that asks for the contributions."),
        N_("The first entry by which the department gives its own."),
        N_("Each is held against the hour that was set for it. What was withdrawn first is counted as never given."),
    ),
}
NEVER = {
    "acknowledge": N_("never taken in hand"),
    "decide": N_("left undecided"),
    "know": N_("void before it was known"),
    "validate": N_("never validated"),
    "hand_over": N_("never accepted"),
    "approve": N_("never answered"),
    "contribute": N_("never given"),
}
OPEN_MOST, OVER_MOST = 50, 200


class Shown(msgspec.Struct, frozen=True):
    """One response time as the page shows it: of what runs the oldest, of what ended the longest, and how many more."""

    times: Times
    plot: Plot | None
    open: tuple[Case, ...]
    open_n: int
    over: tuple[Case, ...]
    over_n: int


def init_app(app: Flask) -> None:
    """Add the pages, and what every page of figures tells a few durations by."""
    app.register_blueprint(pages)
    app.jinja_env.globals.update(is_few=is_few, middle=middle, middle_of=middle_of, middle_said=middle_said)


@pages.get("")
def show(cell: str) -> Any:
    """The page."""
    return render_template("cell/times.html", **_found(cell))


@pages.get("/now")
def now(cell: str) -> Any:
    """The figures alone, for a page that stays open; nothing where no entry came since the number it knows."""
    shown, _member = seen_by(cell, me().id)
    if request.args.get("after") == str(shown.board.seq):
        return Response(status=204)
    return render_template("cell/times_now.html", **_found(cell))


def _found(cell: str) -> dict[str, Any]:
    shown, member = seen_by(cell, me().id)
    cleared = rights.cleared(member.role, member.department)
    board = shown.board.copy()  # the loop's own goes on changing
    row = board.cell
    instant = clock.now() if row.closed_at is None else row.closed_at  # what never came stopped ageing at the close

    def read(connection: Any) -> list[waits.Wait]:
        return waits_in(connection, cell, instant, cleared=cleared, upto=board.seq)

    found = house().desk.apart(read)
    times = measures.response_times(found, row.targets, board.departments)
    return {
        "cell": cell,
        "title": row.title,
        "row": row,
        "board": board,
        "departments": board.departments,
        "shown": [_shown(one) for one in times],
        "unanswered": sum(wait.about == "answer" and wait.ended is None for wait in found),
        "now": instant,
        "seq": board.seq,
        "words": {name: language.say(title, tongue()) for name, title in TITLES.items()},
        "definitions": {name: [language.say(part, tongue()) for part in parts] for name, parts in DEFINITIONS.items()},
        "never": {name: language.say(text, tongue()) for name, text in NEVER.items()},
        "number": number,
        "about": lambda ref: called(board, ref, tongue()),
    }


def _shown(times: Times) -> Shown:
    """Of very many, those that tell most: a page that nobody can read to its end is of no use."""
    still = sorted(
        (case for case in times.all.cases if case.state == "open"),
        key=lambda case: (case.seconds is None, case.asked_at),  # whose age is not known stand last
    )
    over = [case for row in times.rows for case in row.cases if case.state != "open"]
    listed = over
    if len(over) > OVER_MOST:
        listed = sorted(over, key=lambda case: (case.seconds is None, -(case.seconds or 0.0), case.asked))[:OVER_MOST]
    return Shown(times, plot_of(times), tuple(still[:OPEN_MOST]), len(still), tuple(listed), len(over))


def number(ref: str) -> str:
    """What people call a row by: A-12, D-0003; nothing for a department."""
    return number_of(ref)


def called(board: Board, ref: str, chosen: str) -> str | None:
    """What a row is called; None where its words are gone, and for an entry of another record, which makes no row."""
    row = board.row(ref) if ref.partition(":")[0] in NOUNS else None
    if isinstance(row, Approval):
        return mine.words_of(board, row)
    return task_title(row, board, chosen) if isinstance(row, Task) else _words_of(row)


def _words_of(row: Any) -> str | None:
    return getattr(row, "question", None) or getattr(row, "text", None)
