"""The wall in a room: it follows what is done elsewhere, says when it is frozen, and goes dark when it must."""

import os
import re
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from cell import people
from tests.browser.conftest import faults_of
from tests.live.joining import command, make_wall
from tests.serving import Served


@pytest.fixture
def wall(browser: Browser, town: Served) -> Iterator[Any]:
    """Opens walls on a screen of 1920 × 1080."""
    contexts: list[Any] = []

    def hang(secret: str, **options: Any) -> Page:
        size = {"width": 1920, "height": 1080}
        contexts.append(browser.new_context(**{"viewport": size, "locale": "fr-FR", **options}))
        page = contexts[-1].new_page()
        page.goto(f"{town.url}/wall/{town.cell}/{secret}")
        expect(page.locator("body")).to_have_attribute("data-ready", "1")
        return page

    yield hang
    for context in contexts:
        context.close()


def test_a_wall_follows_a_task_made_elsewhere_and_goes_dark_once_revoked(wall: Any, town: Served):
    secret, number = make_wall(town)
    page: Page = wall(secret)
    made = command(town, "add_task", title="Vider la cuve", department="logistics").json()["row"]["id"]
    expect(page.locator(".wall__list")).to_contain_text("Vider la cuve")
    command(town, "acknowledge_task", task=made)
    command(town, "wait_task", task=made, on={"department": "legal"}, reason="avis")
    expect(page.locator(".wall__waits li")).to_have_count(1)
    expect(page.locator(".wall__waits li")).to_contain_text("JUR")
    expect(page.locator(".wall__list").filter(has_text="Vider la cuve")).to_have_count(0)
    command(town, "revoke_wall", wall=number)
    expect(page.locator("body")).to_have_attribute("data-link", "dark")
    assert "Incendie" not in page.content() and "Vider" not in page.content()


def test_its_edge_turns_amber_with_the_hour_while_the_link_is_lost(wall: Any, town: Served):
    page: Page = wall(make_wall(town)[0])
    edge = page.locator("#edge")
    expect(edge).to_be_hidden()
    page.context.set_offline(True)
    expect(edge).to_be_visible()
    expect(edge).to_have_text(re.compile(r"Figé à \d\d:\d\d"))
    command(town, "add_task", title="Pendant la coupure", department="logistics")
    page.context.set_offline(False)
    expect(page.locator("body")).to_have_attribute("data-link", "live")
    expect(edge).to_be_hidden()
    expect(page.locator("#main")).to_contain_text("Pendant la coupure")


def test_a_wall_that_nobody_touches_finds_a_silent_line_out(wall: Any, town: Served):
    page: Page = wall(make_wall(town)[0])
    os.kill(town.pid, signal.SIGSTOP)  # the line is up and nobody is at the other end
    try:
        expect(page.locator("#edge")).to_be_visible()
    finally:
        os.kill(town.pid, signal.SIGCONT)
    expect(page.locator("#edge")).to_be_hidden()
    expect(page.locator("body")).to_have_attribute("data-link", "live")


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (390, 844), (320, 640)])
def test_a_wall_is_read_at_any_size_without_a_fault_and_has_nothing_to_press(wall: Any, town: Served, size: Any):
    page: Page = wall(make_wall(town)[0], viewport={"width": size[0], "height": size[1]})
    assert not faults_of(page)
    assert page.locator("#main :is(a, button, input, [tabindex])").count() == 0
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    small = page.evaluate(
        "Math.min(...[...document.querySelectorAll('#main *')].filter(e => e.checkVisibility()"
        " && !e.closest('.sr') && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))"
        ".map(e => parseFloat(getComputedStyle(e).fontSize)))"
    )
    if size[0] > size[1]:
        assert small >= 29.9 * size[0] / 1920, "the smallest letter is 30 px where the screen has 1080 lines"
        assert not page.evaluate("document.documentElement.scrollHeight > innerHeight"), "it never scrolls"
    else:
        assert small >= 10


def test_the_wall_of_an_exercise_says_so_even_when_it_is_frozen(browser: Browser, town: Served):
    played = {"title": "Feu fictif", "level": 2, "departments": ["legal"], "exercise": True}
    cell = town.api("alice", "POST", "/cells", json=played).json()["id"]
    secret = people.new_secret()
    made = town.api("alice", "POST", f"/cells/{cell}/commands/make_wall", json={"digest": people.digest(secret)})
    assert made.status_code == 200
    page = browser.new_page(viewport={"width": 1920, "height": 1080}, locale="fr-FR")
    page.goto(f"{town.url}/wall/{cell}/{secret}")
    expect(page.locator("body")).to_have_attribute("data-ready", "1")
    expect(page.locator(".exo")).to_contain_text("EXERCICE")
    assert page.title().startswith("EXERCICE ")
    closed = town.api("alice", "POST", f"/cells/{cell}/commands/close_cell", json={"reason": "fini"})
    assert closed.status_code == 200
    expect(page.locator(".wall__big").last).to_contain_text(re.compile(r"^Close\s*depuis \d\d:\d\d"))
    expect(page.locator(".wall__level")).to_contain_text("Niveau 2")
    page.context.set_offline(True)
    expect(page.locator("#edge")).to_be_visible()
    expect(page.locator(".exo")).to_be_in_viewport()
    page.close()
