"""What the host takes of the processors while something is measured: a machine that is rented out is never alone.

Who stands still for a while in the middle of a measure measures the neighbours. So what was stolen is told beside the
figures, and a measure during which it was much is made again, a few times at most; the calmest counts.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

CALM = 0.03  # of the processors' time
TRIES = 4
PATIENCE_S = 8.0


def ticks() -> tuple[int, int]:
    """Ticks of the processors so far: those that the host took, and all. Nothing is taken where none are told."""
    try:
        fields = [int(one) for one in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    except (OSError, ValueError):
        return 0, 1
    return fields[7], sum(fields)


def share(before: tuple[int, int], after: tuple[int, int]) -> float:
    """The part of the processors that the host took between two readings."""
    return (after[0] - before[0]) / max(1, after[1] - before[1])


class Theft:
    """How much was taken from each measure that counts, and how many were made again.

    `most` measures are made again in a whole run; then each is taken as it comes, since a machine may never be calm.
    """

    def __init__(
        self, most: int, read: Callable[[], tuple[int, int]] = ticks, sleep: Callable[[float], None] = time.sleep
    ):
        self._most = most
        self._read = read
        self._sleep = sleep
        self.taken: list[float] = []
        self.again = 0

    def calmest(self, measure: Callable[[], Any]) -> Any:
        """Make a measure until it was calm, or often enough; the figures of the calmest time."""
        found: tuple[float, Any] | None = None
        for _ in range(TRIES):
            self._wait()
            before = self._read()
            told = measure()
            taken = share(before, self._read())
            if found is None or taken < found[0]:
                found = taken, told
            if found[0] <= CALM or self.again >= self._most:
                break
            self.again += 1
        assert found is not None
        self.taken.append(found[0])
        return found[1]

    def _wait(self) -> None:
        """A calm second first, but not for ever."""
        for _ in range(int(PATIENCE_S) if self.again < self._most else 0):
            before = self._read()
            self._sleep(1)
            if share(before, self._read()) <= CALM:
                return

    def said(self) -> str:
        """In a line, for the report."""
        if not self.taken:
            return "nothing was measured beside a neighbour"
        worst, middle = max(self.taken), sorted(self.taken)[len(self.taken) // 2]
        return (
            f"the host took {100 * middle:.0f} % of the processors during a measure of the live parts (median; at most"
            f" {100 * worst:.0f} %); {self.again} were made again because it had taken more than {100 * CALM:.0f} %"
        )
