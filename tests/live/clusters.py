"""A PostgreSQL cluster and a Redis server of the tests' own, on free loopback ports, ended by process id."""

import os
import shutil
import socket
import subprocess
import time
import weakref
from pathlib import Path

import psycopg

from app import create_app
from tests.serving import PATIENCE_S


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def _until_open(port: int, process: subprocess.Popen[bytes], limit_s: float = PATIENCE_S) -> None:
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as sock:
            if sock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nothing answers at port {port}")


class Redis:
    """A Redis server without a disk."""

    def __init__(self, folder: Path):
        program = shutil.which("redis-server")
        assert program, "apt-get install redis-server"
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._args = [program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
        self.start()

    def start(self) -> None:
        """Start it, again on the same port."""
        self._process = subprocess.Popen(self._args, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        weakref.finalize(self, self._process.kill)  # of a test that never comes to its end, too
        _until_open(self.port, self._process)

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(PATIENCE_S)


class PostgreSQL:
    """A cluster in a folder, for many databases. It refuses to run as root, so root runs it as the user postgres."""

    def __init__(self, folder: Path):
        self._made = 0
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        assert found, "apt-get install postgresql"
        programs, home = found[-1].parent, folder / "pg"
        home.mkdir()
        self._as: list[str] = []
        if os.geteuid() == 0:
            shutil.chown(home, "postgres")
            for parent in home.parents:
                if parent.stat().st_uid == 0 and parent != Path("/"):
                    parent.chmod(parent.stat().st_mode | 0o011)
            self._as = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        self.port = free_port()
        data = home / "data"
        subprocess.run(
            [*self._as, programs / "initdb", "-D", data, "-U", "cell", "-A", "trust", "-E", "UTF8", "--no-sync"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        self._process = subprocess.Popen(
            [
                *self._as,
                programs / "postgres",
                "-D",
                data,
                "-p",
                str(self.port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                f"unix_socket_directories={home}",
                "-c",
                "fsync=off",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _until_open(self.port, self._process)

    def database(self, folder: Path) -> str:
        """The address of a database of one's own that has the schema; a folder, to make the first of them in."""
        if not self._made:
            self._run("CREATE DATABASE ground")
            house = create_app({"CELL_INSTANCE": folder, "DATABASE_URL": self._url("ground")}).extensions["house"]
            house.desk.close()
            house.store.close()
        self._made += 1
        self._run(f"CREATE DATABASE d{self._made} TEMPLATE ground")
        return self._url(f"d{self._made}")

    def _url(self, name: str) -> str:
        return f"postgresql+psycopg://cell@127.0.0.1:{self.port}/{name}"

    def _run(self, statement: str) -> None:
        with self._connected() as connection:
            connection.execute(statement.encode())

    def _connected(self) -> psycopg.Connection:
        """A connection, once the cluster takes them: its port is open while it still says that it is starting up."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                return psycopg.connect(f"postgresql://cell@127.0.0.1:{self.port}/postgres", autocommit=True)
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(PATIENCE_S)
