"""Imported first by every Python that has this folder on its path: at SIGUSR1 the machine's clock is set ahead.

As when an administrator sets it: the monotonic clock runs on. The file that CLOCK_AHEAD names holds the seconds.
"""

import os
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType

import time_machine


def _leap(_number: int, _frame: FrameType | None) -> None:
    ahead = timedelta(seconds=float(Path(os.environ["CLOCK_AHEAD"]).read_text()))
    time_machine.travel(datetime.now(UTC) + ahead, tick=True).start()


signal.signal(signal.SIGUSR1, _leap)
