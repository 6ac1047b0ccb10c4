"""The third day until two hours ago: legal's chair empties, and others begin to wait."""

from cell.language import N_
from cell.story.telling import In, The, Who, act, measured, on, task

_COURSE = [
    act(425, "thomas", "set_point", at=In(-300)),
    measured(412, "marc", "orders", "66"),
    measured(410, "helene", "cost", "81"),
    measured(405, "clara", "stock", "2.8"),
    act(
        400,
        "karim",
        "set_situation",
        text=N_(
            "18 t of yarn are being bought in Minho. Line 2 stands still since yesterday evening."
            " 66% of the priority orders are served."
        ),
    ),
    act(290, "thomas", "set_point", at=In(-45)),
    act(131, "celine", "answer_call", answer="cannot"),
]

_WAITS = [
    task(
        310,
        "nadia",
        "notice",
        N_("Read the force majeure notice to the customers"),
        "legal",
        objective=1,
        due_at=In(-103),
    ),
    on(
        300,
        "helene",
        "wait_task",
        "claim",
        reason=N_("Legal must read the clause on fire"),
        on={"department": "legal"},
        unblocker="Céline Vasseur",
    ),
    task(
        250,
        "nadia",
        "holding",
        N_("Publish the holding message for customers"),
        "communications",
        owner="nadia",
        objective=1,
        due_at=In(70),
    ),
    on(249, "nadia", "acknowledge_task", "holding"),
    on(
        240,
        "nadia",
        "wait_task",
        "holding",
        reason=N_("Wording to be approved"),
        on={"department": "legal"},
        unblocker="Céline Vasseur",
    ),
    on(
        130,
        "marc",
        "wait_task",
        "trial",
        reason=N_("The test yarn comes with the first lorry"),
        on={"task": The("transport")},
        unblocker="Clara Petit",
    ),
]

# What was taken in hand yesterday goes on: else the clock would ask who is still on it.
_ALIVE = [
    on(362, "marc", "comment_task", "trial", text=N_("The looms are cleaned; nothing but the yarn is missing.")),
    on(335, "sofia", "comment_task", "negotiate", text=N_("I speak to the mill's director this morning.")),
    on(290, "clara", "comment_task", "transport", text=N_("Two of the three carriers have confirmed.")),
]

_WORK = [
    task(360, "helene", "margin", N_("Work out the margin of the spring catalogue anew"), "finance", owner="helene"),
    on(355, "helene", "acknowledge_task", "margin"),
    on(246, "helene", "comment_task", "margin", text=N_("The first three ranges are done; I wait for the yarn price.")),
    task(
        340,
        "clara",
        "customs",
        N_("Prepare the reception under customs in Roubaix"),
        "logistics",
        owner="clara",
        objective=2,
        due_at=In(250),
    ),
    on(335, "clara", "acknowledge_task", "customs"),
    task(
        330,
        "anne",
        "dates",
        N_("Keep up to date the dates promised to the 12 customers"),
        "communications",
        owner="nadia",
        objective=1,
        decision=The("ranks"),
        due_at=In(19),
    ),
    on(326, "nadia", "acknowledge_task", "dates"),
    on(104, "nadia", "comment_task", "dates", text=N_("Nine of the twelve are up to date.")),
    task(
        325,
        "sofia",
        "second",
        N_("Ask for a second offer from Turkey"),
        "purchasing",
        owner="sofia",
        objective=3,
        decision=The("first_lot"),
    ),
    on(322, "sofia", "acknowledge_task", "second"),
    on(180, "sofia", "complete_task", "second", result=N_("3.95 €/kg, but four weeks away")),
    on(150, "sofia", "comment_task", "negotiate", text=N_("The mill wants to be paid at 30 days.")),
    on(52, "clara", "submit_task", "transport"),
    on(196, "clara", "comment_task", "transport", text=N_("Three rounds, the last one at night.")),
    on(
        188,
        "marc",
        "comment_task",
        "transport",
        text=N_("@Clara Petit the trial needs 600 kg in the first lorry."),
        mentions=[Who("clara")],
    ),
]

STEPS = (*_COURSE, *_WAITS, *_ALIVE, *_WORK)
