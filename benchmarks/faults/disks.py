"""Disks that refuse: each a context manager that takes a running server, and gives its disk back at the end."""

import os
import resource
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.serving import Served


class CannotAttach(Exception):
    """The system forbids strace to attach to a process."""


@contextmanager
def no_writes(served: Served) -> Iterator[None]:
    """No file may be written any further: write gives EFBIG, which SQLite takes for a disk that fails."""
    _, hard = resource.prlimit(served.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(served.pid, resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.prlimit(served.pid, resource.RLIMIT_FSIZE, (hard, hard))


@contextmanager
def no_syncs(served: Served) -> Iterator[None]:
    """Every sync of the running server fails with EIO, by strace. Raises CannotAttach."""
    calls = "fsync,fdatasync"
    command = ["strace", "-f", "-qq", "-p", str(served.pid), "-e", f"trace={calls}"]
    process = subprocess.Popen([*command, "-e", f"inject={calls}:error=EIO", "-o", os.devnull])
    time.sleep(0.5)
    if process.poll() is not None:
        raise CannotAttach("strace cannot attach to the server")
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(10)


@contextmanager
def small_disk(folder: Path, size: str = "16m") -> Iterator[Path]:
    """A disk of its own, in memory. OSError where we may not mount one."""
    folder.mkdir(parents=True, exist_ok=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode:
        raise OSError(mounted.stderr.decode().strip())
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def no_room(served: Served) -> Iterator[None]:
    """The disk of the instance is filled to the last byte."""
    filling = served.folder / "filling"
    with filling.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 65_536)
        except OSError:
            pass
    try:
        yield
    finally:
        filling.unlink()
