"""The rail says what holds now: what turned out to be false, and by what one will know that it is over."""

import re
from typing import Any

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
