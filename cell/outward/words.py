"""A message for outside the page: what is asked, of whom, by when, in which cell, how grave, and where to answer."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from cell import language
from cell.board import Approval, Board, number_of, words_of
from cell.language import N_
from cell.mine import worded
from cell.outward.rule import Call
from cell.titles import cut

ASKED = {
    "mobilise": N_("You are called into the cell: say whether you come"),
    "acknowledge": N_("Take in hand {number}: {text}"),
    "validate": N_("Validate or return {number}: {text}"),
    "approve": N_("Approve or refuse {number}: {text}"),
    "decide": N_("Decide {number}: {text}"),
    "know": N_("Take note of {number}: {text}"),
    "free": N_("{number} waits on you: {text}"),
    "accept": N_("Accept or give back {number}: {text}"),
    "rule": N_("Arbitrate {number}: {text}"),
    "contribute": N_("Give your department’s contribution to {number}: {text}"),
}
STEPS = {
    "stalled": N_("It was taken in hand and then left: it is to be taken in hand again."),
    "passed": N_("The target has passed and nobody has answered."),
    "deputy": N_("Nobody has answered: {called} is asked to step in as deputy."),
    "director": N_("Nobody has answered: {called}, who leads the cell, is asked to step in."),
}
BARE = N_("Something restricted waits. Open it to read it.")
EXERCISE = N_("EXERCISE")
EXERCISE_LINE = N_("EXERCISE: nothing of this is real.")
LEVEL = N_("Level {level}, {name}")
LINES = {
    "cell": N_("Cell: {words}"),
    "of": N_("Asked of: {words}"),
    "by": N_("By: {words}"),
    "late": N_("Late: {words}"),
}
WHO_LEADS = N_("who leads the cell")
AND = N_("{first} and {last}")
MORE = N_("{count} others")
WHEN = N_("{year}-{month}-{day} {hour} ({zone})")
GONE = N_("Text withdrawn")
TRIAL = N_("Trial of the channel “{name}”")
TRIAL_LINE = N_("This is a trial: nothing is asked of you. Alerts of the crisis cells will come this way.")
MOST = 240
# So many departments are named; of more, so many less one, and how many others there are.
NAMED = 20
CALLED = 80
# What chats take for a call to everybody, or show as a link under other words: no cell calls a whole room.
_SHOUTS = re.compile(
    r"(?<!\w)@(?=everyone|here|channel|all\b|\*\*|[!&]?\d)|\](?=\()|<(?=[!@#]|[a-z][a-z0-9+.-]*:)", re.IGNORECASE
)


class Letter(msgspec.Struct, frozen=True):
    """A message as it goes out."""

    title: str
    body: str


def letter_of(call: Call, board: Board, tongue: str, zone: str, address: str) -> Letter:
    """What a call says, in a language, with hours of a time zone and the address to answer at."""
    told = {"of": of_whom(call, board, tongue)}
    if call.due_at is not None:
        told["by"] = when(call.due_at, tongue, zone)
    last = [language.say(LINES[name], tongue).format(words=words) for name, words in told.items()]
    return framed(board, tongue, asked_of(call, board, tongue), [*last, address])


def framed(board: Board, tongue: str, first: list[str], last: list[str]) -> Letter:
    """A message of a cell: its own lines, with how grave the cell is and its name between them."""
    cell = board.cell

    def said(text: str, **words: Any) -> str:
        return language.say(text, tongue).format(**words)

    title = _flat(cell.title) or said(GONE)
    level = said(LEVEL, level=cell.level, name=said(language.LEVELS[cell.level]))
    drill = [said(EXERCISE_LINE)] if cell.exercise else []
    lines = [*drill, *first, level, said(LINES["cell"], words=title), *last]
    mark = f"[{said(EXERCISE)}] " if cell.exercise else ""
    return Letter(f"{mark}{level} · {cut(title, 80)}", "\n".join(lines))


def trial_of(name: str, tongue: str, address: str) -> Letter:
    """What a trial says."""
    title = language.say(TRIAL, tongue).format(name=_flat(name))
    return Letter(title, "\n".join([language.say(TRIAL_LINE, tongue), address]))


def when(instant: str, tongue: str, zone: str) -> str:
    """An instant with its day and its zone: whoever reads it may be anywhere, and may read it tomorrow."""
    moment = datetime.fromisoformat(instant).astimezone(ZoneInfo(zone))
    parts = {"year": f"{moment:%Y}", "month": f"{moment:%m}", "day": f"{moment:%d}", "hour": f"{moment:%H:%M}"}
    return language.say(WHEN, tongue).format(**parts, zone=zone)


def asked_of(call: Call, board: Board, tongue: str, most: int = MOST, named: int = NAMED) -> list[str]:
    """What is asked, how it came to that, and who is late; of what is restricted, only that it waits."""
    if call.is_bare:
        return [language.say(BARE, tongue)]
    text = cut(_flat(_text(board, call.ref, tongue, most // 2)) or language.say(GONE, tongue), most)
    lines = [language.say(ASKED.get(call.asked, ASKED["free"]), tongue).format(number=number_of(call.ref), text=text)]
    if call.step in STEPS:
        called = cut(_flat(call.called), CALLED) or "…"
        lines.append(language.say(STEPS[call.step], tongue).format(called=called))
    if late_of(call):
        late = _all(_names(call.late, board, tongue, named), tongue)
        lines.append(language.say(LINES["late"], tongue).format(words=late))
    return lines


def late_of(call: Call) -> tuple[str, ...]:
    """Who is late, where it is not they who are called; nobody where it is restricted."""
    return () if call.is_bare or not call.to_director else call.late


def of_whom(call: Call, board: Board, tongue: str, named: int = NAMED) -> str:
    """Whom it is asked of."""
    names = _names(call.departments, board, tongue, named)
    if call.to_director:
        names.append(language.say(WHO_LEADS, tongue))
    return _all(names, tongue)


def _names(slugs: tuple[str, ...], board: Board, tongue: str, most: int) -> list[str]:
    """Departments by name; of too many the first ones, and how many others there are."""
    rows = {slug: board.departments.get(slug) for slug in slugs}
    names = [_flat(getattr(row.name, tongue)) if row else slug for slug, row in rows.items()]
    if len(names) <= most:
        return names
    return [*names[: most - 1], language.say(MORE, tongue).format(count=len(names) - most + 1)]


def _all(names: list[str], tongue: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return language.say(AND, tongue).format(first=", ".join(names[:-1]), last=names[-1])


def _text(board: Board, ref: str, tongue: str, most: int) -> str | None:
    """Its words; of what was decided the question as well, shortened."""
    row: Any = board.row(ref)
    if isinstance(row, Approval):
        return worded(board, ref, words_of(board, row), tongue, most)
    taken = getattr(row, "taken", None)
    text = getattr(taken, "choice", None) or getattr(row, "question", None) or getattr(row, "text", None)
    return worded(board, ref, text, tongue, most)


def _flat(text: str | None) -> str:
    """People's words on one line, as words and nothing else."""
    return _SHOUTS.sub("\\g<0>\u200b", " ".join((text or "").split()))
