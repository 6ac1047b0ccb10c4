"""How the story is told: a step per command, with people, numbers and hours named, to be put in when it is told."""

from collections.abc import Iterable
from typing import Any, NamedTuple

DAY = 24 * 60
# Arguments that are sentences, said in the language of the demo.
WORDS = frozenset(
    "assumptions authority cause channel choice effect first_indicator first_text means note outside phase question"
    " rationale reason rejected result risk scope second_indicator second_text source text title unit whom".split()
)


class Who(NamedTuple):
    """One of the people."""

    key: str


class The(NamedTuple):
    """The number of a row that an earlier step made, by the name it was given there."""

    key: str


class Said(NamedTuple):
    """The number of the entry that a step of this name made, a turn of the story earlier at least."""

    key: str


class In(NamedTuple):
    """An instant, so many minutes from now; past where they are negative."""

    minutes: float


class Step(NamedTuple):
    """A command: minutes ago, who gives it, its name and arguments; `key` names the row it makes."""

    ago: float
    who: str
    name: str
    args: dict[str, Any]
    key: str | None = None


class Story(NamedTuple):
    """A crisis: how its cell was opened, and what happened since, in the order of time.

    So many minutes of it are told in one go; what the clock had to say in them comes after them.
    """

    opening: Step
    steps: tuple[Step, ...]
    turn_min: int


def told(*parts: Iterable[Step]) -> tuple[Step, ...]:
    """Steps in the order of time; what has the same minute stays as it is told."""
    return tuple(sorted((step for part in parts for step in part), key=lambda step: -step.ago))


def opened(ago: float, who: str, late_min: float, **args: Any) -> Step:
    """The cell was opened by the direction, so many minutes after the facts began."""
    return Step(ago, who, "open_cell", {**args, "t0": In(-ago - late_min), "exercise": True, "department": "direction"})


def act(ago: float, who: str, name: str, **args: Any) -> Step:
    """Any command that nothing refers to later."""
    return Step(ago, who, name, args)


def task(ago: float, who: str, key: str, title: str, department: str, **more: Any) -> Step:
    """A task is given; `owner` and `helpers` are keys of people."""
    args: dict[str, Any] = {"title": title, "department": department, **more}
    if "owner" in args:
        args["owner"] = Who(args["owner"])
    if "helpers" in args:
        args["helpers"] = [Who(helper) for helper in args["helpers"]]
    return Step(ago, who, "add_task", args, key)


def on(ago: float, who: str, name: str, key: str, **more: Any) -> Step:
    """Something is done to a task."""
    return Step(ago, who, name, {"task": The(key), **more})


def ask(ago: float, who: str, key: str, question: str, **more: Any) -> Step:
    """A question, for Anne to settle."""
    return Step(ago, who, "ask_decision", {"question": question, "decider": Who("anne"), **more}, key)


def about(ago: float, who: str, name: str, key: str, **more: Any) -> Step:
    """Something is said of a decision."""
    return Step(ago, who, name, {"decision": The(key), **more})


def take(ago: float, who: str, key: str, choice: str, rationale: str, inform: list[str], **more: Any) -> Step:
    """Anne decides, and the loggist writes it down."""
    args = {"choice": choice, "rationale": rationale, "inform": inform, "decider": Who("anne"), **more}
    return about(ago, who, "take_decision", key, **args)


def measured(ago: float, who: str, objective: str, value: str, at: In | None = None) -> Step:
    """An objective has a value, taken at that minute or before."""
    earlier = {} if at is None else {"measured_at": at}
    return Step(ago, who, "measure_objective", {"objective": The(objective), "value": value, **earlier})


def tell(ago: float, who: str, key: str, text: str, **more: Any) -> Step:
    """Something is known, or said to be so."""
    return Step(ago, who, "record_information", {"text": text, **more}, key)


def know(ago: float, who: str, key: str, department: str) -> Step:
    """A department says that it knows what somebody told."""
    return Step(ago, who, "acknowledge_information", {"information": The(key), "department": department})


def check(ago: float, who: str, key: str, state: str, reason: str) -> Step:
    """What somebody told turns out to be so, or not."""
    return Step(ago, who, "check_information", {"information": The(key), "state": state, "reason": reason})


def offer(ago: float, who: str, key: str, text: str, to: str, **more: Any) -> Step:
    """Something is handed over to another department."""
    return Step(ago, who, "offer_handoff", {"text": text, "to": to, **more}, key)


def handed(ago: float, who: str, name: str, key: str, **more: Any) -> Step:
    """What becomes of it: see, accept, return, renew, complete."""
    return act(ago, who, f"{name}_handoff", handoff=The(key), **more)


def part(ago: float, who: str, department: str, text: str) -> Step:
    """A department gives its part of the report that was asked for, or words it anew."""
    return act(ago, who, "give_contribution", contribution=The("report"), department=department, text=text)


def must(ago: float, key: str, text: str) -> Step:
    """Anne writes what must be true before the cell stands down."""
    return Step(ago, "anne", "set_criterion", {"text": text}, key)


def met(ago: float, key: str, met: bool, note: str) -> Step:
    """Thomas looks whether it is."""
    return Step(ago, "thomas", "check_criterion", {"criterion": The(key), "met": met, "note": note})
