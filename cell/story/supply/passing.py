"""What goes from one department to another, and what is said outside: hand-offs, approvals, statements."""

from cell.language import N_
from cell.story.supply.cast import OPENING
from cell.story.telling import DAY, In, Step, The, act, handed, offer

START = OPENING[0]

_HANDOFFS = [
    offer(
        DAY + 182,
        "sofia",
        "collect",
        N_("Fetch the 18 t in Minho: address, loading hours and whom to call are in the offer"),
        "logistics",
        means=N_("The carrier of our Porto lots is free from tomorrow"),
        needed_by=In(-DAY - 60),
    ),
    handed(DAY + 179, "clara", "see", "collect"),
    handed(DAY + 173, "clara", "accept", "collect"),
    handed(DAY + 122, "clara", "complete", "collect"),
    offer(
        DAY + 158,
        "marc",
        "dates",
        N_("The delivery dates of lines 1 and 3, order by order"),
        "communications",
    ),
    handed(DAY + 155, "nadia", "see", "dates"),
    handed(DAY + 151, "nadia", "return", "dates", reason=N_("Two of the twelve customers have no date.")),
    handed(
        DAY + 141,
        "marc",
        "renew",
        "dates",
        text=N_("The delivery dates of lines 1 and 3, all twelve customers"),
    ),
    handed(DAY + 139, "nadia", "accept", "dates"),
    handed(DAY + 121, "nadia", "complete", "dates"),
    offer(
        285,
        "helene",
        "papers",
        N_("The papers for the claim: contract, letter of the mill, photographs"),
        "legal",
        needed_by=In(200),
    ),
    offer(
        13,
        "clara",
        "unload",
        N_("The first lorry: 600 kg for the trial come off first, at gate 3"),
        "production",
        needed_by=In(300),
    ),
]

_STATEMENTS = [
    Step(
        START - 186,
        "nadia",
        "draft_statement",
        {
            "audience": "customers",
            "text": N_(
                "A fire at our spinning mill delays part of our deliveries. Nobody is hurt."
                " Each of you hears a new date from us within a day."
            ),
            "approvers": ["legal"],
        },
        "delay",
    ),
    Step(
        START - 187,
        "nadia",
        "ask_approval",
        {"object": "statement:1", "departments": ["legal"], "needed_by": In(240 - START)},
        "clear",
    ),
    act(
        START - 211,
        "celine",
        "give_approval",
        approval=The("clear"),
        text=N_("Without the word force majeure, which needs a letter."),
    ),
    act(START - 216, "nadia", "publish_statement", statement=The("delay")),
    act(
        START - 224,
        "nadia",
        "tell_statement",
        statement=The("delay"),
        whom=N_("the twelve priority customers"),
        channel=N_("telephone"),
    ),
    Step(
        244,
        "nadia",
        "draft_statement",
        {
            "audience": "media",
            "text": N_(
                "Our looms run. Cotton yarn from another mill arrives this week, and hospitals are served first."
                " We say more once the first lots are delivered."
            ),
            "approvers": ["legal"],
        },
        "press",
    ),
    Step(
        242,
        "nadia",
        "ask_approval",
        {"object": "statement:2", "departments": ["legal"], "needed_by": In(-120)},
        "press_clear",
    ),
]

STEPS = (*_HANDOFFS, *_STATEMENTS)
