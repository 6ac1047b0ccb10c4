"""Three people, three screens, one crisis: from the sentence that opens the cell to a task that all three see done."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SIZES, TONGUES
from tests.browser.patience import TOO_SLOW
from tests.browser.test_coming_in import link_of
from tests.serving import Served

BOARD = """() => [...document.querySelectorAll("#board [data-task]")]
  .map((task) => `${task.dataset.task} ${task.dataset.status} ${task.closest("[data-col]").dataset.col}`).sort()"""


@pytest.fixture
def phone(browser: Any) -> Iterator[Page]:
    """A telephone nobody has signed in on."""
    width, height = SIZES["phone"]
    context = browser.new_context(viewport={"width": width, "height": height}, locale=TONGUES["fr"], has_touch=True)
    page: Page = context.new_page()
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    yield page
    context.close()
    assert not [line for line in said if TOO_SLOW not in line], said


def _alive(page: Page) -> None:
    expect(page.locator("body")).to_have_attribute("data-ready", "1")
    expect(page.locator("body")).to_have_attribute("data-link", "live")


def _open_cell(page: Page) -> str:
    """From the lobby: what it is, how bad, one sentence; the playbook brings the rest. Returns its id."""
    page.locator("input[name=playbook][value=supply]").check(force=True)
    page.locator("input[name=level][value='3']").check(force=True)
    page.locator("input[name=title]").fill("Plus de fil à la filature")
    page.locator("form[action='/cells/new'] button[type=submit]").click()
    page.wait_for_url("**/cells/c*")
    _alive(page)
    return page.url.rpartition("/")[2]


def _comes_by_phone(page: Page, link: str) -> None:
    """No account yet: make one, come in by it, say that I am here, enter."""
    page.goto(link)
    page.locator("input[name=name]").fill("Farid Nouri")
    page.locator("input[name=new_email]").fill("farid@example.org")
    page.locator("input[name=new_password]").fill("une phrase assez longue")
    page.locator("form[action$='/account'] button[type=submit]").click()
    expect(page.locator("input[name=email]")).to_have_value("farid@example.org")
    page.locator("input[name=password]").fill("une phrase assez longue")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/brief")
    page.locator("button[name=answer][value=here]").click()
    page.locator(".brief__go a.btn--primary").click()
    _alive(page)


def _move(page: Page, task: str, command: str, **fields: str) -> None:
    """By the three dots, as anybody would; then the hand goes elsewhere."""
    page.locator(f"{task} [data-part=menu]").click()
    page.locator(f"#menu [data-command={command}]").click()
    for name, words in fields.items():
        field = page.locator(f"dialog[open] [name={name}]")
        field.select_option(words) if name == "on" else field.fill(words)
    if fields:
        page.locator("dialog[open] button[type=submit]").first.click()
        expect(page.locator("dialog[open]")).to_have_count(0)


def _seen(pages: list[Page], task: str, column: str) -> None:
    """On all screens, and soon: nobody waits for the hand of another, nor long for their own."""
    for page in pages:
        expect(page.locator(f"[data-col={column}] {task}")).to_be_attached()


def test_from_the_opening_to_a_task_done_on_three_screens(people: Any, phone: Page, town: Served):
    alice, chloe = people("alice", "fr"), people("chloe", "en")
    cell = _open_cell(alice.page)
    link = link_of(SimpleNamespace(page=alice.page, town=SimpleNamespace(url=town.url, cell=cell)))
    alice.enter(cell)
    chloe.page.goto(link)
    chloe.page.locator("main form button[type=submit]").click()
    chloe.page.wait_for_url("**/brief")
    chloe.enter(cell)
    _comes_by_phone(phone, link)
    screens = [alice.page, chloe.page, phone]
    for page, words in zip(screens, ("3 présents", "3 present"), strict=False):
        expect(page.locator("#gauges")).to_contain_text(words)

    given = phone.locator("#board .task[id][data-department=logistics]").first
    task = f"#{given.get_attribute('id')}"
    _move(phone, task, "acknowledge_task")
    _seen(screens, task, "in_progress")
    for page in screens:
        expect(page.locator(task)).to_contain_text("F. Nouri")

    phone.locator("#tabs [role=tab]").nth(1).click()
    _move(phone, task, "wait_task", on="finance", reason="Il faut leur accord")
    _seen(screens, task, "waiting")
    for page in screens:
        expect(page.locator(f"{task} .task__wait")).to_contain_text("FIN")

    phone.locator("#tabs [role=tab]").nth(2).click()
    _move(phone, task, "resume_task")
    _seen(screens, task, "in_progress")
    phone.locator("#tabs [role=tab]").nth(1).click()
    _move(phone, task, "submit_task")
    _seen(screens, task, "to_validate")

    _move(alice.page, task, "validate_task")
    _seen(screens, task, "done")
    expect(alice.page.locator("#journal")).to_contain_text("Alice Martin a validé")
    expect(chloe.page.locator("#journal")).to_contain_text("Alice Martin validated")
    boards = [[page.locator("#main").get_attribute("data-seq"), page.evaluate(BOARD)] for page in screens]
    assert boards[0] == boards[1] == boards[2]


def test_a_mouse_that_rests_on_a_task_does_not_keep_an_old_board(people: Any):
    alice = people("alice").enter()
    town = alice.town
    made = town.api(
        "alice", "POST", f"/cells/{town.cell}/commands/add_task", json={"title": "Sous la main", "department": "legal"}
    )
    task = f"#task-{made.json()['row']['id']}"
    alice.page.locator(task).hover()
    number = {"task": made.json()["row"]["id"]}
    town.api("bruno", "POST", f"/cells/{town.cell}/commands/acknowledge_task", json=number)
    expect(alice.page.locator(f"[data-col=to_acknowledge] {task}")).to_contain_text("B. Petit")
    expect(alice.page.locator(f"[data-col=in_progress] {task}")).to_be_attached()
