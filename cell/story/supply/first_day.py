"""The first day: everybody comes, the stock is counted, and dear yarn is bought."""

from cell.language import N_
from cell.story.supply.cast import LEAD, OPENING, PEOPLE, STAFF
from cell.story.telling import DAY, In, Step, Who, about, act, ask, measured, on, take, task

START = OPENING[0]
LATE = ("ines",)  # called on the third day

_PEOPLE = [
    act(START - 1, LEAD, "add_member", member=Who(who), role=role, department=department)
    for who, (role, department) in PEOPLE.items()
    if who != LEAD and who not in LATE
]
_STAFF = [
    act(START - 2, LEAD, "staff_department", department=slug, holder=Who(holder), deputy=Who(deputy))
    for slug, (holder, deputy) in STAFF.items()
]
_ANSWERS = [
    act(START - 3 - 2 * place, who, "answer_call", answer="here")
    for place, who in enumerate(who for who in PEOPLE if who not in LATE and who != "celine")
]

_AIMS = [
    act(START - 8, "anne", "set_aim", text=N_("Keep every line running and every customer served")),
    act(START - 9, "anne", "set_phase", phase=N_("Phase 1, understand")),
    Step(
        START - 10,
        "anne",
        "set_objective",
        {"text": N_("Orders served"), "unit": "%", "target": "95", "start": "48"},
        "orders",
    ),
    Step(
        START - 11,
        "anne",
        "set_objective",
        {"text": N_("Yarn stock"), "unit": N_("days"), "target": "5", "start": "2.9"},
        "stock",
    ),
    Step(
        START - 12,
        "anne",
        "set_objective",
        {"text": N_("Extra cost"), "unit": "k€", "target": "180", "start": "0", "sense": "down"},
        "cost",
    ),
    act(START - 34, "celine", "answer_call", answer="coming", coming_at=In(90 - START)),
    act(START - 92, "celine", "answer_call", answer="here"),
    act(START - 42, "thomas", "set_point", at=In(75 - START)),
    act(START - 80, "thomas", "set_point", at=In(240 - START)),
    act(
        START - 84,
        "thomas",
        "set_situation",
        text=N_(
            "Our mill burnt down in the night and delivers nothing for six weeks at least. Nobody is hurt."
            " We are counting our yarn and calling the other mills."
        ),
    ),
    measured(START - 190, "marc", "orders", "48"),
    measured(START - 191, "clara", "stock", "2.9"),
    measured(START - 240, "helene", "cost", "18"),
]

_WORK = [
    task(
        START - 25,
        "anne",
        "mills",
        N_("Call the five mills on the list"),
        "purchasing",
        owner="sofia",
        objective=2,
        priority=1,
        due_at=In(150 - START),
    ),
    on(START - 31, "sofia", "acknowledge_task", "mills"),
    on(START - 100, "sofia", "complete_task", "mills", result=N_("Two can deliver within ten days")),
    task(
        START - 26,
        "anne",
        "count",
        N_("Count the yarn in every warehouse"),
        "logistics",
        owner="clara",
        objective=2,
        priority=1,
        due_at=In(240 - START),
    ),
    on(START - 44, "clara", "acknowledge_task", "count"),
    on(START - 180, "clara", "complete_task", "count", result=N_("9 t, not quite three days at the present pace")),
    task(START - 40, "anne", "stops", N_("Work out when each line stops"), "production", objective=1, priority=1),
    on(START - 52, "marc", "acknowledge_task", "stops"),
    on(START - 120, "marc", "submit_task", "stops"),
    on(START - 128, "anne", "return_task", "stops", reason=N_("Line 2 is missing.")),
    on(START - 150, "marc", "submit_task", "stops"),
    on(START - 158, "anne", "validate_task", "stops"),
    task(START - 96, "thomas", "contract", N_("Read the contract with the mill"), "legal", owner="celine", objective=1),
    on(START - 104, "celine", "acknowledge_task", "contract"),
    on(
        START - 290,
        "celine",
        "complete_task",
        "contract",
        result=N_("Force majeure holds for them. Towards our customers it must be announced in writing."),
    ),
    task(START - 200, "clara", "pallets", N_("Rent 400 pallet places in Roubaix"), "logistics", owner="clara"),
    on(START - 330, "clara", "drop_task", "pallets", reason=N_("Our own warehouse has the room.")),
]

_CEILING = [
    ask(
        START - 60,
        "anne",
        "first_lot",
        N_("Do we buy above the price ceiling of 3.60 €/kg?"),
        consulted=["finance", "purchasing"],
        needed_by=In(240 - START),
    ),
    about(
        START - 110,
        "sofia",
        "give_position",
        "first_lot",
        department="purchasing",
        stance="for",
        reason=N_("Nobody sells below 4 € this week."),
    ),
    about(
        START - 120,
        "helene",
        "give_position",
        "first_lot",
        department="finance",
        stance="reserved",
        reason=N_("Up to 4.10 €/kg, for six weeks only"),
    ),
    take(
        START - 200,
        "thomas",
        "first_lot",
        N_("Order 18 t above the ceiling, for six weeks"),
        N_("Not three days of stock, and no other mill before ten days"),
        ["purchasing", "finance", "production", "logistics"],
        rejected=N_("Wait for the mill's own plan"),
        authority=N_("Delegation to the crisis director, up to €150,000"),
        review_at=In(-DAY - 30),
    ),
    about(START - 205, "sofia", "acknowledge_decision", "first_lot", department="purchasing"),
    about(START - 214, "marc", "acknowledge_decision", "first_lot", department="production"),
    about(START - 230, "helene", "acknowledge_decision", "first_lot", department="finance"),
    about(START - 236, "clara", "acknowledge_decision", "first_lot", department="logistics"),
]

STEPS = (*_PEOPLE, *_STAFF, *_ANSWERS, *_AIMS, *_WORK, *_CEILING)
