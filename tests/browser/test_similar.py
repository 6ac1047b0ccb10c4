"""Before a task is saved, what reads like it is shown; adding goes on as ever, and linking is one act."""

from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import faults_of, widths_of


def _compose(person: Any, words: str) -> Any:
    page = person.page
    page.locator("#add-task").click()
    page.locator("#new-title").fill("")
    page.keyboard.type(words)
    return page


def test_two_departments_ask_for_the_same_and_the_second_is_told(people: Any):
    alice, chloe = people("alice").enter(), people("chloe").enter()
    page = _compose(alice, "Inventaire du fil dans les entrepôts @log")
    page.keyboard.press("Enter")
    first = alice.ref("Inventaire du fil").removeprefix("#task-")

    page = _compose(chloe, "Compter le fil, tous les dépôts @leg")
    told = page.locator(f"#new-similar [data-ref='task:{first}']")
    expect(told).to_contain_text("Demandé à Logistique")
    expect(page.locator("#new-similar-told")).to_contain_text(f"A-{first}")
    expect(page.locator("#new-title")).to_be_focused()
    assert faults_of(page) == []
    assert widths_of(page, 390, 320) == {390: 390, 320: 320}
    page.set_viewport_size({"width": 1440, "height": 900})

    page.keyboard.press("Enter")  # it is no obstacle
    other = chloe.ref("Compter le fil").removeprefix("#task-")
    expect(page.locator("#new-similar")).to_have_count(0)
    expect(page.locator("#new-title")).to_have_value("")

    page.keyboard.type("Inventorier le fil en entrepôt")
    expect(page.locator("#new-similar li")).to_have_count(2)
    button = page.locator(f"#new-similar [data-ref='task:{first}'] button")
    expect(button).to_have_accessible_name(f"Ajouter comme double de A-{first}")
    button.focus()
    page.keyboard.press("Enter")
    third = chloe.ref("Inventorier le fil").removeprefix("#task-")

    page.locator(f"#task-{third} a").first.click()
    expect(page.locator("#sheet .facts")).to_contain_text(f"A-{first} Inventaire du fil dans les entrepôts")
    page.locator("#sheet .facts__task").click()
    expect(page.locator("#sheet-h")).to_have_text("Inventaire du fil dans les entrepôts")
    expect(page.locator("#sheet .facts")).to_contain_text(f"A-{third} Inventorier le fil en entrepôt")

    _link_and_unlink(alice, page, other, first)


def _link_and_unlink(alice: Any, page: Any, other: str, first: str) -> None:
    """A task that is there already is linked in its sheet, while somebody else has the other one's open."""
    alice.page.locator(f"#task-{other} a").first.click()
    alice.page.locator("#sheet [data-command=link_duplicate]").click()
    of = alice.page.locator("#f-of")
    expect(of.locator("option:checked")).to_contain_text("le fil")  # the most alike is offered first
    of.select_option(first)
    alice.page.locator("#form-send").click()
    expect(page.locator("#sheet .facts")).to_contain_text(f"A-{other} Compter le fil, tous les dépôts")
    alice.page.locator("#sheet [data-command=unlink_duplicate]").click()
    expect(page.locator("#sheet .facts")).not_to_contain_text(f"A-{other} ")
