"""What lets the tests of the browser hold on a machine whose processes may stand still for many seconds."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Locator, Page

from tests.serving import PATIENCE_S

PATIENCE_MS = PATIENCE_S * 1000
# The browser says so of a link that it gave up while the server stood still.
TOO_SLOW = "closed before the connection is established"
KEEP = """place => {
  const said = ((window.kept ??= {})[place] = []);
  const note = () => said.push((document.querySelector(place)?.textContent ?? "").replace(/\\s+/g, " "));
  new MutationObserver(note).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""
# A key that gives a command does nothing on a board that froze, as it does while the server stands; these give none.
GIVES_NONE = ("Escape", "Tab")


def patient(browser: Browser) -> Browser:
    """A browser whose pages are waited for."""
    for name in ("new_context", "new_page"):
        setattr(browser, name, _patient(getattr(browser, name)))
    return browser


def _patient(make: Callable[..., Any]) -> Callable[..., Any]:
    def made(**options: Any) -> Any:
        opened = make(**options)
        opened.set_default_timeout(PATIENCE_MS)
        return opened

    return made


def _wait_until_live(page: Page, key: str) -> None:
    if key not in GIVES_NONE:
        page.wait_for_function("!['frozen', 'catching'].includes(document.body?.dataset.link)")


def press_when_live(page: Page) -> None:
    """Have the keys of a page wait for its link."""
    press = page.keyboard.press

    def pressed(key: str, **options: Any) -> None:
        _wait_until_live(page, key)
        press(key, **options)

    page.keyboard.press = pressed  # type: ignore[method-assign]


_press = Locator.press


def _pressed(self: Locator, key: str, **options: Any) -> None:
    _wait_until_live(self.page, key)
    _press(self, key, **options)


Locator.press = _pressed  # type: ignore[method-assign,assignment]


def hearing(page: Page, selector: str) -> Callable[[str], Any]:
    """Waits for words that a place has said since: some stay for seconds only."""
    page.evaluate(KEEP, selector)
    wanted = "([place, words]) => window.kept[place].some((said) => said.includes(words))"
    return lambda words: page.wait_for_function(wanted, arg=[selector, words])
