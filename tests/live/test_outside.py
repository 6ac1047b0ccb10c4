"""Alerts go outside the page: to a real mail server and a real program, once, whatever dies on the way."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import requests

from cell import clock, organisation, people
from cell.db import Store
from cell.journal.orders import Job
from tests.cast import World
from tests.letters import make_outlet
from tests.live.clusters import Redis
from tests.live.receiving import Mailbox, Receiver, until
from tests.serving import PATIENCE_S, Served
from tests.web.visitor import COOKIE, Page

SOON = "0.2,0.2,0.2,0.2"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.stop()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    made = Mailbox()
    yield made
    made.stop()


def prepared(served: Served, **outlets: str) -> str:
    """Put channels into what a server will serve; returns the sign-in of an administrator."""
    world = World.again(served.folder, **served.environ)
    for name, address in outlets.items():
        make_outlet(world, address, name=name)
    ask = world.house.desk.ask
    ask(Job(lambda c: organisation.set_admin(c, None, world.ids["alice"], True)))
    secret: str = ask(Job(lambda c: people.begin_sign_in(c, world.ids["alice"], None, None)))
    world.close()
    return secret


def states(served: Served) -> list[tuple[str, int]]:
    """State and tries of every row of the outbox, as the database has them."""
    url = served.environ.get("DATABASE_URL", f"sqlite:///{served.folder / 'cell.db'}")
    store = Store(url)
    with store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT state, tries FROM outbox ORDER BY id").all()
    store.close()
    return [(row[0], row[1]) for row in rows]


def let_claims_run_out(served: Served) -> None:
    """What is claimed now was claimed long ago."""
    with closing(sqlite3.connect(served.folder / "cell.db")) as connection, connection:
        connection.execute("UPDATE outbox SET leased_until = put_at WHERE leased_until IS NOT NULL")


def all_sent(served: Served, count: int) -> bool:
    found = states(served)
    return len(found) == count and {state for state, _tries in found} == {"sent"}


def test_a_target_that_passes_reaches_a_mailbox_and_a_program(tmp_path: Path, mailbox: Mailbox, receiver: Receiver):
    served = Served(tmp_path, CELL_SEND_PAUSES=SOON, CELL_DIARY="debug")
    secret = prepared(served, mail=mailbox.address, program=receiver.address)
    receiver.answers = [500, 500]
    served.start()
    try:
        chloe = served.screen("chloe")
        due = clock.after(clock.now(), 4)
        asked = chloe.act("ask_decision", question="Fermer le site ?", decider=served.ids["alice"], needed_by=due)
        assert asked["ok"], asked
        until(lambda: all_sent(served, 4))
        told = [[text.replace("\u00a0", " ") for text in mailbox.texts()], [one["message"] for one in receiver.taken]]
        for texts in told:
            assert len(texts) == 2 and all("Fermer le site" in text and "Incendie" in text for text in texts)
            assert sum("dépassé" in text for text in texts) == 1
            assert all(f"http://127.0.0.1:{served.port}/cells/{served.cell}/decisions/1" in text for text in texts)
        assert (
            "Niveau 3, majeur · Incendie" in told[0][0] and receiver.taken[0]["title"] == "Niveau 3, majeur · Incendie"
        )
        assert len(receiver.tried) == 4 and sorted(tries for _state, tries in states(served))[-1] >= 2
        _try_it(served, secret, receiver)
        assert not [line for line in served.lines if "hush-hush" in line or "a-secret-path" in line]
        chloe.close()
    finally:
        served.stop()


def _try_it(served: Served, secret: str, receiver: Receiver) -> None:
    """An administrator's trial goes the same way, and the page says what became of it."""
    browser, before = requests.Session(), len(receiver.tried)
    browser.cookies.set(COOKIE, secret, domain="127.0.0.1")
    path = f"{served.url}/admin/alerts/2"
    receiver.answers = [403]
    for said in ("réponse 403", "L’essai est parti"):
        fields = Page(browser.get(path, timeout=PATIENCE_S).text).forms["/admin/alerts/2/trial"]
        browser.post(f"{path}/trial", fields, timeout=PATIENCE_S)
        until(lambda said=said: said in browser.get(path, timeout=PATIENCE_S).text)
    assert len(receiver.tried) == before + 2 and "program" in receiver.taken[-1]["title"]


def test_a_message_of_a_killed_process_is_sent_after_its_claim(tmp_path: Path, receiver: Receiver):
    served = Served(tmp_path, CELL_SEND_PAUSES=SOON)
    prepared(served, program=receiver.address)
    receiver.shut.set()
    served.start()
    screen = served.screen("chloe")
    assert screen.act("ask_decision", question="Fermer le site ?")["ok"]
    until(lambda: receiver.tried)
    served.kill()
    assert states(served) == [("waiting", 1)], "claimed, and not said to be sent"
    receiver.answers = [0]  # what the dead one asked is answered to nobody
    receiver.shut.clear()
    let_claims_run_out(served)
    served.start()
    until(lambda: all_sent(served, 1))
    assert len(receiver.taken) == 1 and "Fermer le site" in receiver.taken[0]["message"]
    served.stop()


def test_two_processes_send_each_message_once(tmp_path: Path, receiver: Receiver, database: str):
    redis = Redis(tmp_path)
    one = Served(tmp_path / "one", DATABASE_URL=database, REDIS_URL=redis.url)
    two = one.twin()
    # Three channels, so that none of them is owed so much that it goes together.
    prepared(one, **{name: receiver.address for name in ("day", "night", "far")})
    one.start()
    two.start()
    screens = [one.screen("chloe"), two.screen("alice")]
    for number in range(4):
        assert screens[number % 2].act("ask_decision", question=f"Question {number} ?")["ok"]
    until(lambda: all_sent(one, 12))
    said = [body["message"].split("\n")[0] for body in receiver.taken]
    assert len(receiver.tried) == 12 == 3 * len({*said})
    assert {tries for _state, tries in states(two)} == {1}
    for served in (one, two):
        served.stop()
    redis.stop()
