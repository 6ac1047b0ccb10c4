"""The network is cut and comes back: the board says so, keeps what was typed, and catches up."""

from typing import Any

from playwright.sync_api import expect


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
