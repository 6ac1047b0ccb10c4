"""The rail says what holds now: what turned out to be false, and by what one will know that it is over."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import faults_of
from tests.serving import Served


def _act(town: Served, who: str, name: str, **args: Any) -> dict[str, Any]:
    answer = town.api(who, "POST", f"/cells/{town.cell}/commands/{name}", json=args)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_rail_says_what_holds_now(people: Any, town: Served):
    rumour = "Les dockers de Leixões seraient en grève."
    said = _act(town, "bruno", "record_information", text=rumour, standing="fact", state="to_verify")
    for text in ("Les douze clients sont servis", "Pas de nouveau cas pendant 48 h", "Stock de cinq jours"):
        _act(town, "alice", "set_criterion", text=text)
    alice = people("alice").enter()
    page = alice.page
    entry = page.locator(f"#entry-{said['seq']}")
    expect(entry.locator(".truth")).to_have_text("à vérifier")
    _act(town, "bruno", "check_information", information=1, state="false", reason="Le port dément")
    expect(entry.locator(".truth")).to_have_text("infirmé")
    expect(entry).to_have_attribute("data-false", "")
    expect(entry.locator(".entry__foot")).to_contain_text("d’abord « à vérifier »")
    expect(entry.locator(".entry__text")).to_contain_text(rumour)  # struck out, and readable

    page.locator("#side-tab-situation").click()
    wrong = page.locator(".situation__facts[data-sign=cross]")
    expect(wrong).to_contain_text(rumour)
    expect(page.locator(".situation__facts[data-sign=question]")).to_have_count(0)
    ending = page.locator("#stand-down")
    expect(ending).to_contain_text("0 rempli sur 3")
    _act(town, "bruno", "check_criterion", criterion=1, met=True)
    _act(town, "bruno", "check_criterion", criterion=2, met=False, note="Un cas ce matin")
    _act(town, "alice", "drop_criterion", criterion=3, reason="Sans objet")
    expect(ending).to_contain_text(re.compile(r"1 rempli sur 2"))
    expect(ending.locator("[data-state=met]")).to_contain_text("Les douze clients sont servis")
    expect(ending.locator("[data-state=missed]")).to_contain_text("non rempli")
    expect(ending.locator("a")).to_have_attribute("href", f"/cells/{town.cell}/close")
    assert faults_of(page) == []


@pytest.fixture
def ended(people: Any, town: Served) -> Any:
    """Alice on the board of a cell of her own with a task, and what closes or reopens it behind her back."""
    opened = {"title": "Panne du siège", "level": 2, "departments": ["legal"]}
    cell = town.api("alice", "POST", "/cells", json=opened).json()["id"]

    def act(name: str, **args: Any) -> None:
        answer = town.api("alice", "POST", f"/cells/{cell}/commands/{name}", json=args)
        assert answer.status_code == 200, answer.text

    act("add_task", title="Rappeler", department="legal")
    return people("alice").enter(cell).page, act


def test_a_panel_open_when_the_cell_closes_says_so_and_keeps_the_words(ended: Any):
    page, act = ended
    page.locator("#say").fill("Deux camions")
    page.locator("#say-more").click()
    expect(page.locator("#f-text")).to_have_value("Deux camions")
    expect(page.locator("#panel .note")).to_have_count(0)  # these words were typed just now
    page.locator("#panel footer .btn--quiet").click()
    page.locator("#say-more").click()
    page.locator("#panel .due__soon button").first.click()
    expect(page.locator("#f-channel")).not_to_have_value("")
    page.locator("#panel-close").click()
    page.locator("#say-more").click()
    expect(page.locator("#f-channel")).to_have_value("")
    expect(page.locator("#panel .note")).to_have_count(0)  # nothing was typed
    page.locator("#f-text").fill("Le pont est coupé")
    page.locator("#f-source").fill("Le maire")
    act("close_cell", reason="fini")
    expect(page.locator("#panel .note")).to_contain_text("La cellule est close")
    expect(page.locator("#panel form")).to_have_count(0)
    expect(page.locator("#panel [data-kept]")).to_have_value("Le pont est coupé\n\nLe maire")
    expect(page.locator("#panel-close")).to_be_focused()
    assert not faults_of(page)
    act("reopen_cell", reason="trop tôt")
    expect(page.locator("#f-text")).to_have_value("Le pont est coupé")
    page.locator("#panel-close").click()
    page.locator("#say").fill("Un car arrive")
    page.locator("[data-open=compose]:visible, #tools .btn--primary:visible").first.click()
    page.locator("#new-title").fill("Loger vingt personnes")
    act("close_cell", reason="fini")
    expect(page.locator("#new-shut")).to_be_focused()
    expect(page.locator("#recorder [data-kept]")).to_have_value("Un car arrive")
    expect(page.locator("#composer [data-kept]")).to_have_value("Loger vingt personnes")
    expect(page.locator("#recorder form, #composer form")).to_have_count(0)
    assert not faults_of(page)
    page.locator("#recorder button").click()
    expect(page.locator("#recorder")).to_be_hidden()


def test_a_task_open_when_the_cell_closes_says_so_and_keeps_the_words(ended: Any):
    page, act = ended
    page.locator("#task-1 a").first.click()
    page.locator("#comment").fill("Pas joint")
    page.locator("#sheet-edit").click()
    page.locator("#f-title").fill("Rappeler le maire")
    act("close_cell", reason="fini")
    expect(page.locator("#sheet .note").first).to_contain_text("La cellule est close")
    expect(page.locator("#sheet form:visible")).to_have_count(0)
    expect(page.locator("#sheet-close")).to_be_focused()
    kept = page.locator("#sheet [data-kept]")
    expect(kept).to_have_count(2)
    assert [one.input_value() for one in kept.all()] == ["Rappeler le maire", "Pas joint"]
    assert not faults_of(page)
    act("reopen_cell", reason="trop tôt")
    expect(page.locator("#f-title")).to_have_value("Rappeler le maire")
    expect(page.locator("#comment")).to_have_value("Pas joint")
    expect(kept).to_have_count(0)
