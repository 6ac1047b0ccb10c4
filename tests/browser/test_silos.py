"""The silo map in a browser: by a key from the board, it follows what others do, and can be used by all."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import faults_of, widths_of
from tests.serving import Served


def _act(town: Served, who: str, name: str, /, **args: Any) -> dict[str, Any]:
    answer = town.api(who, "POST", f"/cells/{town.cell}/commands/{name}", json=args)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_map_is_one_key_away_follows_and_opens_the_waits_behind(people: Any, town: Served):
    _act(town, "alice", "give_role", member=town.ids["bruno"], role="member", department="production")
    _act(town, "bruno", "add_task", title="Relire le contrat", department="legal")
    alice = people("alice", spoilt=True).enter()
    page: Page = alice.page
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url("**/silos")
    expect(page.locator(".says")).to_contain_text("Production attend Juridique")
    page.clock.install()  # ten seconds need not be waited for
    page.reload()
    square = page.locator(f".matrix a[href='/cells/{town.cell}/silos/production/legal']")
    square.focus()
    _act(town, "bruno", "add_task", title="Avis sur la clause", department="legal")
    page.clock.fast_forward(10_500)
    expect(square).to_contain_text("×2")
    expect(square).to_be_focused()
    assert not faults_of(page)
    assert widths_of(page, 390, 320) == {390: 390, 320: 320}
    expect(
        square.locator(".silos__narrow")
    ).to_be_visible()  # on a phone a list of pairs, of which nothing lies beside the screen
    assert page.evaluate(
        "[...document.querySelectorAll('#map *')].every((one) => one.getBoundingClientRect().right <= 320)"
    )
    assert not faults_of(page)
    page.set_viewport_size({"width": 1440, "height": 900})
    square.press("Enter")
    expect(page.locator(".silos__table tbody tr")).to_have_count(2)
    expect(page.locator(".silos__table")).to_contain_text("Avis sur la clause")
    assert not faults_of(page)
    assert widths_of(page, 390, 320) == {390: 390, 320: 320}
