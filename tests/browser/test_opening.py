"""A cell is opened from the lobby by the keyboard alone: one sentence and a dozen keys."""

import time
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import Person, faults_of
from tests.serving import Served

SENTENCE = "Fuite de données clients"
MOST_KEYS = 12


class Keyboard:
    """Somebody who only types; `pressed` counts the keys besides those of the sentence."""

    def __init__(self, page: Page):
        self.page = page
        self.pressed = 0

    def press(self, key: str, times: int = 1) -> "Keyboard":
        for _ in range(times):
            self.page.keyboard.press(key)
        self.pressed += times
        return self

    def reach(self, selector: str, most: int = 10) -> "Keyboard":
        """Tab until something has the focus."""
        for _ in range(most):
            if self.page.locator(selector).evaluate_all("all => all.includes(document.activeElement)"):
                return self
            self.press("Tab")
        raise AssertionError(f"{selector} is not reached by {most} tabs")


def test_a_cell_is_opened_in_one_sentence_and_at_most_twelve_keys(people: Any):
    alice: Person = people("alice", "fr")
    page = alice.page
    page.goto(alice.town.url + "/")
    keyboard, began = Keyboard(page), time.monotonic()
    keyboard.reach(".skip[href='#new']").press("Enter")
    keyboard.reach("input[name=playbook]")
    keyboard.press("ArrowUp")  # the tile before "other" is the data breach
    expect(page.locator("input[name=playbook][value=breach]")).to_be_checked()
    keyboard.reach("input[name=title]")
    page.keyboard.type(SENTENCE)
    keyboard.press("Enter")
    alice.settled()
    print(f"\nopened with {keyboard.pressed} keys and a sentence, in {time.monotonic() - began:.1f} s")
    assert keyboard.pressed <= MOST_KEYS, keyboard.pressed
    assert keyboard.pressed == 9
    expect(page.locator("#title")).to_have_text(SENTENCE)
    expect(page.locator("#board")).to_contain_text("A-1")


def test_without_scripts_the_same_keys_open_the_same_cell(people: Any):
    alice: Person = people("alice", "fr", spoilt=True, java_script_enabled=False)
    page = alice.page
    page.goto(alice.town.url + "/")
    keyboard = Keyboard(page).press("Tab", 2).press("Enter").press("Tab").press("ArrowUp").press("Tab", 3)
    page.keyboard.type("Sans script")
    keyboard.press("Enter")
    page.wait_for_url("**/cells/c*")
    assert keyboard.pressed == 9
    expect(page.locator("h1")).to_have_text("Sans script")


def test_what_is_chosen_ticks_its_departments_until_they_are_ticked_by_hand(people: Any):
    page = people("alice", "fr").page
    ticked = "inputs => inputs.filter(one => one.checked).map(one => one.value)"
    boxes = page.locator("input[name=departments]")
    page.locator("input[name=playbook][value=breach]").check(force=True)
    breach = boxes.evaluate_all(ticked)
    page.locator("input[name=playbook][value=supply]").check(force=True)
    supply = boxes.evaluate_all(ticked)
    assert breach and supply and breach != supply
    expect(page.locator(".open button[type=submit]")).to_contain_text(f"appeler les {len(supply)} directions")
    page.locator(f"input[name=departments][value={supply[0]}]").uncheck(force=True)
    page.locator("input[name=playbook][value=breach]").check(force=True)
    assert boxes.evaluate_all(ticked) == supply[1:]


def test_a_past_t0_says_how_long_ago_it_is(people: Any, town: Served):
    page = people("alice", "fr").page
    page.evaluate(
        """() => {
          const field = document.querySelector("[name=t0]");
          const then = new Date(Date.now() - 130 * 60_000);
          const form = { timeZone: "Europe/Paris", dateStyle: "short", timeStyle: "short" };
          field.value = new Intl.DateTimeFormat("sv", form).format(then).replace(" ", "T");
          field.dispatchEvent(new Event("input"));
        }"""
    )
    expect(page.locator("#t0-told")).to_contain_text("il y a 2 h 1")
    page.locator("[name=t0]").fill("2999-01-01T00:00")
    expect(page.locator("#t0-told")).to_contain_text("à venir")


def test_two_clicks_open_one_cell(people: Any, town: Served):
    alice: Person = people("alice", "fr")
    before = len(town.api("alice", "GET", "/cells").json()["cells"])
    alice.page.locator("input[name=title]").fill("Deux clics")
    alice.page.locator(".open button[type=submit]").dblclick()
    alice.settled()
    assert len(town.api("alice", "GET", "/cells").json()["cells"]) == before + 1


def test_the_lobby_stays_true_and_says_when_it_cannot(people: Any, town: Served):
    chloe: Person = people("chloe", "fr", spoilt=True)
    page = chloe.page
    page.clock.install()  # half a minute need not be waited for
    page.goto(town.url + "/")
    page.mouse.move(1430, 5)
    town.api(
        "alice",
        "POST",
        f"/cells/{town.cell}/commands/add_task",
        json={"title": "Vu sans recharger", "department": "logistics"},
    )
    page.clock.fast_forward(31_000)
    expect(page.locator(".mine")).to_contain_text("Vu sans recharger")
    page.locator(".mine").hover()  # under a hand nothing moves; it is said, and mended once the hand is gone
    with page.expect_response("**/lobby/now"):
        page.clock.fast_forward(61_000)
    expect(page.locator("#old")).to_contain_text("dès que vous en sortirez")
    page.mouse.move(1430, 5)
    expect(page.locator("#old")).to_be_hidden()
    page.context.set_offline(True)
    page.clock.fast_forward(70_000)
    expect(page.locator("#old")).to_contain_text("le serveur n’a pas répondu")
    page.context.set_offline(False)
    page.wait_for_function("() => fetch('/healthz').then(() => true, () => false)")
    page.clock.fast_forward(31_000)
    expect(page.locator("#old")).to_be_hidden()
    chloe.said[:] = [line for line in chloe.said if "ERR_" not in line]


def test_axe_finds_nothing_in_a_panel_that_was_refused_or_unfolded(people: Any):
    alice: Person = people("alice", "fr")
    alice.page.locator("input[name=exercise][value=y]").check(force=True)
    alice.page.locator(".open button[type=submit]").click()
    expect(alice.page.locator("#title-error")).to_be_visible()
    ticked = alice.page.locator("input[name=departments]:checked")
    alice.page.locator("input[name=playbook][value=breach]").check(force=True)
    breach = ticked.evaluate_all("inputs => inputs.map(one => one.value)")
    alice.page.locator("input[name=playbook][value=supply]").check(force=True)
    supply = ticked.evaluate_all("inputs => inputs.map(one => one.value)")
    assert breach and supply and breach != supply, "what the script ticked before the refusal is not held for a choice"
    alice.page.locator(".plan summary:visible").click()
    assert faults_of(alice.page) == []
    alice.said[:] = [line for line in alice.said if "422" not in line]
