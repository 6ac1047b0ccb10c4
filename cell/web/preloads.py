"""The scripts a page will ask for, named in its head: fetched at once instead of one after the other."""

import re
from functools import lru_cache
from pathlib import Path

from cell import clock
from cell.web.words import LOOKED_S, SCRIPTS, STATIC, asset, vendored

_IMPORT = re.compile(r"""^\s*(?:import|export)\b[^"';]*from\s+"([^"]+)";""", re.MULTILINE)


def needed_by(script: str) -> list[str]:
    """The addresses of what a script under static/js imports, however far down, as the import map names them."""
    return list(_needed(script, int(clock.elapsed() // LOOKED_S)))


@lru_cache(maxsize=8)
def _needed(script: str, _while: int) -> tuple[str, ...]:
    """Made anew now and then, for who edits the files while it runs."""
    libraries = vendored()
    found: dict[Path, None] = {}
    waiting = [SCRIPTS / script]
    while waiting:
        path = waiting.pop(0)
        for name in _IMPORT.findall(path.read_text()):
            if name in libraries:
                found[STATIC / "vendor" / libraries[name]] = None
            elif name.startswith(".") and (other := (path.parent / name).resolve()) not in found:
                found[other] = None
                waiting.append(other)
    return tuple(asset(str(path.relative_to(STATIC))) for path in found)
