"""The network is cut and comes back: the board says so, keeps what was typed, and catches up."""

import os
import signal
from typing import Any

from playwright.sync_api import Page, expect


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
    alice.page.wait_for_timeout(1_200)
    os.kill(alice.town.pid, signal.SIGSTOP)  # the line is up and nobody is at the other end; nobody touches the page
    try:
        expect(alice.page.locator("#banners")).to_contain_text("Connexion perdue")
        expect(alice.page.locator("#link .link-state")).to_have_attribute("data-link", "frozen")
    finally:
        os.kill(alice.town.pid, signal.SIGCONT)
    alice.settled()


def test_a_server_that_held_its_breath_is_believed_again_without_a_new_connection(people: Any):
    alice = people("alice").enter()
    opened: list[str] = []
    alice.page.on("websocket", lambda socket: opened.append(socket.url))
    alice.page.evaluate(WATCH)
    os.kill(alice.town.pid, signal.SIGSTOP)
    try:
        expect(alice.page.locator("body")).to_have_attribute("data-link", "frozen")
        expect(alice.page.locator("#tools .btn--primary")).to_be_visible()
    finally:
        os.kill(alice.town.pid, signal.SIGCONT)
    expect(alice.page.locator("body")).to_have_attribute("data-link", "live")
    assert alice.page.evaluate("window.seen") == ["live", "frozen", "live"]
    assert not opened


def test_a_page_that_was_busy_itself_does_not_say_that_the_link_is_lost(people: Any):
    alice = people("alice").enter()
    alice.page.evaluate(WATCH)
    busy = "ms => { const end = performance.now() + ms; while (performance.now() < end); }"
    for length in (2_500, 1_900, 700, 700, 700):
        alice.page.evaluate(busy, length)
    alice.page.wait_for_timeout(2_500)
    assert alice.page.evaluate("window.seen") == ["live"]
