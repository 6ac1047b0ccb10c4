"""A laptop at 400 %: 360 by 225 points. Every page can be read and worked; what sticks leaves room for the rest."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cell import organisation
from cell.journal.orders import Job
from tests.browser.conftest import SIZES
from tests.browser.test_coming_in import link_of
from tests.cast import World
from tests.live.joining import make_wall
from tests.serving import Served

# What is wider than the window, what sticks over more than half of it, and what cannot be seen when it has the focus.
FAULTS = """() => {
  const faults = [];
  const root = document.scrollingElement;
  if (root.scrollWidth > innerWidth) faults.push(`wider than the window: ${root.scrollWidth}`);
  const stuckAt = (one) => {
    for (; one && one !== document.documentElement; one = one.parentElement) {
      if (["fixed", "sticky"].includes(getComputedStyle(one).position)) return one;
    }
    return null;
  };
  const nameOf = (one) => `<${one.tagName.toLowerCase()} id="${one.id}" class="${one.getAttribute("class") ?? ""}">`;
  const isOpen = document.querySelector("dialog[open]") !== null;
  for (const at of isOpen ? [] : [0, 0.5, 1]) {
    root.scrollTop = (root.scrollHeight - innerHeight) * at;
    const over = new Set();
    let covered = 0;
    for (let y = 1; y < innerHeight; y += 4) {
      const stuck = stuckAt(document.elementFromPoint(innerWidth / 2, y));
      if (stuck) covered += 4;
      if (stuck) over.add(nameOf(stuck));
    }
    if (covered > innerHeight / 2) faults.push(`${covered} of ${innerHeight} under ${[...over]}`);
  }
  // In a dialog: what stays while the rest scrolls is its height without that of what does.
  for (const scroller of isOpen ? document.querySelectorAll("dialog[open], dialog[open] *") : []) {
    const isShort = scroller.clientHeight < innerHeight / 2 && !scroller.closest("#palette");
    const isScrolled = ["auto", "scroll"].includes(getComputedStyle(scroller).overflowY);
    const hasMore = scroller.scrollHeight > scroller.clientHeight + 2;
    if (isScrolled && isShort && hasMore) faults.push(`a slit: ${nameOf(scroller)}`);
  }
  const reached = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const spots = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [x, y]));
  for (const one of document.querySelectorAll(reached)) {
    if (one.tabIndex < 0 || one.disabled || one.closest(".sr")) continue;
    one.focus();
    if (document.activeElement !== one) continue;
    const label = one.closest("label") ?? one.labels?.[0];
    const places = [one, label].flatMap((box) => [...(box?.getClientRects() ?? [])]);
    const isSeen = places.some((place) => spots.some(([x, y]) => {
      const hit = document.elementFromPoint(place.left + place.width * x, place.top + place.height * y);
      return hit && (one.contains(hit) || label?.contains(hit));
    }));
    if (!isSeen) faults.push(`not seen with the focus: ${nameOf(one)} ${one.textContent.trim().slice(0, 40)}`);
  }
  document.activeElement?.blur();
  return faults;
}"""
DIALOGS = {
    "a": "#composer",
    "?": "#keys",
    "Control+k": "#palette",
}


@pytest.fixture(scope="module", autouse=True)
def paths(town: Served) -> list[str]:
    """Every page that Alice, who administrates and leads, can open; and something on each of them."""
    world = World.again(town.folder)
    world.house.desk.ask(Job(lambda c: organisation.set_admin(c, None, world.ids["alice"], True)))
    known = {"cell": town.cell, "person": town.ids["chloe"], "number": 1, "seq": 1, "slug": "legal"}
    rules = [one for one in world.app.url_map.iter_rules() if "GET" in (one.methods or ())]
    filled = [
        re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(known[found[1]]), one.rule)
        for one in rules
        if set(one.arguments) <= set(known)
    ]
    world.close()
    for title in ("Relire l’avis de force majeure aux clients", "Prévenir la préfecture", "Compter le stock"):
        args = {"title": title, "department": "legal", "due_at": "2099-01-01T00:00:00Z"}
        assert town.api("alice", "POST", f"/cells/{town.cell}/commands/add_task", json=args).status_code == 200
    on = {"task": 1, "reason": "Il faut leur accord sur le contrat", "on": {"department": "production"}}
    town.api("alice", "POST", f"/cells/{town.cell}/commands/acknowledge_task", json={"task": 1})
    town.api("alice", "POST", f"/cells/{town.cell}/commands/wait_task", json=on)
    return [one.replace("/playbooks/legal", "/playbooks/supply") for one in filled] + ["/search?q=a", "/nowhere"]


def _is_page(page: Page, address: str) -> bool:
    asked = page.context.request.get(address)
    is_html = "text/html" in asked.headers.get("content-type", "")
    return asked.status in (200, 404) and is_html and "<main" in asked.text()


def test_every_page_is_usable(people: Any, town: Served, paths: list[str]):
    alice, seen, faults = people("alice", "fr", "zoomed"), 0, {}
    for path in paths:
        if path.startswith("/api/") or not _is_page(alice.page, town.url + path):
            continue
        seen += 1
        alice.page.goto(town.url + path)
        if path == f"/cells/{town.cell}":
            alice.settled()
        if found := alice.page.evaluate(FAULTS):
            faults[path] = found
    assert not faults, faults
    assert seen >= 20
    alice.said[:] = [line for line in alice.said if "404" not in line]


@pytest.mark.parametrize("key", DIALOGS)
def test_what_opens_over_the_board_is_usable(people: Any, key: str):
    alice = people("alice", "fr", "zoomed").enter()
    alice.page.keyboard.press(key)
    expect(alice.page.locator(DIALOGS[key])).to_be_in_viewport()
    assert not alice.page.evaluate(FAULTS)


def test_a_task_and_its_panels_are_usable(people: Any):
    alice = people("alice", "fr", "zoomed").enter()
    page: Page = alice.page
    page.locator("#task-2 [data-part=title]").click()
    expect(page.locator("#sheet")).to_be_visible()
    assert not page.evaluate(FAULTS)
    page.keyboard.press("Escape")
    page.locator("#level-button").click()
    expect(page.locator("#panel-send")).to_be_attached()
    assert not page.evaluate(FAULTS)
    page.locator("#f-reason").fill("Deux lignes à l’arrêt")
    page.locator("#panel-send").click()
    expect(page.locator("#f-reason")).to_be_hidden()


@pytest.fixture
def stranger(browser: Any) -> Iterator[Page]:
    """Somebody without an account, at 400 %."""
    width, height = SIZES["zoomed"]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="fr-FR")
    yield context.new_page()
    context.close()


def test_the_doors_and_the_wall_are_usable(people: Any, town: Served, stranger: Page):
    link = link_of(people("alice"))
    for address in (f"{town.url}/sign-in", link, f"{town.url}/wall/{town.cell}/{make_wall(town)[0]}"):
        stranger.goto(address)
        assert not stranger.evaluate(FAULTS), address


@pytest.mark.parametrize("size", ["phone", "zoomed", "narrow"])
def test_an_administrators_top_bar_is_one_line(people: Any, town: Served, size: str):
    alice = people("alice", "fr", size)
    for path in ("/admin", f"/cells/{town.cell}/members"):
        alice.page.goto(town.url + path)
        tops = alice.page.locator(".topbar > *:visible").evaluate_all(
            "all => all.map((one) => one.getBoundingClientRect()).map((box) => Math.round((box.top + box.bottom) / 2))"
        )
        assert len(tops) >= 4 and max(tops) - min(tops) < 8, (path, tops)
        expect(alice.page.get_by_role("link", name="Administration").first).to_be_visible()


def test_the_words_of_the_rail_are_not_wider_than_it(people: Any):
    page: Page = people("alice", "fr").enter().page
    for width in (1440, 1200):  # the rail is narrower on the second
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.locator(".rail :is(a, button)").evaluate_all(
            "all => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent.trim())"
        )
        assert not wide
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
