"""What is said outside: worded, approved by the direction at once and by Legal's deputy in the end, and told to whom.

The reminders and the call to the deputy are not told here: the clock writes them, as in any cell.
"""

from cell.language import N_
from cell.story.telling import In, Step, The, act

_CUSTOMERS = [
    Step(
        223,
        "nadia",
        "draft_statement",
        {
            "audience": "customers",
            "text": N_(
                "Needle points had been left in the linings of 212 coats, so that we could neither sell them nor give"
                " them away. They were cut up behind our Lille shop, as a video shows."
            ),
            "approvers": ["direction", "legal"],
        },
        "answer",
    ),
    act(
        210,
        "nadia",
        "revise_statement",
        statement=The("answer"),
        text=N_(
            "The video is true. 212 coats of ours were cut up in a back yard: needle points had been left in their"
            " linings, so that we could neither sell them nor give them away. That yard was not the place, and it does"
            " not happen again. Bring your coat to any of our shops: we check it free of charge."
        ),
        reason=N_("It begins with what everybody has seen, and says what a customer can do"),
    ),
    Step(
        205,
        "nadia",
        "ask_approval",
        {
            "object": "statement:1",
            "departments": ["direction"],
            "needed_by": In(-145),
            "text": N_("One wording for customers, shops and the site"),
        },
        "yes_direction",
    ),
    Step(
        205,
        "nadia",
        "ask_approval",
        {
            "object": "statement:1",
            "departments": ["legal"],
            "needed_by": In(-145),
            "text": N_("May we say that it does not happen again?"),
        },
        "yes_legal",
    ),
    act(196, "anne", "give_approval", approval=The("yes_direction"), text=N_("Yes. Nothing is to be added.")),
    act(
        121,
        "yves",
        "give_approval",
        approval=The("yes_legal"),
        text=N_("Yes, as long as the carrier is not named. I answer for Céline, who is at court."),
    ),
    act(117, "nadia", "publish_statement", statement=The("answer")),
    act(
        111,
        "nadia",
        "tell_statement",
        statement=The("answer"),
        whom=N_("the 640 customers who wrote"),
        channel=N_("e-mail"),
    ),
    act(
        101,
        "leo",
        "tell_statement",
        statement=The("answer"),
        whom=N_("the 31 shops, to be read out to whoever asks"),
        channel=N_("telephone"),
    ),
]

_OURS = [
    act(
        105,
        "yves",
        "open_lane",
        text=N_("Notes for our own people that add nothing to the published answer"),
        audience="employees",
        ends_at=In(1300),
    ),
    Step(
        97,
        "nadia",
        "draft_statement",
        {
            "audience": "employees",
            "text": N_(
                "What we say to customers holds for all of us. Whoever is asked reads it out as it stands;"
                " journalists are sent on to Nadia Belkacem. Nobody looks for who did it: the rule was at fault."
            ),
            "approvers": ["legal"],
        },
        "ours",
    ),
]

_PRESS = [
    Step(
        94,
        "nadia",
        "draft_statement",
        {
            "audience": "media",
            "text": N_(
                "212 faulty coats were made unusable in a place where that should not be done. From now on it is done"
                " in our warehouse, the wool is recycled, and we publish the figures each year."
            ),
            "approvers": ["direction", "legal"],
        },
        "press",
    ),
    Step(
        93,
        "nadia",
        "ask_approval",
        {"object": "statement:3", "departments": ["direction"], "needed_by": In(27)},
        "press_direction",
    ),
    Step(
        93,
        "nadia",
        "ask_approval",
        {
            "object": "statement:3",
            "departments": ["legal"],
            "needed_by": In(27),
            "text": N_("May we promise figures each year?"),
        },
        "press_legal",
    ),
    act(83, "anne", "give_approval", approval=The("press_direction")),
    # Last: a release is an approval too, and takes its number.
    act(77, "nadia", "release_approval", object="statement:2", lane=1),
    act(75, "nadia", "publish_statement", statement=The("ours")),
    act(
        69,
        "leo",
        "tell_statement",
        statement=The("ours"),
        whom=N_("the managers of the 31 shops"),
        channel=N_("group call"),
    ),
]

STEPS = (*_CUSTOMERS, *_OURS, *_PRESS)
