"""A director stands down, a manager reads the review and judges it; in light, in the dark, on a phone, by keyboard."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Person, faults_of
from tests.serving import Served

PATHS = ("/close", "/review", "/review/decisions/1", "/review/lessons/new", "/review/lessons/1", "/at/9")


@pytest.fixture(scope="module", autouse=True)
def lived(town: Served) -> None:
    """A crisis with a criterion, a task that is held, a decision with an objection, and a lesson."""

    def act(who: str, name: str, **args: Any) -> None:
        answer = town.api(who, "POST", f"/cells/{town.cell}/commands/{name}", json=args)
        assert answer.ok, answer.text

    act("alice", "set_aim", text="Livrer les douze clients prioritaires")
    act("alice", "set_criterion", text="Les douze clients sont livrés")
    act("alice", "add_task", title="Compter les palettes", department="logistics")
    act("chloe", "wait_task", task=1, on={"department": "legal"}, reason="le contrat")
    act("alice", "ask_decision", question="Fermer le site ?")
    act("alice", "give_position", decision=1, department="legal", stance="against", reason="le bail", strong=True)
    ruling = {"choice": "Fermer", "rationale": "la sécurité", "decider": town.ids["alice"], "inform": ["logistics"]}
    act("alice", "take_decision", decision=1, **ruling)
    lesson = {"text": "Une astreinte juridique", "owner": town.ids["chloe"], "due_at": "2026-01-01T17:00:00Z"}
    act("alice", "add_lesson", **lesson)


def go(person: Person, path: str) -> Page:
    person.page.goto(f"{person.town.url}/cells/{person.town.cell}{path}")
    return person.page


def test_axe_finds_nothing(people: Any, town: Served):
    alice = people("alice", "fr", "laptop")
    for path in PATHS:
        assert faults_of(go(alice, path)) == [], path
    opened = town.api("alice", "POST", "/cells", json={"title": "Rappel", "level": 2})
    assert opened.ok, opened.text
    alice.page.goto(f"{town.url}/compare?a={town.cell}&b={opened.json()['id']}")
    expect(alice.page.locator(".compare__each")).to_be_visible()
    assert faults_of(alice.page) == []


def test_no_page_scrolls_sideways_on_a_phone(people: Any):
    chloe = people("chloe", "fr", "narrow")
    for path in PATHS:
        width = go(chloe, path).evaluate("() => document.documentElement.scrollWidth")
        assert width <= 320, (path, width)
    assert faults_of(go(chloe, "/review")) == []


def test_the_past_is_stepped_through_by_keyboard_and_by_hand(people: Any):
    chloe = people("chloe", "fr")
    page = go(chloe, "/at/9")
    page.locator("a[rel=next]").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{chloe.town.url}/cells/{chloe.town.cell}/at/10")
    slider = page.locator("#entry")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("output")).to_have_text("9")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{chloe.town.url}/cells/{chloe.town.cell}/at/9")
    box = slider.bounding_box()
    assert box
    page.mouse.click(box["x"] + 4, box["y"] + box["height"] / 2)
    expect(page).to_have_url(f"{chloe.town.url}/cells/{chloe.town.cell}/at/1")


def test_g_r_goes_from_the_board_to_the_review(people: Any):
    bruno = people("bruno", "fr").enter()
    bruno.page.keyboard.press("g")
    bruno.page.keyboard.press("r")
    expect(bruno.page).to_have_url(f"{bruno.town.url}/cells/{bruno.town.cell}/review")


def test_a_director_closes_and_a_manager_reads_and_notes(people: Any, town: Served):
    alice = people("alice", "fr")
    page = go(alice, "/close")
    page.locator("#decide button[type=submit]").click()
    expect(page.locator("#close-reason")).to_be_focused()
    page.locator("#close-reason").fill("Tout est livré")
    page.locator("#decide button[type=submit]").click()
    expect(page.locator("#decide .note--late")).to_contain_text("encore ouvert")
    expect(page.locator("#close-reason")).to_have_value("Tout est livré")
    # Each form is sent alone: what was typed in the others is there when the page is back.
    page.locator("#t1-act").select_option("line")
    page.locator("#t1-words").fill("Mme Roy, logistique")
    page.locator("#c1-note").fill("bons signés")
    page.locator("#c-1 button[type=submit]").first.click()
    expect(page.locator("#c-1 .badge--ok")).to_be_visible()
    expect(page.locator("#t1-words")).to_have_value("Mme Roy, logistique")
    expect(page.locator("#t1-act")).to_have_value("line")
    page.locator("#open button[type=submit]").first.click()
    expect(page.locator("[data-done=no]")).to_have_count(1)
    expect(page.locator("#close-reason")).to_have_value("Tout est livré")
    page.locator("#decide button[type=submit]").click()
    expect(page).to_have_url(f"{town.url}/cells/{town.cell}/review")
    expect(page.locator("h1")).to_contain_text("close et scellée")
    alice.said[:] = [line for line in alice.said if "422" not in line and "409" not in line]

    dan = people("dan", "en", "phone")
    page = go(dan, "/review")
    expect(page.locator(".ten")).to_contain_text("Tout est livré")
    page.locator("#decisions a.review__note").first.click()
    page.locator("input[name=reasonable][value=partly]").check(force=True)
    page.locator("#lesson").fill("Check the lease first")
    page.locator("form button.btn--primary").click()
    expect(page.locator("#decisions")).to_contain_text("Check the lease first")
    chloe = people("chloe", "fr")
    expect(chloe.page.locator(".mine")).to_contain_text("Une astreinte juridique")
