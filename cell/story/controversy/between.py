"""What goes from one department to another, comes back, pulls apart, and is asked of several by an hour."""

from cell.language import N_
from cell.story.telling import DAY, In, Step, The, Who, act, handed, offer, part
from cell.titles import NOTHING

_HANDOFFS = [
    offer(
        241,
        "marc",
        "cause",
        N_("Why the coats could not be sold: five lines, two photographs"),
        "communications",
        means=N_("A customer can read it without a word of ours beside it"),
        needed_by=In(-170),
    ),
    handed(237, "nadia", "see", "cause"),
    handed(231, "nadia", "return", "cause", reason=N_("Which lot, which order? A customer must be able to check.")),
    handed(
        219,
        "marc",
        "renew",
        "cause",
        text=N_("Why the coats could not be sold: five lines with lot and order, two photographs"),
        needed_by=In(-170),
    ),
    handed(213, "nadia", "return", "cause", reason=N_("People can be recognised in both photographs.")),
    handed(
        199,
        "marc",
        "renew",
        "cause",
        text=N_("Why the coats could not be sold: five lines with lot and order, a photograph of the needle point"),
        needed_by=In(-170),
    ),
    handed(195, "nadia", "accept", "cause"),
    handed(186, "nadia", "complete", "cause"),
    offer(
        164,
        "leo",
        "bags",
        N_("3,000 bags of the campaign lie in the parcels of tonight: take them out"),
        "logistics",
        means=N_("No parcel leaves with a bag of the campaign"),
        needed_by=In(-60),
    ),
    handed(158, "clara", "see", "bags"),
    handed(147, "clara", "accept", "bags"),
    handed(71, "clara", "complete", "bags"),
    offer(
        92,
        "leo",
        "lots",
        N_("128 customers ask about their own coat: which lots are safe, number by number?"),
        "production",
        means=N_("A list that the shops can read out"),
        needed_by=In(60),
    ),
]

_REACH = [
    Step(
        264,
        "nadia",
        "ask_arbitration",
        {
            "question": N_("Does the campaign run tonight?"),
            "first": "sales",
            "first_text": N_("Let it run: the places are paid for, €90,000 of them."),
            "first_indicator": N_("Reach of the campaign"),
            "second": "communications",
            "second_text": N_("Stop it: under each advertisement stand the comments on the video."),
            "second_indicator": N_("Share of negative mentions"),
        },
        "reach",
    ),
    act(
        239,
        "karim",
        "rule_arbitration",
        arbitration=The("reach"),
        choice="second",
        text=N_("The campaign stops for three days; three of its places are kept for the answer."),
        reason=N_("Nobody buys a coat under that video. Reach is not counted until the campaign runs again."),
        decider=Who("anne"),
        suspended="first",
        until=In(3 * DAY - 239),
    ),
]

# Who waits here on Logistics is told so by the clock: its hour has passed, its deputy is called.
_POINT = [
    Step(
        150,
        "thomas",
        "ask_contributions",
        {
            "text": N_("For the report to the board: what you know for sure, what you do, what you lack"),
            "departments": ["communications", "sales", "production", "logistics"],
            "needed_by": In(-45),
        },
        "report",
    ),
    part(
        128,
        "marc",
        "production",
        N_("Lot 318 is sorted: 1,240 coats through the detector, 17 with a needle point, all set apart."),
    ),
    part(103, "leo", "sales", NOTHING),
    part(
        96,
        "nadia",
        "communications",
        N_("The answer is out. The press asks for figures; that line waits for Legal."),
    ),
    part(
        66,
        "leo",
        "sales",
        N_("The 31 shops read the answer out. 128 customers ask about their own coat, and nobody can tell them."),
    ),
]

STEPS = (*_HANDOFFS, *_REACH, *_POINT)
