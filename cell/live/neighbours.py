"""The other processes on the same database: who looks at a cell there, and who writes. Said over Redis, kept nowhere.

What comes in is read as strictly as from a screen: ids, refs and names of fields alone; whatever is shown of them is
looked up here. Without Redis, or with one process, there are no neighbours and everything here is empty.
"""

import secrets
from collections.abc import Callable
from typing import Annotated

import msgspec

from cell import clock

SAID_EVERY_S = 5.0
FORGOTTEN_S = 12.0
CELLS_KEPT = 1_000
Name = Annotated[str, msgspec.Meta(max_length=40)]
Ref = Annotated[str, msgspec.Meta(max_length=60)]


class Here(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="here"):
    """The accounts that look at a cell in one process, with their number of screens."""

    process: Name
    cell: Name
    people: Annotated[dict[int, int], msgspec.Meta(max_length=5_000)]


class Wrote(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="writing"):
    """Somebody at another process writes in a field of a row."""

    process: Name
    cell: Name
    ref: Ref
    field: Name
    by: int


_decoder: msgspec.json.Decoder[Here | Wrote] = msgspec.json.Decoder(Here | Wrote)


class Neighbours:
    """What this process knows of the others. `speak` is set where there may be some."""

    def __init__(self) -> None:
        self.process = secrets.token_hex(8)
        self._speak: Callable[[bytes], None] | None = None
        self._heard: dict[tuple[str, str], tuple[float, dict[int, int]]] = {}
        self._said: dict[str, tuple[float, dict[int, int]]] = {}
        self._since = 0.0

    def meet(self, speak: Callable[[bytes], None]) -> None:
        """From now on there may be others."""
        self._speak, self._since = speak, clock.elapsed()

    @property
    def is_known(self) -> bool:
        """Whether every other process has had the time to say who is there."""
        return self._speak is None or clock.elapsed() - self._since > SAID_EVERY_S + 1

    def say_here(self, cell: str, people: dict[int, int]) -> None:
        """Say who looks at a cell here: when it changed, and now and then, since others forget."""
        if self._speak is None:
            return
        at, former = self._said.get(cell, (0.0, {}))
        if former == people and clock.elapsed() - at < SAID_EVERY_S:
            return
        self._said[cell] = (clock.elapsed(), people)
        if not people:
            del self._said[cell]
        self._speak(msgspec.json.encode(Here(self.process, cell, people)))

    def say_writing(self, cell: str, ref: str, field: str, by: int) -> None:
        """Say that somebody here writes."""
        if self._speak is not None:
            self._speak(msgspec.json.encode(Wrote(self.process, cell, ref, field, by)))

    def hear(self, data: bytes) -> Here | Wrote | None:
        """What another process said, where it is news; None for anything else, our own words included."""
        try:
            said = _decoder.decode(data)
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            return None
        if said.process == self.process:
            return None
        if isinstance(said, Wrote):
            return said
        former = self._heard.pop((said.process, said.cell), (0.0, {}))[1]
        if said.people:
            self._heard[said.process, said.cell] = (clock.elapsed(), said.people)
        while len(self._heard) > CELLS_KEPT:
            self._heard.pop(next(iter(self._heard)))
        return said if former != said.people else None

    def people_of(self, cell: str) -> dict[int, int]:
        """The accounts that look at a cell elsewhere, with their number of screens."""
        found: dict[int, int] = {}
        for (_process, other), (_at, people) in self._heard.items():
            if other == cell:
                for account, screens in people.items():
                    found[account] = found.get(account, 0) + max(1, min(screens, 100))
        return found

    def forget(self) -> set[str]:
        """Forget the processes that have fallen silent; returns the cells where that changes something."""
        late = [key for key, (at, _people) in self._heard.items() if clock.elapsed() - at > FORGOTTEN_S]
        for key in late:
            del self._heard[key]
        return {cell for _process, cell in late}
