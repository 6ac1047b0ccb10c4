"""Figure 28: whether the door in tells a name that exists from one that does not, and how it slows who guesses."""

import http.client
import statistics
import time
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlencode

import requests
from argon2 import PasswordHasher

from benchmarks.faults.ground import served
from benchmarks.faults.registry import Told, figure
from cell import people
from cell.journal.orders import Job
from tests.cast import PASSWORD, World
from tests.serving import Served

TRIES = 500
GUESSES = 1_000
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Door:
    """The sign-in form, tried from any address of the loopback: each is somebody else to the product."""

    def __init__(self, standing: Served):
        self._port = standing.port
        browser = requests.Session()
        page = browser.get(f"{standing.url}/sign-in", timeout=10).text
        self._token = page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in browser.cookies)
        self._headers = {**FORM, "Cookie": cookies, "Origin": standing.url, "Referer": f"{standing.url}/sign-in"}

    def try_in(self, address: str, email: str, password: str) -> int:
        """One try; the status of the answer."""
        body = urlencode({"csrf_token": self._token, "email": email, "password": password, "next": ""})
        there = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30, source_address=(address, 0))
        with closing(there) as connection:
            connection.request("POST", "/sign-in", body, self._headers)
            response = connection.getresponse()
            response.read()
        return response.status


@figure(28, "guessing names and passwords")
def guessing() -> Iterator[Told]:
    """With the hashes of the real thing: they are what takes the time."""
    with served(CELL_QUICK_HASHES="0") as standing:
        world = World.again(standing.folder)
        kept = PasswordHasher().hash(PASSWORD)
        change = Job(lambda connection: people.change_account(connection, world.ids["alice"], password=kept))
        world.house.desk.ask(change)
        world.close()
        door = Door(standing)
        door.try_in("127.9.9.9", "alice@example.org", PASSWORD)  # what is loaded once is loaded
        yield from names(door)
        yield from guesses(door)


def names(door: Door) -> Iterator[Told]:
    """A name that is there and one that is not, by turns, each try from an address nobody used."""
    took: dict[str, list[float]] = {"alice": [], "nobody": []}
    answers: set[int] = set()
    for number in range(2 * TRIES):
        who = "alice" if (number + number // 2) % 2 else "nobody"  # each comes as often first
        begun = time.perf_counter()
        address = f"127.{1 + number // 62_500}.{1 + number // 250}.{1 + number % 250}"
        answers.add(door.try_in(address, f"{who}@example.org", f"a wrong password {number}"))
        took[who].append(time.perf_counter() - begun)
    known, unknown = (1000 * statistics.median(took[who]) for who in ("alice", "nobody"))
    apart = abs(known - unknown) / min(known, unknown)
    yield Told(f"{TRIES} each, known {known:.1f} ms, unknown {unknown:.1f} ms", f"{apart:.1%}", "5 %", apart <= 0.05)
    yield Told("different answers", f"{sorted(answers)}", "one", len(answers) == 1)


def guesses(door: Door) -> Iterator[Told]:
    """A thousand guesses at one password from one place; meanwhile its owner comes in from her own."""
    statuses = [door.try_in("127.200.1.1", "alice@example.org", f"guess number {number}") for number in range(GUESSES)]
    heard = sum(status != 429 for status in statuses)
    yield Told(f"of {GUESSES} guesses, tried against the password", str(heard), "20", heard <= 20)
    status = door.try_in("127.200.1.2", "alice@example.org", PASSWORD)
    yield Told("the rightful person, from her own address", f"status {status}", "303 or 302", status in (302, 303))
