"""Many calls of one cell in one message: so many things are asked, each in a line, as far as there is room."""

from cell import language
from cell.board import Board
from cell.language import N_
from cell.outward.rule import Call
from cell.outward.words import LINES, Letter, asked_of, framed, of_whom, when

TOGETHER = N_("Also asked, in one message ({count}):")
OTHERS = N_("Others, in the inbox: {count}")
MOST = 80
NEVER = "9999"


def digest_of(calls: list[Call], board: Board, tongue: str, zone: str, address: str, room: int) -> Letter:
    """What several calls say in about `room` characters, the first to be due first, and the address of the inbox.

    Of what was called for more than once, the last call.
    """
    once = {(call.ref, call.asked): call for call in calls}
    sooner = sorted(once.values(), key=lambda call: call.due_at or NEVER)
    items = [f"- {_item(call, board, tongue, zone)}" for call in sooner]
    said = [language.say(text, tongue).format(count=len(items)) for text in (TOGETHER, OTHERS)]
    left, shown = room - len(framed(board, tongue, said, [address]).body), list[str]()
    for item in items:
        left -= len(item) + 1
        if left < 0 and shown:
            break
        shown.append(item)
    others = len(items) - len(shown)
    last = [language.say(OTHERS, tongue).format(count=others)] if others else []
    return framed(board, tongue, [said[0], *shown, *last], [address])


def _item(call: Call, board: Board, tongue: str, zone: str) -> str:
    told = [*asked_of(call, board, tongue, MOST), of_whom(call, board, tongue)]
    if call.due_at is not None:
        told.append(language.say(LINES["by"], tongue).format(words=when(call.due_at, tongue, zone)))
    return " · ".join(told)
