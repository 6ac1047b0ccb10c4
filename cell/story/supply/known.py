"""What was known over the three days: told, doubted, checked, put right, and what must be true before it ends."""

from cell.language import N_
from cell.story.supply.cast import OPENING
from cell.story.telling import DAY, In, Said, The, Who, act, check, know, measured, met, must, on, tell

START = OPENING[0]

_FIRST_DAY = [
    tell(
        START - 15,
        "thomas",
        "fire",
        N_("The mill's manager calls: the carding hall burnt down in the night, nobody is hurt."),
        source=N_("telephone, the mill's manager"),
        state="verified",
        happened_at=In(-START - 38),
        key_fact=True,
    ),
    tell(
        START - 20,
        "karim",
        "standstill",
        N_("The mill announces six weeks of standstill at least. Letter received."),
        source=N_("letter by e-mail"),
        state="verified",
        departments=["purchasing", "production"],
    ),
    act(START - 40, "thomas", "mark_entry", entry=Said("standstill")),
    know(START - 45, "sofia", "standstill", "purchasing"),
    know(START - 53, "marc", "standstill", "production"),
    tell(
        START - 70,
        "sofia",
        "saved",
        N_("2.4 t of our yarn may have been saved from the mill's store."),
        source=N_("telephone, a foreman of the mill"),
        standing="rumour",
        departments=["production", "logistics"],
    ),
    know(START - 78, "clara", "saved", "logistics"),
    know(START - 86, "marc", "saved", "production"),
    check(
        START - 165,
        "sofia",
        "saved",
        "false",
        N_("Julien Bastien went there: soaked by the firemen's water, nothing of it can be woven."),
    ),
    know(START - 171, "marc", "saved", "production"),  # what they had taken note of was refuted: they are told
    know(START - 179, "clara", "saved", "logistics"),
    tell(
        START - 130,
        "anne",
        "insurer",
        N_("The mill's insurer doubts that the fire was an accident."),
        standing="rumour",
        restricted=True,
    ),
    tell(
        START - 175,
        "helene",
        "penalties",
        N_("Three contracts carry penalties from the fifth day of delay on: €14,000 a day in all."),
        source=N_("contracts of the customers"),
        state="verified",
        departments=["legal", "communications", "direction"],
    ),
    know(START - 181, "celine", "penalties", "legal"),
    know(START - 192, "nadia", "penalties", "communications"),
    know(START - 197, "anne", "penalties", "direction"),
    act(START - 203, "thomas", "mark_entry", entry=Said("penalties")),
]

_SECOND_DAY = [
    tell(
        DAY + 270,
        "sofia",
        "minho",
        N_("The mill in Minho has 16 t of Nm 34 yarn ready to be loaded."),
        source=N_("offer by e-mail"),
        departments=["production", "logistics", "finance"],
    ),
    know(DAY + 262, "marc", "minho", "production"),
    know(DAY + 251, "clara", "minho", "logistics"),
    know(DAY + 233, "helene", "minho", "finance"),
    act(
        DAY + 228,
        "sofia",
        "correct_entry",
        entry=Said("minho"),
        text=N_("The mill in Minho has 18 t of Nm 34 yarn ready to be loaded."),
        reason=N_("I misread the offer: 18 t, not 16."),
    ),
    check(DAY + 206, "sofia", "minho", "verified", N_("Stock list and photographs received from the mill")),
    know(DAY + 199, "marc", "minho", "production"),
    know(DAY + 191, "clara", "minho", "logistics"),
    know(DAY + 184, "helene", "minho", "finance"),
    tell(
        DAY + 170,
        "marc",
        "shade",
        N_("The shade of the Minho yarn should suit items 310 to 340."),
        standing="assumption",
        departments=["production"],
    ),
    tell(
        DAY + 130,
        "nadia",
        "linen",
        N_("The two hospitals have six days of linen left."),
        source=N_("telephone, the buyers of both hospitals"),
        state="verified",
        departments=["production", "logistics", "direction"],
    ),
    know(DAY + 124, "marc", "linen", "production"),
    know(DAY + 112, "anne", "linen", "direction"),
    know(DAY + 98, "clara", "linen", "logistics"),
    act(DAY + 106, "karim", "mark_entry", entry=Said("linen")),
    on(
        DAY + 110,
        "marc",
        "comment_task",
        "trial",
        text=N_("The dyer of line 2 is ill until Monday: Inès Faure runs the trial in his place."),
    )._replace(key="ill"),
    act(
        DAY + 84,
        "karim",
        "redact_entry",
        entry=Said("ill"),
        reason=N_("The health of a person does not belong here."),
    ),
    measured(DAY + 150, "marc", "orders", "57", In(-DAY - 205)),
]

_THIRD_DAY = [
    tell(
        215,
        "nadia",
        "rival",
        N_("One of the twelve customers is said to be ordering elsewhere."),
        source=N_("a sales agent"),
        standing="rumour",
        departments=["finance", "direction"],
    ),
    know(205, "anne", "rival", "direction"),
    check(155, "nadia", "rival", "false", N_("I called their buyer: they asked for a price, and they stay.")),
    tell(
        60,
        "karim",
        "strike",
        N_("Dockers may strike in Leixões tomorrow afternoon."),
        source=N_("call from the carrier"),
        standing="rumour",
        departments=["logistics", "purchasing"],
    ),
    know(54, "sofia", "strike", "purchasing"),
    tell(
        48,
        "clara",
        "drivers",
        N_("The carrier has confirmed both lorries and the four drivers."),
        source=N_("call from the carrier"),
        state="verified",
        happened_at=In(-135),
        departments=["purchasing", "production"],
    ),
    know(39, "marc", "drivers", "production"),
]

_ENDS = [
    must(START - 13, "two_mills", N_("Two mills deliver, one of them for three months at least")),
    must(START - 14, "dates_told", N_("Every priority customer has a date in writing")),
    must(START - 15, "five_days", N_("Five days of yarn in stock")),
    met(DAY + 36, "dates_told", True, N_("Twelve letters sent, each with its date")),
    met(49, "five_days", False, N_("3.2 days; five once the second lorry is here")),
    act(
        105,
        "thomas",
        "add_lesson",
        text=N_("Know two spinning mills for each yarn, and call both every quarter"),
        cause=N_("Only one buyer knew whom to call, and from memory"),
        owner=Who("sofia"),
        department="purchasing",
        decision=The("first_lot"),
        due_at=In(40 * DAY),
    ),
]

STEPS = (*_FIRST_DAY, *_SECOND_DAY, *_THIRD_DAY, *_ENDS)
