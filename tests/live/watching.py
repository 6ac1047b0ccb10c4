"""What tests of the live channel watch: memory, threads, health and the diary of a served process."""

import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from cell import rights
from tests.live.raw import Raw
from tests.serving import PATIENCE_S, Served

MB = 1024 * 1024


def until(true: Callable[[], Any], limit_s: float = PATIENCE_S) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + limit_s
    while not true():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.05)


def worked_s(served: Served) -> float:
    """For how many seconds the server has had a processor: a machine that stands still adds nothing to it."""
    spent = Path(f"/proc/{served.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, spent)) / os.sysconf("SC_CLK_TCK")


class Watched:
    """What was seen from the beginning of the block on; sizes in bytes, times in seconds.

    `kept_s` is how long the server worked, on whatever, while somebody waited for the shortest of answers.
    """

    def __init__(self, served: Served):
        self._served = served
        self._first_line = len(served.lines)
        self.rss = self.rss_most = served.rss()
        self.threads = self.threads_most = served.threads()
        self.kept_s = self.health_s = 0.0

    @property
    def grown(self) -> int:
        """By how much memory has grown at most."""
        return self.rss_most - self.rss

    @property
    def diary(self) -> str:
        """What the server has written since."""
        return "".join(self._served.lines[self._first_line :])

    def look(self) -> None:
        """Take a sample."""
        self.rss_most = max(self.rss_most, self._served.rss())
        self.threads_most = max(self.threads_most, self._served.threads())
        begun, before = time.monotonic(), worked_s(self._served)
        assert requests.get(self._served.url + "/healthz", timeout=PATIENCE_S).status_code == 200
        self.kept_s = max(self.kept_s, worked_s(self._served) - before)
        self.health_s = max(self.health_s, time.monotonic() - begun)  # for benchmarks, on a machine of their own


@contextmanager
def watching(served: Served, every_s: float = 0.1) -> Iterator[Watched]:
    """Watch a server while the block runs."""
    seen, over = Watched(served), threading.Event()

    def watch() -> None:
        while not over.wait(every_s):
            seen.look()

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()
        seen.look()


def named(served: Served, who: str, cell: str | None = None, **options: Any) -> Raw:
    """A raw connection of one of the cast, in a cell."""
    raw = Raw(served.port, **options)
    assert raw.status == 101
    said = raw.name({"token": served.tokens[who]})
    assert said and said.startswith("40"), said
    joined = raw.ask("join", {"cell": cell or served.cell})
    assert joined and joined["ok"], joined
    return raw


def open_cell(served: Served, who: str, title: str = "Autre") -> str:
    """Another cell, opened by one of the cast; returns its id."""
    body = {"title": title, "level": 2, "departments": ["direction", "logistics"]}
    answer = served.api(who, "POST", "/cells", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def put_in_role(served: Served, who: str, role: str) -> None:
    """Alice, who directs, has somebody take a role; the direction comes back to her first where they have it."""

    def order(by: str, name: str, **args: Any) -> None:
        answer = served.api(by, "POST", f"/cells/{served.cell}/commands/{name}", json=args)
        assert answer.status_code == 200, answer.text

    if served.api(who, "GET", f"/cells/{served.cell}").json()["me"]["role"] == "director":
        order(who, "offer_role", role="director", member=served.ids["alice"])
        order("alice", "accept_role", role="director")
    if role in rights.EXCLUSIVE:
        order("alice", "offer_role", role=role, member=served.ids[who])
        order(who, "accept_role", role=role)
    else:
        order("alice", "give_role", role=role, member=served.ids[who], department="logistics")


def present(served: Served, cell: str, asker: str = "alice") -> dict[int, int]:
    """Who is present in a cell and with how many screens, as the next word about presence says."""
    asking = served.screen(asker, join=False)
    asking.join(cell=cell)
    told = asking.wait_for("presence", cell=cell)
    asking.close()
    return {one["id"]: one["screens"] for one in told["members"]}


def cookie_of(served: Served, who: str, password: str) -> tuple[requests.Session, str]:
    """Sign in as a browser does; returns the browser and its Cookie header."""
    browser = requests.Session()
    page = browser.get(served.url + "/sign-in", timeout=PATIENCE_S).text
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, page[:500]
    form = {"csrf_token": found.group(1), "email": f"{who}@example.org", "password": password}
    answer = browser.post(served.url + "/sign-in", data=form, timeout=PATIENCE_S, allow_redirects=False)
    assert answer.status_code == 302, answer.text[:500]
    return browser, "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
