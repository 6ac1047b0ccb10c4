"""The board by department, and views that can be sent to somebody."""

import re
from typing import Any

from playwright.sync_api import expect


def _give(person: Any, title: str, **more: Any) -> int:
    sent = {"title": title, "department": "legal", **more}
    answer = person.town.api("alice", "POST", f"/cells/{person.town.cell}/commands/add_task", json=sent)
    return answer.json()["row"]["id"]


def test_the_layout_is_turned_by_a_key_and_kept_in_the_address(people: Any):
    alice = people("alice").enter()
    number = _give(alice, "Relire le contrat")
    expect(alice.page.locator(f"[data-col=to_acknowledge] #task-{number}")).to_be_visible()
    alice.page.keyboard.press("l")
    expect(alice.page).to_have_url(re.compile(r"view=lanes"))
    row = alice.page.locator(".lanes tr[data-row=legal]")
    expect(row.locator(f"[data-col=to_acknowledge] #task-{number}")).to_be_visible()
    expect(row.locator("th")).to_contain_text("Personne")
    alice.page.reload()
    alice.settled()
    expect(alice.page.locator(f".lanes #task-{number}")).to_be_visible()
    expect(alice.page.locator("#view-lanes")).to_have_attribute("aria-pressed", "true")
    alice.page.keyboard.press("l")
    expect(alice.page.locator(".lanes")).to_have_count(0)


def test_arrows_walk_the_rows_and_columns(people: Any):
    alice = people("alice").enter()
    first, second = _give(alice, "Une"), _give(alice, "Deux", department="production")
    alice.town.api("alice", "POST", f"/cells/{alice.town.cell}/commands/acknowledge_task", json={"task": second})
    alice.page.goto(f"{alice.town.url}/cells/{alice.town.cell}?view=lanes")
    alice.settled()
    alice.page.locator(f"#task-{first} a").focus()
    alice.page.keyboard.press("ArrowRight")
    expect(alice.page.locator(f"[data-col=in_progress] #task-{second} a")).to_be_focused()
    alice.page.keyboard.press("ArrowLeft")
    expect(alice.page.locator("[data-col=to_acknowledge] a:focus")).to_have_count(1)


def test_a_task_dragged_to_another_row_is_handed_over(people: Any):
    alice, chloe = people("alice").enter(), people("chloe", "en").enter()
    number = _give(alice, "Changer de main")
    alice.page.goto(f"{alice.town.url}/cells/{alice.town.cell}?view=lanes")
    alice.settled()
    target = alice.page.locator("tr[data-row=production] [data-col=to_acknowledge]")
    alice.page.locator(f"#task-{number}").drag_to(target)
    expect(alice.page.locator(f"tr[data-row=production] #task-{number}")).to_be_visible()
    expect(chloe.page.locator(f"#task-{number}")).to_have_attribute("data-department", "production")


def test_the_menu_hands_over_too(people: Any):
    alice = people("alice").enter()
    number = _give(alice, "Par le menu")
    alice.page.locator(f"#task-{number} [data-part=menu]").click()
    alice.page.locator("#menu [data-command=edit_task]").click()
    alice.page.locator("dialog[open] select[name=department]").select_option("logistics")
    alice.page.locator("#form-send").click()
    expect(alice.page.locator(f"#task-{number}")).to_have_attribute("data-department", "logistics")


def test_filters_are_shown_taken_off_one_by_one_and_shared(people: Any):
    alice = people("alice").enter()
    number, other = _give(alice, "Écrire à l’assureur"), _give(alice, "Autre chose")
    alice.page.locator("#filter-more").click()
    alice.page.locator("#narrow-text").fill("ecrire assureur")
    alice.page.locator("#narrow-department").select_option("legal")
    expect(alice.page.locator(f"#task-{number}")).to_be_visible()
    expect(alice.page.locator(f"#task-{other}")).to_have_count(0)
    chloe = people("chloe", "en")
    chloe.page.goto(alice.page.url)
    chloe.settled()
    expect(chloe.page.locator(f"#task-{number}")).to_be_visible()
    expect(chloe.page.locator(f"#task-{other}")).to_have_count(0)
    chloe.page.locator("#filter-off-text").click()
    expect(chloe.page.locator(f"#task-{other}")).to_be_visible()
    expect(chloe.page.locator("#filter-more")).to_be_focused()
    chloe.page.locator("#filter-clear").click()
    expect(chloe.page).to_have_url(re.compile(r"/cells/\w+$"))


def test_work_that_serves_no_objective_stands_out(people: Any):
    alice = people("alice").enter()
    number = _give(alice, "Sans but")
    expect(alice.page.locator(f"#task-{number}")).to_be_visible()
    expect(alice.page.locator(f"#task-{number} .task__aimless")).to_have_count(0)
    aim = {"text": "Livrer", "unit": "%", "target": "95"}
    alice.town.api("alice", "POST", f"/cells/{alice.town.cell}/commands/set_objective", json=aim)
    expect(alice.page.locator(f"#task-{number} .task__aimless")).to_contain_text("sans objectif")
    alice.town.api(
        "alice", "POST", f"/cells/{alice.town.cell}/commands/edit_task", json={"task": number, "objective": 1}
    )
    expect(alice.page.locator(f"#task-{number} .task__aimless")).to_have_count(0)
    alice.page.locator("#filter-aimless").click()
    expect(alice.page.locator(f"#task-{number}")).to_have_count(0)
