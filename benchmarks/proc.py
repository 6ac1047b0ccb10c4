"""What a process costs, from /proc: seconds of CPU, bytes of memory."""

import os
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
TICK = os.sysconf("SC_CLK_TCK")


def cpu_s(pid: int) -> float:
    """Seconds of CPU so far, by the scheduler's own count, which is finer than the clock's ticks."""
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            total += int((task / "schedstat").read_text().split()[0])
        except OSError:  # ended meanwhile, or a kernel that keeps no such count
            continue
    if total:
        return total / 1e9
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def rss(pid: int) -> int:
    """Resident memory, in bytes."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE


def share(values: list[float], part: float) -> float:
    """The value below which a part of them lies: 0.5 is the median, 0.99 the slowest of a hundred."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]
