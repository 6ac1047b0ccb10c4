"""A laptop in French and a phone in English work one board, live."""

import re
from typing import Any

from playwright.sync_api import Page, expect


def _add(page: Page, title: str) -> None:
    if not page.locator("#new-title").is_visible():
        page.locator("[data-open=compose]:visible, #tools .btn--primary:visible").first.click()
    page.locator("#new-title").fill(title)
    page.locator("#new-title").press("Enter")


def _move(page: Page, task: str, command: str) -> None:
    page.locator(f"{task} [data-part=menu]").click()
    page.locator(f"#menu [data-command={command}]").click()


def _column(page: Page, task: str, column: str) -> None:
    expect(page.locator(f"[data-col={column}] {task}")).to_be_attached()


def test_a_task_lives_from_given_to_done_on_both_screens(people: Any):
    alice, chloe = people("alice").enter(), people("chloe", "en", "phone").enter()
    _add(alice.page, "Appeler la préfecture")
    expect(alice.page.locator("#new-title")).to_have_value("")  # the line stays open for the next one
    given = chloe.page.locator("#board .task[id]").filter(has_text="Appeler la préfecture")
    expect(given).to_be_visible()
    task = chloe.ref("Appeler la préfecture")
    given.locator("button[data-command=acknowledge_task], [data-part=menu]").first.click()
    if chloe.page.locator("#menu [data-command=acknowledge_task]").is_visible():
        chloe.page.locator("#menu [data-command=acknowledge_task]").click()
    _column(alice.page, task, "in_progress")
    expect(alice.page.locator(f"{task}")).to_contain_text("C. Durand")
    _move(alice.page, task, "wait_task")
    alice.page.locator("dialog[open] select[name=on]").select_option("legal")
    alice.page.locator("dialog[open] textarea[name=reason]").fill("Il faut leur accord")
    alice.page.locator("dialog[open] button[type=submit]").first.click()
    _column(chloe.page, task, "waiting")
    _move(alice.page, task, "resume_task")
    _column(chloe.page, task, "in_progress")
    _move(alice.page, task, "complete_task")
    alice.page.locator("dialog[open] textarea[name=result]").fill("Ils arrivent")
    alice.page.locator("dialog[open] button[type=submit]").first.click()
    _column(chloe.page, task, "done")
    expect(chloe.page.locator("#journal")).to_contain_text(re.compile(r"Alice Martin finished A-\d+"))
    expect(alice.page.locator("#journal")).to_contain_text(re.compile(r"Alice Martin a terminé A-\d+"))


def test_a_dropped_task_says_why(people: Any):
    alice = people("alice").enter()
    _add(alice.page, "Louer un entrepôt")
    task = alice.ref("Louer un entrepôt")
    _move(alice.page, task, "drop_task")
    alice.page.locator("dialog[open] textarea[name=reason]").fill("Le stock suffit")
    alice.page.locator("dialog[open] button[type=submit]").first.click()
    expect(alice.page.locator(f"[data-col=to_acknowledge] {task}")).to_have_count(0)
    expect(alice.page.locator("#journal")).to_contain_text("Le stock suffit")


def test_who_is_present_is_seen_by_the_others(people: Any):
    alice = people("alice").enter()
    expect(alice.page.locator("#gauges")).to_contain_text("1 présent")
    bruno = people("bruno").enter()
    expect(alice.page.locator("#gauges")).to_contain_text("2 présents")
    bruno.page.close()
    expect(alice.page.locator("#gauges")).to_contain_text("1 présent")


def test_of_two_who_take_the_same_task_one_is_told_by_whom(people: Any):
    alice, chloe = people("alice").enter(), people("chloe", "en").enter()
    _add(alice.page, "Relire le contrat")
    task = chloe.ref("Relire le contrat")
    number = int(task.removeprefix("#task-"))
    expect(alice.page.locator(task)).to_be_visible()
    alice.context.set_offline(True)
    expect(alice.page.locator("body")).to_have_attribute("data-link", "frozen")
    chloe.town.api("bruno", "POST", f"/cells/{chloe.town.cell}/commands/acknowledge_task", json={"task": number})
    _column(chloe.page, task, "in_progress")
    alice.context.set_offline(False)
    alice.settled()
    _column(alice.page, task, "in_progress")
    expect(alice.page.locator(task)).to_contain_text("B. Petit")
    alice.said.clear()  # the browser itself complains of the cut link


def test_an_observer_sees_and_cannot_write(people: Any):
    alice, dan = people("alice").enter(), people("dan", "en").enter()
    _add(alice.page, "Compter le fil")
    expect(dan.task("Compter le fil")).to_be_visible()
    expect(dan.page.locator("#board button[data-command]")).to_have_count(0)
    expect(dan.page.locator("#tools .btn--primary")).to_have_count(0)


def test_who_is_removed_loses_the_board_at_once(people: Any):
    alice, chloe = people("alice"), people("chloe", "en").enter()
    alice.page.goto(f"{alice.town.url}/cells/{alice.town.cell}/members")
    alice.page.on("dialog", lambda dialog: dialog.accept())
    alice.page.locator("tr", has_text="Chloé Durand").locator("button[type=submit]").click()
    expect(chloe.page.locator("body")).not_to_have_attribute("data-link", "live")
    expect(alice.page.locator("table.members")).not_to_contain_text("Chloé Durand")
    alice.page.locator("input[name=email]").fill("chloe@example.org")
    form = alice.page.locator("form", has=alice.page.locator("input[name=email]"))
    form.locator("select[name=department]").select_option("logistics")
    form.locator("button[type=submit]").click()
    expect(alice.page.locator("table.members")).to_contain_text("Chloé Durand")
