"""The demo shows itself around, once, and stands in nobody's way."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from cell import cells
from cell.journal.orders import Job
from tests.browser.conftest import faults_of
from tests.cast import World
from tests.serving import Served


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server whose cell is of the demo."""
    made = Served(tmp_path_factory.mktemp("demo"))
    world = World.again(made.folder)
    world.house.desk.ask(Job(lambda connection: cells.mark_demo(connection, world.cell)))
    world.close()
    made.start()
    yield made
    made.stop()


def test_five_steps_that_take_no_focus_and_come_once(people: Any):
    alice = people("alice").enter()
    page, coach = alice.page, alice.page.locator("#coach")
    expect(coach).to_contain_text("1 sur 5")
    assert page.evaluate("() => document.activeElement === document.body")
    assert faults_of(page) == []
    page.keyboard.press("a")  # the board works all the while
    expect(page.locator("#new-title")).to_be_focused()
    page.keyboard.press("Escape")
    for step in range(2, 6):
        page.locator("#coach-next").click()
        expect(coach).to_contain_text(f"{step} sur 5")
    page.locator("#coach-next").click()
    expect(coach).to_be_hidden()
    page.reload()
    alice.settled()
    expect(coach).to_be_hidden()
    page.keyboard.press("Control+k")
    page.keyboard.type("visiter")
    page.keyboard.press("Enter")
    expect(coach).to_contain_text("1 sur 5")


def test_the_tour_fits_a_phone_and_can_be_skipped(people: Any):
    chloe = people("chloe", "en", "phone").enter()
    expect(chloe.page.locator("#coach")).to_contain_text("1 of 5")
    assert chloe.page.evaluate("() => document.documentElement.scrollWidth") <= 390
    chloe.page.locator("#coach-skip").tap()
    expect(chloe.page.locator("#coach")).to_be_hidden()
