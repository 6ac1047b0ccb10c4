"""What to unblock first, and whom it frees: through everything that waits in turn."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from cell.board import Board
from cell.waits import Wait

MOVES = 3


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """Something that one department could end.

    `object` is a ref, `frees` the departments that wait for it, directly or behind what waits for it, in the order of
    how long they have; `waited_s` is the age of all those waits together.
    """

    object: str
    on: str
    about: str
    frees: tuple[str, ...]
    waited_s: float
    waits: tuple[Wait, ...]


def moves_of(waits: Iterable[Wait], blocks: Mapping[str, Iterable[str]], most: int = MOVES) -> list[Move]:
    """The next moves: those that free the most departments first, then those that end the most waiting.

    `blocks` names what cannot go on before something else is there: by ref, the refs that wait for it. What belongs to
    nobody in the organisation, or makes nobody else wait, is no move.
    """
    running: dict[str, list[Wait]] = defaultdict(list)
    for wait in waits:
        if wait.ended_at is None:
            running[wait.object].append(wait)
    found = [move for ref in running if (move := _move(ref, running, blocks)) is not None]
    found.sort(key=lambda move: (-len(move.frees), -move.waited_s, move.object))
    return found[:most]


def blocks_of(board: Board) -> dict[str, list[str]]:
    """What waits for what on a board: by ref, the refs that cannot go on before it is there."""
    found: dict[str, list[str]] = defaultdict(list)
    for task in board.tasks.values():
        for other in task.blocks:
            found[f"task:{task.id}"].append(f"task:{other}")
    for approval in board.approvals.values():
        if approval.status == "asked":
            found[f"approval:{approval.id}"].append(approval.object)
    return found


def _move(ref: str, running: Mapping[str, list[Wait]], blocks: Mapping[str, Iterable[str]]) -> Move | None:
    """What one department could end: of what several are asked for, such as contributions, its own part."""
    first = min(running[ref], key=lambda wait: wait.asked)
    on = first.on
    if on is None or blocked(ref, running):
        return None
    own = [wait for wait in running[ref] if wait.on == on or wait.about != first.about]
    behind = _behind(ref, own, running, blocks)
    freed: dict[str, float] = defaultdict(float)
    for wait in behind:
        if wait.waiting is not None and wait.waiting != on:
            freed[wait.waiting] += wait.lasted_s or 0.0
    if not freed:
        return None
    return Move(
        object=ref,
        on=on,
        about=first.about,
        frees=tuple(sorted(freed, key=lambda slug: (-freed[slug], slug))),
        waited_s=round(sum(freed.values()), 3),
        waits=tuple(sorted(behind, key=lambda wait: wait.asked)),
    )


def blocked(ref: str, running: Mapping[str, list[Wait]]) -> bool:
    """Whether it waits itself, so that pressing its department would not help."""
    return any(wait.about == "hold" for wait in running.get(ref, ()))


def _behind(
    ref: str, own: list[Wait], running: Mapping[str, list[Wait]], blocks: Mapping[str, Iterable[str]]
) -> list[Wait]:
    """Its own waits and those that end with it, near and far; each thing once, so that a circle ends too."""
    seen, todo, found = {ref}, [ref], list(own)
    while todo:
        new = [other for other in blocks.get(todo.pop(), ()) if other not in seen]
        found += [wait for other in new for wait in running.get(other, ())]
        seen.update(new)
        todo += new
    return found
