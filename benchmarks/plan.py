"""How much is measured: the whole, a look (`--quick`), or just enough to see that nothing is broken."""

from typing import NamedTuple


class Plan(NamedTuple):
    """Screens, entries and repeats; `seconds` is the length of one phase.

    `again` is how many measures may be made anew because the host took too much of the machine meanwhile.
    """

    rounds: int = 4
    few: int = 200
    many: int = 500
    crowd: int = 1_000
    seconds: float = 3
    entries_few: int = 1_000
    entries_some: int = 10_000
    entries_many: int = 1_000_000
    tasks: int = 5_000
    repeats: int = 200
    stalled: int = 10
    board: int = 500
    steps: int = 65_000
    again: int = 24

    @property
    def sizes(self) -> list[int]:
        """How many screens look on, from few to many, each once."""
        return sorted({self.few, self.many, self.crowd})


WHOLE = Plan()
QUICK = Plan(
    rounds=1,
    few=50,
    many=100,
    crowd=200,
    seconds=1,
    entries_many=100_000,
    repeats=60,
    stalled=5,
    board=200,
    steps=8_000,
    again=0,
)
TINY = Plan(
    rounds=1,
    few=3,
    many=3,
    crowd=3,
    seconds=0.1,
    entries_few=120,
    entries_some=130,
    entries_many=150,
    tasks=20,
    repeats=3,
    stalled=1,
    board=12,
    steps=60,
    again=0,
)
