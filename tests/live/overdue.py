"""A cell in which much is due at one instant: rules on silence, calls upwards, and what was taken and then left."""

from collections import Counter
from typing import Any

from cell import clock
from cell.errors import Refused
from cell.journal.orders import Command
from tests.cast import SEATS, World

EACH = 3
ASKED = SEATS[:EACH]
# What the clock must have written of each, once it is over; reminders and targets that passed before stand besides.
EXPECTED = {
    "approval.lapsed": EACH,
    "approval.presumed": EACH,
    "wait.escalated": EACH,
    "task.stalled": EACH,
    "handoff.stalled": EACH,
}
HOUR = 3600
STATEMENT = {"audience": "media", "text": "Nous enquêtons."}


def open_overdue(world: World, cell: str, due_at: str) -> None:
    """Open an exercise in which all falls due at one instant. In one batch: else clocks would write in between."""
    alice, chloe = world.ids["alice"], world.ids["chloe"]
    opening = {"title": "Échéances", "level": 3, "departments": SEATS, "exercise": True}
    member = {"member": chloe, "role": "member", "department": "logistics"}
    deeds: list[tuple[float, int, str, dict[str, Any]]] = [
        (-9, alice, "open_cell", opening),
        (-9, alice, "add_member", member),
        *[(-9, alice, "add_task", {"title": "Compter", "department": "logistics"}) for _ in range(EACH)],
        *[(-9, chloe, "offer_handoff", {"to": "legal", "text": "Le contrat"}) for _ in range(EACH)],
        *[(-9, chloe, "draft_statement", STATEMENT) for _ in range(3)],
        # A level 3 promises that what is in hand is asked for anew after four hours without a word.
        *[(-4, chloe, "acknowledge_task", {"task": number}) for number in range(1, EACH + 1)],
        *[(-4, alice, "accept_handoff", {"handoff": number}) for number in range(1, EACH + 1)],
        # The director is called half as late again as the hour that was set: here a third of the wait before now.
        (-1.5, chloe, "ask_approval", asked(3, "escalate", clock.after(due_at, -HOUR / 2))),
        (-1, chloe, "ask_approval", asked(1, "lapse", due_at)),
        (-1, chloe, "ask_approval", asked(2, "agree", due_at)),
    ]
    orders = [
        Command(cell, by, name, args, f"{cell}-{place}", at=clock.after(due_at, hours * HOUR))
        for place, (hours, by, name, args) in enumerate(deeds)
    ]
    answers = world.house.desk.writer.carry_out(orders).answers
    assert not [one for one in answers if isinstance(one, Refused)], answers


def asked(statement: int, silence: str, needed_by: str) -> dict[str, Any]:
    """A request for the yes of several departments."""
    return {"object": f"statement:{statement}", "departments": ASKED, "silence": silence, "needed_by": needed_by}


def told_of(entries: list[dict[str, Any]]) -> Counter[tuple[str, str]]:
    """How often the clock said each thing, by kind and by the row it is about; calls for other rows are left out."""
    found: Counter[tuple[str, str]] = Counter()
    for one in entries:
        kind, facts = one["kind"], one["facts"]
        noun = kind.partition(".")[0]
        ref = facts.get("object") if noun == "wait" else f"{noun}:{facts.get(noun)}"
        if kind in EXPECTED and (noun != "wait" or ref.startswith("approval:")):
            found[kind, ref] += 1
    return found


def is_told(found: Counter[tuple[str, str]]) -> bool:
    """Whether all that is due has been said, at least once."""
    return Counter(kind for kind, _ref in found) == Counter(EXPECTED)
