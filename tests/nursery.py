"""Servers by forking: one process imports the product, and every server of the tests begins as its copy.

Importing and compiling is nine tenths of a start. The rest is done by `app.main` in the copy as `python app.py` does
it: environment, lock, database, signals, stop. The start itself has tests of its own; benchmarks start `python app.py`.
"""

import atexit
import importlib
import json
import os
import pkgutil
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parent.parent


class Child:
    """A server that was forked, with what is asked of a `subprocess.Popen`."""

    def __init__(self, pid: int, stdout: IO[str]):
        self.pid = pid
        self.stdout = stdout
        self.returncode: int | None = None
        self._ended = threading.Event()

    def end(self, status: int) -> None:
        """Note how it ended."""
        self.returncode = os.waitstatus_to_exitcode(status)
        self._ended.set()

    def poll(self) -> int | None:
        """The exit status, or None while it runs."""
        return self.returncode

    def wait(self, timeout: float) -> int | None:
        """The exit status, once there is one. Raises subprocess.TimeoutExpired."""
        if not self._ended.wait(timeout):
            raise subprocess.TimeoutExpired("app.py", timeout)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """A signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL."""
        self.send_signal(signal.SIGKILL)


class Nursery:
    """The process that forks, seen from the tests."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="nursery"))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.nursery", str(self._folder / "kept")],
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._count = 0
        self._forking, self._noting = threading.Lock(), threading.Lock()
        self._children: dict[int, Child] = {}
        self._ended: dict[int, int] = {}
        if self._line() != "ready":
            raise AssertionError("the nursery did not start")
        threading.Thread(target=self._hear, daemon=True).start()
        atexit.register(self.close)

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def _hear(self) -> None:
        while line := self._line():
            pid, status = map(int, line.split())
            with self._noting:
                child = self._children.pop(pid, None)
                if child is None:
                    self._ended[pid] = status
                else:
                    child.end(status)

    def fork(self, environ: dict[str, str]) -> Child:
        """Start a server with an environment."""
        assert self._process.stdin is not None
        with self._forking:
            self._count += 1
            pipe = self._folder / str(self._count)
            os.mkfifo(pipe)
            self._process.stdin.write(json.dumps([str(pipe), environ]) + "\n")
            self._process.stdin.flush()
            stdout = pipe.open(encoding="utf-8", errors="replace")  # waits until the copy has it too
            pipe.unlink()
            child = Child(int(stdout.readline()), stdout)
        with self._noting:
            status = self._ended.pop(child.pid, None)
            if status is None:
                self._children[child.pid] = child
            else:
                child.end(status)
        return child

    def close(self) -> None:
        """Fork no more; servers that run go on."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


@lru_cache(maxsize=1)
def nursery() -> Nursery:
    """The one of this process."""
    return Nursery()


def _grow(folder: str) -> Any:
    """Everything a server needs, imported and compiled."""
    import app
    import cell.live
    from tests import quick

    for name in (
        "cell.demo",
        "cell.serve",
        *(f"cell.live.{one.name}" for one in pkgutil.iter_modules(cell.live.__path__)),
    ):
        importlib.import_module(name)
    quick.prepare()
    create = app.create_app

    def furnished(config: dict[str, Any] | None = None, *, live: bool = False) -> Any:
        made = create(config, live=live)
        quick.furnish(made)
        return made

    app.create_app = furnished
    first = furnished({"CELL_INSTANCE": folder})
    for name in first.jinja_env.list_templates(["html"]):
        first.jinja_env.get_template(name)
    first.extensions["house"].desk.close()
    first.extensions["house"].store.close()
    return app


def _begin(pipe: str, environ: dict[str, str]) -> None:
    """In the copy: what a new process would have."""
    said, nothing = os.open(pipe, os.O_WRONLY), os.open(os.devnull, os.O_RDONLY)
    for number, place in ((nothing, 0), (said, 1), (said, 2)):
        os.dup2(number, place)
    os.close(said)
    os.close(nothing)
    os.environ.clear()
    os.environ.update(environ)
    print(os.getpid(), flush=True)


def main() -> int:
    """Fork a server for every line that comes; say how each ended."""
    import gc

    from gevent import monkey
    from gevent.os import fork_gevent

    monkey.patch_all()
    app = _grow(sys.argv[1])
    on, waitpid = monkey.get_original("signal", "signal"), monkey.get_original("os", "waitpid")

    def bury(*_: Any) -> None:
        while True:
            try:
                pid, status = waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not pid:
                return
            os.write(1, f"{pid} {status}\n".encode())

    on(signal.SIGCHLD, bury)
    gc.collect()
    gc.freeze()
    print("ready", flush=True)
    while line := sys.stdin.buffer.readline():
        if fork_gevent() == 0:
            on(signal.SIGCHLD, signal.SIG_DFL)
            _begin(*json.loads(line))
            return app.main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
