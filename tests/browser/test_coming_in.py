"""From a link on a phone to the brief and into the cell; and two people in one text."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import SIZES, TONGUES, faults_of
from tests.serving import Served


def link_of(alice: Any, department: str = "logistics") -> str:
    """An invitation that Alice makes on the page of members, as it is shown this once."""
    page: Page = alice.page
    page.goto(f"{alice.town.url}/cells/{alice.town.cell}/members")
    page.locator("#invitations select[name=invitation-department]").select_option(department)
    page.locator("#invitations form button[type=submit]").first.click()
    expect(page.locator(".made__qr svg")).to_be_visible()
    return page.locator(".made__link input").first.input_value()


def faults(page: Page) -> list[str]:
    """What axe finds, and whether the page is wider than its window."""
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return faults_of(page) + (["wider than the window"] if wide else [])


def test_a_stranger_with_a_phone_is_in_the_cell_from_a_link(people: Any, browser: Any, town: Served):
    link = link_of(people("alice"))
    width, height = SIZES["phone"]
    context = browser.new_context(viewport={"width": width, "height": height}, locale=TONGUES["fr"], has_touch=True)
    page: Page = context.new_page()
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.goto(link)
    assert not faults(page)
    page.locator("input[name=name]").fill("Farid Nouri")
    page.locator("input[name=new_email]").fill("farid@example.org")
    page.locator("input[name=new_password]").fill("une phrase assez longue")
    page.locator("form[action$='/account'] button[type=submit]").click()
    page.wait_for_url("**/sign-in")
    assert not faults(page)
    expect(page.locator("input[name=email]")).to_have_value("farid@example.org")
    page.locator("input[name=password]").fill("une phrase assez longue")
    page.locator("form button[type=submit]").last.click()
    page.wait_for_url("**/brief")
    assert not faults(page)
    page.locator("input[name=at]").fill("23:59")
    page.locator("button[name=answer][value=coming]").click()
    expect(page.locator(".brief__answer")).to_contain_text(re.compile(r"Je serai là .*à \d\d:\d\d"))
    page.locator(".brief__go a.btn--primary").click()
    expect(page.locator("body")).to_have_attribute("data-ready", "1")
    assert not said, said
    context.close()


def test_the_pages_of_coming_in_have_no_fault_narrow_and_dark(people: Any, browser: Any, town: Served):
    alice = people("alice")
    link = link_of(alice)
    assert not faults_of(alice.page)
    stranger: Page = browser.new_context(viewport={"width": 320, "height": 640}).new_page()
    stranger.goto(link)
    assert not faults(stranger)
    stranger.context.close()
    dan = people("dan", "en", "narrow")
    dan.page.goto(f"{town.url}/cells/{town.cell}/brief")
    assert not faults(dan.page)
    narrow = people("alice", "fr", "narrow")
    narrow.page.goto(f"{town.url}/cells/{town.cell}/invitations")
    assert not faults(narrow.page)
    assert not faults(_made(narrow.page))


def _made(page: Page) -> Page:
    page.locator("#walls form button").first.click()
    expect(page.locator("#wall-link")).to_be_visible()
    return page


def test_who_is_signed_in_joins_and_enters_by_keyboard_alone(people: Any, town: Served):
    link = link_of(people("alice"), "legal")
    eve = people("eve", "en")
    eve.page.goto(link)
    for _press in range(6):
        eve.page.keyboard.press("Tab")
        if eve.page.evaluate("document.activeElement.type") == "submit":
            break
    eve.page.keyboard.press("Enter")
    eve.page.wait_for_url("**/brief")
    expect(eve.page.locator("h1")).to_have_text("Incendie")
    for _press in range(12):
        eve.page.keyboard.press("Tab")
        if eve.page.evaluate(
            "document.activeElement.classList.contains('btn--primary') && !!document.activeElement.href"
        ):
            break
    eve.page.keyboard.press("Enter")
    eve.settled()


def test_the_link_is_copied_by_its_button(people: Any, town: Served):
    alice = people("alice", spoilt=True)
    alice.context.grant_permissions(["clipboard-read", "clipboard-write"])
    link = link_of(alice)
    alice.page.locator("[data-copy]").first.click()
    expect(alice.page.locator("[data-copy]").first).to_have_text("Copié")
    assert alice.page.evaluate("navigator.clipboard.readText()") == link
