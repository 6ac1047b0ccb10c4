"""Every page, for everybody: axe in light and dark, 320 px, the keyboard alone, a console without a word."""

from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Person, faults_of
from tests.serving import Served

PAGES = ("/", "/search?q=a", "/account", "/cells/{cell}", "/cells/{cell}/members", "/nowhere")


def _go(person: Person, path: str) -> None:
    person.page.goto(person.town.url + path.format(cell=person.town.cell))
    if path == "/cells/{cell}":
        person.settled()


def _some_tasks(town: Served) -> None:
    for title, name in (("Un", None), ("Deux", "acknowledge_task"), ("Trois", "complete_task")):
        row = town.api(
            "alice",
            "POST",
            f"/cells/{town.cell}/commands/add_task",
            json={"title": title, "department": "legal", "due_at": "2099-01-01T00:00:00Z"},
        ).json()["row"]
        if name:
            town.api("alice", "POST", f"/cells/{town.cell}/commands/{name}", json={"task": row["id"]})
    waiting = {"task": 1, "reason": "leur accord", "on": {"department": "production"}}
    town.api("alice", "POST", f"/cells/{town.cell}/commands/wait_task", json=waiting)


def test_axe_finds_nothing(people: Any, town: Served):
    _some_tasks(town)
    alice = people("alice", "fr", "laptop")
    for path in PAGES:
        _go(alice, path)
        assert faults_of(alice.page) == [], path
    alice.said[:] = [line for line in alice.said if "404" not in line]


def test_axe_finds_nothing_on_a_phone(people: Any, town: Served):
    chloe = people("chloe", "en", "phone")
    _go(chloe, "/cells/{cell}")
    assert faults_of(chloe.page) == []


def test_axe_finds_nothing_at_the_door(browser: Browser, town: Served):
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(town.url + "/sign-in")
    assert faults_of(page) == []
    context.close()


def test_no_page_scrolls_sideways_at_320_px(people: Any, town: Served):
    chloe = people("chloe", "fr", "narrow", watched=True)
    for path in PAGES:
        _go(chloe, path)
        width = chloe.page.evaluate("() => document.documentElement.scrollWidth")
        assert width <= 320, (path, width)
    chloe.said[:] = [line for line in chloe.said if "404" not in line]


def test_the_keyboard_alone_adds_and_acknowledges_a_task(people: Any):
    alice = people("alice").enter()
    page: Page = alice.page
    page.keyboard.press("a")
    expect(page.locator("#new-title")).to_be_focused()
    page.keyboard.type("Au clavier")
    page.keyboard.press("Enter")
    task = alice.ref("Au clavier")
    page.keyboard.press("Escape")
    page.locator(f"{task} a").first.focus()
    page.keyboard.press("p")
    expect(page.locator(f"[data-col=in_progress] {task}")).to_be_visible()


def test_a_lead_opens_a_cell_from_the_lobby(people: Any):
    alice = people("alice", "fr")
    page: Page = alice.page
    page.locator("input[name=title]").fill("Rappel du lot 2207")
    page.locator("input[name=level][value='3']").check(force=True)
    page.locator("input[name=departments][value=quality]").check(force=True)
    page.locator("form[action='/cells/new'] button[type=submit]").click()
    alice.settled()
    expect(page.locator("#title")).to_have_text("Rappel du lot 2207")
    expect(page.locator("#seats")).to_contain_text("Qualité")


def test_a_wrong_form_keeps_what_was_typed_and_names_the_field(people: Any):
    alice = people("alice", "fr")
    page: Page = alice.page
    page.locator("input[name=playbook][value=recall]").check(force=True)
    page.locator("input[name=level][value='4']").check(force=True)
    page.locator("input[name=t0]").fill("2026-01-18T08:30")
    page.locator("form[action='/cells/new'] button[type=submit]").click()
    expect(page.locator("input[name=title]")).to_be_focused()
    expect(page.locator("form[action='/cells/new']")).to_contain_text("Ce champ est obligatoire")
    expect(page.locator("input[name=playbook][value=recall]")).to_be_checked()
    expect(page.locator("input[name=level][value='4']")).to_be_checked()
    expect(page.locator("input[name=t0]")).to_have_value("2026-01-18T08:30")
    alice.said[:] = [line for line in alice.said if "422" not in line]


def test_the_language_changes_and_the_page_stays(people: Any):
    dan = people("dan", "en")
    dan.page.goto(f"{dan.town.url}/account")
    expect(dan.page.locator("html")).to_have_attribute("lang", "en")
    dan.page.locator("button[name=language][value=fr]").click()
    expect(dan.page.locator("html")).to_have_attribute("lang", "fr")
    assert dan.page.url.endswith("/account")
    dan.page.locator("button[name=language][value=en]").click()
    expect(dan.page.locator("html")).to_have_attribute("lang", "en")
