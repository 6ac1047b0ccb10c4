"""An entry as a line of the journal: whom it concerns, what later entries say of it, whether it is a key fact."""

from collections.abc import Iterable
from typing import Any, cast

import msgspec

from cell.board import Board
from cell.kinds import KINDS, Entry, noun_of
from cell.kinds.journal import EntryMarked, EntryUnmarked
from cell.language import N_

# Turning points: key facts without anybody marking them.
TURNING = frozenset(
    {"decision.taken", "decision.revoked", "decision.superseded", "cell.opened", "cell.closed", "aim.set"}
    | {"statement.published", "statement.withdrawn"}
)
# What speaks about an earlier entry.
SPEAKING = (
    "entry.corrected",
    "entry.redacted",
    "entry.marked",
    "entry.unmarked",
    "information.checked",
    "information.acknowledged",
    "information.seen",
)
# What sort of thing an entry is, as the running log is read and filtered. Nouns that stand nowhere here are the cell's.
CATEGORIES: dict[str, tuple[str, ...]] = {
    "information": ("information", "message"),
    "task": ("task", "helper", "duplicate", "step"),
    "decision": ("decision", "option", "position"),
    "passing": ("handoff", "approval", "lane", "statement", "arbitration", "contribution"),
    "people": ("member", "role", "call", "department", "invitation", "wall"),
    "correction": ("entry",),
    "cell": (),
}
CATEGORY_NAMES = {
    "information": N_("Information"),
    "task": N_("Tasks"),
    "decision": N_("Decisions"),
    "passing": N_("Between departments"),
    "people": N_("People and departments"),
    "correction": N_("Corrections"),
    "cell": N_("The cell itself"),
}
_CATEGORY = {noun: category for category, nouns in CATEGORIES.items() for noun in nouns}
# How much later than it happened an entry is written before it is shown as late.
LATE_S = 120


class Remarks:
    """What the entries of a cell say about earlier ones; of each earlier one, in the order it was said."""

    def __init__(self, speaking: Iterable[Entry]):
        self._entries: dict[int, list[Entry]] = {}
        self._informations: dict[int, list[Entry]] = {}
        for one in speaking:
            facts: Any = one.facts
            about = self._entries if one.kind.startswith("entry.") else self._informations
            about.setdefault(facts.entry if about is self._entries else facts.information, []).append(one)

    def plus(self, speaking: Iterable[Entry]) -> "Remarks":
        """These and later ones. These stay as they are: others may be reading them in another thread."""
        made, later = Remarks(()), Remarks(speaking)
        for name in ("_entries", "_informations"):
            known: dict[int, list[Entry]] = dict(getattr(self, name))
            for number, found in getattr(later, name).items():
                known[number] = [*known.get(number, ()), *found]
            setattr(made, name, known)
        return made

    def of(self, entry: Entry) -> list[Entry]:
        """The entries that speak about one, ascending."""
        found = list(self._entries.get(entry.seq, ()))
        if entry.kind == "information.recorded":
            found += self._informations.get(getattr(entry.facts, "information", 0), ())
        return sorted(found, key=lambda one: one.seq)

    def is_key(self, entry: Entry) -> bool:
        """Whether an entry is a key fact: by its last mark, else by what it is."""
        marks = [one for one in self._entries.get(entry.seq, ()) if isinstance(one.facts, EntryMarked | EntryUnmarked)]
        if marks:
            return isinstance(marks[-1].facts, EntryMarked)
        return entry.kind in TURNING or getattr(entry.facts, "key_fact", False)

    def marked(self) -> set[int]:
        """The entries that somebody marked, at least once."""
        return {seq for seq, found in self._entries.items() if any(isinstance(one.facts, EntryMarked) for one in found)}


def spoken_of(entry: Entry, known: Iterable[Entry]) -> int | None:
    """The number of the earlier entry, among some, that an entry speaks about."""
    if entry.kind not in SPEAKING:
        return None
    facts: Any = entry.facts
    if entry.kind.startswith("entry."):
        return facts.entry
    same = (one.seq for one in known if one.kind == "information.recorded" and _number(one) == facts.information)
    return next(same, None)


def _number(entry: Entry) -> int:
    facts: Any = entry.facts
    return facts.information


def departments_of(entry: Entry, board: Board) -> list[str]:
    """The departments an entry concerns: those it names, that of the task it touches, that of its author."""
    facts: dict[str, Any] = msgspec.to_builtins(entry.facts)
    on: dict[str, Any] = facts.get("on") or {}
    found = [slug for name in ("department", "to", "first", "second") for slug in _slug(facts.get(name))]
    for name in ("departments", "consulted", "inform", "approvers", "missing"):
        # A cell opens with all its seats: that concerns nobody in particular.
        found += [one for one in facts.get(name) or () if isinstance(one, str)]
    found += _slug(on.get("department"))
    task = board.tasks.get(facts["task"]) if isinstance(facts.get("task"), int) else None
    found += [task.department] if task is not None else []
    for noun in ("handoff", "approval"):
        passed: Any = board.shelf(noun).get(facts.get(noun))
        found += [passed.department, *_slug(getattr(passed, "to", None))] if passed is not None else []
    asked = board.contributions.get(facts.get("contribution") or 0)
    found += asked.departments if asked is not None and "department" not in facts else ()
    author = board.members.get(entry.by) if entry.by is not None else None
    found += [author.department] if author is not None and author.department else []
    return [slug for slug in dict.fromkeys(found) if slug in board.departments]


def _slug(value: Any) -> list[str]:
    """A department as facts name it: by its slug, or as the whole seat that joins."""
    slug = cast(dict[str, Any], value).get("id") if isinstance(value, dict) else value
    return [slug] if isinstance(slug, str) else []


def happened_at(entry: Entry) -> str | None:
    """When it happened, where facts say so: an instant, or a date or a month alone."""
    value = getattr(entry.facts, "happened_at", None)
    return value if isinstance(value, str) else None


def category_of(kind: str) -> str:
    """The category of a kind."""
    return _CATEGORY.get(noun_of(kind), "cell")


def kinds_of(category: str) -> frozenset[str]:
    """The kinds of a category."""
    return frozenset(kind for kind in KINDS if category_of(kind) == category)
