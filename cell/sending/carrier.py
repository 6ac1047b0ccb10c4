"""One message to one address, in a thread of its own: it is sent, or a code says why not."""

import logging
import re
import threading

from cell.outward import Letter
from cell.sending.addresses import fault_of, made_of, service_of

# Of the library's two time-outs each: who does not answer is tried again.
SOCKET_S = 10.0
# Whatever a far end does, a word at a time too: then its thread is free again, and the message is tried again.
SEND_S = 60.0
# A thread that heeds nothing is left to itself; where all are lost so, a message waits no longer than this for one.
LOST_S = SEND_S + 15.0
_ANSWERED = re.compile(r"\berror[=:]? ?\(?([1-5]\d\d)\b|\bSMTP\w*Error.*?\(([245]\d\d)", re.IGNORECASE)
_UNREACHED = re.compile(r"connection|socket|timed? ?out|resolve|refused|unreachable", re.IGNORECASE)


class _Heard(logging.Handler):
    """What the library says while it sends: the one way it has to tell why it did not. Kept nowhere."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self._thread = threading.get_ident()
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self.said.append(record.getMessage())

    def __enter__(self) -> "_Heard":
        diary = logging.getLogger("apprise")
        diary.setLevel(logging.DEBUG)
        diary.addHandler(self)
        return self

    def __exit__(self, *fault: object) -> None:
        logging.getLogger("apprise").removeHandler(self)


def carry(address: str, letter: Letter) -> str | None:
    """Send a message; None where the far end took it, else why not: a code, maybe with the far end's number."""
    if fault_of(address) is not None:
        return "not_taken"
    made = made_of(address)
    made.socket_connect_timeout = made.socket_read_timeout = SOCKET_S
    with _Heard() as heard:
        try:
            said = {"body": letter.body, "title": letter.title, "body_format": "text", "notify_type": "warning"}
            is_sent = bool(service_of(made).notify(**said))
        except Exception as fault:
            heard.said.append(f"{type(fault).__name__}: {fault}")
            is_sent = False
    return None if is_sent else _why(heard.said)


def _why(said: list[str]) -> str:
    told = "\n".join(said)
    found = _ANSWERED.search(told)
    if found:
        return f"answered:{found.group(1) or found.group(2)}"
    return "unreached" if _UNREACHED.search(told) else "failed"
