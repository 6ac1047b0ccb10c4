"""Real Chromium, one context per person, against a real server in its own process."""

import re
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
# Zoomed is the laptop at 400 %.
SIZES = {"laptop": (1440, 900), "phone": (390, 844), "narrow": (320, 640), "zoomed": (360, 225)}
TONGUES = {"fr": "fr-FR", "en": "en-GB"}
expect.set_options(timeout=15_000)


def chromium() -> str | None:
    """The program: without its windows where it is there, which takes half the time of the whole one."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's own Chromium: no browser is fetched."""
    found = chromium()
    assert found, "apt-get install chromium-headless-shell"
    return {**browser_type_launch_args, "executable_path": found, "headless": True, "args": FLAGS}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for a file of tests."""
    made = Served(tmp_path_factory.mktemp("town"))
    made.start()
    yield made
    made.stop()


class Person:
    """Somebody at a browser of their own. `said` holds everything the console complained of.

    Of who is `watched`, every request that left the server's address too; the Content-Security-Policy stops those of
    all, and the console says so.
    """

    def __init__(
        self, browser: Browser, town: Served, who: str, tongue: str, size: str, watched: bool = False, **options: Any
    ):
        width, height = SIZES[size]
        self.town = town
        self.who = who
        self.tongue = tongue
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            locale=TONGUES[tongue],
            has_touch=size not in ("laptop", "zoomed"),
            timezone_id="Europe/Paris",
            **options,
        )
        self._page: Page = self.context.new_page()
        self._is_in = False
        self.said: list[str] = []
        self._page.on("console", lambda line: self.said.append(f"{line.type}: {line.text}"))
        self._page.on("pageerror", lambda fault: self.said.append(f"error: {fault}"))
        if watched:  # told of each request, the driver takes longer than the page
            self._page.on("request", lambda request: self._look(request.url))

    @property
    def page(self) -> Page:
        """Their page: the list of cells, where they came in, until they go elsewhere."""
        if self._is_in and self._page.url == "about:blank":
            self._page.goto(f"{self.town.url}/")
        return self._page

    def _look(self, url: str) -> None:
        if not url.startswith((self.town.url, "data:", self.town.url.replace("http", "ws"))):
            self.said.append(f"left the machine: {url}")

    def sign_in(self) -> "Person":
        """Come in without drawing the door, which tests of its own go through: the cookies are the same."""
        asked, url = self.context.request, self.town.url
        self._send("/sign-in", asked.get(f"{url}/sign-in").text(), email=f"{self.who}@example.org", password=PASSWORD)
        lobby = asked.get(f"{url}/").text()
        if f'<html lang="{self.tongue}"' not in lobby:
            self._send("/language", lobby, language=self.tongue)
        self._is_in = True
        return self

    def _send(self, path: str, page: str, **fields: str) -> None:
        token = re.search(r'name="?csrf_token"?[^>]*value="([^"]+)"', page)
        assert token, f"no form on the page before {path}"
        answer = self.context.request.post(f"{self.town.url}{path}", form={"csrf_token": token[1], **fields})
        assert answer.ok and not answer.url.endswith("/sign-in"), (path, answer.status, answer.url)

    def enter(self, cell: str | None = None) -> "Person":
        """Open the live board and wait until it lives."""
        self._page.goto(f"{self.town.url}/cells/{cell or self.town.cell}")
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
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", TAGS
    )
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found["violations"]]
