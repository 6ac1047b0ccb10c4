"""Far ends on the loopback, as real as they come: a mail server, and a program that takes JSON."""

import json
import threading
import time
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller

from tests.live.clusters import free_port
from tests.serving import PATIENCE_S


def until(found: Callable[[], Any]) -> Any:
    """What is found at last. AssertionError where it never is."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if value := found():
            return value
        time.sleep(0.1)
    raise AssertionError("nothing came in time")


class Mailbox:
    """A mail server; `mails` are what it took."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self._server = Controller(self, hostname="127.0.0.1", port=free_port())
        self._server.start()
        self.address = f"mailto://127.0.0.1:{self._server.port}?from=cell@example.org&to=legal@example.org"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Take a mail; the name is the library's."""
        made: Any = message_from_bytes(envelope.content, policy=policy.default)
        self.mails.append(made)
        return "250 taken"

    def texts(self) -> list[str]:
        """Subject and words of each mail, as a person reads them."""
        return [f"{mail['subject']}\n{mail.get_body(('plain', 'html')).get_content()}" for mail in self.mails]

    def stop(self) -> None:
        """Take no more."""
        self._server.stop()


class Receiver:
    """A program that takes JSON: `tried` is all that came, `taken` what it said yes to. `answers` come before that.

    While `shut` is set it answers nobody at all.
    """

    def __init__(self, *answers: int):
        self.answers, self.tried, self.taken = [*answers], list[dict[str, Any]](), list[dict[str, Any]]()
        self.shut = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                answer = outer._take(body)
                if answer:
                    self.send_response(answer)
                    self.end_headers()

            def log_message(self, *_args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.address = f"json://127.0.0.1:{self._server.server_port}/a-secret-path?-token=hush-hush"

    def _take(self, body: dict[str, Any]) -> int:
        self.tried.append(body)
        while self.shut.is_set():
            time.sleep(0.05)
        answer = self.answers.pop(0) if self.answers else 200
        if answer == 200:
            self.taken.append(body)
        return answer

    def stop(self) -> None:
        """Take no more."""
        self.shut.clear()
        self._server.shutdown()
        self._server.server_close()
