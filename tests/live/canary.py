"""A word that can be found: a bit of every command carries it, and a stranger to the cell tries all he can."""

import time
import uuid
from collections.abc import Iterator
from typing import Any

from tests.live.raw import Raw
from tests.serving import Screen

CANARY = "canari-7f3a91"
OTHER = "merle-55d0c2"


def crisis(screen: Screen, cell: str, word: str, eve: int) -> Iterator[dict[str, Any]]:
    """A bit of everything that carries words, each with the canary in it; yields the answers."""
    act = lambda name, **args: screen.act(name, cell=cell, **args)  # noqa: E731
    yield act("add_task", title=f"{word} titre", department="logistics")
    yield act("comment_task", task=1, text=f"{word} commentaire")
    yield act("wait_task", task=1, on={"outside": f"{word} dehors"}, reason=f"{word} raison", unblocker=word)
    yield act("edit_task", task=1, title=f"{word} autre")
    yield act("complete_task", task=1, result=f"{word} fin")
    yield act("set_objective", text=f"{word} objectif", unit="t")
    yield act("measure_objective", objective=1, value="12.5")
    yield act("retire_objective", objective=1, reason=f"{word} atteint")
    yield act("set_situation", text=f"{word} situation")
    yield act("set_phase", phase=f"{word} phase")
    yield act("change_level", level=4, reason=f"{word} pire")
    yield act("ask_decision", question=f"{word} question")
    yield act("add_option", decision=1, text=f"{word} option")
    yield act("give_position", decision=1, department="logistics", stance="against", reason=word, strong=True)
    yield act("take_decision", decision=1, choice=word, rationale=word, decider=screen.joined["me"]["id"])
    yield act("revoke_decision", decision=1, reason=f"{word} retour")
    yield act("ask_decision", question=f"{word} secret", restricted=True)
    said = act("record_information", text=f"{word} brut", source=word, standing="rumour", state="to_verify")
    yield said
    yield act("correct_entry", entry=said["seq"], text=f"{word} net", reason=word)
    yield act("redact_entry", entry=said["seq"], reason=f"{word} effacé")
    yield act("add_member", member=eve, role="observer")
    yield act("remove_member", member=eve, reason=f"{word} adieu")


def pry(raw: Raw, cell: str) -> None:
    """All that a stranger to a cell may try over the socket, with names guessed right."""
    for seq in (None, 0, 1, 10**6, -1):
        for stream in (None, "x"):
            raw.ask("join", {"cell": cell, "seq": seq, "stream": stream})
    for name, args in (
        ("comment_task", {"task": 1, "text": "x"}),
        ("acknowledge_task", {"task": 1}),
        ("edit_task", {"task": 1, "title": "x"}),
        ("add_option", {"decision": 1, "text": "x"}),
        ("correct_entry", {"entry": 2, "text": "x", "reason": "x"}),
        ("open_cell", {"title": "x", "level": 1}),
    ):
        for where in (cell, f" {cell}", cell.upper(), f"{cell}\0"):
            raw.ask("command", {"cell": where, "name": name, "args": args, "key": str(uuid.uuid4())})
    for odd in ([cell], {"cell": cell}, cell, {"cell": cell, "room": cell}):
        raw.ask("join", odd)


def settle(raw: Raw, limit_s: float = 2.5) -> None:
    """Hear all that is still to come, presence and a head or two among it."""
    deadline = time.monotonic() + limit_s
    while (left := deadline - time.monotonic()) > 0:
        try:
            raw.read(left)
        except TimeoutError:
            return
