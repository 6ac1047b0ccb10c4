"""The administration in a browser: somebody is added and comes in, a playbook is changed, and every page is sound."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from cell import organisation
from cell.journal.orders import Job
from tests.browser.conftest import faults_of, widths_of
from tests.cast import World
from tests.letters import make_outlet
from tests.serving import Served

PAGES = (
    *("/admin", "/admin/people", "/admin/people/{chloe}", "/admin/departments", "/admin/departments/legal"),
    *("/admin/levels", "/admin/levels/3", "/admin/playbooks", "/admin/playbooks/supply", "/admin/playbooks/new"),
    *("/admin/record", "/admin/alerts", "/admin/alerts/1", "/account"),
)


@pytest.fixture(autouse=True, scope="module")
def _administrator(town: Served) -> None:
    world = World.again(town.folder)
    world.house.desk.ask(Job(lambda c: organisation.set_admin(c, None, world.ids["alice"], True)))
    make_outlet(world, departments=("legal",), quiet_from="22:00", quiet_until="07:00", is_on=False)
    world.close()


def test_axe_finds_nothing(people: Any, town: Served):
    alice = people("alice", "fr", "laptop")
    for path in PAGES:
        alice.page.goto(town.url + path.format(**town.ids))
        assert faults_of(alice.page) == [], path


def test_no_page_scrolls_sideways(people: Any, town: Served):
    alice = people("alice", "fr", "phone")
    for path in PAGES:
        alice.page.goto(town.url + path.format(**town.ids))
        assert widths_of(alice.page, 390, 320) == {390: 390, 320: 320}, path


def test_somebody_is_added_and_chooses_a_password_at_the_door(people: Any, town: Served, browser: Browser):
    alice = people("alice", "fr")
    page: Page = alice.page
    page.get_by_role("link", name="Administration").click()
    page.get_by_role("navigation", name="Administration").get_by_role("link", name="Personnes").click()
    page.get_by_label("Nom", exact=True).fill("Zoé Roux")
    page.get_by_label("Adresse e-mail").fill("zoe@example.org")
    page.get_by_role("button", name="Ajouter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zoé Roux")
    secret = page.locator("#once").input_value()
    assert faults_of(page) == []

    door = browser.new_context(locale="fr-FR").new_page()
    door.goto(f"{town.url}/sign-in?next=/admin")
    door.get_by_label("Adresse e-mail").fill("zoe@example.org")
    door.locator("input[name=password]").fill(secret)
    door.get_by_role("button", name="Se connecter").click()
    expect(door.get_by_role("heading", level=1)).to_have_text("Choisissez votre mot de passe")
    assert faults_of(door) == []
    door.locator("input[name=current]").fill(secret)
    door.locator("input[name=password]").fill("une phrase assez longue")
    door.locator("input[name=again]").fill("une phrase assez longue")
    door.keyboard.press("Enter")
    expect(door).to_have_url(f"{town.url}/admin")
    expect(door.get_by_role("heading", level=1)).to_have_text("Rien ici")
    door.context.close()


def test_a_playbook_is_changed_by_the_keyboard_without_a_script(browser: Browser, people: Any, town: Served):
    alice = people("alice", "fr")
    cookies = alice.context.cookies()
    context = browser.new_context(locale="fr-FR", java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(f"{town.url}/admin/playbooks/outage")
    second = page.locator("#tasks-1 input").first.input_value()
    page.get_by_role("button", name=re.compile("Monter ?, Action 2$")).press("Enter")
    expect(page.locator("#tasks-0 input").first).to_have_value(second)
    page.get_by_role("button", name="Une action de plus").press("Enter")
    last = page.locator("#tasks fieldset").last
    last.get_by_label("Action en français").fill("Couper le réseau invité")
    last.get_by_label("Action en français").press("Enter")
    expect(page.locator(".field__error")).to_have_text("Choisissez une direction appelée.")
    expect(page.get_by_role("alert")).to_contain_text("Rien n’est enregistré")
    expect(last.get_by_label("Action en français")).to_have_value("Couper le réseau invité")
    last.get_by_label("Direction").select_option("it")
    page.get_by_role("button", name="Enregistrer").first.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Enregistré")
    expect(page.locator("#tasks fieldset").last.get_by_label("Action en anglais")).to_have_value(
        "Couper le réseau invité"
    )
    expect(page.locator("#tasks-0 input").first).to_have_value(second)
    page.goto(f"{town.url}/admin/record")
    expect(page.locator("tbody tr").first).to_contain_text("Alice Martin a modifié le plan type")
    context.close()


def test_who_is_disabled_sees_it_on_the_open_board(people: Any, town: Served):
    alice, chloe = people("alice", "fr"), people("chloe", "fr").enter()
    page: Page = alice.page
    page.goto(f"{town.url}/admin/people/{town.ids['chloe']}")
    page.on("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="Désactiver").click()
    expect(page.locator(".badge--late")).to_have_text("Désactivé")
    expect(chloe.page.locator("body")).not_to_have_attribute("data-link", "live")
    chloe.said.clear()
