"""What the project tests read: the files of the tree, as text."""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]


# What git ignores, for a tree that came as an archive.
BUILT = {".git", ".venv", "node_modules", "vendor", "instance", "__pycache__", "dist"}
LIST = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]


@cache
def files() -> tuple[Path, ...]:
    """Every file git holds or would hold, so that a fault shows before it is committed."""
    if (TOP / ".git").exists():
        told = subprocess.run(LIST, cwd=TOP, capture_output=True, check=True)
        paths = {TOP / name for name in told.stdout.decode().split("\0") if name}
    else:
        paths = {path for path in TOP.rglob("*") if not BUILT.intersection(path.relative_to(TOP).parts)}
    return tuple(path for path in sorted(paths) if path.is_file())


def under(folder: str, *suffixes: str) -> list[Path]:
    """Files of the tree in a folder, with one of these suffixes."""
    return [path for path in files() if path.suffix in suffixes and path.is_relative_to(TOP / folder)]


def pythons() -> list[Path]:
    """The product's Python: app.py and cell/."""
    return [path for path in (TOP / "app.py",) if path.exists()] + under("cell", ".py")


def name(path: Path) -> str:
    """A path as the failure message shows it."""
    return path.relative_to(TOP).as_posix()


def text(path: Path) -> str | None:
    """The text of a file, or None where it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def matches(pattern: re.Pattern[str], body: str) -> Iterator[tuple[int, str]]:
    """Line numbers and what was found."""
    for number, line in enumerate(body.splitlines(), start=1):
        for found in pattern.finditer(line):
            yield number, found.group()
