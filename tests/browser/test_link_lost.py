"""The network is cut and comes back: the board says so, keeps what was typed, and catches up."""

import os
import signal
import time
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
    expect(alice.page.locator("body")).to_have_attribute("data-link", "frozen", timeout=2_500)
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


def test_a_cut_link_is_told_within_two_seconds_and_what_is_typed_stays(people: Any):
    alice = people("alice").enter()
    page: Page = alice.page
    page.locator("#level-button").click()
    page.locator("#f-reason").fill("Un motif en cours")
    begun = time.monotonic()
    alice.context.set_offline(True)
    expect(page.locator("#banners")).to_contain_text("Connexion perdue", timeout=2_000)
    assert time.monotonic() - begun < 2
    expect(page.locator("#panel-send")).to_be_disabled()
    page.keyboard.press("Escape")
    expect(page.locator("#point-button")).to_be_visible()
    alice.context.set_offline(False)
    alice.settled()
    page.locator("#level-button").click()
    expect(page.locator("#f-reason")).to_have_value("Un motif en cours")
    alice.said[:] = [line for line in alice.said if "ERR_INTERNET_DISCONNECTED" not in line]


def test_a_link_that_says_nothing_is_found_out_by_who_acts(people: Any):
    alice = people("alice").enter()
    alice.page.wait_for_timeout(1_700)
    os.kill(alice.town.pid, signal.SIGSTOP)  # the line is up and nobody is at the other end
    try:
        alice.page.wait_for_timeout(1_700)
        alice.page.mouse.move(400, 500)
        # Two seconds on a quiet machine; in any case long before the eleven that are left to who only looks.
        expect(alice.page.locator("body")).to_have_attribute("data-link", "frozen", timeout=7_000)
    finally:
        os.kill(alice.town.pid, signal.SIGCONT)
    alice.settled()
