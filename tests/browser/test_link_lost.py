"""The network is cut and comes back: the board says so, keeps what was typed, and catches up."""

import os
import signal
import time
from typing import Any

from playwright.sync_api import Error, Page, expect


def test_the_board_freezes_says_so_and_catches_up(people: Any):
    alice = people("alice").enter()
    town = alice.town
    first = town.api(
        "bruno", "POST", f"/cells/{town.cell}/commands/add_task", json={"title": "Avant", "department": "legal"}
    )
    assert first.status_code == 200
    expect(alice.task("Avant")).to_be_visible()
    alice.page.locator("#tools .btn--primary").click()
    alice.page.locator("#new-title").fill("Un texte en cours")
    alice.context.set_offline(True)
    expect(alice.page.locator("body")).to_have_attribute("data-link", "frozen")
    expect(alice.page.locator("#banners")).to_contain_text("Connexion perdue")
    expect(alice.task("Avant")).to_be_visible()
    expect(alice.page.locator("#new-send")).to_be_disabled()
    for number in range(3):
        args = {"title": f"Pendant {number}", "department": "legal"}
        town.api("bruno", "POST", f"/cells/{town.cell}/commands/add_task", json=args)
    expect(alice.page.locator("#board")).not_to_contain_text("Pendant")
    alice.context.set_offline(False)
    alice.settled()
    for number in range(3):
        expect(alice.task(f"Pendant {number}")).to_be_visible()
    expect(alice.page.locator("#new-title")).to_have_value("Un texte en cours")
    expect(alice.page.locator("#new-send")).to_be_enabled()
    alice.said[:] = [line for line in alice.said if "ERR_INTERNET_DISCONNECTED" not in line]


def test_a_restarted_server_gets_its_screens_back(people: Any):
    alice = people("alice").enter()
    town = alice.town
    town.kill()
    expect(alice.page.locator("body")).to_have_attribute("data-link", "frozen")
    town.start()
    alice.settled()
    answer = town.api(
        "bruno", "POST", f"/cells/{town.cell}/commands/add_task", json={"title": "Après", "department": "legal"}
    )
    assert answer.status_code == 200
    expect(alice.task("Après")).to_be_visible()
    alice.said[:] = [line for line in alice.said if "ERR_CONNECTION" not in line]


def test_a_cut_link_is_told_and_what_is_typed_stays(people: Any):
    alice = people("alice").enter()
    page: Page = alice.page
    page.locator("#level-button").click()
    page.locator("#f-reason").fill("Un motif en cours")
    alice.context.set_offline(True)
    expect(page.locator("#banners")).to_contain_text("Connexion perdue")
    expect(page.locator("#panel-send")).to_be_disabled()
    page.keyboard.press("Escape")
    expect(page.locator("#point-button")).to_be_visible()
    alice.context.set_offline(False)
    alice.settled()
    page.locator("#level-button").click()
    expect(page.locator("#f-reason")).to_have_value("Un motif en cours")
    alice.said[:] = [line for line in alice.said if "ERR_INTERNET_DISCONNECTED" not in line]


WATCH = """() => {
  const look = () => document.body.dataset.link;
  window.seen = [look()];
  const note = () => look() !== window.seen.at(-1) && window.seen.push(look());
  new MutationObserver(note).observe(document.body, { attributeFilter: ["data-link"] });
}"""


def test_a_line_that_was_cut_silently_is_told_to_who_only_looks(people: Any):
    alice = people("alice").enter()
    os.kill(alice.town.pid, signal.SIGSTOP)  # the line is up and nobody is at the other end; nobody touches the page
    try:
        expect(alice.page.locator("#banners")).to_contain_text("Connexion perdue")
        expect(alice.page.locator("#link .link-state")).to_have_attribute("data-link", "frozen")
    finally:
        os.kill(alice.town.pid, signal.SIGCONT)
    alice.settled()


PING = "2"


class Still:
    """A page whose clock stands but when it is told to go on; the server's words come when they come."""

    def __init__(self, person: Any):
        self.page: Page = person.page
        self.opened: list[str] = []
        self.words: list[str] = []
        self.page.on("websocket", self._listen)
        self.page.clock.install()
        person.enter()
        self.page.evaluate(WATCH)
        self.words.clear()
        self._stand()
        while PING not in self.words:
            self.hear()
        self.hear()  # it is read: for nearly twenty seconds from now the page misses none

    def _listen(self, socket: Any) -> None:
        self.opened.append(socket.url)
        socket.on("framereceived", lambda word: self.words.append(str(word)))

    def _stand(self) -> None:
        for _time in range(10):
            try:
                return self.page.clock.pause_at(self.page.evaluate("Date.now()") / 1000 + 1)
            except Error:  # the machine stood still for that second: it is over
                continue
        raise AssertionError("the clock would not stand")

    def hear(self) -> None:
        """Wait, while no time passes for the page, until the server has said something and the page has read it."""
        known = len(self.words)
        while len(self.words) < known + 2:
            time.sleep(0.05)
            self.page.evaluate("0")  # what the browser has to tell of its socket is told now

    def pass_until(self, link: str) -> None:
        """Let at most four seconds pass for the page, until it says so of its link."""
        for _tenth in range(40):
            if self.page.evaluate("document.body.dataset.link") == link:
                return
            self.page.clock.run_for(100)
        raise AssertionError(f"it never was {link}")


def test_a_page_that_was_busy_waits_and_a_server_that_held_its_breath_is_believed_again(people: Any):
    """Needs: words that waited behind what kept the page are read before it judges; no new connection is opened."""
    alice = people("alice", spoilt=True)
    still = Still(alice)
    for length in (2_500, 1_900, 700, 700, 700):
        alice.page.clock.fast_forward(length)  # every timer is late
        still.hear()
        alice.page.clock.run_for(150)
    assert alice.page.evaluate("window.seen") == ["live"]
    os.kill(alice.town.pid, signal.SIGSTOP)
    try:
        still.pass_until("frozen")
        expect(alice.page.locator("#tools .btn--primary")).to_be_visible()
    finally:
        os.kill(alice.town.pid, signal.SIGCONT)
    still.hear()
    still.pass_until("live")
    assert alice.page.evaluate("window.seen") == ["live", "frozen", "live"]
    assert len(still.opened) == 1
