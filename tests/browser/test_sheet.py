"""The sheet of a task, with several people at it at once."""

from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import faults_of


def _open(person: Any, title: str) -> int:
    sent = {"title": title, "department": "legal"}
    answer = person.town.api("alice", "POST", f"/cells/{person.town.cell}/commands/add_task", json=sent)
    number = answer.json()["row"]["id"]
    _enter(person, number)
    return number


def _enter(person: Any, number: int) -> None:
    person.page.locator(f"#task-{number} a").first.click()
    expect(person.page.locator("#sheet-h")).to_be_visible()


def test_a_comment_names_somebody_who_sees_their_name(people: Any):
    alice, chloe = people("alice").enter(), people("chloe", "en").enter()
    number = _open(alice, "Relire")
    alice.page.locator("#comment").focus()
    alice.page.keyboard.type("Vois avec @dur")
    expect(alice.page.locator("#comment-suggest [role=option]")).to_contain_text("Chloé Durand")
    alice.page.keyboard.press("Enter")
    alice.page.keyboard.type("avant midi")
    expect(alice.page.locator("#comment")).to_have_value("Vois avec @Chloé Durand avant midi")
    alice.page.locator("#comment-send").click()
    expect(alice.page.locator("#comment")).to_have_value("")
    _enter(chloe, number)
    expect(chloe.page.locator(".mention[data-me]")).to_have_text("@Chloé Durand")
    assert faults_of(chloe.page) == []


def test_who_writes_is_told_to_who_looks(people: Any):
    alice, chloe = people("alice").enter(), people("chloe", "en").enter()
    number = _open(alice, "À deux mains")
    _enter(chloe, number)
    told = alice.hearing(".sheet__writers")
    chloe.page.locator("#comment").press_sequentially("Je regarde")
    told("C. Durand modifie…")
    expect(alice.page.locator(".sheet__writers")).to_be_empty()


def test_of_two_who_word_a_title_nobody_loses_a_word(people: Any):
    alice, chloe = people("alice").enter(), people("chloe", "fr").enter()
    number = _open(alice, "Titre de départ")
    alice.page.locator("#sheet-edit").click()
    alice.page.locator("#f-title").fill("Titre d’Alice")
    # Chloé sends first, and her push reaches Alice only after Alice's own save is on its way.
    edit = {"task": number, "title": "Titre de Chloé"}
    chloe.town.api("chloe", "POST", f"/cells/{chloe.town.cell}/commands/edit_task", json=edit)
    expect(alice.page.locator(".versions")).to_contain_text("Titre de Chloé")
    expect(alice.page.locator(".versions")).to_contain_text("Titre d’Alice")
    alice.page.locator("#form-send").click()
    expect(alice.page.locator("#f-title-error")).to_contain_text("Chloé Durand")
    expect(alice.page.locator("#f-title")).to_have_value("Titre d’Alice")
    alice.page.locator("#form-send").click()
    expect(alice.page.locator("#sheet-h")).to_have_text("Titre d’Alice")


def test_the_other_version_can_be_taken(people: Any):
    alice = people("alice").enter()
    number = _open(alice, "Encore un titre")
    alice.page.locator("#sheet-edit").click()
    alice.page.locator("#f-title").fill("Le mien")
    edit = {"task": number, "title": "Le sien"}
    alice.town.api("chloe", "POST", f"/cells/{alice.town.cell}/commands/edit_task", json=edit)
    alice.page.locator("#take-theirs").click()
    expect(alice.page.locator("#f-title")).to_have_value("Le sien")
    expect(alice.page.locator(".versions")).to_have_count(0)
    alice.page.locator("#f-priority").select_option("1")
    alice.page.locator("#form-send").click()
    expect(alice.page.locator(f"#task-{number}")).to_have_attribute("data-priority", "1")
    expect(alice.page.locator("#sheet-h")).to_have_text("Le sien")


def test_who_helps_stands_beside_who_answers(people: Any):
    alice, chloe = people("alice").enter(), people("chloe", "en").enter()
    number = _open(chloe, "À plusieurs")
    chloe.page.locator("[data-command=join_task]").click()
    expect(chloe.page.locator("[data-command=leave_task]")).to_be_visible()
    expect(alice.page.locator(f"#task-{number} .task__helpers")).to_have_attribute("title", "Avec Chloé Durand")
