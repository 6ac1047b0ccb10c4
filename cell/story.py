"""The words of the demo: a textile maker loses its yarn supplier, and has a temporary chain three days later."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from cell import clock
from cell.language import N_

DEPARTMENTS = ("purchasing", "production", "logistics", "finance", "communications", "legal", "direction")
PEOPLE = {
    "anne": ("Anne Kessler", "director", "direction"),
    "karim": ("Karim Benali", "loggist", None),
    "sofia": ("Sofia Lemaire", "member", "purchasing"),
    "marc": ("Marc Delattre", "member", "production"),
    "clara": ("Clara Petit", "member", "logistics"),
    "helene": ("Hélène Marchand", "member", "finance"),
    "nadia": ("Nadia Belkacem", "communications", "communications"),
    "yves": ("Yves Roche", "observer", "direction"),
}
LEAD = "anne"
DAY = 24 * 60
OPENING = (2 * DAY + 300, N_("Supply break, cotton yarn: our spinning mill burnt down"))


class Who(NamedTuple):
    """One of the people, to be replaced by an id."""

    key: str


class Said(NamedTuple):
    """A sentence, to be said in the language of the demo."""

    text: str


def _task(title: str, department: str, owner: str | None = None, **more: Any) -> dict[str, Any]:
    args: dict[str, Any] = {"title": Said(title), "department": department, **more}
    return args | {"owner": Who(owner)} if owner else args


def steps(now: str) -> Iterator[tuple[float, str, str, dict[str, Any]]]:
    """What happens after the opening: (minutes ago, who, command, arguments), in order of time."""
    start = OPENING[0]

    def due(minutes: float) -> str:
        return clock.after(now, 60 * minutes)

    for number, (who, (_name, role, department)) in enumerate(PEOPLE.items()):
        if who != LEAD:
            args = {"member": Who(who), "role": role, "department": department}
            yield start - 1 - number, LEAD, "add_member", args
    yield (
        start - 12,
        LEAD,
        "set_aim",
        {"text": Said(N_("Deliver the 12 priority customers, with no line stopped for more than 24 h"))},
    )
    yield start - 14, LEAD, "set_objective", {"text": Said(N_("Orders served")), "unit": "%", "target": "95"}
    yield start - 15, LEAD, "set_objective", {"text": Said(N_("Yarn in stock")), "unit": "t", "target": "60"}
    yield from _first_day(start, due)
    yield from _second_day(due)
    yield from _today(due)


def _first_day(start: float, due: Any) -> Iterator[tuple[float, str, str, dict[str, Any]]]:
    fire = {
        "text": Said(N_("The mill announces six weeks of standstill at least. Letter received.")),
        "standing": "fact",
    }
    yield start - 20, "karim", "record_information", {**fire, "state": "verified", "source": Said(N_("e-mail"))}
    yield (
        start - 25,
        "anne",
        "add_task",
        _task(N_("Call the five mills on the list"), "purchasing", "sofia", objective=2, priority=1),
    )
    yield (
        start - 26,
        "anne",
        "add_task",
        _task(N_("Count the yarn in every warehouse"), "logistics", "clara", objective=2, priority=1),
    )
    yield start - 31, "sofia", "acknowledge_task", {"task": 1}
    yield start - 44, "clara", "acknowledge_task", {"task": 2}
    yield (
        start - 60,
        "anne",
        "ask_decision",
        {
            "question": Said(N_("Do we buy above the price ceiling of 3.60 €/kg?")),
            "decider": Who("anne"),
            "consulted": ["finance", "purchasing"],
        },
    )
    yield start - 100, "sofia", "complete_task", {"task": 1, "result": Said(N_("Two can deliver within ten days"))}
    yield (
        start - 120,
        "helene",
        "give_position",
        {
            "decision": 1,
            "department": "finance",
            "stance": "reserved",
            "reason": Said(N_("Up to 4.10 €/kg, for six weeks only")),
        },
    )
    yield start - 180, "clara", "complete_task", {"task": 2, "result": Said(N_("41 t, nine days at the present pace"))}
    yield (
        start - 200,
        "anne",
        "take_decision",
        {
            "decision": 1,
            "choice": Said(N_("Order 18 t above the ceiling, for six weeks")),
            "rationale": Said(N_("Nine days of stock, and no other mill before ten days")),
            "decider": Who("anne"),
            "rejected": Said(N_("Wait for the mill's own plan")),
            "inform": ["purchasing", "finance", "production", "logistics"],
        },
    )
    yield start - 205, "sofia", "acknowledge_decision", {"decision": 1, "department": "purchasing"}
    yield start - 230, "helene", "acknowledge_decision", {"decision": 1, "department": "finance"}


def _second_day(due: Any) -> Iterator[tuple[float, str, str, dict[str, Any]]]:
    yield (
        DAY + 200,
        "anne",
        "add_task",
        _task(
            N_("Negotiate 18 t of Nm 34 yarn with the mill in Minho"),
            "purchasing",
            "sofia",
            objective=2,
            decision=1,
            priority=1,
            due_at=due(100),
        ),
    )
    yield DAY + 190, "sofia", "acknowledge_task", {"task": 3}
    yield (
        DAY + 150,
        "marc",
        "add_task",
        _task(
            N_("Start the trial on the substitute yarn"), "production", "marc", objective=1, priority=1, due_at=due(42)
        ),
    )
    yield DAY + 149, "marc", "acknowledge_task", {"task": 4}
    yield (
        DAY + 100,
        "sofia",
        "add_task",
        _task(N_("Read the force majeure notice to the customers"), "legal", objective=1, due_at=due(-103)),
    )
    yield (
        DAY + 90,
        "clara",
        "add_task",
        _task(N_("Transport plan Porto – Roubaix, three rounds"), "logistics", "clara", objective=2, due_at=due(130)),
    )
    yield DAY + 88, "clara", "acknowledge_task", {"task": 6}
    yield (
        DAY + 30,
        "helene",
        "add_task",
        _task(
            N_("Declare the claim to the insurer for business interruption"),
            "finance",
            "helene",
            objective=1,
            due_at=due(220),
        ),
    )
    yield DAY + 28, "helene", "acknowledge_task", {"task": 7}


def _today(due: Any) -> Iterator[tuple[float, str, str, dict[str, Any]]]:
    yield (
        300,
        "helene",
        "wait_task",
        {
            "task": 7,
            "reason": Said(N_("Legal must read the clause on fire")),
            "on": {"department": "legal"},
            "unblocker": "Yves Roche",
        },
    )
    yield (
        250,
        "nadia",
        "add_task",
        _task(N_("Publish the holding message for customers"), "communications", "nadia", objective=1, due_at=due(70)),
    )
    yield 249, "nadia", "acknowledge_task", {"task": 8}
    yield (
        240,
        "nadia",
        "wait_task",
        {"task": 8, "reason": Said(N_("Wording to be approved")), "on": {"department": "legal"}},
    )
    yield 200, "clara", "submit_task", {"task": 6}
    yield (
        130,
        "marc",
        "wait_task",
        {"task": 4, "reason": Said(N_("The test yarn comes with the first lorry")), "on": {"task": 6}},
    )
    yield (
        118,
        "anne",
        "add_task",
        _task(N_("Confirm the slot Porto – Roubaix of Thursday 06:00"), "logistics", objective=2, due_at=due(-3)),
    )
    yield (
        90,
        "helene",
        "add_task",
        _task(N_("Cost the temporary chain over six weeks"), "finance", objective=2, due_at=due(180)),
    )
    yield (
        75,
        "marc",
        "add_task",
        _task(
            N_("Replan lines 1 and 3 on the priority orders"),
            "production",
            "marc",
            objective=1,
            decision=1,
            due_at=due(160),
        ),
    )
    yield 70, "marc", "acknowledge_task", {"task": 11}
    yield (
        60,
        "karim",
        "record_information",
        {
            "text": Said(N_("Dockers may strike in Leixões on Thursday afternoon.")),
            "standing": "rumour",
            "state": "to_verify",
            "departments": ["logistics"],
        },
    )
    yield (
        40,
        "nadia",
        "add_task",
        _task(
            N_("Keep up to date the dates promised to the 12 customers"),
            "communications",
            "nadia",
            objective=1,
            due_at=due(19),
        ),
    )
    yield 39, "nadia", "acknowledge_task", {"task": 12}
    yield 12, "sofia", "comment_task", {"task": 3, "text": Said(N_("The mill calls back at half past three."))}
    yield 2, "anne", "add_task", _task(N_("Check the dyeing of the test batch from Minho"), "production", objective=1)
