"""The measures, one function each. docs/measures.md defines them; a test compares the names."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from cell.kinds import Entry
from cell.measures.reading import Fact, Reading
from cell.measures.spread import Spread, Still, spread_of
from cell.measures.times import cases_of, spread_over
from cell.waits import Wait, is_timed, seconds_between

PUBLIC = frozenset({"customers", "public_media"})
# An expiry is the lack of an answer, so it has no time to answer.
ANSWERS = ("ack", "done", "decision", "reply")


class First(msgspec.Struct, frozen=True):
    """The first timed entry of a sort after the start, and seconds until then; None where there is none.

    `may_be_earlier` are entries of the same days that have no hour: if any, the seconds are an upper bound.
    """

    entry: int | None
    seconds: float | None
    may_be_earlier: tuple[int, ...] = ()


class Pair(msgspec.Struct, frozen=True):
    """A fact of the record and one that answers it: entry numbers, departments, and seconds between their own times.

    `wait_s` is None where either has no hour, and negative where the sources have the answer before the request.
    """

    request: int
    answer: int
    type: str
    waiting: str | None
    on: str | None
    wait_s: float | None


class Bounced(msgspec.Struct, frozen=True):
    """Hand-offs of one department to another: how many offers, and how many of them were returned."""

    waiting: str | None
    on: str | None
    offered: int
    returned: int


class Counted(msgspec.Struct, frozen=True):
    """Recorded facts: how many, how many with an hour, and how many by noun and by department (where known)."""

    n: int
    timed: int
    nouns: dict[str, int]
    departments: dict[str, int]


def _spread_of_waits(waits: Iterable[Wait]) -> Spread:
    """How long waits lasted that have ended; the others stand apart."""
    waits = list(waits)
    ended = [wait.lasted_s for wait in waits if wait.ended is not None]
    known = [seconds for seconds in ended if seconds is not None]
    still = tuple(_still(wait) for wait in waits if wait.ended is None)
    return spread_of(known, unknown=len(ended) - len(known), open=still)


def _still(wait: Wait) -> Still:
    return Still(wait.object, wait.waiting, wait.on, wait.lasted_s)


def time_to_mobilise(reading: Reading) -> Spread:
    """From a department called to one of its people being there."""
    return spread_over(cases_of("mobilise", reading.waits))


def time_to_acknowledge(reading: Reading) -> Spread:
    """From a task given to its department taking it in hand."""
    return spread_over(cases_of("acknowledge", reading.waits))


def time_to_decide(reading: Reading) -> Spread:
    """From a decision asked to the decision taken."""
    return spread_over(cases_of("decide", reading.waits))


def time_to_know(reading: Reading) -> Spread:
    """From a decision written down to each department that must know saying that it does."""
    return spread_over(cases_of("know", reading.waits))


def time_to_validate(reading: Reading) -> Spread:
    """From a result handed in to its being found good or sent back."""
    return spread_over(cases_of("validate", reading.waits))


def time_held(reading: Reading) -> Spread:
    """From a task that cannot go on to its going on."""
    return spread_over(cases_of("unblock", reading.waits))


def time_to_hand_over(reading: Reading) -> Spread:
    """From a hand-off offered to its being accepted."""
    return spread_over(cases_of("hand_over", reading.waits))


def time_to_approve(reading: Reading) -> Spread:
    """From an approval asked for to the department's yes or no."""
    return spread_over(cases_of("approve", reading.waits))


def time_to_contribute(reading: Reading) -> Spread:
    """From a contribution asked of a department to its part being given."""
    return spread_over(cases_of("contribute", reading.waits))


def bounces(reading: Reading) -> list[Bounced]:
    """Per pair of departments, how many hand-offs were offered and how many came back; most returns first."""
    offers = [wait for wait in reading.waits if wait.about == "handoff"]
    told = Counter((wait.waiting, wait.on) for wait in offers if wait.outcome != "stalled")  # asked anew, not offered
    back = Counter((wait.waiting, wait.on) for wait in offers if wait.outcome == "returned")
    found = [Bounced(waiting, on, n, back[waiting, on]) for (waiting, on), n in told.items()]
    return sorted(found, key=lambda one: (-one.returned, -one.offered, one.waiting or "", one.on or ""))


def time_to_answer(reading: Reading) -> dict[str, Spread]:
    """From a recorded fact to the fact that answers it, by the sort of answer; sorts without a pair are left out."""
    answered = [wait for wait in reading.waits if wait.about == "answer" and wait.ended is not None]
    sorts = {sort: [wait for wait in answered if wait.outcome == sort] for sort in ANSWERS}
    return {sort: _spread_of_waits(waits) for sort, waits in sorts.items() if waits}


def pairs(reading: Reading) -> list[Pair]:
    """Every recorded fact with the one that answers it, in the order of the answers."""
    answered = [wait for wait in reading.waits if wait.about == "answer" and wait.ended is not None]
    return [
        Pair(
            request=wait.asked,
            answer=wait.ended or 0,
            type=wait.outcome or "",
            waiting=wait.waiting,
            on=wait.on,
            wait_s=seconds_between(wait.asked_at, wait.ended_at),
        )
        for wait in sorted(answered, key=lambda wait: wait.ended or 0)
    ]


def unanswered(reading: Reading) -> list[Still]:
    """Recorded messages and tasks that went to somebody, and that nothing answers."""
    return [_still(wait) for wait in reading.waits if wait.about == "answer" and wait.ended is None]


def time_to_first_decision(reading: Reading) -> First:
    """From the start to the first decision that has an hour."""
    first = _first(reading, reading.decisions)
    found = [fact for fact in reading.decisions if fact.seq == first.entry]
    if reading.start is None:
        return first
    earliest, latest = reading.start.days[0], found[0].days[1] if found else "9999-12-31"
    blurred = [fact for fact in reading.decisions if not is_timed(fact.at)]
    same = (fact.seq for fact in blurred if fact.days[1] >= earliest and fact.days[0] <= latest)
    return First(first.entry, first.seconds, tuple(same))


def time_to_first_public_message(reading: Reading) -> First:
    """From the start to the first message to customers, media or the public that has an hour."""
    return _first(reading, [fact for fact in reading.of("message") if fact.to in PUBLIC])


def _first(reading: Reading, facts: Iterable[Fact]) -> First:
    start = reading.start
    if start is None:
        return First(None, None)
    since = ((seconds_between(start.at, fact.at), fact.seq) for fact in facts if fact.seq != start.seq)
    after = [(seconds, seq) for seconds, seq in since if seconds is not None and seconds >= 0]
    seconds, seq = min(after, default=(None, None))
    return First(seq, seconds)


def span(reading: Reading) -> float | None:
    """Seconds from the start to the last recorded fact that has an hour; None where there is no such fact."""
    start = reading.start
    timed = [fact.at for fact in reading.facts if is_timed(fact.at)]
    if start is None or not timed:
        return None
    return max(seconds_between(start.at, max(timed)) or 0.0, 0.0)


def recorded_facts(reading: Reading) -> Counted:
    """How many facts were recorded, and how precisely."""
    facts = reading.facts
    departments = Counter(fact.department for fact in facts if fact.department is not None)
    return Counted(
        n=len(facts),
        timed=sum(is_timed(fact.at) for fact in facts),
        nouns=dict(sorted(Counter(fact.noun for fact in facts).items())),
        departments=dict(sorted(departments.items())),
    )


Measure = Callable[[Reading], Any]
MEASURES: dict[str, Measure] = {
    measure.__name__: measure
    for measure in (
        *(
            time_to_mobilise,
            time_to_acknowledge,
            time_to_decide,
            time_to_know,
            time_to_validate,
            time_held,
            time_to_hand_over,
            time_to_approve,
            time_to_contribute,
            bounces,
            time_to_answer,
            pairs,
            unanswered,
        ),
        *(time_to_first_decision, time_to_first_public_message, span, recorded_facts),
    )
}


def measures_of(entries: Iterable[Entry], now: str, waits: list[Wait] | None = None) -> dict[str, Any]:
    """Every measure of ONE cell's entries (ascending) at an instant, by its name in docs/measures.md.

    Whose waits are known already, of that cell and that instant, gives them: then no step of a record is looked at.
    """
    reading = Reading(entries, now, waits)
    return {name: measure(reading) for name, measure in MEASURES.items()}
