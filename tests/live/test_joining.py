"""Figure 27: guessing is slowed down, the real invitation still works, and one for one person admits exactly one."""

import base64
import sqlite3
import threading
from collections import Counter
from typing import Any

import requests

from cell import clock, people
from tests.live.joining import Guest, command, make_link
from tests.serving import PATIENCE_S, Served

AT_ONCE = 50
GUESSES = 1_000  # ten thousand say the same, and take minutes


def soon() -> str:
    return clock.after(clock.now(), 3600)


def at_once(count: int, act: Any) -> list[Any]:
    """Do something many times at the same moment; returns what each got."""
    told: list[Any] = [None] * count
    ready = threading.Barrier(count)

    def one(number: int) -> None:
        ready.wait(PATIENCE_S)
        told[number] = act(number)

    workers = [threading.Thread(target=one, args=(number,)) for number in range(count)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(PATIENCE_S)
    return told


def test_an_invitation_for_one_admits_exactly_one_of_fifty_who_come_at_once(served: Served):
    path = make_link(served, soon(), uses=1)
    guests = [Guest(served, path) for _ in range(AT_ONCE)]
    assert {guest.page.status_code for guest in guests} == {200}
    answers = at_once(AT_ONCE, lambda number: guests[number].make_account(f"Guest {number}", f"g{number}@example.org"))
    told = Counter(answer.status_code for answer in answers)
    assert told[303] == 1 and set(told) <= {303, 410}, told
    board = served.api("alice", "GET", f"/cells/{served.cell}/board").json()["board"]["rows"]
    assert [row["name"] for ref, row in board.items() if ref.startswith("member:") and "Guest" in row["name"]] == [
        f"Guest {next(number for number, answer in enumerate(answers) if answer.status_code == 303)}"
    ]
    assert board["invitation:1"]["used"] == 1 and "digest" not in board["invitation:1"]
    [database] = served.folder.glob("*.db")
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as kept:
        made = kept.execute("SELECT count(*) FROM accounts WHERE name LIKE 'Guest %'").fetchone()[0]
    assert made == 1, "only who came in has an account; the others left none behind"


def test_thousands_of_guesses_are_throttled_and_the_invitation_opens_from_elsewhere(served: Served):
    path = make_link(served, soon())
    secret = path.rpartition("/")[2]
    assert len(base64.urlsafe_b64decode(secret + "=")) * 8 >= 128
    told: Counter[int] = Counter()
    begun = clock.elapsed()
    with requests.Session() as session:
        while sum(told.values()) < GUESSES and clock.elapsed() - begun < 55:  # within the one minute
            guess = session.get(f"{served.url}/join/{served.cell}/{people.new_secret()}", timeout=PATIENCE_S)
            told[guess.status_code] += 1
            if guess.status_code == 429:
                assert int(guess.headers["Retry-After"]) >= 1
    assert set(told) == {404, 429} and told[404] <= 20, told
    assert requests.get(served.url + path, timeout=PATIENCE_S).status_code == 200, (
        "who sits beside the guesser comes in"
    )
    elsewhere = requests.Session()
    elsewhere.get_adapter(served.url).poolmanager.connection_pool_kw["source_address"] = ("127.0.0.2", 0)  # type: ignore[attr-defined]
    assert elsewhere.get(served.url + path, timeout=PATIENCE_S).status_code == 200
    assert secret not in "".join(served.lines)


def test_many_guesses_at_once_are_as_slow_as_many_in_a_row(served: Served):
    guess = f"{served.url}/join/{served.cell}/{people.new_secret()}"
    told = Counter(at_once(AT_ONCE, lambda _number: requests.get(guess, timeout=PATIENCE_S).status_code))
    assert told[404] <= 20 and told[429] == AT_ONCE - told[404]


def test_joining_by_a_link_is_no_command_for_programs_or_screens(served: Served):
    path = make_link(served, soon())
    digest = people.digest(path.rpartition("/")[2])
    over_http = served.api(
        "eve", "POST", f"/cells/{served.cell}/commands/join_cell", json={"invitation_digest": digest}
    )
    assert over_http.status_code == 404
    screen = served.screen("eve", join=False)
    assert screen.act("join_cell", invitation_digest=digest)["refused"]["code"] == "not_found"
    assert command(served, "join_cell", invitation_digest=digest).status_code == 404
    board = served.api("alice", "GET", f"/cells/{served.cell}/board").json()["board"]["rows"]
    assert f"member:{served.ids['eve']}" not in board
