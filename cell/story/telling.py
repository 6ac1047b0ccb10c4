"""How the story is told: a step per command, with people, numbers and hours named, to be put in when it is told."""

from typing import Any, NamedTuple

DAY = 24 * 60
# Arguments that are sentences, said in the language of the demo.
WORDS = frozenset(
    "assumptions authority choice effect outside phase question rationale reason rejected result risk scope source text"
    " title unit".split()
)


class Who(NamedTuple):
    """One of the people."""

    key: str


class The(NamedTuple):
    """The number of a row that an earlier step made, by the name it was given there."""

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


def measured(ago: float, who: str, objective: str, value: str) -> Step:
    """An objective has a value, taken at that minute."""
    return Step(ago, who, "measure_objective", {"objective": The(objective), "value": value})
