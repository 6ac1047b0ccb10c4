"""Many calls of one cell in one message: so many things are asked, each in a line, as far as there is room."""

import msgspec

from cell import language
from cell.board import Board
from cell.language import N_
from cell.outward.rule import Call
from cell.outward.words import LINES, NAMED, Letter, asked_of, framed, of_whom, when
from cell.titles import cut

TOGETHER = N_("Also asked, in one message ({count}):")
OTHERS = N_("Others, in the inbox: {count}")
MOST = 80
FEW_NAMED = 3
NEVER = "9999"
# What each department owes on its own, by a clock of its own: of anything else one clock runs at a time.
EACH = ("contribute", "know")


def digest_of(calls: list[Call], board: Board, tongue: str, zone: str, address: str, room: int) -> Letter:
    """What several calls say in about `room` characters, the first to be due first, and the address of the inbox.

    Of what a department, or whoever it is, was called for more than once, the last call; what is said the same of
    several departments stands in one line.
    """
    told = _joined(_last(calls), board, tongue)
    sooner = sorted(told, key=lambda call: call.due_at or NEVER)
    said = [language.say(text, tongue).format(count=len(sooner)) for text in (TOGETHER, OTHERS)]
    left, shown = room - len(framed(board, tongue, said, [address]).body), list[str]()
    items = [_item(call, board, tongue, zone, NAMED) for call in sooner]
    if sum(len(item) + 1 for item in items) > left:
        items = [_item(call, board, tongue, zone, FEW_NAMED) for call in sooner]
    for item in items:
        if len(item) + 1 > left and shown:
            break
        shown.append(cut(item, max(left - 1, MOST)))  # one at least is told, whatever it says
        left -= len(item) + 1
    others = len(items) - len(shown)
    last = [language.say(OTHERS, tongue).format(count=others)] if others else []
    return framed(board, tongue, [said[0], *shown, *last], [address])


def _last(calls: list[Call]) -> list[Call]:
    """The last call of every clock. One that asked several departments stays as long as one of them has no later."""
    last: dict[tuple[str, ...], Call] = {}
    for call in calls:
        whose = (call.late or call.departments) if call.asked in EACH else ()
        for slug in whose or ("",):
            last[call.ref, call.asked, slug] = call
    kept = {id(call) for call in last.values()}
    return [call for call in calls if id(call) in kept]


def _joined(calls: list[Call], board: Board, tongue: str) -> list[Call]:
    """Those that differ in their departments alone as one call of all of these."""
    joined: dict[tuple[object, ...], Call] = {}
    for call in calls:
        alike = msgspec.structs.replace(call, departments=(), late=())
        # What is restricted reads the same whatever it is: there only what is the same is one.
        which = call.ref if call.is_bare else ""
        about = (which, call.to_director, call.due_at, *asked_of(alike, board, tongue, MOST))
        first = joined.get(about, alike)
        departments, late = (
            (*dict.fromkeys(one),) for one in (first.departments + call.departments, first.late + call.late)
        )
        joined[about] = msgspec.structs.replace(first, departments=departments, late=late)
    return [*joined.values()]


def _item(call: Call, board: Board, tongue: str, zone: str, named: int) -> str:
    told = [*asked_of(call, board, tongue, MOST, named), of_whom(call, board, tongue, named)]
    if call.due_at is not None:
        told.append(language.say(LINES["by"], tongue).format(words=when(call.due_at, tongue, zone)))
    return "- " + " · ".join(told)
