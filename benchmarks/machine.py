"""The machine, told without its name: what a reader needs to compare."""

import os
import platform
import sqlite3
import statistics
import time
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("flask-socketio", "python-socketio", "python-engineio", "gevent", "simple-websocket", "sqlalchemy")


def facts(folder: Path) -> list[str]:
    """Processor, memory, versions, and what a flush costs in the folder where the journals were."""
    load = os.getloadavg()[0]
    return [
        f"{os.cpu_count()} cores ({_processor()}), {_memory_gb():.0f} GB, {platform.system()} {platform.release()},"
        f" load when the run began {load:.1f}; server and load client share the cores",
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        + ", ".join(f"{name} {version(name)}" for name in LIBRARIES),
        f"8 KiB appended and flushed: {1e3 * flush_s(folder):.2f} ms (median)",
    ]


def flush_s(folder: Path, times: int = 200) -> float:
    """Seconds for an 8 KiB append and its flush, median."""
    path, took = folder / "flush", []
    with path.open("wb", buffering=0) as file:
        for _ in range(times):
            begun = time.perf_counter()
            file.write(b"x" * 8192)
            os.fsync(file.fileno())
            took.append(time.perf_counter() - begun)
    path.unlink()
    return statistics.median(took)


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
