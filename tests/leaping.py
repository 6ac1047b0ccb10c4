"""A real server whose machine's clock can be set ahead while it serves, so that hours need not be waited for."""

import os
import signal
from pathlib import Path

from tests.serving import ROOT, Served


class Leaping(Served):
    """The same server in a process of its own; what it holds for the hour can be moved."""

    def __init__(self, folder: Path):
        super().__init__(folder)
        self._ahead = folder / "ahead"
        self.environ = {"PYTHONPATH": str(ROOT / "tests" / "ahead"), "CLOCK_AHEAD": str(self._ahead)}

    def leap(self, seconds: float) -> None:
        """Set the clock of the server's machine ahead."""
        self._ahead.write_text(str(seconds))
        os.kill(self.pid, signal.SIGUSR1)
