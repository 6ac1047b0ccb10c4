"""Kinds about arbitrations: two departments pull apart, each for its own indicator, and somebody rules."""

from cell.kinds.registry import Facts, kind

_WORDS = ("question", "first_text", "first_indicator", "second_text", "second_indicator")


@kind("arbitration.asked", texts=_WORDS)
class ArbitrationAsked(Facts, frozen=True, kw_only=True):
    """Two positions cannot both hold.

    arbitration: its number. question: what is to be ruled. first, second: the slugs of the two departments.
    first_text, second_text: what each wants. first_indicator, second_indicator: what each protects by it, or null.
    """

    arbitration: int
    question: str | None = None
    first: str
    first_text: str | None = None
    first_indicator: str | None = None
    second: str
    second_text: str | None = None
    second_indicator: str | None = None


@kind("arbitration.ruled", texts=("text", "reason"))
class ArbitrationRuled(Facts, frozen=True, kw_only=True):
    """It is ruled, or ruled anew.

    arbitration: its number. choice: first, second or neither. text: what holds now. reason: why. decider: the member
    who ruled, who need not be the one who writes. suspended: first or second, whose indicator counts no more until
    then, or null. until: when it counts again, or null.
    """

    arbitration: int
    choice: str
    text: str | None = None
    reason: str | None = None
    decider: int
    suspended: str | None = None
    until: str | None = None


@kind("arbitration.recalled")
class ArbitrationRecalled(Facts, frozen=True, kw_only=True):
    """The time of a suspension is over: the indicator counts again; the clock writes this, once.

    arbitration: its number. until: the time that has come. department: the slug of whose indicator it is. task: the
    number of that department's task, or null where the arbitration is restricted, since everybody sees a task.
    """

    arbitration: int
    until: str
    department: str
    task: int | None = None
