"""The table of kinds, and how facts go in and out of JSON."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

import msgspec

KINDS: dict[str, type["Facts"]] = {}


def always(value: Any) -> Any:
    """A default for who writes that is written down all the same, so that readers always find the field."""
    return msgspec.field(default_factory=lambda: value)


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What an entry says, by kind.

    Integers, texts, booleans, lists and objects: no floats, so that the canonical text has one spelling.
    """

    kind: ClassVar[str]
    texts: ClassVar[tuple[str, ...]] = ()  # "on.outside" for words inside a field


F = TypeVar("F", bound=Facts)


def kind(name: str, texts: tuple[str, ...] = ()) -> Callable[[type[F]], type[F]]:
    """Register a facts struct under its kind."""

    def register(struct: type[F]) -> type[F]:
        assert name not in KINDS, name
        struct.kind = name
        struct.texts = texts
        KINDS[name] = struct
        return struct

    return register


def noun_of(name: str) -> str:
    """The noun of a kind: "task" for "task.added"."""
    return name.partition(".")[0]


def facts_of(name: str, body: str | bytes) -> Facts:
    """The facts of a stored body. Raises KeyError for a kind nobody knows, ValidationError for wrong facts."""
    return msgspec.json.decode(body, type=KINDS[name])


def kept_of(facts: Facts) -> dict[str, Any]:
    """What stays of facts once people's own words are gone: every field but the texts."""
    kept: dict[str, Any] = msgspec.to_builtins(facts)
    for name in facts.texts:
        *outer, inner = name.split(".")
        place: dict[str, Any] = kept
        for step in outer:
            place = place.get(step) or {}
        place.pop(inner, None)
    return kept


def words_of(facts: Facts) -> list[str]:
    """People's own words in facts, in the order of their kind."""
    found: list[str] = []
    for name in facts.texts:
        value: Any = facts
        for step in name.split("."):
            value = getattr(value, step, None)
        if isinstance(value, str) and value:
            found.append(value)
    return found


def has_words(facts: Facts) -> bool:
    """Whether facts hold people's own words, so that something can be redacted."""
    return kept_of(facts) != msgspec.to_builtins(facts)
