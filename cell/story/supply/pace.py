"""How fast the lines run: a decision, the one that replaces it over an objection, and what waited and went on."""

from cell.language import N_
from cell.story.supply.cast import OPENING
from cell.story.telling import DAY, In, The, about, ask, on, take

START = OPENING[0]

_PACE = [
    ask(
        START - 134,
        "marc",
        "pace",
        N_("Do all three lines run slower, or does one of them stop?"),
        consulted=["production", "logistics"],
        needed_by=In(290 - START),
    ),
    about(START - 136, "marc", "add_option", "pace", text=N_("All three at 60%")),
    about(START - 137, "marc", "add_option", "pace", text=N_("Line 2 stops")),
    about(
        START - 160,
        "clara",
        "give_position",
        "pace",
        department="logistics",
        option=1,
        stance="for",
        reason=N_("The warehouse can feed three lines at that pace, and not two at full speed."),
    ),
    take(
        START - 216,
        "thomas",
        "pace",
        N_("All three lines at 60% until the first lorry"),
        N_("Nobody is sent home, and no customer has to be chosen over another yet"),
        ["production", "logistics", "finance"],
        option=1,
        rejected=N_("Stop line 2"),
        risk=N_("Everybody is served late, and the penalties come sooner"),
    ),
    about(START - 221, "marc", "acknowledge_decision", "pace", department="production"),
    about(START - 233, "clara", "acknowledge_decision", "pace", department="logistics"),
    about(START - 239, "helene", "acknowledge_decision", "pace", department="finance"),
    ask(
        DAY + 136,
        "marc",
        "line2",
        N_("At 60% everybody is late: do we stop line 2 for the priority orders?"),
        consulted=["production", "communications"],
        needed_by=In(-DAY - 90),
    ),
    about(
        DAY + 128,
        "marc",
        "give_position",
        "line2",
        department="production",
        stance="for",
        reason=N_("Ten of the twelve priority orders are woven on lines 1 and 3."),
    ),
    about(
        DAY + 119,
        "nadia",
        "give_position",
        "line2",
        department="communications",
        stance="against",
        reason=N_("Two customers of line 2 wait eight days, and one of them talks to the press."),
        strong=True,
    ),
    take(
        DAY + 97,
        "karim",
        "line2",
        N_("Line 2 stops tonight; lines 1 and 3 run at full speed"),
        N_("At 60% the hospitals have nothing left before we deliver"),
        ["production", "communications", "logistics"],
        rejected=N_("Go on with three lines at 60%"),
        effect=N_("Two thirds of the priority orders served tomorrow"),
        risk=N_("Two customers wait eight days; Anne Kessler calls them herself"),
        pinned=[The("linen"), The("penalties")],
    ),
    about(DAY + 94, "karim", "supersede_decision", "pace", by=The("line2")),
    about(DAY + 92, "marc", "acknowledge_decision", "line2", department="production"),
    about(DAY + 88, "nadia", "acknowledge_decision", "line2", department="communications"),
    about(DAY + 71, "clara", "acknowledge_decision", "line2", department="logistics"),
    about(
        DAY + 44,
        "anne",
        "review_decision",
        "first_lot",
        verdict="keep",
        text=N_("18 t are found and the price stays below 4.10 €/kg; the extra cost is €64,000 of 180,000."),
        review_at=In(1500),
    ),
    about(57, "karim", "inform_decision", "night", departments=["logistics"]),
]

_WAITS = [
    on(
        START - 60,
        "marc",
        "wait_task",
        "stops",
        reason=N_("The stock of each warehouse is missing"),
        on={"department": "logistics"},
        unblocker="Clara Petit",
    ),
    on(START - 111, "marc", "resume_task", "stops"),
    on(
        DAY + 152,
        "nadia",
        "wait_task",
        "letters",
        reason=N_("The dates of lines 1 and 3 are missing"),
        on={"department": "production"},
        unblocker="Marc Delattre",
    ),
    on(DAY + 139, "nadia", "resume_task", "letters"),
    on(
        DAY + 80,
        "clara",
        "wait_task",
        "transport",
        reason=N_("The tonnage of each lorry is to be confirmed"),
        on={"department": "purchasing"},
        unblocker="Sofia Lemaire",
    ),
    on(DAY + 46, "clara", "resume_task", "transport"),
]

STEPS = (*_PACE, *_WAITS)
