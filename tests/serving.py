"""A real server in a process of its own, and real Socket.IO clients that talk to it."""

import atexit
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from functools import lru_cache
from pathlib import Path
from typing import Any

import engineio
import requests
import socketio

from tests.cast import World
from tests.nursery import Child, nursery

PATIENCE_S = 120.0  # nothing is timed by it: a busy machine may take long
ROOT = Path(__file__).resolve().parent.parent
OURS = ("CELL_", "DATABASE_URL", "REDIS_URL")  # what is set for Python or the linker needs a process of its own
ADDRESS = re.compile(r"http://[^:]+:(\d+)/")


@lru_cache(maxsize=1)
def _ground() -> tuple[Path, dict[str, str]]:
    """A folder in which the cast have accounts and tokens, and their tokens. Made once: the schema takes long.

    Their cell is opened in the copy, for targets run from its opening.
    """
    folder = Path(tempfile.mkdtemp(prefix="ground"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    world = World.apart(folder)
    tokens = {who: world.token(who) for who in world.ids}
    world.close()
    return folder, tokens


class Served:
    """The server's process, its port, the cast's tokens and their cell. Ended by process id."""

    is_forked = False  # tests/conftest.py sets it, tests/nursery.py says why; what is measured is `python app.py`

    def __init__(self, folder: Path, **environ: str):
        self.folder = folder
        self.environ = environ
        self.port = 0
        self.lines: list[str] = []
        self.process: subprocess.Popen[str] | Child | None = None
        if "DATABASE_URL" in environ:
            world = World(folder, **environ)
            self.tokens = {who: world.token(who) for who in world.ids}
        else:
            ground, tokens = _ground()
            self.tokens = dict(tokens)
            shutil.copytree(ground, folder, dirs_exist_ok=True)
            world = World.again(folder, **environ)
            world.gather()
        self.cell, self.ids = world.cell, world.ids
        world.close()

    def twin(self) -> "Served":
        """Another process on the same database, with the same people; it is not started yet."""
        other = Served.__new__(Served)
        other.folder, other.environ, other.port, other.lines, other.process = self.folder, self.environ, 0, [], None
        other.cell, other.ids, other.tokens = self.cell, self.ids, self.tokens
        return other

    def start(self, limit_s: float = PATIENCE_S) -> None:
        """Start (again, on the same port) and wait until it says its address."""
        environ = {
            **os.environ,
            "CELL_INSTANCE": str(self.folder),
            "CELL_PORT": str(self.port),
            "CELL_DEMO": "0",
            "CELL_QUICK_HASHES": "1",
            "PYTHONUNBUFFERED": "1",
            **self.environ,
        }
        if self.is_forked and all(name.startswith(OURS) for name in self.environ):
            self.process = nursery().fork(environ)
        else:
            self.process = subprocess.Popen(
                [sys.executable, "app.py"],
                cwd=ROOT,
                env=environ,
                text=True,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
        heard: queue.SimpleQueue[int] = queue.SimpleQueue()
        threading.Thread(target=self._read, args=(self.process, heard), daemon=True).start()
        try:
            port = heard.get(timeout=limit_s)
        except queue.Empty:
            port = 0
        if not port:
            raise AssertionError("the server did not start:\n" + "".join(self.lines[-30:]))
        self.port = port

    def _read(self, process: Any, heard: "queue.SimpleQueue[int]") -> None:
        """Keep its lines; what is heard first is the port it names, or 0 where it ended without."""
        for line in process.stdout:
            self.lines.append(line)
            if found := ADDRESS.search(line):
                heard.put(int(found.group(1)))
        heard.put(0)
        process.stdout.close()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """Its process id."""
        assert self.process is not None
        return self.process.pid

    def rss(self) -> int:
        """Its resident memory, in bytes."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def threads(self) -> int:
        """How many OS threads it has."""
        return len(os.listdir(f"/proc/{self.pid}/task"))

    def kill(self) -> None:
        """SIGKILL, as a power cut of the process."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE_S)

    def stop(self, limit_s: float = PATIENCE_S) -> int:
        """SIGTERM; returns the exit status."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(limit_s)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(PATIENCE_S)
                raise AssertionError("the server did not stop in time") from None
        status = self.process.poll()
        assert status is not None
        return status

    def api(self, who: str, method: str, path: str, **options: Any) -> requests.Response:
        """A request to the API with one of the cast's tokens."""
        headers = {"Authorization": f"Bearer {self.tokens[who]}", **options.pop("headers", {})}
        return requests.request(method, f"{self.url}/api/v1{path}", headers=headers, timeout=PATIENCE_S, **options)

    def screen(self, who: str, **options: Any) -> "Screen":
        """A screen of one of the cast, joined to the cell."""
        return Screen(self, who, **options)


class Patient(engineio.Client):
    """The library's client, which hangs up by itself a few seconds after a ping that is late; this one waits."""

    @property
    def ping_timeout(self) -> float:
        """Besides the interval, whatever the server proposes."""
        return PATIENCE_S

    @ping_timeout.setter
    def ping_timeout(self, proposed: float | None) -> None:
        pass


class Client(socketio.Client):
    """A Socket.IO client that a machine which stood still does not disconnect."""

    def __init__(self, **options: Any):
        super().__init__(**{"request_timeout": PATIENCE_S, **options})

    def _engineio_client_class(self) -> type[Patient]:
        return Patient


class Screen:
    """A real Socket.IO client, websocket only. `pushes` holds every ("name", payload) in the order they came."""

    def __init__(self, served: Served, who: str, *, join: bool = True, seq: int | None = None):
        self.served = served
        self.pushes: list[tuple[str, Any]] = []
        self.more: queue.Queue[tuple[str, Any]] = queue.Queue()
        self.client = Client(reconnection=False)
        for name in ("entries", "head", "presence", "writing", "wall", "out"):
            self.client.on(name, lambda payload, name=name: self._heard(name, payload))
        self.client.connect(
            served.url, auth={"token": served.tokens[who]}, transports=["websocket"], wait_timeout=PATIENCE_S
        )
        self.joined: dict[str, Any] = self.join(seq) if join else {}

    def _heard(self, name: str, payload: Any) -> None:
        self.pushes.append((name, payload))
        self.more.put((name, payload))

    def join(self, seq: int | None = None, cell: str | None = None) -> dict[str, Any]:
        """Join the cell; returns the answer."""
        payload: dict[str, Any] = {"cell": cell or self.served.cell}
        if seq is not None:
            payload["seq"] = seq
        return self.client.call("join", payload, timeout=PATIENCE_S) or {}

    def act(self, name: str, /, *, key: str | None = None, cell: str | None = None, **args: Any) -> dict[str, Any]:
        """Give a command; returns the answer."""
        payload = {
            "cell": cell or self.served.cell,
            "name": name,
            "args": args,
            "key": key or str(uuid.uuid4()),
        }
        return self.client.call("command", payload, timeout=PATIENCE_S) or {}

    def wait_for(self, name: str, limit_s: float = PATIENCE_S, **fields: Any) -> Any:
        """The next push of a name whose payload has these fields. AssertionError where none comes in time."""
        deadline = time.monotonic() + limit_s
        while (left := deadline - time.monotonic()) > 0:
            try:
                found, payload = self.more.get(timeout=left)
            except queue.Empty:
                break
            if found == name and all(payload.get(field) == value for field, value in fields.items()):
                return payload
        raise AssertionError(f"no {name} {fields} within {limit_s} s; came: {self.pushes[-5:]}")

    def entries(self) -> list[dict[str, Any]]:
        """Every entry pushed so far, in the order they came."""
        return [entry for name, payload in self.pushes if name == "entries" for entry in payload["entries"]]

    def close(self) -> None:
        """Hang up."""
        self.client.disconnect()
