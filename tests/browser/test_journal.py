"""The journal's page in real browsers: written by keyboard, seen live, corrected, withdrawn, withheld."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Person, faults_of
from tests.serving import Served


def _act(town: Served, who: str, name: str, **args: Any) -> dict[str, Any]:
    answer = town.api(who, "POST", f"/cells/{town.cell}/commands/{name}", json=args)
    assert answer.status_code == 200, answer.text
    return answer.json()


def _open(person: Person, rest: str = "") -> Page:
    person.page.goto(f"{person.town.url}/cells/{person.town.cell}/journal{rest}")
    expect(person.page.locator("body")).to_have_attribute("data-ready", "1")
    return person.page


def _choose(page: Page, seq: int, command: str) -> None:
    page.locator(f"#e{seq} [data-more]").click()
    page.locator(f"#menu [data-command={command}]").click()


def _send(page: Page) -> None:
    page.locator("#panel-send").click()
    expect(page.locator("#panel")).to_be_hidden()


def test_the_loggist_records_by_keyboard_and_another_sees_it_live(people: Any):
    page, theirs = _open(people("bruno")), _open(people("chloe", "en"))
    page.keyboard.press("i")
    expect(page.locator("#f-text")).to_be_focused()
    page.keyboard.type("Le pont de Lens est coupé")
    page.keyboard.press("Tab")
    page.keyboard.type("gendarmerie")
    page.locator("#f-happened_at").focus()
    page.keyboard.type("il y a 20 min")
    expect(page.locator("#panel .meant")).to_contain_text("soit")
    page.locator("#panel input[value=rumour]").check(force=True)
    page.locator("#panel input[name=departments][value=logistics]").check(force=True)
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_hidden()
    mine, seen = page.locator("#lines li.entry").last, theirs.locator("#lines li.entry").last
    expect(mine).to_contain_text("Le pont de Lens est coupé")
    expect(seen).to_contain_text("Bruno Petit recorded: “Le pont de Lens est coupé”")
    expect(seen).to_contain_text("written later")
    expect(seen).to_contain_text("rumour")
    place = f"#{seen.get_attribute('id')}"
    theirs.locator(f"{place} [data-know]").click()
    expect(page.locator(f"{place} [data-told=yes]")).to_have_count(1)
    expect(theirs.locator(f"{place} [data-know]")).to_have_count(0)
    page.keyboard.press("j")
    page.keyboard.type("Une phrase suffit")
    page.keyboard.press("Control+Enter")
    expect(theirs.locator("#lines li.entry").last).to_contain_text("Une phrase suffit")


def test_what_cannot_be_names_its_field_and_loses_nothing(people: Any):
    page = _open(people("bruno"))
    page.keyboard.press("j")
    page.keyboard.type("Commencé ici")
    page.locator("#say-more").click()
    expect(page.locator("#f-text")).to_have_value("Commencé ici")
    page.locator("#f-happened_at").fill("bientôt")
    expect(page.locator("#panel .meant")).to_have_text("pas encore compris")
    page.locator("#panel-send").click()
    expect(page.locator("#f-happened_at-error")).to_be_visible()
    page.locator("#panel-close").click()
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-ready", "1")
    page.keyboard.press("i")
    expect(page.locator("#f-text")).to_have_value("Commencé ici")
    page.get_by_role("button", name="il y a 5 min").click()
    _send(page)
    expect(page.locator("#lines li.entry").last).to_contain_text("Commencé ici")


def test_the_filters_live_in_the_address_and_what_comes_passes_them(people: Any, town: Served):
    said = _act(town, "bruno", "record_information", text="Dépôt évacué")["seq"]
    page = _open(people("chloe"))
    page.keyboard.press("/")
    page.keyboard.type("depot evacue")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=depot"))
    expect(page.locator("body")).to_have_attribute("data-ready", "1")
    expect(page.locator("#lines li.entry")).to_have_count(1)
    _act(town, "bruno", "record_information", text="Autre chose")
    _act(town, "alice", "add_task", title="Rouvrir le dépôt évacué", department="logistics")
    expect(page.locator("#lines li.entry")).to_have_count(2)
    page.locator(f"#e{said} time a").click()
    expect(page.locator(f"#e{said}")).to_have_attribute("data-here", "")
    expect(page.locator("#lines li.entry").first).to_have_id("e1")


def test_a_link_leads_to_an_entry_beyond_what_is_loaded(people: Any, town: Served):
    for number in range(120):
        _act(town, "bruno", "record_information", text=f"fait {number}")
    page = _open(people("chloe"))
    expect(page.locator("#e1")).to_have_count(0)
    page.goto(f"{town.url}/cells/{town.cell}/journal#e1")
    page.wait_for_url(re.compile(r"at=1#e1$"))
    expect(page.locator("#e1")).to_have_attribute("data-here", "")
    expect(page.locator("#e1")).to_be_in_viewport()
    _act(town, "bruno", "record_information", text="plus tard")
    expect(page.locator("#new")).to_contain_text("1 nouvelle entrée")
    page.locator("#new").click()
    expect(page.locator("#lines li.entry").last).to_contain_text("plus tard")


def test_nothing_is_rewritten_it_is_corrected_checked_marked_and_withdrawn(people: Any, town: Served):
    said = _act(town, "chloe", "record_information", text="Mme Dupon est blessée", source="radio")["seq"]
    page, theirs = _open(people("bruno")), _open(people("chloe", "en"))
    line, seen = page.locator(f"#e{said}"), theirs.locator(f"#e{said}")
    _choose(page, said, "correct_entry")
    expect(page.locator("#f-text")).to_have_value("Mme Dupon est blessée")
    page.locator("#f-text").fill("Mme Dupont est blessée")
    page.locator("#f-reason").fill("faute")
    _send(page)
    for text in ("“Mme Dupon est blessée”", "“Mme Dupont est blessée”", "Reason: faute"):
        expect(seen).to_contain_text(text)
    _choose(page, said, "check_information")
    page.locator("#f-reason").fill("l’hôpital")
    _send(page)
    expect(seen.locator(".entry__foot .truth")).to_have_text("verified")
    expect(seen).to_contain_text("held at first to be “to verify”")
    _choose(page, said, "mark_entry")
    expect(seen).to_have_class(re.compile("entry--key"))
    theirs.locator(f"#e{said} [data-more]").click()
    expect(theirs.locator("#menu [data-command=redact_entry]")).to_have_count(0)
    expect(theirs.locator("#menu [data-command=correct_entry]")).to_have_count(1)
    theirs.keyboard.press("Escape")
    _choose(page, said, "redact_entry")
    page.locator("#f-reason").fill("donnée de santé")
    _send(page)
    expect(line).to_contain_text("donnée de santé")
    expect(seen).not_to_contain_text("Mme Dupon est")


def test_what_is_restricted_keeps_its_number_and_hides_its_text(people: Any, town: Served):
    page, theirs = _open(people("bruno")), _open(people("chloe"))
    page.keyboard.press("i")
    page.locator("#f-text").fill("La rançon est de 9 M€")
    page.locator("#panel input[name=restricted]").check()
    _send(page)
    last = page.locator("#lines li.entry").last
    expect(last).to_contain_text("rançon")
    seq = last.get_attribute("data-seq")
    stub = theirs.locator(f"#e{seq}")
    expect(stub).to_contain_text("Contenu réservé")
    expect(stub.locator("[data-more]")).to_have_count(0)
    assert "rançon" not in theirs.content()
    assert town.cell in theirs.url


def test_the_board_leads_here_by_key_rail_and_tab(people: Any):
    alice = people("alice").enter()
    page: Page = alice.page
    page.keyboard.press("i")
    page.locator("#f-text").fill("Écrit depuis le tableau")
    _send(page)
    expect(page.locator("#journal li.entry").last).to_contain_text("Écrit depuis le tableau")
    page.locator("body").click(position={"x": 5, "y": 5})
    page.keyboard.press("g")
    page.keyboard.press("j")
    page.wait_for_url(re.compile("/journal$"))
    expect(page.locator("#lines li.entry").last).to_contain_text("Écrit depuis le tableau")
    page.go_back()
    alice.settled()
    page.locator("#journal-page").click()
    page.wait_for_url(re.compile("/journal$"))


def test_an_observer_reads_and_is_offered_nothing_to_write(people: Any):
    page = _open(people("dan", "en"))
    expect(page.locator("#recorder")).to_be_hidden()
    page.keyboard.press("i")
    expect(page.locator("#panel")).to_be_hidden()
    page.locator("#lines [data-more]").last.click()
    expect(page.locator("#menu button")).to_have_count(1)


def test_axe_finds_nothing(people: Any, town: Served):
    said = _act(town, "bruno", "record_information", text="Vu", departments=["legal"], key_fact=True)["seq"]
    _act(town, "bruno", "correct_entry", entry=said, text="Vue", reason="faute")
    page = _open(people("bruno", "fr", "laptop"), "?key=y")
    assert faults_of(page) == []
    page.keyboard.press("i")
    assert faults_of(page) == []
    page.keyboard.press("Escape")
    page.locator("#lines [data-more]").last.click()
    assert faults_of(page) == []


@pytest.mark.parametrize("size", ["phone", "narrow"])
def test_on_a_phone_nothing_is_cut_off_and_targets_are_large(people: Any, size: str):
    page = _open(people("bruno", "fr", size))
    wide = "() => document.documentElement.scrollWidth - innerWidth"
    assert page.evaluate(wide) <= 0
    small = """() => [...document.querySelectorAll('.journal :is(button, summary, .btn)')]
      .filter((one) => one.offsetParent !== null && one.getBoundingClientRect().height < 43.5)
      .map((one) => one.id || one.className)"""
    assert page.evaluate(small) == []
    page.locator("#say-more").click()
    page.locator("#f-text").fill("Depuis le téléphone")
    assert page.evaluate(wide) <= 0
    _send(page)
    expect(page.locator("#lines li.entry").last).to_contain_text("Depuis le téléphone")
    expect(page.locator("#lines li.entry").last).to_be_in_viewport()
