"""Everybody comes, the aim is set, and where the cell stands is said anew from point to point."""

from cell.language import N_
from cell.story.controversy.cast import LEAD, OPENING, PEOPLE, STAFF
from cell.story.telling import DAY, In, Step, Who, act, measured, met, must

START = OPENING[0]

_PEOPLE = [
    act(START - 1, LEAD, "add_member", member=Who(who), role=role, department=department)
    for who, (role, department) in PEOPLE.items()
    if who != LEAD
]
_STAFF = [
    act(START - 2, LEAD, "staff_department", department=slug, holder=Who(holder), deputy=Who(deputy))
    for slug, (holder, deputy) in STAFF.items()
]
_ANSWERS = [
    act(START - 3 - 2 * place, who, "answer_call", answer="here")
    for place, who in enumerate(who for who in PEOPLE if who != "yves")
]

_COURSE = [
    act(START - 6, "anne", "set_aim", text=N_("One answer, true and approved, for customers, shops and the press")),
    act(START - 7, "anne", "set_phase", phase=N_("Phase 1, understand")),
    Step(
        START - 8,
        "anne",
        "set_objective",
        {"text": N_("Negative mentions"), "unit": "%", "target": "30", "start": "82", "sense": "down"},
        "mentions",
    ),
    Step(
        START - 9,
        "anne",
        "set_objective",
        {"text": N_("Answers within two hours"), "unit": "%", "target": "90", "start": "20"},
        "answered",
    ),
    act(START - 15, "thomas", "set_point", at=In(75 - START)),
    act(
        START - 38,
        "karim",
        "set_situation",
        text=N_(
            "A video shows new coats being cut up behind our Lille shop. They are ours."
            " We are finding out why, and say nothing outside before we know."
        ),
    ),
    act(263, "thomas", "set_point", at=In(-190)),
    act(234, "anne", "set_phase", phase=N_("Phase 2, answer")),
    act(187, "thomas", "set_point", at=In(-118)),
    act(124, "yves", "answer_call", answer="here"),
    act(115, "thomas", "set_point", at=In(-47)),
    act(44, "thomas", "set_point", at=In(35)),
    act(
        33,
        "karim",
        "set_situation",
        text=N_(
            "The answer to customers is approved, and read out in all 31 shops. The campaign is stopped for three days."
            " The words for the press wait for a yes from Legal, whose holder is at court until this evening."
        ),
    ),
    measured(START - 31, "nadia", "mentions", "82"),
    measured(START - 60, "leo", "answered", "22"),
    measured(202, "nadia", "mentions", "86"),
    measured(161, "leo", "answered", "18"),
    measured(99, "nadia", "mentions", "71"),
    measured(58, "leo", "answered", "64"),
    measured(31, "nadia", "mentions", "54"),
]

_ENDS = [
    must(START - 11, "told_all", N_("Everybody who wrote to us has had the answer")),
    must(START - 12, "shops", N_("Every shop can check a lining")),
    met(53, "shops", False, N_("19 of 31 shops have their magnet")),
    act(
        49,
        "thomas",
        "add_lesson",
        text=N_("Each department says who answers in its place, before the next file comes"),
        cause=N_("One person held two files at once, and nobody dared to answer for them"),
        owner=Who("yves"),
        department="legal",
        due_at=In(30 * DAY),
    ),
]

STEPS = (*_PEOPLE, *_STAFF, *_ANSWERS, *_COURSE, *_ENDS)
