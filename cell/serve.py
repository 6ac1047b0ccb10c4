"""Serving: gevent's WSGI server with TCP_NODELAY, one server per database file, and a clean stop."""

import fcntl
import gc
import logging
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import gevent
from flask import Flask
from gevent.event import Event
from gevent.pywsgi import WSGIHandler, WSGIServer

from cell.house import House
from cell.settings import Misconfigured, Settings, make_folders

STOP_S = 4.0  # counted in turns of the loop: what a machine stands still meanwhile is no fault of the disk's
STOP_TURNS = 16
REQUEST_S = 30.0
SEND_BUFFER = 128 * 1024
_diary = logging.getLogger(__name__)


@contextmanager
def only_server(settings: Settings) -> Iterator[None]:
    """Hold the lock of the SQLite file while serving. Raises Misconfigured where another server holds it."""
    path = lock_path(settings)
    if path is None:
        yield
        return
    make_folders(settings)
    try:
        file = path.open("a")
    except OSError as fault:
        raise Misconfigured(f"CELL_INSTANCE, DATABASE_URL: {path} cannot be written ({fault.strerror})") from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Misconfigured(f"another server already works on {path.with_suffix('')}") from None
        yield


def lock_path(settings: Settings) -> Path | None:
    """The lock beside the SQLite file, or None on PostgreSQL, which needs none."""
    from sqlalchemy import make_url

    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    return Path(url.database + ".lock")


class Handler(WSGIHandler):
    """No line per request: addresses may hold secrets, and a screen's life is not a request."""

    def handle(self) -> None:
        """Wait for a request, or for the rest of one, only so long."""
        self.socket.settimeout(REQUEST_S)
        super().handle()

    def log_request(self) -> None:
        """Say nothing."""


def listener(settings: Settings) -> socket.socket:
    """The listening socket. Small frames leave at once (TCP_NODELAY), and no screen may owe the kernel much."""
    family = socket.AF_INET6 if ":" in settings.CELL_HOST else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    try:
        sock.bind((settings.CELL_HOST, settings.CELL_PORT))
    except OSError as fault:
        sock.close()
        raise Misconfigured(
            f"CELL_HOST, CELL_PORT: cannot listen on {settings.CELL_HOST}:{settings.CELL_PORT} ({fault.strerror})"
        ) from None
    sock.listen(2048)
    sock.setblocking(False)
    return sock


def serve(app: Flask, sock: socket.socket) -> None:
    """Serve until SIGTERM or SIGINT, then stop: no new orders, those that wait are finished, screens are told."""
    house: House = app.extensions["house"]
    server = WSGIServer(sock, app, handler_class=Handler, log=None, error_log=logging.getLogger("wsgi"))
    server.max_accept = 100
    stopping = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(number, stopping.set)
    # All that is loaded by now stays: a full collection that walks it again holds every screen up for 40 ms and more.
    gc.collect()
    gc.freeze()
    server.start()
    host, port = sock.getsockname()[:2]
    shown = "localhost" if host in ("127.0.0.1", "::1") else host
    print(f"Crisis Cell is at http://{shown}:{port}/ (process {os.getpid()})", flush=True)
    stopping.wait()
    _stop(server, house, app.extensions.get("watch"), app.extensions.get("sender"))


def _give_up() -> None:
    for _turn in range(STOP_TURNS):
        gevent.sleep(STOP_S / STOP_TURNS)
    os._exit(1)


def _stop(server: Any, house: House, watch: Any, sender: Any) -> None:
    deadline = gevent.spawn(_give_up)  # a disk that hangs must not keep the process for ever
    server.stop_accepting()
    if sender is not None:
        sender.stop()  # before the desk: what was sent is written down
    house.desk.close()
    if watch is not None:
        watch.stop()
    if house.channel is not None:
        house.channel.close()
    server.stop(timeout=0.5)
    house.store.close()
    deadline.kill()
    _diary.info("stopped")
