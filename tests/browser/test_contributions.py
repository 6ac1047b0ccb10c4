"""Whoever leads asks two departments for their part; one gives it on a phone, and who is missing stays named."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import faults_of, widths_of
from tests.browser.test_decisions import give
from tests.browser.test_passing import open_page
from tests.serving import Served

pytestmark = pytest.mark.browser


def test_the_lead_asks_a_member_gives_on_a_phone_and_the_missing_one_is_named(people: Any, town: Served):
    give(town, "alice", "give_role", member=town.ids["dan"], role="member", department="legal")
    member = people("dan", tongue="en", size="phone")
    phone = open_page(member, "/inbox")
    expect(phone.locator("body")).to_have_attribute("data-link", "live")
    leader = people("alice").enter().page
    give(town, "dan", "record_information", text="Le contrat est relu", departments=["direction"])
    expect(leader.locator("#toasts")).to_contain_text("informe votre direction : Le contrat est relu")
    expect(leader.locator("#more [data-asked]")).to_have_text("1")
    leader.locator("#side-tab-situation").click()
    leader.locator("#collected").get_by_role("link", name="Demander une contribution").click()
    leader.get_by_label("Ce qui est demandé").fill("Ce que vous savez, ce qui vous manque")
    for department in leader.locator("input[name=departments]:checked").all():
        if department.get_attribute("value") not in ("legal", "logistics"):
            leader.locator(f"label:has(input[value={department.get_attribute('value')}])").click()
    assert leader.get_by_label("Échéance").input_value(), "an hour is proposed"
    assert not faults_of(leader)
    assert widths_of(leader, 390, 320) == {390: 390, 320: 320}
    leader.get_by_role("button", name="Demander", exact=True).click()
    expect(leader).to_have_url(re.compile(r"/contributions/1$"))
    expect(leader.locator("body")).to_have_attribute("data-link", "live")
    expect(leader.locator("#given [data-missing]")).to_have_count(2)

    line = phone.locator("#inbox .passing__one").filter(has_text="P-0001")
    expect(line).to_contain_text("Give your contribution")
    line.get_by_role("link", name="Give it… P-0001").click()
    phone.get_by_label("Our part").fill("La clause de force majeure tient.")
    assert not faults_of(phone)
    assert widths_of(phone, 390, 320) == {390: 390, 320: 320}
    phone.get_by_role("button", name="Give it", exact=True).click()
    expect(phone.locator("#of-legal")).to_contain_text("given by Dan")
    expect(leader.locator("#of-legal")).to_contain_text("La clause de force majeure tient.")
    expect(leader.locator("#given [data-missing]")).to_have_count(1)
    expect(leader.locator("#of-logistics")).to_contain_text("manquante, attendue dans")
    listed = open_page(member, "/contributions")
    expect(listed.locator("#register")).to_contain_text("1 of 2 given")
    assert not faults_of(listed)
    assert widths_of(listed, 390, 320) == {390: 390, 320: 320}
