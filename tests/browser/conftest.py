"""Real Chromium, one context per person, against a real server in its own process."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cast import PASSWORD
from tests.serving import Served

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
SIZES = {"laptop": (1440, 900), "phone": (390, 844), "narrow": (320, 640)}
TONGUES = {"fr": "fr-FR", "en": "en-GB"}
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's own Chromium: no browser is fetched."""
    found = shutil.which("chromium")
    assert found, "apt-get install chromium"
    return {**browser_type_launch_args, "executable_path": found, "headless": True, "args": FLAGS}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for a file of tests."""
    made = Served(tmp_path_factory.mktemp("town"))
    made.start()
    yield made
    made.stop()


class Person:
    """Somebody at a browser of their own. `said` holds everything the console complained of, and every request
    that left the server's address or failed."""

    def __init__(self, browser: Browser, town: Served, who: str, tongue: str, size: str, **options: Any):
        width, height = SIZES[size]
        self.town = town
        self.who = who
        self.tongue = tongue
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            locale=TONGUES[tongue],
            has_touch=size != "laptop",
            timezone_id="Europe/Paris",
            **options,
        )
        self.page: Page = self.context.new_page()
        self.said: list[str] = []
        self.page.on("console", lambda line: self.said.append(f"{line.type}: {line.text}"))
        self.page.on("pageerror", lambda fault: self.said.append(f"error: {fault}"))
        self.page.on("request", lambda request: self._look(request.url))

    def _look(self, url: str) -> None:
        if not url.startswith((self.town.url, "data:", self.town.url.replace("http", "ws"))):
            self.said.append(f"left the machine: {url}")

    def sign_in(self) -> "Person":
        """Come in by the door, as people do."""
        self.page.goto(f"{self.town.url}/sign-in")
        self.page.locator("input[name=email]").fill(f"{self.who}@example.org")
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.page.locator("form[action=''], form:not([action])").first.locator("button[type=submit]").click()
        self.page.wait_for_url(f"{self.town.url}/")
        if self.page.locator("html").get_attribute("lang") != self.tongue:
            self.page.locator(f"button[name=language][value={self.tongue}]").click()
        expect(self.page.locator("html")).to_have_attribute("lang", self.tongue)
        return self

    def enter(self, cell: str | None = None) -> "Person":
        """Open the live board and wait until it lives."""
        self.page.goto(f"{self.town.url}/cells/{cell or self.town.cell}")
        self.settled()
        return self

    def settled(self) -> None:
        """Wait until the board is drawn and joined."""
        expect(self.page.locator("body")).to_have_attribute("data-ready", "1")
        expect(self.page.locator("body")).to_have_attribute("data-link", "live")

    def task(self, title: str) -> Any:
        """A task on the board that has its number, by its title."""
        return self.page.locator("#board .task[id]").filter(has_text=title).first

    def ref(self, title: str) -> str:
        """The selector of a task's element, once the server has given it a number."""
        found = self.task(title)
        expect(found).to_be_attached()
        return f"#{found.get_attribute('id')}"


@pytest.fixture
def people(browser: Browser, town: Served) -> Iterator[Any]:
    """Makes people; at the end nobody's console may have complained."""
    made: list[Person] = []

    def come(who: str, tongue: str = "fr", size: str = "laptop", **options: Any) -> Person:
        person = Person(browser, town, who, tongue, size, **options).sign_in()
        made.append(person)
        return person

    yield come
    complaints = [line for person in made for line in person.said]
    for person in made:
        person.context.close()
    assert not complaints, complaints


AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def faults_of(page: Page) -> list[str]:
    """What axe finds on a page: rule, and the first element at fault."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found["violations"]]
