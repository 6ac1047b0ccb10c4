"""Keys and the palette: everything on the board without a mouse, on AZERTY as well."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import faults_of


def _give(person: Any, title: str, *commands: str) -> int:
    path = f"/cells/{person.town.cell}/commands/"
    row = person.town.api("alice", "POST", f"{path}add_task", json={"title": title, "department": "legal"}).json()[
        "row"
    ]
    for name in commands:
        person.town.api("alice", "POST", path + name, json={"task": row["id"]})
    expect(person.page.locator(f"#task-{row['id']}")).to_be_visible()
    return row["id"]


# At once, or between the three a machine may stand still and the board freeze, which takes no commands.
PRESS = """([place, key, code, shiftKey]) => {
  if (["frozen", "catching"].includes(document.body.dataset.link)) return false;
  const held = place && document.querySelector(place);
  if (held && held !== document.activeElement) return held.focus(), false; // the board has seen it by the next look
  const press = new KeyboardEvent("keydown", { key, code, shiftKey, bubbles: true, cancelable: true });
  (document.activeElement ?? document.body).dispatchEvent(press);
  return true;
}"""


def _key(page: Page, key: str, code: str, shift: bool = False, at: str = "") -> None:
    """A key as a French keyboard sends it, on a live board; what is `at` has the focus."""
    page.wait_for_function(PRESS, arg=[at, key, code, shift])


def test_figures_send_a_task_to_its_columns_on_a_french_keyboard(people: Any):
    alice = people("alice").enter()
    number = _give(alice, "Au pavé numérique")
    page, task = alice.page, f"#task-{number}"
    told = alice.hearing("#toasts")
    _key(page, "é", "Digit2", at=f"{task} a")
    expect(page.locator(f"[data-col=in_progress] {task}")).to_be_visible()
    _key(page, "4", "Digit4", shift=True, at=f"{task} a")
    expect(page.locator(f"[data-col=to_validate] {task}")).to_be_visible()
    _key(page, "&", "Digit1", at=f"{task} a")
    told("ne peut pas passer de « À valider » à « À prendre en compte »")
    _key(page, "?", "Comma", shift=True)
    expect(page.locator("#keys")).to_contain_text("envoyer l’action à « Terminé »")


def test_a_wait_asks_what_it_needs_and_a_circle_is_refused_by_name(people: Any):
    alice = people("alice").enter()
    first, second = _give(alice, "Premier"), _give(alice, "Second")
    waiting = {"task": first, "reason": "après l’autre", "on": {"task": second}}
    alice.town.api("alice", "POST", f"/cells/{alice.town.cell}/commands/wait_task", json=waiting)
    alice.page.locator(f"#task-{second} a").first.focus()
    alice.page.keyboard.press("3")
    alice.page.locator("dialog[open] input[value=task]").check(force=True)
    alice.page.locator("dialog[open] select[name=on]").select_option(str(first))
    alice.page.locator("dialog[open] textarea[name=reason]").fill("il manque l’autre")
    alice.page.locator("dialog[open] input[name=unblocker]").fill("Maître Roux")
    alice.page.locator("#form-send").click()
    expect(alice.page.locator("#f-on-error")).to_contain_text(f"A-{second} → A-{first} → A-{second}")
    expect(alice.page.locator("dialog[open] textarea[name=reason]")).to_have_value("il manque l’autre")
    alice.page.locator("dialog[open] input[value=department]").check(force=True)
    alice.page.locator("dialog[open] select[name=on]").select_option("production")
    alice.page.locator("#form-send").click()
    expect(alice.page.locator(f"[data-col=waiting] #task-{second}")).to_be_visible()
    alice.page.locator(f"#task-{second} a").first.click()
    expect(alice.page.locator("dialog[open]")).to_contain_text("Maître Roux")


def test_the_palette_finds_without_accents_and_opens(people: Any):
    alice = people("alice").enter()
    number = _give(alice, "Écrire aux ouvrières")
    page = alice.page
    page.locator(f"#task-{number} a").first.focus()
    page.keyboard.press("Control+k")
    field = page.locator("#palette-input")
    expect(field).to_be_focused()
    expect(page.locator("#palette-list [role=option]").first).to_contain_text(
        "Prendre en compte"
    )  # where one comes from
    page.keyboard.type("ouvrieres ecr")
    expect(page.locator("#palette-list [role=option]").first).to_contain_text("Écrire aux ouvrières")
    expect(field).to_have_attribute("aria-activedescendant", "palette-0")
    assert faults_of(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(f"#task-{number} a").first).to_be_focused()
    page.keyboard.press("Control+k")
    page.keyboard.type(f"a-{number}")
    page.keyboard.press("Enter")
    expect(page.locator("#sheet-h")).to_have_text("Écrire aux ouvrières")


def test_the_palette_gives_commands_and_turns_words_into_a_task(people: Any):
    alice = people("alice").enter()
    page = alice.page
    page.keyboard.press("Control+k")
    page.keyboard.type("afficher direction")
    page.keyboard.press("Enter")
    expect(page.locator(".lanes")).to_be_visible()
    page.keyboard.press("Control+k")
    page.keyboard.type("Louer un camion @log")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("#new-title")).to_have_value("Louer un camion @log")
    expect(page.locator("#new-title")).to_be_focused()


def test_single_keys_can_be_switched_off_and_stay_off(people: Any):
    alice = people("alice").enter()
    page = alice.page
    page.keyboard.press("?")
    page.locator("#keys input[type=checkbox]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator("#new-title")).to_have_count(0)
    page.reload()
    alice.settled()
    page.keyboard.press("l")
    expect(page.locator(".lanes")).to_have_count(0)
    page.keyboard.press("Control+k")
    expect(page.locator("#palette-input")).to_be_focused()


def test_a_question_is_asked_by_a_key_and_g_then_d_is_no_question(people: Any):
    alice = people("alice").enter()
    page = alice.page
    page.keyboard.press("g")
    page.keyboard.press("d")
    expect(page).to_have_url(re.compile("/decisions$"))
    alice.enter()
    page.locator("#side-tab-decisions").click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("d")
    page.keyboard.type("Faut-il arrêter la ligne 2 ?")
    page.locator("#panel input[name=consulted][value=production]").check(force=True)
    page.locator("#panel-send").click()
    expect(page.locator("#decisions")).to_contain_text("Faut-il arrêter la ligne 2")
