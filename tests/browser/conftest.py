"""Real Chromium, one context per person, against a real server in its own process."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.patience import PATIENCE_MS, TOO_SLOW, hearing, patient, press_when_live
from tests.cast import PASSWORD
from tests.serving import Served

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
# Zoomed is the laptop at 400 %.
SIZES = {"laptop": (1440, 900), "phone": (390, 844), "narrow": (320, 640), "zoomed": (360, 225)}
TONGUES = {"fr": "fr-FR", "en": "en-GB"}
expect.set_options(timeout=PATIENCE_MS)


def chromium() -> str | None:
    """The program: without its windows where it is there, which takes half the time of the whole one."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's own Chromium: no browser is fetched."""
    found = chromium()
    assert found, "apt-get install chromium-headless-shell"
    return {**browser_type_launch_args, "executable_path": found, "headless": True, "args": FLAGS}


@pytest.fixture(scope="session")
def browser(browser: Browser) -> Browser:
    """One whose pages are waited for."""
    return patient(browser)


@pytest.fixture(scope="session")
def place() -> list[int]:
    """The port of one town after the other: what a browser keeps of the product, it keeps by address."""
    return [0]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, place: list[int]) -> Iterator[Served]:
    """One server for a file of tests."""
    made = Served(tmp_path_factory.mktemp("town"))
    made.port = place[0]
    try:
        made.start()
    except AssertionError:  # somebody else has it meanwhile
        made.port = 0
        made.start()
    place[0] = made.port
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
        self._watched = watched
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            locale=TONGUES[tongue],
            has_touch=size not in ("laptop", "zoomed"),
            timezone_id="Europe/Paris",
            **options,
        )
        self._is_in = False
        self.turn_a_page()

    def turn_a_page(self) -> None:
        """Begin with an empty page, and a console that has said nothing."""
        self._page: Page = self.context.new_page()
        press_when_live(self._page)
        self.said: list[str] = []
        self._page.on("console", lambda line: self.said.append(f"{line.type}: {line.text}"))
        self._page.on("pageerror", lambda fault: self.said.append(f"error: {fault}"))
        if self._watched:  # told of each request, the driver takes longer than the page
            self._page.on("request", lambda request: self._look(request.url))

    def rest(self) -> bool:
        """Forget what a test left in the browser, but the sign-in and the files it keeps. Where that fails, shut it."""
        self.context.set_offline(False)
        if self._page.is_closed() or not self._page.url.startswith((self.town.url, "about:blank")):
            self.context.close()
            return False
        if self._page.url != "about:blank":
            self._page.evaluate("localStorage.clear()")
        for page in self.context.pages:
            page.close()
        return True

    def move(self, town: Served) -> None:
        """Go to another town, where nobody knows them yet."""
        self.context.clear_cookies()
        self.town = town

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
        door = asked.get(f"{url}/")
        if "/sign-in" in door.url:
            self._send("/sign-in", door.text(), email=f"{self.who}@example.org", password=PASSWORD)
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

    def hearing(self, selector: str) -> Callable[[str], Any]:
        """Waits for words that a place has said since."""
        return hearing(self._page, selector)

    def task(self, title: str) -> Any:
        """A task on the board that has its number, by its title."""
        return self.page.locator("#board .task[id]").filter(has_text=title).first

    def ref(self, title: str) -> str:
        """The selector of a task's element, once the server has given it a number."""
        found = self.task(title)
        expect(found).to_be_attached()
        return f"#{found.get_attribute('id')}"


@pytest.fixture(scope="session")
def waiting_room(browser: Browser) -> Iterator[dict[Any, list[Person]]]:
    """People whom no test has just now: who comes again has the product's files in the browser already."""
    room: dict[Any, list[Person]] = {}
    yield room
    for person in (person for alike in room.values() for person in alike):
        person.context.close()


@pytest.fixture
def people(browser: Browser, town: Served, waiting_room: dict[Any, list[Person]]) -> Iterator[Any]:
    """Makes people; at the end nobody's console may have complained.

    `spoilt`: the test does to the browser what cannot be taken back (its clock, its permissions): nobody has it after.
    """
    made: list[tuple[Any, Person]] = []

    def come(who: str, tongue: str = "fr", size: str = "laptop", spoilt: bool = False, **options: Any) -> Person:
        kind = (who, tongue, size, *sorted(options.items()))
        idle = [] if spoilt else waiting_room.get(kind, [])
        if idle:
            person = idle.pop()
            if person.town is not town:
                person.move(town)
            person.turn_a_page()
        else:
            person = Person(browser, town, who, tongue, size, **options)
        made.append((None if spoilt else kind, person))
        return person.sign_in()

    yield come
    complaints = [line for _kind, person in made for line in person.said if TOO_SLOW not in line]
    for kind, person in made:
        if kind is None:
            person.context.close()
        elif person.rest():
            waiting_room.setdefault(kind, []).append(person)
    assert not complaints, complaints


AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


COLOURS = ["color-contrast", "link-in-text-block"]


def faults_of(page: Page) -> list[str]:
    """What axe finds on a page, and then in the dark by the rules about colours: rule, and the first element at fault.

    Needs a page whose theme is the machine's. The rest of what axe looks at is alike in both.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found = _axe(page, {"type": "tag", "values": TAGS})
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    dark = page.evaluate("getComputedStyle(document.documentElement).colorScheme.includes('dark')")
    found += [f"dark: {fault}" for fault in _axe(page, {"type": "rule", "values": COLOURS})]
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    return found if dark else [*found, "the page has no dark theme"]


def _axe(page: Page, only: dict[str, Any]) -> list[str]:
    run = "only => axe.run(document, {runOnly: only, resultTypes: ['violations']})"
    found = page.evaluate(run, only)
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found["violations"]]


def widths_of(page: Page, *widths: int) -> dict[int, int]:
    """How wide the page is in windows of some widths, in CSS pixels."""
    height, found = page.viewport_size["height"] if page.viewport_size else 844, dict[int, int]()
    for width in widths:
        page.set_viewport_size({"width": width, "height": height})
        found[width] = page.evaluate("document.documentElement.scrollWidth")
    return found
